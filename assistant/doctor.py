"""Is the library in step with itself, its models and its files? Each finding names what to run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.errors import ModelError, VectorStoreError
from ingest.library import Library
from ingest.models import locate
from ingest.rerank import load_reranker
from ingest.settings import Settings
from ingest.writer import altered, locate_writer

_REBUILD = "run `commissioning-assistant doctor --rebuild`"


@dataclass(frozen=True, slots=True)
class Finding:
    """``level`` is "ok", "note" (nothing is wrong) or "problem"; ``remedy`` says what to do."""

    level: Literal["ok", "note", "problem"]
    what: str
    remedy: str = ""


def examine(library: Library) -> list[Finding]:
    """All findings, the catalogue first."""
    return [
        *_catalogue(library),
        *_model(library),
        *_reranker(library.settings),
        *_writer(library.settings),
        *_vectors(library),
        *_files(library),
    ]


def _catalogue(library: Library) -> Iterator[Finding]:
    verdict = library.catalogue.check()
    documents = library.lookup.documents(quarantined=True)
    if verdict == "ok":
        passages = library.lookup.passage_count()
        yield Finding("ok", f"catalogue sound: {len(documents)} documents, {passages} passages")
    else:
        yield Finding("problem", f"catalogue damaged: {verdict}", "restore it from a backup")
    for document in documents:
        if document.state == "quarantined":
            why = f"marked “{document.marking}”" if document.marking else "held back by a person"
            what = f"{document.sources[0]} is quarantined: {why}"
            yield Finding(
                "note", what, f"`commissioning-assistant documents release {document.id}`, if it may be"
            )


def _model(library: Library) -> Iterator[Finding]:
    try:
        files = locate(library.settings.models)
    except ModelError as error:
        yield Finding("problem", str(error))
        return
    made_with = library.catalogue.model()
    if made_with and (made_with.name, made_with.sha256) != (files.name, files.sha256):
        yield Finding("problem", f"the index was made with {made_with.name}, not {files.name}", _REBUILD)
    else:
        yield Finding("ok", f"embedding model {files.name}{_checked(files.publisher_verified)}")


def _reranker(settings: Settings) -> Iterator[Finding]:
    try:
        reranker = load_reranker(settings)
    except ModelError as error:
        yield Finding("problem", str(error))
        return
    if reranker is None:
        yield _no_reranker(settings)
        return
    used = "" if settings.retrieve.rerank else "; not in use: retrieve.rerank is off"
    # The fetched one is loaded only where it is as published.
    checked = _checked(settings.models.reranker == "auto")
    yield Finding("ok", f"reranker {reranker.facts.name}{checked}{used}")


def _no_reranker(settings: Settings) -> Finding:
    """Going without one is nobody's fault where the settings say so."""
    chosen = settings.models.reranker == "none" or not settings.retrieve.rerank
    remedy = "" if chosen else "run `commissioning-assistant models fetch`"
    return Finding("note", "no reranker: passages stand in fused order", remedy)


def _writer(settings: Settings) -> Iterator[Finding]:
    """Whoever has no writer is answered in quotations, so that one missing is no problem."""
    try:
        writer = locate_writer(settings, anew=True)
    except ModelError as error:
        yield Finding("problem", str(error))
        return
    if writer is None:
        chosen = settings.models.writer == "none" or settings.llm.base_url
        remedy = "" if chosen else "run `commissioning-assistant models fetch writer`, if wanted"
        yield Finding("note", "no local writer: answers are written only by a server that is set", remedy)
    elif writer.publisher_verified is False:
        yield Finding("problem", altered(writer))
    else:
        yield Finding("ok", f"writer {writer.name}{_checked(writer.publisher_verified)}")


def _checked(verified: bool | None) -> str:
    return ": weights are the publisher's" if verified else ""


def _vectors(library: Library) -> Iterator[Finding]:
    try:
        held, wanted = set(library.vectors.ids()), library.lookup.passage_ids()
    except VectorStoreError as error:
        yield Finding("problem", str(error))
        return
    pending = library.catalogue.pending_sweeps()
    if missing := len(wanted - held):
        yield Finding("problem", f"{missing} of {len(wanted)} passages have no vector", _REBUILD)
    if extra := len(held - wanted):
        cause = " of an interrupted ingest" if pending else ""
        remedy = "the next ingest sweeps them" if pending else _REBUILD
        yield Finding("note", f"{extra} vectors{cause} belong to no passage and answer nothing", remedy)
    if held == wanted:
        yield Finding("ok", f"vectors complete: {len(held)}")


def _files(library: Library) -> Iterator[Finding]:
    files = [
        file for d in library.lookup.documents(quarantined=True) for file in library.catalogue.files_of(d.id)
    ]
    gone = [file.source for file in files if not Path(file.path).is_file()]
    if gone:
        what = f"{len(gone)} files are gone from disk and still answer ({gone[0]}…)"
        yield Finding("note", what, "ingest their folder with --prune to remove them")
    else:
        yield Finding("ok", f"all {len(files)} files are where they were")
