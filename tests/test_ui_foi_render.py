"""What the desk shows: coverage as word, sign and colour; letters, gates and clocks; markup as text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from bs4 import BeautifulSoup, Tag
from fakes_foi import HOSTILE, LETTER, FakeDesk, differing
from foi_builders import case, covered, found, prior, question
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.foi import deciding
from assistant.foi.case import (
    Case,
    ClockEvent,
    ClockKind,
    CostEstimate,
    Disposition,
    PersonalDataDecision,
    PublicInterest,
    QualifiedPerson,
    Reliance,
    SearchRecord,
)
from assistant.foi.cases import CaseLine
from assistant.foi.clock import clock
from assistant.foi.coverage import Coverage
from assistant.foi.draft import draft_row
from assistant.foi.gates import Gate, GateName, gates
from assistant.foi.personal import find_personal
from assistant.foi.request import Contact, LawFlag, Request, RequestQuestion
from assistant.foi.standing import Standing
from assistant.ui.foi import candidates, case_list, reading, reply, row_view, standing, table
from assistant.ui.foi.marked_letter import letter
from assistant.ui.foi.words import (
    CLOCK_KINDS,
    COVERAGE,
    DECISIONS,
    DISPOSITIONS,
    OUTCOMES,
    REGIMES,
    age_words,
    days_left_words,
)

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def soup(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def words(markup: str | Tag) -> str:
    parsed = soup(markup) if isinstance(markup, str) else markup
    return " ".join(parsed.get_text(" ").split())


def read() -> Request:
    return FakeDesk().read_pasted(LETTER, None, None)


def now(of: Case, findings: tuple[str, ...] = ()) -> Standing:
    found = tuple(("q1", each) for words in findings for each in find_personal(words))
    return Standing(clock=clock(of, TODAY), gates=gates(of, TODAY), findings=found)


@pytest.mark.parametrize("said", [COVERAGE, DECISIONS, DISPOSITIONS, OUTCOMES, REGIMES, CLOCK_KINDS])
def test_every_value_has_its_words(said: dict[object, object]) -> None:
    [kind] = {type(each) for each in said}
    assert list(said) == list(kind)  # type: ignore[call-overload]


def test_coverage_is_never_told_by_colour_alone() -> None:
    marks = list(COVERAGE.values())
    assert len({mark.words for mark in marks}) == len(marks)
    assert all(mark.sign and mark.tone in ("found", "part", "mind", "none") for mark in marks)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, ""),
        (1, "1 day"),
        (60, "60 days"),
        (61, "2 months"),
        (729, "23 months"),
        (731, "2 years"),
        (1148, "3 years"),
    ],
)
def test_ages_are_said_roughly(days: int | None, said: str) -> None:
    assert age_words(days) == said


def test_days_left_are_working_days_but_for_subject_access() -> None:
    assert days_left_words(15, calendar=False) == "15 working days left"
    assert days_left_words(0, calendar=False) == "due today"
    assert days_left_words(-1, calendar=False) == "1 working day late"
    assert days_left_words(3, calendar=True) == "3 days left"


def test_the_letter_shows_its_questions_flags_and_no_contact_details() -> None:
    shown = soup(letter(read()))
    assert [mark["data-asked"] for mark in shown.find_all("mark")] == ["q1", "q2", "q3", "q4"]
    assert words(shown.find_all("mark")[1]) == "What does the therapy cost?"
    assert [words(flag) for flag in shown.find_all("u")] == ["section 99"]
    assert "resident@example.org" not in words(shown)
    assert "Resident of Eastwold" not in words(shown)
    assert words(shown).count("[contact details]") == 2


def test_a_flag_inside_a_question_and_a_wrapped_address_are_marked_too() -> None:
    text = "What falls under section 99?\n1 High Street,\n  Eastwold"
    asked = RequestQuestion(id="q1", number="1", text=text[:28], standalone=text[:28], end=28)
    flag = LawFlag(words="section 99", start=17, end=27, problem="There is none.")
    request = read().model_copy(
        update={
            "text": text,
            "questions": (asked,),
            "flags": (flag,),
            "contact": Contact(address="1 High Street, Eastwold"),
        }
    )
    shown = soup(letter(request))
    assert words(shown) == "What falls under section 99 ? [contact details]"
    assert [words(mark) for mark in shown.select("mark u")] == ["section 99"]


@settings(max_examples=50)
@given(st.text(alphabet="ab <&\n", max_size=30), st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_the_letter_is_shown_character_for_character(text: str, span: tuple[int, int]) -> None:
    start, end = (min(place, len(text)) for place in sorted(span))
    asked = RequestQuestion(id="q1", number="1", text="x", standalone="x", start=start, end=end)
    request = read().model_copy(
        update={"text": text, "questions": (asked,), "flags": (), "contact": Contact()}
    )
    assert unescape(re.sub("<[^>]*>", "", letter(request))) == text


def test_what_was_read_says_how_it_was_found() -> None:
    shown = reading.facts(read())
    assert "Averdale County Council the letter is addressed to it" in words(shown)
    assert "20 February 2026 the date of the letter" in words(shown)
    assert "“ section 99 ”: The Act has no section 99." in words(shown)
    assert soup(shown).select_one("details[open]") is None
    assert "resident@example.org" in words(soup(shown).select("details")[0])


def test_what_was_not_found_is_asked_for() -> None:
    shown = reading.facts(read().model_copy(update={"authority": None, "received": None}))
    assert words(shown).count("Not found: enter it below") == 2


def test_a_question_that_leans_on_another_says_what_it_was_taken_to_mean() -> None:
    leaning = RequestQuestion(
        id="q2", number="2", text="And today?", standalone="The wait today?", leans_on="1", numbered=False
    )
    shown = reading.questions(read().model_copy(update={"questions": (question(), leaning)}), "q2")
    assert "Taken to mean (leans on question 1): The wait today?" in words(shown)
    assert "numbered by us" in words(shown)
    [chosen] = soup(shown).select("[aria-current]")
    assert chosen["data-question"] == "q2"
    assert [each.get("tabindex") for each in soup(shown).select(".pick")] == ["-1", None]


def test_the_table_tells_coverage_age_and_decision() -> None:
    decided = deciding.dispose(deciding.accept(case(), "q1", AT), "q1", Disposition.DISCLOSED, AT)
    first, second = soup(table.table(decided, "q2")).select("tbody tr")
    assert words(first) == (
        "1 How many children are waiting? ✓ Draft accepted · Disclosed ✓ Answered before 60 days old"
    )
    assert words(second) == "2 What does the therapy cost? ○ To decide ? Nothing found"
    assert second["class"] == ["chosen"]


def test_a_row_shows_stale_and_contradicting_answers_side_by_side() -> None:
    row = draft_row(question(), covered(Coverage.ANSWERED_BEFORE, *differing(), conflicts=("d2:1#1",)))
    assert "3 years old, stale" in words(row_view.question(row))
    proposal = soup(row_view.proposal(row))
    assert [words(side.blockquote or "") for side in proposal.select(".side-by-side li")] == [
        "412 children were waiting.",
        "398 children were waiting.",
    ]
    assert [link["href"] for link in proposal.select("a.marker")] == ["#x0-source-1", "#x0-source-2"]


def test_candidates_have_the_chats_cards_numbered_as_in_the_draft() -> None:
    row = draft_row(question(), covered(Coverage.ANSWERED_BEFORE, *differing(), conflicts=("d2:1#1",)))
    shown = soup(row_view.found(row, {"d1:3": "Then 412 children were waiting."}.get))
    assert [card["id"] for card in shown.select(".card")] == ["x0-source-1", "x0-source-2"]
    assert [words(each) for each in shown.select("details.candidate > summary")] == [
        "1. Averdale County Council , 9 January 2023: answered",
        "2. Averdale County Council , 9 January 2024: answered",
    ]
    assert len(shown.select("details.candidate[open]")) == 1
    assert words(shown.select("mark")[0]) == "412 children were waiting."
    assert "Its passage is no longer in the catalogue." in words(shown.select("details.candidate")[1])


def test_a_candidate_that_is_not_in_the_draft_has_a_number_of_its_own() -> None:
    one, other = differing()
    row = draft_row(question(), covered(Coverage.ANSWERED_BEFORE, one, other))
    assert [each.marker for each in candidates.numbered(row)] == [1, 2]
    assert candidates.numbered(row)[1].quote == "398 children were waiting."


def test_another_period_and_authority_are_minded() -> None:
    other = found().model_copy(update={"same_period": False, "same_authority": False, "age_days": None})
    row = draft_row(question(), covered(Coverage.OTHER_PERIOD, other))
    shown = words(row_view.found(row, lambda _: None))
    assert "Mind: undated; another period; another authority." in shown


def test_records_of_a_row_are_told() -> None:
    record = SearchRecord(system="Case system", searched=TODAY, post="Team manager", found=False)
    assert words(row_view.search(record)) == (
        "Case system , searched on 2 March 2026 by Team manager : not found ."
    )
    assert "may say that information is or is not held" in words(row_view.search(None))
    relied = Reliance(
        section="s.36(2)",
        why="Advice.",
        public_interest=PublicInterest(favouring_disclosure="A", favouring_withholding="B", balance="C"),
        qualified_person=QualifiedPerson(post="Monitoring officer", given=TODAY, opinion="It would."),
    )
    assert words(row_view.reliances((relied,))) == (
        "s.36(2) : Advice. For disclosing : A For withholding : B Balance : C "
        "Monitoring officer, 2 March 2026 : It would."
    )


def test_the_clock_says_what_is_left_and_how_it_was_reckoned() -> None:
    shown = words(standing.clock(clock(case(), TODAY)))
    assert "Due 23 March 2026 : 14 working days left Freedom of Information Act 2000" in shown
    assert "How this was reckoned" in shown
    assert "working days late" in words(standing.clock(clock(case(), date(2026, 3, 30))))


def test_the_clock_pauses_and_ends() -> None:
    asked = ClockEvent(kind=ClockKind.CLARIFICATION_ASKED, on=date(2026, 2, 23), note="Which years?")
    paused = deciding.tell_clock(case(), asked, AT)
    assert "Paused since 23 February 2026" in words(standing.clock(clock(paused, TODAY)))
    assert "Clarification asked for on 23 February 2026: Which years?" in words(standing.events(paused))
    sent = deciding.mark_sent(case(), TODAY, AT)
    assert "Sent on 2 March 2026" in words(standing.clock(clock(sent, TODAY)))
    unknown = case().model_copy(update={"request": read().model_copy(update={"received": None})})
    assert "No due day" in words(standing.clock(clock(unknown, TODAY)))


def test_a_shut_gate_says_what_is_missing_and_leads_to_its_rows() -> None:
    shown = soup(standing.gates(case(), now(case())))
    first = shown.select("li.blocked")[0]
    assert words(first).startswith("✕ Open: Every question is answered for . Question 1 has no disposition:")
    assert [way["data-question"] for way in first.select("button")] == ["q1", "q2"]
    assert "2 gates still to pass." in words(shown)
    assert all(each.find_parent("details") for each in shown.select("li.passed"))


def test_a_gate_of_many_rows_folds_most_of_them_away() -> None:
    asked = tuple(question(str(number)) for number in range(1, 121))
    rows = tuple(draft_row(each, covered(Coverage.NOTHING_FOUND, question_id=each.id)) for each in asked)
    shut = Gate(name=GateName.QUESTIONS, passed=False, explanation="x" * 500, questions=("q1", "q2", "gone"))
    many = shut.model_copy(update={"questions": tuple(each.id for each in asked)})
    of = case(*rows)
    few = soup(standing.gates(of, Standing(clock=clock(of, TODAY), gates=(shut,))))
    assert [words(way) for way in few.select(".way")] == ["Question 1", "Question 2"]
    shown = soup(standing.gates(of, Standing(clock=clock(of, TODAY), gates=(many,))))
    assert len(shown.select(".ways > .way")) == standing.LINKS_SHOWN
    assert "108 more" in words(shown)
    assert "What is missing" in words(shown)


def test_all_gates_passed_is_said() -> None:
    passed = Gate(name=GateName.LAW, passed=True, explanation="No reference is flagged.")
    shown = standing.gates(case(), Standing(clock=clock(case(), TODAY), gates=(passed,)))
    assert "All gates are passed. 1 gate passed ✓ Passed: References to the law are right" in words(shown)


def test_findings_wait_or_are_decided() -> None:
    kept = PersonalDataDecision(words="Head of service", question_id="q2", keep=True, why="A public role.")
    decided = deciding.decide_personal_data(case(), kept, AT)
    shown = words(standing.findings(decided, now(decided, ("resident@example.org",)).findings))
    assert "resident@example.org" in shown
    assert "○ To decide" in shown
    assert "Head of service A public role. 2 ✓ Stays" in shown
    assert "Nothing that looks like personal data waits" in words(standing.findings(case(), ()))


def test_an_estimate_is_told_in_hours_and_pounds() -> None:
    cost = CostEstimate(determining_held=1, locating=12, retrieving=6, extracting=0.5, basis="A sample.")
    estimated = deciding.estimate(case(), cost, "", "", AT)
    assert words(standing.estimate(estimated)) == "19.5 hours: £487.50. A sample."
    assert "£450 at £25 an hour" in words(standing.estimate(case()))


def test_the_history_is_told_in_the_time_of_the_clock_on_the_wall() -> None:
    summer = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    assert words(standing.history(deciding.accept(case(), "q1", summer))) == (
        "1 July 2026, 10:30: Question 1 : accepted the draft"
    )


def test_kept_references_are_listed() -> None:
    kept = deciding.acknowledge(case(), "section 99", "The requester's own.", AT)
    assert words(standing.kept_references(kept)) == "“ section 99 ”: The requester's own."
    assert "No flagged reference is kept" in words(standing.kept_references(case()))


def test_cases_are_listed_with_ways_to_open_and_delete_them() -> None:
    line = CaseLine(
        id="c1",
        reference="",
        authority=None,
        received="2026-02-20",
        questions=4,
        decided=1,
        sent=None,
        updated=AT,
    )
    shown = soup(case_list.case_list([line]))
    assert [button["aria-label"] for button in shown.select("button")] == [
        "Open case received on 20 February 2026",
        "Delete case received on 20 February 2026",
    ]
    assert "1 of 4 answers decided; Not sent" in words(shown)
    assert words(case_list.case_list([])) == "No cases yet."
    assert "Delete case received on 20 February 2026 for good?" in words(case_list.deletion(line))


def test_a_long_line_is_cut_and_stands_whole_at_its_gate() -> None:
    shown = words(reply.notice("Question 1 has no disposition. " * 120, wrong=True))
    assert shown.endswith("disposition. Question 1 has no …")
    assert len(shown) <= reply.MOST_SAID + 2


def test_a_screen_reader_hears_of_each_tenth() -> None:
    shown = soup(reply.progress(55, 120))
    assert words(shown.select_one('[role="status"]') or "") == "Matching: 40 per cent done"
    assert words(shown).startswith("Matched 55 of 120 questions …")


def test_markup_from_anywhere_is_read_and_never_obeyed() -> None:
    request = read().model_copy(
        update={
            "source": HOSTILE,
            "authority": HOSTILE,
            "subject": HOSTILE,
            "notes": (HOSTILE,),
            "authority_how": HOSTILE,
            "contact": Contact(name=HOSTILE),
        }
    )
    hostile = question().model_copy(update={"text": HOSTILE, "standalone": HOSTILE + "?", "heading": HOSTILE})
    row = draft_row(hostile, covered(Coverage.ANSWERED_BEFORE, found(prior(HOSTILE, asked=HOSTILE))))
    row = row.model_copy(update={"note": HOSTILE})
    of = case(row).model_copy(update={"reference": HOSTILE, "request": request})
    shown = [
        reading.facts(request),
        reading.questions(request.model_copy(update={"questions": (hostile,)}), ""),
        letter(request.model_copy(update={"text": HOSTILE, "contact": Contact()})),
        table.table(of, "q1"),
        row_view.question(row),
        row_view.proposal(row),
        row_view.found(row, lambda _: HOSTILE),
        standing.head(of),
        standing.history(deciding.name(of, HOSTILE, AT)),
        reply.notice(HOSTILE, wrong=True),
    ]
    for markup in shown:
        assert soup(markup).find("img") is None
        assert "<img src=x onerror=alert(1)>" in words(markup)
