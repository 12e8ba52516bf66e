"""``doctor``: is everything in step? For each finding, what to run."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer


def doctor_command(
    context: typer.Context,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make all vectors anew from the catalogue.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Findings as JSON.")] = False,
) -> None:
    """Check catalogue, vectors, models and files against one another."""
    from assistant.doctor import examine

    with context.obj.library() as library:
        if rebuild:
            _rebuild(library)
        findings = examine(library)
    if as_json:
        sys.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False) + "\n")
    else:
        for finding in findings:
            remedy = f" → {finding.remedy}" if finding.remedy else ""
            sys.stdout.write(f"{finding.level:<8} {finding.what}{remedy}\n")
    if any(finding.level == "problem" for finding in findings):
        raise typer.Exit(1)


def _rebuild(library: object) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from ingest.library import Library
    from ingest.rebuild import rebuild

    assert isinstance(library, Library)  # noqa: S101
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Embedding")
        rebuild(library, lambda done, total: bar.update(task, completed=done, total=total))
