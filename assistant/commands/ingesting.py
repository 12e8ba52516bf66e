"""``ingest``: files and folders into the library, with a line for every file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ingest.pipeline import OnProgress
    from ingest.report import IngestReport

_QUIET = ("unchanged",)


def ingest_command(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", show_default=False)],
    authority: Annotated[
        str | None, typer.Option(help="Name of the authority, whatever the papers say.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of document, whatever the papers say.")] = None,
    date: Annotated[str | None, typer.Option(help="Date (YYYY-MM-DD), whatever the papers say.")] = None,
    reference: Annotated[str | None, typer.Option(help="Reference, whatever the papers say.")] = None,
    title: Annotated[str | None, typer.Option(help="Title, whatever the papers say.")] = None,
    marking: Annotated[
        str | None, typer.Option(help="Marking; a marked paper is quarantined until it is released.")
    ] = None,
    prune: Annotated[
        bool, typer.Option(help="Remove documents whose files are gone from the folder.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Take files and folders into the library. Run again, only what changed is read."""
    from ingest.describe import Overrides
    from ingest.pipeline import ingest

    overrides = Overrides(authority, kind, date, reference, title, marking)
    with context.obj.library() as library, progress_bar() as on_progress:
        report = ingest(library, paths, overrides, prune, on_progress)
    if as_json:
        sys.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in report_lines(report)))
    if report.counts().get("failed") == len(report.files) > 0:
        raise typer.Exit(1)


def report_lines(report: IngestReport) -> Iterator[str]:
    """The report for people: every file that needs a word, then the counts."""
    for file in report.files:
        if file.outcome not in _QUIET:
            yield f"{file.outcome:<12} {file.source}" + (f": {file.reason}" if file.reason else "")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(report.counts().items()))
    speed = f", {report.pages / report.seconds:.1f} pages/s" if report.pages and report.seconds else ""
    yield f"{counts or 'no files found'} in {report.seconds:.1f} s{speed}"


@contextmanager
def progress_bar() -> Iterator[OnProgress]:
    """A progress bar on standard error: files, pages a second and time left (by bytes)."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from ingest.pipeline import Progress as Step

    columns = (
        TextColumn("{task.fields[files]}"),
        BarColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[source]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", files="", speed="", source="")

        def show(step: Step) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            speed = f"{step.pages / elapsed:.1f} pages/s" if elapsed > 1 and step.pages else ""
            files = f"{step.files_done}/{step.files} files"
            bar.update(
                task,
                total=max(step.bytes, 1),
                completed=step.bytes_done,
                files=files,
                speed=speed,
                source=step.source[-50:],
            )

        yield show
