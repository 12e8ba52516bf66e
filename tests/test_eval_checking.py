"""Labelled sentences: read whole or with the line at fault, given their sources, counted by label."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripted_writer import ScriptedWriter
from sources import Papers

from assistant.answer import Fault
from eval.checking import CheckedSentence, _asked, _overall, _with_and_without
from eval.labels import Label, LabelledSentence, read_labelled
from eval.results import Estimate
from eval.thresholds import missed, parse_threshold
from ingest.errors import EvaluationError, QuestionSetError

LINE = {
    "id": "a",
    "question": "How many hours?",
    "sentence": "It bought 310 hours.",
    "label": "supported",
    "sources": [{"document": "letter", "quote": "310 hours"}],
    "split": "calibrate",
}


def write(path: Path, *lines: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def one(id_: str, label: Label, fault: Fault | None) -> CheckedSentence:
    return CheckedSentence(id=id_, label=label, sentence="s", fault=fault, why="", milliseconds=20.0)


def test_sentences_are_read_in_order(tmp_path: Path) -> None:
    altered = {**LINE, "id": "b", "label": "figure", "of": "a", "altered": "310 -> 301"}
    found = read_labelled(write(tmp_path / "s.jsonl", LINE, altered))
    assert [(each.id, each.label, each.of) for each in found] == [
        ("a", Label.SUPPORTED, None),
        ("b", Label.FIGURE, "a"),
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (({**LINE, "label": "true"},), "line 1, label"),
        ((LINE, LINE), "an id twice"),
        (({**LINE, "of": "z"},), "there is no sentence z"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, lines: tuple[dict[str, object], ...], said: str) -> None:
    with pytest.raises(QuestionSetError, match=said):
        read_labelled(write(tmp_path / "s.jsonl", *lines))


def test_what_is_caught_and_what_is_struck_wrongly() -> None:
    checked = [
        one("a", Label.SUPPORTED, None),
        one("b", Label.SUPPORTED, Fault.FIGURE),
        one("c", Label.FIGURE, Fault.UNSUPPORTED),
        one("d", Label.PERIOD, None),
    ]
    overall = _overall(checked)
    values = {name: overall[name].value for name in ("caught.figure", "caught.period", "caught.facts")}
    assert values == {"caught.figure": 1.0, "caught.period": 0.0, "caught.facts": 0.5}
    assert overall["false_strike_rate"].value == 0.5
    assert overall["caught.polarity"].n == 0
    assert [each.id for each in checked if each.is_wrong] == ["b", "d"]


def test_a_limit_is_kept_or_told_of() -> None:
    overall = {"caught.figure": Estimate(value=0.98, n=50), "false_strike_rate": Estimate(value=0.06, n=50)}
    limits = [parse_threshold("caught.figure=0.99"), parse_threshold("false_strike_rate=0.05")]
    assert missed(overall, limits) == [
        "caught.figure is 0.98, under 0.99",
        "false_strike_rate is 0.06, above 0.05",
    ]
    assert missed(overall, [parse_threshold("caught.figure=0.9")]) == []
    with pytest.raises(EvaluationError, match="No metric is called"):
        missed(overall, [parse_threshold("caught.all=1")])


def test_with_a_second_opinion_the_figures_are_there_with_and_without_it() -> None:
    struck = one("c", Label.POLARITY, Fault.UNSUPPORTED).model_copy(
        update={"likely": 0.1, "struck_by_opinion": True, "opinion_ms": 900.0}
    )
    failed = one("d", Label.FIGURE, None).model_copy(update={"opinion_failed": "It is busy."})
    asked = one("a", Label.SUPPORTED, None).model_copy(update={"likely": 0.9, "opinion_ms": 700.0})
    overall = _with_and_without([asked, one("b", Label.POLARITY, Fault.POLARITY), struck, failed])
    names = ("caught.polarity", "alone.caught.polarity", "caught.figure", "opinion_ms.p50")
    assert [overall[name].value for name in names] == [1.0, 0.5, 0.0, 800.0]
    assert (overall["opinion_failed"].value, overall["opinion_failed"].n) == (pytest.approx(1 / 3), 3)


def test_each_sentence_that_the_check_kept_is_asked_about_alone() -> None:
    said = "The council buys 31,450 hours of home care each week."
    papers = Papers()
    verdict = papers.checker().check(
        said, [papers.source("The council buys 31,450 hours of home care a week.")]
    )
    labelled = LabelledSentence(id="a", question="How many?", sentence=said, label="figure", split="second")
    doubting, failing = ScriptedWriter(likely=0.02), ScriptedWriter(likely="It is busy.")
    kept = one("a", Label.FIGURE, None)
    second = _asked(doubting, labelled, verdict, kept)
    assert (second.fault, second.likely, second.struck_by_opinion) == (Fault.UNSUPPORTED, 0.02, True)
    third = _asked(failing, labelled, verdict, kept)
    assert (third.fault, third.likely, third.struck_by_opinion) == (None, None, False)
    assert third.opinion_failed.endswith("It is busy.")
