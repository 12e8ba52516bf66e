"""Who it is not: "a matter for the council, not for the NHS" in a sentence that has the two exchanged."""

from __future__ import annotations

import re

from assistant.units import sentences
from assistant.words import fold
from assistant.write.wording import content
from ingest.document import Span

_BODY = (
    r"(?:councils?|nhs|icb|boards?|trusts?|authority|authorities|committee|cabinet|provider|government|panel)"
)
_NOT = re.compile(
    rf"\bnot (?P<way>for|by|to|from|with) (?:the |an? |its |our )?(?:[\w'-]+ ){{0,4}}?(?P<body>{_BODY})\b"
)


def turned_contrast(sentence: str, quoted: str) -> str | None:
    """Why whom the sentence excludes is the one that the source names; None where it does not."""
    said = set(content(sentence))
    pieces = [fold(quoted[span.start : span.end]) for span in sentences(quoted, Span(0, len(quoted)))]
    for match in _NOT.finditer(fold(sentence)):
        way, body = match["way"], match["body"].rstrip("s")
        named = re.compile(rf"(?<!not )\b{way} (?:the |an? |its |our )?(?:[\w'-]+ ){{0,4}}?{body}s?\b")
        excluded = re.compile(rf"\bnot {way} (?:the |an? |its |our )?(?:[\w'-]+ ){{0,4}}?{body}s?\b")
        about = [piece for piece in pieces if said & (set(content(piece)) - {body})]
        if any(named.search(piece) for piece in about) and not any(map(excluded.search, pieces)):
            return f"The source says it of the {match['body']}."
    return None
