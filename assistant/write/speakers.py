"""Who said it: "The Director of Finance said that …", "…, according to the Deputy Leader"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.write.plain import Span, plain
from assistant.write.wording import content

_SAID = r"(?:said|says|told|reported|explained|stated|confirmed|added|replied|advised|noted|warned|suggested)"
_WHO = r"(?P<who>[A-Z][\w'’-]*(?:\s(?:of|for|and|the|to)(?=\s[A-Z])|\s[A-Z][\w'’-]*){0,9})"
_SAYS = re.compile(
    rf"\b(?:[Tt]he\s)?{_WHO}\s(?:also\s|then\s)?{_SAID}\b(?:\s[\w'’]+){{0,2}}\s(?:that|how|when|why)\b"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording\sto\s(?:the\s)?{_WHO}")


def other_speaker(sentence: str, quoted: str) -> Iterator[Span]:
    """Whom the sentence has say it, where the source has only others say what it tells."""
    theirs = [_name(who) for _, who in _speakers(quoted)]
    for span, who in _speakers(sentence):
        own = _name(who)
        if own and theirs and not any(own <= their or their <= own for their in theirs):
            yield span


@lru_cache(maxsize=2048)
def _speakers(text: str) -> tuple[tuple[Span, str], ...]:
    said = plain(text)
    found = [*_SAYS.finditer(said), *_ACCORDING.finditer(said)]
    return tuple((match.span("who"), match["who"]) for match in found)


def _name(who: str) -> frozenset[str]:
    return frozenset(content(who))
