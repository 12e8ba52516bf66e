"""``eval check-sentences``: how well the check of written sentences tells true ones from false ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.commands.options import FailUnder
from ingest.errors import ModelError

if TYPE_CHECKING:
    from assistant.write.model import Writer
    from eval.checking import Checked, OnSentence
    from eval.labels import Split
    from ingest.settings import Settings


class Part(StrEnum):
    """The parts of a labelled set, as they are named on the command line."""

    CALIBRATE = "calibrate"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"


Sentences = Annotated[
    Path, typer.Argument(help="Labelled sentences, as JSON lines.", exists=True, dir_okay=False)
]


def check_sentences_command(
    context: typer.Context,
    sentences: Sentences = Path("eval/sample/sentences.jsonl"),
    split: Annotated[Part | None, typer.Option(help="Only this part of the set.")] = None,
    fail_under: FailUnder = None,
    second_opinion: Annotated[
        bool, typer.Option("--second-opinion", help="Ask the model that writes about those kept; slow.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The table as JSON.")] = False,
) -> None:
    """Check labelled sentences against the papers; show what was caught and what was struck wrongly."""
    from eval.checking import check_sentences
    from eval.commands.running import fail, thresholds
    from eval.labels import read_labelled
    from eval.thresholds import missed

    limits = thresholds(fail_under)
    labelled = read_labelled(sentences)
    part: Split | None = split.value if split else None
    with context.obj.library() as library, _checking_bar() as on_sentence:
        writer = _writer(library.settings) if second_opinion else None
        checked = check_sentences(library, labelled, part, on_sentence=on_sentence, writer=writer)
    _show(checked, as_json)
    fail(missed(checked.overall, limits))


def _writer(settings: Settings) -> Writer:
    """The model that writes, to be asked whether the settings say so or not. Raises ModelError."""
    from assistant.write.answering import NO_WRITER
    from assistant.write.model import load_writer

    asked = settings.llm.model_copy(update={"second_opinion": True})
    writer = load_writer(settings.model_copy(update={"llm": asked}))
    if writer is None:
        raise ModelError(NO_WRITER)
    writer.prepare()
    return writer


def _show(checked: Checked, as_json: bool) -> None:
    """The table on standard output, with every sentence that was judged wrongly."""
    if as_json:
        sys.stdout.write(checked.model_dump_json() + "\n")
        return
    from rich.console import Console

    from eval.tables import checked_table, wrong_checks

    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(checked_table(checked))
    if any(each.is_wrong for each in checked.sentences):
        console.print(wrong_checks(checked))


@contextmanager
def _checking_bar() -> Iterator[OnSentence]:
    """A progress bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
