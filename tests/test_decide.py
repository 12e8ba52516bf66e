"""What a person decides of a paper holds: in answers, after the next ingest, and without a trace of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.decide import quarantine, redescribe
from ingest.decided import Decisions
from ingest.describe import Overrides
from ingest.errors import AssistantError, CatalogueError
from ingest.failures import Failures
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.records import DocumentRow
from ingest.release import release
from ingest.remove import remove
from ingest.settings import Settings

# Each takes papers in and reads them again, in a process of its own.
pytestmark = pytest.mark.slow

RARE = "quetzalcoatl"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "bins.txt").write_text("Bins are emptied each fortnight by the depot at Eastwold.")
    (folder / "vans.txt").write_text(
        f"The van lease named {RARE} ends on 31 March 2027 at a cost of £90,000."
    )
    return folder


def row(library: Library, source: str) -> DocumentRow:
    return library.lookup.document(source, quarantined=True)


def stored(library: Library, source: str) -> tuple[DocumentRow, list[tuple[str, str]], set[str]]:
    """What is kept of a document, but for how its description was found: its row, context lines, vectors."""
    found = row(library, source)
    passages = [(each.context, each.passage.text) for each in library.lookup.passages_of(found.id)]
    vectors = {id_ for id_ in library.vectors.ids() if id_.startswith(found.id)}
    return replace(found, findings={}), passages, vectors


def words_found(library: Library, word: str) -> int:
    return library.lookup.match_count(word)


def held_by_files(home: Path, word: str) -> list[str]:
    """The files below a home folder whose bytes hold a word."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in files if word.encode() in path.read_bytes().lower()]


def test_a_description_in_a_persons_words_is_what_an_ingest_with_them_stores(
    library: Library, papers: Path, tmp_path: Path
) -> None:
    ingest(library, [papers])
    words = {"authority": "Osterbridge City Council", "date": "2024-05-01", "kind": "policy"}
    redescribe(library, row(library, "vans.txt"), words, "the librarian")
    found = row(library, "vans.txt")
    assert (found.authority, found.date, found.kind) == tuple(words.values())
    assert found.findings["authority"].startswith("given by the librarian on ")
    with Library(Settings(home=tmp_path / "other")) as other:
        ingest(other, [papers], Overrides(**words))
        assert stored(other, "vans.txt") == stored(library, "vans.txt")
    assert words_found(library, "osterbridge") == 1
    assert set(library.vectors.ids()) == library.lookup.passage_ids()


def test_it_outlasts_the_next_ingest_and_a_new_version_but_for_its_date(
    library: Library, papers: Path
) -> None:
    ingest(library, [papers])
    words = {"title": "Van leases", "date": "2024-05-01"}
    stands = redescribe(library, row(library, "vans.txt"), words, "the librarian")
    assert [file.outcome for file in ingest(library, [papers]).files] == ["unchanged", "unchanged"]
    assert row(library, "vans.txt").id == stands
    (papers / "vans.txt").write_text("The van lease ends on 30 June 2031.")
    ingest(library, [papers])
    found = row(library, "vans.txt")
    assert (found.title, found.date) == ("Van leases", None)
    assert "given by the librarian" in found.findings["title"]


def test_what_was_given_goes_back_to_what_was_found(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    before = stored(library, "vans.txt")
    redescribe(library, row(library, "vans.txt"), {"title": "Leases", "authority": "Averdale"}, "A librarian")
    assert stored(library, "vans.txt") != before
    redescribe(library, row(library, "vans.txt"), {"title": " ", "authority": None}, "A librarian")
    assert stored(library, "vans.txt") == before
    told = [(act.by, act.detail["field"]) for act in Decisions(library.catalogue).history(before[0].sha256)]
    assert told == [("A librarian", "title"), ("A librarian", "authority")] * 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"kind": "novel"}, "Unknown kind 'novel'"),
        ({"date": "May 2024"}, "YYYY-MM-DD"),
        ({"size": "1"}, "no size"),
    ],
)
def test_words_that_are_none_change_nothing(
    library: Library, papers: Path, words: dict[str, str], said: str
) -> None:
    ingest(library, [papers])
    before = row(library, "vans.txt")
    with pytest.raises(AssistantError, match=said):
        redescribe(library, before, words, "the librarian")
    assert row(library, "vans.txt") == before


def test_a_changed_file_is_not_described_from_its_new_bytes(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    (papers / "vans.txt").write_text("Something else.")
    with pytest.raises(CatalogueError, match="has changed since it was taken in"):
        redescribe(library, row(library, "vans.txt"), {"title": "Vans"}, "the librarian")
    (papers / "vans.txt").unlink()
    with pytest.raises(CatalogueError, match="no longer there"):
        redescribe(library, row(library, "vans.txt"), {"title": "Vans"}, "the librarian")


def test_the_same_bytes_taken_in_with_other_words_become_one_document(
    library: Library, papers: Path, tmp_path: Path
) -> None:
    (tmp_path / "copy.txt").write_bytes((papers / "vans.txt").read_bytes())
    ingest(library, [papers])
    ingest(library, [tmp_path / "copy.txt"], Overrides(title="Leases"))
    assert len(library.lookup.documents()) == 3
    redescribe(library, row(library, "vans.txt"), {"title": "Leases"}, "the librarian")
    assert row(library, "vans.txt").sources == ("copy.txt", "vans.txt")
    assert set(library.vectors.ids()) == library.lookup.passage_ids()


def test_a_quarantined_paper_is_gone_from_the_databases_until_it_is_released(
    library: Library, papers: Path
) -> None:
    ingest(library, [papers])
    quarantine(library, row(library, "vans.txt"), "names a resident", "the librarian")
    found = row(library, "vans.txt")
    assert (found.state, found.passages, words_found(library, RARE)) == ("quarantined", 0, 0)
    assert held_by_files(library.settings.home, RARE) == []
    assert [file.outcome for file in ingest(library, [papers]).files] == ["unchanged", "unchanged"]
    assert release(library, found, "the name is out", by="the librarian") == 1
    assert words_found(library, RARE) == 1
    assert set(library.vectors.ids()) == library.lookup.passage_ids()
    assert [
        (act.act, act.detail["reason"]) for act in Decisions(library.catalogue).history(found.sha256)
    ] == [
        ("quarantined", "names a resident"),
        ("released", "the name is out"),
    ]


def test_a_new_version_of_a_quarantined_paper_stays_quarantined(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    quarantine(library, row(library, "vans.txt"), "names a resident", "the librarian")
    (papers / "vans.txt").write_text(f"The van lease named {RARE} ends on 30 June 2031.")
    report = ingest(library, [papers])
    assert [file.outcome for file in report.files] == ["unchanged", "quarantined"]
    assert "held back by the librarian (names a resident)" in report.files[1].reason
    assert words_found(library, RARE) == 0


def test_a_paper_whose_marking_changes_waits_for_its_release(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    redescribe(library, row(library, "vans.txt"), {"marking": "Exempt"}, "the librarian")
    assert row(library, "vans.txt").state == "quarantined"
    assert held_by_files(library.settings.home, RARE) == []
    redescribe(library, row(library, "vans.txt"), {"marking": ""}, "the librarian")
    found = row(library, "vans.txt")
    assert (found.state, found.marking) == ("quarantined", None)
    release(library, found, "was never exempt", by="the librarian")
    redescribe(library, row(library, "vans.txt"), {"title": "Van leases"}, "the librarian")
    found = row(library, "vans.txt")
    assert (found.state, found.title) == ("current", "Van leases")
    assert json.loads(found.released or "")["reason"] == "was never exempt"


def test_a_removed_paper_leaves_no_word_in_the_home_folder(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    redescribe(library, row(library, "vans.txt"), {"title": f"Lease of the {RARE}"}, "the librarian")
    assert "catalogue.sqlite3" in " ".join(held_by_files(library.settings.home, RARE))
    gone = row(library, "vans.txt")
    assert remove(library, gone) == []
    assert held_by_files(library.settings.home, RARE) == []
    assert Decisions(library.catalogue).history(gone.sha256) == []
    assert [found.sources for found in library.lookup.documents()] == [("bins.txt",)]


def test_a_paper_held_back_and_removed_does_not_come_back_by_itself(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    quarantine(library, row(library, "vans.txt"), "names a resident", "the librarian")
    remove(library, row(library, "vans.txt"))
    assert ingest(library, [papers]).files[1].outcome == "quarantined"


def test_a_file_that_failed_is_remembered_until_it_succeeds(library: Library, papers: Path) -> None:
    (papers / "vans.txt").write_bytes(b"")
    (papers / "gone.pdf").write_bytes(b"%PDF-1.7 nothing")
    ingest(library, [papers])
    failures = Failures(library.catalogue)
    assert [each.source for each in failures.all()] == ["gone.pdf", "vans.txt"]
    assert "empty" in failures.all()[1].reason
    (papers / "vans.txt").write_text("The van lease ends.")
    (papers / "gone.pdf").unlink()
    ingest(library, [papers])
    assert failures.all() == []
