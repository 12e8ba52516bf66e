"""``eval run`` and ``eval score``: a question set asked and scored, or scored again."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.context import ClearedFor, as_seen
from eval.commands.options import (
    AnswerMode,
    AsJson,
    Canaries,
    CorpusDir,
    FailUnder,
    Out,
    QuestionsFile,
    RunDir,
)

if TYPE_CHECKING:
    from assistant.answer import Mode
    from eval.results import GoldError, Summary
    from eval.run import OnAnswer
    from eval.sets import QuestionSet
    from eval.thresholds import Threshold
    from ingest.library import Library


def run_command(
    context: typer.Context,
    questions: QuestionsFile,
    out: Out,
    mode: AnswerMode = "quote",
    corpus: CorpusDir = None,
    label: Annotated[str, typer.Option(help="What to call this run in reports.")] = "",
    canary: Canaries = None,
    fail_under: FailUnder = None,
    cleared_for: ClearedFor = None,
    as_json: AsJson = False,
) -> None:
    """Ask every question, keep the answers, score them. Run again after an interruption to go on."""
    from eval.sets import read_question_set_file

    limits = thresholds(fail_under)
    asked = read_question_set_file(questions)
    say(asked.notices)
    with context.obj.library() as library:
        summary = ask_and_score(as_seen(library, cleared_for), asked, out, label, canary or (), corpus, mode)
    conclude(summary, limits, as_json)


def ask_and_score(
    library: Library,
    asked: QuestionSet,
    out: Path,
    label: str = "",
    canaries: Sequence[str] = (),
    corpus: Path | None = None,
    mode: Mode = "quote",
) -> Summary:
    """One run with its progress bar, from the check of the set to the scores."""
    from assistant.engine import Assistant
    from eval.run import generate, prepare
    from eval.score import score

    with asking_bar() as on_answer:
        folder, errors = prepare(library, asked, out, label, canaries, corpus, mode)
        say(_in_words(errors))
        generate(Assistant(library), folder, on_answer)
    return score(folder, corpus)


def score_command(
    directory: RunDir, corpus: CorpusDir = None, fail_under: FailUnder = None, as_json: AsJson = False
) -> None:
    """Score the answers of a run again, without asking again."""
    from eval.folder import RunFolder
    from eval.score import score

    limits = thresholds(fail_under)
    summary = score(RunFolder(directory), corpus)
    say(_in_words(summary.gold_errors))
    conclude(summary, limits, as_json)


def thresholds(given: Sequence[str] | None) -> list[Threshold]:
    """The limits that were given, checked before any work is done."""
    from eval.thresholds import parse_threshold

    return [parse_threshold(each) for each in given or ()]


def conclude(summary: Summary, limits: Sequence[Threshold], as_json: bool) -> None:
    """Show the figures; exit 1 where a limit is missed or something was shown that never may be."""
    from eval.thresholds import below, violations

    show(summary, as_json)
    fail([*violations(summary), *below(summary, limits)])


def show(summary: Summary, as_json: bool) -> None:
    """The summary on standard output: tables for people, or JSON."""
    if as_json:
        sys.stdout.write(summary.model_dump_json() + "\n")
        return
    from rich.console import Console

    from eval import tables

    made = (
        tables.headline(summary),
        tables.kinds(summary),
        tables.written_kinds(summary),
        tables.verdict_table(summary),
        tables.citation_table(summary),
        tables.refusal_table(summary),
        tables.remark_table(summary),
    )
    console = Console(width=None if sys.stdout.isatty() else 110)
    for table in filter(None, made):
        console.print(table)


def fail(problems: Sequence[str]) -> None:
    """State every problem on standard error and exit 1, if there is any."""
    say([f"Failed: {problem}" for problem in problems])
    if problems:
        raise typer.Exit(1)


def say(lines: Sequence[str]) -> None:
    """Notices, on standard error."""
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _in_words(errors: Sequence[GoldError]) -> list[str]:
    """What is wrong with the set itself: these questions are counted apart."""
    return [f"Error of the set, not scored: {e.case}: {e.document}: {e.problem}" for e in errors]


@contextmanager
def asking_bar() -> Iterator[OnAnswer]:
    """A progress bar on standard error: questions answered and time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Asking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
