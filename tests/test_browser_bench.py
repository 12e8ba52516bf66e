"""The tab "Benchmarks" in a real browser: a run followed and gone on with, a report, a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bench_page import served_bench
from browser_support import Watched, browser, tabs, watch
from fakes_bench import HOSTILE, FakeBenchmarks
from playwright.sync_api import Browser
from report_runs import write_hostile_run

from eval.report import write_report

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@dataclass
class Reporting(FakeBenchmarks):
    """Hands out a real report."""

    page: str = field(default="")

    def report(self, run_id: str) -> str:
        return self.page if run_id in self.lines else ""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def tab(chromium: Browser, tmp_path: Path) -> Iterator[Watched]:
    report = write_report(write_hostile_run(tmp_path / "run")).html.read_text(encoding="utf-8")
    service = Reporting(page=report)
    with served_bench(lambda _person: service) as address, tabs(chromium) as context:
        watched = watch(context.new_page())
        watched.page.goto(address)
        watched.page.get_by_role("button", name="Report:").wait_for()
        yield watched
        assert (watched.errors, watched.dialogs, watched.elsewhere()) == ([], [], [])


def test_a_run_is_followed_stopped_and_gone_on_with(tab: Watched) -> None:
    page = tab.page
    page.get_by_label("What to call the run").fill("first")
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_text("first, begun by evaluator").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("it can be gone on with").wait_for()
    page.get_by_role("button", name="Go on: first").click()
    page.get_by_text("first is finished: see its report.").wait_for()
    assert page.get_by_role("button", name="Run", exact=True).is_enabled()
    assert page.get_by_role("button", name="Stop").count() == 0
    assert page.get_by_role("button", name="Report: first").is_visible()


def test_a_report_is_read_in_its_frame(tab: Watched) -> None:
    page = tab.page
    page.get_by_role("button", name="Report:").click()
    frame = page.frame_locator("iframe.report")
    frame.get_by_role("heading", name="Evaluation report").wait_for()
    assert page.evaluate("document.activeElement.textContent").startswith("Report: ")
    frame.get_by_label("Words in the question").fill("no question has these words")
    frame.get_by_text("0 of").wait_for()
    frame.get_by_role("link", name="Outcomes").click()
    frame.get_by_role("heading", name="Outcomes").wait_for()
    assert page.title() == "Benchmarks"
    assert frame.locator("html").evaluate("() => self.origin") == "null"


def test_sets_are_checked_runs_compared_downloaded_and_deleted(tab: Watched, tmp_path: Path) -> None:
    page = tab.page
    for name, told in (("bad.jsonl", "line 2: question: is empty."), ("good.csv", "Kept: good.csv.")):
        (tmp_path / name).write_text("id,question\n", encoding="utf-8")
        page.locator("#bench-file input[type=file]").set_input_files(tmp_path / name)
        page.get_by_label("Remove", exact=False).or_(page.get_by_text(name)).first.wait_for()
        page.get_by_role("button", name="Check and keep").click()
        page.get_by_text(told).wait_for()
    assert page.get_by_label("Question set").first.input_value().startswith("good.csv")
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download {HOSTILE}").click()
    assert Path(download.value.path()).read_bytes() == b"PK a zip file"
    page.get_by_role("button", name="Delete:").click()
    page.get_by_role("button", name="Delete for good").click()
    page.get_by_text("The run is deleted.").wait_for()
    page.get_by_text("No runs yet.").wait_for()
