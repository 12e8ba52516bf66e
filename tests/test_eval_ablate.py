"""Each way of searching, and a public set, over the real library: small, whole, and gone on with."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from eval_builders import AVERDALE, HOURS, make_files

from assistant.engine import Assistant
from eval.ablate import METRICS, Ablation, AblationRow, ablate, markdown, shown
from eval.public import settings_for, take_in
from eval.results import Estimate
from eval.run import generate, prepare
from eval.score import score
from eval.sets import read_question_set_file
from ingest.describe import Overrides
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import ModelSettings, Settings

pytestmark = pytest.mark.slow


def test_every_way_of_searching_in_one_table(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", models=ModelSettings(reranker="none"))
    with Library(settings) as library:
        ingest(library, [make_files(tmp_path / "papers")], Overrides(authority=AVERDALE))
    line = {
        "id": "hours",
        "question": "How many hours of home support were bought in 2023/24?",
        "answerable": True,
        "facts": [["4,310"]],
        "sources": [{"document": "averdale", "page": 2, "quote": HOURS}],
    }
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    ablation = ablate(settings, read_question_set_file(path), tmp_path / "out")
    assert [row.variant for row in ablation.rows] == ["vectors", "full text", "fused", "fused, reranked"]
    assert [row.figures["recall@10"].value for row in ablation.rows[:3]] == [1.0, 1.0, 1.0]
    assert ablation.rows[3].left_out == "no reranker: run `commissioning-assistant models fetch`"
    # Each variant is a run of its own, with the settings that made it.
    searched = json.loads((tmp_path / "out" / "vectors" / "run.json").read_text(encoding="utf-8"))
    assert searched["settings"]["retrieve"]["search"] == "vectors"
    table = (tmp_path / "out" / "ablation.md").read_text(encoding="utf-8").splitlines()
    assert table[0] == f"| search | {' | '.join(METRICS)} |"
    assert len(table) == 8


def test_a_row_shows_rates_times_and_what_is_missing() -> None:
    figures = {
        "recall@5": Estimate(value=0.8333, n=6),
        "latency_ms.p50": Estimate(value=88.6, n=6),
        "mrr": Estimate(value=None, n=0),
    }
    row = AblationRow(variant="fused", figures=figures)
    assert [shown(row, metric) for metric in ("recall@5", "latency_ms.p50", "mrr", "recall@1")] == [
        "0.833",
        "89",
        "–",
        "–",
    ]
    assert "| fused |" in markdown(Ablation(questions="q.jsonl", rows=(row,)))


def test_a_public_set_is_taken_in_asked_and_scored_by_document(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    documents = [
        {"_id": "a/1", "title": "Otters", "text": "Otters live along clean rivers and eat fish."},
        {"_id": "b", "title": "Bridges", "text": "The iron bridge was the first of its kind."},
        {"_id": "c", "title": "Bread", "text": "Rye bread keeps for longer than white bread."},
    ]
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write("".join(json.dumps(each) + "\n" for each in documents))
    queries = [
        {"_id": "q1", "text": "what do otters eat", "answerable": True},
        {"_id": "q2", "text": "which bread keeps longest", "answerable": True},
        {"_id": "q3", "text": "who painted the ceiling of the chapel", "answerable": False},
    ]
    (folder / "queries.jsonl").write_text(
        "".join(json.dumps(each) + "\n" for each in queries), encoding="utf-8"
    )
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\ta/1\t1\nq2\tc\t1\n", encoding="utf-8")
    settings = settings_for(Settings(), tmp_path / "out")
    questions = take_in(settings, folder, tmp_path / "out")
    assert take_in(settings, folder, tmp_path / "out") == questions
    with Library(settings) as library:
        run, errors = prepare(library, questions, tmp_path / "out" / "run")
        generate(Assistant(library), run)
    assert errors == []
    summary = score(run)
    assert summary.overall["ndcg@10"].value == 1.0
    assert (summary.overall["ndcg@10"].n, summary.overall["ndcg@10"].ineligible) == (2, 1)
    assert summary.refusals.unanswerable_refused == 1
