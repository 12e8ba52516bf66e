"""What the tab shows after an event, and what it remembers of a session."""

from __future__ import annotations

from dataclasses import dataclass

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Session:
    """``followed``: the run that was under way when last looked; ``deleting``: the one asked about."""

    followed: str = ""
    deleting: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What changes on the tab; None where a part stays as it is.

    ``running``: is a run under way, so that the page looks again soon? ``focus``: to the report or what else
    was asked for.
    """

    session: Session
    notice: str = ""
    sets: Choices | None = None
    chosen_set: str | None = None
    runs: str | None = None
    finished: Choices | None = None
    work: str | None = None
    running: bool | None = None
    shown: str | None = None
    confirm: str | None = None
    feedback: str | None = None
    emptied: bool = False
