"""The panel that shows a source, in Debian's Chromium: from a card to the page and back to the card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from browser_support import Watched, browser, tabs, watch
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, Locator, expect
from source_builders import Here, lines, pdf, shelve

from assistant.answer import Citation
from assistant.rooms import Rooms
from assistant.ui.render import card
from assistant.ui.theme import LIGHT, variables
from assistant.web.app import OpenDoor
from assistant.web.serving import Serving
from assistant.web.source import source_routes
from ingest.library import Library
from ingest.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AGREED = "The council agreed the plan."
SCRIPTS = ("source_place.js", "source_view.js", "source.js")
RUNS_ON = "The grant ends when the money is spent."
HOSTILE = "Paid <img src=x onerror=alert(1)> in May."


@dataclass
class Shelf:
    """A library behind a page that holds a card for each of its quotations."""

    library: Library
    folder: Path
    address: str


def cited(marker: int, document: str, quote: str, page: int | None, end: int | None = None) -> Citation:
    return Citation(
        marker=marker,
        document_id=document,
        passage_id="p",
        source=f"{document}.pdf",
        title="Home support",
        kind="committee-report",
        page=page,
        page_end=end,
        quote=quote,
    )


CARDS = (
    cited(1, "plan", AGREED, 1),
    cited(2, "plan", RUNS_ON, 2, 3),
    cited(3, "letter", HOSTILE, None),
    cited(4, "gone", AGREED, 1),
    cited(5, "changed", AGREED, 1),
)


def page_of(cards: tuple[Citation, ...]) -> str:
    own = files("assistant.ui")
    script = "".join(own.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)
    sheet = variables() + "".join(
        own.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "source.css")
    )
    shown = "".join(card(1, each, None) for each in cards)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta name="viewport" content="width=device-width">'
        f'<title>Cards</title><link rel="icon" href="data:,"><style>{sheet}</style>'
        f"<script>{script}</script></head>"
        f'<body><div class="gradio-container"><main id="question"><h1>Cards</h1>'
        f'<textarea aria-label="Your question"></textarea><a class="marker" href="#x1-source-2">[2]</a>'
        f'<ol class="cards">{shown}</ol></main></div></body></html>'
    )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("shelf")
    pages = (
        lines("Home support", AGREED),
        lines("The grant ends when the"),
        lines("money is spent. It stops."),
    )
    with Library(Settings(home=folder / "home")) as library:
        shelve(library, pdf(folder / "plan.pdf", *pages), "plan")
        shelve(library, pdf(folder / "changed.pdf", *pages), "changed")
        (folder / "changed.pdf").write_bytes(b"%PDF-1.7 another")
        (folder / "letter.txt").write_text(f"Dear officer,\n\n{HOSTILE}\n", encoding="utf-8")
        shelve(library, folder / "letter.txt", "letter")
        app = FastAPI()
        app.include_router(source_routes(Rooms(library), Here()))
        app.add_api_route("/", lambda: HTMLResponse(page_of(CARDS)))
        serving = Serving(OpenDoor(app), "127.0.0.1", 0)
        yield Shelf(library, folder, serving.address)
        serving.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def visit(chromium: Browser, shelf: Shelf, request: pytest.FixtureRequest) -> Iterator[Watched]:
    options = getattr(request, "param", {"viewport": {"width": 1400, "height": 900}})
    with tabs(chromium, permissions=["clipboard-read", "clipboard-write"], **options) as context:
        watched = watch(context.new_page())
        watched.page.goto(shelf.address)
        yield watched


narrow = pytest.mark.parametrize("visit", [{"viewport": {"width": 390, "height": 844}}], indirect=True)


def opener(visit: Watched, marker: int) -> Locator:
    return visit.page.locator("button.open-source").nth(marker - 1)


def panel(visit: Watched) -> Locator:
    return visit.page.locator("#source-panel")


def status(visit: Watched, words: str) -> None:
    expect(panel(visit).get_by_role("status")).to_have_text(words)


def drawn(visit: Watched) -> Locator:
    picture = panel(visit).locator(".source-image")
    expect(picture).to_be_visible()
    return picture


def button(visit: Watched, name: str) -> Locator:
    return panel(visit).get_by_role("button", name=name, exact=True)


def test_a_card_opens_its_page_and_escape_leads_back(visit: Watched) -> None:
    opener(visit, 1).focus()
    visit.page.keyboard.press("Enter")
    status(visit, "Page 1 of 3. The quotation is marked.")
    expect(visit.page.locator("#source-title")).to_be_focused()
    expect(panel(visit)).to_have_role("complementary")
    expect(panel(visit).get_by_text(f"Quotation: {AGREED}")).to_have_count(1)
    picture, mark = drawn(visit).bounding_box(), panel(visit).locator(".source-mark").bounding_box()
    assert picture
    assert mark
    assert (mark["x"] - picture["x"]) / picture["width"] == pytest.approx(60 / 595, abs=0.01)
    assert (mark["y"] - picture["y"]) / picture["height"] == pytest.approx((842 - 776) / 842, abs=0.02)
    visit.page.keyboard.press("Escape")
    expect(panel(visit)).to_be_hidden()
    expect(opener(visit, 1)).to_be_focused()
    assert visit.errors == []


def test_room_is_kept_for_the_page_before_it_is_drawn(visit: Watched) -> None:
    visit.page.route("**/page/*.png*", lambda route: route.abort())
    opener(visit, 1).click()
    expect(panel(visit).get_by_role("alert")).to_contain_text("The words of the page are below.")
    expect(panel(visit).locator(".source-words")).to_have_attribute("open", "")
    expect(panel(visit).locator(".source-text mark")).to_have_text(AGREED)
    visit.page.unroute("**/page/*.png*")
    visit.page.route("**/page/*.png*", lambda _route: None)
    opener(visit, 2).click()
    box = panel(visit).locator(".source-sheet").bounding_box()
    assert box
    assert box["height"] / box["width"] == pytest.approx(842 / 595, abs=0.01)


def test_pages_are_turned_and_the_quotation_found_again(visit: Watched) -> None:
    opener(visit, 2).click()
    status(visit, "Page 2 of 3. The quotation is marked, and goes on on page 3.")
    button(visit, "Next").click()
    status(visit, "Page 3 of 3. The quotation is marked.")
    expect(button(visit, "Next")).to_be_disabled()
    button(visit, "Previous").click()
    status(visit, "Page 2 of 3. The quotation is marked, and goes on on page 3.")
    button(visit, "Previous").press("Enter")
    status(visit, "Page 1 of 3. The quotation stands on page 2.")
    button(visit, "Back to the quotation (page 2)").click()
    status(visit, "Page 2 of 3. The quotation is marked, and goes on on page 3.")
    assert visit.errors == []


def test_a_page_is_made_larger_and_drawn_finer(visit: Watched) -> None:
    opener(visit, 1).click()
    before = drawn(visit).bounding_box()
    assert before
    for _ in range(3):
        button(visit, "Larger").click()
    status(visit, "200 per cent of the width")
    after = drawn(visit).bounding_box()
    assert after
    assert after["width"] == pytest.approx(2 * before["width"], rel=0.01)
    visit.page.wait_for_function("document.querySelector('.source-image').naturalWidth >= 1180")
    scales = re.findall(r"scale=([\d.]+)", " ".join(visit.requested))
    assert float(scales[-1]) > float(scales[0])
    button(visit, "Fit width").click()
    expect(button(visit, "Smaller")).to_be_disabled()


def test_a_link_opens_the_same_place_and_tells_the_server_nothing(visit: Watched, shelf: Shelf) -> None:
    opener(visit, 2).click()
    status(visit, "Page 2 of 3. The quotation is marked, and goes on on page 3.")
    button(visit, "Next").click()
    status(visit, "Page 3 of 3. The quotation is marked.")
    button(visit, "Copy link to this place").click()
    status(visit, "The link is copied. It opens for who may see this document.")
    link = str(visit.page.evaluate("navigator.clipboard.readText()"))
    assert link.startswith(f"{shelf.address}#source=plan&")
    other = watch(visit.page.context.new_page())
    other.page.goto(link)
    status(other, "Page 3 of 3. The quotation is marked.")
    expect(other.page.locator("#source-title")).to_be_focused()
    assert [url for url in other.requested if "grant" in url.partition("#")[0]] == []
    other.page.keyboard.press("Escape")
    assert other.page.url == shelf.address


def test_a_marker_turns_an_open_panel_and_keeps_the_focus(visit: Watched) -> None:
    opener(visit, 1).click()
    status(visit, "Page 1 of 3. The quotation is marked.")
    visit.page.locator("a.marker").press("Enter")
    status(visit, "Page 2 of 3. The quotation is marked, and goes on on page 3.")
    expect(visit.page.locator("#source-title")).not_to_be_focused()


def test_a_click_on_a_marker_opens_the_page_and_a_key_leads_to_the_card_alone(visit: Watched) -> None:
    visit.page.locator("a.marker").press("Enter")
    expect(panel(visit)).to_have_count(0)
    visit.page.locator("a.marker").click()
    status(visit, "Page 2 of 3. The quotation is marked, and goes on on page 3.")
    expect(visit.page.locator("#source-title")).not_to_be_focused()


def test_escape_in_the_question_is_the_questions_own(visit: Watched) -> None:
    opener(visit, 1).click()
    visit.page.get_by_label("Your question").press("Escape")
    expect(panel(visit)).to_be_visible()


@narrow
def test_on_a_small_screen_the_panel_covers_the_page(visit: Watched) -> None:
    opener(visit, 1).click()
    drawn(visit)
    expect(panel(visit)).to_have_role("dialog")
    expect(panel(visit)).to_have_attribute("aria-modal", "true")
    box = panel(visit).bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert visit.page.evaluate("document.querySelector('.gradio-container').inert") is True
    button(visit, "Close").click()
    assert visit.page.evaluate("document.querySelector('.gradio-container').inert") is False
    expect(opener(visit, 1)).to_be_focused()


def test_words_of_a_document_are_never_markup(visit: Watched) -> None:
    opener(visit, 3).click()
    status(visit, "The whole text. The quotation is marked.")
    expect(panel(visit).locator(".source-text mark")).to_have_text(HOSTILE)
    expect(panel(visit).locator(".source-zoom")).to_be_hidden()
    assert visit.dialogs == []
    assert panel(visit).locator("img").count() == 0


def test_a_document_that_is_gone_says_so_and_can_be_tried_again(visit: Watched, shelf: Shelf) -> None:
    opener(visit, 4).click()
    expect(panel(visit).get_by_role("alert")).to_have_text(
        "There is no such document in the library, or it is not open to you."
    )
    expect(button(visit, "Next")).to_be_disabled()
    shelve(shelf.library, pdf(shelf.folder / "gone.pdf", lines("", AGREED)), "gone")
    button(visit, "Try again").click()
    status(visit, "Page 1 of 1. The quotation is marked.")


def test_a_file_that_changed_is_shown_in_stored_words(visit: Watched) -> None:
    opener(visit, 5).click()
    expect(panel(visit).locator(".source-remark")).to_have_text(
        "The file has changed since it was taken into the library. "
        "Shown here are its words as the library keeps them."
    )
    expect(panel(visit).locator(".source-text mark")).to_have_text(AGREED)
    expect(panel(visit).get_by_text("Download original")).to_be_hidden()
    button(visit, "Next").click()
    status(visit, "Page 2 of 3. The quotation stands on page 1.")


def test_the_original_is_downloaded_under_its_name(visit: Watched, shelf: Shelf) -> None:
    opener(visit, 1).click()
    with visit.page.expect_download() as download:
        panel(visit).get_by_role("link", name="Download original").click()
    assert download.value.suggested_filename == "plan.pdf"
    assert Path(download.value.path()).read_bytes() == (shelf.folder / "plan.pdf").read_bytes()


def test_paper_is_marked_in_the_colour_of_the_light_page() -> None:
    sheet = files("assistant.ui").joinpath("source.css").read_text(encoding="utf-8")
    assert f"--source-marked: {LIGHT['marked']};" in sheet
    assert f"--source-edge: {LIGHT['caution_edge']};" in sheet
