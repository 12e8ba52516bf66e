"""What each part of the search is worth: the same questions with one part after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.engine import Assistant
from eval.figures import figure
from eval.folder import RunFolder, replace_text, write_json
from eval.results import Estimates
from eval.run import OnAnswer, generate, prepare
from eval.score import score
from eval.sets import QuestionSet
from ingest.library import Library
from ingest.rerank import load_reranker
from ingest.settings import Settings

METRICS = (
    "hit@1",
    "hit@5",
    "recall@5",
    "recall@10",
    "mrr",
    "ndcg@10",
    "answer_accuracy",
    "refusal_recall",
    "false_refusal_rate",
    "latency_ms.p50",
)


@dataclass(frozen=True, slots=True)
class Variant:
    """A way of searching: its name, and the settings of ``retrieve`` that make it."""

    name: str
    settings: dict[str, object]


VARIANTS = (
    Variant("vectors", {"search": "vectors", "rerank": False}),
    Variant("full text", {"search": "text", "rerank": False}),
    Variant("fused", {"search": "fused", "rerank": False}),
    Variant("fused, reranked", {"search": "fused", "rerank": True}),
)


class AblationRow(BaseModel):
    """One variant's figures; ``left_out`` says why there are none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    variant: str
    figures: Estimates = {}
    left_out: str = ""


class Ablation(BaseModel):
    """``ablation.json``: a row for each variant, in the order in which parts are added."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: str
    rows: tuple[AblationRow, ...]


def ablate(
    settings: Settings,
    questions: QuestionSet,
    out: Path,
    corpus_folder: Path | None = None,
    on_answer: Callable[[str], OnAnswer] = lambda _name: lambda _done, _of: None,
) -> Ablation:
    """Run and score every variant in a folder of its own below ``out``; each can be gone on with.

    Raises what a run raises.
    """
    rows = [
        _row(variant, settings, questions, out, corpus_folder, on_answer(variant.name))
        for variant in VARIANTS
    ]
    ablation = Ablation(questions=questions.path.name, rows=tuple(rows))
    write_json(out / "ablation.json", ablation)
    replace_text(out / "ablation.md", markdown(ablation))
    return ablation


def _row(
    variant: Variant,
    settings: Settings,
    questions: QuestionSet,
    out: Path,
    corpus_folder: Path | None,
    on_answer: OnAnswer,
) -> AblationRow:
    varied = settings.model_copy(update={"retrieve": settings.retrieve.model_copy(update=variant.settings)})
    if varied.retrieve.rerank and load_reranker(varied) is None:
        return AblationRow(
            variant=variant.name, left_out="no reranker: run `commissioning-assistant models fetch`"
        )
    folder = out / variant.name.replace(", ", "-").replace(" ", "-")
    with Library(varied) as library:
        run, _ = prepare(library, questions, folder, variant.name, corpus_folder=corpus_folder)
        generate(Assistant(library), run, on_answer)
    summary = score(RunFolder(folder), corpus_folder)
    return AblationRow(variant=variant.name, figures=summary.overall)


def shown(row: AblationRow, metric: str) -> str:
    """A figure as the table shows it; a dash where there is none."""
    estimate = row.figures.get(metric)
    return figure(metric, estimate.value if estimate else None)


def markdown(ablation: Ablation) -> str:
    """The table for a pull request."""
    lines = [_cells(["search", *METRICS]), _cells(["---", *("---:" for _ in METRICS)])]
    lines += [_cells([row.variant, *(shown(row, metric) for metric in METRICS)]) for row in ablation.rows]
    notes = [f"\n{row.variant}: {row.left_out}." for row in ablation.rows if row.left_out]
    return "\n".join([*lines, *notes]) + "\n"


def _cells(values: Sequence[str]) -> str:
    return f"| {' | '.join(values)} |"
