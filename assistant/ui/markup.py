"""Words of a document, a question, a file name or a language model as HTML: always data, never obeyed."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

_MARKER = re.compile(r"\[(\d+)\]")


def escape(value: str) -> str:
    """Text that is safe between tags and between quotes of an attribute."""
    return html.escape(value, quote=True)


def isolated(value: str) -> str:
    """Escaped, and kept from reversing the words around it (a name may hold right-to-left marks)."""
    return f"<bdi>{escape(value)}</bdi>"


def linked(number: int, text: str, titles: Mapping[int, str]) -> str:
    """Our own text, escaped, in which each [n] that ``titles`` names leads to its source's card.

    ``number`` is that of the exchange.
    """
    pieces: list[str] = []
    position = 0
    for match in _MARKER.finditer(text):
        marker = int(match[1])
        if marker in titles:
            before = re.sub(r" $", "\N{NO-BREAK SPACE}", text[position : match.start()])
            pieces += [escape(before), _marker(number, marker, titles[marker])]
            position = match.end()
    return "".join(pieces) + escape(text[position:])


def card_id(number: int, marker: int) -> str:
    """The id of a source's card in an exchange."""
    return f"x{number}-source-{marker}"


def _marker(number: int, marker: int, title: str) -> str:
    label = escape(f"[{marker}] source: {title}")
    return f'<a class="marker" href="#{card_id(number, marker)}" aria-label="{label}">[{marker}]</a>'
