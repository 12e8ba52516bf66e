"""In a real browser: the audit log read, narrowed, turned, saved as a file and checked."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_support import Watched, browser, leftovers, opened, tabs, visited
from builders import prepared, stored_file
from fakes_ui import wait_answer
from fakes_web import PASSWORD, QUICK, account, keep
from playwright.sync_api import Browser, Page, expect

from assistant.answer import Filters
from assistant.people.people import People
from assistant.people.person import Person, Role
from assistant.records.entry import Action
from assistant.records.records import Records, open_records
from assistant.ui.server import launch
from assistant.web.house import House
from ingest.library import Library
from ingest.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READER = Person("reader-1", frozenset({Role.READER}))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def records(settings: Settings) -> Iterator[Records]:
    with open_records(settings) as kept:
        for _ in range(60):
            kept.note("reader-2", Action.SIGNED_IN, address="192.0.2.7")
        kept.asked(READER, "c-1", 1, wait_answer("How long is <b>the wait</b>?"), Filters())
        kept.note(READER, Action.SOURCE_OPENED, "d-1", page=2)
        yield kept


def address_of(library: Library, records: Records, people: People) -> Iterator[str]:
    house = House(library, records, people)
    with leftovers():
        serving = launch(house.backing, routers=house.routers, door=house.door)
    try:
        yield serving.address
    finally:
        with leftovers():
            serving.stop()


@pytest.fixture
def served(settings: Settings, records: Records) -> Iterator[str]:
    with Library(settings) as library:
        library.catalogue.make_current(prepared("d-1", "Words."), stored_file("d-1", "/papers/waits.pdf"))
        yield from address_of(library, records, People(settings))


def open_log(page: Page) -> None:
    page.get_by_role("tab", name="Record").click()
    page.locator(".log-table").wait_for()


def first_row(page: Page) -> str:
    return page.locator(".log-table tbody tr").first.inner_text()


def test_the_log_is_read_narrowed_saved_and_checked(chromium: Browser, served: str, records: Records) -> None:
    with visited(chromium, served, accept_downloads=True) as watched:
        page = watched.page
        open_log(page)
        reading(page)
        narrowing(page)
        saved(page, records)
        checking(page, records)
        assert (watched.errors, watched.dialogs, watched.elsewhere()) == ([], [], [])
    entries = list(records.audit.entries())
    assert "How long is" not in str([each.details for each in entries])
    assert [each.action for each in entries[62:]].count("exported") == 1
    assert {each.person for each in entries[62:]} == {"this machine's user"}


def reading(page: Page) -> None:
    expect(page.locator("#rec-told")).to_contain_text("62 entries, the newest first, page 1 of 2.")
    expect(page.get_by_text("This log shows what everybody here asked and did.")).to_be_visible()
    assert "Home support (waits.pdf)" in first_row(page)
    expect(page.locator(".asked-words").first).to_have_text("How long is <b>the wait</b>?")
    older = page.get_by_role("button", name="Older entries")
    older.press("Enter")
    expect(page.locator("#rec-told")).to_contain_text("page 2 of 2.")
    expect(page.get_by_role("button", name="Newest entries")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#rec-told")).to_contain_text("page 1 of 2.")


def narrowing(page: Page) -> None:
    page.get_by_label("From day").fill("someday")
    page.get_by_role("button", name="Show these entries").click()
    expect(page.locator("#rec-said")).to_contain_text("“From day” is not a date")
    page.get_by_label("From day").fill("2020")
    page.get_by_label("Who", exact=True).click()
    page.get_by_role("option", name="reader-1").click()
    page.get_by_role("textbox", name="Words").fill("wait long")
    page.get_by_role("textbox", name="Words").press("Enter")
    expect(page.locator("#rec-told")).to_contain_text("1 entry, the newest first.")
    expect(page.locator("#rec-said")).to_have_text("")
    assert "Entry 61" in first_row(page)


def saved(page: Page, records: Records) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["number"], row["person"], row["question"]) for row in rows] == [
        ("61", "reader-1", "How long is <b>the wait</b>?")
    ]
    assert download.value.suggested_filename == "audit.csv"
    *_, last = records.audit.entries()
    assert (last.action, last.details["by_person"], last.details["by_words"]) == (
        "exported",
        "reader-1",
        True,
    )


def checking(page: Page, records: Records) -> None:
    page.get_by_role("button", name="Show all, from the newest").click()
    expect(page.get_by_role("textbox", name="Words")).to_have_value("")
    expect(page.locator(".kept-table tbody tr")).to_have_count(4)
    page.get_by_role("button", name="Check the log").click()
    told = page.locator("#rec-verified")
    expect(told).to_contain_text(f"The log is whole: {records.audit.last()} entries, from number 1")
    noted = told.locator("code").inner_text()
    page.get_by_label("What was noted at an earlier check (optional)").fill(noted)
    page.get_by_role("button", name="Check the log").click()
    expect(told).to_contain_text("is the one that was noted.")
    page.get_by_label("What was noted at an earlier check (optional)").fill(f"1:{'0' * 64}")
    page.get_by_role("button", name="Check the log").click()
    expect(told).to_contain_text("Entry 1 is not the one that was noted: the log was made anew.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_the_tab_bars_nobody(chromium: Browser, served: str, scheme: str, width: int) -> None:
    with (
        tabs(chromium, color_scheme=scheme, viewport={"width": width, "height": 900}) as context,
        opened(context, served) as watched,
    ):
        page = watched.page
        # On a narrow page a tab that has no room stands in the menu of more tabs.
        tab = page.get_by_role("tab", name="Record")
        more = page.get_by_role("button", name="More tabs")
        tab.or_(more).first.wait_for()
        if not tab.is_visible() and more.is_visible():
            more.click()
            page.get_by_role("button", name="Record").click()
        else:
            tab.click()
        page.locator(".log-table").wait_for()
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nobody_but_an_administrator_has_the_tab(
    chromium: Browser, settings: Settings, records: Records
) -> None:
    keep(settings.users_path, account("chair", Role.ADMINISTRATOR), account("reed", Role.LIBRARIAN))
    with Library(settings) as library:
        for address in address_of(library, records, People(settings, QUICK)):
            for name, seen in (("reed", False), ("chair", True)):
                with tabs(chromium) as context:
                    watched = Watched(context.new_page())
                    sign_in(watched.page, address, name)
                    expect(watched.page.get_by_role("tab", name="Library")).to_be_visible()
                    expect(watched.page.get_by_role("tab", name="Record")).to_be_visible(visible=seen)


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Your question").wait_for()
