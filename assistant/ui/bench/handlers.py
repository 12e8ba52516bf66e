"""What happens on the tab "Benchmarks": a person and what they chose go in, what the tab shows comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.answer import Mode
from assistant.people.person import Person
from assistant.ui.bench import comparison, render
from assistant.ui.bench.service import BenchmarkService, RunLine, RunState, SetLine
from assistant.ui.bench.session import Choices, Session, View
from ingest.errors import AssistantError

ServiceOf = Callable[[Person], BenchmarkService]

_NO_SET = "Choose a question set first."
_NO_FILE = "Choose a file first."
_NO_PAIR = "Choose the run before and the run after."


class BenchHandlers:
    """The tab's events. Nothing is kept here."""

    def __init__(self, service_of: ServiceOf) -> None:
        self._service_of = service_of

    def opened(self, person: Person, session: Session) -> View:
        """Everything, as it is now."""
        return self._told(session, lambda: self._all(self._service_of(person), session))

    def check(self, person: Person, file: str | None, session: Session) -> View:
        """An uploaded set is checked, kept where it is sound, and chosen."""
        if not file:
            return _wrong(session, _NO_FILE)

        def checked() -> View:
            service = self._service_of(person)
            found = service.add_set(Path(file))
            said = f"Kept: {found.name}." if found.kept else "Not kept: see its faults."
            view = View(session, render.notice(said, wrong=not found.kept), shown=render.checked(found))
            if not found.kept:
                return replace(view, emptied=True)
            return replace(view, sets=_choices(service.sets()), chosen_set=found.kept, emptied=True)

        return self._told(session, checked)

    def start(self, person: Person, set_id: str | None, mode: Mode, name: str, session: Session) -> View:
        """A run begins; the page follows it from here."""
        if not set_id:
            return _wrong(session, _NO_SET)

        def started() -> View:
            service = self._service_of(person)
            run = service.start(set_id, mode, name or "")
            return replace(_begun(self._standing(service, session, run), "The run has begun."), shown="")

        return self._told(session, started)

    def go_on(self, person: Person, run: str, session: Session) -> View:
        def gone_on() -> View:
            service = self._service_of(person)
            service.go_on(run)
            return _begun(self._standing(service, session, run), "The run goes on.")

        return self._told(session, gone_on)

    def stop(self, person: Person, session: Session) -> View:
        def stopped() -> View:
            service = self._service_of(person)
            service.stop()
            return self._standing(service, session, session.followed)

        return self._told(session, stopped)

    def follow(self, person: Person, session: Session) -> View:
        """How far the run is; once it has ended, what came of it."""
        service = self._service_of(person)

        def followed() -> View:
            at_work = service.at_work()
            if at_work is None:
                return self._standing(service, session, session.followed)
            followed = replace(session, followed=at_work.run)
            return View(followed, work=render.at_work(at_work), running=True)

        return self._told(session, followed)

    def report(self, person: Person, run: str, session: Session) -> View:
        def shown() -> View:
            service = self._service_of(person)
            line = _line(service, run)
            return View(session, shown=render.report(line, service.report(run)))

        return self._told(session, shown)

    def compare(self, person: Person, before: str | None, after: str | None, session: Session) -> View:
        if not before or not after:
            return _wrong(session, _NO_PAIR)
        return self._told(
            session,
            lambda: View(session, shown=comparison.compared(self._service_of(person).compare(before, after))),
        )

    def ask_to_delete(self, person: Person, run: str, session: Session) -> View:
        def asked() -> View:
            line = _line(self._service_of(person), run)
            return View(replace(session, deleting=run), confirm=render.deletion(line))

        return self._told(session, asked)

    def delete(self, person: Person, session: Session) -> View:
        left = replace(session, deleting="")

        def deleted() -> View:
            service = self._service_of(person)
            service.delete(session.deleting)
            view = self._standing(service, left, session.followed)
            return replace(view, notice=render.notice("The run is deleted."), confirm="", shown="")

        return self._told(left, deleted)

    def keep(self, _person: Person, session: Session) -> View:
        return View(replace(session, deleting=""), confirm="")

    def _all(self, service: BenchmarkService, session: Session) -> View:
        view = self._standing(service, session, session.followed)
        sets = _choices(service.sets())
        return replace(
            view,
            sets=sets,
            chosen_set=sets[0][1] if sets else None,
            feedback=render.feedback(service.feedback()),
        )

    def _standing(self, service: BenchmarkService, session: Session, followed: str) -> View:
        """The runs, the one that is under way, and what came of one that was followed to its end."""
        # In this order: a run that ends between the two is then listed as ended.
        at_work = service.at_work()
        lines = service.runs()
        ended = [line for line in lines if line.id == followed and at_work is None]
        return View(
            replace(session, followed=at_work.run if at_work else ""),
            notice="".join(map(render.ended, ended)),
            runs=render.runs(lines),
            finished=_finished(lines),
            work=render.at_work(at_work) if at_work else "",
            running=at_work is not None,
        )

    def _told(self, session: Session, make: Callable[[], View]) -> View:
        """What was made; where it could not be, why."""
        try:
            return make()
        except AssistantError as error:
            return _wrong(session, str(error))


def _wrong(session: Session, said: str) -> View:
    return View(session, render.notice(said, wrong=True))


def _begun(view: View, said: str) -> View:
    """A run that could not begin has ended already, and that is what is said."""
    return replace(view, notice=render.notice(said)) if view.running else view


def _line(service: BenchmarkService, run: str) -> RunLine:
    found = next((line for line in service.runs() if line.id == run), None)
    if found is None:
        raise AssistantError("That run is not here any more.")
    return found


def _choices(sets: list[SetLine]) -> Choices:
    """Those that can be run; one with a fault is no choice."""
    return [(render.set_words(line), line.id) for line in sets if not line.trouble]


def _finished(lines: list[RunLine]) -> Choices:
    return [(render.run_words(line), line.id) for line in lines if line.state is RunState.FINISHED]
