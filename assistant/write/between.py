"""Has a fact of a sentence another in its place in a source: the same word before, the same behind?"""

from __future__ import annotations

import re

from assistant.write.plain import Span, plain

_WORD = re.compile(r"[^\W_][\w'/-]*")
_STOP = re.compile(r"[.!?…|]\s")


def stands_between_same(sentence: str, own: Span, quoted: str, rival: Span) -> bool:
    """Does the same word or figure stand right before both, and the same right behind?"""
    return _neighbours(sentence, own) == _neighbours(quoted, rival)


def _neighbours(text: str, span: Span) -> tuple[list[str], list[str]]:
    before, after = plain(text)[: span[0]].lower(), plain(text)[span[1] :].lower()
    return _WORD.findall(_STOP.split(before)[-1])[-1:], _WORD.findall(after)[:1]
