"""The Documents tab in Debian's Chromium: adding files, how far it is, what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_support import Watched, browser, opened, served, tabs
from fakes_ui import FakeService
from playwright.sync_api import BrowserContext, Locator, expect

# Gradio leaves temporary files and event loops to the garbage collector, and uses an old setting of pandas.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    with browser() as chromium, tabs(chromium) as shared:
        yield shared


def add(visit: Watched, folder: Path) -> Locator:
    """Choose every file of a folder and add them; the place where the results appear."""
    visit.page.get_by_role("tab", name="Documents").click()
    paths = sorted(folder.iterdir())
    visit.page.locator("#files input[type=file]").set_input_files(paths)
    expect(visit.page.locator("#files")).to_contain_text(paths[-1].stem)
    visit.page.get_by_role("button", name="Add to the catalogue").click()
    return visit.page.locator("#results")


def test_uploaded_files_are_told_one_by_one_and_the_filters_follow(
    context: BrowserContext, tmp_path: Path
) -> None:
    (tmp_path / "minutes <i>of May.txt").write_text("The panel met.")
    (tmp_path / "damaged.csv").write_text("broken")
    service = FakeService(documents=4)
    with served(service) as address, opened(context, address) as visit:
        results = add(visit, tmp_path)
        expect(results).to_contain_text("2 files: 1 added, 1 could not be read.")
        expect(results).to_contain_text("The file is damaged: <b>open it</b>, save it again")
        expect(results.locator("table")).to_be_in_viewport()
        expect(visit.page.get_by_role("row", name="Policy 4")).to_be_visible()
        visit.page.get_by_role("tab", name="Ask").click()
        visit.page.get_by_label("Kind of document").click()
        expect(visit.page.get_by_role("option", name="Policy (4 documents)")).to_be_visible()
    assert [path.suffix for path in service.ingested] == [".csv", ".txt"]


def test_markup_in_a_file_name_is_read_and_never_obeyed(context: BrowserContext, tmp_path: Path) -> None:
    (tmp_path / "<img src=x onerror=alert(9)>.exe").write_text("tool")
    (tmp_path / "<img src=x onerror=alert(9)>.txt").write_text("words")
    with served(FakeService()) as address, opened(context, address) as visit:
        results = add(visit, tmp_path)
        expect(results).to_contain_text("2 files: 1 added, 1 could not be read.")
        assert visit.page.locator("#files img, #results img, .toast-body img").count() == 0
        assert visit.dialogs == []
        assert not [url for url in visit.requested if url.endswith("/x")]


def test_an_upload_shows_how_far_it_is(context: BrowserContext, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("words")
    with served(FakeService(delay_s=1)) as address, opened(context, address) as visit:
        results = add(visit, tmp_path)
        expect(results).to_contain_text("2 of 2: two.txt")
        expect(results).to_contain_text("2 files: 2 added.")


def test_adding_nothing_is_told(context: BrowserContext) -> None:
    with served(FakeService()) as address, opened(context, address) as visit:
        visit.page.get_by_role("tab", name="Documents").click()
        visit.page.get_by_role("button", name="Add to the catalogue").click()
        expect(visit.page.locator("#results")).to_contain_text("Choose one or more files first.")


def test_an_empty_catalogue_says_what_to_do(context: BrowserContext) -> None:
    with served(FakeService(documents=0)) as address, opened(context, address) as visit:
        expect(visit.page.get_by_role("heading", name="There are no documents yet")).to_be_visible()
        expect(visit.page.get_by_text("commissioning-assistant ingest FOLDER")).to_be_visible()
        expect(visit.page.get_by_text("Try asking:")).to_be_hidden()
