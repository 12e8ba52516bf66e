"""A run's answers are scored against the gold: results and summary, without asking again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from assistant.answer import Answer
from eval.cases import Case
from eval.folder import RunFolder, write_json, write_lines
from eval.gold import Corpus, Gold
from eval.intervals import quantile, ratio
from eval.measures import (
    Pair,
    answer_pairs,
    citation_pairs,
    document_ranking,
    gold_ranks,
    retrieval_pairs,
    share,
    source_ranking,
)
from eval.outcomes import (
    displayed,
    facts_met,
    gold_authorities,
    is_valid,
    judge_citation,
    verdict_of,
    violations_of,
)
from eval.ranking import Ranking, rank_measures
from eval.results import NOT_SCORED, CaseResult, Confusion, Estimates, GoldError, Summary, Verdict
from eval.witness import witness_of
from eval.writing import FIRST_WORDS, planted_pairs, writing_pairs
from ingest.errors import EvaluationError

_NONE = "none"


def score(folder: RunFolder, corpus_folder: Path | None = None) -> Summary:
    """Score the folder's answers, write results and summary. Raises EvaluationError."""
    record = folder.record()
    cases, answers = folder.cases(), folder.answers()
    missing = [case.id for case in cases if case.id not in answers]
    if missing:
        raise EvaluationError(
            f"{len(missing)} of {len(cases)} questions have no answer yet: "
            f"run the same `eval run … --out {folder.path}` again to finish it."
        )
    place = corpus_folder or (Path(record.corpus_folder) if record.corpus_folder else None)
    documents = folder.documents()
    corpus = Corpus(documents, witness_of(documents, place))
    results, errors = score_cases(cases, answers, corpus, record.canaries)
    summary = summarise(results, errors)
    write_lines(folder.results, results)
    write_json(folder.summary, summary)
    return summary


def score_cases(
    cases: Sequence[Case], answers: dict[str, Answer], corpus: Corpus, canaries: Sequence[str] = ()
) -> tuple[list[CaseResult], list[GoldError]]:
    """A result for each case, in order, and the set's errors.

    A case with a gold error, or one whose gold somebody must still write, has no measures.
    """
    errors = {case.id: corpus.errors(case) for case in cases}
    sound = [case for case in cases if not (errors[case.id] or case.unfinished)]
    ranks = {case.id: gold_ranks(corpus.gold(case), answers[case.id].passages, corpus) for case in sound}
    ranked = rank_measures({c.id: r for c in sound if (r := _ranking(c, answers[c.id], ranks[c.id]))})
    results = [
        _result(case, answers[case.id], ranks[case.id], ranked.get(case.id, {}), corpus, canaries)
        if case.id in ranks
        else _unscored(case, answers[case.id], corpus, canaries)
        for case in cases
    ]
    return results, [error for found in errors.values() for error in found]


def _ranking(case: Case, answer: Answer, ranks: Sequence[int | None]) -> Ranking | None:
    """None where the set names nothing that could be found."""
    if any(grade > 0 for grade in case.relevant.values()):
        return document_ranking(case, answer.passages)
    return source_ranking(ranks, len(answer.passages)) if ranks else None


def _result(
    case: Case,
    answer: Answer,
    ranks: Sequence[int | None],
    ranked: dict[str, float],
    corpus: Corpus,
    canaries: Sequence[str],
) -> CaseResult:
    golds = corpus.gold(case)
    facts = facts_met(case, answer)
    citations = tuple(judge_citation(citation, case, golds, corpus) for citation in answer.citations)
    retrieved = any(rank is not None for rank in ranks)
    outcomes = [citation.outcome for citation in citations]
    pairs: dict[str, Pair] = {name: (value, 1.0) for name, value in ranked.items()}
    pairs |= retrieval_pairs(golds, answer, corpus) | answer_pairs(case, answer, facts)
    pairs |= citation_pairs(answer, golds, citations, corpus) | _validity(answer, corpus)
    pairs |= writing_pairs(case, answer) | planted_pairs(case, answer)
    return _unscored(case, answer, corpus, canaries).model_copy(
        update={
            "authority": _first(gold_authorities(golds, corpus)),
            "document_kind": _document_kind(golds, corpus),
            "verdict": verdict_of(case, answer.answerable, facts, retrieved, outcomes),
            "gold_ranks": tuple(ranks),
            "facts": facts,
            "citations": citations,
            "measures": pairs,
        }
    )


def _unscored(case: Case, answer: Answer, corpus: Corpus, canaries: Sequence[str]) -> CaseResult:
    """What holds of any answer, whatever the gold: what was shown, how long it took, what broke a rule."""
    return CaseResult(
        id=case.id,
        kind=case.kind,
        question=case.question,
        answerable=case.answerable,
        answered=answer.answerable,
        verdict=Verdict.UNFINISHED if case.unfinished else Verdict.GOLD_ERROR,
        text=answer.text,
        latency_ms=answer.timings_ms.total,
        remark=answer.written.remark if answer.written else "",
        violations=tuple(violations_of(case, answer, corpus, canaries)),
    )


def _validity(answer: Answer, corpus: Corpus) -> dict[str, Pair]:
    shown = [is_valid(citation, corpus) for citation in displayed(answer)]
    return {"citation_validity": share(shown)} if shown else {}


def _document_kind(golds: Sequence[Gold], corpus: Corpus) -> str | None:
    return _first([record.kind for gold in golds for record in corpus.records(gold.source.document)])


def _first(values: Sequence[str]) -> str | None:
    return values[0] if values else None


def summarise(results: Sequence[CaseResult], errors: Sequence[GoldError]) -> Summary:
    """The figures overall and by group, with 95 % intervals."""
    names = sorted({name for result in results for name in result.measures})
    return Summary(
        questions=len(results),
        overall=_estimates(results, names),
        by_kind=_by(results, names, lambda result: result.kind),
        by_authority=_by(results, names, lambda result: result.authority or _NONE),
        by_document_kind=_by(results, names, lambda result: result.document_kind or _NONE),
        verdicts=dict(Counter(result.verdict.value for result in results)),
        citation_outcomes=dict(Counter(c.outcome.value for result in results for c in result.citations)),
        refusals=_confusion(results),
        remarks=dict(Counter(result.remark for result in results if result.remark).most_common()),
        gold_errors=tuple(errors),
        violations=tuple(violation for result in results for violation in result.violations),
    )


def _by(
    results: Sequence[CaseResult], names: Iterable[str], group: Callable[[CaseResult], str]
) -> dict[str, Estimates]:
    groups = sorted({group(result) for result in results})
    return {name: _estimates([r for r in results if group(r) == name], names) for name in groups}


def _estimates(results: Sequence[CaseResult], names: Iterable[str]) -> Estimates:
    """One estimate a metric. Length and time are medians (and a 95th percentile), all else quotients."""
    found: Estimates = {}
    for name in names:
        pairs = [result.measures[name] for result in results if name in result.measures]
        ineligible = len(results) - len(pairs)
        values = [pair[0] for pair in pairs]
        if name == "answer_words":
            found[name] = quantile(values, 0.5, ineligible)
        elif name == FIRST_WORDS:
            found |= _times(name, values, ineligible)
        else:
            found[name] = ratio(pairs, ineligible)
    times = [r.latency_ms for r in results if r.latency_ms is not None]
    return found | _times("latency_ms", times, len(results) - len(times))


def _times(name: str, times: Sequence[float], ineligible: int) -> Estimates:
    parts = (("p50", 0.5), ("p95", 0.95))
    return {f"{name}.{ending}": quantile(times, part, ineligible) for ending, part in parts}


def _confusion(results: Sequence[CaseResult]) -> Confusion:
    judged = [result for result in results if result.verdict not in NOT_SCORED]
    return Confusion(
        answerable_answered=sum(r.answerable and r.answered for r in judged),
        answerable_refused=sum(r.answerable and not r.answered for r in judged),
        unanswerable_answered=sum(not r.answerable and r.answered for r in judged),
        unanswerable_refused=sum(not r.answerable and not r.answered for r in judged),
    )
