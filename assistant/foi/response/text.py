"""A letter as Markdown and as a web page: what came from a request or a document shows as it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.foi.response.letter import Letter
from assistant.markdown_text import as_typed


def markdown_letter(letter: Letter) -> str:
    """The letter in CommonMark."""
    return "\n\n".join(_blocks(letter)) + "\n"


def html_letter(letter: Letter) -> str:
    """The letter as one page that fetches nothing."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("letter.html.j2").render(letter=letter)


def _blocks(letter: Letter) -> Iterator[str]:
    if letter.open_points:
        yield "# Draft: not to be sent"
        yield "\n".join(f"- {as_typed(point)}" for point in letter.open_points)
    yield "# Response to your request for information"
    yield as_typed(letter.authority)
    yield letter.written
    if letter.reference:
        yield f"Our reference: {as_typed(letter.reference)}"
    if letter.subject:
        yield f"Subject: {as_typed(letter.subject)}"
    received = f", received on {letter.received}" if letter.received else ""
    yield f"Thank you for your request{received}. We have dealt with it under the {letter.law}."
    yield from map(as_typed, letter.general)
    yield "## Your questions and our answers"
    for question in letter.questions:
        yield f"### {as_typed(question.number)}\\. {as_typed(question.asked)}"
        yield from map(as_typed, question.paragraphs)
    yield "## Internal review"
    yield from map(as_typed, letter.rights)
    yield from _annex(letter)


def _annex(letter: Letter) -> Iterator[str]:
    if letter.sources:
        yield "## Annex: sources"
    for source in letter.sources:
        yield f"\\[{source.marker}\\] {as_typed(source.line)}"
        yield f"> “{as_typed(source.quote)}”"
