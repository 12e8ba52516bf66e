"""One question as the page shows it: what was answered, on what, and what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from assistant.answer import Answer, Citation, Turn, Written
from assistant.spoken import place_words
from assistant.ui.words import filters_words
from eval.cases import Case
from eval.report.estimates import number
from eval.report.load import ScoredRun
from eval.report.words import FAULTS, NO_AUTHORITY, OUTCOMES, REASONS, RULES, VERDICTS, Label
from eval.results import FAILURES, CaseResult, CitationOutcome, CitationResult


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with where it stands. ``outcome`` is None where it was not held against the gold."""

    marker: int
    source: str
    place: str
    quote: str
    outcome: Label | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact asked for, in its alternatives. ``met`` is None where it was not looked for."""

    alternatives: tuple[str, ...]
    met: bool | None


@dataclass(frozen=True, slots=True)
class Gold:
    """Where the answer stands. ``found`` says at which rank it was retrieved, if that is known."""

    document: str
    page: int | None
    quote: str
    found: str


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence that a model wrote and no reader sees as true: what it says, and why it was struck."""

    text: str
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """Everything the page says of one question. ``anchor`` is its id on the page."""

    anchor: str
    id: str
    kind: str
    authority: str
    text: str
    verdict: str
    label: Label
    failed: bool
    outcomes: tuple[str, ...]
    answer: str
    reason: str
    explanation: str
    time: str
    history: tuple[Turn, ...]
    filters: str
    quotations: list[Quotation]
    nearest: list[Quotation]
    facts: list[Fact]
    gold: list[Gold]
    relevant: dict[str, int]
    also_in: tuple[str, ...]
    violations: list[str]
    struck: list[Struck]
    unknown_markers: tuple[str, ...]
    remark: str


def questions(scored: ScoredRun) -> list[Question]:
    """Every scored question in the order of the results."""
    return [
        _question(number, result, scored.cases[result.id], scored.answers[result.id])
        for number, result in enumerate(scored.results, 1)
    ]


def _question(position: int, result: CaseResult, case: Case, answer: Answer) -> Question:
    refusal, written = answer.refusal, answer.written
    return Question(
        anchor=f"question-{position}",
        id=result.id,
        kind=result.kind,
        authority=result.authority or NO_AUTHORITY,
        text=result.question,
        verdict=result.verdict.value,
        label=VERDICTS[result.verdict],
        failed=result.verdict in FAILURES or bool(result.violations),
        outcomes=tuple(o.value for o in CitationOutcome if any(c.outcome is o for c in result.citations)),
        answer=result.text,
        reason=REASONS[refusal.reason.value] if refusal else "",
        explanation=refusal.explanation if refusal else "",
        time="" if result.latency_ms is None else number(result.latency_ms, "ms"),
        history=case.history,
        filters=filters_words(case.filters),
        quotations=_quotations(result, answer),
        nearest=[_unjudged(citation) for citation in refusal.nearest] if refusal else [],
        facts=[Fact(alternatives, met) for alternatives, met in zip_longest(case.facts, result.facts)],
        gold=_gold(case, result),
        relevant=case.relevant,
        also_in=case.also_in,
        violations=[f"{RULES[violation.rule]}: {violation.detail}" for violation in result.violations],
        struck=_struck(written) if written else [],
        unknown_markers=written.unknown_markers if written else (),
        remark=written.remark if written else "",
    )


def _struck(written: Written) -> list[Struck]:
    return [
        Struck(sentence.text, FAULTS[sentence.fault], sentence.why)
        for sentence in written.sentences
        if sentence.fault
    ]


def _quotations(result: CaseResult, answer: Answer) -> list[Quotation]:
    """The citations as scored; as answered where they were not, which is so for an error of the set."""
    if not result.citations:
        return [_unjudged(citation) for citation in answer.citations]
    shown = {(citation.marker, citation.quote): citation for citation in answer.citations}
    return [_judged(each, shown.get((each.marker, each.quote))) for each in result.citations]


def _judged(result: CitationResult, citation: Citation | None) -> Quotation:
    page = "" if result.page is None else f"page {result.page}"
    return Quotation(
        marker=result.marker,
        source=result.source,
        place=place_words(citation) if citation else page,
        quote=result.quote,
        outcome=OUTCOMES[result.outcome],
    )


def _unjudged(citation: Citation) -> Quotation:
    return Quotation(citation.marker, citation.source, place_words(citation), citation.quote)


def _gold(case: Case, result: CaseResult) -> list[Gold]:
    known = len(result.gold_ranks) == len(case.sources)
    ranks = [_rank_words(rank) for rank in result.gold_ranks] if known else [""] * len(case.sources)
    return [
        Gold(source.document, source.page, source.quote, found)
        for source, found in zip(case.sources, ranks, strict=True)
    ]


def _rank_words(rank: int | None) -> str:
    return "not retrieved" if rank is None else f"retrieved at rank {rank}"
