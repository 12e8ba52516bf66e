"""The Library tab without a browser: what the table shows, what is done with a document, what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes_library import FakeShelf, line
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.paper import Attention, Line
from assistant.people.person import LOCAL
from assistant.ui.library import paper_view, table, uploading
from assistant.ui.library.browsing import COLUMNS, NONE, PER_PAGE, Browsing, Wanted, ordered, sheet
from assistant.ui.library.handlers import LibraryHandlers
from assistant.ui.library.typed import Typed, changes
from assistant.ui.library.words import page_ranges
from ingest.errors import AssistantError, CatalogueError
from ingest.failures import Failure

HOSTILE = "<img src=x onerror=alert(1)>"
MINUTES = line("m1", "Minutes, item 10", kind="minutes", reference="FOI 7")
POLICY = line("p1", "Minutes, item 9", kind="policy", authority=None, date=None)
HELD = line("q1", "Tender prices", state="quarantined", passages=0, marking="Exempt")


def shown(lines: list[Line], wanted: Wanted = Wanted(), browsing: Browsing = Browsing()) -> list[str]:  # noqa: B008
    return [each.row.id for each in sheet(lines, wanted, browsing).lines]


def handlers(shelf: FakeShelf) -> LibraryHandlers:
    return LibraryHandlers(lambda _person: shelf)


def test_numbers_in_titles_sort_by_their_size_and_what_is_missing_comes_last() -> None:
    lines = [MINUTES, HELD, POLICY]
    assert shown(lines) == ["p1", "m1", "q1"]
    assert shown(lines, browsing=Browsing(descending=True)) == ["q1", "m1", "p1"]
    assert shown(lines, browsing=Browsing(sort="date")) == ["m1", "q1", "p1"]
    assert shown(lines, browsing=Browsing(sort="date", descending=True)) == ["m1", "q1", "p1"]


def test_a_heading_pressed_again_turns_the_order_round() -> None:
    once = Browsing(page=3).sorted_by("date")
    assert (once.sort, once.descending, once.page) == ("date", False, 1)
    assert once.sorted_by("date").descending
    assert not once.sorted_by("date").sorted_by("date").descending


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(words="ITEM minutes"), ["p1", "m1"]),
        (Wanted(words="foi 7"), ["m1"]),
        (Wanted(words="q1.pdf"), ["q1"]),
        (Wanted(kind="policy"), ["p1"]),
        (Wanted(authority=NONE), ["p1"]),
        (Wanted(state="quarantined"), ["q1"]),
        (Wanted(attention="any"), ["p1", "q1"]),
        (Wanted(attention="no-date"), ["p1"]),
        (Wanted(words="item", state="quarantined"), []),
    ],
)
def test_the_table_is_narrowed_by_words_and_choices(wanted: Wanted, ids: list[str]) -> None:
    assert shown([MINUTES, POLICY, HELD], wanted) == ids


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3 * PER_PAGE), st.integers(-2, 9), st.sampled_from(COLUMNS), st.booleans())
def test_the_pages_of_the_table_hold_every_document_once(
    number: int, page: int, column: str, descending: bool
) -> None:
    lines = [
        line(f"d{place}", f"Paper {place % 7}", date=None if place % 3 else "2024-01-01")
        for place in range(number)
    ]
    browsing = Browsing(column, descending)
    pages = [sheet(lines, Wanted(), replace(browsing, page=each + 1)) for each in range(4)]
    seen = [each.row.id for found in pages[: pages[0].pages] for each in found.lines]
    assert sorted(seen) == sorted(each.row.id for each in lines)
    assert 1 <= sheet(lines, Wanted(), replace(browsing, page=page)).page <= pages[0].pages
    assert ordered(lines, browsing) == ordered(list(reversed(lines)), browsing)


def test_what_needs_attention_is_named_the_gravest_first() -> None:
    scan = replace(line("s1", authority=None, passages=3), textless=2, twins=1, failed="is damaged")
    assert scan.attention == (
        Attention.NEWER_FAILED,
        Attention.NO_TEXT,
        Attention.NO_AUTHORITY,
        Attention.TWINS,
    )
    assert HELD.attention == (Attention.QUARANTINED,)


def test_the_table_names_its_order_and_escapes_what_papers_say() -> None:
    found = sheet([line("h1", HOSTILE, reference=HOSTILE, sources=(HOSTILE,))], Wanted(), Browsing())
    html = table.table(found, Browsing())
    assert '<th scope="col" class="of-title" aria-sort="ascending">' in html
    assert html.count("aria-sort") == 1
    assert "<img" not in html
    assert html.count("&lt;img src=x") == 4


def test_a_long_table_is_turned_page_by_page() -> None:
    lines = [line(f"d{place}", f"Paper {place}") for place in range(120)]
    found = sheet(lines, Wanted(), Browsing(page=3))
    assert table.told(found, 120) == "<p>All 120 documents, 101 to 120 shown.</p>"
    html = table.table(found, Browsing(page=3))
    assert "Page 3 of 3" in html
    assert html.count(" disabled>") == 2
    assert "turning" not in table.table(sheet(lines[:50], Wanted(), Browsing()), Browsing())


def test_one_document_shows_how_each_thing_was_found_and_what_was_decided() -> None:
    shelf = FakeShelf([HELD])
    html = paper_view.paper(shelf.paper("q1"))
    assert "heading, page 1" in html
    assert "Quarantined by <bdi>the records office</bdi> on 22 November 2026, 09:30 UTC" in html
    assert "The records office changed its date from nothing to “1 May 2024”" in html
    assert "abababab" in html
    assert "Download the original" not in html
    assert 'href="source/m1/original"' in paper_view.paper(FakeShelf([MINUTES]).paper("m1"))
    assert "<img" not in paper_view.paper(FakeShelf([line("h1", HOSTILE, authority=HOSTILE)]).paper("h1"))


def test_pages_are_named_in_runs() -> None:
    assert page_ranges([7, 3, 5, 6]) == "3, 5–7"


TYPED = Typed("Home support", "policy", "Averdale County Council", "1 May 2024", "", "")


def test_only_what_was_typed_anew_is_given() -> None:
    typed = TYPED._replace(title=" Home  support ", date="2 May 2024", authority="")
    assert changes(TYPED, typed) == {"date": "2024-05-02", "authority": None}


@pytest.mark.parametrize("day", ["May 2024", "2024", "soon", "31 February 2024"])
def test_a_date_must_be_a_day(day: str) -> None:
    with pytest.raises(CatalogueError):
        changes(TYPED, TYPED._replace(date=day))


def test_a_document_is_described_and_the_new_version_stays_open() -> None:
    shelf = FakeShelf([MINUTES])
    tab = handlers(shelf)
    reply = tab.open(LOCAL, "m1", Browsing(page=2))
    opened = tab.opened(LOCAL, reply.browsing)
    assert opened is not None
    reply = tab.describe(LOCAL, opened.typed._replace(title="Minutes of Cabinet"), reply.browsing)
    assert shelf.done == [("describe", "m1", "{'title': 'Minutes of Cabinet'}")]
    assert (reply.browsing.chosen, reply.browsing.page) == ("m1-2", 2)
    again = tab.opened(LOCAL, reply.browsing)
    assert again is not None
    unchanged = tab.describe(LOCAL, again.typed, reply.browsing)
    assert unchanged.said == "Nothing was changed in the description."


def test_removal_is_asked_about_with_the_title_and_only_then_done() -> None:
    shelf = FakeShelf([MINUTES, HELD])
    tab = handlers(shelf)
    open_ = Browsing(chosen="m1")
    assert tab.remove(LOCAL, open_).wrong
    asked = tab.ask_to_remove(LOCAL, open_).browsing
    assert "Minutes, item 10" in tab.doomed(LOCAL, asked)
    assert tab.remove(LOCAL, replace(asked, chosen="q1")).wrong
    gone = tab.remove(LOCAL, asked)
    assert gone.browsing == Browsing()
    assert "nothing of it answers" in gone.said
    assert shelf.done == [("remove", "m1")]
    shelf.left = ["the vectors"]
    asked = tab.ask_to_remove(LOCAL, Browsing(chosen="q1")).browsing
    assert "still in the vectors" in tab.remove(LOCAL, asked).said


def test_other_papers_of_the_same_words_are_told_of() -> None:
    tab = handlers(FakeShelf([MINUTES], twins=(("m2", "Minutes, a copy", "copy.docx"),)))
    said = tab.quarantine(LOCAL, "names a resident", Browsing(chosen="m1")).said
    assert said.endswith("The same words still answer in “Minutes, a copy” (copy.docx).")


def test_release_says_who_may_read_it_now() -> None:
    shelf = FakeShelf([HELD])
    tab = handlers(shelf)
    held = Browsing(chosen="q1")
    assert tab.release(LOCAL, "fine", "cleared", held).said.endswith(
        "5 passages now answer those cleared for its marking."
    )
    assert tab.release(LOCAL, "fine", "everyone", held).said.endswith("answer everyone.")
    assert [each[-1] for each in shelf.done] == ["False", "True"]


def test_nothing_is_done_where_no_document_is_open_or_it_has_gone() -> None:
    tab = handlers(FakeShelf([MINUTES]))
    with pytest.raises(AssistantError, match="Open a document first"):
        tab.quarantine(LOCAL, "why", Browsing())
    with pytest.raises(AssistantError, match="not in the library any more"):
        tab.quarantine(LOCAL, "why", Browsing(chosen="gone"))


def test_files_are_told_one_by_one_and_refused_with_a_line(tmp_path: Path) -> None:
    for name in ("a.txt", "broken.csv", f"{HOSTILE}.exe"):
        (tmp_path / name.replace("/", "")).write_text("words")
    names = [str(path) for path in sorted(tmp_path.iterdir())]
    shelf = FakeShelf()
    tab = handlers(shelf)
    kept, listed = tab.choose([], names)
    assert "3 files chosen, 2 can be added." in listed
    assert "Files of this kind are not read" in listed
    assert "<img" not in listed
    steps = list(tab.upload(LOCAL, kept, " Averdale County Council ", ""))
    assert "Taking in 1 of 2 files" in steps[0].progress
    assert "3 files: 1 added, 2 could not be read." in steps[-1].report
    assert shelf.done == [("upload", "{'authority': 'Averdale County Council'}", "a.txt", "broken.csv")]
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_left_out_by_its_place(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_text("words")
    left, listed = handlers(FakeShelf()).leave_out("0", [str(path) for path in paths])
    assert left == [str(paths[1])]
    assert "1 file chosen." in listed
    assert not paths[0].exists()


def test_too_large_a_file_and_too_many_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(b"x" * 1_000_001)
    assert uploading.refusal(path, 1).startswith("The file has more than 1 MB")
    many = [str(path)] * (uploading.MOST_FILES + 1)
    (step,) = handlers(FakeShelf()).upload(LOCAL, many, "", "")
    assert "More than 500 files at once" in step.report
    (step,) = handlers(FakeShelf()).upload(LOCAL, None, "", "")
    assert "Choose one or more files first" in step.report


def test_a_failed_file_is_listed_until_it_is_dismissed() -> None:
    failed = Failure("/papers/<b>.pdf", "/papers", HOSTILE, "2026-11-22T09:30:00+00:00", "is damaged")
    shelf = FakeShelf([MINUTES], [failed])
    tab = handlers(shelf)
    html = tab.shown(LOCAL, Wanted(), Browsing()).failures
    assert "is damaged" in html
    assert "<img" not in html
    tab.dismiss(LOCAL, "/papers/<b>.pdf", Browsing())
    assert tab.shown(LOCAL, Wanted(), Browsing()).failures == ""
