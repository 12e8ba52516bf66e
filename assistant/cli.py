"""The front door: one command with the rooms' commands mounted, errors turned into one line and a code.

Exit codes: 0 done (a refusal to answer is an answer), 1 a stated error, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands import (
    ask,
    backing_up,
    bench,
    chat,
    doctor,
    documents,
    foi_cases,
    ingesting,
    load_test,
    models,
    records,
    users,
)
from assistant.commands.context import Context
from eval.commands import app as eval_app
from ingest.errors import AssistantError
from prompts import PromptError

if TYPE_CHECKING:
    from assistant.people.person import Person
    from assistant.rooms import Rooms
    from assistant.ui.bench.service import BenchmarkService, FeedbackCounts

app = typer.Typer(
    name="commissioning-assistant",
    help="Answers questions over commissioning documents of councils and the NHS, in their own words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _benchmarks(rooms: Rooms, feedback: FeedbackCounts) -> Callable[[Person], BenchmarkService]:
    from eval.desk import Benchmarks

    return Benchmarks(rooms, feedback)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("commissioning-assistant"))
        raise typer.Exit


@app.callback()
def front_door(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(help="Folder of the catalogue, vectors and uploads [default: ./.commissioning]."),
    ] = None,
    config: Annotated[Path | None, typer.Option(help="Settings file (TOML).")] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options that every command takes."""
    context.obj = Context(home, config, _benchmarks)


app.command("ingest")(ingesting.ingest_command)
app.command("ask")(ask.ask_command)
app.command("chat")(chat.chat_command)
app.add_typer(documents.app, name="documents")
app.add_typer(models.app, name="models")
app.add_typer(foi_cases.app, name="foi")
app.add_typer(users.app, name="users")
app.add_typer(eval_app, name="eval")
app.add_typer(records.audit_app, name="audit")
app.add_typer(records.feedback_app, name="feedback")
app.command("doctor")(doctor.doctor_command)
app.command("bench")(bench.bench_command)
app.command("load-test")(load_test.load_test_command)
app.command("backup")(backing_up.backup_command)
app.command("restore")(backing_up.restore_command)


def main() -> None:
    """Run the command line; never shows a traceback for a stated error."""
    try:
        app()
    except (AssistantError, PromptError) as error:
        sys.stderr.write(f"Error: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output (head, say) has seen enough.
        sys.stderr.close()
        sys.exit(0)
