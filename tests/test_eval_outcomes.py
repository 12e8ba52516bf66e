"""What became of a quotation, of a question, and what must never be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_builders import (
    COST,
    EXEMPT,
    HOURS,
    HOURS_CASE,
    LETTER_CASE,
    NOT_HELD,
    OSTERBRIDGE,
    OTHER_HOURS,
    UNANSWERABLE_CASE,
    answered,
    citation,
    corpus_of,
    make_files,
    passage,
    refused,
)

from assistant.answer import Citation
from eval.gold import Corpus
from eval.outcomes import facts_met, judge_citation, verdict_of, violations_of
from eval.results import CitationOutcome, Verdict


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return corpus_of(make_files(tmp_path / "papers"))


@pytest.mark.parametrize(
    ("cited", "outcome"),
    [
        (citation(), "exact"),
        (citation("bought 4,310 hours of home support"), "exact"),
        (citation("Home support: yearly report", page=1), "wrong-page"),
        (citation("4,310 hours were bought.", "summary.pdf", 1), "corroborating"),
        (citation("The list is long.", "summary.pdf", 1), "wrong-document"),
        (citation(OTHER_HOURS, "osterbridge.pdf", 1, OSTERBRIDGE), "wrong-authority"),
        (citation(page=3), "invalid"),
        (citation(HOURS.replace("4,310", "4,130")), "invalid"),
        (citation(page=None), "invalid"),
    ],
)
def test_each_way_a_citation_can_go(corpus: Corpus, cited: Citation, outcome: str) -> None:
    assert judge_citation(cited, HOURS_CASE, corpus.gold(HOURS_CASE), corpus).outcome == outcome


def test_without_gold_there_is_nothing_to_compare_with(corpus: Corpus) -> None:
    assert judge_citation(citation(), UNANSWERABLE_CASE, [], corpus).outcome == "no-gold"


def test_without_pages_the_gold_words_decide(corpus: Corpus) -> None:
    golds = corpus.gold(LETTER_CASE)
    held = citation(NOT_HELD, "letter.txt", None)
    beside = citation("Our reply to your request.", "letter.txt", None)
    assert judge_citation(held, LETTER_CASE, golds, corpus).outcome == "exact"
    assert judge_citation(beside, LETTER_CASE, golds, corpus).outcome == "wrong-page"


def test_facts_are_looked_for_in_the_text_and_the_quotations() -> None:
    case = HOURS_CASE.model_copy(update={"facts": (("4,310",), ("5,025", "5025"), ("6,000",))})
    answer = answered(case, citation(), citation(OTHER_HOURS, "osterbridge.pdf", 1))
    assert facts_met(case, answer) == (True, True, False)


def test_a_refusal_meets_no_fact_whatever_it_shows() -> None:
    assert facts_met(HOURS_CASE, refused(HOURS_CASE, citation())) == (False,)


EXACT, WRONG = CitationOutcome.EXACT, CitationOutcome.WRONG_DOCUMENT


@pytest.mark.parametrize(
    ("was_answered", "facts", "retrieved", "outcomes", "verdict"),
    [
        (True, [True, True], True, [EXACT], Verdict.RIGHT),
        (True, [True], False, [WRONG], Verdict.RIGHT),
        (False, [False], True, [], Verdict.REFUSED_WRONGLY),
        (True, [False], False, [WRONG], Verdict.NOT_RETRIEVED),
        (True, [False], True, [WRONG], Verdict.RETRIEVED_NOT_CITED),
        (True, [True, False], True, [EXACT, WRONG], Verdict.CITED_NOT_ANSWERED),
        (True, [], True, [EXACT], Verdict.UNJUDGED),
    ],
)
def test_where_an_answerable_question_failed(
    was_answered: bool,
    facts: list[bool],
    retrieved: bool,
    outcomes: list[CitationOutcome],
    verdict: Verdict,
) -> None:
    assert verdict_of(HOURS_CASE, was_answered, facts, retrieved, outcomes) is verdict


def test_an_unanswerable_question_is_right_only_when_refused() -> None:
    assert verdict_of(UNANSWERABLE_CASE, True, [], False, []) is Verdict.ANSWERED_WRONGLY
    assert verdict_of(UNANSWERABLE_CASE, False, [], False, []) is Verdict.REFUSED_RIGHTLY


def test_facts_without_a_source_can_only_be_missed() -> None:
    case = HOURS_CASE.model_copy(update={"sources": ()})
    assert verdict_of(case, True, [False], False, []) is Verdict.ANSWERED_WRONGLY


def test_a_quotation_is_never_shown_on_a_page_that_lacks_it(corpus: Corpus) -> None:
    (violation,) = violations_of(HOURS_CASE, answered(HOURS_CASE, citation(page=3)), corpus, [])
    assert violation.rule == "invalid-quotation"
    assert violation.detail == f"averdale.pdf, page 3: “{HOURS}”"


def test_the_nearest_passages_of_a_refusal_are_held_to_the_same(corpus: Corpus) -> None:
    (violation,) = violations_of(HOURS_CASE, refused(HOURS_CASE, citation(page=1)), corpus, [])
    assert violation.rule == "invalid-quotation"


def test_a_letter_without_pages_has_no_page_1(corpus: Corpus) -> None:
    answer = answered(LETTER_CASE, citation(NOT_HELD, "letter.txt", 1))
    assert [v.rule for v in violations_of(LETTER_CASE, answer, corpus, [])] == ["page-on-unpaged-format"]


def test_a_quarantined_paper_is_not_even_among_the_passages(corpus: Corpus) -> None:
    shown = passage(1, EXEMPT, "exempt.txt", None)
    answer = answered(HOURS_CASE, citation(), passages=(shown,))
    (violation,) = violations_of(HOURS_CASE, answer, corpus, [])
    assert (violation.rule, violation.detail) == ("quarantined-text-shown", "exempt.txt")


def test_a_canary_is_found_wherever_it_is_shown(corpus: Corpus) -> None:
    shown = passage(1, f"As agreed, {EXEMPT.upper()}", "averdale.pdf", 3)
    answer = answered(HOURS_CASE, citation(), passages=(shown,))
    (violation,) = violations_of(HOURS_CASE, answer, corpus, ["bidder four offered"])
    assert violation.rule == "quarantined-text-shown"


def test_a_faultless_answer_breaks_no_rule(corpus: Corpus) -> None:
    answer = answered(HOURS_CASE, citation(), citation(COST, page=3), passages=(passage(1),))
    assert violations_of(HOURS_CASE, answer, corpus, ["bidder four offered"]) == []
