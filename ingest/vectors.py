"""The vectors in Chroma, through llama-index; rebuildable from the catalogue at any time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import VectorStoreError
from ingest.models import Vectors
from ingest.settings import Settings

# More neighbours looked at than Chroma's default, so that the approximate search misses next to nothing.
_HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 200}
_BATCH = 1000
_SERVER_TIMEOUT_S = 60


class VectorStore:
    """The passages' vectors by passage id, embedded in the home folder or on a Chroma server."""

    def __init__(self, settings: Settings, generation: int = 1) -> None:
        self._settings = settings
        self._name = f"{settings.chroma.collection}-{generation}"
        with _stated(settings):
            self._client = _client(settings)
            self._open()

    def __enter__(self) -> VectorStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of Chroma's files, threads and connections."""
        sessions = _http_sessions(self._client)
        self._client.close()
        # Chroma leaves the connections to its server open; every client has its own.
        for session in sessions:
            session.close()

    def _open(self) -> None:
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self._collection = self._client.get_or_create_collection(
            self._name, configuration={"hnsw": _HNSW}, embedding_function=None
        )
        self._store = ChromaVectorStore(chroma_collection=self._collection)

    def add(
        self, document_id: str, passage_ids: Sequence[str], texts: Sequence[str], vectors: Vectors
    ) -> None:
        """Write a document's vectors, shape (n, dimension); ids and texts in the same order."""
        from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode

        source = {NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document_id)}
        nodes: list[BaseNode] = [
            TextNode(id_=id_, text=text, embedding=vector.tolist(), relationships=source)
            for id_, text, vector in zip(passage_ids, texts, vectors, strict=True)
        ]
        with _stated(self._settings):
            for start in range(0, len(nodes), _BATCH):
                self._store.add(nodes[start : start + _BATCH])

    def delete(self, document_id: str) -> None:
        """Remove every vector of a document; none need be there."""
        with _stated(self._settings):
            self._store.delete(document_id)

    def search(self, vector: Vectors, limit: int, documents: Sequence[str] | None) -> list[tuple[str, float]]:
        """Passage ids with their cosine similarity, nearest first, among ``documents`` (None: all)."""
        from llama_index.core.vector_stores.types import VectorStoreQuery

        if documents is not None and not documents:
            return []
        query = VectorStoreQuery(
            query_embedding=vector.tolist(), similarity_top_k=limit, filters=_among(documents)
        )
        with _stated(self._settings):
            result = self._store.query(query)
        similarities = result.similarities or []
        # llama-index hands out exp(-distance), and Chroma's cosine distance is 1 - similarity.
        pairs = zip(result.ids or [], similarities, strict=True)
        return [(id_, 1.0 + math.log(max(value, 1e-12))) for id_, value in pairs]

    def count(self) -> int:
        with _stated(self._settings):
            return int(self._collection.count())

    def ids(self) -> Iterator[str]:
        """Every passage id that has a vector."""
        with _stated(self._settings):
            for offset in range(0, self._collection.count(), _BATCH):
                yield from self._collection.get(limit=_BATCH, offset=offset, include=[])["ids"]

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Remove single vectors by passage id."""
        ids = list(passage_ids)
        with _stated(self._settings):
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=ids[start : start + _BATCH])

    def drop(self) -> None:
        """Throw all vectors away together with their collection."""
        with _stated(self._settings):
            self._client.delete_collection(self._name)


def _among(documents: Sequence[str] | None) -> Any:
    from llama_index.core.vector_stores.types import FilterOperator, MetadataFilter, MetadataFilters

    if documents is None:
        return None
    return MetadataFilters(
        filters=[MetadataFilter(key="document_id", value=list(documents), operator=FilterOperator.IN)]
    )


def _client(settings: Settings) -> Any:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    if settings.chroma.url is None:
        settings.vectors_path.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(path=str(settings.vectors_path), settings=quiet)
    address = urlsplit(settings.chroma.url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise VectorStoreError(f"chroma.url is {settings.chroma.url!r}: write it like http://127.0.0.1:8000.")
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 8000)
    client = chromadb.HttpClient(host=address.hostname, port=port, ssl=secure, settings=quiet)
    for session in _http_sessions(client):
        session.timeout = _SERVER_TIMEOUT_S  # Chroma would wait for ever
    return client


def _http_sessions(client: Any) -> list[Any]:
    servers = (getattr(each, "_server", None) for each in (client, getattr(client, "_admin_client", None)))
    return [server._session for server in servers if server is not None and hasattr(server, "_session")]


@contextmanager
def _stated(settings: Settings) -> Iterator[None]:
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, httpx.HTTPError, ConnectionError) as error:
        raise VectorStoreError(_in_words(settings, error)) from error
    except ValueError as error:
        if "connect" not in str(error).lower():
            raise
        raise VectorStoreError(_in_words(settings, error)) from error


def _in_words(settings: Settings, error: Exception) -> str:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    if settings.chroma.url:
        return (
            f"The Chroma server {settings.chroma.url} does not answer ({reason}): "
            "start it, or unset chroma.url."
        )
    return (
        f"The vectors in {settings.vectors_path} cannot be used ({reason}): "
        "run `commissioning-assistant doctor --rebuild`."
    )
