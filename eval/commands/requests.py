"""``eval foi``: request letters through the FOI desk, and what came of each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.commands.options import FailUnder, Out

if TYPE_CHECKING:
    from eval.foi.results import RequestSummary
    from eval.run import OnAnswer

Letters = Annotated[
    Path,
    typer.Argument(
        help="A folder of request letters, each with a JSON file of the same name beside it.",
        exists=True,
        file_okay=False,
    ),
]


def foi_command(
    context: typer.Context,
    requests: Letters,
    out: Out,
    fail_under: FailUnder = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Have every letter read, matched and drafted; show what was right. Run again to go on."""
    from eval.commands.running import fail, thresholds
    from eval.foi.cases import read_request_set
    from eval.foi.desk import desk_of
    from eval.foi.run import generate, prepare, score
    from eval.thresholds import missed

    limits = thresholds(fail_under)
    letters = read_request_set(requests)
    with context.obj.library() as library, _letters_bar() as on_letter:
        folder = prepare(library, letters, out)
        generate(letters, folder, desk_of(library), on_letter)
    summary = score(letters, folder)
    _show(summary, as_json)
    fail(missed(summary.overall, limits))


def _show(summary: RequestSummary, as_json: bool) -> None:
    """The tables on standard output, and every failure on a line of its own."""
    if as_json:
        sys.stdout.write(summary.model_dump_json() + "\n")
        return
    from rich.console import Console

    from eval.foi import tables

    console = Console(width=None if sys.stdout.isatty() else 110)
    for table in (
        tables.overall_table(summary),
        tables.letters_table(summary),
        tables.confusion_table(summary),
    ):
        console.print(table)
    sys.stdout.write("".join(f"{line}\n" for line in tables.failure_lines(summary)))


@contextmanager
def _letters_bar() -> Iterator[OnAnswer]:
    """A progress bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading letters"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
