"""The metrics of one question, each by a value that can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_builders import (
    COST,
    HOURS,
    HOURS_CASE,
    OTHER_HOURS,
    UNANSWERABLE_CASE,
    answered,
    citation,
    corpus_of,
    make_files,
    passage,
    refused,
)
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case, Source
from eval.gold import Corpus
from eval.measures import (
    answer_pairs,
    citation_pairs,
    document_ranking,
    gold_ranks,
    retrieval_pairs,
    source_ranking,
)
from eval.outcomes import judge_citation
from eval.ranking import Ranking, rank_measures

TWO_SOURCES = HOURS_CASE.model_copy(
    update={"sources": (*HOURS_CASE.sources, Source(document="averdale", page=3, quote=COST))}
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return corpus_of(make_files(tmp_path / "papers"))


def test_a_passage_counts_by_its_words_or_its_page(corpus: Corpus) -> None:
    golds = corpus.gold(HOURS_CASE)
    by_words = [passage(1, OTHER_HOURS, "osterbridge.pdf", 1), passage(2, HOURS, page=1)]
    by_page = [passage(1, "Something else on page 2.", page=2)]
    elsewhere = [passage(1, HOURS, "osterbridge.pdf", 2), passage(2, COST, page=3)]
    assert gold_ranks(golds, by_words, corpus) == [2]
    assert gold_ranks(golds, by_page, corpus) == [1]
    assert gold_ranks(golds, elsewhere, corpus) == [None]


def test_ranking_metrics_of_one_source_at_the_second_rank() -> None:
    values = rank_measures({"q": source_ranking([2], 10)})["q"]
    assert values["recall@1"] == 0.0
    assert values["recall@3"] == 1.0
    assert values["mrr"] == 0.5
    assert values["ndcg@10"] == pytest.approx(0.6309, abs=1e-4)


def test_ranking_metrics_of_two_sources_of_which_one_is_found() -> None:
    values = rank_measures({"q": source_ranking([1, None], 10)})["q"]
    assert values["recall@10"] == 0.5
    assert values["hit@1"] == 1.0
    assert values["ndcg@10"] == pytest.approx(1 / (1 + 0.6309), abs=1e-3)


def test_a_passage_with_both_sources_takes_two_places() -> None:
    ranking = source_ranking([1, 1], 3)
    assert ranking.ranked == ["gold-1", "gold-2", "other-2", "other-3"]
    values = rank_measures({"q": ranking})["q"]
    assert (values["recall@1"], values["recall@3"], values["ndcg@10"]) == (0.5, 1.0, 1.0)


def test_nothing_found_is_zero_and_not_left_out() -> None:
    assert set(rank_measures({"q": Ranking({"gold-1": 1}, [])})["q"].values()) == {0.0}


def test_whole_documents_rank_where_their_first_passage_ranks() -> None:
    case = Case(id="q", question="?", answerable=True, relevant={"averdale": 1, "letter": 2, "summary": 0})
    ranked = [passage(1, source="osterbridge.pdf"), passage(2), passage(3), passage(4, source="letter.txt")]
    ranking = document_ranking(case, ranked)
    assert ranking.relevant == {"averdale": 1, "letter": 2}
    assert ranking.ranked == ["osterbridge", "averdale", "letter"]


@given(st.lists(st.one_of(st.none(), st.integers(1, 10)), min_size=1, max_size=4))
def test_recall_never_falls_as_more_is_read(ranks: list[int | None]) -> None:
    values = rank_measures({"q": source_ranking(ranks, 10)})["q"]
    recalls = [values[f"recall@{k}"] for k in (1, 3, 5, 10)]
    assert recalls == sorted(recalls)
    assert all(0.0 <= value <= 1.0 for value in values.values())


def test_page_recall_asks_for_the_page_itself(corpus: Corpus) -> None:
    golds = corpus.gold(TWO_SOURCES)
    found = answered(TWO_SOURCES, passages=(passage(1, "Other words", page=2), passage(2, HOURS, page=1)))
    assert retrieval_pairs(golds, found, corpus) == {"page_recall@5": (0.5, 1.0)}


def test_page_recall_is_not_for_documents_without_pages(corpus: Corpus) -> None:
    case = HOURS_CASE.model_copy(update={"sources": (Source(document="averdale", quote=HOURS),)})
    assert retrieval_pairs(corpus.gold(case), answered(case, passages=(passage(1),)), corpus) == {}


def test_an_answer_with_one_of_two_facts() -> None:
    pairs = answer_pairs(HOURS_CASE, answered(HOURS_CASE, citation("Four words of text")), [True, False])
    assert pairs == {
        "fact_recall": (0.5, 1.0),
        "answer_accuracy": (0.0, 1.0),
        "answer_words": (5.0, 1.0),
        "false_refusal_rate": (0.0, 1.0),
    }


def test_a_wrong_refusal_counts_against_both_rates() -> None:
    pairs = answer_pairs(HOURS_CASE, refused(HOURS_CASE), [False])
    assert pairs["refusal_precision"] == (0.0, 1.0)
    assert pairs["false_refusal_rate"] == (1.0, 1.0)
    assert "refusal_recall" not in pairs


def test_a_right_refusal() -> None:
    pairs = answer_pairs(UNANSWERABLE_CASE, refused(UNANSWERABLE_CASE), [])
    assert pairs == {"refusal_precision": (1.0, 1.0), "refusal_recall": (1.0, 1.0)}


def test_one_good_citation_of_three(corpus: Corpus) -> None:
    golds = corpus.gold(TWO_SOURCES)
    cited = (
        citation("Home support: yearly report", page=1),
        citation(),
        citation(OTHER_HOURS, "osterbridge.pdf", 1),
    )
    answer = answered(TWO_SOURCES, *cited)
    results = [judge_citation(each, TWO_SOURCES, golds, corpus) for each in cited]
    assert citation_pairs(answer, golds, results, corpus) == {
        "first_citation_accuracy": (0.0, 1.0),
        "citation_recall": (0.5, 1.0),
        "citation_precision": (1.0, 3.0),
        "page_accuracy": (1.0, 2.0),
    }


def test_an_answer_without_citation_has_no_precision_but_no_recall_either(corpus: Corpus) -> None:
    pairs = citation_pairs(answered(HOURS_CASE), corpus.gold(HOURS_CASE), [], corpus)
    assert pairs == {"first_citation_accuracy": (0.0, 1.0), "citation_recall": (0.0, 1.0)}
