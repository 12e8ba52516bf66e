"""Benchmarks of our own for the tab's tests: a run takes as many looks as it has questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.answer import Mode
from assistant.ui.bench.service import (
    AtWork,
    ChangeLine,
    CheckedSet,
    Compared,
    MetricLine,
    RunLine,
    RunState,
    SetLine,
    Step,
)
from ingest.errors import EvaluationError

HOSTILE = "<img src=x onerror=alert(1)> run"
REPORT = (
    '<!doctype html><html lang="en-GB"><title>Report</title><h1>All 3 of them</h1>'
    "<script>document.querySelector('h1').textContent += ', counted here'</script></html>"
)
SAMPLE = SetLine("shipped:sample", "Sample questions", 3)


def line(id_: str, state: RunState = RunState.FINISHED, **more: object) -> RunLine:
    plain = RunLine(
        id=id_,
        name="",
        set_name="Sample questions",
        by="evaluator",
        started=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        mode="quote",
        state=state,
        answered=3,
        questions=3,
        figures=(("Answer accuracy", "95.6%"),) if state is RunState.FINISHED else (),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


COMPARED = Compared(
    before="first",
    after="second",
    questions=3,
    metrics=(
        MetricLine("Answer accuracy", "0.500", "0.900", "+0.400", "+0.200 to +0.600", "0.031", "3", True),
        MetricLine("Recall@1", "0.900", "0.800", "-0.100", "-0.200 to -0.010", "0.041", "3", False),
        MetricLine("Recall@5", "1.000", "1.000", "0.000", "–", "1.000", "3"),
    ),
    changes=(ChangeLine("Fixed", "q-1", "What <b>is</b> it?", "not-retrieved", "right"),),
    changed=4,
    notices=("The runs were made with other models.",),
)


@dataclass
class FakeBenchmarks:
    """One run is kept from the beginning; a set called "bad" has faults."""

    lines: dict[str, RunLine] = field(default_factory=lambda: {"kept": line("kept", name=HOSTILE)})
    kept_sets: list[SetLine] = field(default_factory=lambda: [SAMPLE])
    work: AtWork | None = None
    archived: list[str] = field(default_factory=list)

    def sets(self) -> list[SetLine]:
        return self.kept_sets

    def add_set(self, file: Path) -> CheckedSet:
        if "bad" in file.name:
            return CheckedSet(file.name, faults=("line 2: question: is empty.",))
        self.kept_sets.append(SetLine(f"kept:{file.name}", file.name, 2, absent=1))
        remark = "line 1: no document here is called <i>report</i>."
        return CheckedSet(file.name, 2, f"kept:{file.name}", remarks=(remark,))

    def start(self, set_id: str, mode: Mode, name: str) -> str:
        if self.work:
            raise EvaluationError("A benchmark is running on this machine already: wait for its end.")
        self.lines["new"] = line("new", RunState.RUNNING, name=name, mode=mode, answered=0)
        self.work = AtWork("new", name or set_id, "evaluator", Step.ASKING, 0, 3)
        return "new"

    def go_on(self, run_id: str) -> None:
        self.lines[run_id] = replace(self.lines[run_id], state=RunState.RUNNING)
        self.work = AtWork(run_id, "gone on with", "evaluator", Step.ASKING, 1, 3)

    def stop(self) -> None:
        assert self.work
        self.work = replace(self.work, stopping=True)

    def at_work(self) -> AtWork | None:
        """Each look finds one question more answered."""
        shown = self.work
        if shown and shown.run:
            over = shown.done == shown.total or shown.stopping
            self.work = None if over else replace(shown, done=shown.done + 1)
            if over:
                state = RunState.STOPPED if shown.stopping else RunState.FINISHED
                self.lines[shown.run] = replace(self.lines[shown.run], state=state, answered=shown.done)
                return None
        return shown

    def runs(self) -> list[RunLine]:
        return list(reversed(self.lines.values()))

    def report(self, run_id: str) -> str:
        self._find(run_id)
        return REPORT

    def archive(self, run_id: str) -> bytes:
        self._find(run_id)
        self.archived.append(run_id)
        return b"PK a zip file"

    def compare(self, before: str, after: str) -> Compared:
        if before == after:
            raise EvaluationError("Choose two different runs to compare.")
        return COMPARED

    def delete(self, run_id: str) -> None:
        self._find(run_id)
        del self.lines[run_id]

    def feedback(self) -> Mapping[str, int]:
        return {"useful": 12, "wrong source": 3, "wrong answer": 0}

    def _find(self, run_id: str) -> None:
        if run_id not in self.lines:
            raise EvaluationError("That run is not here any more.")
