"""The report's page as markup: what comes from outside stays text, and everyone can read it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from report_page import headings, page_of, words
from report_runs import (
    HOSTILE,
    refused,
    right,
    write_hostile_run,
    write_judged,
    write_run,
)

from eval.folder import RunFolder
from eval.report import write_report
from eval.report.estimates import interval, number
from eval.report.plots import accuracy_by_kind, hits_at, latency_histogram, plots
from eval.results import (
    CaseResult,
    Estimate,
    Summary,
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    return page_of(write_run(tmp_path_factory.mktemp("report")))


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return write_run(tmp_path / "run")


# What comes from outside stays text.


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    files = write_report(write_hostile_run(tmp_path_factory.mktemp("hostile")))
    return files.html.read_text(encoding="utf-8")


def test_hostile_words_are_shown_as_they_are(hostile: str) -> None:
    page = BeautifulSoup(hostile, "html.parser")
    shown = page.select("article.question")
    assert [each.h3.get_text() for each in shown if each.h3] == list(HOSTILE)
    assert [each["data-kind"] for each in shown] == list(HOSTILE)
    for each, evil in zip(shown, HOSTILE, strict=True):
        assert [quote.get_text() for quote in each.find_all("blockquote")] == [evil, evil]
        assert [name.get_text() for name in each.select(".file")] == [evil] * 4


def test_hostile_words_make_no_elements(hostile: str) -> None:
    page = BeautifulSoup(hostile, "html.parser")
    assert len(page.find_all("script")) == 1
    assert len(page.find_all("style")) == 1
    assert len(page.find_all("h1")) == 1
    assert page.find_all(["img", "iframe", "object", "embed", "base", "b"]) == []
    attributes = {name for tag in page.find_all(True) for name in tag.attrs}
    assert {
        name for name in attributes if name.startswith("on") or name in ("style", "src", "action")
    } == set()
    targets = {str(link["href"]) for link in page.select("[href]")}
    assert {target for target in targets if not target.startswith("#")} == {"data:,"}


def test_nothing_is_named_by_an_outside_address(folder: RunFolder, hostile: str) -> None:
    write_judged(folder)
    for html in (str(page_of(folder)), hostile):
        assert re.findall(r"(?i)https?:|//[a-z]|@import|url\((?!#)", html.replace("data:,", "")) == []


def test_only_the_pages_own_style_and_script_may_run(hostile: str) -> None:
    page = BeautifulSoup(hostile, "html.parser")
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)

    def hashed(name: str) -> str:
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", hostile, re.DOTALL)
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    assert str(policy["content"]).split("; ") == [
        "default-src 'none'",
        "img-src data:",
        f"style-src {hashed('style')}",
        f"script-src {hashed('script')}",
        "base-uri 'none'",
        "form-action 'none'",
    ]


# What people with other senses, screens and papers get.


def test_headings_descend_one_step_at_a_time(folder: RunFolder) -> None:
    write_judged(folder)
    levels = [int(heading.name[1]) for heading in page_of(folder).find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_and_fields_are_named(folder: RunFolder, hostile: str) -> None:
    write_judged(folder)
    for page in (page_of(folder), BeautifulSoup(hostile, "html.parser")):
        assert page.html is not None
        assert page.html["lang"] == "en-GB"
        assert all(words(table.caption) for table in page.find_all("table"))
        assert all(head.get("scope") for head in page.find_all("th"))
        labelled = {label["for"] for label in page.find_all("label")}
        assert {field["id"] for field in page.select("#filters input, #filters select")} == labelled


def test_no_two_elements_share_an_id_and_every_pointer_finds_one(hostile: str) -> None:
    page = BeautifulSoup(hostile, "html.parser")
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    pointers = [str(tag["href"])[1:] for tag in page.select("[href^='#']")]
    pointers += re.findall(r"url\(#([^)]+)\)", hostile)
    pointers += [each for tag in page.select("[aria-labelledby]") for each in tag["aria-labelledby"].split()]
    assert set(pointers) <= set(ids)


def test_a_plot_tells_its_figures_in_words(page: BeautifulSoup) -> None:
    pictures = page.select("figure.plot svg")
    assert all(picture["role"] == "img" for picture in pictures)
    told = {words(picture.title): words(picture.find("desc")) for picture in pictures}
    hits = "hit@1 50.0%, hit@2 50.0%, hit@3 50.0%, " + ", ".join(f"hit@{k} 100.0%" for k in range(4, 11))
    assert told == {
        "How much of the gold is found": f"recall@1 50.0%, recall@5 75.0%, {hits}.",
        "How long a question takes": (
            "3 questions, from 80 ms to 340 ms, median 120 ms, 95th percentile 1,318 ms."
        ),
        "Answer accuracy by kind of question": "figure 50.0% (n 2).",
        "What became of the citations": (
            "Invalid 0, Wrong authority 1, Wrong document 0, Wrong page 0, Corroborating 0, Exact 1, "
            "No gold 0."
        ),
        "How the questions failed": (
            "Not retrieved 0, Retrieved, not cited 1, Cited, not answered 0, Refused wrongly 0, "
            "Answered wrongly 0."
        ),
    }


def test_a_plot_has_words_for_words_and_no_style_of_its_own(page: BeautifulSoup) -> None:
    picture = page.select("figure.plot svg")[0]
    assert {"0%", "100%", "Recall@k", "95% interval"} <= {words(text) for text in picture.find_all("text")}
    assert picture.find_all(["style", "metadata", "image"]) == []
    assert picture["viewbox"].startswith("0 0 360 ")
    assert "font-family" not in str(picture)


# The plots.


def ranked(*ranks: int | None) -> CaseResult:
    _, _, scored = right()
    return scored.model_copy(update={"gold_ranks": ranks})


def test_a_question_is_a_hit_from_its_best_rank_on() -> None:
    hits = hits_at([ranked(1), ranked(7, 3), ranked(None, None), ranked(None, 10), ranked()])
    assert list(hits.values()) == [0.25, 0.25, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.75]
    assert hits_at([ranked()]) == {}


def test_a_straggler_does_not_squeeze_the_others_together() -> None:
    _, _, scored = right()
    results = [scored.model_copy(update={"latency_ms": time}) for time in (*[100.0] * 40, 5000.0)]
    plot = latency_histogram({}, results)
    assert plot is not None
    assert ">milliseconds (the last bar: 1 over 250 ms)</text>" in plot.svg
    assert "41 questions, from 100 ms to 5,000 ms." in plot.svg


def test_nothing_measured_nothing_plotted() -> None:
    _, _, scored = refused()
    timeless = scored.model_copy(update={"latency_ms": None})
    nothing = {"recall@1": Estimate(value=None, n=0, ineligible=1)}
    assert plots(Summary(questions=1, overall=nothing, by_kind={"figure": nothing}), [timeless]) == []


def test_a_run_without_plots_has_no_section_for_them(tmp_path: Path) -> None:
    asked, given, scored = refused()
    folder = write_run(
        tmp_path, [(asked, given, scored.model_copy(update={"latency_ms": None}))], overall={}, by_kind={}
    )
    assert "Charts" not in headings(page_of(folder), "h2")


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("costs $5 and $10", "costs $5 and $10"),
        ("数字 и даты", "数字 и даты"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("two\nlines\x00\x1b", "two lines"),
        ("a kind of question with a very long name", "a kind of question with…"),
    ],
)
def test_a_kind_is_plotted_as_it_is_written(kind: str, shown: str) -> None:
    estimate = Estimate(value=0.5, n=2)
    plot = accuracy_by_kind({kind: {"answer_accuracy": estimate}})
    assert plot is not None
    assert f">{shown}</text>" in plot.svg


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.8166, "share", "81.7%"),
        (1.0, "share", "100.0%"),
        (0.8166, "score", "0.817"),
        (1204.4, "ms", "1,204 ms"),
        (38.0, "words", "38"),
        (38.5, "words", "38.5"),
    ],
)
def test_figures_are_written_in_their_unit(value: float, unit: Any, shown: str) -> None:
    assert number(value, unit) == shown


def test_an_interval_names_its_unit_once() -> None:
    bounds = Estimate(value=0.5, n=3, low=0.741, high=0.88)
    assert interval(bounds, "share") == "74.1 to 88.0%"
    assert interval(bounds, "score") == "0.741 to 0.880"
    assert interval(Estimate(value=9.0, n=3, low=8.0, high=1200.0), "ms") == "8 to 1,200 ms"
    assert interval(Estimate(value=0.5, n=1), "share") == ""
