"""The evaluation as the page's tab has it: each person's view of the sets and runs of one home folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from assistant.answer import Mode
from assistant.engine import Assistant
from assistant.people.person import Person
from assistant.rooms import Rooms
from assistant.ui.bench.service import AtWork, CheckedSet, Compared, FeedbackCounts, RunLine, SetLine, Step
from eval.compare import compare
from eval.desk.job import OneAtATime, Told
from eval.desk.runs import About, KeptRun, Runs, now
from eval.desk.sets import Found, Sets, absent, is_for, read_set, told_absent
from eval.desk.shown import compared, run_line
from eval.folder import RunFolder
from eval.report import write_report
from eval.run import generate, prepare
from eval.score import score
from eval.sets import QuestionSet
from ingest.errors import EvaluationError, QuestionSetError
from ingest.library import Library

AssistantOf = Callable[[Library], Assistant]

_UNDER_WAY = "That run is under way: stop it first."
_UNFINISHED = "That run is not finished: go on with it first."
_LONGEST_NAME = 80


class Benchmarks:
    """The benchmarks of one home folder. Called with a person it gives what they may use of it."""

    def __init__(
        self,
        rooms: Rooms,
        feedback: FeedbackCounts = lambda _person: {},
        assistant_of: AssistantOf = Assistant,
    ) -> None:
        home = rooms.whole.settings.benchmarks_path
        self.rooms = rooms
        self.feedback = feedback
        self.assistant_of = assistant_of
        self.sets = Sets(home / "sets")
        self.runs = Runs(home / "runs")
        self.job = OneAtATime(home / ".lock")

    def __call__(self, person: Person) -> Desk:
        return Desk(self, person)


class Desk:
    """The benchmarks as one person has them."""

    def __init__(self, all_: Benchmarks, person: Person) -> None:
        self._all = all_
        self._person = person
        self._library = all_.rooms.library(person)

    def sets(self) -> list[SetLine]:
        return [line for found in self._all.sets.all() if (line := self._set_line(found))]

    def _set_line(self, found: Found) -> SetLine | None:
        """None where the set is not for the person."""
        try:
            questions = read_set(found)
        except QuestionSetError as error:
            return SetLine(found.id, found.name, trouble=str(error))
        if not self._may_have(found, questions):
            return None
        missing = absent(questions, self._library)
        return SetLine(found.id, found.name, len(questions.cases), len(missing))

    def _may_have(self, found: Found, questions: QuestionSet) -> bool:
        return found.shipped or is_for(questions, self._all.rooms.whole, self._person.clearance)

    def add_set(self, file: Path) -> CheckedSet:
        found = Found("", file.name, file, shipped=False)
        try:
            questions = read_set(found)
        except QuestionSetError as error:
            return CheckedSet(file.name, faults=tuple(_lines(str(error))))
        kept = self._all.sets.keep(file)
        remarks = (
            *(
                notice.removeprefix(f"{file}: ").removeprefix(f"{file.name}: ")
                for notice in questions.notices
            ),
            *told_absent(questions, self._library),
        )
        return CheckedSet(kept.name, len(questions.cases), kept.id, remarks=remarks)

    def start(self, set_id: str, mode: Mode, name: str) -> str:
        found = self._all.sets.find(set_id)
        if not self._may_have(found, read_set(found)):
            raise QuestionSetError("That question set is not here any more: choose another.")
        self._all.job.claim()
        try:
            run = self._all.runs.begin(self._about(found, mode, name), found.path)
        except BaseException:  # an interrupt too must not leave the place of the one run taken
            self._all.job.give_up()
            raise
        self._work(run)
        return run.id

    def _about(self, found: Found, mode: Mode, name: str) -> About:
        return About(
            by=self._person.name,
            name=" ".join(name.split())[:_LONGEST_NAME],
            set_id=found.id,
            set_name=found.name,
            mode=mode,
            started=now(),
            documents=self._seen(),
        )

    def _seen(self) -> dict[str, str | None]:
        return {row.id: row.access for row in self._library.lookup.documents(quarantined=True)}

    def go_on(self, run_id: str) -> None:
        run, about = self._find(run_id)
        if run.scored:
            raise EvaluationError("That run is finished: there is nothing left to ask.")
        self._all.job.claim()
        run.tell(about.model_copy(update={"trouble": ""}))
        self._work(run)

    def _work(self, run: KeptRun) -> None:
        self._all.job.start(run.id, partial(self._ask, run), partial(_ended, run))

    def _ask(self, run: KeptRun, told: Told) -> None:
        about = run.about()
        questions = read_set(Found("", about.set_name, run.set_file, shipped=False))
        label = about.name or run.id
        folder, _ = prepare(self._library, questions, run.folder.path, label, mode=about.mode)
        told.step(Step.ASKING)
        generate(self._all.assistant_of(self._library), folder, told.answered)
        told.step(Step.SCORING)
        score(folder)
        write_report(folder)

    def stop(self) -> None:
        at_work = self.at_work()
        if at_work is None or not at_work.run:
            raise EvaluationError("No run of yours to see is under way.")
        self._all.job.stop()

    def at_work(self) -> AtWork | None:
        progress = self._all.job.progress()
        if progress is None:
            return None
        try:
            run, about = self._find(progress.run)
        except EvaluationError:
            return AtWork("")
        shown = AtWork(run.id, about.name or about.set_name, about.by, progress.step)
        return replace(shown, done=progress.done, total=progress.total, stopping=progress.stopping)

    def runs(self) -> list[RunLine]:
        progress = self._all.job.progress()
        under_way = progress.run if progress else ""
        seen = (each for each in self._all.runs.all() if self._may_see(each[1]))
        return [run_line(run, about, under_way=run.id == under_way) for run, about in seen]

    def _may_see(self, about: About) -> bool:
        """Its papers were all for the person when it was made, and those that are still here are so now."""
        covered = all(map(self._person.clearance.covers, about.documents.values()))
        return covered and not self._library.lookup.hidden_among(about.documents)

    def _find(self, run_id: str) -> tuple[KeptRun, About]:
        run, about = self._all.runs.find(run_id)
        if not self._may_see(about):
            raise EvaluationError("That run is not here any more.")
        return run, about

    def report(self, run_id: str) -> str:
        folder = self._finished(run_id)
        page = folder.path / "report.html"
        return (page if page.is_file() else write_report(folder).html).read_text(encoding="utf-8")

    def _finished(self, run_id: str) -> RunFolder:
        run, _ = self._find(run_id)
        if not run.scored:
            raise EvaluationError(_UNFINISHED)
        return run.folder

    def archive(self, run_id: str) -> bytes:
        return self._find(run_id)[0].archive()

    def compare(self, before: str, after: str) -> Compared:
        if before == after:
            raise EvaluationError("Choose two different runs to compare.")
        return compared(compare(self._finished(before), self._finished(after)))

    def delete(self, run_id: str) -> None:
        progress = self._all.job.progress()
        if progress and progress.run == run_id:
            raise EvaluationError(_UNDER_WAY)
        self._find(run_id)[0].delete()

    def feedback(self) -> Mapping[str, int]:
        return self._all.feedback(self._person)


def _ended(run: KeptRun, trouble: str) -> None:
    if trouble:
        told = trouble.replace(str(run.folder.path), "The run")
        run.tell(run.about().model_copy(update={"trouble": told}))


def _lines(message: str) -> list[str]:
    return [line.strip() for line in message.split("\n") if line.strip()]
