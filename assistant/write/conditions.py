"""A condition that the source makes, and the sentence leaves out, changes what is said."""

from __future__ import annotations

import re

from assistant.units import sentences
from assistant.write.wording import content
from ingest.document import Span

_CONDITION = re.compile(
    r"\b(?:unless|only (?:if|where|when|with|after|on)|provided(?: that)?(?= \w+ (?:is|are|was|has|have))|"
    r"on condition that|except(?: for| that| where| in)?|(?<!is )(?<!are )(?<!be )(?<!not )subject to)\b"
    r"(?P<rest>[^.;:,]*)",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"\b(?:unless|only|if|provided|condition|except|subject to|where|when|while|until|once|without)\b",
    re.IGNORECASE,
)
# How much of the sentence must stand in what the condition governs, for the condition to be on it.
_GOVERNED = 0.6


def dropped_condition(sentence: str, quoted: str) -> str | None:
    """Which condition on what the sentence says it leaves out; None where there is none, or it has one."""
    if _MARKER.search(sentence):
        return None
    said = set(content(sentence))
    for span in sentences(quoted, Span(0, len(quoted))):
        source = quoted[span.start : span.end]
        for match in _CONDITION.finditer(source):
            made = set(content(match["rest"]))
            governed = set(content(source[: match.start()] + " " + source[match.end() :]))
            if made and not made & said and len(said & governed) >= _GOVERNED * max(1, len(said)):
                return f"It leaves out a condition: {match.group().strip()}."
    return None
