"""When a response is due, and how that was reckoned, from the day of receipt and what happened since.

The day of receipt is the day on which the request arrives, whether or not anyone works on it (FOIA
s.10(6)(a); so the Information Commissioner's guidance on section 10). Received on a Saturday, the first
working day after is day one, and not the day of receipt.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.foi import time_limits
from assistant.foi.case import Case, ClockEvent, ClockKind
from assistant.foi.request import Regime
from assistant.foi.statutes.exemptions import asks_public_interest
from assistant.foi.value import Value
from assistant.foi.waiting import Wait, waits
from assistant.foi.working_days import PROCLAIMED_TO, is_working_day, working_days_between
from assistant.spoken import weekday_date


class Clock(Value):
    """The state of the clock on ``on``.

    ``counted_from`` is the day after which the days are counted: that of receipt, or of the last
    clarification (FOIA s.10(6)(b), EIR reg.9(4)). ``notice_due`` is the day by which a refusal notice or the
    news of an extension must be out, whatever is extended (FOIA s.17(1), EIR reg.7(3) and 14(2), UK GDPR
    art.12A(4)). ``due`` is None while paused or where no day of receipt is known. ``days_left`` counts
    working days under FOIA and EIR, calendar days for subject access: 0 on the due day itself, below nought
    when late. ``how`` says in plain sentences how it was reckoned; ``warnings`` what the officer should mind.
    """

    on: date
    regime: Regime
    received: date | None
    counted_from: date | None = None
    notice_due: date | None = None
    due: date | None = None
    extended: bool = False
    paused: bool = False
    paused_since: date | None = None
    days_left: int | None = None
    sent: date | None = None
    late: bool = False
    how: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def clock(case: Case, on: date) -> Clock:
    """The clock of a case on a day. An extension under FOIA needs a qualified exemption among its rows."""
    relied = [reliance.section for row in case.rows for reliance in row.reliances]
    weighed = any(asks_public_interest(section, Regime.FOIA) for section in relied)
    sent = (ClockEvent(kind=ClockKind.SENT, on=case.sent),) if case.sent else ()
    return reckon(case.request.received, case.handled_under, (*case.events, *sent), on, weighed=weighed)


def reckon(
    received: date | None,
    regime: Regime,
    events: Iterable[ClockEvent],
    on: date,
    *,
    weighed: bool = False,
) -> Clock:
    """The clock on a day; ``weighed`` is whether a public-interest test is being made (FOIA s.10(3)).

    Events after ``on`` are left out: the clock is that of its day.
    """
    blank = Clock(on=on, regime=regime, received=received)
    if received is None:
        why = "No day of receipt is known, so nothing can be reckoned: enter the day the request arrived."
        return blank.model_copy(update={"warnings": (why,)})
    known = sorted((event for event in events if event.on <= on), key=lambda event: event.on)
    sent = next((event.on for event in reversed(known) if event.kind is ClockKind.SENT), None)
    wait = waits(received, regime, known)
    limit = time_limits.limit(wait, regime, known, weighed=weighed)
    paused = wait.since is not None and sent is None
    due = None if paused else limit.due
    end = sent or on
    return blank.model_copy(
        update={
            "counted_from": wait.counted_from,
            "notice_due": None if paused else limit.notice_due,
            "due": due,
            "extended": limit.extended,
            "paused": paused,
            "paused_since": wait.since if paused else None,
            "days_left": _left(end, due, regime) if due and not sent else None,
            "sent": sent,
            "late": bool(due and end > due),
            "how": (_receipt(received), *wait.how, *(() if paused else limit.how)),
            "warnings": (*wait.warnings, *limit.warnings, *_said_of(wait, due, on, sent)),
        }
    )


def _left(on: date, due: date, regime: Regime) -> int:
    return (due - on).days if regime is Regime.SUBJECT_ACCESS else working_days_between(on, due)


def _receipt(received: date) -> str:
    said = f"Received on {weekday_date(received)}."
    if is_working_day(received):
        return said
    return (
        f"{said} That is no working day, but it is the day of receipt all the same (section 10(6) of the "
        "Freedom of Information Act, and the Information Commissioner's guidance on it): the first working "
        "day after it is day one."
    )


def _said_of(wait: Wait, due: date | None, on: date, sent: date | None) -> list[str]:
    said = []
    if due and sent and sent > due:
        said.append(f"The response went out late: it was due on {weekday_date(due)}.")
    elif due and not sent and on > due:
        said.append(
            f"The response is late: it was due on {weekday_date(due)}. Send what is ready, and say why."
        )
    if wait.counted_from > on:
        said.append("The day of receipt lies ahead of the day looked at: check both.")
    if due and due.year > PROCLAIMED_TO:
        said.append(
            f"Bank holidays after {PROCLAIMED_TO} hold the recurring ones alone: "
            "look again once those for the year are proclaimed."
        )
    return said
