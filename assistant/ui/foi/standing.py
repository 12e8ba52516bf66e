"""Where a case stands, as HTML: its clock, its gates, what the personal-data check found, its history."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from assistant.foi.case import Case, CostEstimate, Happened, PersonalDataDecision
from assistant.foi.clock import Clock
from assistant.foi.gates import Gate
from assistant.foi.gates.costing import LOCAL, counted_hours
from assistant.foi.personal import PersonalFinding
from assistant.foi.request import Regime
from assistant.foi.standing import Standing
from assistant.spoken import counted, uk_date
from assistant.ui.foi.words import CLOCK_KINDS, REGIMES, days_left_words
from assistant.ui.markup import escape, isolated

LINKS_SHOWN = 12
"""Rows that a gate names at once; the others are folded away."""

SAID_AT_ONCE = 280
"""Characters of a gate's explanation that are shown; a longer one, of many rows, is folded away."""

_LONDON = ZoneInfo("Europe/London")

_TO_DECIDE = '<span class="state open"><span aria-hidden="true">○</span> To decide</span>'


def head(case: Case) -> str:
    """Which case this is and from when."""
    name = isolated(case.reference) if case.reference else "without a reference"
    authority = isolated(case.request.authority or "Authority not known")
    subject = f": {isolated(case.request.subject)}" if case.request.subject else ""
    return f'<h2 class="heading">Case {name}</h2><p class="summary">{authority}{subject}</p>'


def clock(shown: Clock) -> str:
    """The day due, what is left, how it was reckoned, and what to mind."""
    warnings = "".join(f"<li>{isolated(each)}</li>" for each in shown.warnings)
    how = "".join(f"<li>{isolated(each)}</li>" for each in shown.how)
    return (
        f'<h3>Clock</h3><p class="due">{_due(shown)}</p>'
        f'<p class="summary">{escape(REGIMES[shown.regime])}</p>'
        + (f'<ul class="warnings">{warnings}</ul>' if warnings else "")
        + (
            f'<details class="folded"><summary>How this was reckoned</summary><ul>{how}</ul></details>'
            if how
            else ""
        )
    )


def _due(shown: Clock) -> str:
    if shown.sent:
        return f"Sent on <strong>{escape(uk_date(shown.sent))}</strong>{', late' if shown.late else ''}"
    if shown.paused and shown.paused_since:
        return f"<strong>Paused</strong> since {escape(uk_date(shown.paused_since))}"
    if shown.due is None:
        return "<strong>No due day</strong>: the day of receipt is not known"
    left = days_left_words(shown.days_left or 0, calendar=shown.regime is Regime.SUBJECT_ACCESS)
    extended = ", extended" if shown.extended else ""
    state = "late" if shown.late else "left"
    return f'Due <strong>{escape(uk_date(shown.due))}</strong>{extended}: <span class="{state}">{left}</span>'


def events(case: Case) -> str:
    """What was recorded for the clock."""
    listed = "".join(
        f"<li>{escape(CLOCK_KINDS[each.kind])} on {escape(uk_date(each.on))}"
        + (f", until {escape(uk_date(each.until))}" if each.until else "")
        + (f": {isolated(each.note)}" if each.note else "")
        + "</li>"
        for each in case.events
    )
    return f"<ul>{listed}</ul>" if listed else '<p class="summary">Nothing has moved the due day.</p>'


def gates(case: Case, standing: Standing) -> str:
    """The gates that are shut with what is missing and ways to their rows; those passed, folded away."""
    numbers = {row.question.id: row.question.number for row in case.rows}
    shut = standing.shut
    passed = [gate for gate in standing.gates if gate.passed]
    told = f"{counted(len(shut), 'gate')} still to pass." if shut else "All gates are passed."
    listed = "".join(_shut(gate, numbers) for gate in shut)
    through = "".join(_gate(gate, "✓", "Passed", "passed", isolated(gate.explanation)) for gate in passed)
    return (
        f'<h3>Before it can go out</h3><p class="summary">{told}</p><ul class="gates">{listed}</ul>'
        f'<details class="folded"><summary>{counted(len(passed), "gate")} passed</summary>'
        f'<ul class="gates">{through}</ul></details>'
    )


def _shut(gate: Gate, numbers: dict[str, str]) -> str:
    said = isolated(gate.explanation)
    if len(gate.explanation) > SAID_AT_ONCE:
        said = f'<details class="folded"><summary>What is missing</summary>{said}</details>'
    named = [(id_, numbers[id_]) for id_ in gate.questions if id_ in numbers]
    return _gate(gate, "✕", "Open", "blocked", said + _ways(named))


def _gate(gate: Gate, sign: str, word: str, state: str, said: str) -> str:
    """``said`` is HTML."""
    name = isolated(gate.name[:1].upper() + gate.name[1:])
    return (
        f'<li class="{state}"><strong><span aria-hidden="true">{sign}</span> {word}: {name}.</strong> '
        f"{said}</li>"
    )


def _ways(named: Sequence[tuple[str, str]]) -> str:
    links = [_way(id_, number) for id_, number in named]
    first, rest = links[:LINKS_SHOWN], links[LINKS_SHOWN:]
    more = f'<details class="folded"><summary>{len(rest)} more</summary>{" ".join(rest)}</details>'
    return f'<span class="ways">{" ".join(first)}{more if rest else ""}</span>' if links else ""


def _way(question_id: str, number: str) -> str:
    named = f"Question {isolated(number)}"
    return f'<button type="button" class="pick way" data-question="{escape(question_id)}">{named}</button>'


def findings(case: Case, waiting: Sequence[tuple[str, PersonalFinding]]) -> str:
    """What may be personal data in the letter: what waits for a decision, and what was decided."""
    numbers = {row.question.id: row.question.number for row in case.rows}
    rows = [_finding(each.words, each.why, numbers.get(id_, ""), _TO_DECIDE) for id_, each in waiting]
    rows += [
        _finding(each.words, each.why, numbers.get(each.question_id, ""), _decided(each))
        for each in case.personal_data
    ]
    if not rows:
        return (
            '<p class="summary">Nothing that looks like personal data waits for a decision. Read the letter '
            "all the same: what is missed is as likely as what is found too much.</p>"
        )
    heads = "".join(f'<th scope="col">{each}</th>' for each in ("Words", "Why", "No.", "Decision"))
    return (
        '<div class="rows"><table class="desk-table"><caption class="unseen">Possible personal data</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _finding(words: str, why: str, number: str, decision: str) -> str:
    """``decision`` is HTML, the others text; no number where the words are in the letter's own paragraphs."""
    return (
        f'<tr><th scope="row">{isolated(words)}</th><td>{isolated(why)}</td><td>{isolated(number)}</td>'
        f"<td>{decision}</td></tr>"
    )


def _decided(decision: PersonalDataDecision) -> str:
    said = "Stays" if decision.keep else "To be taken out"
    return f'<span class="state done"><span aria-hidden="true">✓</span> {said}</span>'


def kept_references(case: Case) -> str:
    """Flagged references to the law that stay in the letter, each with the reason."""
    listed = "".join(f"<li>“{isolated(each.words)}”: {isolated(each.why)}</li>" for each in case.acknowledged)
    if listed:
        return f"<ul>{listed}</ul>"
    return '<p class="summary">No flagged reference is kept: correct each, or say here why it stays.</p>'


def estimate(case: Case) -> str:
    """The estimate recorded under section 12, in hours and pounds."""
    cost: CostEstimate | None = case.estimate
    if cost is None:
        return (
            '<p class="summary">No estimate is recorded. Only four activities count (2004 Fees Regulations, '
            "regulation 4(3)); redacting and deciding on exemptions do not. For a council the limit is "
            "18 hours, which is £450 at £25 an hour.</p>"
        )
    total = counted_hours(cost)
    return f'<p class="recorded">{total:g} hours: £{total * LOCAL.rate:,.2f}. {isolated(cost.basis)}</p>'


def history(case: Case) -> str:
    """What was done, the last first."""
    numbers = {row.question.id: row.question.number for row in case.rows}
    listed = "".join(_happened(each, numbers) for each in reversed(case.history))
    return f'<ol class="history" reversed>{listed}</ol>' if listed else '<p class="summary">Nothing yet.</p>'


def _happened(line: Happened, numbers: dict[str, str]) -> str:
    at = line.at.astimezone(_LONDON)
    number = numbers.get(line.question_id)
    where = f"Question {isolated(number)}: " if number else ""
    detail = f' <span class="how">{isolated(line.detail)}</span>' if line.detail else ""
    return f"<li>{escape(uk_date(at.date()))}, {at:%H:%M}: {where}{isolated(line.what)}{detail}</li>"
