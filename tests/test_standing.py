"""Where a paper stands, from its own title and first lines."""

from __future__ import annotations

import pytest
from papers import fill, paper

from assistant.standing import Standing, core_title, standing
from ingest.library import Library


@pytest.mark.parametrize(
    ("kind", "title", "head", "found"),
    [
        ("decision-record", "Home support", "Proposed Record of Decision", Standing("proposed")),
        ("decision-record", "Home support", "Record of Decision", Standing("decision taken")),
        ("minutes", "Cabinet", "Minutes are draft until they are confirmed.", Standing("draft")),
        ("committee-report", "Draft budget 2025-26", "To Cabinet", Standing("draft")),
        ("committee-report", "Budget 2025-26", "A draft was published in January.", Standing()),
        ("policy", "Care policy", "Version 3.0, replacing version 2.2", Standing("", (3, 0))),
    ],
)
def test_a_paper_says_where_it_stands(
    library: Library, kind: str, title: str, head: str, found: Standing
) -> None:
    fill(library, [paper("one", head, title=title, kind=kind)])
    assert standing(library.lookup.document("one"), library.lookup.text("one")) == found


def test_only_what_may_change_is_open() -> None:
    assert Standing("proposed").is_open
    assert Standing("decision taken").is_final
    assert not Standing().is_open
    assert not Standing().is_final


def test_draft_and_final_share_their_title() -> None:
    assert core_title("Draft Revenue Budget 2025-26, and plan") == core_title(
        "Revenue budget 2025-26 and plan"
    )
    assert core_title("Revenue budget 2025-26") != core_title("Revenue budget 2026-27")
