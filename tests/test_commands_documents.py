"""``documents`` tells who may see a paper, and opens it to everyone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from marked_papers import Marked, keep
from typer.testing import CliRunner

from assistant.cli import app
from assistant.commands.context import as_seen
from assistant.records.records import open_records
from ingest.clearance import EVERYTHING, cleared_for
from ingest.library import Library
from ingest.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    with Library(Settings(home=folder)) as library:
        held = [
            Marked("amberly", "EXEMPT"),
            Marked("coldspring"),
            Marked("dunmarsh", "SECRET", quarantined=True),
        ]
        keep(library, held)
    return folder


def said(home: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["--home", str(home), "documents", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_list_tells_what_is_set_aside_and_what_is_for_some_alone(home: Path) -> None:
    amberly, coldspring, dunmarsh, count = said(home, "list").splitlines()
    assert amberly.startswith("amberly  amberly.pdf [for those cleared for exempt]: ")
    assert coldspring.startswith("coldspring  coldspring.pdf: ")
    assert dunmarsh.startswith("dunmarsh  dunmarsh.pdf [quarantined]: ")
    assert count == "3 documents"
    assert [row["access"] for row in json.loads(said(home, "list", "--json"))] == ["exempt", None, "secret"]


def test_a_paper_says_who_may_see_it(home: Path) -> None:
    assert "access     exempt\n" in said(home, "show", "amberly.pdf")
    assert "access     everyone\n" in said(home, "show", "coldspring.pdf")
    assert "access     secret\n" in said(home, "show", "dunmarsh.pdf")


def test_a_released_paper_is_opened_to_everyone(home: Path) -> None:
    told = said(home, "release", "amberly.pdf", "--reason", "published", "--everyone")
    assert told == "Released amberly.pdf: 3 passages now answer everyone.\n"
    assert "access     everyone\n" in said(home, "show", "amberly.pdf")


def test_what_is_released_already_is_not_released_again(home: Path) -> None:
    done = CliRunner().invoke(app, ["--home", str(home), "documents", "release", "amberly", "--reason", "x"])
    assert str(done.exception) == (
        "amberly.pdf is not quarantined: nothing to release (it can be opened to everyone)."
    )


def test_without_a_clearance_the_command_line_sees_everything(home: Path) -> None:
    with Library(Settings(home=home)) as library:
        assert as_seen(library, None).clearance is EVERYTHING
        assert as_seen(library, ["Official: sensitive", "exempt"]).clearance == cleared_for(
            ["official-sensitive", "exempt"]
        )
        assert as_seen(library, ["open"]).lookup.passage_ids() == {f"coldspring:{n}" for n in range(3)}


def test_what_is_decided_of_a_paper_is_logged(home: Path) -> None:
    by = ("--by", "a.librarian")
    said(home, "release", "amberly.pdf", "--reason", "Published", "--everyone", *by)
    said(home, "quarantine", "coldspring.pdf", "--reason", "Names a resident", *by)
    with open_records(Settings(home=home)) as records:
        released, held = records.audit.entries()
    assert (held.action, held.route, held.subject) == ("quarantined", "command line", "coldspring")
    assert held.details == {"reason": "Names a resident", "by": "a.librarian"}
    assert (released.action, released.subject) == ("released", "amberly")
    assert released.details == {"reason": "Published", "by": "a.librarian", "everyone": True}
