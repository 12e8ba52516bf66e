"""A day's work in a real browser over the sample papers: everybody does what is theirs and nothing else.

With PICTURES naming a folder, the pictures of the README are written there: `make pictures`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_support import Watched, browser
from fakes_web import account
from house_support import SAMPLE, findings, housed, signed_in
from playwright.sync_api import Browser, expect

from assistant.people.person import Role
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

CEILING = "What is the most that Averdale pays for one assessment and an hour of treatment?"
CLEARED = (Role.READER, Role.LIBRARIAN)
TABS = ("Ask", "Library", "FOI desk", "Benchmarks", "Record")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample papers, and one account for each role, called after it."""
    expect.set_options(timeout=30_000)
    with Library(Settings(home=tmp_path_factory.mktemp("whole"))) as library:
        ingest(library, [SAMPLE / "documents"])
        people = [account(role.value, role) for role in Role]
        cleared = [account(f"cleared.{role.value}", role, cleared_for=["exempt"]) for role in CLEARED]
        with housed(library, *people, *cleared) as served:
            yield served
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Watched]:
    with signed_in(chromium, address, "reader") as watched:
        yield watched
        assert watched.elsewhere() == []
        assert watched.dialogs == []
        assert watched.errors == []


def test_a_reader_asks_sees_the_page_and_takes_the_answer_along(reader: Watched, tmp_path: Path) -> None:
    page = reader.page
    exchange = reader.ask(CEILING)
    exchange.get_by_role("button", name="Open the page").first.click()
    panel = page.locator(".source-panel")
    expect(panel.get_by_role("status")).to_have_text("Page 2 of 2. The quotation is marked.")
    expect(panel.locator(".source-mark").first).to_be_visible()
    panel.get_by_role("button", name="Previous").click()
    expect(panel.get_by_role("status")).to_have_text("Page 1 of 2. The quotation stands on page 2.")
    with page.expect_download() as original:
        panel.get_by_role("link", name="Download original").click()
    assert original.value.suggested_filename == "FOI_2023_0417_Response.pdf"
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    with page.expect_download() as saved:
        exchange.get_by_role("link", name="Word").click()
    assert saved.value.suggested_filename.endswith(".docx")
    assert Path(saved.value.path()).read_bytes().startswith(b"PK")


def test_a_reader_sees_no_tab_of_others(reader: Watched) -> None:
    tabs = reader.page.get_by_role("tab")
    expect(tabs).to_have_count(2)
    assert tabs.all_inner_texts() == ["Ask", "Library"]
    expect(reader.page.get_by_text("Signed in as reader (reader)")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Add documents")).to_have_count(0)


def test_a_paper_held_back_answers_nobody_and_released_only_those_cleared_for_it(
    chromium: Browser, address: str
) -> None:
    """The tenders of Appendix 2B are exempt: quarantined, then released to those cleared for it."""
    question = "What return credit did Halden Care Logistics Ltd offer?"
    with signed_in(chromium, address, "cleared.librarian") as librarian:
        page = librarian.page
        before = librarian.ask(question).inner_text()
        page.get_by_role("tab", name="Library").click()
        page.get_by_label("Search the table").fill("Appendix_2B")
        page.locator("#lib-table").get_by_role("button", name="comparison of the tenders").click()
        page.get_by_label("Why it may be read").fill("needed for the evaluation of the tenders")
        page.get_by_role("button", name="Release the document", exact=True).click()
        expect(page.locator("#lib-said").get_by_role("status")).to_contain_text("now answer")
    assert "Appendix_2B.pdf" not in before
    with signed_in(chromium, address, "cleared.reader") as cleared:
        assert "Appendix_2B.pdf" in cleared.ask(question).inner_text()
    with signed_in(chromium, address, "reader") as watched:
        assert "Appendix_2B" not in watched.ask(question).inner_text()
        watched.page.get_by_role("tab", name="Library").click()
        watched.page.get_by_label("Search the table").fill("Appendix_2B")
        expect(watched.page.locator("#lib-told")).to_contain_text("No document fits")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_tab(chromium: Browser, address: str, scheme: str) -> None:
    with signed_in(chromium, address, "administrator", color_scheme=scheme) as watched:
        page = watched.page
        watched.ask(CEILING).get_by_role("button", name="Open the page").first.click()
        expect(page.locator(".source-mark").first).to_be_visible()
        assert findings(page) == []
        page.keyboard.press("Escape")
        watched.ask("Who won the cup in 2023?")
        for name in TABS:
            page.get_by_role("tab", name=name).click()
            page.wait_for_timeout(500)
            assert findings(page) == [], name


def test_the_sign_in_page_is_clean_for_axe(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    try:
        page.goto(address)
        assert findings(page) == []
    finally:
        page.close()


def test_the_pictures_of_the_readme_are_made(chromium: Browser, address: str, tmp_path: Path) -> None:
    folder = Path(os.environ.get("PICTURES") or tmp_path)
    look = {"viewport": {"width": 1400, "height": 900}}
    with signed_in(chromium, address, "administrator", **look) as watched:
        page = watched.page
        watched.ask(CEILING).get_by_role("button", name="Open the page").first.click()
        expect(page.locator(".source-mark").first).to_be_visible()
        page.wait_for_timeout(1000)
        page.screenshot(path=folder / "source.png")
        page.keyboard.press("Escape")
        page.get_by_role("tab", name="Library").click()
        expect(page.locator("#lib-table tbody tr").first).to_be_visible()
        page.screenshot(path=folder / "library.png")
    assert all((folder / name).stat().st_size > 20_000 for name in ("source.png", "library.png"))
