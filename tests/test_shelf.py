"""The library as one person sees it: nobody is told of, or changes, a paper that they are not cleared for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import description, prepared, stored_file

from assistant.paper import Attention
from assistant.people.person import Person, Role
from assistant.shelf import Shelf
from ingest.clearance import cleared_for
from ingest.document import Finding
from ingest.errors import CatalogueError
from ingest.failures import Failures
from ingest.files import FoundFile
from ingest.library import Library

EXEMPT = cleared_for(["exempt"])
READER = Person("ward office", frozenset({Role.READER}))
CLEARED_READER = Person("members' services", frozenset({Role.READER}), EXEMPT)
LIBRARIAN = Person("records office", frozenset({Role.LIBRARIAN}))
CLEARED_LIBRARIAN = Person("legal records", frozenset({Role.LIBRARIAN}), EXEMPT)


def marked(title: str) -> Any:
    return replace(description(title=title), marking=Finding("Exempt", "head of the paper"))


@pytest.fixture
def held(library: Library) -> Library:
    """Two papers open to all with the same words, one marked and released, one marked and set aside."""
    made = (
        prepared("a1", "Vans are leased.", described=description(title="Vans")),
        prepared("a2", "Vans are leased.", described=description(title="Vans again", authority=None)),
        replace(prepared("e1", "Vans are leased.", described=marked("Tender")), released="{}"),
        prepared("q1", "Prices.", described=marked("Prices"), state="quarantined"),
    )
    for document in made:
        library.catalogue.make_current(
            replace(document, document=replace(document.document, sha256=document.id * 32)),
            stored_file(document.id, f"/papers/{document.id}.pdf"),
        )
    return library


def shelf(library: Library, person: Person, notes: list[Any] | None = None) -> Shelf:
    told = notes if notes is not None else []
    return Shelf(library.seen_by(person.clearance), library, person, lambda *note: told.append(note))


@pytest.mark.parametrize(
    ("person", "ids"),
    [
        (READER, {"a1", "a2"}),
        (LIBRARIAN, {"a1", "a2"}),
        (CLEARED_READER, {"a1", "a2", "e1"}),
        (CLEARED_LIBRARIAN, {"a1", "a2", "e1", "q1"}),
    ],
)
def test_each_is_told_of_the_papers_they_are_cleared_for(
    held: Library, person: Person, ids: set[str]
) -> None:
    assert {line.row.id for line in shelf(held, person).listing().lines} == ids


def test_twins_are_counted_and_named_only_as_far_as_one_may_see(held: Library) -> None:
    seen = {line.row.id: line for line in shelf(held, READER).listing().lines}
    assert seen["a1"].twins == 1
    assert Attention.TWINS in seen["a1"].attention
    assert [twin[0] for twin in shelf(held, READER).paper("a1").twins] == ["a2"]
    assert {twin[0] for twin in shelf(held, CLEARED_READER).paper("a1").twins} == {"a2", "e1"}


def test_a_paper_that_one_may_not_see_can_be_neither_opened_nor_changed(held: Library) -> None:
    for_librarian = shelf(held, LIBRARIAN)
    for id_ in ("e1", "q1", "none"):
        with pytest.raises(CatalogueError, match="not in the library any more"):
            for_librarian.paper(id_)
        with pytest.raises(CatalogueError, match="not in the library any more"):
            for_librarian.quarantine(id_, "why")
        with pytest.raises(CatalogueError, match="not in the library any more"):
            for_librarian.remove(id_)
    assert {row.id for row in held.lookup.documents(quarantined=True)} == {"a1", "a2", "e1", "q1"}


def test_a_paper_held_back_is_for_librarians_and_nobody_elses(held: Library) -> None:
    notes: list[Any] = []
    shelf(held, LIBRARIAN, notes).quarantine("a1", "names a resident")
    line = {each.row.id: each for each in shelf(held, LIBRARIAN).listing().lines}["a1"]
    assert (line.row.state, line.attention) == ("quarantined", (Attention.QUARANTINED,))
    paper = shelf(held, LIBRARIAN).paper("a1")
    assert paper.held is not None
    assert (paper.held.by, paper.held.reason) == ("records office", "names a resident")
    assert "a1" not in {each.row.id for each in shelf(held, CLEARED_READER).listing().lines}
    assert held.lookup.match_count("vans") == 2
    ((person, act, about),) = notes
    assert (person, act, about["document_id"], about["reason"]) == (
        LIBRARIAN,
        "quarantined",
        "a1",
        "names a resident",
    )


def test_a_paper_opened_to_everyone_and_held_back_goes_to_its_marking_again(held: Library) -> None:
    shelf(held, CLEARED_LIBRARIAN).release("e1", "it was published", everyone=True)
    assert "e1" in {each.row.id for each in shelf(held, READER).listing().lines}
    shelf(held, LIBRARIAN).quarantine("e1", "published by mistake")
    assert "e1" not in {each.row.id for each in shelf(held, LIBRARIAN).listing().lines}
    assert "e1" in {each.row.id for each in shelf(held, CLEARED_LIBRARIAN).listing().lines}


def test_nothing_is_held_back_or_let_out_without_a_reason(held: Library) -> None:
    with pytest.raises(CatalogueError, match="Say why"):
        shelf(held, LIBRARIAN).quarantine("a1", "  ")
    with pytest.raises(CatalogueError, match="Say why"):
        shelf(held, CLEARED_LIBRARIAN).release("q1", " ", everyone=True)


def test_a_removed_paper_is_nowhere_and_the_removal_is_noted(held: Library) -> None:
    notes: list[Any] = []
    assert shelf(held, LIBRARIAN, notes).remove("a1") == []
    assert "a1" not in {row.id for row in held.lookup.documents(quarantined=True)}
    assert [(act, about["title"]) for _, act, about in notes] == [("removed", "Vans")]


def test_files_that_failed_are_told_to_librarians_alone(held: Library) -> None:
    file = FoundFile(Path("/papers/a1.pdf"), Path("/papers"), "a1.pdf", 1)
    Failures(held.catalogue).failed(file, "is damaged")
    assert [each.reason for each in shelf(held, LIBRARIAN).listing().failures] == ["is damaged"]
    line = {each.row.id: each for each in shelf(held, LIBRARIAN).listing().lines}["a1"]
    assert line.failed == "is damaged"
    assert shelf(held, READER).listing().failures == ()
    shelf(held, LIBRARIAN).dismiss("/papers/a1.pdf")
    assert shelf(held, LIBRARIAN).listing().failures == ()
