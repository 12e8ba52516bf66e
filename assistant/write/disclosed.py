"""What a reply gives and what it refuses: a sentence that has the two the other way round.

A reply under the Freedom of Information Act often does both, item by item: "The names are given in the list.
The rates are refused under section 43(2)."
"""

from __future__ import annotations

import re

from assistant.units import sentences
from assistant.words import fold
from assistant.write.wording import clauses, content, root
from ingest.document import Span

_GIVEN = re.compile(
    r"\b(?:gave|given|giv(?:es|ing)|suppl(?:y|ies|ied)|provid(?:e|es|ed)|disclos(?:e|es|ed)|releas(?:e|es|ed)|"
    r"publish(?:es|ed)?|enclos(?:e|es|ed)|attach(?:es|ed)?|named|shared|listed)\b"
)
_REFUSED = re.compile(
    r"\b(?:refus(?:e|es|ed|ing)|withh(?:old|olds|eld|olding)|declin(?:e|es|ed)|redact(?:s|ed)?|exempt|"
    r"(?:kept|held|holds|keeps) back|"
    r"not (?:be )?(?:gave|given|supplied|provided|disclosed|released|published))\b"
)
_ANY_REPLY = """
give supply provide disclose release publish enclose attach share list refuse withhold decline redact exempt
keep hold
back information answer request section council authority reply law act
"""
_WORDS_OF_IT = frozenset(map(root, _ANY_REPLY.split()))
# What asks says nothing, and what follows the verb tells where, why or under which law.
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:\d+[.)]\s*)?(?:please|name|list|state|provide|tell|give|supply)\b", re.IGNORECASE
)
_MAIN = re.compile(r"\b(?:in|under|as|because|since|on|at|by|with)\b", re.IGNORECASE)


def given_for_refused(sentence: str, quoted: str) -> str | None:
    """Why the sentence says of what was given that it was refused, or the reverse; None where it does not."""
    given, refused = _things(quoted)
    if not given or not refused:
        return None
    for clause in clauses(sentence):
        fate, about = _fate(clause.text), set(content(clause.text)) - _WORDS_OF_IT
        own, other = (given, refused) if fate else (refused, given)
        if fate is not None and about & (other - own) and not about & (own - other):
            return "The source says it of the other."
    return None


def _things(quoted: str) -> tuple[set[str], set[str]]:
    """What the sentences of a reply speak of that give something, and those that refuse something."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for span in sentences(quoted, Span(0, len(quoted))):
        piece = quoted[span.start : span.end]
        fate = None if _ASKS.search(piece) else _fate(piece)
        if fate is not None:
            found[fate] |= set(content(_MAIN.split(piece)[0]))
    return found[True] - _WORDS_OF_IT, found[False] - _WORDS_OF_IT


def _fate(text: str) -> bool | None:
    """True where it gives, False where it refuses, None where it does neither, or both."""
    folded = fold(text)
    refused = bool(_REFUSED.search(folded))
    given = bool(_GIVEN.search(_REFUSED.sub(" ", folded)))
    return None if given == refused else given
