"""Tables that can be read in 80 columns, and Markdown in which a question stays a question."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.console import Console
from rich.table import Table

from eval import tables
from eval.compare import Change, Comparison, MetricComparison, QuestionChange
from eval.figures import change, change_interval, figure, interval, probability
from eval.intervals import Difference
from eval.markdown import as_text
from eval.results import Confusion, Estimate, Summary
from eval.thresholds import METRICS

HOSTILE = (
    "How many | vans\n# are `leased` <b onclick=x>by</b> <script>alert(1)</script> [us](https://x.example) "
    "![i](y.png) @averdale #12 GH-3 www.x.example a@b.example "
    "*now* _or_ ~then~ &amp; $x$ \\| :smile: [red]no[/]"
)


def estimate(metric: str) -> Estimate:
    """As wide as a figure gets."""
    if metric.startswith("latency_ms"):
        return Estimate(
            value=12345.6, n=1234, ineligible=321, low=10234.0, high=19345.0, interval="bootstrap"
        )
    return Estimate(value=0.9125, n=1234, ineligible=321, low=0.8, high=0.9996, interval="bootstrap")


def difference(metric: str) -> Difference:
    if metric.startswith("latency_ms"):
        return Difference(value=-1234.0, low=-2345.0, high=123.0)
    return Difference(value=-0.1234, low=-0.25, high=0.0126)


ESTIMATES = {metric: estimate(metric) for metric in METRICS}
SUMMARY = Summary(
    questions=1555,
    overall={"own_metric": estimate("own_metric"), **dict(reversed(ESTIMATES.items()))},
    by_kind={"cross-reference": ESTIMATES, "[red]figure[/red]": {"recall@5": Estimate(value=None, n=0)}},
    verdicts={"not-retrieved": 1, "right": 3, "another": 4},
    citation_outcomes={"exact": 3, "invalid": 1},
    refusals=Confusion(
        answerable_answered=30, answerable_refused=4, unanswerable_answered=1, unanswerable_refused=10
    ),
)


def comparison(*changes: QuestionChange, before: str = "main") -> Comparison:
    metrics = {
        metric: MetricComparison(
            before=estimate(metric), after=estimate(metric), difference=difference(metric)
        )
        for metric in METRICS
    }
    return Comparison(
        before=before,
        after="wider",
        questions_before=44,
        questions_after=45,
        shared=43,
        paired=42,
        metrics=metrics,
        changes=changes,
        notices=("The settings differ: retrieve.candidates.",),
    )


def printed(table: Table, width: int = 80, colour: bool = False) -> list[str]:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    console.print(table)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def row(table: Table, first: str, width: int = 80) -> list[str]:
    """The cells of the row that begins with ``first``."""
    line = next(line for line in printed(table, width) if line.startswith(first))
    return re.split(r" {2,}", line)


@pytest.mark.parametrize(
    ("metric", "value", "shown"),
    [
        ("recall@5", 0.9125, "0.912"),
        ("recall@5", 1.0, "1.000"),
        ("answer_words", 37.6, "38"),
        ("latency_ms.p95", 1204.4, "1,204"),
        ("mrr", None, "–"),
    ],
)
def test_a_figure(metric: str, value: float | None, shown: str) -> None:
    assert figure(metric, value) == shown


def test_intervals_and_changes() -> None:
    assert interval("mrr", 0.8124, 0.9451) == "0.812–0.945"
    assert interval("mrr", None, None) == "–"
    assert [change("mrr", value) for value in (0.04, -0.04, -0.0001, None)] == [
        "+0.040",
        "-0.040",
        "0.000",
        "–",
    ]
    assert [change("answer_words", value) for value in (12.2, -0.3)] == ["+12", "0"]
    assert change_interval("mrr", -0.031, 0.012) == "-0.031 to +0.012"
    assert change_interval("mrr", None, None) == "–"
    assert [probability(p) for p in (0.125, 0.0004, 1.0, None)] == ["0.125", "<0.001", "1.000", "–"]


def test_the_headline_has_every_metric_in_order() -> None:
    lines = printed(tables.headline(SUMMARY))
    names = [line.split()[0] for line in lines[3:]]
    assert lines[0] == "Questions: 1,555"
    assert names == [*METRICS, "own_metric"]
    assert row(tables.headline(SUMMARY), "recall@5") == ["recall@5", "0.912", "0.800–1.000", "1,234", "321"]
    expected = ["latency_ms.p95", "12,346", "10,234–19,345", "1,234", "321"]
    assert row(tables.headline(SUMMARY), "latency_ms.p95") == expected


def test_a_kind_has_its_number_of_questions_and_a_dash_for_what_it_has_not() -> None:
    assert row(tables.kinds(SUMMARY), "cross", 110) == ["cross-reference", "1,555", *["0.912"] * 6]
    assert row(tables.kinds(SUMMARY), "[red]figure", 110) == ["[red]figure[/red]", "0", *["–"] * 6]


def test_verdicts_and_outcomes_stand_in_their_own_order() -> None:
    assert [line.split() for line in printed(tables.verdict_table(SUMMARY))[3:]] == [
        ["right", "3", "0.375"],
        ["not-retrieved", "1", "0.125"],
        ["another", "4", "0.500"],
    ]
    assert [line.split() for line in printed(tables.citation_table(SUMMARY))[3:]] == [
        ["invalid", "1", "0.250"],
        ["exact", "3", "0.750"],
    ]


def test_the_four_fields_of_refusals() -> None:
    assert row(tables.refusal_table(SUMMARY), "has an answer") == ["has an answer", "30", "4"]
    assert row(tables.refusal_table(SUMMARY), "has none") == ["has none", "1", "10"]


@pytest.mark.parametrize("width", [80, 120])
def test_no_figure_is_cut(width: int) -> None:
    table = tables.comparison_table(comparison())
    assert row(table, "first_citation_accuracy", width) == [
        *("first_citation_accuracy", "0.912", "0.912", "-0.123", "-0.250 to +0.013", "–", "1,234"),
    ]
    assert row(table, "latency_ms.p95", width) == [
        *("latency_ms.p95", "12,346", "12,346", "-1,234", "-2,345 to +123", "–", "1,234"),
    ]
    every = [tables.headline(SUMMARY), tables.kinds(SUMMARY), table, *tables.comparison_tables(comparison())]
    lines = [line for each in every for line in printed(each, width)]
    assert max(len(line) for line in lines) <= width
    assert "…" not in "".join(lines)


@pytest.mark.parametrize(
    ("metric", "low", "high", "colour"),
    [
        ("recall@5", 0.01, 0.2, "32"),
        ("recall@5", -0.2, -0.01, "31"),
        ("false_refusal_rate", 0.01, 0.2, "31"),
        ("latency_ms.p50", -200, -100, "32"),
        ("recall@5", -0.2, 0.01, None),
        ("recall@5", None, None, None),
    ],
)
def test_plain_gains_are_green_and_plain_losses_red(
    metric: str, low: float | None, high: float | None, colour: str | None
) -> None:
    found = MetricComparison(
        before=estimate(metric), after=estimate(metric), difference=Difference(value=0.1, low=low, high=high)
    )
    only = comparison().model_copy(update={"metrics": {metric: found}})
    coloured = "".join(printed(tables.comparison_table(only), colour=True))
    assert [code for code in ("31", "32") if f"\x1b[{code}m" in coloured] == ([colour] if colour else [])


def test_the_questions_that_differ_are_listed_the_worst_first() -> None:
    both = comparison(
        QuestionChange(id="c-2", question="Q2", change=Change.NEW, now="right"),
        QuestionChange(id="c-1", question="Q1", change=Change.LOST_GOLD, was="right", now="gold-error"),
        QuestionChange(
            id="c-3", question="Q3", change=Change.GOLD_CHANGED, was="right", now="right", detail="facts"
        ),
    )
    lines = [re.split(r" {2,}", line) for line in printed(tables.comparison_tables(both)[1], 110)[3:]]
    assert lines == [
        ["lost-gold", "c-1", "Q1", "right → gold-error"],
        ["gold-changed", "c-3", "Q3", "right → right (facts)"],
        ["new", "c-2", "Q2", "– → right"],
    ]
    assert len(tables.comparison_tables(comparison())) == 1


def test_data_is_no_markup_of_the_terminal() -> None:
    both = comparison(
        QuestionChange(id="c", question="[red]Is[/red] :smile: it\x1b[31m red?\nYes", change=Change.FIXED),
        before="[bold]x[/bold]",
    )
    metrics, changes = (" ".join(printed(table, 120)) for table in tables.comparison_tables(both))
    assert "[red]Is[/red] :smile: it [31m red? Yes" in changes
    assert metrics.startswith("[bold]x[/bold] → wider")


def rendered(markdown: str) -> list[Token]:
    """Every token of the text as a host would read it, those within lines included."""
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def text_of(markdown: str) -> str:
    """What stands on the page, where a host looks for mentions and addresses."""
    return "".join(token.content for token in rendered(markdown) if token.type.startswith("text"))


def test_the_markdown_has_a_table_and_a_list_for_each_kind_of_change() -> None:
    both = comparison(
        QuestionChange(
            id="c-1", question="How many vans?", change=Change.BROKEN, was="right", now="not-retrieved"
        ),
        QuestionChange(
            id="c-2", question="How many?", change=Change.FIXED, was="refused-wrongly", now="right"
        ),
    )
    assert tables.comparison_markdown(both).splitlines()[:9] == [
        "### Evaluation: main → wider",
        "",
        "Questions compared, in both runs and scored in both: 42",
        "",
        "- The settings differ: retrieve.candidates.",
        "",
        "| metric | before | after | change | 95 % interval | p | n before | n after |",
        "|:--|--:|--:|--:|--:|--:|--:|--:|",
        "| `recall@1` | 0.912 | 0.912 | -0.123 | -0.250 to +0.013 | – | 1,234 | 1,234 |",
    ]
    assert tables.comparison_markdown(both).splitlines()[-7:] == [
        "**Broken (1)**",
        "",
        "- c-1: How many vans?: right → not-retrieved",
        "",
        "**Fixed (1)**",
        "",
        "- c-2: How many?: refused-wrongly → right",
    ]
    assert sum(token.type == "tr_open" for token in rendered(tables.comparison_markdown(both))) == 1 + len(
        METRICS
    )


def test_a_long_list_is_cut_and_counted() -> None:
    many = [QuestionChange(id=f"c-{n}", question="Q", change=Change.NEW, now="right") for n in range(30)]
    markdown = tables.comparison_markdown(comparison(*many))
    assert "**New (30)**" in markdown
    assert markdown.endswith("- c-24: Q: – → right\n- and 5 more\n")


def test_a_question_is_text_in_the_markdown_wherever_it_stands() -> None:
    hostile = QuestionChange(
        id=HOSTILE, question=HOSTILE, change=Change.CHANGED_CITATION, was=HOSTILE, now=HOSTILE, detail=HOSTILE
    )
    both = comparison(hostile, before=HOSTILE).model_copy(
        update={"notices": (HOSTILE,), "metrics": {HOSTILE: comparison().metrics["mrr"]}}
    )
    harmless = comparison(
        hostile.model_copy(update=dict.fromkeys(("id", "question", "was", "now", "detail"), "x"))
    )
    harmless = harmless.model_copy(
        update={"notices": ("x",), "metrics": {"own metric": harmless.metrics["mrr"]}}
    )
    markdown = tables.comparison_markdown(both)
    expected = rendered(tables.comparison_markdown(harmless))
    found = [token.type for token in rendered(markdown) if not token.type.startswith("text")]
    assert found == [token.type for token in expected if not token.type.startswith("text")]
    assert not re.search(r"@\w|https?:/|www\.|#\d|GH-\d|:smile", text_of(markdown))
    assert "<" not in markdown


def test_a_question_reads_as_it_was_asked() -> None:
    assert text_of(as_text(HOSTILE, 1000)).replace("\u200b", "") == HOSTILE.replace("\n", " ")


@given(st.text(alphabet="a1 |`*_[]()<>&\\~$#!@:/.-+=^\n\u200b\x1b\u202e'\"", max_size=60))
def test_whatever_is_written_is_one_line_of_text(data: str) -> None:
    markdown = f"- x {as_text(data)} x"
    kinds = {token.type for token in rendered(markdown)}
    inline = {"list_item_open", "list_item_close", "bullet_list_open", "bullet_list_close"}
    assert kinds - inline <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert "\n" not in markdown
