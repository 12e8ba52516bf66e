"""What the tab shows after an event, and what it remembers of a session."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records.reading import EVERY, Narrowed


@dataclass(frozen=True, slots=True)
class Session:
    """What is being read: narrowed to what, which page, up to which entry (0: none was read yet)."""

    narrowed: Narrowed = EVERY
    page: int = 1
    upto: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What changes on the tab; None where a part stays as it is.

    ``people`` and ``actions`` are what can be chosen; ``emptied``: the filters are cleared.
    """

    session: Session
    notice: str = ""
    told: str | None = None
    table: str | None = None
    people: list[str] | None = None
    actions: list[str] | None = None
    kept: str | None = None
    verified: str | None = None
    emptied: bool = False
