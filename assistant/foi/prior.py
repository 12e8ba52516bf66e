"""What an authority answered before: one question of a published response, its answer, what became of it."""

from __future__ import annotations

from enum import StrEnum

from assistant.answer import Citation
from assistant.foi.value import Value


class Outcome(StrEnum):
    """What a prior answer did with its question."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_HELD = "not-held"
    REFUSED = "refused"
    SIGNPOSTED = "signposted"
    ANOTHER_BODY = "another-body"


class PriorAnswer(Value):
    """A question once asked and how it was answered, quoted.

    ``number`` is as in the response, parts joined by a full stop ("7.a"); "" in a log without numbers.
    ``asked`` is the question alone with the stem of a part before it. ``answered`` is the citation of the
    answer's own words, ``followed`` those of the answers it points to, in order: where there are any, the
    outcome is that of the last.
    ``sections`` are those of the Act or the Regulations it relies on ("s.43(2)", "reg.12(5)(e)").
    """

    id: str
    number: str
    asked: str
    answered: Citation
    outcome: Outcome
    sections: tuple[str, ...] = ()
    followed: tuple[Citation, ...] = ()
