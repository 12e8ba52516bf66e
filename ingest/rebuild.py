"""All vectors made anew from the catalogue, for another model or after damage to Chroma's files."""

from __future__ import annotations

from collections.abc import Callable

from ingest.clearance import EVERYTHING
from ingest.library import Library
from ingest.lookup import Lookup
from ingest.models import load_embedder
from ingest.vectors import VectorStore

_BATCH = 256


def rebuild(library: Library, on_progress: Callable[[int, int], None] = lambda _done, _total: None) -> int:
    """Embed every passage with the configured model; returns how many.

    The new vectors stand beside the old ones until they are complete, so an interrupted rebuild
    changes nothing. ``on_progress`` is told passages done and in all.
    """
    embedder = load_embedder(library.settings.models)
    generation = library.catalogue.generation + 1
    with VectorStore(library.settings, generation) as interrupted_earlier:
        interrupted_earlier.drop()
    vectors = VectorStore(library.settings, generation)
    every = Lookup(library.catalogue, EVERYTHING)
    total = every.passage_count()
    for done in range(0, total, _BATCH):
        on_progress(done, total)
        rows = every.to_embed(_BATCH, done)
        texts = [text for _, _, text in rows]
        embedded = embedder.passages_in_bulk(texts)
        for document_id in dict.fromkeys(row[1] for row in rows):
            mine = [index for index, row in enumerate(rows) if row[1] == document_id]
            ids = [rows[index][0] for index in mine]
            vectors.add(document_id, ids, [texts[index] for index in mine], embedded[mine])
    library.take_over(vectors, embedder, generation)
    on_progress(total, total)
    return total
