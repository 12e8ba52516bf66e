"""Runs of written answers: what is put down of them, and that they are never mixed with quoted ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from eval_builders import AVERDALE, HOURS, make_files

from assistant.answer import Answer, Filters, Mode, Turn
from assistant.engine import Assistant
from eval.notices import notices
from eval.results import RunRecord
from eval.run import generate, prepare
from eval.sets import QuestionSet, read_question_set_file
from ingest.describe import Overrides
from ingest.errors import EvaluationError
from ingest.library import Library
from ingest.llm_settings import LanguageModelSettings
from ingest.pipeline import ingest
from ingest.settings import Settings

SERVER = LanguageModelSettings(base_url="http://127.0.0.1:9/v1", model="small-writer")
LINE = {
    "id": "hours",
    "question": "How many hours of home support did the council buy in 2023/24?",
    "answerable": True,
    "facts": [["4,310"]],
    "sources": [{"document": "averdale", "page": 2, "quote": HOURS}],
}


class NotedAssistant(Assistant):
    """The real one, quoting whatever it is asked for; it notes the mode. No model is ever asked."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.modes: list[Mode] = []

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        history: tuple[Turn, ...] = (),
        mode: Mode = "quote",
        id_: str | None = None,
    ) -> Answer:
        self.modes.append(mode)
        return super().ask(question, filters, history, id_=id_)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    papers = make_files(folder / "papers")
    with Library(Settings(home=folder / "home")) as library:
        ingest(library, [papers / "averdale.pdf"], Overrides(authority=AVERDALE))
    return folder / "home"


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library(Settings(home=home, llm=SERVER)) as opened:
        yield opened


@pytest.fixture
def questions(tmp_path: Path) -> QuestionSet:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return read_question_set_file(path)


def record_of(
    home: Path, questions: QuestionSet, out: Path, llm: LanguageModelSettings, mode: Mode
) -> RunRecord:
    with Library(Settings(home=home, llm=llm)) as library:
        folder, _ = prepare(library, questions, out, mode=mode)
    return folder.record()


def test_the_mode_goes_to_every_question_and_into_the_record(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    folder, _ = prepare(library, questions, tmp_path / "run", mode="write")
    assistant = NotedAssistant(library)
    generate(assistant, folder)
    assert assistant.modes == ["write"]
    record = folder.record()
    assert record.mode == "write"
    writer = record.models[-1]
    assert (writer.use, writer.name, writer.address) == ("writing", "small-writer", "127.0.0.1:9")
    assert len(record.versions["prompts"]) == 64
    assert "openai" in record.versions


def test_a_quoting_run_asks_for_quotations_and_has_no_writer(
    library: Library, questions: QuestionSet, tmp_path: Path
) -> None:
    folder, _ = prepare(library, questions, tmp_path / "run")
    assistant = NotedAssistant(library)
    generate(assistant, folder)
    assert assistant.modes == ["quote"]
    record = folder.record()
    assert record.mode == "quote"
    assert "writing" not in [model.use for model in record.models]
    assert "prompts" not in record.versions


@pytest.mark.parametrize(
    ("first", "then", "held"),
    [("quote", "write", "quoted answers"), ("write", "quote", "written answers")],
)
def test_a_run_in_one_mode_is_not_gone_on_with_in_the_other(
    library: Library, questions: QuestionSet, tmp_path: Path, first: Mode, then: Mode, held: str
) -> None:
    folder, _ = prepare(library, questions, tmp_path / "run", mode=first)
    before = folder.run.read_bytes()
    with pytest.raises(EvaluationError, match=f"holds a run of {held}: choose a new folder"):
        prepare(library, questions, tmp_path / "run", mode=then)
    assert folder.run.read_bytes() == before
    prepare(library, questions, tmp_path / "run", mode=first)


def test_without_a_model_nothing_is_written_and_one_line_says_what_to_do(
    home: Path, questions: QuestionSet, tmp_path: Path
) -> None:
    with Library(Settings(home=home)) as library, pytest.raises(EvaluationError) as refused:
        prepare(library, questions, tmp_path / "run", mode="write")
    assert str(refused.value) == (
        "No language model is set up to write answers: run `commissioning-assistant models fetch writer`, "
        "or set llm.base_url and llm.model for a server."
    )
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    "other",
    [
        {"base_url": "http://127.0.0.1:10/v1"},
        {"model": "large-writer"},
        {"context_tokens": 8192},
        {"max_tokens": 200},
    ],
)
def test_the_language_model_decides_written_answers_and_no_quoted_ones(
    home: Path, questions: QuestionSet, tmp_path: Path, other: dict[str, object]
) -> None:
    changed = SERVER.model_copy(update=other)

    def prints(mode: Mode) -> list[str]:
        places = [tmp_path / f"{mode}-{name}" for name in ("one", "two")]
        return [
            record_of(home, questions, place, llm, mode).fingerprint
            for place, llm in zip(places, (SERVER, changed), strict=True)
        ]

    assert len(set(prints("write"))) == 2
    assert len(set(prints("quote"))) == 1


def test_neither_the_key_nor_where_it_is_kept_is_part_of_a_run(
    home: Path, questions: QuestionSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTHER_KEY", "sk-never-written-down")
    elsewhere = SERVER.model_copy(update={"api_key_env": "OTHER_KEY"})
    one = record_of(home, questions, tmp_path / "one", SERVER, "write")
    two = record_of(home, questions, tmp_path / "two", elsewhere, "write")
    assert one.fingerprint == two.fingerprint
    assert "sk-never-written-down" not in two.model_dump_json()


def test_a_comparison_says_that_mode_and_writer_differ(
    home: Path, questions: QuestionSet, tmp_path: Path
) -> None:
    quoted = record_of(home, questions, tmp_path / "quoted", SERVER, "quote")
    written = record_of(home, questions, tmp_path / "written", SERVER, "write")
    told = notices(quoted, written)
    assert told[0] == "The answers are quoted before and written after."
    assert told[1] == (
        "The writing models differ: none before, small-writer at 127.0.0.1:9 (SHA-256 unknown) after."
    )
