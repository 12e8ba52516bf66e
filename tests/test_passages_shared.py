"""Real papers, where they are at hand: a quotation that answers a question stands in one passage."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from test_passages_building import words

from ingest.document import Document, Passage, PassageKind
from ingest.passages import cut
from ingest.read import read
from ingest.settings import IngestSettings

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEEDS = {".txt": "seeds", ".docx": "seeds-docx", ".html": "seeds-html", ".pdf": "seeds-pdf"}
KENT = SHARED / "corpus" / "kent-cabinet-2025-01-30"
LIMIT = 150


def fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


@cache
def read_and_cut(path: Path) -> tuple[Document, tuple[Passage, ...]]:
    source = read(path, path.name, IngestSettings())
    return source, tuple(cut(source, words, LIMIT))


def quotations(name: str, folder: Path, ending: str) -> Iterator[tuple[Path, str]]:
    """The quotations of a question set that the text of their document holds at all."""
    questions = SHARED / "eval" / name
    if not questions.is_file() or not folder.is_dir():
        pytest.skip(f"the shared papers are not at hand: {questions}")
    for line in questions.read_text(encoding="utf-8").splitlines():
        for source in json.loads(line)["sources"]:
            path = folder / f"{source['document']}{ending}"
            if path.is_file() and fold(source["quote"]) in fold(read_and_cut(path)[0].text):
                yield path, source["quote"]


def torn(name: str, folder: Path, ending: str) -> tuple[int, list[str]]:
    """How many quotations there are, and those that no passage holds wholly."""
    wanted = list(quotations(name, folder, ending))
    lost = [
        quote
        for path, quote in wanted
        if not any(fold(quote) in fold(one.text) for one in read_and_cut(path)[1])
    ]
    return len(wanted), lost


@pytest.mark.parametrize("ending", list(SEEDS))
def test_no_quotation_from_the_seeds_is_torn(ending: str) -> None:
    count, lost = torn("seed-questions.jsonl", SHARED / "corpus" / SEEDS[ending], ending)
    assert count >= 34
    assert lost == []


@pytest.mark.slow
def test_hardly_a_quotation_from_a_cabinet_meeting_is_torn() -> None:
    count, lost = torn("kent-dev-questions.jsonl", KENT, ".pdf")
    assert count >= 45
    assert len(lost) <= 1


@pytest.mark.slow
def test_a_cabinet_meeting_gives_few_passages_a_page() -> None:
    if not KENT.is_dir():
        pytest.skip(f"the shared papers are not at hand: {KENT}")
    papers = [read_and_cut(path) for path in sorted(KENT.glob("*.pdf"))]
    pages = sum(len(source.pages) for source, _ in papers)
    assert sum(len(found) for _, found in papers) <= 3.5 * pages
    assert not any(one.kind is PassageKind.QUESTION_ANSWER for _, found in papers for one in found)


@pytest.mark.parametrize("ending", list(SEEDS))
def test_a_letter_of_ten_questions_gives_ten_answers_in_every_format(ending: str) -> None:
    path = SHARED / "corpus" / SEEDS[ending] / f"000_457f3d733efcae65{ending}"
    if not path.is_file():
        pytest.skip(f"the shared papers are not at hand: {path}")
    found = [one for one in read_and_cut(path)[1] if one.kind is PassageKind.QUESTION_ANSWER]
    assert [one.section for one in found] == [f"Question {number}" for number in range(1, 11)]
    assert all(one.question and one.answer for one in found)
    assert [one.refers_to for one in found if one.refers_to] == [("Question 1",)] * 5


@pytest.mark.parametrize("name", ["BexleyResponse.pdf", "BirminghamResponse.docx"])
def test_answers_apart_from_their_questions_are_matched(name: str) -> None:
    path = SHARED / "corpus" / "foi-responses" / name
    if not path.is_file():
        pytest.skip(f"the shared papers are not at hand: {path}")
    found = {one.section: one for one in read_and_cut(path)[1] if one.answer}
    for section in ("Question 1", "Question 2"):
        question = found[section].question
        assert question and question.end <= found[section].start
