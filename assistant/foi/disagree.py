"""Prior answers to one question that give different figures, put side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from assistant.foi.prior import Outcome, PriorAnswer
from assistant.foi.timing import times_of
from assistant.frames import statement
from assistant.question import sought_stems

# The share of the words of two questions that must be common for both to ask for the same.
_ALIKE = 0.6


def disagreements(priors: Sequence[PriorAnswer]) -> tuple[str, ...]:
    """A sentence for each pair of answers to the same question, of the same time, with different figures."""
    answered = [each for each in priors if each.outcome in (Outcome.ANSWERED, Outcome.PARTLY)]
    return tuple(_sentence(one, other) for one, other in combinations(answered, 2) if _disagree(one, other))


def _disagree(one: PriorAnswer, other: PriorAnswer) -> bool:
    if (
        one.answered.document_id == other.answered.document_id
        or one.answered.authority != other.answered.authority
    ):
        return False
    mine, theirs = sought_stems(one.asked), sought_stems(other.asked)
    if len(mine & theirs) < _ALIKE * len(mine | theirs) or times_of(one.asked) != times_of(other.asked):
        return False
    figures, others = (statement(each.answered.quote).figures for each in (one, other))
    return bool(figures and others) and figures[0].differs(others[0])


def _sentence(one: PriorAnswer, other: PriorAnswer) -> str:
    said = (f"“{each.answered.quote}” ({_named(each)})" for each in (one, other))
    return f"Answered differently: {' and '.join(said)}."


def _named(prior: PriorAnswer) -> str:
    return ", ".join(filter(None, (prior.answered.date, prior.answered.reference or prior.answered.title)))
