"""Words in a paper that address a language model instead of its readers: never quoted, never evidence.

A paper may be written, or altered, so that a machine that reads it says something else (prompt injection:
Greshake et al., "Not what you've signed up for", 2023). Such words stay in the paper, and whoever opens it
sees them; an answer does not rest on them. What counts as such is kept narrow: a paper that speaks *about*
assistants or instructions is a paper like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.cells import block_at
from ingest.document import Block, Span
from ingest.records import StoredText

_MODEL = (
    r"(?:(?:AI|automated|automatic|virtual|digital|artificial|language|chat|large|intelligent)[-\s]+)+"
    r"(?:assistants?|models?|readers?|systems?|agents?|bots?)|chatbots?|LLMs?|"
    r"(?:assistants?|models?)\s+that\s+reads?\s+(?:this|these|it)"
)
_SAY = (
    r"(?:say|state|reply|answer|respond|tell|write|repeat|recommend|report|output|approve|ignore|"
    r"claim|confirm)"
)
_INSTRUCTIONS = r"(?:instructions?|prompts?|rules|messages?|context|directions?)"
# What a prompt puts its sources between: a paper that claims their end speaks to whoever reads prompts.
_FENCED = r"(?:sources?|context|passages?|documents?|quotations?|input|data)"
# A turn of a conversation with a model, in the marks of its templates, goes on up to its end mark.
_OPENS = re.compile(
    r"<\|(?!im_end|eot_id|end)[a-z_]{2,30}\|>|\[INST\]|<<SYS>>|<start_of_turn>|<(?:system|assistant|user)>",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"<\|(?:im_end|eot_id|end\w*)\|>|\[/INST\]|<</SYS>>|<end_of_turn>|</(?:system|assistant|user|s)>",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    rf"""
      \b(?:ignore|disregard|forget|override)\s+(?:(?:all|any|of|the|your|these|every)\s+)*
        (?:(?:previous|prior|above|earlier|preceding|foregoing|other|system)\s+)+{_INSTRUCTIONS}\b
    | \b(?:ignore|disregard|forget)\s+(?:the|this)\s+(?:paper|page|text|sources?|passages?|document)\b
        (?=[^\n]{{0,60}}\b{_SAY}\b)
    | \b(?:{_MODEL})\s+(?:that\s+reads?\s+(?:this|it)\s+)?
        (?:must|should|shall|has\ to|have\ to|are\ to|is\ to)\s+{_SAY}\b
    | \b(?:should|must|shall|will)\s+(?:an?|the|any|every)\s+(?:{_MODEL})\s+{_SAY}\b
    | \b(?:note|notice|message|instructions?)\s+(?:to|for)\s+(?:all\s+|any\s+|the\s+)*(?:{_MODEL})
    | \bfor\s+(?:all\s+|any\s+|the\s+)*(?:{_MODEL})\s*:
    | ^[\W_]*(?:system(?:\ message|\ prompt)?|developer|assistants?|AI|{_MODEL})\s*:\s+
        (?=[^\n]{{0,80}}\b(?:{_SAY}|reveal|your\ instructions|the\ source)\b|the\b)
    | \b(?:new|updated|revised)\s+instructions\s+from\s+(?:the\s+)?
        (?:operator|system|developer|administrator|user)
    | \byou\s+are\s+(?:now\s+)?(?:an?|the)\s+(?:\w+\s+)?(?:{_MODEL}|assistant)\b
    | \b(?:write|say|add|put|include|repeat|mention|cite|show)\b[^\n]{{0,80}}?
        \bin\s+(?:every|each|all|any)\s+(?:answers?|repl(?:y|ies)|responses?)\b
    | \breveal\s+your\s+(?:system\s+)?{_INSTRUCTIONS}
    | \[\s*/?(?:end|begin|start)\s+of\s+(?:the\s+)?{_FENCED}(?:\s+\d+)?\s*\]
    | \[\s*{_FENCED}(?:\s+\d+)?\s+(?:end|begin|start)s?\s*\]
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_CHEAP = re.compile(
    r"ignor|disregard|forget|overrid|assistant|model|bot|LLM|reader|instruction|system|<|\[INST|\[[^\]\n]{0,30}(?:end|begin|start)|"
    r"(?:every|each|all|any)\s+(?:answer|repl|response)",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:[.!?][\"'”’)\]]*\s+|\n\s*\n\s*)(?=[^.!?]*\Z)")
# How far back a turn may have been opened that is not yet closed.
_LOOK_BACK = 2000


def addressed(text: StoredText, within: Span) -> list[Span]:
    """The stretches of ``within`` that address a model, in order; they may touch or overlap.

    From the sentence that does so to the end of its block, of a turn to its end mark; where a question asks
    what a model is to say, its answer too.
    """
    words = text.text[max(0, within.start - _LOOK_BACK) : within.end]
    if not _may_speak(words):
        return []
    first = within.end - len(words)
    spans = list(_turns(text, first, words))
    spans += [_of_block(text, first, words, *place) for place in _speaking(words)]
    cut = (Span(max(span.start, within.start), min(span.end, within.end)) for span in spans)
    return sorted((span for span in cut if span.start < span.end), key=lambda span: span.start)


def _turns(text: StoredText, first: int, words: str) -> Iterator[Span]:
    """From each mark that opens a turn to the one that closes it, else to the end of its block."""
    for opened in _OPENS.finditer(words):
        closed = _CLOSES.search(words, opened.end())
        ends = first + closed.end() if closed else _block(text, first + opened.start()).end
        yield Span(first + opened.start(), ends)


def _block(text: StoredText, offset: int) -> Block | Span:
    number = max(0, block_at(text, offset + 1) - 1)
    return text.blocks[number] if text.blocks else Span(0, len(text.text))


# The slowest of all that is asked of a passage, and asked each time that its units are read.
@lru_cache(maxsize=2048)
def _may_speak(words: str) -> bool:
    return _CHEAP.search(words) is not None


@lru_cache(maxsize=2048)
def _speaking(words: str) -> tuple[tuple[int, int], ...]:
    """Where it speaks to a model: offsets in ``words``."""
    return tuple(match.span() for match in _SPEAKS.finditer(words))


def _of_block(text: StoredText, first: int, words: str, begins: int, stops: int) -> Span:
    before = _SENTENCE_START.search(words, 0, begins)
    start = first + (before.end() if before else 0)
    block = _block(text, first + begins)
    start, ends = max(start, block.start), block.end
    after = block_at(text, ends)
    if text.text[start:ends].rstrip().endswith("?") and after < len(text.blocks):
        ends = text.blocks[after].end
    return Span(start, max(ends, first + stops))
