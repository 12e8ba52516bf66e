"""The letter holds what an officer decided, the sources of it, and the requester's rights; nothing else."""

from __future__ import annotations

import re
from datetime import date

from foi_builders import AT, answered_row, case, citation, covered, found, prior, question, unfound_row
from hypothesis import given
from hypothesis import strategies as st

from assistant.foi.case import (
    Case,
    CostEstimate,
    Disposition,
    PublicInterest,
    QualifiedPerson,
    Reliance,
    SearchRecord,
)
from assistant.foi.coverage import Coverage
from assistant.foi.deciding import accept, dispose, edit, estimate, record_search, reject, rely
from assistant.foi.draft import draft_row
from assistant.foi.request import Regime, RegimeFinding
from assistant.foi.response.letter import compose, unknown_markers

ON = date(2026, 3, 2)
NOT_FOUND = SearchRecord(
    system="Case records", searched=date(2026, 2, 27), post="Records Officer", found=False
)


def test_a_decided_answer_comes_with_its_source() -> None:
    letter = compose(accept(case(), "q1", AT), ON)
    assert (letter.authority, letter.reference) == ("Averdale County Council", "FOI 2026/0101")
    assert (letter.written, letter.received) == ("2 March 2026", "20 February 2026")
    first = letter.questions[0]
    assert (first.number, first.asked) == ("1", "How many children are waiting?")
    assert first.paragraphs[0].endswith("we said: “412 children were waiting.” [1]")
    [source] = letter.sources
    assert source.line == (
        "FOI-0417 response; Averdale County Council; 9 January 2023; reference FOI-0417; page 2, Question 3"
    )
    assert source.quote == "412 children were waiting."


def test_what_was_not_decided_or_was_rejected_is_not_in_the_letter() -> None:
    for undecided in (case(), reject(case(), "q1", AT)):
        letter = compose(undecided, ON)
        assert letter.questions[0].paragraphs == ()
        assert letter.sources == ()


def test_a_working_draft_shows_what_was_proposed_and_what_is_open() -> None:
    letter = compose(case(), ON, proposed=True, open_points=("Question 2 has no disposition.",))
    assert "412 children" in letter.questions[0].paragraphs[0]
    assert letter.open_points == ("Question 2 has no disposition.",)


def test_a_rejected_draft_is_not_proposed_again() -> None:
    assert compose(reject(case(), "q1", AT), ON, proposed=True).questions[0].paragraphs == ()


def test_sources_are_numbered_through_the_letter_and_listed_once() -> None:
    second = draft_row(
        question("2", "What does it cost?"),
        covered(Coverage.ANSWERED_BEFORE, found(prior("£74 an hour.")), question_id="q2"),
    )
    decided = accept(accept(case(answered_row(), second), "q1", AT), "q2", AT)
    letter = compose(decided, ON)
    assert letter.questions[1].paragraphs[0].endswith("“£74 an hour.” [2]")
    assert [(source.marker, source.quote) for source in letter.sources] == [
        (1, "412 children were waiting."),
        (2, "£74 an hour."),
    ]
    again = compose(edit(decided, "q2", "As we said before [1].", AT), ON)
    assert [source.quote for source in again.sources] == ["412 children were waiting.", "£74 an hour."]


def test_a_marker_without_a_source_is_told_and_stays_as_typed() -> None:
    edited = edit(case(), "q1", "See [1] and [4].", AT)
    assert unknown_markers(edited.rows[0]) == ("[4]",)
    assert compose(edited, ON).questions[0].paragraphs == ("See [1] and [4].",)


def test_not_held_is_said_only_on_the_strength_of_a_search() -> None:
    disposed = dispose(case(), "q2", Disposition.NOT_HELD, AT)
    assert compose(disposed, ON).questions[1].paragraphs == ()
    searched = record_search(disposed, "q2", NOT_FOUND, AT)
    assert compose(searched, ON).questions[1].paragraphs == (
        "We do not hold this information, and say so under section 1(1)(a) of the Freedom of Information Act "
        "2000. Case records was searched on 27 February 2026 by our Records Officer.",
    )
    found_after_all = record_search(disposed, "q2", NOT_FOUND.model_copy(update={"found": True}), AT)
    assert compose(found_after_all, ON).questions[1].paragraphs == ()


def test_a_refusal_gives_section_reason_opinion_and_balance() -> None:
    reliance = Reliance(
        section="s.36(2)(b)(i)",
        why="Officers must be able to advise freely.",
        qualified_person=QualifiedPerson(
            post="Monitoring Officer", given=date(2026, 2, 26), opinion="It would inhibit advice."
        ),
        public_interest=PublicInterest(
            favouring_disclosure="Openness.",
            favouring_withholding="Good advice.",
            balance="We withhold it.",
        ),
    )
    letter = compose(rely(case(), "q2", (reliance,), AT), ON)
    assert letter.questions[1].paragraphs == (
        "We rely on section 36(2)(b)(i) of the Act. Officers must be able to advise freely.",
        "The opinion of the qualified person (Monitoring Officer), given on 26 February 2026: "
        "It would inhibit advice.",
        "Public interest in disclosing: Openness.",
        "Public interest in withholding: Good advice.",
        "On balance: We withhold it.",
    )


def test_a_cost_refusal_shows_the_hours_and_a_narrower_request() -> None:
    cost = CostEstimate(
        determining_held=1, locating=12.5, retrieving=6, extracting=4, basis="A sample of ten."
    )
    letter = compose(estimate(case(), cost, "Ask for one year.", "Invoices of 2024/25.", AT), ON)
    assert letter.general == (
        "We estimate that answering would take 23.5 hours: 1 to determine whether the information is held, "
        "12.5 to locate it, 6 to retrieve it and 4 to extract it. At £25 an hour "
        "that is £587.50. A sample of ten.",
        "Ask for one year.",
        "You could ask for this instead: Invoices of 2024/25.",
    )


def _under(regime: Regime) -> Case:
    asked = case().request.model_copy(update={"regime": RegimeFinding(regime=regime)})
    return case().model_copy(update={"request": asked})


def test_every_letter_tells_of_the_review_and_the_commissioner() -> None:
    act = compose(case(), ON, review="Write to reviews@averdale.example.").rights
    assert "within 40 working days" in act[0]
    assert "Write to reviews@averdale.example." in act[0]
    assert "within 20 working days" in act[0]
    assert "Information Commissioner" in act[1]
    assert "section 50" in act[1]
    regulations = compose(_under(Regime.EIR), ON).rights
    assert "regulation 11" in regulations[0]


def test_the_text_for_checks_holds_all_that_the_requester_reads() -> None:
    text = compose(edit(case(), "q2", "Call 0113 496 0000.", AT), ON).text
    assert "Call 0113 496 0000." in text
    assert "What does the therapy cost?" in text


@given(st.text(max_size=60), st.lists(st.integers(0, 9), max_size=5))
def test_markers_of_the_letter_always_name_a_source_of_the_annex(words: str, markers: list[int]) -> None:
    answer = re.sub(r"\[\d+\]", "", words) + "".join(f" [{n}]" for n in markers) + "."
    row = answered_row().model_copy(update={"leaned_on": (citation("a"), citation("b"))})
    letter = compose(edit(case(row, unfound_row()), "q1", answer, AT), ON)
    own = [n for n in markers if 1 <= n <= 2]
    assert [source.quote for source in letter.sources] == ["ab"[n - 1] for n in dict.fromkeys(own)]
