"""What the tab "Benchmarks" needs of the evaluation, and nothing more; everything in it is plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from assistant.answer import Mode
from assistant.people.person import Person
from assistant.rooms import Rooms


@dataclass(frozen=True, slots=True)
class SetLine:
    """A question set that can be run.

    ``absent``: how many of the documents that it names are not in the library, as far as the person sees it.
    ``trouble``: why it cannot be run, "" where it can.
    """

    id: str
    name: str
    questions: int = 0
    absent: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class CheckedSet:
    """What became of an uploaded set. ``kept`` is its id, "" where faults keep it out.

    ``faults`` and ``remarks`` are one line each, with the line or row of the file that they are about.
    """

    name: str
    questions: int = 0
    kept: str = ""
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class RunState(StrEnum):
    """How far a run is. ``STOPPED``: it can be gone on with. ``FAILED``: it never began to ask."""

    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run that is kept. ``figures``: rows of (what, value). ``trouble``: what ended it, if anything did."""

    id: str
    name: str
    set_name: str
    by: str
    started: datetime
    mode: Mode
    state: RunState
    answered: int = 0
    questions: int = 0
    figures: tuple[tuple[str, str], ...] = ()
    trouble: str = ""


class Step(StrEnum):
    """What is being done in a run."""

    PREPARING = "preparing"
    ASKING = "asking"
    SCORING = "scoring"


@dataclass(frozen=True, slots=True)
class AtWork:
    """The run that is under way. ``run``: its id, "" where it is of papers that the person may not see."""

    run: str
    name: str = ""
    by: str = ""
    step: Step = Step.PREPARING
    done: int = 0
    total: int = 0
    stopping: bool = False


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A figure of two runs on the same questions. ``better`` is None where chance may explain the change."""

    name: str
    before: str
    after: str
    change: str
    interval: str
    p: str
    n: str
    better: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A question that came out otherwise."""

    change: str
    id: str
    question: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two runs side by side, over the ``questions`` that both asked.

    ``changes`` are the first of those there are, ``changed`` counts all.
    """

    before: str
    after: str
    questions: int
    metrics: tuple[MetricLine, ...]
    changes: tuple[ChangeLine, ...]
    changed: int
    notices: tuple[str, ...]


class BenchmarkService(Protocol):
    """The evaluation as one person may use it. Every method may raise AssistantError, whose message is shown.

    A run whose papers they may not all see is to them as if it were not there.
    """

    def sets(self) -> list[SetLine]:
        """The sets that can be run, shipped ones first."""
        ...

    def add_set(self, file: Path) -> CheckedSet:
        """Check a set and, where it has no fault, keep it under its file's name."""
        ...

    def start(self, set_id: str, mode: Mode, name: str) -> str:
        """Begin a run and return its id at once; one run at a time, whoever begins it."""
        ...

    def go_on(self, run_id: str) -> None:
        """Ask what a stopped run has left."""
        ...

    def stop(self) -> None:
        """End the run that is under way after the question at hand; what was answered is kept."""
        ...

    def at_work(self) -> AtWork | None:
        """The run that is under way."""
        ...

    def runs(self) -> list[RunLine]:
        """The runs that are kept, the newest first."""
        ...

    def report(self, run_id: str) -> str:
        """The report of a finished run: a whole HTML page that loads nothing."""
        ...

    def archive(self, run_id: str) -> bytes:
        """All files of a run, as a ZIP file."""
        ...

    def compare(self, before: str, after: str) -> Compared:
        """Two finished runs side by side."""
        ...

    def delete(self, run_id: str) -> None:
        """A run is gone for good; not the one that is under way."""
        ...

    def feedback(self) -> Mapping[str, int]:
        """How often readers said what of their answers: verdict -> number."""
        ...


FeedbackCounts = Callable[[Person], Mapping[str, int]]
"""How often readers said what of answers whose papers the person may see: verdict -> number."""

MakeBenchmarks = Callable[[Rooms, FeedbackCounts], Callable[[Person], BenchmarkService]]
"""Makes the evaluation over the rooms of one library; it gives each person what they may use of it."""
