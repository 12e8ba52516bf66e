"""The desk end to end over the sample papers: from a letter to a letter, and back into the library."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from foi_builders import AT

from assistant.foi.case import Case, Disposition, SearchRecord
from assistant.foi.coverage import Coverage
from assistant.foi.deciding import accept, dispose, edit, mark_sent, record_search
from assistant.foi.office import Office
from eval.sample.build.corpus import DOCUMENTS
from ingest.errors import CaseError
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import Settings

pytestmark = pytest.mark.slow

LETTER = """To: Averdale County Council
Date: 2 December 2024

1. How many hours of home care does the council buy in a typical week?
2. How many llamas does the council keep?
"""
SEARCHED = SearchRecord(
    system="Contracts register", searched=date(2024, 12, 4), post="Commissioning Officer", found=True
)
ON = date(2024, 12, 6)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    with Library(Settings(home=folder)) as library:
        ingest(library, [DOCUMENTS / "averdale"])
    return folder


@pytest.fixture
def office(home: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copytree(home, tmp_path / "home")
    with Library(Settings(home=tmp_path / "home")) as library:
        yield Office(library)


def decided(office: Office) -> Case:
    case = office.open(office.read_pasted(LETTER), "FOI 2024/1900")
    steps = (
        lambda now: accept(now, "1", AT),
        lambda now: dispose(now, "1", Disposition.DISCLOSED, AT),
        lambda now: record_search(now, "1", SEARCHED, datetime(2024, 12, 5, 9)),
        lambda now: edit(now, "2", "We keep no record of llamas: see the search below.", AT),
        lambda now: dispose(now, "2", Disposition.NOT_HELD, AT),
        lambda now: record_search(
            now, "2", SEARCHED.model_copy(update={"found": False}), datetime(2024, 12, 5, 9)
        ),
    )
    for step in steps:
        case = office.change(case, step)
    return case


def test_a_case_goes_from_letter_to_letter(office: Office) -> None:
    opened = office.open(office.read_pasted(LETTER), "FOI 2024/1900")
    assert [row.covered.coverage for row in opened.rows] == [Coverage.ANSWERED_BEFORE, Coverage.NOTHING_FOUND]
    assert "31,450 (week beginning 7 October 2024)" in opened.rows[0].drafted
    assert office.standing(opened, ON).clock.due == date(2025, 1, 3)
    with pytest.raises(CaseError, match="cannot be made yet: Question 1 has no"):
        office.letter(opened, "docx", ON)

    case = decided(office)
    assert office.standing(case, ON).shut == ()
    [(name, data), (audit_name, audit)] = office.letter(case, "docx", ON)
    assert (name, audit_name) == (
        "FOI-2024-1900-response.docx",
        "FOI-2024-1900-response.docx.audit.json",
    )
    lines = [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]
    assert any("31,450 (week beginning 7 October 2024)” [1]" in line for line in lines)
    assert any(
        line.startswith("We do not hold this information, and say so under section 1(1)(a)") for line in lines
    )
    told = json.loads(audit)
    assert told["due"] == "2025-01-03"
    [source] = told["questions"][0]["sources"]
    assert source["source"].endswith("FOI_2024_1138_Response.pdf")
    assert len(source["sha256"]) == 64


def test_a_draft_says_what_is_open(office: Office) -> None:
    case = office.open(office.read_pasted(LETTER))
    [(name, data), _] = office.letter(case, "md", ON, draft=True)
    text = data.decode()
    assert name == f"{case.id}-draft.md"
    assert text.startswith("# Draft: not to be sent")
    assert "Question 1 has no" in text
    assert "31,450" in text


def test_a_sent_response_becomes_a_prior_answer(office: Office) -> None:
    case = decided(office)
    office.take_in(case, ON)
    office.change(case, lambda now: mark_sent(now, ON, AT))
    again = office.open(office.read_pasted(LETTER.replace("2 December 2024", "3 March 2025")))
    llamas = again.rows[1]
    assert llamas.covered.coverage is Coverage.NOT_HELD_BEFORE
    assert llamas.leaned_on[0].date == "2024-12-06"
    assert office.cases()[1].sent == "2024-12-06"


def test_a_source_that_left_the_library_shuts_the_letter(office: Office, tmp_path: Path) -> None:
    case = decided(office)
    with Library(Settings(home=tmp_path / "home")) as other:
        other.remove(other.lookup.document("FOI_2024_1138_Response.pdf"))
    with pytest.raises(CaseError, match="no longer in the catalogue"):
        office.letter(case, "docx", ON)


def test_questions_asked_again_keep_the_rows_that_stayed(office: Office) -> None:
    case = office.change(
        office.open(office.read_pasted(LETTER)), lambda now: edit(now, "1", "My own words.", AT)
    )
    questions = case.request.questions
    changed = questions[1].model_copy(update={"text": "Which system records home visits?"})
    changed = changed.model_copy(update={"standalone": changed.text})
    asked = case.request.model_copy(update={"questions": (questions[0], changed)})
    again = office.ask_again(case, asked)
    assert again.rows[0].answer == "My own words."
    assert again.rows[1].covered.coverage is Coverage.ANSWERED_BEFORE
    assert "Visitmark" in again.rows[1].drafted
