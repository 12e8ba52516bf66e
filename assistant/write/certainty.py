"""What the source holds possible, plans or recommends, and the sentence states as done or certain."""

from __future__ import annotations

import re

from assistant.write.wording import root, without_month_of_may, words

_HELD_BACK = re.compile(
    r"\b(?:may|might|could|(?:propos|plan|intend|aim|expect|hop|seek|consider|recommend)\w*\s+(?:to|that|whether))\s+"
    r"(?:also\s+|only\s+|now\s+|be\s+|have\s+|not\s+)*(\w+)"
)
# With any of these the sentence holds back too.
_MARKS = re.compile(
    r"\b(?:may|might|could|can|cannot|would|will|should|shall|must|to be|possib\w+|allow\w*|permi\w+|"
    r"options?|able|entitled|eligible|potential\w*|rights?|due|target\w*|(?:propos|plan|intend|aim|expect|hop|seek|consider|"
    r"recommend|want|need|ask)\w*)\b"
)


def made_certain(sentence: str, quoted: str) -> str | None:
    """Why the sentence is surer than the source; None where it is not."""
    said, source = without_month_of_may(sentence), without_month_of_may(quoted)
    if _MARKS.search(said):
        return None
    own = {root(word) for word in words(said)}
    held_back = {root(match[1]) for match in _HELD_BACK.finditer(source)}
    stated = {root(word) for word in words(_HELD_BACK.sub(" ", source))}
    if (held_back - stated) & own:
        return "The source says only that it may be, or is planned."
    return None
