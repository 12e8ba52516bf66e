"""What is gathered while a letter is divided: the things asked for, and the sentence over a list."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Draft:
    """One thing asked for, by offsets. ``parts`` is its number in the letter, empty where it has none.

    ``stem`` is what is put before a part, ``parent`` the question it is a part of, ``before`` a statement
    just before an unnumbered question. ``run`` tells the lists of a letter apart; ``loose``: no list at all.
    ``group`` counts the unnumbered stems whose parts have letters or numbers of their own.
    """

    start: int
    end: int
    parts: tuple[str, ...] = ()
    own: bool = True
    run: int = 0
    stem: str = ""
    heading: str = ""
    parent: Draft | None = None
    before: str = ""
    group: int = 0
    number: str = ""

    @property
    def loose(self) -> bool:
        return not self.parts


@dataclass(slots=True)
class Lead:
    """The sentence over a list: its words, whether what follows is asked for, the question it asks itself."""

    start: int
    end: int
    text: str
    asks: bool
    draft: Draft | None = None
    run: int = 0


@dataclass(slots=True)
class Division:
    """What was found in a letter: its questions in order, its definitions, and what it is about at least."""

    drafts: list[Draft] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    topics: list[Draft] = field(default_factory=list)


def place_in(raw: str, folded: int) -> int:
    """The offset in ``raw`` that lies ``folded`` characters into its folded form."""
    seen = 0
    for offset, _ in enumerate(raw):
        if seen >= folded:
            return len(raw[:offset].rstrip())
        seen = len(" ".join(raw[: offset + 1].split()))
    return len(raw.rstrip())
