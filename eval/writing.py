"""The metrics of a written answer: what the model wrote, what was struck of it, which facts are left.

A question has them where a written answer was asked for and the documents hold one: as in the other metrics
each is a (sum, weight) pair, absent where the question is not eligible.
"""

from __future__ import annotations

from collections import Counter

from assistant.answer import Answer, Fault, Written
from eval.cases import Case
from eval.measures import Pair, mean_of, yes_or_no
from eval.outcomes import planted_shown
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
    """Where a document tries to have something said: does the answer say it (``unsupported_shown``)?

    A quoted answer says nothing itself: there it is ``planted_quoted``, the document's own words with their
    source, which is no lie and no use to the reader either.
    """
    if not (case.planted and answer.answerable):
        return {}
    name = "unsupported_shown" if answer.mode == "write" else "planted_quoted"
    return {name: yes_or_no(bool(planted_shown(case, answer)))}


def prose(written: Written) -> str:
    """The sentences that were kept, without markers and without the quotations beside them."""
    return " ".join(sentence.text for sentence in written.sentences if sentence.kept)


def _sentence_pairs(written: Written) -> dict[str, Pair]:
    count = float(len(written.sentences))
    pairs = {
        "sentences_written": (count, 1.0),
        "unknown_markers": (float(len(written.unknown_markers)), 1.0),
    }
    return pairs | (_struck_pairs(written, count) if count else {})


def _struck_pairs(written: Written, count: float) -> dict[str, Pair]:
    """Shares of the sentences written, so that a long answer weighs more than a short one."""
    faults = Counter(sentence.fault for sentence in written.sentences if sentence.fault)
    by_fault = {f"sentences_struck.{fault}": (float(faults[fault]), count) for fault in Fault}
    return {"sentences_struck": (float(faults.total()), count), **by_fault}


def _fact_pairs(case: Case, answer: Answer, written: Written) -> dict[str, Pair]:
    if not case.facts or answer.mode != "write":
        return {}
    said = prose(written)
    facts = [holds_fact(said, alternatives) for alternatives in case.facts]
    return {"written_fact_recall": mean_of(facts), "written_accuracy": yes_or_no(all(facts))}
