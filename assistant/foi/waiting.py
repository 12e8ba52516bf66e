"""What the clock waits for: a clarification or a fee, and from which day the time is then counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.foi.case import ClockEvent, ClockKind
from assistant.foi.request import Regime
from assistant.foi.value import Value

_ASKS = {ClockKind.CLARIFICATION_ASKED: "a clarification", ClockKind.FEES_NOTICE: "a fee"}
_ENDS = {
    ClockKind.CLARIFICATION_RECEIVED: ClockKind.CLARIFICATION_ASKED,
    ClockKind.FEE_PAID: ClockKind.FEES_NOTICE,
}


class Stretch(Value):
    """Days on which the clock stood still, both included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Is this one of the days?"""
        return self.start <= day <= self.end


class Wait(Value):
    """From which day the time is counted, which days are left out, and since when it waits, if it does.

    ``asked`` is the day of the last clarification asked for, answered or not, and ``asked_from`` the day that
    the time was counted from until then.
    """

    counted_from: date
    left_out: tuple[Stretch, ...] = ()
    since: date | None = None
    asked: date | None = None
    asked_from: date | None = None
    how: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def disregards(self, day: date) -> bool:
        """Is the day left out of the count?"""
        return any(stretch.holds(day) for stretch in self.left_out)


def waits(received: date, regime: Regime, events: Sequence[ClockEvent]) -> Wait:
    """Read the events, in order of their days, for what the clock waits for.

    A clarification reasonably required starts the twenty days anew when it comes: the day of receipt is then
    the day on which it is received (FOIA s.1(3) with 10(6)(b); EIR reg.9(4) says the same). Under the UK GDPR
    the days from the question to its answer do not count (art.12A(5)). Days waiting for a fee are left out
    (FOIA s.10(2), EIR reg.8(6)), the day of the notice and that of payment among them.
    """
    wait, waiting = Wait(counted_from=received), dict[ClockKind, ClockEvent]()
    for event in events:
        if event.kind in _ASKS:
            waiting.setdefault(event.kind, event)
            if event.kind is ClockKind.CLARIFICATION_ASKED:
                wait = wait.model_copy(update={"asked": event.on, "asked_from": wait.counted_from})
        elif event.kind in _ENDS:
            asked = waiting.pop(_ENDS[event.kind], None)
            wait = _ended(wait, asked, event, regime) if asked else _unasked(wait, event)
    if not waiting:
        return wait
    first = min(waiting.values(), key=lambda event: event.on)
    said = f"Paused since {first.on.day} {first.on:%B %Y}, waiting for {_ASKS[first.kind]}."
    return wait.model_copy(update={"since": first.on, "how": (*wait.how, said)})


def _ended(wait: Wait, asked: ClockEvent, came: ClockEvent, regime: Regime) -> Wait:
    if came.kind is ClockKind.FEE_PAID or regime is Regime.SUBJECT_ACCESS:
        what = _ASKS[asked.kind]
        said = (
            f"From {asked.on.day} {asked.on:%B %Y} to {came.on.day} {came.on:%B %Y} the clock waited for "
            f"{what}: those days do not count."
        )
        stretch = Stretch(start=asked.on, end=came.on)
        return wait.model_copy(update={"left_out": (*wait.left_out, stretch), "how": (*wait.how, said)})
    rule = "regulation 9(4) of the Regulations" if regime is Regime.EIR else "section 10(6)(b) of the Act"
    said = (
        f"The clarification asked for on {asked.on.day} {asked.on:%B %Y} came on {came.on.day} "
        f"{came.on:%B %Y}: the time starts anew from that day ({rule})."
    )
    return wait.model_copy(update={"counted_from": came.on, "how": (*wait.how, said)})


def _unasked(wait: Wait, event: ClockEvent) -> Wait:
    what = _ASKS[_ENDS[event.kind]]
    day = f"{event.on.day} {event.on:%B %Y}"
    said = f"On {day} {what} came that was not asked for in this case: it moves nothing."
    return wait.model_copy(update={"warnings": (*wait.warnings, said)})
