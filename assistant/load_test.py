"""Many people asking at once: how long each waits, and whether everybody is given their own answer.

A closed loop: each person asks, waits for the answer, and asks again. Every answer is held against the one
that the same question was given while nobody else asked.
"""

from __future__ import annotations

import math
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import psutil

from assistant.bench import percentile
from assistant.questions import AskedQuestion
from ingest.errors import AssistantError

Given = Mapping[str, Any]
Ask = Callable[[AskedQuestion], Given]
"""Asks one question and gives the answer as the JSON of the public contract. Safe in several threads.

Raises AssistantError where there is none.
"""
OnSample = Callable[["Sample"], None]

_EVERY = 100
# Of an answer, what may differ from one time to the next.
_PASSING = ("timings_ms", "id")
# Memory grows while models and caches fill: the slope is taken of what comes after.
_SETTLED_AFTER = 0.25
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Sample:
    """After so many answers: seconds since the start, and the resident memory of who answers, in MiB."""

    answers: int
    seconds: float
    rss_mib: float | None


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Times in milliseconds as each person waits for them; memory in MiB (None where it is not known whose).

    ``alone``: the same questions one at a time. ``errors`` counts what was said in place of an answer,
    ``mixed`` the answers that were another question's or other than alone. ``cpu_ms`` is processor time for
    each answer. ``rss_slope``: MiB for each 1,000 answers, once memory has settled.
    """

    people: int
    questions: int
    answers: int
    mixed: int
    errors: dict[str, int]
    seconds: float
    answers_per_s: float
    p50_ms: float
    p95_ms: float
    max_ms: float
    alone_p50_ms: float
    alone_p95_ms: float
    cpu_ms: float | None
    rss_mib: list[tuple[int, float]]
    rss_slope: float | None

    @property
    def sound(self) -> bool:
        """Was every question answered, each by its own answer?"""
        return not self.errors and not self.mixed and self.answers == self.questions


@dataclass(slots=True)
class _Tally:
    """What became of the questions so far; written to by one thread at a time."""

    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    mixed: int = 0
    samples: list[Sample] = field(default_factory=list)

    @property
    def done(self) -> int:
        return len(self.times) + self.errors.total()


class LoadTest:
    """People who ask the questions of a set in turn, over and over."""

    def __init__(
        self,
        ask: Ask,
        asked: Sequence[AskedQuestion],
        process: psutil.Process | None,
        on_sample: OnSample = lambda _: None,
        *,
        changing: bool = False,
    ) -> None:
        """``process`` is who answers. ``changing``: papers come in meanwhile, so answers may change."""
        self._ask = ask
        self._asked = asked
        self._process = process
        self._on_sample = on_sample
        self._changing = changing
        self._alone: list[Given] = []
        self._guard = threading.Lock()

    def run(self, people: int, questions: int, think_s: float = 0.0) -> LoadResult:
        """Ask each question once alone, then ``questions`` of them by ``people`` at a time.

        Each person waits ``think_s`` seconds before asking again. Raises AssistantError where a question is
        not even answered alone.
        """
        alone = self._all_alone()
        tally, started, used = _Tally(), time.perf_counter(), self._cpu_s()
        self._sample(tally, started)
        numbers = iter(range(questions))

        def person() -> None:
            while (number := self._next(numbers)) is not None:
                self._answered(number, tally, started)
                time.sleep(think_s)

        with ThreadPoolExecutor(people, thread_name_prefix="person") as threads:
            for each in [threads.submit(person) for _ in range(people)]:
                each.result()
        seconds = time.perf_counter() - started
        return self._result(people, questions, alone, tally, seconds, used)

    def _next(self, numbers: Any) -> int | None:
        with self._guard:
            number: int | None = next(numbers, None)
            return number

    def _all_alone(self) -> list[float]:
        times = []
        for each in self._asked:
            started = time.perf_counter()
            self._alone.append(_lasting(self._ask(each)))
            times.append((time.perf_counter() - started) * 1000)
        return times

    def _answered(self, number: int, tally: _Tally, started: float) -> None:
        at = number % len(self._asked)
        asked_at = time.perf_counter()
        try:
            given: Given | None = self._ask(self._asked[at])
            error = ""
        except AssistantError as stated:
            given, error = None, str(stated)
        took = (time.perf_counter() - asked_at) * 1000
        with self._guard:
            if given is None:
                tally.errors[error] += 1
            else:
                tally.times.append(took)
                tally.mixed += not self._is_own(at, given)
            if tally.done % _EVERY == 0:
                self._sample(tally, started)

    def _is_own(self, at: int, given: Given) -> bool:
        if self._changing:
            return bool(given["question"] == self._alone[at]["question"])
        return _lasting(given) == self._alone[at]

    def _sample(self, tally: _Tally, started: float) -> None:
        rss = self._process.memory_info().rss / _MIB if self._process else None
        tally.samples.append(Sample(tally.done, time.perf_counter() - started, rss))
        self._on_sample(tally.samples[-1])

    def _cpu_s(self) -> float:
        if self._process is None:
            return 0.0
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def _result(
        self,
        people: int,
        questions: int,
        alone: Sequence[float],
        tally: _Tally,
        seconds: float,
        used: float,
    ) -> LoadResult:
        answers = len(tally.times)
        memory = [
            (each.answers, round(each.rss_mib, 1)) for each in tally.samples if each.rss_mib is not None
        ]
        return LoadResult(
            people=people,
            questions=questions,
            answers=answers,
            mixed=tally.mixed,
            errors=dict(tally.errors.most_common()),
            seconds=round(seconds, 1),
            answers_per_s=round(answers / seconds, 2),
            p50_ms=percentile(tally.times, 50),
            p95_ms=percentile(tally.times, 95),
            max_ms=round(max(tally.times, default=0.0), 1),
            alone_p50_ms=percentile(alone, 50),
            alone_p95_ms=percentile(alone, 95),
            cpu_ms=round((self._cpu_s() - used) * 1000 / answers, 1) if self._process and answers else None,
            rss_mib=memory,
            rss_slope=slope(memory),
        )


def slope(memory: Sequence[tuple[int, float]]) -> float | None:
    """MiB for each 1,000 answers by least squares; None from fewer than three samples."""
    settled = memory[math.ceil(len(memory) * _SETTLED_AFTER) :]
    if len(settled) < 3:
        return None
    numbers, sizes = zip(*settled, strict=True)
    return round(statistics.linear_regression(numbers, sizes).slope * 1000, 2)


def _lasting(given: Given) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in _PASSING}
