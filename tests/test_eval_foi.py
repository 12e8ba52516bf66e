"""Request letters judged: what is the same question, the same answer, and what each figure comes to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from foi_rows import AVERDALE, OSTERBRIDGE, prior, published, question, request, row

from assistant.foi.case import Row, SearchRecord
from assistant.foi.coverage import Coverage
from assistant.foi.request import LawFlag, Regime, RegimeFinding
from eval.foi.cases import Expected, ExpectedPrior, RequestCase
from eval.foi.matching import is_prior, match_questions
from eval.foi.measures import judge_request
from eval.foi.results import Handled, Metric, RequestResult
from eval.foi.rows import a_year_after
from eval.foi.score import judge, summarise
from eval.foi.tables import confusion_table, failure_lines, letters_table, overall_table
from ingest.errors import EvaluationError

RATE = {
    "number": "1",
    "begins": "What is the rate",
    "prior": [{"document": "letter", "question": "2"}],
    "coverage": "answered-before",
    "stale": False,
}
ROADS = {"number": "2", "begins": "How many roads", "prior": [], "coverage": "nothing-found"}
LETTER = {"authority": AVERDALE, "received": "2025-06-11", "due": "2025-07-09", "regime": "FOIA"}
ASKED_RATE = question("1", "What is the rate per hour?")
ASKED_ROADS = question("2.", "Please tell me how many roads were mended.")


def case(*questions: dict[str, Any], **letter: Any) -> RequestCase:
    expected = Expected.model_validate({**LETTER, "questions": questions, **letter})
    return RequestCase(id="one", letter=Path("one.txt"), expected=expected)


def judged(wanted: RequestCase, *rows: Row, due: date | None = date(2025, 7, 9)) -> RequestResult:
    """The letter judged as though it had been split into the questions of these rows."""
    read = request(*(each.question for each in rows))
    return judge_request(wanted, Handled(id="one", request=read, rows=rows, due=due))


def only(result: RequestResult, metric: Metric) -> tuple[float, float]:
    """Sum and weight of a figure over the letter."""
    pairs = result.measures.get(metric.value, ())
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def test_each_question_is_matched_once_by_number_and_beginning() -> None:
    wanted = case(RATE, ROADS).expected.questions
    assert set(match_questions(wanted, [ASKED_RATE, ASKED_ROADS])) == {"1", "2"}
    assert set(match_questions(wanted, [question("2", "What is the rate?"), ASKED_ROADS])) == {"2"}
    again = [ASKED_RATE, ASKED_RATE.model_copy(update={"id": "again"})]
    assert match_questions(wanted, again)["1"].id == "q-1"


def test_a_prior_answer_is_told_by_its_number_or_by_what_was_asked() -> None:
    by_number = ExpectedPrior(document="letter", question="2")
    assert is_prior(by_number, prior(number="Question 2"))
    assert not is_prior(by_number, prior(number="2.a"))
    assert not is_prior(by_number, prior(source="averdale/letter-2.pdf"))
    assert not is_prior(by_number, published("averdale/letter.pdf"))
    by_words = ExpectedPrior(document="log", asked="the hourly RATE")
    assert is_prior(by_words, prior(source="log.csv", number=""))
    assert not is_prior(by_words, prior(source="log.csv", number="", asked="How many roads?"))


def test_a_letter_with_all_right_has_no_failure() -> None:
    result = judged(
        case(RATE, ROADS),
        row(ASKED_RATE, Coverage.ANSWERED_BEFORE, prior(), drafted="On 7 November 2024 it was “£24.72”."),
        row(ASKED_ROADS, Coverage.NOTHING_FOUND),
    )
    assert result.failures == ()
    assert only(result, Metric.SPLIT_F1) == (4.0, 4.0)
    assert only(result, Metric.PRIOR_RECALL_1) == (1.0, 1.0)
    assert only(result, Metric.COVERAGE_ACCURACY) == (2.0, 2.0)
    assert only(result, Metric.STALE_REUSE) == (0.0, 0.0)
    assert only(result, Metric.WRONG_AUTHORITY_REUSE) == (0.0, 1.0)
    assert only(result, Metric.UNSUPPORTED_CONFIRM_OR_DENY) == (0.0, 1.0)
    assert only(result, Metric.DUE_ACCURACY) == only(result, Metric.REGIME_ACCURACY) == (1.0, 1.0)


def test_a_question_that_was_not_split_off_is_wrong_wherever_it_belongs() -> None:
    result = judged(
        case(RATE, ROADS),
        row(ASKED_ROADS, Coverage.NOTHING_FOUND),
        row(question("9", "Thanks"), Coverage.NOTHING_FOUND),
    )
    assert only(result, Metric.SPLIT_PRECISION) == (1.0, 2.0)
    assert only(result, Metric.SPLIT_RECALL) == (1.0, 2.0)
    assert only(result, Metric.SPLIT_F1) == (2.0, 4.0)
    assert only(result, Metric.PRIOR_RECALL_3) == (0.0, 1.0)
    assert result.coverages == (("answered-before", "not-split"), ("nothing-found", "nothing-found"))
    assert [(each.metric, each.question) for each in result.failures] == [
        (Metric.SPLIT_PRECISION, "9"),
        (Metric.SPLIT_RECALL, "1"),
        (Metric.COVERAGE_ACCURACY, "1"),
        (Metric.PRIOR_RECALL_1, "1"),
        (Metric.PRIOR_RECALL_3, "1"),
    ]


def test_recall_is_of_as_many_as_can_stand_among_the_first() -> None:
    two = {
        **RATE,
        "prior": [{"document": "letter", "question": "2"}, {"document": "letter", "question": "3"}],
    }
    third = row(ASKED_RATE, Coverage.ANSWERED_BEFORE, prior(number="3"), prior(number="8"), prior(number="2"))
    result = judged(case(two), third)
    assert only(result, Metric.PRIOR_RECALL_1) == only(result, Metric.PRIOR_RECALL_3) == (1.0, 1.0)
    result = judged(
        case(two), row(ASKED_RATE, Coverage.ANSWERED_BEFORE, prior(number="8"), prior(number="2"))
    )
    assert only(result, Metric.PRIOR_RECALL_1) == (0.0, 1.0)
    assert only(result, Metric.PRIOR_RECALL_3) == (0.5, 1.0)
    assert result.failures[-1].detail == "not among the first 3: letter '3'"


def test_a_published_document_counts_by_any_of_its_twins() -> None:
    wanted = {**ROADS, "coverage": "published", "published": [{"document": "report"}, {"document": "pack"}]}
    found = row(ASKED_ROADS, Coverage.PUBLISHED, prior(), published("averdale/pack.pdf"))
    assert only(judged(case(wanted), found), Metric.PUBLISHED_RECALL_3) == (1.0, 1.0)
    found = row(ASKED_ROADS, Coverage.PUBLISHED, prior(source="averdale/pack.pdf"))
    assert only(judged(case(wanted), found), Metric.PUBLISHED_RECALL_3) == (0.0, 1.0)


def test_the_section_is_that_of_the_first_candidate() -> None:
    wanted = {**RATE, "coverage": "refused-before", "section": "s.43(2)"}
    refused = prior(sections=("s.43(2)",))
    assert only(
        judged(case(wanted), row(ASKED_RATE, Coverage.REFUSED_BEFORE, refused)), Metric.SECTION_ACCURACY
    ) == (1.0, 1.0)
    result = judged(
        case(wanted), row(ASKED_RATE, Coverage.REFUSED_BEFORE, prior(sections=("s.12",)), refused)
    )
    assert [each.detail for each in result.failures if each.metric is Metric.SECTION_ACCURACY] == [
        "expected s.43(2), found s.12"
    ]


@pytest.mark.parametrize(
    ("answered", "said", "stale", "pair"),
    [
        ("2024-06-11", None, None, (0.0, 0.0)),  # a year to the day is not more than a year
        ("2024-06-10", None, None, (1.0, 1.0)),
        ("2024-06-10", True, None, (0.0, 1.0)),
        ("2024-06-10", False, None, (1.0, 1.0)),
        (None, None, None, (0.0, 0.0)),
        (None, None, True, (1.0, 1.0)),  # the set knows of this very answer what its document does not say
        ("2024-06-10", None, False, (0.0, 0.0)),
    ],
)
def test_an_old_answer_is_reused_only_with_its_age(
    answered: str | None, said: bool | None, stale: bool | None, pair: tuple[float, float]
) -> None:
    candidate = prior(date=answered, stale=said)
    result = judged(case({**RATE, "stale": stale}), row(ASKED_RATE, Coverage.ANSWERED_BEFORE, candidate))
    assert only(result, Metric.STALE_REUSE) == pair
    result = judged(case({**RATE, "stale": stale}), row(ASKED_RATE, Coverage.OTHER_PERIOD, candidate))
    assert only(result, Metric.STALE_REUSE) == (0.0, 0.0)


def test_a_leap_day_s_year_ends_in_february() -> None:
    assert a_year_after(date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("coverage", "authority", "pair"),
    [
        (Coverage.ANSWERED_BEFORE, OSTERBRIDGE, (1.0, 1.0)),
        (Coverage.NOT_HELD_BEFORE, OSTERBRIDGE, (1.0, 1.0)),
        (Coverage.ANSWERED_BEFORE, "AVERDALE  county council", (0.0, 1.0)),
        (Coverage.ANSWERED_BEFORE, None, (0.0, 1.0)),
        (Coverage.OTHER_AUTHORITY, OSTERBRIDGE, (0.0, 0.0)),
        (Coverage.NOTHING_FOUND, OSTERBRIDGE, (0.0, 0.0)),
    ],
)
def test_another_authority_s_words_stand_only_where_that_is_said(
    coverage: Coverage, authority: str | None, pair: tuple[float, float]
) -> None:
    result = judged(case(RATE), row(ASKED_RATE, coverage, prior(authority=authority)))
    assert only(result, Metric.WRONG_AUTHORITY_REUSE) == pair


def test_another_authority_s_words_leaned_on_count_too() -> None:
    foreign = prior(source="city.pdf", authority=OSTERBRIDGE).citation
    leaning = row(ASKED_RATE, Coverage.PARTLY, prior()).model_copy(update={"leaned_on": (foreign,)})
    result = judged(case(RATE), leaning)
    assert [each.detail for each in result.failures if each.metric is Metric.WRONG_AUTHORITY_REUSE] == [
        f"city.pdf is of {OSTERBRIDGE}"
    ]


def test_saying_what_is_held_needs_a_search() -> None:
    drafted = row(
        ASKED_RATE, Coverage.NOT_HELD_BEFORE, prior(), drafted="The council does not hold the rate."
    )
    assert only(judged(case(RATE), drafted), Metric.UNSUPPORTED_CONFIRM_OR_DENY) == (1.0, 1.0)
    search = SearchRecord(system="ledger", searched=date(2025, 6, 12), post="Officer", found=False)
    searched = drafted.model_copy(update={"search": search})
    assert only(judged(case(RATE), searched), Metric.UNSUPPORTED_CONFIRM_OR_DENY) == (0.0, 1.0)


def test_due_regime_and_wrong_law_are_of_the_letter() -> None:
    flags = (
        LawFlag(words="section 99", start=0, end=10, problem="There is none."),
        LawFlag(words="section 8", start=20, end=29, problem="?"),
    )
    read = request(ASKED_RATE).model_copy(update={"flags": flags, "regime": RegimeFinding(regime=Regime.EIR)})
    wanted = case(RATE, flags=[{"words": "Section 99 of the Act"}, {"words": "FOI Act 2005"}])
    result = judge_request(wanted, Handled(id="one", request=read, due=date(2025, 7, 10)))
    assert only(result, Metric.DUE_ACCURACY) == only(result, Metric.REGIME_ACCURACY) == (0.0, 1.0)
    assert only(result, Metric.FLAG_PRECISION) == only(result, Metric.FLAG_RECALL) == (1.0, 2.0)
    assert only(judged(case(RATE, due=None), due=None), Metric.DUE_ACCURACY) == (0.0, 0.0)


def test_a_day_of_receipt_counts_where_one_was_found() -> None:
    def received(day: date | None) -> tuple[float, float]:
        read = Handled(id="one", request=request(ASKED_RATE), received=day)
        return only(judge_request(case(RATE), read), Metric.RECEIVED_ACCURACY)

    assert received(date(2025, 6, 11)) == (1.0, 1.0)
    assert received(date(2025, 6, 12)) == (0.0, 1.0)
    assert received(None) == (0.0, 0.0)


def test_a_letter_that_the_desk_gave_up_on_has_nothing_right() -> None:
    result = judge_request(case(RATE, ROADS), Handled(id="one", error="It holds no question."))
    assert only(result, Metric.SPLIT_F1) == (0.0, 2.0)
    assert only(result, Metric.COVERAGE_ACCURACY) == (0.0, 2.0)
    assert "expected FOIA, found It holds no question." in [each.detail for each in result.failures]


def test_figures_are_of_all_letters_and_of_each() -> None:
    good = row(ASKED_RATE, Coverage.ANSWERED_BEFORE, prior())
    first = judged(case(RATE, ROADS), good, row(ASKED_ROADS, Coverage.PUBLISHED, published("averdale/r.pdf")))
    second = judged(case(RATE, ROADS), good).model_copy(update={"id": "two"})
    summary = summarise([first, second])
    assert (summary.requests, summary.questions) == (2, 4)
    # 2 x (2 + 1) over (2 + 2) + (1 + 2).
    assert summary.overall["split_f1"].value == pytest.approx(6 / 7)
    assert (summary.overall["coverage_accuracy"].value, summary.overall["coverage_accuracy"].n) == (0.5, 4)
    assert summary.overall["flag_recall"].n == 0
    assert summary.confusion == {
        "answered-before": {"answered-before": 2},
        "nothing-found": {"not-split": 1, "published": 1},
    }
    assert summary.by_request["two"]["split_recall"] == 0.5
    assert summary.by_request["two"]["published_recall@3"] is None
    assert list(failure_lines(summary)) == [
        "split_recall: one, 2: not found: 'How many roads'",
        "coverage_accuracy: one, 2: expected nothing-found, found published",
        "coverage_accuracy: one, 2: expected nothing-found, found not-split",
    ]
    for table in (overall_table(summary), letters_table(summary), confusion_table(summary)):
        assert table.row_count > 1


def test_every_letter_must_have_been_read() -> None:
    with pytest.raises(EvaluationError, match="1 of 1 letters"):
        judge([case(RATE)], {})
