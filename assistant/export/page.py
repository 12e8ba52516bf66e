"""A paper as one web page that fetches nothing, reads well on paper, and takes no word for markup."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from assistant.export.paper import NOT_FOUND, NOTICES, WORKING_COPY, Paper, Section

_MARKER = re.compile(r"\[(\d+)\]")


def page_file(paper: Paper) -> bytes:
    """The paper, in UTF-8."""
    words = {"not_found": NOT_FOUND, "notices": NOTICES, "working_copy": WORKING_COPY}
    return _template().render(paper=paper, **words).encode()


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["linked"] = _linked
    return environment.get_template("page.html.j2")


def _linked(text: str, section: Section) -> Markup:
    """The text, escaped, in which the [n] of a source leads to it."""
    markers: Collection[int] = () if section.not_found else {source.marker for source in section.sources}
    pieces = [Markup("")]
    position = 0
    for match in _MARKER.finditer(text):
        if (marker := int(match[1])) in markers:
            link = Markup('<a href="#q{0}-s{1}">[{1}]</a>').format(section.number, marker)
            pieces += [escape(text[position : match.start()]), link]
            position = match.end()
    return Markup("").join([*pieces, escape(text[position:])])
