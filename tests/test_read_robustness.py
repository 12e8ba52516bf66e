"""Ninety hostile or odd PDF files, each with what another reader makes of it, all through the worker."""

import csv
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from ingest.document import Document
from ingest.errors import ReadError
from ingest.read.worker import Reader
from ingest.settings import IngestSettings

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "robustness"
LOCKED = "is protected by a password: remove it and ingest again"

# Each with the reason why it differs from its category.
EXPLAINED = {
    "pdfjs__Brotli-Prototype-FileA.pdf": "compressed with Brotli, which pypdf knows and others do not",
    "pdfjs__issue18986.pdf": "its catalogue can be repaired: one page without anything on it",
    "pdfjs__poppler-67295-0.pdf": "its page tree can be repaired: one page with thirteen characters",
    "pdfjs__issue6010_2.pdf": "damaged, and behind a password as well",
    "pdfjs__issue19484_1.pdf": "its keys are damaged: neither reader opens it with any password",
    "pdfjs__bug1782186.pdf": "repairable only with its password",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared robustness files are not on this machine"),
]
Outcome = Document | str


def manifest() -> list[dict[str, str]]:
    with (FOLDER / "MANIFEST.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


@pytest.fixture(scope="module")
def outcomes() -> Iterator[dict[str, Outcome]]:
    """What became of each file: a document, or the reason why there is none."""
    found: dict[str, Outcome] = {}
    with Reader(IngestSettings()) as reader:
        waiting = {
            row["file"]: reader.submit(FOLDER / "pdfs" / row["file"], row["file"]) for row in manifest()
        }
        for name, future in waiting.items():
            try:
                found[name] = future.result()
            except ReadError as error:
                found[name] = str(error)
    yield found


def of_category(outcomes: dict[str, Outcome], *categories: str) -> dict[str, tuple[dict[str, str], Outcome]]:
    rows = [row for row in manifest() if row["category"] in categories and row["file"] not in EXPLAINED]
    assert rows
    return {row["file"]: (row, outcomes[row["file"]]) for row in rows}


def characters(document: Document) -> int:
    return len(re.sub(r"\s", "", document.text))


def test_every_file_ends_in_a_document_or_a_reason(outcomes: dict[str, Outcome]) -> None:
    assert len(outcomes) == 90
    reasons = [outcome for outcome in outcomes.values() if isinstance(outcome, str)]
    assert [r for r in reasons if r != LOCKED and not r.startswith("is damaged: ")] == []
    assert [r for r in reasons if "crashed" in r or "\n" in r or len(r) > 120] == []


def test_locked_files_ask_for_the_password_to_be_removed(outcomes: dict[str, Outcome]) -> None:
    found = of_category(outcomes, "encrypted_needs_password")
    assert {name: outcome for name, (_, outcome) in found.items() if outcome != LOCKED} == {}


def test_damaged_files_say_so(outcomes: dict[str, Outcome]) -> None:
    found = of_category(outcomes, "damaged_unreadable")
    assert [name for name, (_, outcome) in found.items() if not str(outcome).startswith("is damaged: ")] == []


def test_files_with_an_empty_password_open(outcomes: dict[str, Outcome]) -> None:
    found = of_category(outcomes, "encrypted_opens_with_empty_password")
    assert [name for name, (_, outcome) in found.items() if not isinstance(outcome, Document)] == []


def by_pdfium(name: str) -> int:
    """How many characters another reader finds, white space aside."""
    with pypdfium2.PdfDocument(FOLDER / "pdfs" / name) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return len(re.sub(r"\s", "", "".join(texts)))


@pytest.mark.parametrize("category", ["ordinary_control", "tables_and_columns", "rotated_or_odd_geometry"])
def test_no_less_text_is_found_than_by_another_reader(outcomes: dict[str, Outcome], category: str) -> None:
    short = {}
    for name, (row, outcome) in of_category(outcomes, category).items():
        assert isinstance(outcome, Document)
        assert int(row["poppler_pages"]) == len(outcome.pages)
        if characters(outcome) < 0.99 * by_pdfium(name):
            short[name] = (characters(outcome), by_pdfium(name))
    assert short == {}


def test_pictures_of_pages_are_pages_without_text(outcomes: dict[str, Outcome]) -> None:
    for row, outcome in of_category(outcomes, "image_only_scan_like").values():
        assert isinstance(outcome, Document)
        assert [page.has_text for page in outcome.pages] == [False] * int(row["poppler_pages"])
        assert "picture" in outcome.notes[0]


def test_pages_with_nothing_on_them_are_blank(outcomes: dict[str, Outcome]) -> None:
    for _, outcome in of_category(outcomes, "no_text_no_images").values():
        assert isinstance(outcome, Document)
        assert outcome.blocks == ()
        assert "blank" in outcome.notes[0]


def test_files_that_pypdf_cannot_open_are_read_a_second_way(outcomes: dict[str, Outcome]) -> None:
    second = {
        name
        for name, outcome in outcomes.items()
        if isinstance(outcome, Document) and any("second reader" in note for note in outcome.notes)
    }
    assert second == {
        "pdfjs__Pages-tree-refs.pdf",
        "pdfjs__issue19800.pdf",
        "pdfjs__operator-in-TJ-array.pdf",
        "pdfminersix__simple3.pdf",
    }


def test_pages_and_blocks_hold_together(outcomes: dict[str, Outcome]) -> None:
    for document in outcomes.values():
        if isinstance(document, Document):
            edges = [0, *(page.end for page in document.pages)]
            assert [(page.start, page.end) for page in document.pages] == list(pairwise(edges))
            assert edges[-1] == len(document.text)
            assert all(b.start < b.end for b in document.blocks)
            assert all(a.end <= b.start for a, b in pairwise(document.blocks))
