"""The library: catalogue, vectors and embedding model opened together, and kept in step."""

from __future__ import annotations

import threading
from pathlib import Path

from ingest.catalogue import Catalogue
from ingest.clearance import Clearance
from ingest.errors import CatalogueError, ModelError
from ingest.lookup import Lookup
from ingest.models import Embedder, ModelFacts, load_embedder
from ingest.records import DocumentRow
from ingest.settings import Settings
from ingest.vectors import VectorStore


class Library:
    """Everything below the home folder. The model and Chroma are opened when first needed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalogue = Catalogue(settings.catalogue_path)
        self.lookup = Lookup(self.catalogue)
        self._vectors: VectorStore | None = None
        self._embedder: Embedder | None = None
        self._opening = threading.RLock()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with self._opening:
            if self._vectors is not None:
                self._vectors.close()
                self._vectors = None
            self.catalogue.close()

    def seen_by(self, clearance: Clearance) -> Library:
        """The library as far as somebody is cleared for it."""
        if clearance.everything:
            return self
        raise CatalogueError("Clearances are not enforced yet: serve the page on this machine only.")

    @property
    def vectors(self) -> VectorStore:
        with self._opening:
            if self._vectors is None:
                self._vectors = VectorStore(self.settings, self.catalogue.generation)
            return self._vectors

    @property
    def embedder(self) -> Embedder:
        """The embedding model, checked against the one the index was made with. Raises ModelError."""
        with self._opening:
            if self._embedder is None:
                embedder = load_embedder(self.settings.models)
                self._check_model(embedder)
                self._embedder = embedder
            return self._embedder

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
        with self._opening:
            self._vectors, self._embedder = vectors, embedder
        before.drop()
        before.close()

    def require_documents(self) -> None:
        """Raises CatalogueError when there is nothing to ask."""
        if self.lookup.facets().documents == 0:
            raise CatalogueError(
                f"The catalogue in {self.settings.home} is empty: "
                "run `commissioning-assistant ingest FOLDER` first."
            )

    def sweep(self) -> None:
        """Remove the vectors of documents that were never made current or no longer are."""
        for document_id in self.catalogue.pending_sweeps():
            self.vectors.delete(document_id)
            self.catalogue.swept(document_id)

    def remove(self, document: DocumentRow) -> None:
        """Take a document out with its passages, vectors and uploaded files."""
        uploads = self.settings.uploads_path.resolve()
        for file in self.catalogue.files_of(document.id):
            self.catalogue.forget_file(file.path)
            if Path(file.path).is_relative_to(uploads):
                Path(file.path).unlink(missing_ok=True)
        self.sweep()


def _named(facts: ModelFacts) -> str:
    return f"{facts.name} (dimension {facts.dimension}, SHA-256 {facts.sha256[:12] or 'unknown'})"
