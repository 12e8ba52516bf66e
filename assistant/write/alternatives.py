"""A share of one group or another ("good or outstanding") is not that share of the one group alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.question import stem
from assistant.words import STOPWORDS
from assistant.write.figures import Figure
from assistant.write.plain import plain

_DEGREE = r"(?:(?:very|strongly|extremely|fairly|quite|highly|mostly|completely|always|partly)\s)?"
_EITHER = re.compile(rf"\b(?P<one>{_DEGREE}[a-z]+)\sor\s(?P<other>{_DEGREE}[a-z]+)\b", re.IGNORECASE)
# How far behind a figure the words may stand that it is a share of.
_REACH = 100


def is_narrowed(sentence: str, figure: Figure, quoted: str, same: Sequence[Figure]) -> bool:
    """Does the sentence give the share for one of two groups that every place of the source gives it for?"""
    if figure.kind != "share":
        return False
    said = _words(sentence)
    return bool(same) and all(
        any(_is_left_out(one, other, said) for one, other in _groups(plain(quoted), each)) for each in same
    )


def _groups(text: str, figure: Figure) -> Iterator[tuple[list[str], list[str]]]:
    """The pairs joined by "or" behind the figure, up to the next figure or the end of its clause."""
    behind = re.split(r"[.;:|…\d]|,\sand\b", text[figure.end : figure.end + _REACH])[0]
    for match in _EITHER.finditer(behind):
        one, other = _words(match["one"]), _words(match["other"])
        if not {*one, *other} & STOPWORDS:
            yield one, other


def _is_left_out(one: list[str], other: list[str], said: list[str]) -> bool:
    """Is just one of the two said? Of "satisfied or very satisfied" the wider may stand alone."""
    has_one, has_other = _count(one, said), _count(other, said)
    if one == other[-len(one) :]:
        return bool(has_other) and has_one == has_other
    if other == one[-len(other) :]:
        return bool(has_one) and has_one == has_other
    return bool(has_one) != bool(has_other)


def _count(phrase: list[str], said: list[str]) -> int:
    return sum(said[at : at + len(phrase)] == phrase for at in range(len(said)))


def _words(text: str) -> list[str]:
    return [stem(word) for word in re.findall(r"[a-z]+", plain(text).lower())]


_BOTH = re.compile(
    r"\bboth\s(?:the\s|of\sthe\s)?(?P<one>[\w-]+)\sand\s(?:the\s)?(?P<other>[\w-]+)", re.IGNORECASE
)


def joins_alternatives(sentence: str, quoted: str) -> str | None:
    """Why "both A and B" is more than the source's "A or B"; None where the source joins them too."""
    told = plain(quoted).lower()
    for match in _BOTH.finditer(plain(sentence).lower()):
        one, other = re.escape(match["one"]), re.escape(match["other"])
        if re.search(rf"\b{one}\sor\s(?:the\s)?{other}\b", told) and not re.search(
            rf"\b{one}\sand\s(?:the\s)?{other}\b", told
        ):
            return "The source says it of one or the other, not of both."
    return None
