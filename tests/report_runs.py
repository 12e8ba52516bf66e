"""Scored runs for the report's tests, made by hand: a small one, a hostile one and a long one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation, Filters, Refusal, RefusalReason, Timings, Turn
from eval.cases import Case, Source
from eval.folder import RunFolder, write_json, write_lines
from eval.results import (
    CaseResult,
    CitationOutcome,
    CitationResult,
    Confusion,
    Estimate,
    GoldError,
    ModelRecord,
    QuestionSetRecord,
    RunRecord,
    Summary,
    Verdict,
    Violation,
)

WAIT, DPS, RATE = "FOI_2023_0417_Response", "Contracts_register", "Rates_2022"
AVERDALE = "Averdale County Council"

HOSTILE = (
    "<script>document.title='owned'</script>",
    "</script></style><h1>broken out</h1>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "**bold** [link](javascript:alert(1)) `code`",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp;",
    "\u202ereversed\u2028parted",
)


def case(name: str, question: str, *, kind: str = "figure", **more: Any) -> Case:
    return Case(id=name, kind=kind, question=question, **{"answerable": True, **more})


def citation(marker: int, source: str, quote: str, page: int | None = 1, **more: Any) -> Citation:
    return Citation(
        marker=marker,
        document_id="d",
        passage_id="p",
        source=source,
        title="A paper",
        kind="foi-response",
        page=page,
        quote=quote,
        **more,
    )


def answer(to: Case, text: str = "", *citations: Citation, refusal: Refusal | None = None) -> Answer:
    return Answer(
        id=to.id,
        question=to.question,
        standalone_question=to.question,
        answerable=refusal is None,
        refusal=refusal,
        text=text,
        citations=citations,
        timings_ms=Timings(total=100.0),
    )


def result(to: Case, given: Answer, verdict: Verdict, *outcomes: CitationOutcome, **more: Any) -> CaseResult:
    judged = zip(given.citations, outcomes, strict=True)
    return CaseResult(
        id=to.id,
        kind=to.kind,
        question=to.question,
        answerable=to.answerable,
        answered=given.answerable,
        verdict=verdict,
        text=given.text,
        citations=tuple(
            CitationResult(marker=c.marker, source=c.source, page=c.page, quote=c.quote, outcome=outcome)
            for c, outcome in judged
        ),
        **more,
    )


Scored = tuple[Case, Answer, CaseResult]


def right() -> Scored:
    asked = case(
        "q-wait",
        "How long is the wait?",
        facts=(("41 days", "forty-one days"),),
        sources=(Source(document=WAIT, page=2, quote="The median wait was 41 days."),),
        also_in=("FOI_2023_0418_Response",),
    )
    cited = citation(1, f"averdale/{WAIT}.pdf", "The median wait was 41 days.", 2, page_label="ii")
    given = answer(asked, "The median wait was 41 days. [1]", cited)
    measures = {"recall@1": (1.0, 1.0), "answer_accuracy": (1.0, 1.0), "citation_precision": (2.0, 4.0)}
    scored = result(
        asked,
        given,
        Verdict.RIGHT,
        CitationOutcome.EXACT,
        authority=AVERDALE,
        document_kind="foi-response",
        gold_ranks=(1,),
        facts=(True,),
        latency_ms=120.0,
        measures=measures,
    )
    return asked, given, scored


def missed() -> Scored:
    asked = case(
        "q-rate",
        "What is the most that is paid for an hour?",
        facts=(("£74",), ("£385",)),
        sources=(
            Source(document=RATE, page=1, quote="£74 for an hour of treatment"),
            Source(document=RATE, quote="£385 for an assessment"),
        ),
        history=(Turn(question="Who treats?", answer="Independent therapists."),),
        filters=Filters(authority=AVERDALE),
    )
    cited = citation(1, "osterbridge/rates.csv", "An hour costs £74.", None)
    given = answer(asked, "An hour costs £74. [1]", cited)
    measures = {"recall@1": (0.0, 1.0), "answer_accuracy": (0.0, 1.0)}
    scored = result(
        asked,
        given,
        Verdict.RETRIEVED_NOT_CITED,
        CitationOutcome.WRONG_AUTHORITY,
        authority=AVERDALE,
        document_kind="dataset",
        gold_ranks=(4, None),
        facts=(True, False),
        latency_ms=340.0,
        measures=measures,
    )
    return asked, given, scored


def refused() -> Scored:
    asked = case("q-none", "What did the mayor have for lunch?", kind="unanswerable", answerable=False)
    refusal = Refusal(
        reason=RefusalReason.NOTHING_RELEVANT,
        explanation="Nothing in the papers is near to this question.",
        nearest=(citation(1, "averdale/minutes.pdf", "Lunch was taken at noon.", 5),),
    )
    given = answer(asked, refusal=refusal)
    return asked, given, result(asked, given, Verdict.REFUSED_RIGHTLY, latency_ms=80.0)


def summary(scored: list[CaseResult], **more: Any) -> Summary:
    """The figures of a small run, as a scorer would write them."""
    accuracy = Estimate(value=0.5, n=2, ineligible=1, low=0.0126, high=0.9874, interval="exact")
    rank = Estimate(value=0.625, n=2, ineligible=1, low=0.25, high=1.0, interval="bootstrap")
    found = {
        "answer_accuracy": accuracy,
        "recall@1": Estimate(value=0.5, n=2, ineligible=1, low=0.0, high=1.0, interval="bootstrap"),
        "recall@5": Estimate(value=0.75, n=2, ineligible=1, low=0.5, high=1.0, interval="bootstrap"),
        "mrr": rank,
        "page_accuracy": Estimate(value=None, n=0, ineligible=3),
        "refusal_precision": Estimate(value=1.0, n=1, ineligible=2, low=0.025, high=1.0, interval="exact"),
        "answer_words": Estimate(value=6.5, n=2, ineligible=1, low=5.0, high=8.0, interval="bootstrap"),
        "latency_ms.p50": Estimate(value=120.0, n=3, low=80.0, high=340.0, interval="bootstrap"),
        "latency_ms.p95": Estimate(value=1318.4, n=3, low=120.0, high=1340.0, interval="bootstrap"),
        "own_figure": Estimate(value=0.3333, n=3),
    }
    verdicts = [each.verdict.value for each in scored]
    outcomes = [c.outcome.value for each in scored for c in each.citations]
    return Summary(
        **{
            "questions": len(scored),
            "overall": found,
            "by_kind": {"figure": {"answer_accuracy": accuracy}, "unanswerable": {}},
            "by_authority": {AVERDALE: {"answer_accuracy": accuracy}},
            "by_document_kind": {
                "foi-response": {"answer_accuracy": accuracy},
                "none": {"mrr": rank},
            },
            "verdicts": {name: verdicts.count(name) for name in dict.fromkeys(verdicts)},
            "citation_outcomes": {name: outcomes.count(name) for name in dict.fromkeys(outcomes)},
            "refusals": Confusion(answerable_answered=2, unanswerable_refused=1),
            **more,
        },
    )


def record(cases: int, **more: Any) -> RunRecord:
    values: dict[str, Any] = {
        "label": "with the larger reranker",
        "fingerprint": "f" * 64,
        "question_set": QuestionSetRecord(path="sets/carers.jsonl", sha256="a" * 64, cases=cases),
        "corpus_sha256": "c" * 64,
        "corpus_documents": 28,
        "models": (ModelRecord(use="embedding", name="all-MiniLM-L6-v2", sha256="e" * 64),),
        "settings": {"retrieve": {"nearest": 40, "fused": True}, "authority": None},
        "versions": {"commissioning-assistant": "0.1.0"},
        "machine": {"processor": "two cores"},
        "started": "2025-11-22T05:53:00+00:00",
        "finished": "2025-11-22T05:54:30+00:00",
    }
    return RunRecord(**{**values, **more})


def write_run(path: Path, scored: list[Scored] | None = None, **more: Any) -> RunFolder:
    """Write a scored run; ``more`` overrides fields of its summary."""
    scored = scored or [right(), missed(), refused()]
    folder = RunFolder(path)
    write_json(folder.run, record(len(scored)))
    write_lines(folder.questions, (asked for asked, _, _ in scored))
    write_lines(folder.generated, (given for _, given, _ in scored))
    results = [each for _, _, each in scored]
    write_lines(folder.results, results)
    write_json(folder.summary, summary(results, **more))
    return folder


def write_judged(folder: RunFolder, **more: Any) -> None:
    """Put figures beside the run that a language model gave."""
    judged: dict[str, Any] = {
        "model": "small-judge",
        "base_url": "localhost:8080",
        "prompts": {"faithfulness": "Is <b>each</b> sentence borne out by the quotations?"},
        "metrics": {"faithfulness": {"value": 0.9, "n": 1, "ineligible": 1, "low": 0.7, "high": 1.0}},
        "unparsed": {"faithfulness": 1},
    }
    (folder.path / "judged.json").write_text(json.dumps({**judged, **more}), encoding="utf-8")


def write_hostile_run(path: Path) -> RunFolder:
    """A run in which every word that comes from outside is an attempt to get out of its place."""
    scored = [_hostile(number, words) for number, words in enumerate(HOSTILE)]
    estimate = Estimate(value=0.5, n=1, low=0.1, high=0.9, interval="exact")
    group = {words: {"answer_accuracy": estimate, words: estimate} for words in HOSTILE}
    violation = Violation(case=HOSTILE[0], rule="invalid-quotation", detail=HOSTILE[2])
    error = GoldError(case=HOSTILE[1], document=HOSTILE[2], page=1, problem=HOSTILE[0])
    folder = write_run(
        path,
        scored,
        by_kind=group,
        by_authority=group,
        by_document_kind=group,
        violations=(violation,),
        gold_errors=(error,),
    )
    words = {key: key for key in HOSTILE}
    write_json(
        folder.run,
        record(
            len(scored),
            label=HOSTILE[0],
            question_set=QuestionSetRecord(path=HOSTILE[2], sha256=HOSTILE[1], cases=len(scored)),
            models=tuple(ModelRecord(use=each, name=each, sha256=each) for each in HOSTILE),
            settings={**words, "inner": words},
            versions=words,
            machine=words,
        ),
    )
    write_judged(folder, model=HOSTILE[0], base_url=HOSTILE[1], prompts=words)
    return folder


def _hostile(number: int, words: str) -> Scored:
    asked = case(
        words,
        words,
        kind=words,
        facts=((words, words),),
        sources=(Source(document=words, page=1, quote=words),),
        also_in=(words,),
        history=(Turn(question=words, answer=words),),
        filters=Filters(authority=words),
        relevant={words: 1},
    )
    cited = citation(1, words, words, page_label=words, section=words)
    refusal = Refusal(reason=RefusalReason.WRONG_PERIOD, explanation=words, nearest=(cited,))
    given = answer(asked, refusal=refusal) if number % 2 else answer(asked, words, cited)
    outcomes = () if number % 2 else (CitationOutcome.INVALID,)
    verdict = Verdict.REFUSED_WRONGLY if number % 2 else Verdict.RETRIEVED_NOT_CITED
    violation = Violation(case=words, rule="quarantined-text-shown", detail=words)
    more: dict[str, Any] = {"authority": words, "document_kind": words, "violations": (violation,)}
    return asked, given, result(asked, given, verdict, *outcomes, facts=(False,), gold_ranks=(None,), **more)
