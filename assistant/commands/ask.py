"""``ask``: one answer, or a question set answered line by line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.context import ClearedFor, as_seen

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Mode, Written
    from assistant.engine import Assistant
    from assistant.questions import AskedQuestion

_DAY = ["%Y-%m-%d"]


class AnswerMode(StrEnum):
    """In whose words an answer is given."""

    QUOTE = "quote"
    WRITE = "write"


def ask_command(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="The question, or - for standard input.")] = None,
    batch: Annotated[
        Path | None, typer.Option(help="A question set (JSON lines) to answer in order.")
    ] = None,
    authority: Annotated[str | None, typer.Option(help="Only this authority's documents.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind of document.")] = None,
    since: Annotated[
        datetime | None, typer.Option(help="Only documents of this day or later.", formats=_DAY)
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(help="Only documents of this day or earlier.", formats=_DAY)
    ] = None,
    mode: Annotated[
        AnswerMode,
        typer.Option(help="quote: the documents' own words; write: a model's, each sentence checked."),
    ] = AnswerMode.QUOTE,
    cleared_for: ClearedFor = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answers as JSON, one a line.")] = False,
) -> None:
    """Ask a question and get an answer with its sources."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give either a question or --batch FILE")
    from assistant.answer import Filters
    from assistant.engine import Assistant
    from assistant.questions import AskedQuestion, read_question_set

    filters = Filters(
        authority=authority,
        kind=kind,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    if batch is not None:
        asked = read_question_set(batch, filters)
    else:
        asked = [AskedQuestion.model_construct(question=_given(question or ""), filters=filters)]
    with context.obj.library() as library:
        assistant = Assistant(as_seen(library, cleared_for))
        for answer in _answers(assistant, asked, mode.value, show_progress=batch is not None):
            text = answer.model_dump_json() if as_json else "\n".join(answer_lines(answer))
            sys.stdout.write(text + "\n")
            sys.stdout.flush()


def _given(question: str) -> str:
    text = sys.stdin.read() if question == "-" else question
    if not text.strip():
        raise typer.BadParameter("the question is empty")
    return text.strip()


def _answers(
    assistant: Assistant, asked: list[AskedQuestion], mode: Mode, show_progress: bool
) -> Iterator[Answer]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True, quiet=not show_progress)
    for each in track(asked, "Asking", console=console, transient=True):
        yield assistant.ask(each.question, each.filters, each.history, mode, each.id)


def answer_lines(answer: Answer) -> Iterator[str]:
    """An answer for a terminal: the text, then where each quotation stands."""
    if answer.standalone_question != answer.question:
        yield f"Taken to mean: {answer.standalone_question}"
        yield ""
    if answer.written:
        yield from _written_lines(answer.written)
    yield answer.text
    for notice in answer.notices:
        yield ""
        yield f"Please note: {notice.text}"
    nearest = answer.refusal.nearest if answer.refusal else ()
    if nearest:
        yield ""
        yield "Nearest passages:"
    for citation in nearest or answer.citations:
        yield ""
        yield from _source_lines(citation, with_quote=bool(nearest))


def _written_lines(written: Written) -> Iterator[str]:
    """Who wrote the answer and what was struck, or why the quoted answer is shown instead."""
    if written.remark:
        yield written.remark
    else:
        yield f"Written by {written.model}; every sentence was checked against the sources below."
    for sentence in written.sentences:
        if not sentence.kept:
            yield f"Struck out: “{sentence.text}” {sentence.why}"
    if written.unknown_markers:
        yield f"It named sources that there are not: {', '.join(written.unknown_markers)}."
    if written.no_second_opinion:
        yield written.no_second_opinion
    yield ""


def _source_lines(citation: Citation, with_quote: bool) -> Iterator[str]:
    parts = [citation.title, citation.authority, citation.date, citation.reference, place(citation)]
    yield f"[{citation.marker}] " + ", ".join(part for part in parts if part)
    yield f"    {citation.source}"
    if citation.cell:
        yield f"    {citation.cell.words}"
    if with_quote:
        yield f"    “{citation.quote}”"


def place(citation: Citation) -> str:
    """Where the quotation stands: the page with its printed label, or the section."""
    if citation.page is None:
        return citation.section
    run = f"pages {citation.page}–{citation.page_end}" if citation.page_end else f"page {citation.page}"
    differs = citation.page_label and citation.page_label != str(citation.page)
    return f"{run} (printed {citation.page_label})" if differs else run
