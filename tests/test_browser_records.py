"""In a real browser: feedback under an answer, files to take along, earlier conversations and their end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser_support import Watched, browser, served, visited
from builders import prepared, stored_file
from fakes_ui import FakeService
from playwright.sync_api import Browser, Locator, expect

from assistant.people.person import LOCAL
from assistant.records.closed import closed_to
from assistant.records.records import Records, open_records
from assistant.rooms import Rooms
from assistant.ui.keeping import Keeping
from assistant.web.records import record_routes
from ingest.library import Library
from ingest.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@dataclass
class Served:
    address: str
    records: Records
    library: Library


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def page_served(tmp_path: Path) -> Iterator[Served]:
    settings = Settings(home=tmp_path / "home")
    with Library(settings) as library, open_records(settings) as records:
        for id_ in ("d-1", "d-2", "d-3", "d-4"):
            library.catalogue.make_current(prepared(id_, "Words."), stored_file(id_, f"/papers/{id_}.pdf"))
        rooms = Rooms(library)
        keeping = Keeping(records, lambda person: closed_to(rooms.library(person).lookup))
        with served(FakeService(), None, [record_routes(rooms, records)], keeping=keeping) as address:
            yield Served(address, records, library)


@pytest.fixture
def watched(chromium: Browser, page_served: Served) -> Iterator[Watched]:
    with visited(chromium, page_served.address, accept_downloads=True) as opened:
        yield opened
        assert opened.errors == []


def opened_panel(watched: Watched) -> Locator:
    watched.page.get_by_text("Your earlier conversations").click()
    return watched.page.locator("#history")


def test_what_is_thought_of_an_answer_is_kept_with_a_note(watched: Watched, page_served: Served) -> None:
    exchange = watched.ask("How long is the wait?")
    group = exchange.get_by_role("group", name="Was this answer right?")
    expect(exchange.get_by_label("A note on it (optional)")).to_be_hidden()
    group.get_by_role("button", name="Wrong source").press("Enter")
    expect(exchange.get_by_role("status")).to_have_text("Thank you. You can add a note or change your mind.")
    expect(group.get_by_role("button", name="Wrong source")).to_have_attribute("aria-pressed", "true")
    exchange.get_by_label("A note on it (optional)").fill("Page 3 says it <b>better</b>.")
    exchange.get_by_role("button", name="Send the note").click()
    expect(exchange.get_by_role("status")).to_have_text("Your note is kept. Thank you.")
    group.get_by_role("button", name="Useful").click()
    expect(group.get_by_role("button", name="Wrong source")).to_have_attribute("aria-pressed", "false")
    [found] = page_served.records.feedback.all(lambda _: ())
    assert (found.verdict.value, found.note) == ("useful", "Page 3 says it <b>better</b>.")


@pytest.mark.parametrize(("words", "ending"), [("Word", "docx"), ("web page", "html"), ("Markdown", "md")])
def test_an_answer_is_saved_as_a_file(watched: Watched, words: str, ending: str) -> None:
    exchange = watched.ask("How long is the wait?")
    with watched.page.expect_download() as download:
        exchange.get_by_role("link", name=f"{words}: save this answer").click()
    assert download.value.suggested_filename.startswith("answer-")
    assert download.value.suggested_filename.endswith(f".{ending}")
    data = Path(download.value.path()).read_bytes()
    assert ending == "docx" or b"The median wait in Westmarch was 41 days" in data


def test_an_earlier_conversation_is_opened_and_goes_on(watched: Watched, page_served: Served) -> None:
    watched.ask("How long is the wait?")
    watched.ask("What do they cost?")
    watched.page.get_by_role("button", name="Start a new conversation").click()
    expect(watched.page.locator("#log article")).to_have_count(0)
    panel = opened_panel(watched)
    expect(panel.get_by_role("listitem")).to_have_count(1)
    panel.get_by_role("button", name="Open: How long is the wait?").press("Enter")
    expect(watched.page.locator("#log article")).to_have_count(2)
    expect(watched.page.locator("#log .answer").first).to_contain_text("41 days")
    watched.ask("And how long is the wait now?")
    expect(watched.page.locator("#log article")).to_have_count(3)
    [line] = page_served.records.conversations(LOCAL, "", lambda _: ())
    assert line.questions == 3


def test_conversations_are_found_by_their_words(watched: Watched) -> None:
    watched.ask("How long is the wait?")
    panel = opened_panel(watched)
    panel.get_by_label("Search earlier conversations").fill("equipment budget")
    panel.get_by_role("button", name="Search").click()
    expect(panel.get_by_role("status")).to_have_text("1 found.")
    panel.get_by_label("Search earlier conversations").fill("giraffe")
    panel.get_by_label("Search earlier conversations").press("Enter")
    expect(panel.get_by_role("status")).to_have_text("None of your conversations holds all these words.")
    expect(panel.get_by_role("listitem")).to_have_count(0)


def test_a_conversation_is_deleted_only_when_that_is_confirmed(watched: Watched, page_served: Served) -> None:
    watched.ask("How long is the <b>wait</b>?")
    panel = opened_panel(watched)
    delete = panel.get_by_role("button", name="Delete: How long is the <b>wait</b>?")
    delete.click()
    dialog = watched.page.get_by_role("dialog", name="Delete this conversation?")
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog).to_be_hidden()
    delete.click()
    watched.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    delete.click()
    dialog.get_by_role("button", name="Delete").click()
    expect(panel.get_by_role("status")).to_have_text("Deleted. There are none yet.")
    expect(watched.page.locator("#log article")).to_have_count(0)
    assert page_served.records.conversations(LOCAL, "", lambda _: ()) == []


def test_an_answer_on_a_paper_that_went_is_opened_without_its_words(
    watched: Watched, page_served: Served
) -> None:
    watched.ask("How long is the wait?")
    page_served.library.catalogue.forget_file("/papers/d-1.pdf")
    panel = opened_panel(watched)
    panel.get_by_role("button", name="Open: How long is the wait?").click()
    expect(watched.page.locator("#log")).to_contain_text("This answer is not shown again")
    expect(watched.page.locator("#log")).not_to_contain_text("41 days")


def test_nothing_is_asked_of_another_machine(watched: Watched) -> None:
    watched.ask("hostile words")
    opened_panel(watched)
    expect(watched.page.locator("#history").get_by_role("listitem")).to_have_count(1)
    assert watched.elsewhere() == []
    assert watched.dialogs == []


def test_the_page_fits_a_narrow_screen(chromium: Browser, page_served: Served) -> None:
    with visited(chromium, page_served.address, viewport={"width": 360, "height": 740}) as narrow:
        narrow.ask("How long is the wait?").get_by_role("button", name="Useful").click()
        opened_panel(narrow)
        expect(narrow.page.locator("#history").get_by_role("listitem")).to_have_count(1)
        assert narrow.page.evaluate("document.documentElement.scrollWidth") <= 360
