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

_ACT = r"(?:the\s+)?(?:terms\s+of\s+the\s+)?(?:freedom\s+of\s+information|foia?)(?:\s+act)?(?:\s+2000)?"
_I = r"\b(?:i|we)(?:['’](?:d|m|re|ve)|\s+(?:would|should|am|are|have|will))?"
_WANT = r"(?:like|love|wish|want|need|trying|writing|looking|hoping|keen|interested|grateful)"
_LEARN = r"(?:know|ask|request|see|find(?:\s+out)?|understand|learn|hear|get|have|obtain|receive)"
_TELL = (
    r"(?:advise|break\s+down|clarify|confirm|describe|detail|disclose|explain|forward|give|indicate|let|list|name|"
    r"outline|provide|release|say|send|set\s+out|share|show|specify|state|summarise|supply|tell)"
)
_TO_ME = r"(?:\s+(?:me|us|you|for|if|whether|about|with|the|an?|any|all|some|full|following)(?![\w&'’/-]))*"
_OF_WHAT = (
    r"(?:\s+(?:cop(?:y|ies)|details?|information|particulars)(?:\s+(?:that\s+)?you\s+(?:hold|have))?"
    r"\s+(?:of|on|about|regarding|concerning|relating\s+to)\b)?"
)
_WHAT = rf"\b{_TO_ME}{_OF_WHAT}"
# Phrases by which people ask, whatever it is about. A word of them by itself may be what is asked about.
_ASKING = re.compile(
    "|".join(
        (
            # "Under the Freedom of Information Act 2000, please", "I am making a request under the FOI Act",
            # "FOI request:"
            rf"\b(?:under|in\s+accordance\s+with)\s+{_ACT}[\s,:–-]+(?=(?:please|kindly|i|we|could|can|would)\b)",
            rf"{_I}\s+(?:\w+\s+){{0,3}}?(?:request|requesting|ask|asking|make|making|submit|submitting)"
            rf"(?:\s+\w+){{0,5}}?\s+under\s+{_ACT}",
            rf"^\W*(?:this\s+is\s+)?(?:an?\s+)?{_ACT}\s+request\b(?:\s+(?:about|for|on|regarding))?",
            # "I would like to know", "We'd be grateful if you could send us a copy of"
            rf"{_I}\s+(?:(?:also|be|very|most)\s+)*{_WANT}(?:\s+if\s+you\s+(?:could|can|would)\s+{_TELL}|\s+in\s+knowing|"
            rf"\s+to\s+{_LEARN})?{_WHAT}",
            # "Please provide", "Could you also tell me", "Can I have details of"
            rf"\b(?:please|kindly)\s+(?:also\s+)?(?:(?:can|could|would)\s+you\s+)?{_TELL}{_WHAT}",
            rf"\b(?:can|could|would|will)\s+you\s+(?:(?:please|kindly|also)\s+)*{_TELL}{_WHAT}",
            rf"\b(?:can|could|may)\s+(?:i|we)\s+(?:please\s+)?{_LEARN}{_WHAT}",
            r"\b(?:in|with)\s+(?:relation|regards?|respect|reference)\s+(?:to|of)\b",
            r"\bdear\s+(?:sir|madam)(?:\s*(?:/|or)\s*(?:sir|madam))?\b|\b(?:many\s+thanks|thank\s+you|"
            r"(?:kind|best)\s+regards|yours\s+(?:faithfully|sincerely))\b",
        )
    ),
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Compatibility-folded and case-folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def terms(text: str) -> list[str]:
    """What a question looks for: its words in order without those that only ask, each once."""
    said = fold(text)
    return _words_of(without_asking(said)) or _words_of(said)


def _words_of(said: str) -> list[str]:
    found = (match.group() for match in _TOKEN.finditer(said))
    return list(dict.fromkeys(word for word in found if word not in STOPWORDS))


def without_asking(text: str) -> str:
    """The text without the phrases that only ask, such as "under the FOI Act, please send me a copy of"."""
    return _ASKING.sub(" ", text)


def full_text_expression(words: list[str]) -> str:
    """An FTS5 expression that matches any of ``words``; one with inner punctuation is matched as a phrase."""
    phrases = (" ".join(_PART.findall(word)) for word in words)
    return " OR ".join(f'"{phrase}"' for phrase in phrases if phrase)
