"""What an answer did with its question, as its own words say.

An answer may do several things; which of them counts is decided here in one place:

- a statement that the information is not held, where nothing was told before it, makes it "not held",
  whatever is told afterwards of where else to ask;
- a refusal or a statement of not holding after something was told makes it "partly";
- what only sends the requester elsewhere (FOIA s.21, a link, a contact) is "signposted", and where it says
  that another body is responsible, "another body".

This is a report of what was said then. It never says what an authority holds now (FOIA s.1(1)(a)).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.foi.prior import Outcome
from assistant.foi.statutes import Law, references_to_law
from assistant.units import sentences
from ingest.document import Span

_BODY = r"(?:council|authority|trust|board|icb|ccg|city|team|service|partnership)"
_WE = rf"(?:we|it|they|the\s+(?:[\w’'-]+\s+){{0,4}}?{_BODY})"
_NOT = (
    r"(?:do(?:es)?\s+not|don['’]t|doesn['’]t|did\s+not|no\s+longer|never|cannot|are\s+not\s+able\s+to|"
    r"is\s+unable\s+to)"
)
_NOT_HELD = re.compile(
    "|".join(
        (
            rf"\b{_WE}\s+(?:currently\s+|also\s+)?{_NOT}\s+(?:currently\s+|centrally\s+|routinely\s+)?"
            r"(?:hold|record|collect|have\s+(?:this|that|the|any)|keep|capture|monitor)\b",
            r"\b(?:information|data|figures?|records?|it|this|these|breakdown|split)\b[^.;]{0,60}"
            r"\b(?:is|are|was|were)\s+not\s+(?:held|recorded|collected|captured|identifiable|kept|available\s+in)\b",
            r"\b(?:no|not\s+hold\s+any)\s+(?:recorded\s+)?(?:information|data|records?)\s+(?:is|are|was|were)\s+held\b",
            r"^\W*(?:information\s+)?not\s+(?:held|recorded)\b",
            r"\bhold(?:s)?\s+no\s+(?:recorded\s+)?(?:information|data|records?|such)\b",
            r"\bdoes\s+not\s+(?:hold|record)\b|\bdo\s+not\s+hold\b|\binformation\s+not\s+held\b",
        )
    ),
    re.IGNORECASE | re.DOTALL,
)
_REFUSED = re.compile(
    r"\b(?:refus(?:e|ed|ing|al)|withh(?:eld|old|olding)|exempt(?:ed|ion)?|exception\s+(?:under|in)|"
    r"neither\s+confirm|appropriate\s+limit|cost\s+limit|vexatious|not\s+obliged\s+to\s+comply|"
    r"(?:section|s\.?)\s?(?:12|14|22|23|24|3[0-8]|40|41|42|43|44)\s?(?:\(\d\)\S*)?\s+(?:of\s+the\s+act\s+)?"
    r"(?:applies|allows|is\s+engaged)|regulation\s+1[23]\(\d)",
    re.IGNORECASE,
)
_SECTION_21 = re.compile(
    r"\b(?:section|s\.?)\s?21\b|\breasonably\s+accessible\b|\breasonably\s+get\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://|\bwww\.|[\w.+-]+@[\w-]+\.\w|\.gov\.uk\b|\.nhs\.uk\b", re.IGNORECASE)
_SENDS = re.compile(
    r"\b(?:please\s+(?:contact|visit|see|refer|use|go\s+to|follow|direct|redirect)|(?:can|may)\s+be\s+(?:found|viewed|"
    r"accessed|obtained|downloaded)|(?:is|are)\s+(?:available|published|accessible)\s+(?:on|at|online|via|from|in|through)|"
    r"to\s+request\s+(?:this|the|that)\s+information|available\s+(?:online|on\s+(?:our|the)\s+website)|"
    r"(?:anyone|you)\s+(?:may|can)\s+(?:read|find|see|download)|answers?\s[^.]{0,40}(?:is|are)\s+in\s+the|"
    r"on\s+(?:our|the\s+council['’]?s?)\s+website|(?:at|via|on)\s+the\s+(?:following\s+)?(?:link|address))\b",
    re.IGNORECASE,
)
_SENT_FOR_IT = re.compile(
    r"\bto\s+(?:request|obtain|ask\s+for)\s+(?:this|the|that|your)\s+information\b", re.IGNORECASE
)
_ANOTHER_BODY = re.compile(
    "|".join(
        (
            r"\bnot\s+(?:something|a\s+(?:matter|service|function))\s+(?:that\s+|which\s+)?(?:for\s+)?"
            r"(?:we|us|the\s+(?:council|authority|trust|board|icb))\b",
            r"\b(?:that|this|it)\s+is\s+not\s+(?:for\s+)?(?:the\s+(?:nhs|council|authority|trust|icb|board)|us)\b",
            r"\b(?:is|are)\s+(?:a\s+matter|matters|the\s+responsibility|a\s+responsibility)\s+(?:for|of)\b",
            r"\bnot\s+(?:responsible|the\s+responsible\s+(?:body|authority))\b|\bnot\s+(?:our|the\s+council['’]s)\s+"
            r"responsibility\b",
            r"\b(?:should|will\s+need\s+to|would\s+need\s+to|need\s+to)\s+(?:be\s+)?"
            r"(?:contact(?:ed)?|direct(?:ed)?|redirect(?:ed)?|ask(?:ed)?)\b[^.]{0,50}\b(?:council|icb|trust|board|"
            r"nhs|ccg|authority|police|commission|department)\b",
        )
    ),
    re.IGNORECASE,
)
_NO_MATTER = re.compile(
    r"^\W*(?:thank\s+you|i\s+can\s+confirm\s+that\s*$|please\s+(?:note|find)|for\s+information|how\s+(?:we|you)\b|"
    r"you\s+(?:also\s+)?asked|dear\b|in\s+response\b[^.]{0,60}$)",
    re.IGNORECASE,
)
# "… and Steppingstile Ltd. The prices …": a firm's name may end a sentence after all.
_AFTER_FIRM = re.compile(r"(?<=\b(?:Ltd|plc|PLC|etc)\.)\s+(?=(?:The|We|For|This|It|Please|You|In|They)\b)")
# A number that names no law, in a sentence that withholds, is of the Act that the letter answers under.
_OF_REQUESTS = (Law.FOIA, Law.EIR, Law.UNSAID)


def outcome_of(words: str) -> Outcome:
    """What an answer did with its question, by what its sentences do in turn."""
    done = [each for each in map(_does, _sentences(words)) if each]
    if not done:
        return Outcome.ANSWERED
    first, rest = done[0], done[1:]
    if first is not Outcome.ANSWERED:
        return _best_known(first, rest)
    if Outcome.REFUSED in rest or Outcome.NOT_HELD in rest:
        return Outcome.PARTLY
    elsewhere = _SENT_FOR_IT.search(words) or _SECTION_21.search(words)
    sends_for_it = elsewhere and Outcome.SIGNPOSTED in rest
    return Outcome.SIGNPOSTED if sends_for_it else Outcome.ANSWERED


def _best_known(first: Outcome, rest: Sequence[Outcome]) -> Outcome:
    """An answer that begins by sending elsewhere, and refuses or has nothing afterwards, is that."""
    if first in (Outcome.SIGNPOSTED, Outcome.ANOTHER_BODY):
        later = next((each for each in rest if each in (Outcome.NOT_HELD, Outcome.REFUSED)), None)
        return later or first
    return first


def _sentences(words: str) -> list[str]:
    whole = (words[span.start : span.end] for span in sentences(words, Span(0, len(words))))
    return [piece for each in whole for piece in _AFTER_FIRM.split(each)]


def _does(sentence: str) -> Outcome | None:
    """What one sentence does; None for one that only introduces."""
    if _SECTION_21.search(sentence):
        return Outcome.SIGNPOSTED
    if _NOT_HELD.search(sentence):
        return Outcome.NOT_HELD
    if _REFUSED.search(sentence):
        return Outcome.REFUSED
    if _ANOTHER_BODY.search(sentence):
        return Outcome.ANOTHER_BODY
    if _SENDS.search(sentence) and (_ADDRESS.search(sentence) or _SENT_FOR_IT.search(sentence)):
        return Outcome.SIGNPOSTED
    return None if _NO_MATTER.match(sentence) else Outcome.ANSWERED


def sections_in(words: str) -> tuple[str, ...]:
    """The sections of the Act and regulations that an answer relies on: "s.43(2)", "reg.12(5)(e)", in order.

    Only sentences that withhold, do not hold or send elsewhere rely on any; others may speak of another Act.
    """
    relied = (each for each in _sentences(words) if _does(each) not in (None, Outcome.ANSWERED))
    cited = (law for sentence in relied for law in references_to_law(sentence) if law.law in _OF_REQUESTS)
    return tuple(dict.fromkeys(law.canonical for law in cited))
