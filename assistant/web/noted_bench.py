"""The evaluation, with what is begun, gone on with, deleted and taken away noted before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.answer import Mode
from assistant.people.person import Person
from assistant.ui.bench.service import AtWork, BenchmarkService, CheckedSet, Compared, RunLine, SetLine
from assistant.web.noting import Noting


class NotedBenchmarks:
    """One person's evaluation as they have it. Raises what it raises, and RecordsError."""

    def __init__(self, service: BenchmarkService, person: Person, noting: Noting) -> None:
        self._service = service
        self._person = person
        self._noting = noting

    def sets(self) -> list[SetLine]:
        return self._service.sets()

    def add_set(self, file: Path) -> CheckedSet:
        return self._service.add_set(file)

    def start(self, set_id: str, mode: Mode, name: str) -> str:
        self._noting.benchmark(self._person, "started", set_id, mode=mode)
        return self._service.start(set_id, mode, name)

    def go_on(self, run_id: str) -> None:
        self._noting.benchmark(self._person, "gone on with", run_id)
        self._service.go_on(run_id)

    def stop(self) -> None:
        self._service.stop()

    def at_work(self) -> AtWork | None:
        return self._service.at_work()

    def runs(self) -> list[RunLine]:
        return self._service.runs()

    def report(self, run_id: str) -> str:
        return self._service.report(run_id)

    def archive(self, run_id: str) -> bytes:
        made = self._service.archive(run_id)
        self._noting.took_run(self._person, run_id)
        return made

    def compare(self, before: str, after: str) -> Compared:
        return self._service.compare(before, after)

    def delete(self, run_id: str) -> None:
        self._noting.benchmark(self._person, "deleted", run_id)
        self._service.delete(run_id)

    def feedback(self) -> Mapping[str, int]:
        return self._service.feedback()
