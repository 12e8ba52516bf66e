"""``bench``: speed and memory on this machine."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer


def bench_command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A folder of papers.", exists=True, file_okay=False)],
    questions: Annotated[Path | None, typer.Option(help="A question set to time answers with.")] = None,
    copies: Annotated[int, typer.Option(min=1, help="Ingest the folder this many times over.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Time an ingest, an unchanged ingest and answers, in a home folder made for it and removed after.

    Figures: pages a second, seconds for the unchanged run, median and 95th percentile of an answer in
    milliseconds with the models loaded, and peak resident memory of the main process and of the largest
    reader process in MiB.
    """
    from assistant.answer import Filters
    from assistant.bench import bench
    from assistant.commands.ingesting import progress_bar
    from assistant.questions import read_question_set

    asked = read_question_set(questions, Filters()) if questions else []
    with progress_bar() as on_progress:
        result = asdict(bench(context.obj.settings(), folder, asked, copies, on_progress))
    if as_json:
        sys.stdout.write(json.dumps(result) + "\n")
    else:
        sys.stdout.write("".join(f"{name:<16} {value}\n" for name, value in result.items()))
