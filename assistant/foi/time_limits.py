"""How much time each law gives: twenty working days, or a month, and what an extension adds."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.foi.case import ClockEvent, ClockKind
from assistant.foi.request import Regime
from assistant.foi.value import Value
from assistant.foi.waiting import Wait
from assistant.foi.working_days import shared_holidays, working_day_after

# FOIA s.10(1), EIR reg.5(2); the Commissioner's guidance on s.10(3); EIR reg.7(1).
WORKING_DAYS, EXTENDED_WORKING_DAYS = 20, 40
# UK GDPR art.12(3) and 12A.
MONTHS, EXTENDED_MONTHS = 1, 3


class Limit(Value):
    """The day due, the day by which a notice of refusal or extension was due, and how both were found."""

    due: date
    notice_due: date
    extended: bool = False
    how: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def limit(wait: Wait, regime: Regime, events: Sequence[ClockEvent], *, weighed: bool) -> Limit:
    """The limit after what the clock waited for. The last extension given counts."""
    first = _day(wait, regime, extended=False)
    how, warnings = (_plainly(wait, regime, first),), _asked_late(wait, regime)
    plain = Limit(due=first, notice_due=first, how=how, warnings=warnings)
    extensions = [event for event in events if event.kind is ClockKind.EXTENDED]
    if not extensions:
        return plain
    return _extended(plain, wait, regime, extensions[-1], weighed=weighed)


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last where it has no such day (ICO on art.12(3))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day(wait: Wait, regime: Regime, *, extended: bool) -> date:
    if regime is not Regime.SUBJECT_ACCESS:
        count = EXTENDED_WORKING_DAYS if extended else WORKING_DAYS
        return working_day_after(wait.counted_from, count, wait.disregards)
    months = EXTENDED_MONTHS if extended else MONTHS
    paused = sum((stretch.end - stretch.start).days for stretch in wait.left_out)
    return _next_open(add_months(wait.counted_from, months) + timedelta(days=paused))


def _next_open(day: date) -> date:
    """The Commissioner lets a month that ends on a weekend or public holiday run to the next working day."""
    while day.weekday() >= 5 or day in shared_holidays(day.year):
        day += timedelta(days=1)
    return day


def _plainly(wait: Wait, regime: Regime, due: date) -> str:
    ends = f"{due.day} {due:%B %Y}"
    if regime is Regime.SUBJECT_ACCESS:
        return f"One calendar month ends on {ends} (UK GDPR articles 12(3) and 12A)."
    rule = {
        Regime.FOIA: "section 10(1) of the Freedom of Information Act",
        Regime.EIR: "regulation 5(2) of the Environmental Information Regulations",
    }[regime]
    return (
        f"The twentieth working day following {wait.counted_from.day} {wait.counted_from:%B %Y} is {ends} "
        f"({rule}). Weekends and the bank holidays of every part of the United Kingdom are not counted."
    )


def _asked_late(wait: Wait, regime: Regime) -> tuple[str, ...]:
    """EIR reg.9(2) asks for the question within twenty working days; s.1(3) mends no time already run out."""
    if wait.asked is None or wait.asked_from is None:
        return ()
    due = _day(wait.model_copy(update={"counted_from": wait.asked_from}), regime, extended=False)
    if wait.asked <= due:
        return ()
    return (f"The clarification was asked for after the response was due ({due.day} {due:%B %Y}).",)


def _extended(plain: Limit, wait: Wait, regime: Regime, event: ClockEvent, *, weighed: bool) -> Limit:
    longest = _day(wait, regime, extended=True)
    late = event.on > plain.notice_due
    warnings = [*plain.warnings, *_needless(regime, event, weighed=weighed)]
    if late:
        warnings.append(_told_late(plain.notice_due, regime))
    if event.until and event.until > longest:
        warnings.append(
            f"The extension was given to {event.until.day} {event.until:%B %Y}, beyond the longest allowed."
        )
    # Regulation 7(3) and article 12A(4) make the news in time a condition; section 10(3) does not.
    if late and regime is not Regime.FOIA:
        return plain.model_copy(update={"warnings": tuple(warnings)})
    due = min(event.until or longest, longest)
    due = max(due, plain.due)
    said = _extension(regime, due)
    return plain.model_copy(
        update={"due": due, "extended": True, "how": (*plain.how, said), "warnings": tuple(warnings)}
    )


def _extension(regime: Regime, due: date) -> str:
    ends = f"Extended to {due.day} {due:%B %Y}"
    return {
        Regime.FOIA: f"{ends} for the public-interest test (section 10(3); the Information Commissioner "
        "allows at most twenty further working days). The refusal notice naming the exemption is still due "
        "within twenty (section 17(1) and (2)).",
        Regime.EIR: f"{ends}: at most forty working days in all (regulation 7(1)).",
        Regime.SUBJECT_ACCESS: f"{ends}: at most three months in all (UK GDPR articles 12(3) and 12A).",
    }[regime]


def _needless(regime: Regime, event: ClockEvent, *, weighed: bool) -> list[str]:
    if regime is Regime.FOIA:
        if weighed:
            return []
        return [
            "Extended without need: no question relies on an exemption that asks for the public-interest "
            "test, and section 10(3) extends for nothing else."
        ]
    if event.note.strip():
        return []
    if regime is Regime.EIR:
        return ["Say why the request is complex and voluminous: regulation 7(1) extends for nothing else."]
    return ["Say why the request is complex, or how many there are: article 12A(3) extends for nothing else."]


def _told_late(notice_due: date, regime: Regime) -> str:
    day = f"{notice_due.day} {notice_due:%B %Y}"
    if regime is Regime.FOIA:
        return f"The requester was told after {day}, when the refusal notice was due (section 17(1))."
    rule = "regulation 7(3)" if regime is Regime.EIR else "article 12A(4)"
    return f"The requester had to be told by {day} ({rule}): the time is not extended."
