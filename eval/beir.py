"""Public retrieval sets in the layout of BEIR (Thakur et al. 2021): documents, queries, judgements."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from assistant.answer import LONGEST_QUESTION
from eval.cases import Case
from eval.entries import has_lone_surrogate, shown
from eval.folder import replace_text
from eval.sets import json_object
from ingest.errors import EvaluationError, QuestionSetError

_HOLDS = (
    "a public set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv or qrels/test.tsv "
    "(each may be compressed: .gz)"
)
_QRELS = (("query-id", "query_id"), ("corpus-id", "doc_id"), ("score", "relevance"))
_GRADE = re.compile(r"[+-]?\d{1,9}", re.ASCII)

Qrels = dict[str, dict[str, int]]
_Record = TypeVar("_Record")


class PublicDocument(NamedTuple):
    id: str
    title: str
    text: str


class PublicQuery(NamedTuple):
    id: str
    text: str
    answerable: bool


@dataclass(frozen=True)
class PublicSet:
    """``qrels``: query id -> document id -> grade, of which 1 or more is relevant.

    ``notices`` are lines for people.
    """

    documents: tuple[PublicDocument, ...]
    queries: tuple[PublicQuery, ...]
    qrels: Qrels
    notices: tuple[str, ...] = ()


class _Asked(NamedTuple):
    """A query as the file has it; ``answerable`` is None where it does not say."""

    place: str
    text: str
    answerable: bool | None


def read_beir(folder: Path) -> PublicSet:
    """Read a set whole and check it. A query that does not say whether it is answerable is so if judged
    to have a relevant document; one without any judgement is left out and counted in the notices.

    Raises QuestionSetError naming file and line of the first fault, or what the folder lacks.
    """
    corpus, queries = (_file(folder, name) for name in ("corpus.jsonl", "queries.jsonl"))
    judged = _file(folder, "qrels.tsv", "qrels/test.tsv")
    documents = _by_id(corpus, _document)
    asked = _by_id(queries, _asked)
    qrels = _read_qrels(judged, asked, documents)
    kept = tuple(
        _query(id_, each, qrels.get(id_)) for id_, each in asked.items() if _is_judged(id_, each, qrels)
    )
    return PublicSet(tuple(documents.values()), kept, qrels, _left_out(queries, len(asked) - len(kept)))


def write_corpus(public: PublicSet, folder: Path) -> dict[str, str]:
    """Write each document as a text file: title, blank line, text. Returns document id -> file stem.

    A file is named by its document's place in the set, never by its id. One that is there with the same
    text is left as it is. Raises EvaluationError if the folder holds anything else or cannot be written.
    """
    stems = {document.id: f"d{number:06}" for number, document in enumerate(public.documents, 1)}
    _refuse_others(folder, {f"{stem}.txt" for stem in stems.values()})
    for document in public.documents:
        path = folder / f"{stems[document.id]}.txt"
        text = "\n\n".join(filter(None, (" ".join(document.title.split()), document.text))) + "\n"
        if not path.is_file() or path.read_bytes() != text.encode():
            replace_text(path, text)
    return stems


def cases_of(public: PublicSet, stems: dict[str, str]) -> list[Case]:
    """The queries as cases of kind "public", judged by whole documents; ``stems`` is from write_corpus."""
    return [
        Case(
            id=query.id,
            kind="public",
            question=query.text,
            answerable=query.answerable,
            relevant={
                stems[id_]: grade for id_, grade in public.qrels.get(query.id, {}).items() if grade >= 1
            },
        )
        for query in public.queries
    ]


def _left_out(path: Path, count: int) -> tuple[str, ...]:
    queries = "it: 1 query" if count == 1 else f"them: {count:,} queries"
    return (f"{path}: left out, as nothing is judged for {queries}",) if count else ()


def _file(folder: Path, *names: str) -> Path:
    for name in names:
        for path in (folder / name, folder / f"{name}.gz"):
            if path.is_file():
                return path
    raise QuestionSetError(f"{folder} has no {' or '.join(names)}: {_HOLDS}.")


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Each line that is not blank, with its place for messages."""
    number = 0
    try:
        # Read as bytes, which only a line feed ends: other line separators may stand inside a value.
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip("\r\n")
                if text.strip():
                    yield f"{path}, line {number}", text
    except UnicodeDecodeError as error:
        raise QuestionSetError(f"{path}, line {number}: not UTF-8 text.") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "the file is damaged"
        raise QuestionSetError(f"{path} cannot be read: {reason}.") from error


def _by_id(path: Path, read: Callable[[str, str, dict[str, Any]], _Record]) -> dict[str, _Record]:
    """The objects of a file, each as ``read`` makes it of its id, place and values."""
    records: dict[str, _Record] = {}
    places: dict[str, str] = {}
    for place, line in _lines(path):
        try:
            values = json_object(line)
            id_ = _text(values, "_id" if "_id" in values else "id", may_be_blank=False)
            record = read(id_, place, values)
        except ValueError as error:
            raise QuestionSetError(f"{place}: {error}.") from error
        if id_ in records:
            first = places[id_].rpartition(", ")[2]
            raise QuestionSetError(f"{place}: the id {shown(id_)} stands already on {first}.")
        records[id_], places[id_] = record, place
    if not records:
        raise QuestionSetError(f"{path} is empty: {_HOLDS}.")
    return records


def _document(id_: str, _place: str, values: dict[str, Any]) -> PublicDocument:
    title = "" if values.get("title") is None else _text(values, "title")
    return PublicDocument(id_, title, _text(values, "text"))


def _asked(_id: str, place: str, values: dict[str, Any]) -> _Asked:
    answerable = values.get("answerable")
    if answerable is not None and not isinstance(answerable, bool):
        raise ValueError(f"answerable: {shown(answerable)} is neither true nor false")
    return _Asked(place, _text(values, "text", may_be_blank=False), answerable)


def _text(values: dict[str, Any], name: str, may_be_blank: bool = True) -> str:
    """A text among the values. Raises ValueError with the reason in words."""
    if name not in values:
        raise ValueError(f"{name}: is missing")
    text = values[name]
    if not isinstance(text, str):
        raise ValueError(f"{name}: {shown(text)} is not text")
    if not may_be_blank and not text.strip():
        raise ValueError(f"{name}: is empty")
    if has_lone_surrogate(text):
        raise ValueError(f"{name}: holds half of a character (a lone surrogate)")
    return text


def _is_judged(id_: str, asked: _Asked, qrels: Qrels) -> bool:
    return asked.answerable is not None or id_ in qrels


def _query(id_: str, asked: _Asked, grades: dict[str, int] | None) -> PublicQuery:
    if len(asked.text) > LONGEST_QUESTION:
        longest = f"the longest question that can be asked has {LONGEST_QUESTION:,}"
        raise QuestionSetError(f"{asked.place}: text: has {len(asked.text):,} characters; {longest}.")
    relevant = any(grade >= 1 for grade in (grades or {}).values())
    return PublicQuery(id_, asked.text, relevant if asked.answerable is None else asked.answerable)


def _read_qrels(path: Path, queries: Container[str], documents: Container[str]) -> Qrels:
    lines = _lines(path)
    place, header = next(lines, (f"{path}, line 1", ""))
    at = _qrels_columns(place, header.split("\t"))
    qrels: Qrels = {}
    for place, line in lines:
        query, document, grade = _judgement(place, line.split("\t"), at)
        if query not in queries or document not in documents:
            what = f"query {shown(query)}" if query not in queries else f"document {shown(document)}"
            raise QuestionSetError(f"{place}: there is no {what} in the set.")
        if qrels.setdefault(query, {}).setdefault(document, grade) != grade:
            raise QuestionSetError(f"{place}: {shown(document)} is already judged otherwise for this query.")
    return qrels


def _qrels_columns(place: str, header: list[str]) -> tuple[int, int, int]:
    """Where query, document and grade stand on a line."""
    named = [name.strip().casefold() for name in header]
    query, document, grade = (
        next((named.index(name) for name in names if name in named), -1) for names in _QRELS
    )
    if min(query, document, grade) < 0:
        wanted = ", ".join(names[0] for names in _QRELS)
        raise QuestionSetError(f"{place}: the first line must name the columns {wanted}, parted by tabs.")
    return query, document, grade


def _judgement(place: str, values: list[str], at: tuple[int, int, int]) -> tuple[str, str, int]:
    if len(values) <= max(at):
        raise QuestionSetError(f"{place}: has {len(values)} of the {max(at) + 1} values that it needs.")
    query, document, grade = (values[index].strip() for index in at)
    if not _GRADE.fullmatch(grade):
        raise QuestionSetError(f"{place}: the grade {shown(grade)} is not a whole number.")
    return query, document, int(grade)


def _refuse_others(folder: Path, ours: set[str]) -> None:
    """Whatever else lies in the folder would be searched along with the set."""
    if folder.is_file():
        raise EvaluationError(f"{folder} is a file: name a folder for the documents.")
    present = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    others = sorted(name for name in present - ours if not name.startswith("."))
    if others:
        raise EvaluationError(f"{folder} holds what is not of this set ({others[0]}): name an empty folder.")
