"""What no document can answer: instructions to the assistant, and questions for its opinion."""

from __future__ import annotations

import re

_INSTRUCTS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:documents?|instructions?|sources?|rules|above|papers?|prompts?)\b|"
    r"\byou are now\b|\bfrom now on\b|\banswer every question\b|"
    r"\b(?:act|behave|respond|answer) as (?:if|though|an?)\b|\bpretend (?:to|that|you)\b|"
    r"\b(?:system|hidden|initial) prompt\b|\b(?:developer|maintenance|debug|admin) mode\b|"
    r"^\W*(?:please )?(?:write|compose|translate|sing|roleplay|delete|print|output|reveal|dump|repeat)\b|"
    r"\btell (?:me|us) a (?:joke|story|poem)\b",
    re.IGNORECASE,
)
_VERDICT = (
    r"(?:fair|(?<!\ba )(?<!\bthe )right|wrong|good enough|any good|a mistake|a good idea|a bad idea|worth it|"
    r"too (?:high|low))"
)
_WANTS_OPINION = re.compile(
    r"\b(?:do|would|did) you (?:think|believe|feel|prefer|choose|recommend|like|agree|reckon)\b|"
    r"\byour (?:opinion|view|favourite|advice)\b|\bwhat would you\b|"
    r"\byou would (?:choose|recommend|prefer|pick)\b|"
    r"\bshould (?:i|we) (?:choose|buy|vote|pick|trust|sack|believe)\b|"
    rf"^\W*(?:is|are|was|were)\b.{{2,90}}\b{_VERDICT}(?:\?|\s+(?:to|on|for|that)\b)|"
    r"\bwhich\b.{3,60}\b(?:best|better|worst|worse|nicest|most trustworthy)\b.{0,8}"
    r"\b(?:for (?:me|my|us|our)\b|\?)|"
    r"\bwho(?: is|['’]s) the (?:best|worst|most trustworthy)\b",
    re.IGNORECASE,
)


def instructs(asked: str) -> bool:
    """Does it tell the assistant what to do or to be, instead of asking what papers say?"""
    return bool(_INSTRUCTS.search(asked))


def wants_opinion(asked: str) -> bool:
    """Does it ask for a judgement of the assistant's own?"""
    return bool(_WANTS_OPINION.search(asked))
