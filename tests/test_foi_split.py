"""``foi split``: a request from the command line, for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from assistant.cli import app

LETTER = """Dear Averdale County Council

Foster care
1. How many carers are there?
2. And how many of them left?

Yours faithfully

Robin Field
robin@example.org
"""


def split(tmp_path: Path, *arguments: str, given: str | None = None) -> str:
    result = CliRunner().invoke(app, ["--home", str(tmp_path), "foi", "split", *arguments], input=given)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_request_is_shown_with_what_was_found(tmp_path: Path) -> None:
    letter = tmp_path / "request.txt"
    letter.write_text(LETTER, encoding="utf-8")

    shown = split(tmp_path, str(letter), "--received", "2026-02-20").splitlines()

    assert shown[:4] == [
        "Authority  Averdale County Council (salutation)",
        "Received   2026-02-20 (given)",
        "Subject    not said",
        "Contact    Robin Field, robin@example.org",
    ]
    assert "Foster care" in shown
    assert "1      How many carers are there?" in shown
    assert "       Taken to mean: About carers: how many of them left?" in shown
    assert "2 questions" in shown


def test_json_on_standard_output_holds_all_of_the_request(tmp_path: Path) -> None:
    found = json.loads(
        split(tmp_path, "-", "--json", "--authority", "Osterbridge City Council", given=LETTER)
    )

    assert found["authority"] == "Osterbridge City Council"
    assert [(q["id"], q["number"], q["leans_on"]) for q in found["questions"]] == [
        ("q1", "1", None),
        ("q2", "2", "1"),
    ]
    assert found["contact"]["email"] == "robin@example.org"
    assert found["received"] is None


def test_a_reference_to_a_section_that_does_not_exist_is_shown(tmp_path: Path) -> None:
    shown = split(tmp_path, "-", given="Under section 99 of the FOI Act, how many parks are there?\n")

    assert "Reference to the law: “section 99 of the FOI Act”" in shown
