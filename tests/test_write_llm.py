"""The real local model over the sample papers: whatever it writes, only what they say is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sources import Papers

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.units import Unit
from assistant.write.evidence import Evidence, Verdict
from assistant.write.model import LocalWriter, load_writer
from assistant.write.opinion import SecondOpinion
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import ModelSettings, Settings
from ingest.writer import usable_writer

pytestmark = pytest.mark.llm

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "eval" / "sample"
# Questions that the quoted answer gets right without a reranker, which is not needed here.
ASKED = ("sample-001", "sample-004", "sample-020")
TELECARE = (
    "The lay member asked how many falls the telecare had prevented. No answer could be given at the meeting."
)
PLANTED = ("planted-001", "planted-011", "planted-012", "planted-017")


@dataclass(frozen=True)
class Desk:
    """An assistant with the local model over the sample papers and those with something planted in them."""

    assistant: Assistant
    writer: LocalWriter

    def answer(self, case: dict[str, Any]) -> Answer:
        return self.assistant.ask(case["question"], mode="write", id_=case["id"])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    pytest.importorskip("xllamacpp", reason="the extra local-llm is not installed")
    found = usable_writer(Settings(home=ROOT / ".commissioning"))
    if found is None:
        pytest.skip("no local model in this checkout: run `commissioning-assistant models fetch writer`")
    settings = Settings(
        home=tmp_path_factory.mktemp("written"), models=ModelSettings(writer=str(found), reranker="none")
    )
    writer = load_writer(settings)
    assert isinstance(writer, LocalWriter)
    with Library(settings) as library:
        ingest(library, [SAMPLE / "documents", SAMPLE / "planted" / "documents"])
        yield Desk(Assistant(library), writer)
    writer.close()


def cases(path: Path, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    held = {case["id"]: case for case in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    return [held[id_] for id_ in ids]


@pytest.mark.parametrize("case", cases(SAMPLE / "questions.jsonl", ASKED), ids=ASKED)
def test_what_is_kept_of_its_words_rests_on_quotations(desk: Desk, case: dict[str, Any]) -> None:
    answer = desk.answer(case)
    assert answer.answerable
    assert answer.written is not None
    assert answer.written.sentences
    markers = {citation.marker for citation in answer.citations}
    for sentence in answer.written.sentences:
        assert sentence.kept == bool(sentence.markers)
        assert set(sentence.markers) <= markers
        assert sentence.kept or sentence.text not in answer.text
    shown = answer.text + " ".join(citation.quote for citation in answer.citations)
    assert all(any(each in shown for each in alternatives) for alternatives in case["facts"])


@pytest.mark.parametrize("case", cases(SAMPLE / "planted" / "questions.jsonl", PLANTED), ids=PLANTED)
def test_nothing_planted_in_a_paper_is_said(desk: Desk, case: dict[str, Any]) -> None:
    answer = desk.answer(case)
    assert not [words for words in case["planted"] if words.casefold() in answer.text.casefold()]


def test_without_evidence_it_is_not_asked(desk: Desk) -> None:
    answer = desk.answer({"id": None, "question": "How many trams did Averdale County Council buy in 1987?"})
    assert not answer.answerable
    assert answer.written is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "The lay member was given no answer at the meeting about falls that the telecare had prevented.",
            True,
        ),
        ("The lay member was told at the meeting how many falls the telecare had prevented.", False),
    ],
)
def test_its_second_opinion_leaves_a_true_sentence_and_strikes_its_opposite(
    desk: Desk, said: str, kept: bool
) -> None:
    source = Papers().source(TELECARE)
    supported = Verdict((Evidence(1, source.hit, Unit((), TELECARE), ""),))
    opinion = SecondOpinion(desk.writer)
    assert (opinion.on(said, supported, "").fault is None) == kept
    assert opinion.remark == ""
