"""Does a draft say, of its own, that information is or is not held (FOIA s.1(1)(a))?

Only an officer who had the records searched may say so. What was said on an earlier day, told as such, is
not that: words in quotation marks, and sentences that report them ("On 14 March 2023 the council said …").
Neither is a sentence that leaves it open ("whether", "if", "before") or asks for the search.
"""

from __future__ import annotations

import re

from eval.text import plain

_QUOTED = re.compile(r'“[^”]*”|"[^"]*"|^\s*>.*$', re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
_HOLDS = re.compile(
    r"\b(?:we|council|authority|board|icb|trust|department)\s+"
    r"(?:also\s+|currently\s+|now\s+)?(?:(?:do|does|did)\s+not\s+|(?:do|does)n't\s+)?holds?\b"
    r"|\b(?:is|are|was|were|isn't|aren't)\s+(?:not\s+|now\s+|currently\s+|also\s+)*held\b"
    r"|\bnot held\b|\bholds? (?:no|none|nothing)\b|\bno (?:recorded )?information\b[^.]*\bheld\b"
)
_REPORTED = re.compile(
    r"\b(?:said|answered|replied|stated|told|wrote|reported|response was|answer was|according to)\b"
)
_WHEN = re.compile(
    r"\b(?:19|20)\d\d\b|\bthen\b|\bat that time\b|\bat the time\b|\bearlier\b|\bprevious(?:ly)?\b"
)
_OPEN = re.compile(r"\b(?:whether|if|unless|until|before|record a search|does not mean)\b")


def says_held(draft: str) -> str | None:
    """The first sentence that says that information is or is not held; None where there is none."""
    unquoted = _QUOTED.sub(" … ", draft)
    return next((found.strip() for found in _SENTENCE.split(unquoted) if _states(plain(found))), None)


def _states(sentence: str) -> bool:
    reported = _REPORTED.search(sentence) and _WHEN.search(sentence)
    return bool(_HOLDS.search(sentence)) and not reported and not _OPEN.search(sentence)
