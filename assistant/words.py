"""The words of a question: what is looked for, and what only asks."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"\w+(?:[./'’&-]\w+)*")
_PART = re.compile(r"\w+")

# Words that ask or bind but name nothing; looking for them would only add noise.
STOPWORDS = frozenset(
    """
    a about after again all also am an and any are aren't as at be been before being both but by can
    can't could did didn't do does doesn't doing don't down during each either else ever few for
    from further get give given gives got had has hasn't have having he her here hers him his how i
    if in into is isn't it its itself just know let like made make many may me might mine more most
    much must my need needs no nor not now of off on once one only onto or other our ours out over
    own please provide provided put same say says shall she should show so some such tell than that
    the their theirs them then there these they this those through to together too under until up
    upon us use used very was wasn't we were what whatever when where whether which while who whom
    whose why will with within without would you your yours
    """.split()  # noqa: SIM905
)


def fold(text: str) -> str:
    """Compatibility-folded and case-folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def terms(text: str) -> list[str]:
    """What a question looks for: its words in order without those that only ask, each once."""
    found = (match.group() for match in _TOKEN.finditer(fold(text)))
    return list(dict.fromkeys(word for word in found if word not in STOPWORDS))


def full_text_expression(words: list[str]) -> str:
    """An FTS5 expression that matches any of ``words``; one with inner punctuation is matched as a phrase."""
    phrases = (" ".join(_PART.findall(word)) for word in words)
    return " OR ".join(f'"{phrase}"' for phrase in phrases if phrase)
