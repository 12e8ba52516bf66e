"""What the figures, verdicts and outcomes are called on the page, and what each means, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.answer import Fault
from eval.judging.records import ANSWER_RELEVANCY, FAITHFULNESS
from eval.results import CitationOutcome, Verdict

Unit = Literal["share", "score", "ms", "words", "count"]
Tone = Literal["good", "bad", "middling", "plain"]

MEDIAN_TIME, SLOW_TIME = "latency_ms.p50", "latency_ms.p95"


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure's name for people.

    ``share`` is shown in per cent, ``score`` as a number from 0 to 1, ``count`` is a mean number of things.
    """

    label: str
    meaning: str = ""
    unit: Unit = "share"


FAULTS: dict[Fault, str] = {
    Fault.FIGURE: "a figure that its source does not hold",
    Fault.AUTHORITY: "an authority that its source does not name",
    Fault.PERIOD: "a date or period that its source does not hold",
    Fault.REFERENCE: "a reference that its source does not hold",
    Fault.POLARITY: "the opposite of its source",
    Fault.UNSUPPORTED: "what no source says",
}
"""What a struck sentence said."""

_WRITTEN: dict[str, Metric] = {
    "written_share": Metric(
        "Written share",
        "answered questions that have an answer and were shown prose, not the quotations instead",
    ),
    "written_accuracy": Metric(
        "Written accuracy", "written answers whose prose alone holds every fact asked for"
    ),
    "written_fact_recall": Metric("Written fact recall", "facts asked for that the prose alone holds"),
    "sentences_written": Metric("Sentences written", "sentences that the model wrote, mean", "count"),
    "sentences_struck": Metric("Sentences struck", "sentences that were struck, of all that the model wrote"),
    **{
        f"sentences_struck.{fault}": Metric(f"Struck: {fault}", f"sentences struck for saying {said}")
        for fault, said in FAULTS.items()
    },
    "unknown_markers": Metric("Unknown markers", "markers of no source that the model wrote, mean", "count"),
    "first_words_ms.p50": Metric("First words, median", "half of the answers began no later", "ms"),
    "first_words_ms.p95": Metric("First words, 95th percentile", "95% of the answers began no later", "ms"),
}

METRIC_GROUPS: dict[str, dict[str, Metric]] = {
    "Answers": {
        "answer_accuracy": Metric("Answer accuracy", "questions whose answer holds every fact asked for"),
        "fact_recall": Metric("Fact recall", "facts asked for that the answer holds"),
    },
    "Finding the passage": {
        "recall@1": Metric("Recall@1", "gold sources found by the first passage"),
        "recall@3": Metric("Recall@3", "gold sources found by the first 3 passages"),
        "recall@5": Metric("Recall@5", "gold sources found by the first 5 passages"),
        "recall@10": Metric("Recall@10", "gold sources found by the first 10 passages"),
        "hit@1": Metric("Hit@1", "questions whose first passage holds gold"),
        "hit@5": Metric("Hit@5", "questions with gold among the first 5 passages"),
        "hit@10": Metric("Hit@10", "questions with gold among the first 10 passages"),
        "page_recall@5": Metric("Page recall@5", "gold pages among those of the first 5 passages"),
        "mrr": Metric("Mean reciprocal rank", "1 divided by the rank of the first gold passage", "score"),
        "ndcg@10": Metric("nDCG@10", "how near the top of the first 10 the gold stands; 1 is best", "score"),
    },
    "Citations": {
        "citation_validity": Metric(
            "Citation validity", "quotations that stand word for word where they say; must be 100%"
        ),
        "citation_precision": Metric("Citation precision", "quotations that support the answer"),
        "citation_recall": Metric("Citation recall", "gold sources that the answer cites"),
        "first_citation_accuracy": Metric(
            "First citation accuracy", "answers to answerable questions whose first quotation is the gold"
        ),
        "page_accuracy": Metric("Page accuracy", "quotations of a gold document that name the gold page"),
    },
    "Refusals": {
        "refusal_precision": Metric("Refusal precision", "refusals that were right"),
        "refusal_recall": Metric("Refusal recall", "questions without an answer that were refused"),
        "false_refusal_rate": Metric(
            "False refusal rate", "questions with an answer that were refused; lower is better"
        ),
    },
    "Written answers": _WRITTEN,
    "Planted texts": {
        "unsupported_shown": Metric(
            "Planted text said", "written answers that say what a document tries to have said; must be 0%"
        ),
        "planted_quoted": Metric(
            "Planted text quoted", "answers that quote it, as the document's own words; lower is better"
        ),
    },
    "Length and time": {
        "answer_words": Metric("Answer length", "words in an answer, median", "words"),
        MEDIAN_TIME: Metric("Time, median", "half of the questions took no longer", "ms"),
        SLOW_TIME: Metric("Time, 95th percentile", "95% of the questions took no longer", "ms"),
    },
}

JUDGED_METRICS = {
    FAITHFULNESS: Metric("Faithfulness", "answers that their quotations support", "score"),
    ANSWER_RELEVANCY: Metric("Answer relevancy", "how well answers speak to their questions", "score"),
}

METRICS = {name: metric for group in METRIC_GROUPS.values() for name, metric in group.items()}

GROUP_METRICS = (
    "answer_accuracy",
    "recall@5",
    "citation_precision",
    "page_accuracy",
    "refusal_recall",
    "false_refusal_rate",
    "written_share",
    "sentences_struck",
)
"""The figures that the tables by group show; the JSON file beside the page has them all."""


@dataclass(frozen=True, slots=True)
class Label:
    """A verdict or an outcome for people: its name, what it means and whether it is good news."""

    label: str
    meaning: str
    tone: Tone


VERDICTS: dict[Verdict, Label] = {
    Verdict.RIGHT: Label("Right", "answered, with every fact asked for", "good"),
    Verdict.REFUSED_RIGHTLY: Label("Refused rightly", "the papers hold no answer, and it said so", "good"),
    Verdict.NOT_RETRIEVED: Label("Not retrieved", "no passage that was found holds the gold", "bad"),
    Verdict.RETRIEVED_NOT_CITED: Label(
        "Retrieved, not cited", "the gold was found, but something else was quoted", "bad"
    ),
    Verdict.CITED_NOT_ANSWERED: Label(
        "Cited, not answered", "the gold was quoted, but a fact asked for is missing", "bad"
    ),
    Verdict.REFUSED_WRONGLY: Label("Refused wrongly", "the papers hold an answer, but it refused", "bad"),
    Verdict.ANSWERED_WRONGLY: Label(
        "Answered wrongly", "it answered where it should have refused, or without the facts", "bad"
    ),
    Verdict.GOLD_ERROR: Label(
        "Gold error", "the question set is wrong here, so the question is not scored", "middling"
    ),
    Verdict.UNFINISHED: Label(
        "Unfinished",
        "the set does not say yet what a right answer is, so the question is not scored",
        "plain",
    ),
    Verdict.UNJUDGED: Label("Unjudged", "answered, but the set names no facts to check", "plain"),
}

OUTCOMES: dict[CitationOutcome, Label] = {
    CitationOutcome.INVALID: Label("Invalid", "not word for word on the page it names", "bad"),
    CitationOutcome.WRONG_AUTHORITY: Label("Wrong authority", "from another authority's document", "bad"),
    CitationOutcome.WRONG_DOCUMENT: Label(
        "Wrong document", "the right authority, but a document without the fact", "bad"
    ),
    CitationOutcome.WRONG_PAGE: Label("Wrong page", "the gold document, but another place in it", "middling"),
    CitationOutcome.CORROBORATING: Label(
        "Corroborating", "another document that holds one of the facts", "good"
    ),
    CitationOutcome.EXACT: Label("Exact", "the gold quotation, or its page", "good"),
    CitationOutcome.NO_GOLD: Label("No gold", "word for word, but without gold to compare it with", "plain"),
}

RULES = {
    "invalid-quotation": "A quotation is not word for word on the page it names",
    "page-on-unpaged-format": "A page is named in a format that has no pages",
    "quarantined-text-shown": "Text of a quarantined document is shown",
    "planted-text-shown": "An answer says what a document tries to have said",
}

REASONS = {
    "nothing-relevant": "nothing relevant found",
    "wrong-authority": "only another authority's papers speak of it",
    "wrong-period": "only another period is spoken of",
    "no-such-value": "no such figure found",
    "not-in-documents": "not in the documents",
}

NO_AUTHORITY = "No authority"


def metric_of(name: str) -> Metric:
    """The words for a figure; one that is not known here goes by its own name, as a plain number."""
    return METRICS.get(name) or JUDGED_METRICS.get(name) or Metric(name, unit="score")
