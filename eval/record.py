"""Everything that decides a run's answers, written down before the first question is asked."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.answer import Mode
from eval.results import DocumentRecord, ModelRecord, QuestionSetRecord, RunRecord
from ingest.errors import EvaluationError
from ingest.files import sha256_of
from ingest.library import Library
from ingest.rerank import load_reranker
from ingest.settings import Settings

_LIBRARIES = (
    "chromadb",
    "llama-index-core",
    "numpy",
    "onnxruntime",
    "pypdf",
    "sentence-transformers",
    "torch",
    "transformers",
)
# The libraries that write, where a run's answers are written: an extra, so not always there.
_WRITING_LIBRARIES = ("openai", "llama-index-llms-openai-like", "xllamacpp")
# These say where things are kept or run, and change no quoted answer.
_PLACES = ("home", "chroma", "llm")
# Where a key is found and what is kept of the requests are no part of what a model writes.
_BESIDE_THE_WRITING = ("api_key_env", "audit")


def documents_of(library: Library) -> list[DocumentRecord]:
    """The corpus as far as the library is seen, by source. Raises EvaluationError for a file that is gone."""
    records = []
    for row in library.lookup.documents(quarantined=True):
        paths = [Path(file.path) for file in library.catalogue.files_of(row.id)]
        records.append(
            DocumentRecord(
                id=row.id,
                sources=row.sources,
                files=tuple(str(path) for path in paths),
                sha256=_sha256(paths[0]),
                format=row.format,
                kind=row.kind,
                authority=row.authority,
                date=row.date,
                state=row.state,
                pages=row.pages,
                passages=row.passages,
                access=row.access,
            )
        )
    return sorted(records, key=lambda record: record.sources)


def _sha256(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        raise EvaluationError(
            f"{path} is gone: its quotations could not be checked. Put it back, or ingest with --prune."
        ) from error


def corpus_sha256(documents: Iterable[DocumentRecord]) -> str:
    """One hash over every document's bytes and description, whatever folder they lie in."""
    lines = [
        [record.sha256, *record.sources, record.kind, record.authority, record.date, record.state]
        for record in documents
    ]
    return _sha256_of_json(lines)


def record_run(
    library: Library,
    question_set: QuestionSetRecord,
    documents: Sequence[DocumentRecord],
    label: str,
    canaries: Sequence[str],
    corpus_folder: Path | None,
    mode: Mode = "quote",
) -> RunRecord:
    """The record of a run that begins now. Raises EvaluationError where nothing is set up to write it."""
    settings = library.settings.model_dump(mode="json")
    models = models_of(library, mode)
    versions = versions_used(mode)
    corpus = corpus_sha256(documents)
    used = [model.model_dump() for model in models]
    cleared_for = None if library.clearance.everything else tuple(sorted(library.clearance.markings))
    deciding = [question_set.sha256, corpus, mode, used, _deciding(settings, mode), versions]
    return RunRecord(
        label=label,
        fingerprint=_sha256_of_json(deciding if cleared_for is None else [*deciding, cleared_for]),
        cleared_for=cleared_for,
        mode=mode,
        question_set=question_set,
        corpus_sha256=corpus,
        corpus_documents=len(documents),
        models=models,
        settings=settings,
        versions=versions,
        machine=machine(library),
        started=now(),
        canaries=tuple(canaries),
        corpus_folder=str(corpus_folder.resolve()) if corpus_folder else None,
    )


def _deciding(settings: dict[str, Any], mode: Mode) -> dict[str, Any]:
    """The settings that decide the answers; those of the language model only where it writes them."""
    deciding = {name: value for name, value in settings.items() if name not in _PLACES}
    if mode == "write":
        llm = settings["llm"].items()
        deciding["llm"] = {name: value for name, value in llm if name not in _BESIDE_THE_WRITING}
    return deciding


def models_of(library: Library, mode: Mode = "quote") -> tuple[ModelRecord, ...]:
    """The models that take part in answering, with the SHA-256 of their weights, if those are here.

    Raises EvaluationError where answers are to be written and no model is set up for it.
    """
    embedder = library.embedder.facts
    models = [ModelRecord(use="embedding", name=embedder.name, sha256=embedder.sha256)]
    reranker = load_reranker(library.settings) if library.settings.retrieve.rerank else None
    if reranker is not None:
        facts = reranker.facts
        models.append(ModelRecord(use="reranking", name=facts.name, sha256=facts.sha256))
    if mode == "write":
        models.append(_writer(library.settings))
    return tuple(models)


def _writer(settings: Settings) -> ModelRecord:
    from assistant.write.model import writer_facts

    facts = writer_facts(settings)
    if facts is None:
        raise EvaluationError(
            "No language model is set up to write answers: run "
            "`commissioning-assistant models fetch writer`, or set llm.base_url and llm.model for a server."
        )
    return ModelRecord(use="writing", name=facts.name, sha256=facts.sha256, address=facts.address)


def versions_used(mode: Mode = "quote") -> dict[str, str]:
    """Versions of ourselves and of the libraries that decide answers, and a hash of our own source.

    Where answers are written, the libraries that write and a hash of the prompts as well.
    """
    found = {name: version(name) for name in ("commissioning-assistant", *_LIBRARIES)}
    if mode == "write":
        found |= _writing_versions()
    return {**found, "python": platform.python_version(), "source": _source_sha256()}


def _writing_versions() -> dict[str, str]:
    found = {"prompts": _prompts_sha256()}
    for name in _WRITING_LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _prompts_sha256() -> str:
    import prompts

    files = sorted(Path(str(prompts.__file__)).parent.glob("*.md"))
    return _sha256_of_json([[path.name, sha256_of(path)] for path in files])


def _source_sha256() -> str:
    """One hash over the modules that answer: the version alone does not change with every edit."""
    import assistant
    import ingest

    folders = [Path(str(module.__file__)).parent for module in (assistant, ingest)]
    files = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return _sha256_of_json([[path.name, sha256_of(path)] for path in files])


def machine(library: Library) -> dict[str, str]:
    """What the times were measured on."""
    import psutil

    return {
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cores": str(os.cpu_count() or 1),
        "memory_gib": f"{psutil.virtual_memory().total / 2**30:.0f}",
        "precision": library.embedder.precision,
    }


def now() -> str:
    """This moment, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _sha256_of_json(values: Any) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
