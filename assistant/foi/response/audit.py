"""The file beside a letter that says how it came about: what was decided and when, on which sources.

It holds no contact details, and of words that may be personal data (questions, answers) only their SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from importlib.metadata import version

from assistant.answer import Citation
from assistant.foi.case import Case, Decision, Disposition, Happened, Reliance, Row, SearchRecord
from assistant.foi.coverage import Coverage
from assistant.foi.request import Regime
from assistant.foi.value import Value


class AuditedSource(Value):
    """A source of an answer: the file as ingested (``sha256`` of its bytes), the place, the words quoted."""

    document_id: str
    source: str
    sha256: str
    date: str | None
    page: int | None
    section: str
    quote_sha256: str


class AuditedGate(Value):
    """A gate as it stood when the letter was made."""

    name: str
    passed: bool
    explanation: str


class AuditedQuestion(Value):
    """What was found for a question and what an officer decided."""

    number: str
    asked_sha256: str
    coverage: Coverage
    decision: Decision | None
    disposition: Disposition | None
    search: SearchRecord | None
    reliances: tuple[Reliance, ...]
    drafted_sha256: str
    answer_sha256: str
    sources: tuple[AuditedSource, ...]


class Audit(Value):
    """Everything that decided a letter. ``letters`` maps each file's name to its SHA-256."""

    program: str
    case_id: str
    case_version: int
    reference: str
    authority: str | None
    regime: Regime
    received: date | None
    due: date | None
    request_sha256: str
    made: datetime
    letters: dict[str, str]
    gates: tuple[AuditedGate, ...]
    questions: tuple[AuditedQuestion, ...]
    history: tuple[Happened, ...]


def audit(
    case: Case,
    made: datetime,
    due: date | None,
    letters: Mapping[str, bytes],
    gates: tuple[AuditedGate, ...],
    files: Mapping[str, str],
) -> Audit:
    """The audit of a case whose ``letters`` (name to bytes) were made. ``files``: document id to SHA-256."""
    request = case.request
    return Audit(
        program=f"commissioning-assistant {version('commissioning-assistant')}",
        case_id=case.id,
        case_version=case.version,
        reference=case.reference,
        authority=request.authority,
        regime=case.handled_under,
        received=request.received,
        due=due,
        request_sha256=request.sha256,
        made=made,
        letters={name: hashlib.sha256(data).hexdigest() for name, data in letters.items()},
        gates=gates,
        questions=tuple(_question(row, files) for row in case.rows),
        history=case.history,
    )


def _question(row: Row, files: Mapping[str, str]) -> AuditedQuestion:
    return AuditedQuestion(
        number=row.question.number,
        asked_sha256=_sha256(row.question.text),
        coverage=row.covered.coverage,
        decision=row.decision,
        disposition=row.disposition,
        search=row.search,
        reliances=row.reliances,
        drafted_sha256=_sha256(row.drafted),
        answer_sha256=_sha256(row.answer),
        sources=tuple(_source(each, files) for each in row.leaned_on),
    )


def _source(citation: Citation, files: Mapping[str, str]) -> AuditedSource:
    return AuditedSource(
        document_id=citation.document_id,
        source=citation.source,
        sha256=files.get(citation.document_id, ""),
        date=citation.date,
        page=citation.page,
        section=citation.section,
        quote_sha256=_sha256(citation.quote),
    )


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
