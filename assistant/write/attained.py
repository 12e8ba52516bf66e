"""That a target was met is the source's to say: two figures beside each other do not tell which is better."""

from __future__ import annotations

import re

from assistant.words import fold

_AIM = r"(?:targets?|standards?|goals?|deadlines?|time\s?limits?)"
_DONE = r"(?:met|meets?|meeting|achiev\w+|reach\w*|hit|beat(?:en)?|exceed\w*|surpass\w*)"
_CLAIMED = re.compile(
    rf"\b{_AIM}\b[^.;,]{{0,30}}?\b{_DONE}\b|\b{_DONE}\b[^.;,]{{0,20}}?\b{_AIM}\b|"
    rf"\b(?:within|inside|better than|ahead of)\s+(?:the\s+|its\s+|their\s+)?{_AIM}\b"
)
# Any of these in the source tells of it, and the other checks see to which way.
_TOLD = re.compile(
    rf"\b(?:{_DONE}|fail\w*|miss\w*|on target|on track|better than|within|ahead of|above|below|"
    r"short of|rated?)\b"
)


def claims_target_met(sentence: str, quoted: str) -> str | None:
    """Why the sentence says too much of a target; None where it does not."""
    if _CLAIMED.search(fold(sentence)) and not _TOLD.search(fold(quoted)):
        return "The source does not say whether the target was met."
    return None
