"""Questions to start with, taken from the documents that are in the library."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import DocumentKind
from ingest.lookup import Lookup
from ingest.records import DocumentRow

_SHORTEST, _LONGEST = 30, 130


def example_questions(lookup: Lookup, most: int = 4) -> list[str]:
    """Up to ``most`` questions, from as many documents, each answerable from its document."""
    found: list[str] = []
    for document in lookup.documents():
        if len(found) < most:
            found += [question for question in _from(lookup, document) if question not in found][:1]
    return found


def _from(lookup: Lookup, document: DocumentRow) -> Iterator[str]:
    if document.kind == DocumentKind.FOI_RESPONSE and document.authority:
        for question in _questions_answered(lookup, document):
            if _SHORTEST <= len(question) <= _LONGEST and question.endswith("?"):
                yield f"{document.authority}: {question}"
    elif document.kind == DocumentKind.DECISION_RECORD and document.authority:
        yield f"What did {document.authority} decide about {document.title.rstrip('.')}?"


def _questions_answered(lookup: Lookup, document: DocumentRow) -> Iterator[str]:
    text = lookup.text(document.id).text
    for stored in lookup.passages_of(document.id):
        if span := stored.passage.question:
            yield " ".join(text[span.start : span.end].split()).lstrip("0123456789.) ")
