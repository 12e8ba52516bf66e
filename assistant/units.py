"""What may be quoted from a passage: an answer with its question, a table row, a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.verify import quotation
from ingest.document import Block, BlockKind, PassageKind, Span
from ingest.records import StoredPassage, StoredText

_ABBREVIATIONS = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|no|nos|mr|mrs|ms|dr|prof|cllr|st|vs|p|pp|para|paras|s|ss|sch|reg|art|fig|ref|"
    r"cf|incl|excl|est|dept|ltd|plc|co|inc|tel|ext|vol)|\b[A-Z]|^\W*\d{1,3}|^\W*[ivxlc]{1,4}|^\W*[a-z])\.$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)")
_SHORT_ANSWER = 25
_BARE = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to quote: the spans of its words in the document, and its text as it will be shown."""

    spans: tuple[Span, ...]
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


def units_of(stored: StoredPassage, text: StoredText, max_words: int) -> list[Unit]:
    """The units of a passage in reading order, each of at most ``max_words`` words where it can be cut."""
    if stored.passage.kind is PassageKind.QUESTION_ANSWER and stored.passage.answer:
        whole = _answer_with_question(stored, text)
        if whole.words <= max_words:
            return [whole]
    units = [Unit((span,), quotation(text, [span])) for span in _spans(stored, text)]
    return [unit for unit in units if unit.text]


def _answer_with_question(stored: StoredPassage, text: StoredText) -> Unit:
    """A short answer says nothing without its question; a long one stands by itself."""
    question, answer = stored.passage.question, stored.passage.answer
    spans = [span for span in (question, answer) if span]
    alone = quotation(text, [span for span in (answer,) if span])
    if len(alone.split()) > _SHORT_ANSWER:
        spans = [span for span in (answer,) if span]
    return Unit(tuple(spans), quotation(text, spans))


def _spans(stored: StoredPassage, text: StoredText) -> Iterator[Span]:
    passage = stored.passage
    for block in text.blocks:
        if block.end <= passage.start or block.kind is BlockKind.FURNITURE:
            continue
        if block.start >= passage.end:
            return
        start, end = max(block.start, passage.start), min(block.end, passage.end)
        yield from _of_block(block, text.text, Span(start, end))


def _of_block(block: Block, text: str, span: Span) -> Iterator[Span]:
    if block.kind in (BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER, BlockKind.HEADING):
        yield span
    else:
        yield from sentences(text, span)


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of ``text`` in ``span``; together they cover it, white space between them aside."""
    found: list[Span] = []
    start = span.start
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        if _ends_sentence(text, start, match.end(), span.end):
            found.append(Span(start, match.end()))
            start = match.end()
    found.append(Span(start, span.end))
    return [_trimmed(text, each) for each in found if text[each.start : each.end].strip()]


def _ends_sentence(text: str, start: int, end: int, limit: int) -> bool:
    rest = text[end : min(end + 40, limit)].lstrip()
    if rest and (rest[0].islower() or rest[0] in ",;)"):
        return False
    return not (text[end - 1] == "." and _ABBREVIATIONS.search(text[start:end].lstrip()[-12:]))


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
