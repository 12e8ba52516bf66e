"""What an officer decides, as changes of a case that each leave a line in its history.

Nothing here decides by itself: a row's words enter the letter only when an officer accepts or edits them.
Every function takes ``at``, the time (UTC) for the history, gives the changed case, and raises CaseError
where the change cannot be made.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from assistant.foi.case import (
    Acknowledgement,
    Case,
    ClockEvent,
    CostEstimate,
    Decision,
    Disposition,
    Happened,
    PersonalDataDecision,
    Reliance,
    Row,
    SearchRecord,
)
from assistant.foi.request import Regime, Request
from ingest.errors import CaseError


def accept(case: Case, question_id: str, at: datetime) -> Case:
    """The words drafted enter the letter as they are."""
    row = row_of(case, question_id)
    if not row.drafted:
        raise CaseError(f"Nothing was drafted for question {row.question.number}: write the answer instead.")
    changes = {"decision": Decision.ACCEPTED, "answer": row.drafted}
    return _with_row(case, row, changes, at, "accepted the draft")


def edit(case: Case, question_id: str, words: str, at: datetime) -> Case:
    """The officer's own words enter the letter."""
    row = row_of(case, question_id)
    if not words.strip():
        raise CaseError(
            f"The answer to question {row.question.number} is empty: write it, or reject the draft."
        )
    changes = {"decision": Decision.EDITED, "answer": words.strip()}
    return _with_row(case, row, changes, at, "wrote the answer", _fingerprint(words))


def reject(case: Case, question_id: str, at: datetime) -> Case:
    """Neither the draft nor its sources enter the letter."""
    row = row_of(case, question_id)
    changes = {"decision": Decision.REJECTED, "answer": ""}
    return _with_row(case, row, changes, at, "rejected the draft")


def dispose(case: Case, question_id: str, disposition: Disposition, at: datetime) -> Case:
    """What the response does with the question."""
    row = row_of(case, question_id)
    return _with_row(case, row, {"disposition": disposition}, at, f"disposition: {disposition.value}")


def record_search(case: Case, question_id: str, search: SearchRecord, at: datetime) -> Case:
    """A search of the records, made by an officer: what confirming or denying rests on (FOIA s.1(1)(a))."""
    row = row_of(case, question_id)
    if not search.system.strip() or not search.post.strip():
        raise CaseError("A search record names the system searched and the post that searched it.")
    if search.searched > at.date():
        raise CaseError(
            f"The search is dated {search.searched}, which is still to come: give the day it was made."
        )
    found = "found" if search.found else "not found"
    detail = f"{search.system}, {search.searched}, {search.post}: {found}"
    return _with_row(case, row, {"search": search}, at, "recorded a search", detail)


def rely(case: Case, question_id: str, reliances: tuple[Reliance, ...], at: datetime) -> Case:
    """The exemptions or exceptions relied on, in place of those before."""
    row = row_of(case, question_id)
    named = ", ".join(each.section for each in reliances) or "none"
    return _with_row(case, row, {"reliances": reliances}, at, f"relies on: {named}")


def estimate(case: Case, cost: CostEstimate | None, advice: str, narrower: str, at: datetime) -> Case:
    """The estimate under FOIA s.12 with the advice and the narrower request that s.16 asks for."""
    if cost and min(cost.determining_held, cost.locating, cost.retrieving, cost.extracting) < 0:
        raise CaseError("Hours of an estimate cannot be less than none.")
    changes = {"estimate": cost, "advice": advice.strip(), "narrower": narrower.strip()}
    return _with(case, changes, at, "cost estimate")


def tell_clock(case: Case, event: ClockEvent, at: datetime) -> Case:
    """Something that moves the due day."""
    received = case.request.received
    if received and event.on < received:
        raise CaseError(f"{event.on} is before the request was received ({received}): correct the day.")
    return _with(case, {"events": (*case.events, event)}, at, f"{event.kind.value} on {event.on}", event.note)


def decide_personal_data(case: Case, decision: PersonalDataDecision, at: datetime) -> Case:
    """Whether words that the s.40 check found stay. The history names the question, never the words."""
    others = tuple(
        each
        for each in case.personal_data
        if (each.words, each.question_id) != (decision.words, decision.question_id)
    )
    kept = "kept" if decision.keep else "to be taken out"
    return _with(
        case,
        {"personal_data": (*others, decision)},
        at,
        f"personal data {kept}",
        question_id=decision.question_id,
    )


def receive(case: Case, received: date, at: datetime) -> Case:
    """The day the request was received, where the letter does not tell or tells wrongly."""
    request = case.request.model_copy(update={"received": received, "received_how": "given by the officer"})
    return _with(case, {"request": request}, at, f"received on {received}")


def settle(case: Case, regime: Regime, at: datetime) -> Case:
    """The law that the case is worked under, by the officer's word."""
    return _with(case, {"regime": regime}, at, f"worked under: {regime.value}")


def acknowledge(case: Case, words: str, why: str, at: datetime) -> Case:
    """A flagged reference to the law that stays in the letter, with the reason."""
    if not why.strip():
        raise CaseError(f"Say why “{words}” stays in the letter, or correct it.")
    others = tuple(each for each in case.acknowledged if each.words != words)
    kept = Acknowledgement(words=words, why=why.strip())
    return _with(case, {"acknowledged": (*others, kept)}, at, f"keeps the reference “{words}”", why.strip())


def name(case: Case, reference: str, at: datetime) -> Case:
    """The authority's own reference for the case."""
    return _with(case, {"reference": reference.strip()}, at, f"reference: {reference.strip()}")


def mark_sent(case: Case, on: date, at: datetime) -> Case:
    """The response went out on this day."""
    return _with(case, {"sent": on}, at, f"sent on {on}")


def ask_again(case: Case, request: Request, rows: tuple[Row, ...], at: datetime) -> Case:
    """The questions as the officer edited, merged or split them, with rows for them in their order."""
    if [row.question for row in rows] != list(request.questions):
        raise CaseError("Each question of the request needs its row: match the questions again.")
    numbers = ", ".join(question.number for question in request.questions)
    return _with(case, {"request": request, "rows": rows}, at, "questions changed", numbers)


def row_of(case: Case, question_id: str) -> Row:
    """The row of a question, by its id or its number. Raises CaseError."""
    for row in case.rows:
        if question_id in (row.question.id, row.question.number):
            return row
    numbers = ", ".join(row.question.number for row in case.rows)
    raise CaseError(f"There is no question {question_id} in this case: its questions are {numbers}.")


def _fingerprint(words: str) -> str:
    """What tells later whether words were these, without keeping words that may be personal data."""
    return "SHA-256 " + hashlib.sha256(words.strip().encode()).hexdigest()


def _with_row(
    case: Case, row: Row, changes: dict[str, Any], at: datetime, what: str, detail: str = ""
) -> Case:
    changed = row.model_copy(update=changes)
    rows = tuple(changed if each.question.id == row.question.id else each for each in case.rows)
    return _with(case, {"rows": rows}, at, what, detail, row.question.id)


def _with(
    case: Case, changes: dict[str, Any], at: datetime, what: str, detail: str = "", question_id: str = ""
) -> Case:
    line = Happened(at=at, what=what, question_id=question_id, detail=detail)
    return case.model_copy(update={**changes, "history": (*case.history, line)})
