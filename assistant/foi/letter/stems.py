"""What stands over a list: does it only lead in, ask something itself, or offer answers to choose from?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.foi.letter.asking import is_fragment, is_interrogative, matter, refers_below, substance
from assistant.question import stem
from assistant.subject import in_sentence
from assistant.words import terms

_CHOICE = re.compile(
    r"\b(?:which|whether|any|either|one|tick|select|choose)\b[^.?]*\b(?:following|below|options?|applies)\b|"
    r"\bplease\s+(?:tick|select|choose|indicate\s+which)\b",
    re.IGNORECASE,
)
_OPTION = re.compile(
    r"(?:other|others|none of|n/?a\b|not applicable|don['’]t know|unknown|yes|no)\b", re.IGNORECASE
)
_BROKEN_DOWN = re.compile(
    r"\b(?:brok\w+|break\w*|split|breakdown|categori[sz]ed|analysed|grouped|separated?|disaggregated|"
    r"divided|listed|sorted)\b"
    r"[^.?:]*\b(?:by|into|down|between|per)\b\s*(?:(?:the\s+)?following(?:\s+\w+){0,2})?\s*:?\s*$|"
    r"\b(?:including|include|such\s+as|for\s+example|e\.g\.?)\s*(?:the\s+following)?\s*:?\s*$",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r",?\s+(?:and|or)\s+(?:if\s+so,?\s+)?(?=(?:what|which|who|whom|how|when|where|why|do|does|did|is|are|"
    r"please)\b)",
    re.IGNORECASE,
)
_LEADS_OVER = re.compile(
    r"^(?P<before>(?:(?:for|in|during|over|between|since|from|as\s+(?:at|of)|of|in\s+relation\s+to|"
    r"with\s+regard\s+to|relating\s+to|regarding|"
    r"concerning|"
    r"about)\b[^,:]*)?),?\s*(?:[^:]*?\b)?(?:the\s+following(?:\s+(?:contract\s+)?(?:information|details?|"
    r"data|questions?|documents?|figures|"
    r"items|records))?|following\s+(?:information|details?|data|questions?|documents?|figures|items|"
    r"records)|(?:information|details|data|questions)\s+(?:\w+\s+)?(?:below|as\s+follows))(?:\s+to\s+me)?\b"
    r"(?!\s+(?:categor|group|type|way|year|role|setting|period|service|area|propert|bod|compan|"
    r"organisation|team))",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:(?:19|20)\d\d|\d\d/\d\d|financial\s+year|months?|years?|since|between)\b", re.IGNORECASE
)


_ABOUT = re.compile(
    r"(?:about|on|concerning|regarding|relating\s+to|in\s+relation\s+to|with\s+regard\s+to)\s+", re.IGNORECASE
)
_LAW = re.compile(
    r",?\s*\b(?:(?:under|in\s+accordance\s+with|pursuant\s+to|by\s+virtue\s+of)\s+)?(?:the\s+)?"
    r"(?:Freedom\s+of\s+Information(?:\s+Act)?|FOI\s+Act|FOIA?|Environmental\s+Information\s+Regulations|EIR|"
    r"Data\s+Protection\s+Act)\b(?:,?\s+(?:19|20)\d\d)?,?",
    re.IGNORECASE,
)


def offers_choice(stem: str, parts: Sequence[str]) -> bool:
    """Do the parts only say more of one question: answers to choose from, what to break it down by?"""
    if _BROKEN_DOWN.search(stem):
        return True
    if any(is_interrogative(part) for part in parts):
        return False
    return bool(_CHOICE.search(stem)) or bool(parts and _OPTION.match(parts[-1]) and is_interrogative(stem))


def own_question(lead: str, parts: Sequence[str] = ()) -> int:
    """How many characters of a lead-in are a question by themselves.

    "Who supplies it, and what do they charge" before parts asks who; all of "How many did you employ?" asks;
    nothing of "Please state the number of:" does. Over ``parts`` that all ask by themselves it needs no mark.
    """
    said = lead.rstrip()
    asks = is_interrogative(said) and bool(parts) and not any(is_fragment(part) for part in parts)
    if (said.endswith("?") or asks) and not refers_below(said):
        return len(said)
    second = _SECOND.search(said)
    if second and is_interrogative(said[: second.start()]) and len(substance(said[: second.start()])) > 1:
        return second.start()
    return 0


def under_stem(stem: str, part: str) -> str:
    """A part with its stem put before it, as one sentence where it can be: "what do they charge per session".

    Of a stem that only leads over ("Please provide the following for each contract:") what it says of its
    subject goes behind the part. A part that asks by itself stays as it is.
    """
    lead = _bare(stem)
    if not lead or not is_fragment(part):
        return part
    if scope := _scope(lead):
        said = not matter(scope) and _PERIOD.search(part)
        return f"{part.rstrip(' .;,')} {scope}" if substance(scope) and not said else part
    if not substance(lead):
        return part
    return f"{lead} {part}" if lead.endswith(("?", ".")) else f"{lead} {in_sentence(part)}"


def scope_over(stem: str, part: str) -> str:
    """What a stem says of the period or the subject, for a part that asks by itself; "" where nothing.

    A period counts where the part names none, a subject ("about the software that …") where the part shares
    no word with it.
    """
    lead = _bare(stem)
    if is_fragment(part) or not lead:
        return ""
    scope = _scope(lead)
    dated = _PERIOD.search(scope or lead) and not _PERIOD.search(part)
    said = scope or lead if dated else scope if _is_subject(scope, part) else ""
    return said[:1].upper() + said[1:]


def _is_subject(scope: str, part: str) -> bool:
    about = _ABOUT.match(scope)
    named = _content(scope[about.end() :]) if about else set()
    return bool(named) and not named & _content(part)


def _content(text: str) -> set[str]:
    return {stem(word) for word in terms(text)}


def _bare(stem: str) -> str:
    """Without its end, and without the law it is made under: the year of an Act is no period."""
    return _LAW.sub("", stem.strip()).strip(" ,").rstrip(":–-. ,").rstrip()


def _scope(lead: str) -> str:
    """What stands behind "the following information" in a lead-in: "for each outsourced contract"."""
    match = _LEADS_OVER.search(lead)
    if match is None:
        return ""
    return f"{match['before']} {lead[match.end() :]}".strip(" ,:") or " "


def joined(outer: str, inner: str) -> str:
    """The stem of a part whose item stands under a stem of its own."""
    period = scope_over(outer, inner) or (
        _bare(outer) if _PERIOD.search(outer) and not _PERIOD.search(inner) else ""
    )
    return f"{period}, {re.sub('^Please', 'please', in_sentence(inner))}" if period else inner
