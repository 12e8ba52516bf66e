"""A paper as Markdown (CommonMark): words of documents and people show as they were typed."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.export.paper import NOT_FOUND, NOTICES, WORKING_COPY, Paper, Section, Source
from assistant.markdown_text import as_typed


def markdown_file(paper: Paper) -> bytes:
    """The paper, in UTF-8."""
    return ("\n\n".join(_blocks(paper)) + "\n").encode()


def _blocks(paper: Paper) -> Iterator[str]:
    yield f"# {as_typed(paper.title)}"
    yield as_typed(f"{paper.made} {paper.corpus}")
    yield as_typed(WORKING_COPY)
    for section in paper.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.number}\\. {as_typed(section.question)}"
    for line in (section.asked, section.taken, section.narrowed, section.byline):
        if line:
            yield as_typed(line)
    if section.not_found:
        yield f"### {NOT_FOUND}"
    yield from map(as_typed, section.paragraphs)
    if section.notices:
        yield f"### {NOTICES}"
        yield "\n".join(f"- {as_typed(notice)}" for notice in section.notices)
    if section.sources:
        yield f"### {section.sources_heading}"
    for source in section.sources:
        yield from _source(source)


def _source(source: Source) -> Iterator[str]:
    yield f"#### \\[{source.marker}\\] {as_typed(source.title)}"
    yield "\n".join(f"- {name}: {as_typed(value)}" for name, value in source.facts)
    if source.cell:
        yield as_typed(source.cell)
    yield f"> “{as_typed(source.quote)}”"
