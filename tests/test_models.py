"""The embedding model is the publisher's, is checked, and ranks alike in either precision."""

from pathlib import Path

import numpy as np
import pytest

from ingest import models
from ingest.errors import ModelError
from ingest.library import Library
from ingest.models import ModelFacts, load_embedder, locate
from ingest.settings import DEFAULT_EMBEDDING, ModelSettings, Settings

SENTENCES = [
    "The contract for community equipment ends in March 2027.",
    "Children wait twelve weeks for a speech and language assessment.",
    "The committee noted the report.",
]


def test_the_packaged_weights_are_the_publishers() -> None:
    files = locate(ModelSettings())
    assert files.publisher_verified is True
    assert files.sha256 == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def test_altered_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.PUBLISHED_SHA256, DEFAULT_EMBEDDING, "0" * 64)
    with pytest.raises(ModelError, match="not the publisher's"):
        locate(ModelSettings())


def test_a_model_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"No embedding model at nowhere/no-model: set models\.embedding"):
        load_embedder(ModelSettings(embedding="nowhere/no-model"))


def test_vectors_are_unit_length_and_in_the_order_given() -> None:
    embedder = load_embedder(ModelSettings())
    vectors = embedder.passages(SENTENCES)
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=0.01)
    question = embedder.query("How long is the wait for speech therapy?")
    assert int(np.argmax(vectors @ question)) == 1


def test_word_pieces_are_counted_as_the_model_reads_them() -> None:
    embedder = load_embedder(ModelSettings())
    assert embedder.limit == 254
    assert embedder.count_tokens("committee") == 1
    assert embedder.count_tokens("") == 0


def test_another_model_than_the_indexs_is_refused(library: Library) -> None:
    library.catalogue.set_model(ModelFacts("another-model", "ab" * 32, 768))
    with pytest.raises(ModelError, match=r"made with another-model .* doctor --rebuild"):
        _ = library.embedder


def test_the_index_remembers_its_model(settings: Settings) -> None:
    with Library(settings) as library:
        _ = library.embedder
    with Library(settings) as library:
        remembered = library.catalogue.model()
    assert remembered == ModelFacts(DEFAULT_EMBEDDING, models.PUBLISHED_SHA256[DEFAULT_EMBEDDING], 384)


def test_settings_that_differ_in_the_reranker_alone_share_one_embedder() -> None:
    assert load_embedder(ModelSettings(reranker="none")) is load_embedder(ModelSettings())


def test_any_folder_of_a_sentence_transformers_model_will_do() -> None:
    folder = Path(locate(ModelSettings()).location)
    embedder = load_embedder(ModelSettings(embedding=str(folder), precision="float32"))
    assert embedder.facts.name == str(folder)
    assert embedder.precision == "float32"
