"""Where the gold stands: found before scoring, and an error of the set where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_builders import CASES, HOURS, HOURS_CASE, NOT_HELD, corpus_of, make_files

from eval.cases import Case, Source
from eval.gold import Corpus, overlaps, stands_in


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return corpus_of(make_files(tmp_path / "papers"))


def with_source(**values: object) -> Case:
    source = HOURS_CASE.sources[0].model_copy(update=values)
    return HOURS_CASE.model_copy(update={"sources": (source,)})


def test_gold_that_stands_where_it_should_is_no_error(corpus: Corpus) -> None:
    assert [corpus.errors(case) for case in CASES] == [[], [], []]


def test_gold_that_moved_is_named_with_its_page(corpus: Corpus) -> None:
    (error,) = corpus.errors(with_source(page=3))
    assert (error.case, error.document, error.page) == ("hours", "averdale", 3)
    assert error.problem == "the quotation is not on page 3; it stands on page 2"


def test_gold_that_is_nowhere_is_named(corpus: Corpus) -> None:
    (error,) = corpus.errors(with_source(quote="The council bought 9,999 hours."))
    assert error.problem == "the quotation is nowhere in the document"


def test_a_page_of_a_document_without_pages_is_an_error(corpus: Corpus) -> None:
    (error,) = corpus.errors(with_source(document="letter", quote=NOT_HELD, page=1))
    assert error.problem == "the set names page 1, but the document has no pages"


def test_a_document_that_nobody_knows_is_named(corpus: Corpus) -> None:
    assert corpus.unknown(with_source(document="nowhere")) == ["nowhere"]


def test_a_twin_that_is_not_here_is_no_error(corpus: Corpus) -> None:
    case = HOURS_CASE.model_copy(update={"also_in": ("elsewhere",)})
    assert corpus.unknown(case) == []
    assert corpus.errors(case) == []


def test_what_holds_the_gold_and_what_only_touches_it(corpus: Corpus) -> None:
    (gold,) = corpus.gold(HOURS_CASE)
    assert stands_in(gold, "averdale", f"Before. {HOURS} After.")
    assert not stands_in(gold, "averdale", HOURS[:-20])
    assert not stands_in(gold, "osterbridge", HOURS)
    assert overlaps(gold, "averdale", "… bought 4,310 hours of home support in 2023/24. More followed.")
    assert not overlaps(gold, "averdale", "The council bought a bus.")


def test_the_same_words_in_a_twin_count(corpus: Corpus) -> None:
    case = HOURS_CASE.model_copy(update={"also_in": ("summary",)})
    (gold,) = corpus.gold(case)
    assert gold.documents == {"averdale", "summary"}
    assert stands_in(gold, "summary", HOURS)


def test_files_of_the_same_bytes_are_one_document(corpus: Corpus) -> None:
    twin = corpus.records("averdale")[0].model_copy(update={"sources": ("averdale.pdf", "b/item_9.pdf")})
    twins = Corpus([twin], corpus.witness)
    assert twins.gold(HOURS_CASE)[0].documents == {"averdale", "item_9"}


def test_a_source_needs_a_page_from_one() -> None:
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        Source(document="averdale", quote=HOURS, page=0)
