"""Scored runs of any length for the report's tests: the same every time, as wordy as real ones."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from report_runs import AVERDALE, Scored, answer, case, citation, result, write_run

from assistant.answer import Refusal, RefusalReason
from eval.cases import Source
from eval.folder import RunFolder
from eval.results import CitationOutcome, Verdict
from eval.score import summarise

_SENTENCE = (
    "The council commissioned {n} hours of occupational therapy for children with education, health and care "
    "plans from independent providers in the year from 1 April to 31 March, at a cost of £{n},000."
)
_KINDS = (
    "figure",
    "date",
    "yes-no",
    "cross-reference",
    "table",
    "comparison over two periods",
    "unanswerable",
)
_AUTHORITIES = (AVERDALE, "Osterbridge City Council", "NHS Fellmarsh ICB")
_VERDICTS = (Verdict.RIGHT,) * 6 + (
    Verdict.NOT_RETRIEVED,
    Verdict.RETRIEVED_NOT_CITED,
    Verdict.CITED_NOT_ANSWERED,
    Verdict.REFUSED_WRONGLY,
)
_OUTCOMES = (CitationOutcome.EXACT,) * 5 + tuple(CitationOutcome)[1:6]


def write_long_run(path: Path, questions: int) -> RunFolder:
    """A run of as many questions with the figures that the scorer finds for them."""
    scored = [_one_of_many(number, Random(number)) for number in range(questions)]  # noqa: S311 (the same every time)
    found = summarise([each for _, _, each in scored], [])
    return write_run(path, scored, **dict(found))


def _one_of_many(number: int, chance: Random) -> Scored:
    kind = _KINDS[number % len(_KINDS)]
    answerable = kind != "unanswerable"
    quote = _SENTENCE.format(n=chance.randint(10, 9000))
    stem = f"FOI_2024_{number:04}_Response"
    asked = case(
        f"long-{number:04}",
        f"How many hours did the council commission in year {number}, and what did they cost without VAT?",
        kind=kind,
        answerable=answerable,
        facts=(("6,240", "six thousand"), ("£1.5m",)) if answerable else (),
        sources=(Source(document=stem, page=1, quote=quote),) if answerable else (),
    )
    verdict = chance.choice(_VERDICTS) if answerable else Verdict.REFUSED_RIGHTLY
    cited = [citation(n, f"averdale/{stem}.pdf", quote, chance.randint(1, 9)) for n in (1, 2, 3)]
    if verdict in (Verdict.REFUSED_WRONGLY, Verdict.REFUSED_RIGHTLY):
        refusal = Refusal(reason=RefusalReason.NO_SUCH_VALUE, explanation=quote, nearest=tuple(cited))
        given, outcomes = answer(asked, refusal=refusal), []
    else:
        given = answer(asked, " ".join(f"{c.quote} [{c.marker}]" for c in cited), *cited)
        outcomes = [chance.choice(_OUTCOMES) for _ in cited]
    rank = None if verdict is Verdict.NOT_RETRIEVED else chance.choice((1, 1, 1, 2, 3, 4, 6, 9))
    more: dict[str, Any] = {"latency_ms": chance.lognormvariate(6.5, 0.5)}
    if answerable:
        more |= {
            "authority": _AUTHORITIES[number % 3],
            "document_kind": ("foi-response", "decision-record")[number % 2],
            "gold_ranks": (rank,),
            "facts": (True, verdict is Verdict.RIGHT),
        }
    measures = _measures(answerable, given.answerable, verdict, rank, outcomes)
    return asked, given, result(asked, given, verdict, *outcomes, measures=measures, **more)


def _measures(
    answerable: bool, answered: bool, verdict: Verdict, rank: int | None, outcomes: list[CitationOutcome]
) -> dict[str, tuple[float, float]]:
    if not answerable:
        return {"refusal_precision": (1.0, 1.0), "refusal_recall": (1.0, 1.0)}
    found = {f"recall@{k}": (float(rank is not None and rank <= k), 1.0) for k in (1, 3, 5, 10)}
    found |= {"mrr": (1 / rank if rank else 0.0, 1.0), "false_refusal_rate": (float(not answered), 1.0)}
    found |= {"answer_accuracy": (float(verdict is Verdict.RIGHT), 1.0)}
    good = sum(outcome in (CitationOutcome.EXACT, CitationOutcome.CORROBORATING) for outcome in outcomes)
    return found | ({"citation_precision": (float(good), float(len(outcomes)))} if outcomes else {})
