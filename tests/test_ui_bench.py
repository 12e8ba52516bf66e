"""The tab "Benchmarks": what each event shows, and that names, questions and reports stay data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import gradio as gr
import pytest
from browser_support import leftovers
from bs4 import BeautifulSoup
from fakes_api import EVALUATOR
from fakes_bench import COMPARED, HOSTILE, REPORT, FakeBenchmarks, line

from assistant.people.person import LOCAL, Right
from assistant.ui.bench import comparison, render
from assistant.ui.bench.handlers import BenchHandlers
from assistant.ui.bench.layout import bench_tab
from assistant.ui.bench.service import AtWork, RunState, SetLine, Step
from assistant.ui.bench.session import Session
from assistant.ui.bench.wiring import wire_bench
from assistant.ui.guard import Guard, right_of

FRESH = Session()


def handlers(service: FakeBenchmarks | None = None) -> BenchHandlers:
    shown = service or FakeBenchmarks()
    return BenchHandlers(lambda _person: shown)


def said(html: str | None) -> str:
    return BeautifulSoup(html or "", "html.parser").get_text(" ", strip=True)


def test_the_tab_opens_with_sets_runs_and_feedback() -> None:
    view = handlers().opened(EVALUATOR, FRESH)
    assert view.sets == [("Sample questions (3 questions)", "shipped:sample")]
    assert view.chosen_set == "shipped:sample"
    assert view.finished == [(f"{HOSTILE}, {render.moment(line('x').started)}", "kept")]
    assert (view.running, view.work) == (False, "")
    assert said(view.feedback) == (
        "15 answers judged by readers: useful (12), wrong source (3). Download as a question set"
    )


def test_a_set_with_faults_is_not_kept_and_each_fault_is_told() -> None:
    view = handlers().check(EVALUATOR, "uploads/bad.jsonl", FRESH)
    assert said(view.shown) == "bad.jsonl Faults line 2: question: is empty."
    assert said(view.notice) == "Not kept: see its faults."
    assert (view.sets, view.emptied) == (None, True)


def test_a_sound_set_is_kept_and_chosen() -> None:
    view = handlers().check(EVALUATOR, "uploads/good.csv", FRESH)
    assert said(view.notice) == "Kept: good.csv."
    assert view.chosen_set == "kept:good.csv"
    assert view.sets is not None
    assert view.sets[-1] == ("good.csv (2 questions; 1 document of it not here)", "kept:good.csv")
    assert "no document here is called &lt;i&gt;report&lt;/i&gt;" in (view.shown or "")


def test_a_set_that_cannot_be_read_is_no_choice() -> None:
    service = FakeBenchmarks()
    service.kept_sets.append(
        SetLine("kept:broken.csv", "broken.csv", trouble="broken.csv holds no question.")
    )
    assert handlers(service).opened(EVALUATOR, FRESH).sets == [
        ("Sample questions (3 questions)", "shipped:sample")
    ]


def test_a_run_is_followed_to_its_end() -> None:
    service = FakeBenchmarks()
    tab = handlers(service)
    view = tab.start(EVALUATOR, "shipped:sample", "quote", "first", FRESH)
    assert (said(view.notice), view.running, view.session.followed) == ("The run has begun.", True, "new")
    told = []
    while view.running:
        told.append(said(view.work))
        view = tab.follow(EVALUATOR, view.session)
    assert told[0].startswith("first , begun by evaluator Answered 0 of 3 questions")
    assert told[-1].startswith("first , begun by evaluator Answered 2 of 3 questions")
    assert said(view.notice) == "first is finished: see its report."
    assert "Finished" in said(view.runs)
    assert (view.work, view.session.followed) == ("", "")


def test_a_stopped_run_can_be_gone_on_with() -> None:
    tab = handlers()
    view = tab.start(EVALUATOR, "shipped:sample", "quote", "", FRESH)
    view = tab.stop(EVALUATOR, view.session)
    view = tab.follow(EVALUATOR, view.session) if view.running else view
    runs = BeautifulSoup(view.runs or "", "html.parser")
    assert [button["data-do"] for button in runs.select('[data-run="new"]')] == ["go_on", "delete_run"]
    view = tab.go_on(EVALUATOR, "new", view.session)
    assert (said(view.notice), view.running, view.session.followed) == ("The run goes on.", True, "new")


def test_a_second_run_waits_for_the_first() -> None:
    tab = handlers()
    begun = tab.start(EVALUATOR, "shipped:sample", "quote", "", FRESH)
    again = tab.start(EVALUATOR, "shipped:sample", "quote", "", begun.session)
    assert said(again.notice).startswith("A benchmark is running on this machine already")
    assert (again.running, again.runs, again.session) == (None, None, begun.session)


def test_of_a_run_on_papers_that_one_may_not_see_only_that_it_is_there_is_told() -> None:
    service = FakeBenchmarks(work=AtWork(""))
    view = handlers(service).opened(EVALUATOR, FRESH)
    assert said(view.work) == "A benchmark is running. Another can be begun once it has ended."
    assert (view.running, view.session.followed) == (True, "")


@pytest.mark.parametrize(
    ("choose", "line_said"),
    [
        (lambda tab: tab.start(EVALUATOR, None, "quote", "", FRESH), "Choose a question set first."),
        (lambda tab: tab.check(EVALUATOR, None, FRESH), "Choose a file first."),
        (
            lambda tab: tab.compare(EVALUATOR, "kept", None, FRESH),
            "Choose the run before and the run after.",
        ),
        (lambda tab: tab.compare(EVALUATOR, "kept", "kept", FRESH), "Choose two different runs to compare."),
        (lambda tab: tab.report(EVALUATOR, "gone", FRESH), "That run is not here any more."),
        (lambda tab: tab.ask_to_delete(EVALUATOR, "gone", FRESH), "That run is not here any more."),
        (
            lambda tab: tab.delete(EVALUATOR, replace(FRESH, deleting="gone")),
            "That run is not here any more.",
        ),
    ],
)
def test_what_cannot_be_done_is_said(choose: object, line_said: str) -> None:
    view = choose(handlers())  # type: ignore[operator]
    assert said(view.notice) == line_said
    assert 'class="notice"' in view.notice
    assert view.session == FRESH


def test_a_run_is_deleted_only_when_it_was_asked_twice() -> None:
    service = FakeBenchmarks()
    tab = handlers(service)
    asked = tab.ask_to_delete(EVALUATOR, "kept", FRESH)
    assert said(asked.confirm).startswith(f"Delete the run {HOSTILE}, ")
    kept = tab.keep(EVALUATOR, asked.session)
    assert (kept.confirm, kept.session.deleting, list(service.lines)) == ("", "", ["kept"])
    gone = tab.delete(EVALUATOR, asked.session)
    assert (said(gone.notice), list(service.lines)) == ("The run is deleted.", [])
    assert said(gone.runs) == "No runs yet."


def test_a_report_stands_in_a_frame_that_can_reach_nothing() -> None:
    view = handlers().report(EVALUATOR, "kept", FRESH)
    page = BeautifulSoup(view.shown or "", "html.parser")
    [frame] = page.select("iframe")
    assert frame["sandbox"] == ["allow-scripts"]
    assert frame["srcdoc"] == REPORT
    assert str(frame["title"]).startswith(f"Report: {HOSTILE}")
    assert not page.select("img, script")
    assert [a["href"] for a in page.select("a")] == ["benchmarks/runs/kept/report.html"]


def test_a_comparison_says_what_is_better_and_what_is_worse() -> None:
    page = BeautifulSoup(comparison.compared(COMPARED), "html.parser")
    rows = [" ".join(row.get_text(" ", strip=True).split()) for row in page.select("tbody tr")]
    assert rows == [
        "Answer accuracy 0.500 0.900 +0.400 better +0.200 to +0.600 0.031 3",
        "Recall@1 0.900 0.800 -0.100 worse -0.200 to -0.010 0.041 3",
        "Recall@5 1.000 1.000 0.000 – 1.000 3",
        "Fixed What <b>is</b> it? q-1 not-retrieved right",
    ]
    assert "And 3 more: download the runs to see all." in page.get_text()
    assert all(th.has_attr("scope") for th in page.select("th"))
    assert not page.select("b")


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (AtWork("r", "n", "b", Step.PREPARING), "Checking the set against the documents"),
        (AtWork("r", "n", "b", Step.SCORING, 3, 3), "Scoring the answers"),
        (AtWork("r", "n", "b", Step.ASKING, 1, 3, True), "It ends after the question at hand."),
    ],
)
def test_each_step_is_told(work: AtWork, told: str) -> None:
    assert told in said(render.at_work(work))


def test_a_run_that_failed_says_why_and_can_only_be_deleted() -> None:
    failed = line("bad", RunState.FAILED, trouble="questions.jsonl, line 1: no document is called <x>.")
    page = BeautifulSoup(render.runs([failed]), "html.parser")
    assert "Could not begin" in page.get_text()
    assert "no document is called <x>." in page.get_text()
    assert [each.get_text() for each in page.select(".do")] == ["Delete"]
    assert said(render.ended(failed)).endswith("no document is called <x>.")


def test_nothing_in_a_list_obeys_markup() -> None:
    page = BeautifulSoup(render.runs([line("a", name=HOSTILE, by=HOSTILE, set_name=HOSTILE)]), "html.parser")
    assert not page.select("img")
    assert page.get_text().count(HOSTILE) == 3


def test_every_event_of_the_tab_asks_the_guard() -> None:
    with leftovers(), gr.Blocks(analytics_enabled=False) as page:
        wire_bench(page, bench_tab(), lambda _person: FakeBenchmarks(), Guard(lambda _name: LOCAL))
    functions = [made.fn for made in page.fns.values() if made.fn is not None]
    rights = [right_of(function) for function in functions]
    assert len(functions) == 21
    assert rights.count(Right.ASK) == 1
    assert rights.count(Right.BENCHMARK) == 20
    assert all(made.api_visibility == "private" for made in page.fns.values() if made.fn is not None)


def test_the_script_names_every_event_that_is_wired() -> None:
    script = Path(str(render.__file__)).with_name("bench.js").read_text(encoding="utf-8")
    for name in ("show_report", "go_on", "delete_run"):
        assert f'"{name}"' in script
