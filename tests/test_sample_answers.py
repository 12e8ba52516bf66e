"""The sample papers end to end: described rightly, found, quoted word for word, and nothing else shown."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pypdf import PdfReader

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.questions import AskedQuestion, read_question_set
from ingest.library import Library
from ingest.models import load_embedder
from ingest.pipeline import ingest
from ingest.settings import ModelSettings, Settings

SAMPLE = Path(__file__).resolve().parents[1] / "eval" / "sample"
CANARY = "CANARY-"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample papers, taken in once."""
    with Library(Settings(home=tmp_path_factory.mktemp("sample"))) as opened:
        ingest(opened, [SAMPLE / "documents"])
        yield opened


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    lines = (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def answers(library: Library) -> dict[str, Answer]:
    assistant = Assistant(library)
    asked: list[AskedQuestion] = read_question_set(
        SAMPLE / "questions.jsonl", AskedQuestion(question="?").filters
    )
    return {str(each.id): assistant.ask(each.question, each.filters, each.history) for each in asked}


def fold(text: str) -> str:
    """Only what a reader would call the words: compatibility forms, no white space or hyphens."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", unicodedata.normalize("NFKC", text)).casefold()


def test_every_paper_says_what_it_is(library: Library) -> None:
    described = {Path(row.sources[0]).name: row for row in library.lookup.documents()}
    letter = described["FOI_2023_0417_Response.pdf"]
    assert (letter.kind, letter.authority, letter.date) == (
        "foi-response",
        "Averdale County Council",
        "2023-03-14",
    )
    record = described["25-0014_Record_of_Decision.pdf"]
    assert (record.kind, record.date, record.reference) == ("decision-record", "2025-03-03", "25/0014")
    folders = {"averdale": "Averdale", "osterbridge": "Osterbridge", "fellmarsh-icb": "NHS Fellmarsh"}
    for row in described.values():
        assert (row.authority or "").startswith(folders[row.sources[0].split("/")[0]]), row.sources


def test_the_exempt_paper_and_no_other_is_quarantined(library: Library) -> None:
    rows = library.lookup.documents(quarantined=True)
    assert [Path(r.sources[0]).name for r in rows if r.state == "quarantined"] == ["Appendix_2B.pdf"]


def test_the_scan_is_reported_as_a_picture(library: Library) -> None:
    row = library.lookup.document("osterbridge/scan_0007.pdf")
    assert row.notes == ("its only page is a picture",)
    assert row.passages == 0


def test_no_answer_holds_a_word_of_the_exempt_paper(answers: dict[str, Answer]) -> None:
    assert all(CANARY not in answer.model_dump_json() for answer in answers.values())


def test_nine_gold_quotations_in_ten_are_among_the_first_five(
    cases: list[dict[str, Any]], answers: dict[str, Answer]
) -> None:
    answerable = [case for case in cases if case["answerable"]]
    found = [_gold_within(case, answers[case["id"]], 5) for case in answerable]
    assert sum(found) / len(found) >= 0.9


def _gold_within(case: dict[str, Any], answer: Answer, depth: int) -> bool:
    documents = {source["document"] for source in case["sources"]} | set(case.get("also_in", []))
    shown = [p for p in answer.passages[:depth] if Path(p.source).stem in documents]
    pages = {(source["document"], source.get("page")) for source in case["sources"]}
    return any(
        (p.page is not None and (Path(p.source).stem, p.page) in pages)
        or any(fold(source["quote"])[:60] in fold(p.text) for source in case["sources"])
        for p in shown
    )


def test_every_quotation_from_a_pdf_stands_on_the_page_it_names(answers: dict[str, Answer]) -> None:
    checked = 0
    for answer in answers.values():
        nearest = answer.refusal.nearest if answer.refusal else ()
        for citation in [*answer.citations, *nearest]:
            if not citation.source.endswith(".pdf"):
                assert citation.page is None
                continue
            assert citation.page is not None
            reader = PdfReader(SAMPLE / "documents" / citation.source)
            pages = reader.pages[citation.page - 1 : citation.page_end or citation.page]
            text = fold(" ".join(page.extract_text() for page in pages))
            assert all(fold(part) in text for part in citation.quote.split(" … ")), citation
            checked += 1
    assert checked > 40


def test_no_page_is_cited_twice_under_two_names(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        quotes = [fold(citation.quote) for citation in answer.citations]
        assert len(quotes) == len(set(quotes))


def test_off_topic_questions_are_refused_with_the_nearest_passages(
    cases: list[dict[str, Any]], answers: dict[str, Answer]
) -> None:
    refused = [answers[case["id"]].refusal for case in cases if case["kind"] == "unanswerable"]
    assert all(refused)
    assert all(refusal.explanation for refusal in refused if refusal)
    false = [c["id"] for c in cases if c["answerable"] and not answers[c["id"]].answerable]
    assert len(false) <= 2, false


def test_an_answer_keeps_to_its_size(answers: dict[str, Answer]) -> None:
    # Three parts of a chain of references may each be of full size; all others keep within it.
    sizes = sorted(len(answer.text.split()) for answer in answers.values() if answer.answerable)
    assert sizes[int(len(sizes) * 0.9)] <= 100


def test_both_precisions_rank_alike(library: Library, cases: list[dict[str, Any]]) -> None:
    texts = [text for _, _, text in library.lookup.to_embed(10_000, 0)]
    questions = [case["question"] for case in cases]
    overlaps = []
    tops = []
    for precision in ("float32", "bfloat16"):
        embedder = load_embedder(ModelSettings(precision=precision))
        similar = np.stack([embedder.query(q) for q in questions]) @ embedder.passages(texts).T
        tops.append(np.argsort(-similar, axis=1)[:, :10])
    for one, other in zip(*tops, strict=True):
        overlaps.append(len(set(one.tolist()) & set(other.tolist())) / 10)
    assert float(np.mean(overlaps)) >= 0.95
