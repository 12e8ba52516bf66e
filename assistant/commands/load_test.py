"""``load-test``: many people asking at once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import psutil

    from assistant.load_test import Ask, Sample

_TOKEN = "COMMISSIONING_TOKEN"  # noqa: S105 - the name of a variable, not a secret


def load_test_command(
    context: typer.Context,
    questions_file: Annotated[Path, typer.Argument(metavar="QUESTIONS", help="A question set.")],
    people: Annotated[int, typer.Option(min=1, help="So many ask at once.")] = 20,
    questions: Annotated[int, typer.Option(min=1, help="Asked in all, the set over and over.")] = 2000,
    think: Annotated[float, typer.Option(min=0.0, help="Seconds before each asks again.")] = 0.0,
    url: Annotated[
        str | None,
        typer.Option(help=f"Ask the page that runs at this address, with the token in {_TOKEN}."),
    ] = None,
    pid: Annotated[
        int | None, typer.Option(help="The page's process on this machine, to measure its memory.")
    ] = None,
    changing: Annotated[
        bool, typer.Option("--changing", help="Papers come in meanwhile: answers may rightly change.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Have many people ask at once, each again as soon as answered, and time what they wait.

    Every answer is held against the one that its question was given alone. Ends with 1 where an answer was
    lost, another question's, or other than alone.
    """
    from assistant.answer import Filters
    from assistant.load_test import LoadTest
    from assistant.questions import read_question_set

    asked = read_question_set(questions_file, Filters())
    with _asking(context, url, people) as ask:
        test = LoadTest(ask, asked, _process(url, pid), _show, changing=changing)
        result = test.run(people, questions, think)
    figures = asdict(result)
    if as_json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        sys.stdout.write("".join(f"{name:<16} {value}\n" for name, value in figures.items()))
    if not result.sound:
        raise typer.Exit(1)


@contextmanager
def _asking(context: typer.Context, url: str | None, people: int) -> Iterator[Ask]:
    from assistant.askers import InProcess, OverHttp

    if url is not None:
        with OverHttp(url, os.environ.get(_TOKEN), people) as ask:
            yield ask
        return
    from assistant.service import LibraryService
    from ingest.library import Library

    with Library(context.obj.settings()) as library:
        service = LibraryService(library)
        service.warm_up()
        yield InProcess(service.ask)


def _process(url: str | None, pid: int | None) -> psutil.Process | None:
    import psutil

    from ingest.errors import AssistantError

    if url is None:
        return psutil.Process()
    try:
        return psutil.Process(pid) if pid is not None else None
    except psutil.NoSuchProcess as error:
        raise AssistantError(f"No process has the number {pid}: give that of the page.") from error


def _show(sample: Sample) -> None:
    memory = "" if sample.rss_mib is None else f", {sample.rss_mib:,.0f} MiB"
    sys.stderr.write(f"{sample.answers:,} answers after {sample.seconds:,.0f} s{memory}\n")
