"""The report's page in a real browser, opened from the disk as a reader opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from browser_support import Watched, browser, tabs, watch
from playwright.sync_api import Browser, Locator, expect
from pypdf import PdfReader
from report_runs import HOSTILE, write_hostile_run, write_judged, write_run
from report_runs_long import write_long_run

from eval.report import write_report
from eval.results import GoldError, Violation

pytestmark = pytest.mark.browser

CONTRASTS = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    violation = Violation(case="q-wait", rule="invalid-quotation", detail="wait.pdf, page 2")
    error = GoldError(case="q-rate", document="Rates_2022", page=3, problem="there is no page 3")
    run = tmp_path_factory.mktemp("run")
    folder = write_run(run, violations=(violation,), gold_errors=(error,))
    write_judged(folder)
    return write_report(folder).html.as_uri()


@contextmanager
def read(chromium: Browser, address: str, **options: Any) -> Iterator[Watched]:
    """The page in a tab of its own; nothing may go wrong in it, and nothing be fetched from elsewhere."""
    with tabs(chromium, **options) as context:
        watched = watch(context.new_page())
        watched.page.goto(address)
        yield watched
        assert watched.errors == []
        assert watched.dialogs == []
        plain = address.partition("#")[0]
        assert {url.partition("#")[0] for url in watched.requested if not url.startswith("data:")} == {plain}


@pytest.fixture
def report(chromium: Browser, address: str) -> Iterator[Watched]:
    with read(chromium, address) as watched:
        yield watched


def shown(report: Watched) -> Locator:
    return report.page.locator("article.question:not([hidden]) h3")


WAIT, RATE, LUNCH = (
    "How long is the wait?",
    "What is the most that is paid for an hour?",
    "What did the mayor have for lunch?",
)


def test_all_questions_are_shown_folded_at_first(report: Watched) -> None:
    expect(shown(report)).to_have_text([WAIT, RATE, LUNCH])
    expect(report.page.get_by_role("status")).to_have_text("3 of 3 questions shown")
    expect(report.page.get_by_text("The median wait was 41 days. [1]")).to_be_hidden()
    report.page.get_by_text("Answer and evidence of q-wait").click()
    expect(report.page.get_by_text("The median wait was 41 days. [1]")).to_be_visible()


@pytest.mark.parametrize(
    ("label", "choice", "expected"),
    [
        ("Verdict", "Retrieved, not cited (1)", [RATE]),
        ("Kind of question", "figure (2)", [WAIT, RATE]),
        ("Citation outcome", "Exact (1)", [WAIT]),
        ("Authority", "No authority (1)", [LUNCH]),
    ],
)
def test_questions_are_filtered_by_choice(
    report: Watched, label: str, choice: str, expected: list[str]
) -> None:
    report.page.get_by_label(label, exact=True).select_option(label=choice)
    expect(shown(report)).to_have_text(expected)
    expect(report.page.get_by_role("status")).to_have_text(f"{len(expected)} of 3 questions shown")


def test_questions_are_filtered_by_words_anywhere_in_them(report: Watched) -> None:
    words = report.page.get_by_label("Words in the question, the answer or the evidence")
    words.fill("  £385 for an\nASSESSMENT ")
    expect(shown(report)).to_have_text([RATE])
    words.fill("nowhere")
    expect(shown(report)).to_have_count(0)
    expect(report.page.get_by_role("status")).to_have_text("0 of 3 questions shown")
    report.page.get_by_role("button", name="Clear the filters").click()
    expect(shown(report)).to_have_count(3)
    expect(words).to_have_value("")


def test_only_failures_narrow_further(report: Watched) -> None:
    report.page.get_by_label("Only failures").check()
    expect(shown(report)).to_have_text([RATE])
    report.page.get_by_label("Verdict", exact=True).select_option(label="Right (1)")
    expect(shown(report)).to_have_count(0)


def test_a_link_opens_the_same_view(chromium: Browser, report: Watched) -> None:
    report.page.get_by_label("Kind of question", exact=True).select_option("figure")
    report.page.get_by_label("Words in the question, the answer or the evidence").fill("41 days & more")
    report.page.get_by_label("Words in the question, the answer or the evidence").fill("41 days")
    report.page.wait_for_url("**#text=41+days&kind=figure")
    with read(chromium, report.page.url) as another:
        expect(shown(another)).to_have_text([WAIT])
        expect(another.page.get_by_label("Kind of question", exact=True)).to_have_value("figure")
        another.page.get_by_role("button", name="Clear the filters").click()
        assert "#" not in another.page.url


def test_an_unknown_filter_in_a_link_is_passed_over(chromium: Browser, address: str) -> None:
    with read(chromium, f"{address}#verdict=splendid&kind=figure&other=%E0%A4") as report:
        expect(shown(report)).to_have_text([WAIT, RATE])
        expect(report.page.get_by_label("Verdict", exact=True)).to_have_value("")


def test_a_violation_leads_to_its_question_whatever_is_filtered(report: Watched) -> None:
    report.page.get_by_label("Verdict", exact=True).select_option("refused-rightly")
    expect(shown(report)).to_have_text([LUNCH])
    report.page.locator("#checks").get_by_role("link", name="q-wait").click()
    expect(report.page.locator("#question-1")).to_be_focused()
    expect(report.page.locator("#question-1")).to_be_in_viewport()
    expect(report.page.locator("#question-1 details")).to_have_attribute("open", "")
    expect(shown(report)).to_have_count(3)


def test_a_section_is_gone_to_without_losing_the_filters(report: Watched) -> None:
    report.page.get_by_label("Only failures").check()
    report.page.wait_for_url("**#failures=only")
    report.page.get_by_role("link", name="Charts").click()
    expect(report.page.get_by_role("heading", name="Charts")).to_be_in_viewport()
    expect(shown(report)).to_have_text([RATE])
    assert report.page.url.endswith("#failures=only")


def test_all_that_is_shown_is_opened_and_closed_at_once(report: Watched) -> None:
    open_ones = report.page.locator(".question details[open]")
    report.page.get_by_label("Kind of question", exact=True).select_option("figure")
    report.page.get_by_role("button", name="Open all").click()
    expect(open_ones).to_have_count(2)
    report.page.get_by_role("button", name="Close all").click()
    expect(open_ones).to_have_count(0)


def test_without_scripts_everything_is_there(chromium: Browser, address: str) -> None:
    with read(chromium, address, java_script_enabled=False) as report:
        expect(report.page.locator("#filters")).to_be_hidden()
        expect(report.page.locator("article.question")).to_have_count(3)
        for text in ("The median wait was 41 days. [1]", "Lunch was taken at noon.", "c" * 64):
            expect(report.page.get_by_text(text, exact=True)).to_be_visible()


def test_hostile_words_run_nothing(chromium: Browser, tmp_path: Path) -> None:
    address = write_report(write_hostile_run(tmp_path)).html.as_uri()
    with read(chromium, address) as report:
        title = report.page.title()
        assert "document.title='owned'" in title
        assert title.startswith("Evaluation report: ")
        expect(report.page.locator("h1")).to_have_count(1)
        for words in HOSTILE:
            report.page.get_by_label("Kind of question", exact=True).select_option(words)
            expect(shown(report)).to_have_count(1)
            assert shown(report).text_content() == words


def test_paper_shows_what_the_screen_has_folded(report: Watched) -> None:
    paper = PdfReader(BytesIO(report.page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    for words in ("The median wait was 41 days. [1]", "Lunch was taken at noon.", "retrieve.nearest"):
        assert words in text
    assert "Only failures" not in text
    assert [round(float(side)) for side in paper.pages[0].mediabox[2:]] == [595, 842]
    expect(report.page.locator("details[open]")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(chromium: Browser, address: str, width: int) -> None:
    with read(chromium, address, viewport={"width": width, "height": 800}) as report:
        report.page.get_by_role("button", name="Open all").click()
        assert report.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_legible(chromium: Browser, address: str, scheme: str) -> None:
    with read(chromium, address, color_scheme=scheme) as report:
        report.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert report.page.evaluate(CONTRASTS) == []


def test_the_keyboard_reaches_the_filters_and_shows_where_it_is(report: Watched) -> None:
    report.page.keyboard.press("Tab")
    skip = report.page.get_by_role("link", name="Skip to the questions")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    report.page.keyboard.press("Enter")
    report.page.keyboard.press("Tab")
    words = report.page.get_by_label("Words in the question, the answer or the evidence")
    expect(words).to_be_focused()
    assert words.evaluate("each => getComputedStyle(each).outlineWidth") == "3px"


@pytest.mark.slow
def test_a_thousand_questions_are_filtered_at_once(chromium: Browser, tmp_path: Path) -> None:
    address = write_report(write_long_run(tmp_path, 1000)).html.as_uri()
    with read(chromium, address) as report:
        took = report.page.evaluate(
            """() => {
              const field = document.getElementById("filter-text");
              const began = performance.now();
              field.value = "year 123,";
              field.dispatchEvent(new Event("input", { bubbles: true }));
              return performance.now() - began;
            }"""
        )
        expect(shown(report)).to_have_count(1)
        assert took < 2000
