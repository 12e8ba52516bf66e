"""The whole way in a real browser: papers taken in, a question asked, its citation opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_support import Watched, browser, served, visited
from playwright.sync_api import expect

from assistant.people.person import LOCAL
from assistant.service import LibraryService
from assistant.shelf import Shelf
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import Settings

LORRIES = "How many lorries does the depot at Eastwold lease?"
PAPERS = Path(__file__).resolve().parents[1] / "eval" / "sample" / "documents" / "averdale"

# Gradio leaves temporary files and event loops to the garbage collector, and uses an old setting of pandas.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """The page over the papers of one council, open in a browser."""
    expect.set_options(timeout=30_000)
    with browser() as chromium, Library(Settings(home=tmp_path_factory.mktemp("page"))) as library:
        ingest(library, [PAPERS])
        shelf = Shelf(library, library, LOCAL)
        serving = served(LibraryService(library), shelf=lambda _: shelf)
        with serving as address, visited(chromium, address) as watched:
            yield watched
            assert watched.elsewhere() == []
            assert watched.dialogs == []
    expect.set_options(timeout=5_000)


def test_a_question_leads_to_the_words_on_their_page(visit: Watched) -> None:
    exchange = visit.ask("What is the most that Averdale pays for one assessment and an hour of treatment?")
    expect(exchange.locator(".answer")).to_contain_text("£385 for an assessment")
    card = exchange.locator("article, section, li").filter(has_text="FOI_2023_0417_Response.pdf").first
    expect(card).to_contain_text("Averdale County Council")
    expect(card).to_contain_text("14 March 2023")
    expect(card).to_contain_text("Page 2")
    expect(card.locator("mark").first).to_contain_text("£385 for an assessment")


def test_an_off_topic_question_is_refused_without_saying_not_held(visit: Watched) -> None:
    exchange = visit.ask("Who won the FA Cup in 2023?")
    expect(exchange).to_contain_text("Not found in these documents")
    expect(exchange).not_to_contain_text("not held")


def test_an_uploaded_paper_answers_and_shows_its_markup_as_text(visit: Watched, tmp_path: Path) -> None:
    paper = tmp_path / "depot.txt"
    paper.write_text(
        "Averdale County Council\n\nThe depot at Eastwold leases 29 lorries "
        "<script>alert('x')</script> **until** June 2028.\n",
        encoding="utf-8",
    )
    visit.page.get_by_role("tab", name="Library").click()
    visit.page.get_by_role("button", name="Add documents").click()
    visit.page.locator("#lib-files input[type=file]").set_input_files(str(paper))
    expect(visit.page.locator("#lib-chosen")).to_contain_text("1 file chosen.")
    visit.page.get_by_role("button", name="Add to the library").click()
    expect(visit.page.locator("#lib-report")).to_contain_text("Added")
    visit.page.get_by_role("tab", name="Ask").click()
    exchange = visit.ask(LORRIES)
    expect(exchange.locator(".answer")).to_contain_text("29 lorries <script>alert('x')</script>")


def test_a_removed_paper_answers_no_more(visit: Watched) -> None:
    visit.page.get_by_role("tab", name="Library").click()
    visit.page.get_by_label("Search the table").fill("depot.txt")
    expect(visit.page.locator("#lib-told")).to_contain_text("1 document")
    visit.page.locator("#lib-table .pick").click()
    visit.page.get_by_role("button", name="Remove the document").click()
    visit.page.locator("#lib-yes").click()
    expect(visit.page.locator("#lib-said")).to_contain_text("nothing of it answers or is kept here")
    visit.page.get_by_role("tab", name="Ask").click()
    assert "29 lorries" not in visit.ask(LORRIES).inner_text()
