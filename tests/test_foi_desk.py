"""Requests covered from real letters, where they lie beside this checkout, and from the sample papers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.foi.coverage import Covered
from assistant.foi.desk import Desk
from assistant.foi.request import Request, RequestQuestion
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import Settings

SAMPLE = Path(__file__).resolve().parents[1] / "eval" / "sample" / "documents"

pytestmark = pytest.mark.slow


def request(authority: str, received: date, *asked: tuple[str, str, str]) -> Request:
    """A request of (number, text, how it stands by itself or "")."""
    questions = tuple(
        RequestQuestion(id=number, number=number, text=text, standalone=alone or text)
        for number, text, alone in asked
    )
    return Request(
        source="pasted", sha256="", text="", authority=authority, received=received, questions=questions
    )


def rightly(rows: tuple[Covered, ...], gold: dict[str, dict[str, Any]]) -> dict[str, bool]:
    """Question -> whether its word and, among its first three candidates, its prior answers are right."""
    found = {}
    for row in rows:
        wanted = {(each["document"], each["question"]) for each in gold[row.question_id]["prior"]}
        first = {
            (Path(each.prior.answered.source).stem, each.prior.number)
            for each in row.candidates[:3]
            if each.prior
        }
        found[row.question_id] = row.coverage == gold[row.question_id]["coverage"] and wanted <= first
    return found


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Library(Settings(home=tmp_path_factory.mktemp("sample"))) as library:
        ingest(library, [SAMPLE])
        yield Desk(library)


def test_both_shared_requests_come_out_right(shared: Path, tmp_path: Path) -> None:
    gold = [
        {each["number"]: each for each in json.loads(path.read_text(encoding="utf-8"))["questions"]}
        for path in sorted((shared / "eval" / "foi-requests").glob("request-*.json"))
    ]
    suppliers = "Who are your preferred suppliers of paediatric OT, and what do they charge"
    backlog = "What was the backlog of deferred Care Act assessments for CHC"
    first = request(
        "Coventry City Council",
        date(2026, 2, 20),
        (
            "1",
            "How many hours of occupational therapy written into EHCPs does the council commission in a "
            "year?",
            "",
        ),
        ("2", "How many children are currently waiting for an OT assessment to inform their EHC plan?", ""),
        ("3", suppliers, ""),
        ("3.a", "per assessment", f"{suppliers} per assessment"),
        ("3.b", "per treatment session?", f"{suppliers} per treatment session?"),
        (
            "4",
            "Which case management systems do adult and children's social care use, who supplies them "
            "and when do those contracts end?",
            "",
        ),
        ("5", "How much did the council spend on agency social workers in 2023/24?", ""),
    )
    second = request(
        "Coventry City Council",
        date(2026, 12, 21),
        (
            "i",
            "Is there an agreement with the NHS for sharing the cost of section 117 aftercare packages? If "
            "so is it 50:50, another fixed split, an algorithm, or something else?",
            "",
        ),
        ("ii", "On 1 March 2021 how many people had a jointly funded package?", ""),
        (
            "iii",
            "What did those packages cost the council in 2019/20?",
            "About a jointly funded package: what did those packages cost the council in 2019/20?",
        ),
        ("iv", f"{backlog} on 1 September 2020?", ""),
        ("v", "And what is it today?", f"{backlog}: and what is it today?"),
    )
    done: list[tuple[int, int]] = []
    with Library(Settings(home=tmp_path / "home")) as library:
        ingest(library, [shared / "corpus" / "seeds"])
        desk = Desk(library)
        rows = desk.cover(first, lambda at, of: done.append((at, of)))
        assert {number for number, right in rightly(rows, gold[0]).items() if not right} == set()
        assert {n for n, right in rightly(desk.cover(second), gold[1]).items() if not right} == set()
    assert done == [(at, 7) for at in range(1, 8)]
    assert all(each.stale for row in rows for each in row.candidates)
    assert "stale" in rows[0].why and "what was said then" in rows[0].why


def test_what_only_another_authority_answered_is_shown_as_its(sample: Desk) -> None:
    asked = request(
        "Averdale County Council",
        date(2025, 9, 1),
        ("1", "How many disabled facilities grants were approved in 2024/25?", ""),
    )
    (row,) = sample.cover(asked)
    assert row.coverage == "other-authority"
    assert row.candidates[0].same_authority is False
    assert "Osterbridge City Council's answer, not that of the authority asked" in row.candidates[0].why


def test_the_answer_that_a_review_corrected_counts(sample: Desk) -> None:
    asked = request(
        "NHS Fellmarsh Integrated Care Board",
        date(2025, 9, 1),
        ("1", "How many referrals to community podiatry were accepted in 2023/24?", ""),
    )
    (row,) = sample.cover(asked)
    assert row.coverage == "answered-before"
    assert "9,875" in row.candidates[0].citation.quote
    assert not any("13,140" in each.citation.quote for each in row.candidates if each.prior)


def test_rows_of_a_log_have_their_own_dates(sample: Desk) -> None:
    (row,) = [each for each in sample.prior_answers() if "ADHD" in each.asked]
    assert (row.answered.date, row.number) == ("2024-06-10", "")
    assert row.answered.quote == "3,412 adults were waiting on 30 April 2024."
