"""What happens on the tab "Record": a person and what they chose go in, what the tab shows comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.people.person import Person
from assistant.records.reading import LONGEST_WORDS, LogReading, Narrowed
from assistant.records.verify import read_noted
from assistant.ui.dates import FilterError, read_date
from assistant.ui.record import render
from assistant.ui.record.session import Session, View
from ingest.errors import AssistantError

ReadingOf = Callable[[Person], LogReading]

_SWAPPED = "The time begins after it ends: swap “From day” and “To day”."
_NOT_NOTED = "What was noted is not that: it is a number, a colon and a digest, as an earlier check told it."


class RecordHandlers:
    """The tab's events. Nothing is kept here."""

    def __init__(self, reading_of: ReadingOf) -> None:
        self._reading_of = reading_of

    def opened(self, person: Person, session: Session) -> View:
        """The newest entries there are now, narrowed as before; and how much is kept."""

        def opened() -> View:
            reading = self._reading_of(person)
            view = self._sheet(reading, Session(session.narrowed))
            return replace(
                view,
                people=reading.people(),
                actions=reading.actions(),
                kept=render.kept(reading.settings, reading.holdings()),
            )

        return self._told(session, opened)

    def narrow(
        self,
        person: Person,
        by: str | None,
        action: str | None,
        since: str | None,
        until: str | None,
        words: str | None,
        session: Session,
    ) -> View:
        """The newest of the entries that are wanted."""

        def narrowed() -> View:
            first = read_date("From day", since, last_day=False)
            last = read_date("To day", until, last_day=True)
            if first and last and first > last:
                raise FilterError(_SWAPPED)
            sought = (words or "").strip()[:LONGEST_WORDS]
            wanted = Narrowed(by or "", action or "", first, last, sought)
            return self._sheet(self._reading_of(person), Session(wanted))

        return self._told(session, narrowed)

    def clear(self, person: Person, _session: Session) -> View:
        """Everything again."""
        return replace(self.opened(person, Session()), emptied=True)

    def turn(self, person: Person, page: str, session: Session) -> View:
        """Another page of what is being read."""
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 10 else 1
        return self._told(
            session, lambda: self._sheet(self._reading_of(person), replace(session, page=number))
        )

    def verify(self, person: Person, noted: str | None, session: Session) -> View:
        """Is the log whole?"""
        given = read_noted(noted) if noted and noted.strip() else None
        if noted and noted.strip() and given is None:
            return replace(_wrong(session, _NOT_NOTED), verified="")

        def checked() -> View:
            return View(session, verified=render.verified(self._reading_of(person).verified(given), given))

        view = self._told(session, checked)
        return view if view.verified else replace(view, verified="")

    def _sheet(self, reading: LogReading, session: Session) -> View:
        sheet = reading.sheet(session.narrowed, session.page, session.upto)
        return View(
            replace(session, page=sheet.page, upto=sheet.upto),
            told=render.told(sheet, session.narrowed),
            table=render.table(sheet),
        )

    def _told(self, session: Session, make: Callable[[], View]) -> View:
        """What was made; where it could not be, why."""
        try:
            return make()
        except (AssistantError, FilterError) as error:
            return _wrong(session, str(error))


def _wrong(session: Session, said: str) -> View:
    return View(session, render.notice(said, wrong=True))
