"""Labelled sentences: read whole or with the line at fault, given their sources, counted by label."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answer import Fault
from eval.checking import CheckedSentence, _overall
from eval.labels import Label, read_labelled
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
