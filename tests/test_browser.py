"""The chat page as a reader meets it, in Debian's Chromium: from a question to its citation and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_support import Watched, browser, opened, served, tabs, visited
from fakes_library import FakeShelf, line
from fakes_ui import HOSTILE_FILE, HOSTILE_PASSAGE, HOSTILE_QUOTE, HOSTILE_TITLE, FakeService, wait_answer
from playwright.sync_api import Browser, BrowserContext, expect

from assistant.ui.copytext import copy_text

# Gradio leaves temporary files and event loops to the garbage collector, and uses an old setting of pandas.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

WAIT = "How long is the wait?"

CONTRASTS = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with tabs(chromium) as shared:
        yield shared


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[FakeService, str]]:
    service = FakeService()
    with served(service, shelf=lambda _: FakeShelf([line("d1", HOSTILE_TITLE)])) as address:
        yield service, address


@pytest.fixture
def service(running: tuple[FakeService, str]) -> FakeService:
    running[0].asked.clear()
    return running[0]


@pytest.fixture
def address(running: tuple[FakeService, str]) -> str:
    return running[1]


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Watched]:
    with opened(context, address) as watched:
        yield watched
        assert watched.elsewhere() == []
        assert watched.dialogs == []
        assert watched.errors == []


def test_a_question_leads_to_its_citation(visit: Watched) -> None:
    exchange = visit.ask(WAIT)
    expect(exchange.locator(".answer")).to_contain_text("The median wait in Westmarch was 41 days")
    exchange.get_by_role("link", name="[1] source: Occupational therapy waiting times").click()
    card = exchange.locator("#x1-source-1")
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("Page 2 (printed page ii), Question 3 in foi/westmarch_0417.pdf")
    expect(card.locator("mark")).to_have_text(
        "The median wait in Westmarch was 41 days in the year to March 2024."
    )


def test_the_keyboard_goes_to_a_source_and_back(visit: Watched) -> None:
    exchange = visit.ask(WAIT)
    marker = exchange.locator("a.marker").nth(1)
    marker.focus()
    visit.page.keyboard.press("Enter")
    expect(exchange.locator("#x1-source-2")).to_be_focused()
    visit.page.keyboard.press("Tab")
    expect(exchange.locator("#x1-source-2 summary")).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(exchange.locator("#x1-source-2 blockquote")).to_be_hidden()
    visit.page.keyboard.press("Tab")
    expect(exchange.locator("#x1-source-2 button.open-source")).to_be_focused()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(marker).to_be_focused()


def test_shift_and_enter_begin_a_new_line(visit: Watched, service: FakeService) -> None:
    box = visit.page.get_by_label("Your question")
    box.press_sequentially("How long is")
    box.press("Shift+Enter")
    box.press_sequentially("the wait?")
    assert service.asked == []
    box.press("Enter")
    expect(visit.page.locator('#log article[data-state="answered"]')).to_be_visible()
    assert service.asked[0][0] == "How long is\nthe wait?"
    expect(box).to_have_value("")


@pytest.mark.slow
def test_the_page_says_at_once_that_it_is_searching(context: BrowserContext) -> None:
    with served(FakeService(delay_s=1.5)) as address, opened(context, address) as visit:
        exchange = visit.send(WAIT)
        expect(exchange).to_contain_text("Searching 4 documents …")
        expect(visit.page.locator("#log .status")).to_have_text("Searching")
        expect(exchange).to_contain_text("41 days")
        expect(visit.page.locator("#log .status")).to_have_text("Answered with 2 sources")


@pytest.mark.slow
def test_what_is_typed_while_an_answer_comes_is_kept(context: BrowserContext) -> None:
    with served(FakeService(delay_s=1)) as address, opened(context, address) as visit:
        exchange = visit.send(WAIT)
        expect(exchange).to_contain_text("Searching")
        visit.page.get_by_label("Your question").fill("And what does it cost?")
        expect(exchange).to_contain_text("41 days")
        expect(visit.page.get_by_label("Your question")).to_have_value("And what does it cost?")


@pytest.mark.slow
def test_a_question_sent_while_another_is_answered_waits_for_its_turn(context: BrowserContext) -> None:
    service = FakeService(delay_s=1)
    with served(service) as address, opened(context, address) as visit:
        first = visit.send(WAIT)
        expect(first).to_contain_text("Searching")
        second = visit.ask("And the wait for children?")
        expect(first).to_contain_text("41 days")
        expect(second).to_contain_text(f"Taken to mean: {WAIT} And the wait for children?")
        assert len(service.asked) == 2


def test_markup_in_documents_is_read_and_never_obeyed(visit: Watched) -> None:
    exchange = visit.ask("What did the <img src=x onerror=alert(0)> hostile report say?")
    for literal in (HOSTILE_TITLE, HOSTILE_FILE, HOSTILE_QUOTE, "<b>Eastmarch</b>"):
        expect(exchange).to_contain_text(literal)
    assert exchange.locator("blockquote").inner_text() == HOSTILE_PASSAGE
    expect(exchange.locator("h2")).to_contain_text("What did the <img src=x onerror=alert(0)> hostile")
    assert exchange.locator("img, script, svg, b, a[href^=javascript]").count() == 0
    visit.page.get_by_role("tab", name="Library").click()
    expect(visit.page.locator("#lib-table").get_by_role("button", name=HOSTILE_TITLE)).to_be_visible()


def test_a_refusal_looks_unlike_an_answer(visit: Watched) -> None:
    exchange = visit.ask("What do day opportunities cost?")
    expect(exchange.get_by_role("heading", name="Not found in these documents")).to_be_visible()
    expect(exchange.get_by_role("heading", name="Nearest passages found")).to_be_visible()
    expect(exchange.locator("li.card")).to_contain_text("Residential care strategy")
    assert exchange.locator(".answer").count() == 0


def test_copying_takes_the_sources_along(chromium: Browser, address: str) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with visited(chromium, address, permissions=permissions) as visit:
        exchange = visit.ask(WAIT)
        exchange.get_by_role("button", name="Copy answer with its sources").click()
        expect(exchange.get_by_role("button", name="Copied")).to_be_visible()
        assert visit.page.evaluate("navigator.clipboard.readText()") == copy_text(wait_answer(WAIT))


def test_copying_works_without_the_clipboard_interface(chromium: Browser, address: str) -> None:
    with visited(chromium, address, permissions=["clipboard-read"]) as visit:
        visit.page.evaluate("Object.defineProperty(navigator.clipboard, 'writeText', {value: undefined})")
        exchange = visit.ask(WAIT)
        exchange.get_by_role("button", name="Copy answer with its sources").click()
        expect(exchange.get_by_role("button", name="Copied")).to_be_visible()
        assert visit.page.evaluate("navigator.clipboard.readText()") == copy_text(wait_answer(WAIT))


def test_each_session_has_its_own_conversation(visit: Watched, context: BrowserContext, address: str) -> None:
    visit.ask(WAIT)
    with opened(context, address) as other:
        assert other.page.locator("#log article").count() == 0
        exchange = other.ask("How long is the wait elsewhere?")
        expect(exchange).not_to_contain_text("Taken to mean")
    second = visit.ask("And the wait for children?")
    expect(second).to_contain_text(f"Taken to mean: {WAIT} And the wait for children?")
    assert visit.page.locator("#log article").count() == 2


def test_what_was_folded_stays_folded_and_the_log_survives_a_change_of_tab(visit: Watched) -> None:
    first = visit.ask(WAIT)
    first.locator("summary").first.click()
    visit.ask("What do day opportunities cost?")
    expect(first.locator("blockquote").first).to_be_hidden()
    visit.page.get_by_role("tab", name="Library").click()
    visit.page.get_by_role("tab", name="Ask").click()
    expect(visit.page.locator("#log article")).to_have_count(2)


def test_a_stated_error_is_one_calm_line_and_the_question_stays(visit: Watched) -> None:
    visit.ask(WAIT)
    exchange = visit.ask("Is it broken?")
    expect(exchange).to_contain_text(
        "The catalogue is locked: wait for the ingest to finish, then ask again."
    )
    expect(visit.page.get_by_label("Your question")).to_have_value("Is it broken?")
    assert visit.page.locator("#log article").count() == 2


def test_an_unforeseen_error_loses_nothing_either(visit: Watched) -> None:
    exchange = visit.ask("Will it crash?")
    expect(exchange).to_contain_text("Something went wrong here and your question was not answered.")
    expect(visit.page.get_by_label("Your question")).to_have_value("Will it crash?")
    visit.ask(WAIT)
    assert visit.page.locator("#log article").count() == 2


def test_filters_narrow_the_search(visit: Watched, service: FakeService) -> None:
    page = visit.page
    page.get_by_label("Authority").click()
    page.get_by_role("option", name="Westmarch County Council (2 documents)").click()
    page.get_by_label("Kind of document").click()
    page.get_by_role("option", name="FOI response (1 document)").click()
    page.get_by_label("Dated from").fill("2023")
    exchange = visit.ask(WAIT)
    expect(exchange).to_contain_text(
        "Searched only: Westmarch County Council, FOI response, from 1 January 2023"
    )
    assert service.asked[0][1].kind == "foi-response"
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_label("Dated from")).to_have_value("")
    expect(visit.ask(WAIT)).not_to_contain_text("Searched only")


def test_a_mistyped_date_is_told_beside_the_question(visit: Watched, service: FakeService) -> None:
    visit.page.get_by_label("Dated until").fill("31 June 2023")
    visit.send(WAIT)
    expect(visit.page.get_by_role("alert").filter(has_text="“Dated until” is not a date")).to_be_in_viewport()
    expect(visit.page.get_by_label("Your question")).to_have_value(WAIT)
    assert service.asked == []


def test_an_example_can_be_asked_with_one_click(visit: Watched, service: FakeService) -> None:
    visit.page.get_by_role("button", name="How long is the wait for occupational therapy?").click()
    expect(visit.page.locator("#log article")).to_contain_text("41 days")
    assert service.asked[0][0] == "How long is the wait for occupational therapy?"
    expect(visit.page.get_by_text("Try asking:")).to_be_hidden()


def test_a_new_conversation_forgets_the_old_one(visit: Watched, service: FakeService) -> None:
    visit.ask(WAIT)
    visit.page.get_by_role("button", name="Start a new conversation").click()
    expect(visit.page.locator("#log article")).to_have_count(0)
    expect(visit.page.get_by_text("Try asking:")).to_be_visible()
    visit.ask("How long is the wait for children?")
    assert service.asked[1][2] == ()


@pytest.mark.slow
def test_a_conversation_is_not_given_up_while_a_question_is_under_way(context: BrowserContext) -> None:
    with served(FakeService(delay_s=1)) as address, opened(context, address) as visit:
        again = visit.page.get_by_role("button", name="Start a new conversation")
        expect(again).to_be_hidden()
        expect(visit.send(WAIT)).to_contain_text("Searching")
        expect(again).to_be_hidden()
        expect(visit.page.locator("#log article")).to_contain_text("Sources")
        expect(again).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_words_can_be_read_and_nothing_is_cut_off(
    chromium: Browser, address: str, scheme: Any, width: int
) -> None:
    size = {"width": width, "height": 740}
    with visited(chromium, address, color_scheme=scheme, viewport=size) as visit:
        for question in (WAIT, "hostile", "What do they cost?", "Is it broken?"):
            visit.ask(question)
        assert visit.page.evaluate(CONTRASTS) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        visit.page.get_by_role("tab", name="Library").click()
        visit.page.get_by_role("button", name="Add documents").click()
        expect(visit.page.get_by_text("Drop File Here")).to_be_visible()
        assert visit.page.evaluate(CONTRASTS) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_has_its_language_title_and_headings(visit: Watched) -> None:
    visit.ask(WAIT)
    expect(visit.page).to_have_title("Commissioning assistant")
    assert visit.page.locator("html").get_attribute("lang") == "en-GB"
    levels = visit.page.evaluate(
        "Array.from(document.querySelectorAll('h1,h2,h3,h4')).filter(h => h.offsetParent).map(h => h.tagName)"
    )
    assert levels[:4] == ["H1", "H2", "H3", "H4"]
