"""Written answers in Debian's Chromium: switched on, growing, struck, copied, stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_support import Watched, browser, opened, served, tabs, visited
from fakes_ui import FakeService
from fakes_written import HOSTILE_SHOWN, KEPT, LAST, MODEL, REMARK, STRUCK, WritingService, written_answer
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from assistant.ui.copytext import copy_text

# Gradio leaves temporary files and event loops to the garbage collector, and uses an old setting of pandas.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

WAIT = "How long is the wait?"

CONTRASTS = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")

SELECT_ALL_AND_COPY = """() => {
  getSelection().selectAllChildren(document.querySelector("#log .log"));
  document.execCommand("copy");
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with tabs(chromium, permissions=["clipboard-read", "clipboard-write"]) as shared:
        yield shared


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(WritingService()) as url:
        yield url


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Watched]:
    """A page with a language model, switched to written answers."""
    with opened(context, address) as watched:
        switch_on(watched)
        yield watched
        assert watched.elsewhere() == []
        assert watched.dialogs == []
        assert watched.errors == []


@pytest.fixture
def paced(context: BrowserContext) -> Iterator[tuple[WritingService, Watched]]:
    """The same with a language model that waits for a word after each of its own."""
    service = WritingService(paced=True)
    with served(service) as url, opened(context, url) as watched:
        switch_on(watched)
        yield service, watched
        service.go.release(100)
        assert watched.errors == []


def choice(visit: Watched, name: str) -> Locator:
    return visit.page.get_by_role("radiogroup", name="Answers").get_by_role("radio", name=name)


def switch_on(visit: Watched) -> None:
    expect(choice(visit, "Written")).to_be_enabled()
    choice(visit, "Written").check()


def status(visit: Watched) -> Locator:
    return visit.page.locator("#log .status")


def test_without_a_language_model_the_switch_is_off_and_says_what_to_do(context: BrowserContext) -> None:
    with served(FakeService()) as url, opened(context, url) as visit:
        expect(visit.page.get_by_text("commissioning-assistant models fetch writer")).to_be_visible()
        expect(choice(visit, "Written")).to_be_disabled()
        expect(choice(visit, "Quoted")).to_be_checked()
        expect(visit.ask(WAIT)).to_contain_text("The median wait in Westmarch was 41 days")


def test_the_switch_begins_at_quoted_and_is_forgotten_with_the_session(
    context: BrowserContext, address: str
) -> None:
    with opened(context, address) as visit:
        expect(choice(visit, "Written")).to_be_enabled()
        expect(choice(visit, "Quoted")).to_be_checked()
        assert visit.ask(WAIT).locator(".byline").count() == 0
        switch_on(visit)
        expect(visit.ask(WAIT).locator(".byline").first).to_be_visible()
        expect(choice(visit, "Written")).to_be_checked()
        visit.page.reload()
        expect(choice(visit, "Quoted")).to_be_checked()


def test_the_switch_is_worked_from_the_keyboard(context: BrowserContext, address: str) -> None:
    with opened(context, address) as visit:
        expect(choice(visit, "Written")).to_be_enabled()
        choice(visit, "Quoted").focus()
        visit.page.keyboard.press("ArrowDown")
        expect(choice(visit, "Written")).to_be_checked()
        expect(visit.ask(WAIT).locator("del")).to_have_text(STRUCK.text)


def test_a_model_elsewhere_is_named_beside_the_switch_as_plain_words(context: BrowserContext) -> None:
    elsewhere = "<b>big</b> at **https://model.example**; questions and passages are sent there"
    with served(WritingService(model=elsewhere)) as url, opened(context, url) as visit:
        expect(visit.page.locator("#filters")).to_contain_text(f"Language model: {elsewhere}")
        assert visit.page.locator("#filters b, #filters strong, #filters a").count() == 0
        assert visit.elsewhere() == []


def test_a_written_answer_shows_what_was_kept_and_what_was_struck(visit: Watched) -> None:
    exchange = visit.ask(WAIT)
    expect(exchange.locator(".byline").first).to_have_text(
        f"Written by {MODEL} from the sources below; every sentence was checked against them. "
        "1 of 3 sentences was struck out."
    )
    struck = exchange.locator("del")
    expect(struck).to_have_text(STRUCK.text)
    assert "line-through" in struck.evaluate("element => getComputedStyle(element).textDecorationLine")
    expect(exchange.locator(".answer")).to_contain_text("[Struck out: 781 does not stand in the sources.]")
    expect(status(visit)).to_have_text("Answered with 2 sources. 1 of 3 sentences was struck out")
    exchange.get_by_role("link", name="[1] source: Occupational therapy waiting times").first.click()
    expect(exchange.locator("#x1-source-1")).to_be_focused()


def test_what_is_written_settles_where_it_stands(paced: tuple[WritingService, Watched]) -> None:
    service, visit = paced
    exchange = visit.send(WAIT)
    expect(exchange).to_contain_text("The language model is reading the sources")
    service.go.release()
    expect(exchange.locator(".answer .unchecked")).to_contain_text("Adults in Westmarch")
    expect(exchange.locator(".legend")).to_have_text("Being written, not yet checked")
    assert visit.page.evaluate(CONTRASTS) == []
    before = place(exchange.locator(".answer .unchecked bdi"))
    service.go.release()
    expect(exchange.locator(".answer")).to_contain_text(KEPT.text)
    assert place(exchange.locator(".answer bdi").first) == before
    expect(exchange.locator("a.marker")).to_have_count(0)
    service.go.release()
    expect(exchange.locator("del")).to_have_text(STRUCK.text)
    assert place(exchange.locator(".answer bdi").first) == before
    expect(status(visit)).to_have_text("Searching")
    service.go.release()
    expect(exchange.locator("a.marker").first).to_be_visible()
    assert place(exchange.locator(".answer bdi").first) == before
    expect(exchange.locator(".unchecked")).to_have_count(0)


def place(element: Locator) -> tuple[float, float]:
    """Where the words begin, in whole pixels of the window."""
    found = element.evaluate("element => element.getClientRects()[0].toJSON()")
    return round(found["left"]), round(found["top"])


def test_stopping_keeps_what_was_checked_and_the_question(paced: tuple[WritingService, Watched]) -> None:
    service, visit = paced
    stop = visit.page.get_by_role("button", name="Stop writing")
    expect(stop).to_be_hidden()
    exchange = visit.send(WAIT)
    service.go.release(2)
    expect(exchange.locator(".answer")).to_contain_text(KEPT.text)
    stop.focus()
    visit.page.keyboard.press("Enter")
    expect(exchange).to_contain_text("Stopped before the answer was finished.")
    expect(exchange.locator(".answer")).to_have_text(KEPT.text)
    expect(exchange.get_by_role("heading", name=WAIT)).to_be_visible()
    expect(visit.page.get_by_label("Your question")).to_have_value(WAIT)
    expect(visit.page.get_by_label("Your question")).to_be_focused()
    expect(status(visit)).to_have_text("Stopped")
    expect(stop).to_be_hidden()
    service.go.release(100)
    assert service.closed.wait(timeout=10)
    expect(visit.ask(WAIT).locator(".answer")).to_contain_text(LAST.text)


def test_a_model_that_says_nothing_is_stopped_at_once(paced: tuple[WritingService, Watched]) -> None:
    _, visit = paced
    exchange = visit.send(WAIT)
    expect(exchange).to_contain_text("The language model is reading the sources")
    visit.page.get_by_label("Your question").fill("And for children?")
    visit.page.get_by_role("button", name="Stop writing").click()
    expect(exchange).to_contain_text("Stopped before any sentence was checked.")
    expect(visit.page.get_by_label("Your question")).to_have_value("And for children?")
    choice(visit, "Quoted").check()
    expect(visit.ask(WAIT)).to_contain_text("The median wait in Westmarch was 41 days")


def test_closing_the_page_stops_the_model(context: BrowserContext) -> None:
    service = WritingService(paced=True)
    with served(service) as url:
        with opened(context, url) as visit:
            switch_on(visit)
            expect(visit.send(WAIT)).to_contain_text("The language model is reading the sources")
        service.go.release(1)
        for _ in range(3):
            if service.closed.wait(timeout=2):
                break
            service.go.release(1)
        assert service.closed.is_set()


def test_the_copy_and_a_selection_hold_what_was_kept_alone(visit: Watched) -> None:
    exchange = visit.ask(WAIT)
    exchange.get_by_role("button", name="Copy answer with its sources").click()
    expect(exchange.get_by_role("button", name="Copied")).to_be_visible()
    assert visit.page.evaluate("navigator.clipboard.readText()") == copy_text(written_answer(WAIT))
    visit.page.evaluate(SELECT_ALL_AND_COPY)
    selected = visit.page.evaluate("navigator.clipboard.readText()")
    assert KEPT.text in selected
    assert LAST.text in selected
    assert "781" not in selected


def test_a_struck_sentence_is_there_for_screen_readers(visit: Watched) -> None:
    told = visit.ask(WAIT).locator(".answer").aria_snapshot()
    assert "Struck out sentence:" in told
    assert STRUCK.text in told
    assert "781 does not stand in the sources." in told


def test_the_quoted_answer_shown_instead_says_why(visit: Watched) -> None:
    exchange = visit.ask("Will the wait be a remark?")
    expect(exchange.locator(".remark")).to_have_text(REMARK)
    expect(exchange.locator(".answer")).to_contain_text("The median wait in Westmarch was 41 days")


def test_an_error_of_the_model_is_one_calm_line(visit: Watched) -> None:
    exchange = visit.ask("Is the wait slow?")
    expect(exchange).to_contain_text("cannot be reached: start it, or correct llm.base_url.")
    expect(visit.page.get_by_label("Your question")).to_have_value("Is the wait slow?")


def test_markup_of_a_model_is_read_and_never_obeyed(visit: Watched) -> None:
    exchange = visit.ask("What did the hostile report say?")
    expect(exchange.locator("del")).to_have_text(HOSTILE_SHOWN)
    expect(exchange.locator(".answer")).to_contain_text("58 days")
    assert exchange.locator("img, script, b, strong, code, a[href*=example]").count() == 0
    assert exchange.locator(".answer a").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_written_words_can_be_read_and_nothing_is_cut_off(
    chromium: Browser, address: str, scheme: Any, width: int
) -> None:
    size = {"width": width, "height": 740}
    with visited(chromium, address, color_scheme=scheme, viewport=size) as visit:
        switch_on(visit)
        for question in (WAIT, "Will the wait be a remark?", "hostile"):
            visit.ask(question)
        assert visit.page.evaluate(CONTRASTS) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
