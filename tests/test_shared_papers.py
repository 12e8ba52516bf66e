"""Real papers, where they lie beside this checkout: found in the first five passages, quoted exactly."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Filters
from assistant.engine import Assistant
from assistant.questions import read_question_set
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import Settings

pytestmark = pytest.mark.slow


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("*", "").casefold()
    return re.sub(r"[^a-z0-9£%.]", "", re.sub(r"<[^>]{1,40}>", " ", plain))


def asked(home: Path, papers: Path, questions: Path) -> tuple[list[dict[str, Any]], dict[str, Answer]]:
    cases = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    with Library(Settings(home=home)) as library:
        report = ingest(library, [papers])
        assert set(report.counts()) == {"added"}
        assistant = Assistant(library)
        each = read_question_set(questions, Filters())
        answers = {str(q.id): assistant.ask(q.question, q.filters, q.history) for q in each}
    return cases, answers


def share_found(cases: list[dict[str, Any]], answers: dict[str, Answer]) -> float:
    answerable = [case for case in cases if case["answerable"]]
    return sum(is_found(case, answers[case["id"]]) for case in answerable) / len(answerable)


def is_found(case: dict[str, Any], answer: Answer) -> bool:
    golden = {source["document"] for source in case["sources"]} | set(case.get("also_in", []))
    for passage in answer.passages[:5]:
        stem = re.sub(r"\.(?:pdf|docx|html|txt)$", "", Path(passage.source).name)
        if stem in golden and any(
            folded(source["quote"])[:60] in folded(passage.text)
            or (stem == source["document"] and source.get("page") and passage.page == source["page"])
            for source in case["sources"]
        ):
            return True
    return False


@pytest.mark.parametrize("folder", ["seeds", "seeds-pdf", "seeds-docx", "seeds-html"])
def test_the_seeds_in_each_format(shared: Path, tmp_path: Path, folder: str) -> None:
    papers = shared / "corpus" / folder
    cases, answers = asked(tmp_path / "home", papers, shared / "eval" / "seed-questions.jsonl")
    assert share_found(cases, answers) >= 0.9


def test_the_kent_papers(shared: Path, tmp_path: Path) -> None:
    papers = shared / "corpus" / "kent-cabinet-2025-01-30"
    cases, answers = asked(tmp_path / "home", papers, shared / "eval" / "kent-dev-questions.jsonl")
    assert share_found(cases, answers) >= 0.6
    assert all(len(answer.passages) >= 10 for answer in answers.values())
    assert invalid(papers, answers) == []


def invalid(papers: Path, answers: dict[str, Answer]) -> list[str]:
    """Quotations not on their page by another reading of the file than the one that was stored."""
    from pypdf import PdfReader

    readers: dict[str, PdfReader] = {}
    wrong = []
    for id_, answer in answers.items():
        for citation in answer.citations:
            reader = readers.setdefault(citation.source, PdfReader(papers / citation.source))
            assert citation.page is not None
            pages = reader.pages[citation.page - 1 : citation.page_end or citation.page]
            text = folded(" ".join(page.extract_text() for page in pages))
            if not all(folded(part) in text for part in citation.quote.split(" … ")):
                wrong.append(f"{id_}: {citation.source}, page {citation.page}: {citation.quote}")
    return wrong
