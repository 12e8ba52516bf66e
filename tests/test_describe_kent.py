"""All the papers of one real cabinet meeting, where they stand beside this checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_describe import read_paper

from ingest.document import Description, Finding

pytestmark = pytest.mark.slow


def _value(finding: Finding | None) -> str | None:
    return finding.value if finding else None


@pytest.fixture(scope="module")
def kent(shared: Path) -> dict[str, Description]:
    folder = shared / "corpus" / "kent-cabinet-2025-01-30"
    return {path.name: read_paper(path) for path in sorted(folder.iterdir())}


def test_no_paper_of_a_public_cabinet_meeting_is_set_aside(kent: dict[str, Description]) -> None:
    assert [name for name, described in kent.items() if described.marking] == []


def test_the_council_is_named_wherever_the_papers_text_supports_it(kent: dict[str, Description]) -> None:
    named = [_value(described.authority) for described in kent.values()]
    assert set(named) <= {"Kent County Council", None}
    silent = [name for name, described in kent.items() if described.authority is None]
    assert len(silent) <= 7, "appendices that never name their council"


def test_the_cabinet_papers_bear_the_date_of_their_meeting(kent: dict[str, Description]) -> None:
    others = {name: _value(described.date) for name, described in kent.items()}
    minutes = [name for name in others if "9th_January" in name]
    assert [others.pop(name) for name in minutes] == ["2025-01-09"]
    assert set(others.values()) == {"2025-01-30"}


def _kinds(kent: dict[str, Description], word: str) -> Iterator[str]:
    yield from (described.kind.value for name, described in kent.items() if word in name)


def test_the_cabinet_papers_are_of_the_kinds_they_are(kent: dict[str, Description]) -> None:
    assert set(_kinds(kent, "PROD")) | set(_kinds(kent, "PRoD")) == {"decision-record"}
    assert set(_kinds(kent, "EQIA")) | set(_kinds(kent, "EqIA")) == {"equality-impact-assessment"}
    assert set(_kinds(kent, "inutes")) == {"minutes"}
    assert set(_kinds(kent, "_-_Report.pdf")) == {"committee-report"}
    assert set(_kinds(kent, "Capital_Investment")) == {"dataset"}
