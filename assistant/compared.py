"""Where a question asks whether two papers agree, each of them is quoted with what was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.alike import TextOf
from assistant.frames import Figure, statement
from assistant.kinds import Wanted, wanted
from assistant.question import Part, stems
from assistant.signs import Choice
from assistant.standing import standing
from assistant.words import fold
from ingest.records import DocumentRow

_COMPARES = re.compile(
    r"\b(?:agree|disagree|differ|contradict|conflict|match|tally|(?:in)?consistent|say\s+the\s+same|"
    r"same\s+(?:thing|figure|number|value|amount|total))s?\b",
    re.IGNORECASE,
)
# "the monitoring report", "the proposed decision record", "the budget risk register", "the minutes"
_NAMED = re.compile(
    r"\bthe\s+((?:(?!the\b|and\b|of\b)[\w&'’/-]+\s+){0,4}?(?:report|minutes|strategy|register|record|plan|policy|"
    r"statement|specification|assessment|appendix\s+\w{1,2}|review|log)s?)\b",
    re.IGNORECASE,
)
# Words for a paper that say what it is for or where it stands, and are not in its title.
_NOT_IN_TITLES = frozenset(
    """
    cabinet committee covering current draft earlier final latest new old official original proposed
    published signed updated
    """.split()  # noqa: SIM905
)
_FIGURES = {
    Wanted.MONEY: "money",
    Wanted.SHARE: "share",
    Wanted.NUMBER: "number",
    Wanted.COUNT: "number",
}
# Papers that differ on one thing give values of the same order: neither is more than so many times the other.
_SAME_ORDER = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper that the question names, by the stems of its name. ``is_open``: one that was only proposed."""

    stems: frozenset[str]
    is_open: bool | None

    def is_this(self, document: DocumentRow, text_of: TextOf) -> bool:
        if not self.stems <= stems(f"{document.title} {document.kind}"):
            return False
        return self.is_open is None or standing(document, text_of(document.id)).is_open == self.is_open


def each_paper(
    asked: str,
    parts: Sequence[Part],
    picked: Sequence[Choice],
    ranked: Sequence[Sequence[Choice]],
    text_of: TextOf,
) -> list[Choice]:
    """The choices, with the best of each paper that the question compares and that is not quoted yet.

    Only what holds a figure of the kind asked for is added: one that can be compared, of the same order as
    that of the paper which answers best, where there is one.
    """
    papers = list(_papers(asked)) if _COMPARES.search(asked) else []
    sought = next(
        ((n, kind) for n, part in enumerate(parts) if (kind := _FIGURES.get(wanted(part.text)))), None
    )
    if sought is None or len(papers) < 2:
        return list(picked)
    number, kind = sought
    found = [_of(paper, ranked[number], text_of, kind) for paper in papers]
    found = sorted((each for each in found if each), key=lambda each: -each[0].score)
    choices = list(picked)
    for each in found:
        choices += _comparable(each, found[0][0], choices, kind)
    return choices


def _comparable(found: Sequence[Choice], best: Choice, choices: Sequence[Choice], kind: str) -> list[Choice]:
    """The best choice of a paper that gives a figure of the order of ``best``; none that is there already."""
    alike = [choice for choice in found if _same_order(choice, best, kind)] or list(found)
    there = [choice for choice in alike if any(choice.unit.text == other.unit.text for other in choices)]
    return [] if there else alike[:1]


def _same_order(one: Choice, two: Choice, kind: str) -> bool:
    first, second = ([abs(figure.amount.value) for figure in _figures(each, kind)] for each in (one, two))
    return any(max(a, b) <= _SAME_ORDER * min(a, b) for a in first for b in second)


def _papers(asked: str) -> Iterator[_Paper]:
    found: dict[_Paper, None] = {}
    for match in _NAMED.finditer(asked):
        words = re.findall(r"\w+", fold(match[1]))
        named = stems(" ".join(word for word in words if word not in _NOT_IN_TITLES))
        is_open = True if {"proposed", "draft"} & set(words) else False if "final" in words else None
        found.setdefault(_Paper(frozenset(named), is_open))
    yield from found


def _of(paper: _Paper, ranked: Sequence[Choice], text_of: TextOf, kind: str) -> list[Choice]:
    """The choices of this paper with a figure of the kind, best first."""
    return [c for c in ranked if paper.is_this(c.hit.document, text_of) and _figures(c, kind)]


def _figures(choice: Choice, kind: str) -> list[Figure]:
    return [figure for figure in statement(choice.unit.text).figures if figure.kind == kind]
