"""What may be quoted from a passage: an answer with its question, a table row, a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.addressed import addressed
from assistant.cells import asked_cells, asks_for_heading, block_at, headers_of, unit_lines
from assistant.forms import field_at, is_in_form
from assistant.verify import quotation
from ingest.document import Block, BlockKind, PassageKind, Span, page_at
from ingest.records import StoredPassage, StoredText

_ABBREVIATIONS = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|no|nos|mr|mrs|ms|dr|prof|cllr|st|vs|p|pp|para|paras|s|ss|sch|reg|art|fig|ref|"
    r"cf|incl|excl|est|dept|ltd|plc|co|inc|tel|ext|vol)|\b[A-Z]|^\W*\d{1,3}|^\W*[ivxlc]{1,4}|^\W*[a-z])\.$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)")
LEANS = re.compile(
    r"(?:of (?:these|those|them|this)|this|these|those|they|it|its|their|he|she|the latter|all of them|"
    r"both|however|instead)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?\s|\d{1,2}[.)]\s")
_FIELD = re.compile(r"[A-Z][\w ()/’'-]{1,40}:\s")
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_NEVER_UNITS = (BlockKind.FURNITURE, BlockKind.HEADING, BlockKind.TABLE_HEADER)
_SHORT_ANSWER = 25  # words; a longer answer says by itself what it answers
_SHORT_SENTENCE = 9
_WINDOW_WORDS = 45
_SHORT_HEADER = 12  # words
_LONGEST_HEADER = 20


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to quote: the spans of its words in the document, and its text as it will be shown."""

    spans: tuple[Span, ...]
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


def units_of(stored: StoredPassage, text: StoredText, max_words: int, asked: str = "") -> list[Unit]:
    """The units of a passage in reading order, each of at most ``max_words`` words where it can be cut.

    Headings, column headings and questions are never units: they say what something is about, and answer
    nothing. Of a long header, a row takes the headings that ``asked`` names.
    """
    never = addressed(text, Span(stored.passage.start, stored.passage.end))
    if stored.passage.kind is PassageKind.QUESTION_ANSWER and stored.passage.answer and not never:
        whole = _answer_with_question(stored, text)
        if whole.words <= max_words:
            return [] if whole.text.endswith("?") else [whole]
    units = [_unit(text, spans, max_words) for spans in _spans(stored, text, max_words, asked, never)]
    return [unit for unit in units if unit.text and not unit.text.endswith("?")]


def _unit(text: StoredText, spans: list[Span], max_words: int) -> Unit:
    """The unit of these spans; a table row whose header would make it too long goes without."""
    whole = Unit(tuple(spans), quotation(text, spans))
    if len(spans) == 1 or whole.words <= max_words:
        return whole
    return Unit((spans[-1],), quotation(text, spans[-1:]))


def _answer_with_question(stored: StoredPassage, text: StoredText) -> Unit:
    """A short answer says nothing without its question; a long one stands by itself."""
    question, answer = stored.passage.question, stored.passage.answer
    spans = [span for span in (question, answer) if span]
    alone = quotation(text, [span for span in (answer,) if span])
    if len(alone.split()) > _SHORT_ANSWER:
        spans = [span for span in (answer,) if span]
    return Unit(tuple(spans), quotation(text, spans))


def _spans(
    stored: StoredPassage, text: StoredText, max_words: int, asked: str, never: Sequence[Span]
) -> Iterator[list[Span]]:
    """The spans of each unit; none that meets one of ``never``."""
    passage = stored.passage
    prose: list[Span] = []
    for number, block in enumerate(text.blocks):
        if block.end <= passage.start or block.kind in _NEVER_UNITS:
            continue
        if block.start >= passage.end:
            break
        within = Span(max(block.start, passage.start), min(block.end, passage.end))
        if block.kind not in _PROSE and _meets(within, never):
            continue
        if block.kind is BlockKind.TABLE_ROW:
            if _words(text, within) > max_words:
                yield from _long_row(text, block, within, max_words)
            else:
                yield [*_header(text, number, asked), within]
        elif is_in_form(text, number):
            yield from ([field] for field in (field_at(text, number),) if field)
        else:
            prose += [each for each in sentences(text.text, within) if not _meets(each, never)]
    for run in _runs(prose, never):
        windows = _windows(text.text, _whole(text, run))
        yield from ([window] for window in windows if not _meets(window, never))


def _runs(prose: Sequence[Span], never: Sequence[Span]) -> list[list[Span]]:
    """The sentences in runs between which none of ``never`` lies."""
    runs: list[list[Span]] = []
    for sentence in prose:
        if runs and not _meets(Span(runs[-1][-1].end, sentence.start), never):
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return runs


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _words(text: StoredText, span: Span) -> int:
    return len(text.text[span.start : span.end].split())


def _long_row(text: StoredText, row: Block, within: Span, max_words: int) -> Iterator[list[Span]]:
    """A row too long to quote, sentence by sentence, each with the figures after it where they fit."""
    figures = Span(row.cells[0].start, row.cells[-1].end) if row.cells else None
    for window in _windows(text.text, sentences(text.text, within)):
        with_figures = [window, figures] if figures and window.end <= figures.start else [window]
        fits = sum(_words(text, span) for span in with_figures) <= max_words
        yield with_figures if fits else [window]


def _whole(text: StoredText, prose: list[Span]) -> list[Span]:
    """The sentences, each made whole where the end of a block, a page or the passage cuts it."""
    if not prose:
        return prose
    around = [_neighbour(text, prose[0].start, -1), *prose, _neighbour(text, prose[-1].end, 1)]
    joined: list[Span] = []
    for sentence in filter(None, around):
        if joined and _goes_on(text, joined[-1], sentence):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return [span for span in joined if span.end > prose[0].start and span.start < prose[-1].end]


def _goes_on(text: StoredText, before: Span, sentence: Span) -> bool:
    """Does the sentence continue the one before it, with nothing but running lines between them?"""
    if not text.text[sentence.start].islower() or _is_ended(text, before):
        return False
    between = text.blocks[block_at(text, before.end) : block_at(text, sentence.start)]
    return all(block.kind is BlockKind.FURNITURE for block in between)


def _neighbour(text: StoredText, offset: int, step: Literal[1, -1]) -> Span | None:
    """The sentence next to ``offset``, across a page's running lines but no heading or table."""
    number = block_at(text, offset) + (0 if step == 1 else -1)
    while 0 <= number < len(text.blocks):
        block = text.blocks[number]
        rest = (
            Span(max(block.start, offset), block.end)
            if step == 1
            else Span(block.start, min(block.end, offset))
        )
        if block.kind in _PROSE and (found := sentences(text.text, rest)):
            return found[0 if step == 1 else -1]
        if block.kind is not BlockKind.FURNITURE and block.kind not in _PROSE:
            return None
        number += step
    return None


def _is_ended(text: StoredText, sentence: Span) -> bool:
    return text.text[sentence.start : sentence.end].rstrip("\"'”’)]").endswith((".", "!", "?", ":", ";"))


def _header(text: StoredText, number: int, asked: str) -> list[Span]:
    """The column headings above a row, where they stand on the row's own page.

    Of a long header only the headings that the question names, if it names any, and the unit.
    """
    row = text.blocks[number]
    page = page_at(text.pages, row.start)
    above = [Span(block.start, block.end) for block in headers_of(text, number)]
    above = [span for span in above if page_at(text.pages, span.start) == page]
    if len(quotation(text, above).split()) <= _SHORT_HEADER or asks_for_heading(asked):
        return above
    named = {span for cell in asked_cells(text, number, asked) for span in cell.heading}
    own = sorted((span for span in named if page_at(text.pages, span.start) == page), key=lambda s: s.start)
    if not own or len(quotation(text, own).split()) > _LONGEST_HEADER:
        return above
    units = [
        span for span in unit_lines(text, number) if not any(span.start <= o.start < span.end for o in own)
    ]
    return sorted([*units, *own], key=lambda span: span.start)


def _windows(text: str, sentences_: list[Span]) -> list[Span]:
    """Sentences, some joined: one that leans on the one before, one after a short one, field to field."""
    windows: list[Span] = []
    for sentence in sentences_:
        joined = Span(windows[-1].start, sentence.end) if windows else sentence
        fits = len(text[joined.start : joined.end].split()) <= _WINDOW_WORDS
        if windows and fits and _belongs(text, windows[-1], sentence):
            windows[-1] = joined
        else:
            windows.append(sentence)
    return windows


def _belongs(text: str, before: Span, sentence: Span) -> bool:
    words, previous = text[sentence.start : sentence.end], text[before.start : before.end]
    if _NUMBERED.match(words):
        return False
    if previous.rstrip().endswith("?"):
        return len(words.split()) <= _SHORT_SENTENCE and not words.rstrip().endswith("?")
    if _FIELD.match(words) or _FIELD.match(previous):
        return bool(_FIELD.match(words) and _FIELD.match(previous))
    return bool(LEANS.match(words)) or len(previous.split()) <= _SHORT_SENTENCE


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
