"""A public retrieval set as a library and a question set of our own."""

from __future__ import annotations

from pathlib import Path

from eval.beir import cases_of, read_beir, write_corpus
from eval.folder import write_lines
from eval.sets import QuestionSet
from ingest.files import sha256_of
from ingest.library import Library
from ingest.pipeline import OnProgress, ingest
from ingest.settings import Settings

# A document counts once, where its best passage stands, so more passages than ten are ranked.
_PASSAGES = 40
_CANDIDATES = 100


def settings_for(settings: Settings, out: Path) -> Settings:
    """The settings with a home below ``out``, and enough passages for ten different documents."""
    deeper = {"passages": _PASSAGES, "vector_candidates": _CANDIDATES, "text_candidates": _CANDIDATES}
    retrieve = settings.retrieve.model_copy(update=deeper)
    return settings.model_copy(update={"home": out / "home", "retrieve": retrieve})


def take_in(
    settings: Settings, folder: Path, out: Path, on_progress: OnProgress = lambda _step: None
) -> QuestionSet:
    """Write the set's documents as files, ingest them, and turn its queries into cases.

    What was done before is not done again. The notices say what could not be taken in. Raises
    QuestionSetError for a malformed set.
    """
    public = read_beir(folder)
    stems = write_corpus(public, out / "corpus")
    with Library(settings) as library:
        report = ingest(library, [out / "corpus"], on_progress=on_progress)
    failed = (f"{file.source}: {file.reason}" for file in report.files if file.outcome == "failed")
    path = out / "questions.jsonl"
    cases = tuple(cases_of(public, stems))
    write_lines(path, cases)
    return QuestionSet(path, sha256_of(path), cases, (*public.notices, *failed), {})
