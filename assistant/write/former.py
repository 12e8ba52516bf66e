"""The day of a former version, which the source names only to say what was replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.write.plain import Span, plain
from assistant.write.times import times

_REPLACES = re.compile(
    r"\b(?:replac(?:es|ed|ing)|supersed(?:es|ed|ing))\s(?:the\s|a\s|an\s)?(?:[\w-]+\s){0,4}?(?:of|from|dated)\s$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:replac\w*|supersed\w*|former\w*|previous\w*|earlier|old(?:er)?|before|first)\b", re.IGNORECASE
)


def of_former(sentence: str, quoted: str) -> Iterator[Span]:
    """The days of the sentence that are those of what was replaced, given as if of what replaced it."""
    if _SAYS_SO.search(sentence):
        return
    held = times(quoted)
    for each in times(sentence):
        same = [other for other in held if other.value == each.value]
        if same and all(_REPLACES.search(plain(quoted)[: other.start]) for other in same):
            yield each.start, each.end
