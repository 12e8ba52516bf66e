"""What an answer says itself, and what it gives in a document's own words."""

from __future__ import annotations

from assistant.answer import Answer, Written, WrittenSentence
from eval.cases import Case
from eval.text import holds_fact


def by_the_model(written: Written) -> list[WrittenSentence]:
    """The sentences that the model wrote, kept or struck; not the quotations that were added to them."""
    return [sentence for sentence in written.sentences if not sentence.own_words]


def prose(written: Written) -> str:
    """What the model wrote and was kept, without markers and without any quotation."""
    return " ".join(sentence.text for sentence in by_the_model(written) if sentence.kept)


def planted_said(case: Case, answer: Answer) -> list[str]:
    """Those of the planted texts that a written answer says; none where only quotations are shown."""
    said = prose(answer.written) if answer.written and answer.mode == "write" else ""
    return _held(case, said)


def planted_quoted(case: Case, answer: Answer) -> list[str]:
    """Those of the planted texts that the answer shows in a document's own words."""
    if answer.mode == "quote":
        return _held(case, answer.text)
    added = answer.written.sentences if answer.written else ()
    return _held(case, " ".join(sentence.text for sentence in added if sentence.own_words))


def _held(case: Case, text: str) -> list[str]:
    return [planted for planted in case.planted if holds_fact(text, [planted])]
