"""What stands over a list: does it only lead in, ask something itself, or offer answers to choose from?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.foi.letter.asking import is_fragment, is_interrogative, refers_below, substance
from assistant.subject import in_sentence

_CHOICE = re.compile(
    r"\b(?:which|whether|any|either|one|tick|select|choose)\b[^.?]*\b(?:following|below|these|options?|applies)\b|"
    r"\bplease\s+(?:tick|select|choose|indicate\s+which)\b",
    re.IGNORECASE,
)
_OPTION = re.compile(r"(?:other|others|none of|n/?a\b|not applicable|don['’]t know|unknown|yes|no)\b", re.IGNORECASE)
_BROKEN_DOWN = re.compile(
    r"\b(?:brok\w+|break\w*|split|breakdown|categori[sz]ed|analysed|grouped|separated?|disaggregated|divided|listed|sorted)\b"
    r"[^.?:]*\b(?:by|into|down|between|per)\b\s*(?:(?:the\s+)?following(?:\s+\w+)?)?\s*:?\s*$",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r",?\s+(?:and|or)\s+(?:if\s+so,?\s+)?(?=(?:what|which|who|whom|how|when|where|why|do|does|did|is|are|please)\b)",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:(?:19|20)\d\d|financial\s+year|months?|years?|since|between)\b", re.IGNORECASE)


def offers_choice(stem: str, parts: Sequence[str]) -> bool:
    """Are the parts answers to choose from, or what to break a figure down by, and so no questions?"""
    if _BROKEN_DOWN.search(stem):
        return True
    if any(is_interrogative(part) for part in parts):
        return False
    return bool(_CHOICE.search(stem)) or bool(parts and _OPTION.match(parts[-1]) and is_interrogative(stem))


def own_question(lead: str) -> int:
    """How many characters of a lead-in are a question by themselves.

    "Who supplies it, and what do they charge" before parts asks who; all of "How many did you employ?" asks;
    nothing of "Please state the number of:" does.
    """
    said = lead.rstrip()
    if said.endswith("?") and not refers_below(said):
        return len(said)
    second = _SECOND.search(said)
    if second and is_interrogative(said[: second.start()]) and len(substance(said[: second.start()])) > 1:
        return second.start()
    return 0


def under_stem(stem: str, part: str) -> str:
    """A part with its stem put before it, as one sentence where it can be: "what do they charge per session?".

    A part that asks by itself takes the stem only for what it says of a period or a subject.
    """
    lead = stem.strip().rstrip(":–- ").rstrip()
    if not lead or not substance(lead):
        return part
    if not is_fragment(part):
        return f"{lead}: {part}" if _PERIOD.search(lead) and not _PERIOD.search(part) else part
    if lead.endswith(("?", ".")):
        return f"{lead} {part}"
    return f"{lead} {in_sentence(part)}"
