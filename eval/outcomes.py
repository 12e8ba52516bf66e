"""What became of each displayed quotation, and of the question as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Answer, Citation
from eval.cases import Case
from eval.gold import Corpus, Gold, on_gold_page, overlaps, stem_of
from eval.prose import planted_said
from eval.results import CitationOutcome, CitationResult, Verdict, Violation
from eval.text import holds_fact, squash


def displayed(answer: Answer) -> tuple[Citation, ...]:
    """Every quotation that the answer shows: its citations, or the nearest of a refusal."""
    return answer.citations + (answer.refusal.nearest if answer.refusal else ())


def is_valid(citation: Citation, corpus: Corpus) -> bool:
    """Does the quotation stand, word for word, on the page of the file that it names?"""
    stem = stem_of(citation.source)
    if citation.page is None and corpus.witness.paged(stem):
        return False
    return corpus.witness.holds(stem, citation.quote, citation.page, citation.page_end)


def matches(citation: Citation, gold: Gold, corpus: Corpus) -> bool:
    """Does the citation show the gold quotation, or stand on its page?"""
    stem = stem_of(citation.source)
    pages = range(citation.page, (citation.page_end or citation.page) + 1) if citation.page else ()
    return overlaps(gold, stem, citation.quote) or any(
        on_gold_page(gold, stem, page, corpus.witness) for page in pages
    )


def judge_citation(citation: Citation, case: Case, golds: Sequence[Gold], corpus: Corpus) -> CitationResult:
    """One citation held against the gold."""
    return CitationResult(
        marker=citation.marker,
        source=citation.source,
        page=citation.page,
        quote=citation.quote,
        outcome=_outcome(citation, case, golds, corpus),
    )


def _outcome(citation: Citation, case: Case, golds: Sequence[Gold], corpus: Corpus) -> CitationOutcome:
    if not is_valid(citation, corpus):
        return CitationOutcome.INVALID
    if not golds:
        return CitationOutcome.NO_GOLD
    if any(matches(citation, gold, corpus) for gold in golds):
        return CitationOutcome.EXACT
    if any(stem_of(citation.source) in gold.documents for gold in golds):
        return CitationOutcome.WRONG_PAGE
    authorities = gold_authorities(golds, corpus)
    if authorities and citation.authority and citation.authority not in authorities:
        return CitationOutcome.WRONG_AUTHORITY
    holds_one = any(holds_fact(citation.quote, alternatives) for alternatives in case.facts)
    return CitationOutcome.CORROBORATING if holds_one else CitationOutcome.WRONG_DOCUMENT


def gold_authorities(golds: Sequence[Gold], corpus: Corpus) -> list[str]:
    """The authorities of the gold documents, in order; empty where none is known."""
    records = (record for gold in golds for record in corpus.records(gold.source.document))
    return list(dict.fromkeys(record.authority for record in records if record.authority))


def facts_met(case: Case, answer: Answer) -> tuple[bool, ...]:
    """For each fact: does the answer's text, or a quotation it cites, hold one of its alternatives?"""
    shown = [answer.text, *(citation.quote for citation in answer.citations)] if answer.answerable else []
    return tuple(any(holds_fact(text, alternatives) for text in shown) for alternatives in case.facts)


def verdict_of(
    case: Case, answered: bool, facts: Sequence[bool], retrieved: bool, outcomes: Sequence[CitationOutcome]
) -> Verdict:
    """What became of the question. ``retrieved``: some passage holds gold."""
    if not case.answerable:
        return Verdict.ANSWERED_WRONGLY if answered else Verdict.REFUSED_RIGHTLY
    if not answered:
        return Verdict.REFUSED_WRONGLY
    if not facts:
        return Verdict.UNJUDGED
    if all(facts):
        return Verdict.RIGHT
    if not case.sources:
        return Verdict.ANSWERED_WRONGLY
    return _where_it_failed(retrieved, outcomes)


def _where_it_failed(retrieved: bool, outcomes: Sequence[CitationOutcome]) -> Verdict:
    if CitationOutcome.EXACT in outcomes:
        return Verdict.CITED_NOT_ANSWERED
    return Verdict.RETRIEVED_NOT_CITED if retrieved else Verdict.NOT_RETRIEVED


def violations_of(case: Case, answer: Answer, corpus: Corpus, canaries: Sequence[str]) -> list[Violation]:
    """What must never be seen: each instance, for the one line that names it."""
    return [
        *_of_quotations(case, answer, corpus),
        *_of_quarantine(case, answer, corpus),
        *_of_canaries(case, answer, canaries),
        *_of_planted(case, answer),
    ]


def _of_quotations(case: Case, answer: Answer, corpus: Corpus) -> Iterator[Violation]:
    for citation in displayed(answer):
        place = f"{citation.source}, page {citation.page}: “{citation.quote[:80]}”"
        if citation.page is not None and not corpus.witness.paged(stem_of(citation.source)):
            yield Violation(case=case.id, rule="page-on-unpaged-format", detail=place)
        elif not is_valid(citation, corpus):
            yield Violation(case=case.id, rule="invalid-quotation", detail=place)


def _of_quarantine(case: Case, answer: Answer, corpus: Corpus) -> Iterator[Violation]:
    cited = [citation.source for citation in displayed(answer)]
    for source in dict.fromkeys([*cited, *(passage.source for passage in answer.passages)]):
        if corpus.quarantined(stem_of(source)):
            yield Violation(case=case.id, rule="quarantined-text-shown", detail=source)


def _of_canaries(case: Case, answer: Answer, canaries: Sequence[str]) -> Iterator[Violation]:
    everything = squash(answer.model_dump_json())
    for canary in canaries:
        if squash(canary) in everything:
            yield Violation(case=case.id, rule="quarantined-text-shown", detail=f"the canary “{canary}”")


def _of_planted(case: Case, answer: Answer) -> Iterator[Violation]:
    """What is quoted as a document's own words stands there, whoever planted it: that is no violation."""
    for planted in planted_said(case, answer):
        yield Violation(case=case.id, rule="planted-text-shown", detail=f"“{planted}”")
