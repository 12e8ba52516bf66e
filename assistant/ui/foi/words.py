"""Plain words of the FOI desk for its marks: coverage, decisions, dispositions, days. Text, never markup."""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant.foi.case import ClockKind, Decision, Disposition
from assistant.foi.coverage import Candidate, Coverage
from assistant.foi.prior import Outcome
from assistant.foi.request import Regime
from assistant.spoken import counted

Tone = Literal["found", "part", "mind", "none"]


class Mark(NamedTuple):
    """A word with its sign and tone, so that colour is never alone in saying it (WCAG 2.2, 1.4.1)."""

    words: str
    sign: str
    tone: Tone


COVERAGE = {
    Coverage.ANSWERED_BEFORE: Mark("Answered before", "✓", "found"),
    Coverage.PUBLISHED: Mark("Published in another document", "✓", "found"),
    Coverage.PARTLY: Mark("Partly covered", "◐", "part"),
    Coverage.OTHER_PERIOD: Mark("Another period", "↺", "part"),
    Coverage.OTHER_AUTHORITY: Mark("Another authority", "⇄", "part"),
    Coverage.SIGNPOSTED_BEFORE: Mark("Signposted before", "→", "part"),
    Coverage.NOT_HELD_BEFORE: Mark("Said not held before", "∅", "mind"),
    Coverage.REFUSED_BEFORE: Mark("Refused before", "✕", "mind"),
    Coverage.NOTHING_FOUND: Mark("Nothing found", "?", "none"),
}

DECISIONS = {
    Decision.ACCEPTED: "Draft accepted",
    Decision.EDITED: "Own words",
    Decision.REJECTED: "Draft rejected",
}

DISPOSITIONS = {
    Disposition.DISCLOSED: "Disclosed",
    Disposition.PARTLY_DISCLOSED: "Disclosed in part",
    Disposition.NOT_HELD: "Not held",
    Disposition.REFUSED: "Refused",
    Disposition.SIGNPOSTED: "Signposted to where it is published",
    Disposition.ANOTHER_BODY: "For another body to answer",
    Disposition.CLARIFICATION: "Clarification asked for",
}

OUTCOMES = {
    Outcome.ANSWERED: "answered",
    Outcome.PARTLY: "answered in part",
    Outcome.NOT_HELD: "said not to be held",
    Outcome.REFUSED: "refused",
    Outcome.SIGNPOSTED: "signposted",
    Outcome.ANOTHER_BODY: "pointed to another body",
}

REGIMES = {
    Regime.FOIA: "Freedom of Information Act 2000",
    Regime.EIR: "Environmental Information Regulations 2004",
    Regime.SUBJECT_ACCESS: "Subject access (UK GDPR article 15)",
}

CLOCK_KINDS = {
    ClockKind.CLARIFICATION_ASKED: "Clarification asked for",
    ClockKind.CLARIFICATION_RECEIVED: "Clarification received",
    ClockKind.EXTENDED: "Time extended",
    ClockKind.FEES_NOTICE: "Fees notice given",
    ClockKind.FEE_PAID: "Fee paid",
    ClockKind.SENT: "Response sent",
}


def age_words(days: int | None) -> str:
    """How old an answer is: days up to two months, then months, from two years on years; "" if unknown."""
    if days is None:
        return ""
    if days < 61:
        return counted(days, "day")
    months = int(days / 30.44)
    return counted(months, "month") if months < 24 else counted(months // 12, "year")


def candidate_age(candidate: Candidate) -> str:
    """ "3 years old, stale"; "undated" where the day is not known."""
    age = age_words(candidate.age_days)
    return f"{age} old{', stale' if candidate.stale else ''}" if age else "undated"


def days_left_words(days: int, *, calendar: bool) -> str:
    """ "15 working days left", "due today", "2 working days late"; calendar days under subject access."""
    one = "day" if calendar else "working day"
    if days == 0:
        return "due today"
    return f"{counted(abs(days), one)} {'left' if days > 0 else 'late'}"
