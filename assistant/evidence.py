"""What a unit bears out of a question: its names, its period, a thing of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.kinds import Wanted, holds, insists, wanted
from assistant.periods import covers, financial_years
from assistant.question import Part, names_in, speaks_of, stem, stems
from assistant.retrieve import Hit
from assistant.signs import Choice
from assistant.words import fold

# A unit of the kind asked for fits nearly as well as the best without (in logits), or is no answer.
_AS_WELL = 3.0
# Seats and forms of address by which people speak of what papers call otherwise.
_NO_NAMES = frozenset(
    ("whitehall", "westminster", "downing", "street", "mr", "mrs", "ms", "miss", "dr", "cllr")
)


# Capitalised words side by side; an initial by itself is none.
_CAPITALISED = re.compile(r"\b[A-Z][\w’'&-]*[a-z][\w’'&-]*(?:\s[A-Z][\w’'&-]*[a-z][\w’'&-]*)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the question gives it, "Halden Care Logistics", and the ``words`` that tell it apart."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one unit bears out of one part of a question. ``about`` tells whether its passage, though
    perhaps not the unit, has the names."""

    choice: Choice
    names: bool
    about: bool
    period: bool
    value: bool

    @property
    def whole(self) -> bool:
        return self.names and self.period and self.value


def evidence_of(
    part: Part, choices: Sequence[Choice], looked_at: int, named: Sequence[str]
) -> list[Evidence]:
    """What the best ``looked_at`` units bear out of a part. ``named``: the authorities that it names."""
    names = names_asked(part, named)
    kind = wanted(part.text) if insists(part.text) else Wanted.ANYTHING
    best = max((choice.fit or 0.0 for choice in choices), default=0.0)
    found = []
    for choice in choices[:looked_at]:
        about = not missing_names(everything(choice.hit), names)
        # A figure must stand with the name; what has no such kind may be told all over a passage.
        close = about if kind is Wanted.ANYTHING else not missing_names(_beside(choice), names)
        value = holds(kind, choice.unit.text) and (choice.fit is None or choice.fit >= best - _AS_WELL)
        found.append(Evidence(choice, close, about, in_period(choice, part.whole), value))
    return found


def names_asked(part: Part, named: Sequence[str]) -> list[Name]:
    """The proper names of a part, or of what it leans on.

    Left out are the authorities ``named``: whose papers these are is known already.
    """
    own = {word for authority in named for word in stems(authority)}
    return [
        name
        for name in (_names_of(part.text) or _names_of(part.whole))
        if not stems(" ".join(name.words)) <= own and not speaks_of(name.text, named)
    ]


def _names_of(text: str) -> list[Name]:
    single = {name for name in names_in(text) if _is_name(name)}
    found = []
    for run in _CAPITALISED.findall(text):
        if words := tuple(word for word in re.split(r"\s+", _unpossessed(run)) if word in single):
            found.append(Name(_unpossessed(run), words))
    return list(dict.fromkeys(found))


def _unpossessed(name: str) -> str:
    return re.sub(r"[’']s\b", "", name)


def _is_name(name: str) -> bool:
    """No "NHS-led" or "Government-funded", no seat of government, no acronym: papers may spell it out."""
    return fold(name) not in _NO_NAMES and not re.search(r"-[a-z]", name) and not name.isupper()


def missing_names(text: str, names: Sequence[Name]) -> list[Name]:
    """Those of the names that the text lacks: it has neither their proper words nor, in one, all of them
    ("Bluebell Hill" for "Blue Bell Hill")."""
    if not names:
        return []
    held, run = stems(text), _run_together(text)
    return [name for name in names if not (_run_together(name.text) in run or _has_words(name, held))]


def _has_words(name: Name, held: set[str]) -> bool:
    return all(stem(word) in held for word in re.findall(r"\w+", fold(" ".join(name.words))) if len(word) > 1)


def _run_together(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def in_period(choice: Choice, asked: str) -> bool:
    """Does the unit's passage or paper speak of the period asked for?

    A financial year may also be that of the paper's file name or, where the passage names none, of its date.
    """
    text = dated(choice)
    if covers(text, asked):
        return True
    return bool(financial_years(asked)) and covers(f"{text} {' '.join(_years_of_paper(choice))}", asked)


def dated(choice: Choice) -> str:
    """All from which the period of a unit can be read."""
    passage, document = choice.hit.passage, choice.hit.document
    return f"{everything(choice.hit)} {passage.header} {choice.unit.text} {document.date or ''}"


def _years_of_paper(choice: Choice) -> set[str]:
    passage, document = choice.hit.passage, choice.hit.document
    names = " ".join(source.rsplit("/", 1)[-1].replace("_", " ") for source in document.sources)
    year = _financial_year(document.date)
    silent = not financial_years(f"{passage.embedded} {passage.header} {choice.unit.text}")
    return financial_years(names) | ({year} if year and silent else set())


def _financial_year(day: str | None) -> str | None:
    """The financial year, "2024/25", of a date as the library writes it: "2025-01" or "2025-01-30"."""
    match = re.match(r"(\d{4})-(\d{2})", day or "")
    if match is None:
        return None
    start = int(match[1]) - (int(match[2]) < 4)
    return f"{start}/{(start + 1) % 100:02}"


def everything(hit: Hit) -> str:
    """A passage with what it stands under, and its paper's title, authority and reference."""
    document = hit.document
    return " ".join(
        part
        for part in (hit.passage.embedded, document.title, document.authority, document.reference)
        if part
    )


def _beside(choice: Choice) -> str:
    """The unit with what it stands under."""
    passage = choice.hit.passage
    return f"{choice.unit.text} {passage.context} {passage.header} {choice.hit.document.title}"
