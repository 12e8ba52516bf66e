"""A catalogue of the first layout becomes one of the second, and no marked paper is opened by it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Barrier, Thread

import pytest
from catalogue_layout_1 import catalogue_of_layout_1

from ingest import catalogue as module
from ingest.catalogue import Catalogue
from ingest.clearance import OPEN, cleared_for
from ingest.errors import CatalogueError
from ingest.library import Library
from ingest.settings import Settings

PAPERS = [
    ("open", None, False),
    ("tenders", "EXEMPT - paragraph 3", True),
    ("prices", "Commercial in confidence", True),
    ("legal", "Legal team", True),
    ("kept", "OFFICIAL - SENSITIVE", False),
]


@pytest.fixture
def old(settings: Settings) -> Settings:
    catalogue_of_layout_1(settings.catalogue_path, PAPERS)
    return settings


def test_a_released_paper_is_for_those_cleared_for_its_marking(old: Settings) -> None:
    with Library(old) as library:
        found = {row.id: row.access for row in library.lookup.documents(quarantined=True)}
        assert found == {
            "open": None,
            "tenders": "exempt",
            "prices": "confidential",
            "legal": "legal team",
            "kept": "official-sensitive",
        }
        assert library.catalogue.meta("schema") == "2"
        assert [row.id for row in library.seen_by(OPEN).lookup.documents()] == ["open"]
        exempt = library.seen_by(cleared_for(["exempt"])).lookup
        assert exempt.passage_ids() == {"open:0", "tenders:0"}
        assert exempt.full_text('"words"', None, 9) != []


def test_what_was_stored_is_still_there(old: Settings) -> None:
    with Library(old) as library:
        assert library.lookup.text("tenders").text == "The words of tenders."
        assert library.lookup.match_count('"words"') == 4
        assert library.lookup.document("tenders").released == '{"reason": "old"}'
        assert library.catalogue.check() == "ok"
    with Library(old) as again:
        assert len(again.lookup.documents(quarantined=True)) == 5


def test_a_change_that_fails_leaves_the_first_layout(old: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(marking: str) -> str:
        raise sqlite3.OperationalError("the disc is full")

    with monkeypatch.context() as patched:
        patched.setattr(module, "marking_class", fails)
        with pytest.raises(CatalogueError, match="the disc is full"):
            Catalogue(old.catalogue_path)
    raw = sqlite3.connect(old.catalogue_path)
    assert raw.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("1",)
    assert "access" not in [row[1] for row in raw.execute("PRAGMA table_info(documents)")]
    raw.close()
    with Library(old) as library:
        assert library.lookup.document("tenders").access == "exempt"


def test_two_that_open_it_at_once_change_it_once(old: Settings) -> None:
    start, opened = Barrier(2), []

    def open_it() -> None:
        start.wait()
        with Catalogue(old.catalogue_path) as catalogue:
            opened.append(catalogue.meta("schema"))

    threads = [Thread(target=open_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == ["2", "2"]


def test_a_file_of_a_later_layout_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    with Catalogue(path) as catalogue:
        catalogue.set_meta("schema", "3")
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match=r"layout 3, this one reads 2"):
        Catalogue(path)
    assert path.read_bytes() == before
