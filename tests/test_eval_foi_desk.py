"""Letters put through the real desk over a small library: read, matched, drafted, counted, scored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.foi.cases import read_request_set
from eval.foi.desk import desk_of
from eval.foi.run import generate, prepare, score
from eval.sample.build.corpus import DOCUMENTS
from ingest.describe import Overrides
from ingest.errors import EvaluationError, QuestionSetError
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import Settings

pytestmark = pytest.mark.slow

AVERDALE = "Averdale County Council"
RESPONSE = DOCUMENTS / "averdale" / "FOI_2024_1138_Response.pdf"
LETTER = """To Averdale County Council
11 June 2025

1. How many providers are on the home care framework?
"""
EXPECTED = {
    "authority": AVERDALE,
    "received": "2025-06-11",
    "due": "2025-07-09",
    "regime": "FOIA",
    "questions": [
        {
            "number": "1",
            "begins": "How many providers",
            "prior": [{"document": RESPONSE.stem, "question": "4"}],
            "coverage": "answered-before",
            "stale": False,
        }
    ],
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("desk")
    with Library(Settings(home=place / "home")) as opened:
        ingest(opened, [RESPONSE], Overrides(authority=AVERDALE))
        yield opened


def put(place: Path, letter: str, expected: dict[str, object]) -> Path:
    place.mkdir()
    (place / "one.txt").write_text(letter, encoding="utf-8")
    (place / "one.json").write_text(json.dumps(expected), encoding="utf-8")
    return place


def test_a_letter_goes_all_the_way(library: Library, tmp_path: Path) -> None:
    letters = read_request_set(put(tmp_path / "letters", LETTER, EXPECTED))
    folder = prepare(library, letters, tmp_path / "run")
    generate(letters, folder, desk_of(library))
    summary = score(letters, folder)
    assert summary.failures == ()
    values = {name: each.value for name, each in summary.overall.items() if each.n}
    assert values["split_f1"] == values["prior_recall@1"] == values["coverage_accuracy"] == 1.0
    assert values["received_accuracy"] == values["due_accuracy"] == values["authority_accuracy"] == 1.0
    with pytest.raises(EvaluationError, match="another question set"):
        prepare(
            library,
            read_request_set(put(tmp_path / "more", LETTER + "\n2. Why?\n", EXPECTED)),
            tmp_path / "run",
        )


def test_a_letter_that_cannot_be_read_is_counted(library: Library, tmp_path: Path) -> None:
    letters = read_request_set(put(tmp_path / "letters", "", EXPECTED))
    handled = desk_of(library)(letters.cases[0])
    assert handled.request is None
    assert handled.error


def test_a_document_that_nobody_knows_is_named(library: Library, tmp_path: Path) -> None:
    unknown = json.loads(json.dumps(EXPECTED).replace(RESPONSE.stem, "other"))
    letters = read_request_set(put(tmp_path / "letters", LETTER, unknown))
    with pytest.raises(QuestionSetError, match="one, question 1: no document is called other"):
        prepare(library, letters, tmp_path / "run")
