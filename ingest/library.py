"""The library: catalogue, vectors and embedding model opened together, and kept in step."""

from __future__ import annotations

import copy
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.catalogue import Catalogue
from ingest.clearance import EVERYTHING, Clearance
from ingest.errors import CatalogueError, ModelError
from ingest.lookup import Lookup
from ingest.models import Embedder, ModelFacts, Vectors, load_embedder
from ingest.page_cache import PageCache
from ingest.records import DocumentRow
from ingest.settings import Settings
from ingest.vectors import VectorStore


@dataclass(slots=True)
class _Opened:
    """What a library and all the views of it share once it is opened."""

    vectors: VectorStore | None = None
    embedder: Embedder | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)


class Library:
    """Everything below the home folder. The model and Chroma are opened when first needed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalogue = Catalogue(settings.catalogue_path)
        self._opened = _Opened()
        self._see(EVERYTHING)

    def _see(self, clearance: Clearance) -> None:
        self.clearance = clearance
        self.lookup = Lookup(self.catalogue, clearance)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what it opened, for every view of it as well."""
        with self._opened.lock:
            if self._opened.vectors is not None:
                self._opened.vectors.close()
                self._opened.vectors = None
            self.catalogue.close()

    def seen_by(self, clearance: Clearance) -> Library:
        """The library as far as somebody is cleared for it: a view that shares all that is opened.

        Only what is asked of it is less: what is done to it is done to the library. A view of a view sees
        no more than that. Close the library itself, not a view of it.
        """
        if clearance.everything:
            return self
        view = copy.copy(self)
        view._see(self.clearance.within(clearance))
        return view

    def nearest(
        self, vector: Vectors, limit: int, documents: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Passage ids with their cosine similarity, nearest first, among ``documents`` (None: all).

        ``vector`` has shape (dimension,). Where something is hidden from the reader, Chroma searches among
        what is not, so that nothing hidden takes the place of what they may see. ``documents`` are those
        that ``lookup`` gave.
        """
        among = self.lookup.seen() if documents is None else documents
        return self.vectors.search(vector, limit, among)

    @property
    def vectors(self) -> VectorStore:
        """All the vectors, to be kept in step with the catalogue. A reader's search is ``nearest``."""
        with self._opened.lock:
            if self._opened.vectors is None:
                self._opened.vectors = VectorStore(self.settings, self.catalogue.generation)
            return self._opened.vectors

    @property
    def embedder(self) -> Embedder:
        """The embedding model, checked against the one the index was made with. Raises ModelError."""
        with self._opened.lock:
            if self._opened.embedder is None:
                embedder = load_embedder(self.settings.models)
                self._check_model(embedder)
                self._opened.embedder = embedder
            return self._opened.embedder

    def _check_model(self, embedder: Embedder) -> None:
        made_with = self.catalogue.model()
        if made_with is None:
            self.catalogue.set_model(embedder.facts)
        elif made_with != embedder.facts:
            raise ModelError(
                f"The index was made with {_named(made_with)}, not with {_named(embedder.facts)}: "
                "set models.embedding back, or re-embed with `commissioning-assistant doctor --rebuild`."
            )

    def take_over(self, vectors: VectorStore, embedder: Embedder, generation: int) -> None:
        """Answer from a newly built set of vectors from now on; the earlier set is dropped."""
        before = self.vectors
        self.catalogue.set_generation(generation, embedder.facts)
        with self._opened.lock:
            self._opened.vectors, self._opened.embedder = vectors, embedder
        before.drop()
        before.close()

    def require_documents(self) -> None:
        """Raises CatalogueError when there is nothing to ask."""
        if self.lookup.facets().documents > 0:
            return
        if not self.clearance.everything:
            raise CatalogueError("There are no documents here that you may see: ask your librarian.")
        raise CatalogueError(
            f"The catalogue in {self.settings.home} is empty: "
            "run `commissioning-assistant ingest FOLDER` first."
        )

    def sweep(self) -> None:
        """Remove the vectors and pictures of documents that were never made current or no longer are."""
        pictures = PageCache(self.settings.pages_path, self.settings.source.cache_mb)
        for document_id in self.catalogue.pending_sweeps():
            self.vectors.delete(document_id)
            pictures.drop(document_id)
            self.catalogue.swept(document_id)

    def remove(self, document: DocumentRow) -> None:
        """Take a document out with its passages, vectors, pictures of pages and uploaded files."""
        uploads = self.settings.uploads_path.resolve()
        for file in self.catalogue.files_of(document.id):
            self.catalogue.forget_file(file.path)
            if Path(file.path).is_relative_to(uploads):
                Path(file.path).unlink(missing_ok=True)
        self.sweep()


def _named(facts: ModelFacts) -> str:
    return f"{facts.name} (dimension {facts.dimension}, SHA-256 {facts.sha256[:12] or 'unknown'})"
