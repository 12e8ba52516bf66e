"""Every question has a disposition, every draft a decision, and the law that applies is settled."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.foi.case import Case, Decision, Row
from assistant.foi.gates.gate import Gate, GateName, Problem, called, gate
from assistant.foi.request import Regime


def questions_gate(case: Case) -> Gate:
    """FOIA s.1(1), EIR reg.5(1): everything asked is answered for, by one disposition a question."""
    rows = {row.question.id for row in case.rows}
    problems = [
        Problem(
            said=f"Question {asked.number} has no row: add it, or merge it into another.",
            question_id=asked.id,
        )
        for asked in case.request.questions
        if asked.id not in rows
    ]
    problems += [
        Problem(
            said=f"{called(row)} has no disposition: say what the response does with it.",
            question_id=row.question.id,
        )
        for row in case.rows
        if row.disposition is None
    ]
    if not case.rows:
        problems.append(Problem(said="The case has no question: split the request, or write its questions."))
    return gate(GateName.QUESTIONS, problems, "Every question has a disposition.")


def decisions_gate(case: Case) -> Gate:
    """No draft enters the letter undecided; a rejected one is replaced by the officer's words."""
    problems = [problem for row in case.rows for problem in _undecided(row)]
    return gate(GateName.DECISIONS, problems, "Every draft was accepted, edited, or replaced by an officer.")


def _undecided(row: Row) -> Iterator[Problem]:
    name, key = called(row), row.question.id
    if row.decision is None:
        yield Problem(said=f"{name} is not decided: accept, edit or reject its draft.", question_id=key)
    elif not row.answer.strip():
        yield Problem(said=f"{name} has no words for the letter: write them.", question_id=key)
    elif row.decision is Decision.REJECTED and row.answer.split() == row.drafted.split():
        yield Problem(
            said=f"The draft of {name.lower()} was rejected but would be sent: write your own words.",
            question_id=key,
        )


def regime_gate(case: Case) -> Gate:
    """A request that looks like one under the Regulations, or for one's own data, is settled by the officer.

    FOIA s.39 and s.40(1) send such requests to the other law, with its own time limits and exceptions.
    """
    suspected = case.request.regime
    if suspected.regime is Regime.FOIA or case.regime is not None:
        return gate(GateName.REGIME, [], f"The case is handled under {_named(case.handled_under)}.")
    why = f" ({' '.join(suspected.why)})" if suspected.why else ""
    said = (
        f"The request looks like one under {_named(suspected.regime)}{why}: "
        "settle which law it is handled under."
    )
    return gate(GateName.REGIME, [Problem(said=said)], "")


def _named(regime: Regime) -> str:
    return {
        Regime.FOIA: "the Freedom of Information Act",
        Regime.EIR: "the Environmental Information Regulations",
        Regime.SUBJECT_ACCESS: "the right of access to one's own data (UK GDPR article 15)",
    }[regime]
