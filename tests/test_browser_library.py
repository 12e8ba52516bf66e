"""The Library tab in Debian's Chromium: found, opened, changed and removed with the keyboard; files added."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_support import Watched, browser, opened, served, tabs
from fakes_library import FakeShelf, line
from fakes_ui import FakeService
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.people.person import Person, Role
from ingest.failures import Failure

HOSTILE = "<img src=x onerror=alert(9)>"
READER = Person("ward office", frozenset({Role.READER}))

# Gradio leaves temporary files and event loops to the garbage collector, and uses an old setting of pandas.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with tabs(chromium) as shared:
        yield shared


@pytest.fixture
def shelf() -> FakeShelf:
    papers = [
        line(f"d{number}", f"Report {number}", date=f"20{number % 30:02}-01-01") for number in range(120)
    ]
    hostile = line("h1", HOSTILE, reference=HOSTILE, sources=(f"{HOSTILE}.pdf",))
    failed = Failure("/papers/scan.pdf", "/papers", "scan.pdf", "2026-11-22T09:30:00+00:00", "is damaged")
    return FakeShelf([*papers, hostile], [failed])


@pytest.fixture
def visit(context: BrowserContext, shelf: FakeShelf) -> Iterator[Watched]:
    with served(FakeService(), shelf=lambda _: shelf) as address, opened(context, address) as watched:
        watched.page.get_by_role("tab", name="Library").click()
        watched.page.locator("#lib-table .pick").first.wait_for()
        yield watched
        assert watched.dialogs == []
        assert watched.elsewhere() == []


def told(page: Page, words: str) -> None:
    expect(page.locator("#lib-told")).to_contain_text(words)


def said(page: Page, words: str) -> None:
    expect(page.locator("#lib-said")).to_contain_text(words)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def open_paper(page: Page, title: str) -> None:
    page.locator("#lib-table").get_by_role("button", name=title, exact=True).click()
    expect(page.locator("#lib-paper .paper-title")).to_be_focused()


def serious(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['help']}" for each in found if each["impact"] in ("serious", "critical")]


def test_documents_are_found_sorted_and_turned_by_the_keyboard(visit: Watched) -> None:
    page = visit.page
    told(page, "All 121 documents, 1 to 50 shown.")
    by_date = page.locator("#lib-table").get_by_role("button", name="Date")
    by_date.focus()
    page.keyboard.press("Enter")
    expect(page.locator("th.of-date")).to_have_attribute("aria-sort", "ascending")
    expect(by_date).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("th.of-date")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Last page").press("Enter")
    told(page, "101 to 121 shown.")
    expect(page.get_by_role("button", name="First page")).to_be_focused()
    page.get_by_label("Search the table").fill("report 11")
    told(page, "11 documents of 121.")
    page.get_by_label("Search the table").fill("no such paper")
    told(page, "No document fits")


def test_a_document_opens_and_the_way_back_leads_to_its_row(visit: Watched) -> None:
    page = visit.page
    first = page.locator("#lib-table .pick").first
    first.focus()
    page.keyboard.press("ArrowDown")
    title = page.locator("#lib-table .pick").nth(1)
    expect(title).to_be_focused()
    name = title.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#lib-paper .paper-title")).to_have_text(name)
    expect(page.locator("#lib-paper .paper-title")).to_be_focused()
    press(page, "Back to the table")
    expect(page.locator("#lib-table").get_by_role("button", name=name, exact=True)).to_be_focused()


def test_a_description_is_edited_and_a_wrong_date_changes_nothing(visit: Watched, shelf: FakeShelf) -> None:
    page = visit.page
    open_paper(page, "Report 3")
    page.get_by_label("Date", exact=True).fill("some day")
    press(page, "Save the description")
    said(page, "is not a date")
    page.get_by_label("Title", exact=True).fill("Report of the panel")
    page.get_by_label("Date", exact=True).fill("9 January 2023")
    press(page, "Save the description")
    said(page, "Described anew")
    expect(page.locator("#lib-paper .paper-title")).to_have_text("Report of the panel")
    assert shelf.done == [("describe", "d3", "{'title': 'Report of the panel', 'date': '2023-01-09'}")]


def test_a_document_is_held_back_and_released_with_a_reason(visit: Watched, shelf: FakeShelf) -> None:
    page = visit.page
    open_paper(page, "Report 3")
    press(page, "Quarantine the document")
    said(page, "Say why")
    page.get_by_label("Why it is held back").fill("names a resident")
    press(page, "Quarantine the document")
    said(page, "“Report 3” is quarantined")
    expect(page.locator("#lib-detail")).to_contain_text("names a resident")
    page.get_by_label("Why it may be read").fill("the name is out")
    press(page, "Release the document")
    said(page, "5 passages now answer")
    assert shelf.done[-1] == ("release", "d3", "the name is out", "False")


def test_a_document_is_removed_once_its_title_was_confirmed(visit: Watched, shelf: FakeShelf) -> None:
    page = visit.page
    open_paper(page, "Report 3")
    press(page, "Remove the document …")
    expect(page.locator("#lib-confirm")).to_contain_text("Remove Report 3 for good?")
    expect(page.locator("#lib-yes")).to_be_focused()
    press(page, "Keep the document")
    expect(page.locator("#lib-confirm")).to_be_hidden()
    assert shelf.done == []
    press(page, "Remove the document …")
    page.locator("#lib-yes").click()
    said(page, "“Report 3” is removed")
    told(page, "All 120 documents")


def test_files_are_added_one_by_one_and_what_is_refused_is_told(
    visit: Watched, shelf: FakeShelf, tmp_path: Path
) -> None:
    page = visit.page
    names = (f"minutes {HOSTILE}.txt", "broken.csv", "tool.exe", f"{'long-name-' * 20}.txt")
    for name in names:
        (tmp_path / name).write_text("words of " + name)
    press(page, "Add documents ▼")
    page.locator("#lib-files input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    expect(page.locator("#lib-chosen")).to_contain_text("4 files chosen, 3 can be added.")
    expect(page.locator("#lib-chosen")).to_contain_text("Files of this kind are not read")
    page.get_by_role("button", name="Leave out tool.exe").click()
    expect(page.locator("#lib-chosen")).to_contain_text("3 files chosen.")
    assert serious(page) == []
    press(page, "Add to the library")
    expect(page.locator("#lib-report")).to_contain_text("3 files: 2 added, 1 could not be read.")
    expect(page.locator("#lib-chosen li")).to_have_count(0)
    told(page, "All 123 documents")
    assert page.locator("#lib-list img").count() == 0


def test_nothing_chosen_and_failed_files_are_told(visit: Watched) -> None:
    page = visit.page
    press(page, "Add documents ▼")
    press(page, "Add to the library")
    expect(page.locator("#lib-report")).to_contain_text("Choose one or more files first.")
    expect(page.locator("#lib-failures")).to_contain_text("is damaged")
    page.get_by_role("button", name="Take scan.pdf off the list").click()
    expect(page.locator("#lib-failures")).not_to_contain_text("is damaged")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_the_tab_is_accessible_and_fits(chromium: Browser, shelf: FakeShelf, scheme: str, width: int) -> None:
    size = {"width": width, "height": 800}
    with (
        served(FakeService(), shelf=lambda _: shelf) as address,
        tabs(chromium, color_scheme=scheme, viewport=size) as context,
        opened(context, address) as visit,
    ):
        page = visit.page
        page.get_by_role("tab", name="Library").click()
        page.locator("#lib-table .pick").first.wait_for()
        assert serious(page) == []
        open_paper(page, "Report 1")
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_reader_sees_documents_and_no_way_to_change_them(context: BrowserContext, shelf: FakeShelf) -> None:
    more = {"shelf": lambda _: shelf, "person_named": lambda _name: READER}
    with served(FakeService(), **more) as address, opened(context, address) as visit:
        page = visit.page
        page.get_by_role("tab", name="Library").click()
        open_paper(page, "Report 1")
        for name in ("Save the description", "Quarantine the document", "Remove the document …"):
            expect(page.get_by_role("button", name=name)).to_have_count(0)
        press(page, "Back to the table")
        expect(page.get_by_role("button", name="Add documents")).to_have_count(0)


def test_an_empty_library_says_what_to_do(context: BrowserContext) -> None:
    empty = served(FakeService(documents=0), shelf=lambda _: FakeShelf())
    with empty as address, opened(context, address) as visit:
        expect(visit.page.get_by_role("heading", name="There are no documents yet")).to_be_visible()
        expect(visit.page.get_by_text("Try asking:")).to_be_hidden()
        visit.page.get_by_role("tab", name="Library").click()
        told(visit.page, "There are no documents here yet.")
