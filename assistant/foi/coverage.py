"""How far what was published before covers a question asked now."""

from __future__ import annotations

from enum import StrEnum

from assistant.answer import Citation
from assistant.foi.prior import PriorAnswer
from assistant.foi.value import Value


class Coverage(StrEnum):
    """One word for the row of a question in the coverage table."""

    ANSWERED_BEFORE = "answered-before"
    PUBLISHED = "published"
    PARTLY = "partly"
    OTHER_PERIOD = "other-period"
    OTHER_AUTHORITY = "other-authority"
    SIGNPOSTED_BEFORE = "signposted-before"
    NOT_HELD_BEFORE = "not-held-before"
    REFUSED_BEFORE = "refused-before"
    NOTHING_FOUND = "nothing-found"


class Candidate(Value):
    """A prior answer, or a passage of another document, that may bear on a question; best first in a row.

    Exactly one of ``prior`` and ``published`` is there. ``why`` says in a plain sentence why it was matched
    and what to mind (another period, another authority). ``score`` is only for ordering. ``same_period`` and
    ``same_authority`` are None where the question or the document names none. ``age_days`` counts from the
    document's date to the day the request was received; ``stale`` is None where the date is unknown.
    """

    prior: PriorAnswer | None = None
    published: Citation | None = None
    why: str
    score: float
    same_period: bool | None = None
    same_authority: bool | None = None
    age_days: int | None = None
    stale: bool | None = None

    @property
    def citation(self) -> Citation:
        """Where its words stand."""
        found = self.prior.answered if self.prior else self.published
        if found is None:
            raise ValueError("a candidate holds a prior answer or a published passage")
        return found


class Covered(Value):
    """A row of the coverage table: the word, why, what it rests on, and prior answers that contradict it."""

    question_id: str
    coverage: Coverage
    why: str
    candidates: tuple[Candidate, ...] = ()
    conflicts: tuple[str, ...] = ()
