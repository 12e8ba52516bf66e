"""``eval compare``: what a change fixed and what it broke."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from eval.commands.options import FailUnder, RunDir

MaxDrop = Annotated[
    list[str] | None,
    typer.Option(help="METRIC=VALUE: exit 1 where the figure got worse by more than this (may be repeated)."),
]


def compare_command(
    before: RunDir,
    after: RunDir,
    markdown: Annotated[
        Path | None, typer.Option(help="Write the comparison as Markdown to this file.", dir_okay=False)
    ] = None,
    fail_under: FailUnder = None,
    max_drop: MaxDrop = None,
    as_json: Annotated[bool, typer.Option("--json", help="The comparison as JSON.")] = False,
) -> None:
    """Set one run beside another: figures, paired tests, and each question that was fixed or broken."""
    from rich.console import Console

    from eval.commands.running import fail, say, thresholds
    from eval.compare import compare
    from eval.folder import RunFolder, replace_text
    from eval.tables import comparison_markdown, comparison_tables
    from eval.thresholds import below, dropped, violations

    limits, drops = thresholds(fail_under), thresholds(max_drop)
    first, second = RunFolder(before), RunFolder(after)
    comparison = compare(first, second)
    say(comparison.notices)
    if markdown is not None:
        replace_text(markdown, comparison_markdown(comparison))
    if as_json:
        sys.stdout.write(comparison.model_dump_json() + "\n")
    else:
        console = Console(width=None if sys.stdout.isatty() else 110)
        for table in comparison_tables(comparison):
            console.print(table)
    old, new = first.summary_values(), second.summary_values()
    lost = [f"{case} can no longer be scored: its gold is lost" for case in comparison.lost_gold]
    fail([*violations(new), *lost, *below(new, limits), *dropped(old, new, drops)])
