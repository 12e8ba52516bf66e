"""A view of a library tells less and shares everything else with it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from marked_papers import Marked, keep

from ingest import library as module
from ingest.clearance import EVERYTHING, OPEN, cleared_for
from ingest.describe import Overrides
from ingest.library import Library
from ingest.models import ModelFacts, Vectors
from ingest.pipeline import ingest
from ingest.rebuild import rebuild
from ingest.release import release
from ingest.settings import ModelSettings

EXEMPT = cleared_for(["exempt"])


@dataclass
class Loads:
    """An embedder of ours, and how often it was loaded."""

    times: int = 0
    facts: ModelFacts = field(default_factory=lambda: ModelFacts("ours", "", 3))
    limit: int = 250

    def __call__(self, _settings: ModelSettings) -> Loads:
        self.times += 1
        return self

    def passages_in_bulk(self, texts: list[str]) -> Vectors:
        return np.ones((len(texts), 3), dtype=np.float32)

    def count_tokens(self, text: str) -> int:
        return len(text.split())


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loads]:
    ours = Loads()
    monkeypatch.setattr(module, "load_embedder", ours)
    monkeypatch.setattr("ingest.rebuild.load_embedder", ours)
    yield ours


def test_all_views_open_the_model_and_the_vectors_once(library: Library, loads: Loads) -> None:
    views = [library, *(library.seen_by(each) for each in (OPEN, EXEMPT, OPEN, EXEMPT))]
    with ThreadPoolExecutor(len(views)) as at_once:
        opened = list(at_once.map(lambda view: (id(view.embedder), id(view.vectors)), views))
    assert len(set(opened)) == 1
    assert loads.times == 1


def test_a_rebuild_reaches_every_view_and_reads_every_paper(library: Library, loads: Loads) -> None:
    keep(library, [Marked("amberly", "EXEMPT"), Marked("coldspring")], vectors=True)
    early, before = library.seen_by(OPEN), library.vectors
    assert rebuild(library.seen_by(OPEN)) == 6
    assert early.vectors is library.vectors is not before
    assert library.catalogue.generation == 2
    assert set(early.vectors.ids()) == {f"{word}:{n}" for word in ("amberly", "coldspring") for n in range(3)}
    assert [id_ for id_, _ in early.nearest(np.ones(3, dtype=np.float32), 9)] == [
        f"coldspring:{n}" for n in range(3)
    ]


def test_a_view_of_a_view_sees_no_more(library: Library) -> None:
    keep(library, [Marked("amberly", "EXEMPT"), Marked("coldspring")])
    narrow = library.seen_by(OPEN)
    for wider in (narrow.seen_by(EVERYTHING), narrow.seen_by(EXEMPT)):
        assert [row.id for row in wider.lookup.documents()] == ["coldspring"]
    assert [row.id for row in library.seen_by(EXEMPT).lookup.documents()] == ["amberly", "coldspring"]
    assert library.seen_by(EVERYTHING) is library


def test_a_view_follows_what_is_marked_and_opened_meanwhile(library: Library) -> None:
    keep(library, [Marked("amberly"), Marked("coldspring")])
    view = library.seen_by(OPEN)
    assert view.lookup.seen() is None
    library.catalogue.set_access("amberly", "exempt", "{}")
    assert view.lookup.seen() == ["coldspring"]
    library.catalogue.set_access("amberly", None, "{}")
    assert view.lookup.seen() is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    (made / "tender.txt").write_text("NOT FOR PUBLICATION\n\nThe lowest tender was 417,003 pounds.\n")
    return made


def test_a_released_paper_is_for_those_cleared_for_its_marking(
    library: Library, loads: Loads, folder: Path
) -> None:
    ingest(library, [folder])
    [row] = library.lookup.documents(quarantined=True)
    assert (row.state, row.access) == ("quarantined", "exempt")
    release(library, row, "the tender is closed")
    [row] = library.seen_by(EXEMPT).lookup.documents()
    assert (row.state, row.access) == ("current", "exempt")
    assert library.seen_by(OPEN).lookup.documents() == []


def test_a_paper_can_be_opened_to_everyone_at_once_or_later(
    library: Library, loads: Loads, folder: Path
) -> None:
    (folder / "prices.txt").write_text("COMMERCIAL IN CONFIDENCE\n\nThe price was 12 pounds an hour.\n")
    ingest(library, [folder])
    prices, tender = (
        library.lookup.document(f"{name}.txt", quarantined=True) for name in ("prices", "tender")
    )
    release(library, prices, "published in full", everyone=True)
    release(library, tender, "the tender is closed")
    view = library.seen_by(OPEN).lookup
    assert [row.sources for row in view.documents()] == [("prices.txt",)]
    assert release(library, library.lookup.document("tender.txt"), "minutes published", everyone=True) == 1
    assert {row.sources[0]: row.access for row in view.documents()} == {
        "prices.txt": None,
        "tender.txt": None,
    }
    assert '"minutes published", "everyone": true' in (view.document("tender.txt").released or "")


def test_who_takes_papers_in_is_told_of_no_hidden_paper(library: Library, loads: Loads, folder: Path) -> None:
    (folder / "tender.txt").write_text("The lowest tender was 417,003 pounds.")
    ingest(library, [folder], Overrides(marking="exempt"))
    release(library, library.lookup.document("tender.txt", quarantined=True), "for the bids team")
    again = folder.parent / "again"
    again.mkdir()
    (again / "mine.txt").write_text("The lowest tender was  417,003 pounds.")
    for clearance, reason in ((OPEN, ""), (EXEMPT, "the same text as tender.txt")):
        [outcome] = ingest(library.seen_by(clearance), [again]).files
        assert (outcome.outcome, outcome.reason) == ("added", reason)
        library.remove(library.lookup.document("mine.txt"))
    (again / "mine.txt").write_text("The lowest tender was 417,003 pounds.")
    for clearance, reason in ((OPEN, ""), (EXEMPT, "the same file as tender.txt")):
        [outcome] = ingest(library.seen_by(clearance), [again], Overrides(marking="exempt")).files
        assert (outcome.outcome, outcome.reason) == ("duplicate", reason)
        library.catalogue.forget_file(str(again / "mine.txt"))
