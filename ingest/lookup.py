"""Reading the catalogue: what a question, the library page and the doctor ask of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ingest import sql
from ingest.blocks import unpacked
from ingest.catalogue import Catalogue
from ingest.clearance import Clearance
from ingest.document import Page, Passage, PassageKind, Span, gaps_of
from ingest.errors import CatalogueError
from ingest.records import DocumentRow, Facets, StoredFile, StoredPassage, StoredText, fingerprint

# A word of the context line (title, heading, question) says more about a passage than one of its text.
_CONTEXT_WEIGHT = 1.0


class Lookup:
    """Read-only questions to a catalogue, for one reader: each tells only what they are cleared for.

    What is hidden from a reader is to them as if it were not there: it is in no list, count or error.
    """

    def __init__(self, catalogue: Catalogue, clearance: Clearance) -> None:
        self._catalogue = catalogue
        self._reader = {
            "everything": int(clearance.everything),
            "markings": json.dumps(sorted(clearance.markings)),
        }

    def documents(self, *, quarantined: bool = False) -> list[DocumentRow]:
        """The documents that can be asked about; with ``quarantined`` also those set aside.

        The title of a paper set aside is information too: ask for them only on behalf of somebody who
        manages the library. They too are told only to who is cleared for their marking.
        """
        rows = self._rows(sql.DOCUMENTS_LIST, quarantined=int(quarantined))
        return [_document(row) for row in rows]

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, DocumentRow]:
        """Those of the documents that can be asked about, by id."""
        rows = self._rows(sql.DOCUMENTS_BY_ID, ids=json.dumps(list(ids)), quarantined=0)
        return {str(row["id"]): _document(row) for row in rows}

    def document(self, name: str, *, quarantined: bool = False) -> DocumentRow:
        """The document with this id (or its beginning) or source. Raises CatalogueError."""
        listed = self.documents(quarantined=quarantined)
        found = [d for d in listed if name in (d.id, *d.sources) or d.id.startswith(name)]
        if len(found) == 1:
            return found[0]
        problem = f"{len(found)} documents are called" if found else "No document is called"
        raise CatalogueError(f"{problem} {name}: see `commissioning-assistant documents list`.")

    def files(self, document_id: str) -> list[StoredFile]:
        """The files that hold a document; none where it is hidden or not there."""
        rows = self._rows(sql.FILES_SEEN, id=document_id)
        return [StoredFile(row["path"], row["root"], row["source"], row["document_id"]) for row in rows]

    def eligible(
        self, authority: str | None, kind: str | None, since: str | None, until: str | None
    ) -> list[str] | None:
        """Ids of the documents that the filters let through; None when nothing is filtered."""
        if not (authority or kind or since or until):
            return None
        return self._eligible(authority, kind, since, until)

    def seen(self) -> list[str] | None:
        """Ids of the documents that can be asked about; None where nothing is hidden from this reader."""
        return self._eligible() if self._rows(sql.HIDES)[0][0] else None

    def _eligible(
        self,
        authority: str | None = None,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[str]:
        rows = self._rows(sql.ELIGIBLE, authority=authority, kind=kind, since=since, until=until)
        return [str(row["id"]) for row in rows]

    def hidden_among(self, ids: Iterable[str]) -> set[str]:
        """Which of these documents are there but hidden from this reader: for what was kept of them."""
        return {str(row["id"]) for row in self._rows(sql.HIDDEN_AMONG, ids=json.dumps(list(ids)))}

    def withheld(self, kept: Mapping[str, str | None]) -> set[str]:
        """Ids of papers whose words, kept earlier, are not for this reader.

        ``kept`` has for each paper the class of marking that it was for then (``Citation.access``), which
        decides where it is gone; of one that is there, what it is for now does.
        """
        return {str(row["id"]) for row in self._rows(sql.WITHHELD, kept=json.dumps(dict(kept)))}

    def titles_of(self, authority: str) -> list[tuple[str, str, str | None]]:
        """Rows of (document id, title, reference) of an authority's current documents, newest first."""
        rows = self._rows(sql.TITLES_OF_AUTHORITY, authority=authority)
        return [(row["id"], row["title"], row["reference"]) for row in rows]

    def same_text(self, document_id: str, text: str) -> list[str]:
        """Sources of other documents whose whole text is the same; pictures without text have none."""
        if not text.strip():
            return []
        rows = self._rows(sql.SAME_TEXT, fingerprint=fingerprint(text), id=document_id)
        return [str(row["source"]) for row in rows]

    def full_text(self, match: str, documents: Sequence[str] | None, limit: int) -> list[tuple[str, float]]:
        """Passage ids with their BM25 score, best first, for an FTS5 expression."""
        rows = self._rows(
            sql.FULL_TEXT,
            match=match,
            documents=None if documents is None else json.dumps(list(documents)),
            limit=limit,
            context_weight=_CONTEXT_WEIGHT,
        )
        return [(str(row["id"]), float(row["score"])) for row in rows]

    def full_text_best(
        self, searches: Iterable[tuple[int, str, float]], documents: Sequence[str] | None, limit: int
    ) -> list[tuple[str, float]]:
        """Passage ids with their score, best first, for searches of (concept, FTS5 expression, weight).

        A score is the sum over the concepts of the best weighted BM25 score in any of their searches.
        """
        rows = self._rows(
            sql.FULL_TEXT_BEST,
            searches=json.dumps([list(search) for search in searches]),
            documents=None if documents is None else json.dumps(list(documents)),
            limit=limit,
        )
        return [(str(row["id"]), float(row["score"])) for row in rows]

    def match_count(self, match: str) -> int:
        """How many passages an FTS5 expression matches."""
        return int(self._rows(sql.MATCH_COUNT, match=match)[0][0])

    def passages(self, ids: Iterable[str]) -> dict[str, StoredPassage]:
        """The stored passages among ``ids``; one that is not in the catalogue is left out."""
        rows = self._rows(sql.PASSAGES_BY_ID, ids=json.dumps(list(ids)))
        return {str(row["id"]): _passage(row) for row in rows}

    def passages_of(self, document_id: str) -> list[StoredPassage]:
        return [_passage(row) for row in self._rows(sql.PASSAGES_OF, id=document_id)]

    def text(self, document_id: str) -> StoredText:
        """A current document's text and pages. Raises CatalogueError."""
        rows = self._rows(sql.DOCUMENT_TEXT, id=document_id)
        if not rows:
            raise CatalogueError(f"Document {document_id} is not in the catalogue: ask again.")
        blocks = tuple(unpacked(values) for values in json.loads(rows[0]["blocks"]))
        return StoredText(str(rows[0]["text"]), self.pages(document_id), blocks, tuple(gaps_of(blocks)))

    def pages(self, document_id: str) -> tuple[Page, ...]:
        rows = self._rows(sql.PAGES_OF, id=document_id)
        return tuple(Page(r["number"], r["label"], r["start"], r["end"], bool(r["has_text"])) for r in rows)

    def links(self, passage_id: str) -> list[tuple[str, str | None]]:
        """Sections that a passage points to, each with the passage found there."""
        return [(row["section"], row["target_id"]) for row in self._rows(sql.LINKS_OF, id=passage_id)]

    def twins(self, fingerprints: Iterable[str]) -> dict[str, dict[str, str]]:
        """For each fingerprint: document id -> source, of every document that holds the same words."""
        found: dict[str, dict[str, str]] = {}
        for row in self._rows(sql.PASSAGE_TWINS, fingerprints=json.dumps(sorted(set(fingerprints)))):
            found.setdefault(row["fingerprint"], {})[row["document_id"]] = row["source"]
        return found

    def to_embed(self, limit: int, offset: int) -> list[tuple[str, str, str]]:
        """Rows of (passage id, document id, text to embed) in catalogue order."""
        rows = self._rows(sql.PASSAGES_TO_EMBED, limit=limit, offset=offset)
        return [(r["id"], r["document_id"], f"{r['context']}\n{r['text']}") for r in rows]

    def passage_count(self) -> int:
        return int(self._rows(sql.PASSAGE_COUNT)[0][0])

    def passage_ids(self) -> set[str]:
        return {str(row["id"]) for row in self._rows(sql.PASSAGE_IDS)}

    def facets(self) -> Facets:
        [span] = self._rows(sql.DATES)
        return Facets(
            authorities={r["authority"]: r["n"] for r in self._rows(sql.AUTHORITIES)},
            kinds={r["kind"]: r["n"] for r in self._rows(sql.KINDS)},
            earliest=_day(span["earliest"]),
            latest=_day(span["latest"]),
            documents=span["n"],
        )

    def _rows(self, statement: str, **values: object) -> list[sqlite3.Row]:
        """What a statement of ``ingest.sql`` finds for this reader."""
        return self._catalogue.connection.execute(statement, {**values, **self._reader}).fetchall()


def _document(row: sqlite3.Row) -> DocumentRow:
    plain = {name: row[name] for name in row.keys() if name not in ("findings", "notes", "sources")}  # noqa: SIM118
    return DocumentRow(
        **plain,
        findings=json.loads(row["findings"]),
        notes=tuple(json.loads(row["notes"])),
        sources=tuple(json.loads(row["sources"])),
    )


def _passage(row: sqlite3.Row) -> StoredPassage:
    passage = Passage(
        ordinal=row["ordinal"],
        kind=PassageKind(row["kind"]),
        start=row["start"],
        end=row["end"],
        text=row["text"],
        section=row["section"],
        heading_path=tuple(json.loads(row["heading_path"])),
        question=_span(row["question_start"], row["question_end"]),
        answer=_span(row["answer_start"], row["answer_end"]),
        boilerplate=bool(row["boilerplate"]),
    )
    return StoredPassage(
        row["id"], row["document_id"], passage, row["context"], row["header"], row["fingerprint"]
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
