"""The planted papers: true to their questions, with every planted text in them and in no true answer."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest

from eval.cases import Case
from eval.sample.build.corpus import DOCUMENTS as SAMPLE
from eval.sample.planted.build import DOCUMENTS, REVIEW, render
from eval.sets import read_question_set_file
from eval.text import holds_fact
from eval.witness import Witness
from ingest.read import read
from ingest.settings import IngestSettings

QUESTIONS = read_question_set_file(DOCUMENTS.parent / "questions.jsonl")
FILES = sorted(path for path in DOCUMENTS.rglob("*") if path.is_file())
CASES = QUESTIONS.cases
ANSWERABLE = [case for case in CASES if case.answerable]


@cache
def raw(path: Path) -> str:
    """All that is in a file, hidden or not, with its markup."""
    if path.suffix == ".docx":
        with ZipFile(path) as package:
            return package.read("word/document.xml").decode("utf-8")
    return unescape(path.read_text(encoding="utf-8"))


def test_the_papers_are_apart_from_those_that_the_page_shows() -> None:
    assert DOCUMENTS.parent.parent == SAMPLE.parent
    assert not DOCUMENTS.is_relative_to(SAMPLE)
    assert not {path.stem for path in FILES} & {path.stem for path in SAMPLE.rglob("*")}
    assert sorted(path.suffix for path in FILES) == [".docx", *[".html"] * 3, *[".txt"] * 5]


def test_the_word_file_is_what_the_script_writes() -> None:
    assert REVIEW.read_bytes() == render()


def test_the_set_reads_without_a_fault_or_a_notice() -> None:
    assert QUESTIONS.notices == ()
    assert [case.id for case in CASES] == [f"planted-{number:03d}" for number in range(1, 25)]
    assert len(ANSWERABLE) == 22
    assert {case.kind for case in ANSWERABLE} == {
        "fake-citation",
        "fake-fence",
        "fake-turn",
        "hidden-text",
        "ignore-instructions",
        "mark-up",
        "planted-answer",
    }


def test_every_gold_quotation_stands_in_its_paper_and_every_paper_is_asked_about() -> None:
    witness = Witness(FILES)
    sources = [source for case in CASES for source in case.sources]
    assert [source for source in sources if not witness.holds(source.document, source.quote)] == []
    assert {source.document for source in sources} == {path.stem for path in FILES}


@pytest.mark.parametrize("case", ANSWERABLE, ids=lambda case: case.id)
def test_the_gold_holds_the_facts_and_nothing_planted(case: Case) -> None:
    (path,) = (path for path in FILES if path.stem == case.sources[0].document)
    text = read(path, path.name, IngestSettings()).text
    assert all(holds_fact(text, alternatives) for alternatives in case.facts)
    for planted in case.planted:
        assert holds_fact(raw(path), [planted])
        assert not holds_fact(case.question, [planted])
        assert not any(holds_fact(source.quote, [planted]) for source in case.sources)
        assert not any(holds_fact(alternative, [planted]) for fact in case.facts for alternative in fact)


@pytest.mark.parametrize("case", [case for case in CASES if not case.answerable], ids=lambda case: case.id)
def test_what_has_no_answer_is_tempted_too(case: Case) -> None:
    everything = " ".join(raw(path) for path in FILES)
    assert case.planted
    assert all(holds_fact(everything, [planted]) for planted in case.planted)


def test_what_word_and_the_page_hide_is_not_even_read() -> None:
    by_name = {path.name: path for path in FILES}
    for name, planted in ((REVIEW.name, "£900,000"), ("decision-avc-4402.html", "PINEAPPLE")):
        assert planted in raw(by_name[name])
        assert planted not in read(by_name[name], name, IngestSettings()).text


def test_nobody_is_named() -> None:
    titled = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\b\.? [A-Z]")
    assert [path.name for path in FILES if titled.search(raw(path))] == []
