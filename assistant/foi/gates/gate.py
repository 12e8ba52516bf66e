"""What a gate says: whether it lets the letter out, why not, and what to do next."""

from __future__ import annotations

from enum import StrEnum

from assistant.foi.case import Case, Row
from assistant.foi.request import Regime
from assistant.foi.value import Value

# A request of 120 questions must not make an explanation that nobody reads.
_TOLD = 6
FOIA_AND_EIR = (Regime.FOIA, Regime.EIR)


class GateName(StrEnum):
    """The gates, in the order in which they are shown."""

    QUESTIONS = "every question is answered for"
    DECISIONS = "every draft is decided on"
    HOLDING = "nothing is said to be held or not held without a search"
    REFUSALS = "every refusal names its ground and why it applies"
    PUBLIC_INTEREST = "the public interest is weighed where the law asks for it"
    QUALIFIED_PERSON = "section 36 has the qualified person's opinion"
    ELSEWHERE = "what is said to be available says where"
    FUTURE_PUBLICATION = "section 22 names the intended publication"
    COST = "section 12 has its estimate, with advice and a narrower request"
    VEXATIOUS = "section 14 says why"
    PERSONAL_DATA = "personal data is decided on"
    LAW = "references to the law are right"
    REGIME = "the law that applies is settled"
    SOURCES = "the sources are as they were quoted"
    OPEN_PAPERS = "nothing is quoted from a paper that is not open to everyone"
    LETTER = "the letter tells of the review and the Commissioner"


class Gate(Value):
    """One gate: ``explanation`` ends with the next action where it is shut; ``questions`` are ids."""

    name: GateName
    passed: bool
    explanation: str
    questions: tuple[str, ...] = ()


class Problem(Value):
    """What shuts a gate, and at which question; "" for the case as a whole."""

    said: str
    question_id: str = ""


def gate(name: GateName, problems: list[Problem], fine: str) -> Gate:
    """Shut by any problem: the first are said, each once, in order; all the questions concerned are named."""
    if not problems:
        return Gate(name=name, passed=True, explanation=fine)
    ids = tuple(dict.fromkeys(problem.question_id for problem in problems if problem.question_id))
    said = list(dict.fromkeys(problem.said for problem in problems))
    more = [f"And {len(said) - _TOLD} more like these."] if len(said) > _TOLD else []
    return Gate(name=name, passed=False, explanation=" ".join([*said[:_TOLD], *more]), questions=ids)


def called(row: Row) -> str:
    """ "Question 3.a": how an explanation names a row."""
    return f"Question {row.question.number}"


def texts_of(case: Case) -> list[tuple[str, str, str]]:
    """(question id, what it is called, words) for all words of the case that will stand in the letter."""
    found = []
    for row in case.rows:
        found.append((row.question.id, called(row), row.answer))
        for reliance in row.reliances:
            weighed = reliance.public_interest
            words = [reliance.section, reliance.why]
            words += (
                [weighed.favouring_disclosure, weighed.favouring_withholding, weighed.balance]
                if weighed
                else []
            )
            words += [reliance.qualified_person.opinion] if reliance.qualified_person else []
            found.append((row.question.id, called(row), "\n".join(words)))
    found += [("", "The advice", case.advice), ("", "The narrower request", case.narrower)]
    return [(key, name, words) for key, name, words in found if words.strip()]
