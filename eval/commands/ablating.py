"""``eval ablate``: what each part of the search is worth, as one table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from eval.commands.options import CorpusDir, Out, QuestionsFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from eval.ablate import Ablation
    from eval.run import OnAnswer


def ablate_command(
    context: typer.Context,
    questions: QuestionsFile,
    out: Out,
    corpus: CorpusDir = None,
    as_json: Annotated[bool, typer.Option("--json", help="The table as JSON.")] = False,
) -> None:
    """Ask the same questions with vectors alone, full text alone, both fused, and fused and reranked."""
    from eval.ablate import ablate
    from eval.commands.running import say
    from eval.sets import read_question_set_file

    asked = read_question_set_file(questions)
    say(asked.notices)
    with variants_bar() as on_answer:
        ablation = ablate(context.obj.settings(), asked, out, corpus, on_answer)
    show_ablation(ablation, as_json)


def show_ablation(ablation: Ablation, as_json: bool) -> None:
    """The table on standard output."""
    if as_json:
        sys.stdout.write(ablation.model_dump_json() + "\n")
        return
    from rich.console import Console

    from eval.ablate import METRICS
    from eval.tables import ablation_table

    Console(width=None if sys.stdout.isatty() else 110).print(ablation_table(ablation, METRICS))
    sys.stdout.write("".join(f"{row.variant}: {row.left_out}\n" for row in ablation.rows if row.left_out))


@contextmanager
def variants_bar() -> Iterator[Callable[[str], OnAnswer]]:
    """A progress bar on standard error for each variant in turn."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:

        def begin(name: str) -> OnAnswer:
            task = bar.add_task(name, total=None)
            return lambda done, of: bar.update(task, completed=done, total=of)

        yield begin
