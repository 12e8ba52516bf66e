"""The days of a case as a calendar file: reference and days alone, nothing of the requester."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from assistant.foi.clock import Clock
from assistant.foi.request import Regime

_LAW = {
    Regime.FOIA: "Freedom of Information Act",
    Regime.EIR: "Environmental Information Regulations",
    Regime.SUBJECT_ACCESS: "UK GDPR",
}
# A working week's notice is enough to have a response signed off.
_REMIND_BEFORE = timedelta(days=7)


def calendar_file(case_id: str, reference: str, clock: Clock, made: datetime) -> bytes:
    """An iCalendar file (RFC 5545) with the day due, and that of the notice where the time was extended.

    ``reference`` is the authority's own, "" for none; ``made`` the time it was made, with its zone. Raises
    ValueError where no day is due: the clock is paused, or the day of receipt unknown.
    """
    if clock.due is None:
        raise ValueError("No day is due while the clock is paused or the day of receipt is unknown.")
    calendar = Calendar()
    calendar.add("prodid", "-//commissioning-assistant//FOI desk//EN")
    calendar.add("version", "2.0")
    named = f" {reference}" if reference else ""
    law = _LAW[clock.regime]
    calendar.add_component(_entry(f"{case_id}/due", f"Response due{named} ({law})", clock.due, made))
    if clock.extended and clock.notice_due:
        said = f"Notice of refusal or extension due{named} ({law})"
        calendar.add_component(_entry(f"{case_id}/notice", said, clock.notice_due, made))
    return bytes(calendar.to_ical())


def _entry(key: str, summary: str, day: date, made: datetime) -> Event:
    """A whole day, with a reminder. Its id stays the same, so that a later file replaces the entry."""
    entry = Event()
    entry.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}@commissioning-assistant")
    entry.add("dtstamp", made)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", summary)
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -_REMIND_BEFORE)
    entry.add_component(alarm)
    return entry
