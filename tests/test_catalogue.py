"""The catalogue is the source of truth: what is stored is found again, whole or not at all."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from builders import description, prepared, stored_file

from assistant.words import full_text_expression
from ingest.catalogue import Catalogue
from ingest.document import Cell, Finding, Page, Span
from ingest.errors import CatalogueError
from ingest.library import Library
from ingest.records import fingerprint


def found(library: Library, *words: str) -> list[str]:
    return [id_ for id_, _ in library.lookup.full_text(full_text_expression(list(words)), None, 10)]


def test_a_stored_document_is_found_by_its_words_and_read_back(library: Library) -> None:
    library.catalogue.make_current(prepared("a1", "Vans are leased.", "Staff walk."), stored_file("a1"))
    assert found(library, "lease") == ["a1:0"]
    passage = library.lookup.passages(["a1:0"])["a1:0"]
    assert (passage.passage.text, passage.passage.section) == ("Vans are leased.", "1")
    text = library.lookup.text("a1")
    assert text.text == "Vans are leased.\nStaff walk."
    assert text.pages == (Page(1, "1", 0, 28),)
    assert [(block.start, block.end) for block in text.blocks] == [(0, 16), (17, 28)]


def test_the_cells_of_a_row_are_read_back_with_their_headings(library: Library) -> None:
    plain = prepared("a1", "Area 2025-26", "North 12")
    header, row = plain.document.blocks
    cell = Cell(row.end - 2, row.end, (Span(header.end - 7, header.end),))
    blocks = (header, replace(row, cells=(cell,)))
    stored = replace(plain, document=replace(plain.document, blocks=blocks))
    library.catalogue.make_current(stored, stored_file("a1"))
    text = library.lookup.text("a1")
    assert text.blocks == blocks
    assert [text.text[span.start : span.end] for span in text.blocks[1].cells[0].heading] == ["2025-26"]


def test_a_changed_file_replaces_what_it_held(library: Library) -> None:
    library.catalogue.make_current(prepared("a1", "Vans are leased."), stored_file("a1"))
    library.catalogue.make_current(prepared("a2", "Vans are bought."), stored_file("a2"))
    assert found(library, "vans") == ["a2:0"]
    assert [row.id for row in library.lookup.documents()] == ["a2"]
    assert library.catalogue.pending_sweeps() == ["a1"]


def test_a_document_of_two_files_stays_until_the_last_is_gone(library: Library) -> None:
    library.catalogue.make_current(prepared("a1", "Vans."), stored_file("a1", "/papers/one.pdf"))
    library.catalogue.point_file(stored_file("a1", "/papers/two.pdf"))
    library.catalogue.forget_file("/papers/one.pdf")
    assert found(library, "vans") == ["a1:0"]
    library.catalogue.forget_file("/papers/two.pdf")
    assert found(library, "vans") == []


def test_a_failure_in_the_middle_stores_nothing(library: Library) -> None:
    library.catalogue.make_current(prepared("a1", "Vans are leased."), stored_file("a1"))
    broken = prepared("a2", "Vans are bought.", "Twice.")
    broken = type(broken)(
        **{
            name: getattr(broken, name)
            for name in ("id", "document", "description", "overrides", "state", "released")
        },
        passages=(broken.passages[0], broken.passages[0]),
    )
    with pytest.raises(sqlite3.IntegrityError):
        library.catalogue.make_current(broken, stored_file("a2"))
    assert found(library, "vans") == ["a1:0"]
    assert not library.catalogue.has("a2")


def test_a_quarantined_document_keeps_no_word_of_its_text(library: Library, settings: object) -> None:
    library.catalogue.make_current(
        prepared("q1", "The secret price is 77.", state="quarantined"), stored_file("q1")
    )
    assert found(library, "secret") == []
    with pytest.raises(CatalogueError, match="not in the catalogue"):
        library.lookup.text("q1")
    library.catalogue.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"secret" not in library.catalogue.path.read_bytes()


def test_filters_are_by_authority_kind_and_inclusive_dates(library: Library) -> None:
    library.catalogue.make_current(prepared("a1", "Vans."), stored_file("a1", "/papers/1.pdf"))
    minutes = description("minutes", "Osterbridge City Council", "2023-01-31")
    library.catalogue.make_current(
        prepared("b1", "Buses.", described=minutes), stored_file("b1", "/papers/2.pdf")
    )
    eligible = library.lookup.eligible
    assert eligible(None, None, None, None) is None
    assert eligible("osterbridge city council", None, None, None) == ["b1"]
    assert eligible(None, "committee-report", None, None) == ["a1"]
    assert eligible(None, None, "2023-01-31", "2023-01-31") == ["b1"]
    assert eligible(None, None, "2023-02-01", None) == ["a1"]


def test_the_same_words_elsewhere_are_twins(library: Library) -> None:
    library.catalogue.make_current(prepared("a1", "Vans are leased."), stored_file("a1", "/papers/1.pdf"))
    library.catalogue.make_current(prepared("b1", "VANS are  leased"), stored_file("b1", "/papers/2.pdf"))
    same = fingerprint("Vans are leased.")
    assert library.lookup.twins([same]) == {same: {"a1": "1.pdf", "b1": "2.pdf"}}


def test_figures_tell_fingerprints_apart() -> None:
    assert fingerprint("It cost £1.5m.") != fingerprint("It cost £15m.")
    assert fingerprint("It rose 10%") != fingerprint("It rose 10")


def test_an_inherited_authority_is_stored_with_how_it_was_found(library: Library) -> None:
    nameless = description(authority=None)
    library.catalogue.make_current(prepared("a1", "Vans.", described=nameless), stored_file("a1"))
    library.catalogue.inherit_authority("a1", Finding("Averdale County Council", "its neighbours"))
    row = library.lookup.document("a1")
    assert (row.authority, row.findings["authority"]) == ("Averdale County Council", "its neighbours")
    assert library.lookup.passages(["a1:0"])["a1:0"].context.startswith("Averdale County Council · ")


def test_a_question_and_its_answer_keep_their_spans(library: Library) -> None:
    item = prepared("a1", "1. How many vans? 29")
    from dataclasses import replace

    passage = replace(item.passages[0].passage, question=Span(0, 17), answer=Span(18, 20))
    item = replace(item, passages=(replace(item.passages[0], passage=passage),))
    library.catalogue.make_current(item, stored_file("a1"))
    read = library.lookup.passages(["a1:0"])["a1:0"].passage
    assert (read.question, read.answer) == (Span(0, 17), Span(18, 20))


def test_several_threads_read_while_one_writes(library: Library) -> None:
    library.catalogue.make_current(prepared("a0", "Vans."), stored_file("a0", "/papers/0.pdf"))
    seen: list[int] = []

    def read() -> None:
        for _ in range(50):
            seen.append(library.lookup.passage_count())

    threads = [Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, 20):
        library.catalogue.make_current(
            prepared(f"a{number}", "Vans."), stored_file(f"a{number}", f"/papers/{number}.pdf")
        )
    for thread in threads:
        thread.join()
    assert len(seen) == 150
    assert all(1 <= count <= 20 for count in seen)


def test_a_file_that_is_no_catalogue_is_named(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    path.write_bytes(b"not a database at all, but long enough to look like one" * 40)
    with pytest.raises(CatalogueError, match="cannot be opened"):
        Catalogue(path)


def test_a_catalogue_of_another_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    with Catalogue(path) as catalogue:
        catalogue.set_meta("schema", "999")
    with pytest.raises(CatalogueError, match="made by another version"):
        Catalogue(path)


def test_an_unknown_document_is_named_with_what_to_do(library: Library) -> None:
    with pytest.raises(CatalogueError, match=r"No document is called x\.pdf: see .*documents list"):
        library.lookup.document("x.pdf")
