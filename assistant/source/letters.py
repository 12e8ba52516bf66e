"""Text reduced to its visible letters, so that two readers' texts of one page can be compared.

Two libraries read the same page with other spaces, line ends and hyphens at line ends, and write a ligature
or an accented letter in one character or in two. What is left here is the same for both. It is used to find
where a quotation stands that has been verified already (``assistant.verify``), never to decide whether it
stands there.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

HYPHENS = frozenset("-\u00ad\u2010\u2011\u0002\ufffe")
"""Characters that may be a hyphen at a line end; the last two are what pdfium gives for one."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text, and for each of them the index in the text of the character it came from."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters, end exclusive, that the letters from ``start`` to ``end`` came from."""
        return self.places[start], self.places[end - 1] + 1


def letters(text: str) -> Letters:
    """What can be seen of a text: no white space, no hyphens, compatible forms taken apart (NFKD)."""
    if text.isascii():
        kept = [place for place, character in enumerate(text) if "!" <= character <= "~" and character != "-"]
        return Letters("".join([text[place] for place in kept]), tuple(kept))
    found: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        shown = _shown(character)
        found.append(shown)
        places += [place] * len(shown)
    return Letters("".join(found), tuple(places))


def _shown(character: str) -> str:
    if "!" <= character <= "~":
        return "" if character == "-" else character
    seen = "".join(letter for letter in unicodedata.normalize("NFKD", character) if _visible(letter))
    return seen if seen.isascii() or max(seen) <= "\uffff" else _halved(seen)


def _halved(text: str) -> str:
    """Characters beyond the basic plane as two surrogates each, which is how pdfium hands them out."""
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(chr(units[at] << 8 | units[at + 1]) for at in range(0, len(units), 2))


def _visible(letter: str) -> bool:
    return (
        letter not in HYPHENS
        and not letter.isspace()
        and unicodedata.category(letter) not in ("Cc", "Cf", "Cn")
    )
