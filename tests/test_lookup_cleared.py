"""What is hidden from a reader is to them as if it were not there, whatever is asked of the catalogue."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st
from marked_papers import MARKINGS, SHARED, Marked, keep
from papers import AVERDALE

from ingest.catalogue import Catalogue
from ingest.clearance import EVERYTHING, OPEN, Clearance, cleared_for, marking_class
from ingest.errors import CatalogueError
from ingest.library import Library
from ingest.lookup import Lookup
from ingest.records import fingerprint
from ingest.settings import Settings

WORDS = ("amberly", "brackwater", "coldspring", "dunmarsh", "elverton")
SEARCHES = (*WORDS, "wheelchairs", "council")
PASSAGES = [f"{word}:{number}" for word in WORDS for number in range(3)]

papers = st.lists(
    st.builds(
        Marked,
        word=st.just(""),
        marking=st.sampled_from([None, *MARKINGS]),
        everyone=st.booleans(),
        quarantined=st.booleans(),
    ),
    min_size=1,
    max_size=len(WORDS),
).map(lambda made: [_named(each, word) for each, word in zip(made, WORDS, strict=False)])
clearances = st.one_of(
    st.just(EVERYTHING),
    st.builds(Clearance, st.frozensets(st.sampled_from([marking_class(each) for each in MARKINGS]))),
)


def _named(paper: Marked, word: str) -> Marked:
    """Only what has a marking is set aside, and nothing that is set aside is open to everyone."""
    quarantined = paper.quarantined and paper.marking is not None
    return replace(paper, word=word, quarantined=quarantined, everyone=paper.everyone and not quarantined)


def each_document(ask: Callable[[Lookup, str], Any]) -> Callable[[Lookup], Any]:
    """What is told of each document by its id, and the words of the error where nothing is."""

    def asked(lookup: Lookup) -> list[Any]:
        return [_told(lambda word=word: ask(lookup, word)) for word in WORDS]

    return asked


def _told(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except CatalogueError as error:
        return str(error)


def filters(lookup: Lookup) -> list[Any]:
    asked = [(None, None, None, None), (AVERDALE, None, None, None), (None, "committee-report", None, None)]
    return [lookup.eligible(*each) for each in [*asked, (None, None, "2024-01-01", "2026-01-01")]]


def found(lookup: Lookup) -> list[list[str]]:
    """Ids alone, in no order: how rare a word is in all papers weighs in a score."""
    asked = [lookup.full_text(f'"{word}"', among, 50) for word in SEARCHES for among in (None, WORDS)]
    return [sorted(id_ for id_, _ in each) for each in asked]


def found_best(lookup: Lookup) -> list[list[str]]:
    searches = [(number, f'"{word}"', 1.0) for number, word in enumerate(SEARCHES)]
    asked = [lookup.full_text_best(searches, among, 50) for among in (None, WORDS)]
    return [sorted(id_ for id_, _ in each) for each in asked]


CALLS: dict[str, Callable[[Lookup], Any]] = {
    "documents": lambda lookup: (lookup.documents(), lookup.documents(quarantined=True)),
    "documents_by_id": lambda lookup: lookup.documents_by_id(WORDS),
    "document": lambda lookup: (
        each_document(lambda one, word: one.document(word))(lookup),
        each_document(lambda one, word: one.document(f"{word}.pdf", quarantined=True))(lookup),
    ),
    "files": each_document(lambda lookup, word: lookup.files(word)),
    "eligible": filters,
    "titles_of": lambda lookup: lookup.titles_of(AVERDALE),
    "same_text": each_document(
        lambda lookup, word: lookup.same_text("another", Marked(word).prepared().document.text)
    ),
    "full_text": found,
    "full_text_best": found_best,
    "match_count": lambda lookup: [lookup.match_count(f'"{word}"') for word in SEARCHES],
    "passages": lambda lookup: lookup.passages(PASSAGES),
    "passages_of": each_document(lambda lookup, word: lookup.passages_of(word)),
    "text": each_document(lambda lookup, word: lookup.text(word)),
    "pages": each_document(lambda lookup, word: lookup.pages(word)),
    "links": lambda lookup: [lookup.links(each) for each in PASSAGES],
    "twins": lambda lookup: lookup.twins([fingerprint(SHARED)]),
    "to_embed": lambda lookup: lookup.to_embed(50, 0),
    "passage_count": lambda lookup: lookup.passage_count(),
    "passage_ids": lambda lookup: lookup.passage_ids(),
    "facets": lambda lookup: lookup.facets(),
}
TELLS_OF_WHAT_IS_KNOWN = {"hidden_among", "withheld", "seen"}
"""The first two are given ids that somebody kept and tell which of those; the last gives ids, or None."""


def test_no_method_of_the_lookup_is_left_out_here() -> None:
    """A new one has its line in CALLS, and its clearance in its statement."""
    public = {name for name in vars(Lookup) if not name.startswith("_")}
    assert public == set(CALLS) | TELLS_OF_WHAT_IS_KNOWN


@contextmanager
def catalogue_of(held: list[Marked]) -> Iterator[Catalogue]:
    with tempfile.TemporaryDirectory() as folder, Library(Settings(home=Path(folder))) as library:
        yield keep(library, held).catalogue


@checked(max_examples=25, deadline=None)
@given(papers, clearances)
def test_a_reader_is_told_what_a_library_without_the_hidden_papers_tells(
    held: list[Marked], clearance: Clearance
) -> None:
    told = [each for each in held if clearance.covers(each.access)]
    with catalogue_of(held) as whole, catalogue_of(told) as only_seen:
        view, plain = Lookup(whole, clearance), Lookup(only_seen, EVERYTHING)
        for name, ask in CALLS.items():
            assert ask(view) == ask(plain), name
        hidden = {each.word for each in held} - {each.word for each in told}
        assert view.hidden_among(WORDS) == hidden
        assert view.hidden_among([]) == set()
        seen = [each.word for each in held if each.is_seen(clearance)]
        shuts = any(not each.quarantined for each in held if each.word in hidden)
        assert view.seen() == (seen if shuts else None)
        assert all(word not in repr([ask(view) for ask in CALLS.values()]) for word in _unasked(hidden))


def _unasked(hidden: set[str]) -> set[str]:
    """What no error can repeat, since it is not what is asked for: the titles and words of the papers."""
    return {f"the {word} report" for word in hidden} | {f"{word} Mobility" for word in hidden}


def test_each_statement_of_the_lookup_asks_for_the_clearance() -> None:
    with catalogue_of([Marked("amberly", "EXEMPT")]) as catalogue:
        asked: list[str] = []
        catalogue.connection.set_trace_callback(asked.append)
        view = Lookup(catalogue, OPEN)
        for ask in (*CALLS.values(), Lookup.seen, lambda lookup: lookup.hidden_among(WORDS)):
            ask(view)
        catalogue.connection.set_trace_callback(None)
    ours = [statement for statement in asked if not statement.startswith("--")]  # not what FTS5 asks itself
    assert len(ours) > 30
    assert [statement for statement in ours if "access NOT IN" not in statement] == []


def test_what_was_kept_of_a_paper_is_withheld_by_what_it_is_for_now() -> None:
    now = [Marked("amberly", "EXEMPT"), Marked("brackwater", "EXEMPT", everyone=True), Marked("coldspring")]
    with catalogue_of([*now, Marked("dunmarsh", "EXEMPT", quarantined=True)]) as catalogue:
        kept = {"amberly": None, "brackwater": "exempt", "coldspring": None, "dunmarsh": None}
        assert Lookup(catalogue, OPEN).withheld(kept) == {"amberly", "dunmarsh"}
        assert Lookup(catalogue, cleared_for(["exempt"])).withheld(kept) == set()
        assert Lookup(catalogue, EVERYTHING).withheld(kept) == set()


def test_what_was_kept_of_a_paper_that_is_gone_is_withheld_by_what_it_was_for() -> None:
    with catalogue_of([Marked("amberly")]) as catalogue:
        gone = {"brackwater": "exempt", "coldspring": None, "dunmarsh": "confidential"}
        assert Lookup(catalogue, OPEN).withheld(gone) == {"brackwater", "dunmarsh"}
        assert Lookup(catalogue, cleared_for(["exempt"])).withheld(gone) == {"dunmarsh"}
        assert Lookup(catalogue, EVERYTHING).withheld(gone) == set()


def test_a_paper_set_aside_is_listed_only_where_it_is_asked_for() -> None:
    with catalogue_of([Marked("amberly", "EXEMPT", quarantined=True), Marked("coldspring")]) as catalogue:
        lookup = Lookup(catalogue, cleared_for(["exempt"]))
        assert [row.id for row in lookup.documents()] == ["coldspring"]
        assert [row.id for row in lookup.documents(quarantined=True)] == ["amberly", "coldspring"]
        assert [row.id for row in Lookup(catalogue, OPEN).documents(quarantined=True)] == ["coldspring"]
        with pytest.raises(CatalogueError, match=r"No document is called amberly\.pdf"):
            lookup.document("amberly.pdf")
