"""The FOI desk's tab in Debian's Chromium: from a pasted request to a letter that its gates let out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser_support import Watched, browser, opened, served, tabs, visited
from fakes_foi import HOSTILE, LETTER, FakeDesk
from fakes_ui import FakeService
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

# Gradio leaves temporary files and event loops to the garbage collector, and uses an old setting of pandas.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

SHORT = "1. How many children are waiting?\n2. What does the therapy cost?\n"
CONTRASTS = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
HEADINGS = """Array.from(document.querySelectorAll('h1,h2,h3,h4'))
  .filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1]))"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with tabs(chromium) as shared:
        yield shared


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def visit(context: BrowserContext, desk: FakeDesk) -> Iterator[Watched]:
    with served(FakeService(), desk) as address, opened(context, address) as watched:
        watched.page.get_by_role("tab", name="FOI desk").click()
        yield watched
        assert watched.elsewhere() == []
        assert watched.dialogs == []
        assert watched.errors == []


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def said(page: Page, words: str) -> None:
    """The tab's live region says so."""
    expect(page.locator("#foi-said").get_by_role("status")).to_have_text(words)


def read(page: Page, letter: str = LETTER) -> Locator:
    """Paste a letter and read it; the table of its questions."""
    page.get_by_label("Request letter").fill(letter)
    press(page, "Read the request")
    table = page.locator("#foi-questions table")
    table.wait_for()
    return table


def match(page: Page) -> Locator:
    """Match the questions; the coverage table."""
    press(page, "Match the questions")
    table = page.locator("#foi-rows table")
    table.wait_for()
    return table


def unfold(page: Page, name: str) -> None:
    """Open one of the accordions."""
    page.get_by_role("button", name=name).click()


def choose(page: Page, label: str, words: str) -> None:
    """One of the choices of a field."""
    page.get_by_label(label).click()
    page.get_by_role("option", name=words, exact=True).click()


def dispose(page: Page, words: str) -> None:
    choose(page, "What the response does", words)


def record_search(page: Page, found: str) -> None:
    page.get_by_label("System searched").fill("Case management system")
    page.get_by_label("Day of the search").fill("1 March 2024")
    page.get_by_label("Post that searched").fill("Team manager")
    choose(page, "The information was", found)
    press(page, "Record the search")


def test_a_request_becomes_a_letter_and_the_case_is_reopened_and_deleted(
    visit: Watched, desk: FakeDesk, tmp_path: Path
) -> None:
    page = visit.page
    read(page, SHORT)
    page.get_by_label("Received", exact=True).fill("20 February 2024")
    page.get_by_label("Our reference").fill("FOI 2024/7")
    rows = match(page)
    expect(rows.locator("tbody tr")).to_have_count(2)
    expect(rows).to_contain_text("Answered before")
    expect(page.locator("#foi-clock")).to_contain_text("Due 20 March 2024")

    press(page, "Accept the draft")
    said(page, "Question 1: draft accepted.")
    dispose(page, "Disclosed")
    said(page, "Question 1: disposition recorded.")
    press(page, "Make the final letter")
    expect(page.locator("#foi-said")).to_contain_text("The response cannot be made yet: Question 2 has no")
    gates = page.locator("#foi-gates")
    expect(gates.locator("li.blocked")).to_have_count(3)

    unfold(page, "Search record")
    record_search(page, "Found")
    said(page, "Question 1: search recorded.")
    gates.get_by_role("button", name="Question 2").first.click()
    expect(page.locator("#foi-row-question h3")).to_be_focused()
    expect(page.get_by_label("System searched")).to_have_value("")
    page.get_by_label("Answer for the letter").fill("We do not hold a figure for the cost.")
    press(page, "Save my words")
    said(page, "Question 2: your words are saved.")
    dispose(page, "Not held")
    record_search(page, "Not found")
    expect(gates).to_contain_text("All gates are passed.")

    press(page, "Make the final letter")
    made = page.locator("#foi-made")
    expect(made).to_contain_text("final")
    with page.expect_download() as download:
        made.get_by_role("link").first.click()
    download.value.save_as(tmp_path / "letter")
    assert (tmp_path / "letter").read_bytes() == b"final FOI 2024/7"

    press(page, "All cases")
    page.get_by_role("button", name="Open case FOI 2024/7").click()
    expect(page.get_by_label("Answer for the letter")).to_have_value(desk.kept["c1"].rows[0].answer)
    expect(page.locator("#foi-gates")).to_contain_text("All gates are passed.")
    press(page, "All cases")
    page.get_by_role("button", name="Delete case FOI 2024/7").click()
    expect(page.get_by_role("alert")).to_contain_text("Delete case FOI 2024/7 for good?")
    assert desk.kept
    press(page, "Delete for good")
    expect(page.get_by_text("No cases yet.")).to_be_visible()
    assert desk.kept == {}


def test_a_refusal_keeps_its_reasons_and_personal_data_is_decided(visit: Watched, desk: FakeDesk) -> None:
    page = visit.page
    read(page, SHORT)
    match(page)
    unfold(page, "Sections relied on")
    page.get_by_label("Section", exact=True).fill("s.43(2)")
    page.get_by_label("Why it applies").fill("The tender is live.")
    press(page, "Record the section")
    said(page, "Question 1: section recorded.")
    gates = page.locator("#foi-gates li.blocked")
    expect(gates.filter(has_text="The public interest is weighed")).to_contain_text("which is qualified")
    press(page, "Next question")
    expect(page.locator("#foi-row-question h3")).to_have_text("Question 2")
    expect(page.get_by_label("Why it applies")).to_have_value("")
    page.get_by_label("Answer for the letter").fill("Write to resident@example.org.")
    press(page, "Save my words")
    expect(gates.filter(has_text="Personal data is decided on")).to_contain_text("e-mail address")
    unfold(page, "Personal data")
    choose(page, "Decision", "They stay")
    page.locator("#foi-personal").get_by_label("Why", exact=True).fill("It is public.")
    press(page, "Record the decision")
    said(page, "The decision on personal data is recorded.")
    expect(gates.filter(has_text="Personal data is decided on")).to_have_count(0)
    assert desk.kept["c1"].personal_data[0].keep
    press(page, "Previous question")
    expect(page.get_by_label("Why it applies")).to_have_value("The tender is live.")


def test_questions_are_corrected_before_they_are_matched(visit: Watched, desk: FakeDesk) -> None:
    page = visit.page
    table = read(page)
    box = page.get_by_label("Words of the question")
    box.fill("How many wait? 😀 And since when?")
    box.press("End")
    for _ in range(len("And since when?")):
        box.press("ArrowLeft")
    press(page, "Split at the cursor")
    expect(table.locator("tbody tr")).to_have_count(5)
    expect(table.locator("tbody tr").nth(1)).to_contain_text("And since when?")
    expect(box).to_have_value("How many wait? 😀")
    table.locator(".pick").nth(4).click()
    expect(box).to_have_value("How long is the wait?")
    press(page, "Delete the question")
    expect(table.locator("tbody tr")).to_have_count(4)
    table.locator(".pick").nth(2).click()
    expect(box).to_have_value("What does the therapy cost?")
    press(page, "Merge with the one above")
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(box).to_have_value("And since when? What does the therapy cost?")
    rows = match(page)
    expect(rows.locator("tbody tr")).to_have_count(3)
    assert [row.question.text for row in desk.kept["c1"].rows][:2] == [
        "How many wait? 😀",
        "And since when? What does the therapy cost?",
    ]


def test_rows_are_chosen_with_the_keyboard_and_typed_words_wait(visit: Watched) -> None:
    page = visit.page
    read(page)
    rows = match(page)
    page.get_by_label("Answer for the letter").fill("430, not yet saved")
    rows.locator('[aria-current="true"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    heading = page.locator("#foi-row-question h3")
    expect(heading).to_have_text("Question 2")
    expect(heading).to_be_focused()
    expect(page.locator('#foi-letter [data-asked="q2"]')).to_have_class("chosen")
    press(page, "Previous question")
    expect(page.get_by_label("Answer for the letter")).to_have_value("430, not yet saved")
    expect(page.locator("#foi-row-question")).to_contain_text("not saved yet")


def test_a_number_in_the_draft_leads_to_its_card_though_that_is_folded_away(visit: Watched) -> None:
    page = visit.page
    read(page)
    match(page)
    second = page.locator("#foi-found details.candidate").nth(1)
    expect(second.locator(".card")).to_be_hidden()
    page.get_by_role("link", name="[2] source").click()
    expect(second.locator(".card")).to_be_focused()


def test_the_chat_goes_on_while_a_case_is_matched(context: BrowserContext) -> None:
    slow = FakeDesk(delay_s=1)
    with served(FakeService(), slow) as address, opened(context, address) as visit:
        page = visit.page
        page.get_by_role("tab", name="FOI desk").click()
        read(page)
        press(page, "Match the questions")
        expect(page.locator("#foi-progress")).to_contain_text("of 4 questions")
        expect(page.get_by_role("progressbar", name="Questions matched")).to_be_visible()
        page.get_by_role("tab", name="Ask").click()
        expect(visit.ask("How long is the wait?")).to_contain_text("41 days")
        assert slow.kept == {}
        page.get_by_role("tab", name="FOI desk").click()
        expect(page.locator("#foi-rows tbody tr")).to_have_count(4)


def test_a_file_is_read_and_contact_details_are_folded_away(visit: Watched, tmp_path: Path) -> None:
    letter = tmp_path / "<img src=x onerror=alert(9)>.txt"
    letter.write_text(LETTER)
    page = visit.page
    page.locator("#foi-file input[type=file]").set_input_files(letter)
    expect(page.locator("#foi-file")).to_contain_text("<img src=x onerror=alert(9)>")
    press(page, "Read the request")
    expect(page.locator("#foi-questions tbody tr")).to_have_count(4)
    contact_is_folded(page.locator("#foi-reading"))
    match(page)
    contact_is_folded(page.locator("#foi-case"))
    assert page.locator("#foi-letter img, #foi-rows img, #foi-file img").count() == 0
    expect(page.locator("#foi-rows")).to_contain_text(HOSTILE)


def contact_is_folded(view: Locator) -> None:
    """The address is there for who unfolds it, and nowhere else; in the letter it is covered."""
    expect(view.get_by_text("Contact details of the requester")).to_be_visible()
    expect(view.get_by_text("resident@example.org")).to_have_count(1)
    expect(view.get_by_text("resident@example.org")).to_be_hidden()
    expect(view.locator(".covered").first).to_be_attached()


def test_what_goes_wrong_is_one_line_and_nothing_is_lost(visit: Watched) -> None:
    page = visit.page
    press(page, "Read the request")
    said(page, "The letter is empty: paste its words, or give a file.")
    read(page, "1. Is it broken?\n")
    press(page, "Match the questions")
    said(page, "The catalogue is locked: wait for the ingest to finish, then match again.")
    expect(page.get_by_role("button", name="Match the questions")).to_be_enabled()
    expect(page.locator("#foi-questions tbody tr")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_words_can_be_read_and_nothing_is_cut_off(chromium: Browser, scheme: Any, width: int) -> None:
    size = {"width": width, "height": 740}
    with (
        served(FakeService(), FakeDesk()) as address,
        visited(chromium, address, color_scheme=scheme, viewport=size) as visit,
    ):
        page = visit.page
        page.get_by_role("tab", name="FOI desk").click()
        for step in (lambda: None, lambda: read(page), lambda: match(page)):
            step()
            well_made(page, width)
        for fold in ("Record what moves the clock", "Search record", "Sections relied on", "Personal data"):
            unfold(page, fold)
        press(page, "Make the final letter")
        expect(page.locator("#foi-said")).to_contain_text("cannot be made yet")
        well_made(page, width)


def well_made(page: Page, width: int) -> None:
    """Words can be read, nothing is cut off, and headings go down by one."""
    expect(page.locator(".pending, .generating")).to_have_count(0)
    assert page.evaluate(CONTRASTS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
