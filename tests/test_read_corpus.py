"""Real council papers, where they are at hand: what must hold for every one of them."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from ingest.document import BlockKind, Document
from ingest.read.worker import Reader
from ingest.settings import IngestSettings

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
KENT = CORPUS / "kent-cabinet-2025-01-30"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared papers are not on this machine"),
]


@pytest.fixture(scope="module")
def papers() -> Iterator[dict[Path, Document]]:
    """Every third of the cabinet's papers, and all the others."""
    cabinet = sorted(KENT.glob("*.pdf"))[::3]
    others = [
        path for path in sorted(CORPUS.rglob("*.*")) if KENT not in path.parents and path.suffix != ".md"
    ]
    with Reader(IngestSettings()) as reader:
        waiting = {path: reader.submit(path, path.name) for path in [*cabinet, *others]}
        yield {path: future.result() for path, future in waiting.items()}


def test_every_word_is_in_exactly_one_block(papers: dict[Path, Document]) -> None:
    for document in papers.values():
        position = 0
        for block in document.blocks:
            assert document.text[position : block.start].strip() == ""
            assert position <= block.start < block.end
            position = block.end
        assert document.text[position:].strip() == ""


def test_the_text_of_a_page_is_what_pypdf_gives(papers: dict[Path, Document]) -> None:
    for path, document in [(p, d) for p, d in papers.items() if d.format == "pdf"][:8]:
        for page, raw in zip(document.pages, PdfReader(path).pages, strict=True):
            assert document.text[page.start : page.end].split() == (raw.extract_text() or "").split()


def test_no_block_crosses_a_page(papers: dict[Path, Document]) -> None:
    for document in papers.values():
        starts = {page.start for page in document.pages}
        assert not any(
            a < start < b for start in starts for a, b in ((x.start, x.end) for x in document.blocks)
        )


def test_printed_page_numbers_rise_with_the_pages(papers: dict[Path, Document]) -> None:
    labelled = 0
    for document in papers.values():
        numbers = [int(page.label) for page in document.pages if page.label and page.label.isdigit()]
        labelled += len(numbers)
        assert sum(b > a for a, b in pairwise(numbers)) >= 0.9 * max(len(numbers) - 1, 0)
    assert labelled > 50


def test_most_tables_of_figures_have_a_header(papers: dict[Path, Document]) -> None:
    tables = headed = 0
    for path, document in papers.items():
        if path.parent == KENT:
            rows = Counter(b.table for b in document.blocks if b.kind is BlockKind.TABLE_ROW)
            heads = {b.table for b in document.blocks if b.kind is BlockKind.TABLE_HEADER}
            large = {table for table, count in rows.items() if count >= 3}
            tables, headed = tables + len(large), headed + len(large & heads)
    assert tables >= 20
    assert headed >= 0.85 * tables


def test_the_same_paper_in_four_formats_says_the_same(papers: dict[Path, Document]) -> None:
    for stem in {path.stem for path in papers if path.parent.name == "seeds"}:
        words = {
            path.suffix: re.findall(r"[a-z]{4,}", document.text.lower())
            for path, document in papers.items()
            if path.stem == stem
        }
        assert set(words) == {".txt", ".pdf", ".docx", ".html"}
        for suffix in (".docx", ".html"):
            shared = set(words[".txt"]) & set(words[suffix])
            assert len(shared) >= 0.97 * len(set(words[".txt"]))


def test_scans_are_documents_without_text(papers: dict[Path, Document]) -> None:
    scans = [document for path, document in papers.items() if path.parent.name == "scans"]
    assert len(scans) == 8
    assert all(document.notes and not document.blocks for document in scans)
