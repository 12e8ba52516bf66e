"""The papers whose words a case holds: who may not see one of them may not see the case."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Citation
from assistant.foi.case import Case, Row


def papers(case: Case) -> dict[str, str | None]:
    """Document id -> the class of marking that the paper was for when it was quoted; None where open.

    A row shows what was found with the words drafted from it, so that all that was found counts, not only
    what the officer leans on.
    """
    found: dict[str, str | None] = {}
    for row in case.rows:
        for citation in _quoted(row):
            found[citation.document_id] = found.get(citation.document_id) or citation.access
    return found


def _quoted(row: Row) -> Iterator[Citation]:
    yield from row.leaned_on
    yield from (fact.citation for fact in row.facts)
    for candidate in row.covered.candidates:
        yield candidate.citation
        yield from candidate.prior.followed if candidate.prior else ()
