"""Questions that ask whether two papers agree get a figure from each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from papers import fill, paper

from assistant.compared import each_paper
from assistant.question import parts_of
from assistant.retrieve import Hit
from assistant.signs import Choice
from assistant.units import units_of
from ingest.library import Library
from ingest.records import PreparedDocument

PAPERS = [
    paper("report", "81% of councils will overspend.", title="Budget monitoring report"),
    paper(
        "minutes",
        "The overspend is £9.2 million.",
        "1.6% of the budget is overspent.",
        "82% of authorities report the same.",
        title="Minutes of Cabinet",
        kind="minutes",
    ),
]
ASKED = "What proportion of councils will overspend? Do the monitoring report and the minutes agree?"


def choices(library: Library, papers: Sequence[PreparedDocument]) -> list[Choice]:
    """Every unit of the papers, the first of the report best, those of the minutes in their order."""
    lookup, found = fill(library, papers).lookup, []
    for document in (lookup.document(each.id) for each in papers):
        text = lookup.text(document.id)
        for passage in lookup.passages_of(document.id):
            hit = Hit(passage, document, 0.0, None)
            found += [Choice(hit, unit, 9.0 - len(found), 0.5, 0.5) for unit in units_of(passage, text, 80)]
    return found


def quoted(library: Library, asked: str, papers: Sequence[PreparedDocument] = PAPERS) -> list[str]:
    ranked = choices(library, papers)
    parts = parts_of(asked)
    found = each_paper(asked, parts, ranked[:2], [ranked for _ in parts], library.lookup.text)
    return [choice.unit.text for choice in found]


def test_the_other_paper_s_comparable_figure_is_quoted_too(library: Library) -> None:
    assert quoted(library, ASKED) == [
        "81% of councils will overspend.",
        "The overspend is £9.2 million.",
        "82% of authorities report the same.",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "What proportion of councils will overspend?",
        "Do the monitoring report and the minutes agree?",
        "What proportion will overspend, and does the strategy agree?",
    ],
)
def test_nothing_is_added_where_no_two_papers_are_compared_in_a_figure(library: Library, asked: str) -> None:
    assert len(quoted(library, asked)) == 2


def test_counts_are_compared_too(library: Library) -> None:
    papers = [
        paper("plan", "530 special places are planned.", title="School places plan"),
        paper(
            "log",
            "The log is kept by the clerk.",
            "540 special places are listed.",
            title="School places log",
        ),
    ]
    asked = "How many special places are there? Do the plan and the log agree?"
    assert quoted(library, asked, papers)[-1] == "540 special places are listed."
