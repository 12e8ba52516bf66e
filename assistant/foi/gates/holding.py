"""Nothing says that information is or is not held unless an officer recorded a search of the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.foi.case import Case, Disposition, Row, SearchRecord
from assistant.foi.gates.gate import Gate, GateName, Problem, called, gate
from assistant.foi.held import HeldClaim, held_claims

# Each of these says by itself that information is held, or that it is not (FOIA s.1(1)).
_SAYS_HELD = {
    Disposition.DISCLOSED: True,
    Disposition.PARTLY_DISCLOSED: True,
    Disposition.NOT_HELD: False,
}


def holding_gate(case: Case, on: date) -> Gate:
    """FOIA s.1(1)(a), EIR reg.5(1), 12(4)(a): confirmed or denied after a search (system, day and post).

    A search counts for what is held when the request is received (s.1(4)), so it cannot lie before that day,
    nor after ``on``.
    """
    problems = [problem for row in case.rows for problem in _unsearched(row, case.request.received, on)]
    for words in (case.advice, case.narrower):
        problems += [
            Problem(
                said=f"The advice says “{claim.words}”: leave it out, or say it in a question with a search."
            )
            for claim in held_claims(words)
        ]
    return gate(
        GateName.HOLDING, problems, "Whatever is said to be held or not held rests on a recorded search."
    )


def _unsearched(row: Row, received: date | None, on: date) -> Iterator[Problem]:
    words = "\n".join([row.answer, *(reliance.why for reliance in row.reliances)])
    claims = [*held_claims(words)]
    if not claims and row.disposition not in _SAYS_HELD:
        return
    for said in _wrong(row, claims, received, on):
        yield Problem(said=f"{called(row)} {said}", question_id=row.question.id)


def _wrong(row: Row, claims: list[HeldClaim], received: date | None, on: date) -> Iterator[str]:
    what = f"says “{claims[0].words}”" if claims else f"is answered as {row.disposition}"
    search = row.search
    if search is None:
        yield f"{what}, and no search is recorded: search, and record the system, the day and the post."
        return
    if not search.system.strip() or not search.post.strip():
        yield "has a search without its system or post: complete it."
    if search.searched > on:
        yield "has a search of a day to come: correct the day."
    elif received and search.searched < received:
        yield "was searched before the request was received: search again (section 1(4))."
    yield from _against(row, claims, search)


def _against(row: Row, claims: list[HeldClaim], search: SearchRecord) -> Iterator[str]:
    """What is said must be what the search found; part may be found and part not."""
    if row.disposition is Disposition.PARTLY_DISCLOSED:
        return
    said = _SAYS_HELD.get(row.disposition) if row.disposition else None
    if said is False and search.found:
        yield "is answered as not held, but the search found something: change one of them."
    if said is True and not search.found:
        yield "is answered as disclosed, but the search found nothing: change one of them."
    if said is None and claims and all(claim.held is not search.found for claim in claims):
        yield f"says “{claims[0].words}”, which is not what the search found: change one of them."
