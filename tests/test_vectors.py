"""The same store, embedded and on a Chroma server."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from builders import free_port

from ingest.errors import VectorStoreError
from ingest.settings import ChromaSettings, Settings
from ingest.vectors import VectorStore

EAST, NORTH = np.array([1, 0, 0], dtype=np.float32), np.array([0, 1, 0], dtype=np.float32)
BETWEEN = np.array([0.8, 0.6, 0], dtype=np.float32)


@pytest.fixture(params=["embedded", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    url = request.getfixturevalue("chroma_server") if request.param == "server" else None
    name = f"t{abs(hash(request.node.name)) % 10**9}"
    settings = Settings(home=tmp_path, chroma=ChromaSettings(url=url, collection=name))
    with VectorStore(settings) as opened:
        yield opened


def test_the_nearest_comes_first_with_its_cosine(store: VectorStore) -> None:
    store.add("a", ["a:0", "a:1"], ["east", "north"], np.stack([EAST, NORTH]))
    found = store.search(BETWEEN, 5, None)
    assert [id_ for id_, _ in found] == ["a:0", "a:1"]
    assert [round(similarity, 3) for _, similarity in found] == [0.8, 0.6]


def test_only_the_documents_let_through_are_searched(store: VectorStore) -> None:
    store.add("a", ["a:0"], ["east"], np.stack([EAST]))
    store.add("b", ["b:0"], ["north"], np.stack([NORTH]))
    assert [id_ for id_, _ in store.search(EAST, 5, ["b"])] == ["b:0"]
    assert store.search(EAST, 5, []) == []


def test_a_deleted_documents_vectors_are_gone(store: VectorStore) -> None:
    store.add("a", ["a:0"], ["east"], np.stack([EAST]))
    store.add("b", ["b:0"], ["north"], np.stack([NORTH]))
    store.delete("a")
    assert [id_ for id_, _ in store.search(EAST, 5, None)] == ["b:0"]
    assert list(store.ids()) == ["b:0"]
    store.delete("never-there")
    assert store.count() == 1


def test_vectors_outlive_the_process_that_wrote_them(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with VectorStore(settings) as store:
        store.add("a", ["a:0"], ["east"], np.stack([EAST]))
    with VectorStore(settings) as store:
        assert [id_ for id_, _ in store.search(EAST, 5, None)] == ["a:0"]


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    settings = Settings(home=tmp_path, chroma=ChromaSettings(url=url))
    with pytest.raises(VectorStoreError, match=f"The Chroma server {url} does not answer"):
        VectorStore(settings)


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, chroma=ChromaSettings(url="localhost"))
    with pytest.raises(VectorStoreError, match="write it like http"):
        VectorStore(settings)
