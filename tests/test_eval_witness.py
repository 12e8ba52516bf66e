"""The files as witnesses: what stands on which page, read apart from the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_builders import COST, HOURS, NOT_HELD, make_files, record

from eval.witness import Witness, witness_of
from ingest.errors import EvaluationError


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return make_files(tmp_path / "papers")


def test_a_quotation_stands_on_its_page_and_no_other(papers: Path) -> None:
    witness = Witness(papers.iterdir())
    assert [witness.holds("averdale", HOURS, page) for page in (1, 2, 3)] == [False, True, False]
    assert witness.pages_with("averdale", HOURS) == [2]


def test_over_a_page_break_both_pages_are_named(papers: Path) -> None:
    witness = Witness(papers.iterdir())
    assert not witness.holds("averdale", f"{HOURS} {COST}", 2)
    assert witness.holds("averdale", f"{HOURS} {COST}", 2, 3)


@pytest.mark.parametrize("page", [0, -1, 4])
def test_a_page_that_is_not_there_holds_nothing(papers: Path, page: int) -> None:
    assert not Witness(papers.iterdir()).holds("averdale", HOURS, page)


def test_a_format_without_pages_has_none(papers: Path) -> None:
    witness = Witness(papers.iterdir())
    assert not witness.paged("letter")
    assert witness.holds("letter", NOT_HELD)
    assert not witness.holds("letter", NOT_HELD, 1)


def test_a_document_that_is_not_there_holds_nothing(papers: Path) -> None:
    witness = Witness(papers.iterdir())
    assert "elsewhere" not in witness
    assert not witness.holds("elsewhere", HOURS)


def test_an_empty_quotation_is_held_by_nothing(papers: Path) -> None:
    assert not Witness(papers.iterdir()).holds("letter", " … ")


def test_a_file_that_changed_since_the_run_is_no_witness(papers: Path) -> None:
    letter = record(papers / "letter.txt")
    (papers / "letter.txt").write_text("Other words.", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"letter\.txt has changed since the run"):
        witness_of([letter])


def test_a_file_that_is_gone_may_stand_in_another_folder(papers: Path, tmp_path: Path) -> None:
    letter = record(papers / "letter.txt")
    (tmp_path / "moved").mkdir()
    (papers / "letter.txt").rename(tmp_path / "moved" / "letter.txt")
    with pytest.raises(EvaluationError, match=r"letter\.txt is gone: put it back, or name its folder"):
        witness_of([letter])
    assert witness_of([letter], tmp_path / "moved").holds("letter", NOT_HELD)
