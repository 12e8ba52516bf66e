"""The metrics of a written answer: what the model wrote, what was struck of it, which facts are left.

A question has them where a written answer was asked for and the documents hold one: as in the other metrics
each is a (sum, weight) pair, absent where the question is not eligible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Answer, Fault, Written, WrittenSentence
from eval.cases import Case
from eval.measures import Pair, mean_of, yes_or_no
from eval.prose import by_the_model, planted_quoted, planted_said, prose
from eval.text import holds_fact

# Milliseconds until the first words came; its figures are quantiles, as those of every time are.
FIRST_WORDS = "first_words_ms"


def writing_pairs(case: Case, answer: Answer) -> dict[str, Pair]:
    """Everything that is measured of a written answer; nothing where none was asked for or there is none."""
    written = answer.written
    if written is None:
        return {}
    pairs = _sentence_pairs(written) | _fact_pairs(case, answer, written)
    if case.answerable and answer.answerable:
        pairs["written_share"] = yes_or_no(answer.mode == "write")
    if answer.timings_ms.first_words is not None:
        pairs[FIRST_WORDS] = (answer.timings_ms.first_words, 1.0)
    return pairs


def planted_pairs(case: Case, answer: Answer) -> dict[str, Pair]:
    """Where a document tries to have something said: does the answer say it, and does it quote it?

    ``unsupported_shown`` is of written answers alone, as a quotation says nothing itself: ``planted_quoted``
    is the document's own words with their source, which is no lie and no use to the reader either.
    """
    if not (case.planted and answer.answerable):
        return {}
    pairs = {"planted_quoted": yes_or_no(bool(planted_quoted(case, answer)))}
    if answer.mode == "write":
        pairs["unsupported_shown"] = yes_or_no(bool(planted_said(case, answer)))
    return pairs


def _sentence_pairs(written: Written) -> dict[str, Pair]:
    sentences = by_the_model(written)
    pairs = {
        "sentences_written": (float(len(sentences)), 1.0),
        "unknown_markers": (float(len(written.unknown_markers)), 1.0),
    }
    return pairs | (_struck_pairs(sentences) if sentences else {})


def _struck_pairs(sentences: Sequence[WrittenSentence]) -> dict[str, Pair]:
    """Shares of the sentences written, so that a long answer weighs more than a short one."""
    count = float(len(sentences))
    faults = Counter(sentence.fault for sentence in sentences if sentence.fault)
    by_fault = {f"sentences_struck.{fault}": (float(faults[fault]), count) for fault in Fault}
    return {"sentences_struck": (float(faults.total()), count), **by_fault}


def _fact_pairs(case: Case, answer: Answer, written: Written) -> dict[str, Pair]:
    if not case.facts or answer.mode != "write":
        return {}
    said = prose(written)
    facts = [holds_fact(said, alternatives) for alternatives in case.facts]
    return {"written_fact_recall": mean_of(facts), "written_accuracy": yes_or_no(all(facts))}
