"""Which law a request seems to fall under, and the words that say so. An officer decides.

Environmental information: EIR 2004 reg.2(1). One's own personal data: UK GDPR art.15, kept out of FOIA by
s.40(1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.foi.request import Regime, RegimeFinding, RequestQuestion

_NAMED_FOI = re.compile(r"\bfreedom\s+of\s+information\b|\bFOIA?\b", re.IGNORECASE)
_NAMED_EIR = re.compile(r"\b(?:environmental\s+information\s+regulations?|EIRs?)\b")
_ENVIRONMENT = re.compile(
    r"\b(?:nitrogen\s+dioxide|particulates?|(?:carbon|greenhouse|vehicle|traffic|co2|nitrogen|nox|"
    r"industrial)\s+(?:dioxide\s+)?emissions?|emissions?|air\s+(?:quality|pollution)|"
    r"pollut\w+|contaminat\w+|(?:household|food|garden|commercial|clinical|hazardous|residual|domestic|"
    r"municipal|green|recyclable)\s+waste|"
    r"waste\s+(?:collect\w+|dispos\w+|management|contract|sites?|transfer|tonnage|incinerat\w+)|tonn(?:es|"
    r"age)\s+of\s+(?:\w+\s+){0,2}waste|"
    r"recycl\w+|landfill|incinerat\w+|fly[- ]?tipp\w+|noise|water\s+(?:quality|supply|pollution|company|"
    r"companies|levels?)|"
    r"drinking\s+water|rivers?|sewage|sewers?|drainage|flood\w*|coastal\s+erosion|"
    r"planning\s+(?:applications?|permission|enforcement|"
    r"appeals?|consent|condition\w*|obligation\w*)|local\s+plan|green\s+belt|land\s+(?:use|ownership|"
    r"registry|sale|"
    r"disposal|charges?)|(?:council|publicly|authority)[- ]owned\s+land|parcels?\s+of\s+land|"
    r"contaminated\s+land|energy\s+(?:use|usage|"
    r"consumption|efficiency|performance|supply|generation)|heat\s+(?:networks?|pumps?)|"
    r"solar\s+(?:panels?|farms?)|renewable\s+energy|"
    r"electricity\s+(?:use|usage|consumption)|climate\s+(?:change|emergency)|net\s+zero|biodiversity|"
    r"wildlife|habitats?|trees?|woodlands?|"
    r"pesticides?|herbicides?|glyphosate|weed\s*killer|asbestos|radiation|landscape|"
    r"low\s+traffic\s+neighbourhoods?|clean\s+air\s+zones?)\b",
    re.IGNORECASE,
)
_OWN_DATA = re.compile(
    r"\b(?:(?:make|making|this\s+is|as)\s+a\s+subject\s+access\s+request|"
    r"my\s+(?:own\s+)?(?:\w+\s+){0,3}(?:records?|files?|case\s+notes|personal\s+data|personal\s+information|"
    r"assessments?|care\s+plan)|(?:information|data|records?|documents?|e-?mails?|correspondence|"
    r"everything|files?)\s+(?:\w+\s+){0,4}"
    r"(?:about|on|concerning|regarding|relating\s+to)\s+(?:me|myself)\b|(?:hold|held|holds|have|"
    r"kept)\s+(?:about|on)\s+me\b|"
    r"about\s+my\s+(?:child|children|son|daughter|mother|father|parents?|wife|husband|partner|family)\b)",
    re.IGNORECASE,
)


def find_regime(message: str, questions: Sequence[RequestQuestion]) -> tuple[RegimeFinding, list[str]]:
    """The regime suspected with a sentence for each sign, and notes where the questions are of several."""
    personal = _signs(_OWN_DATA, questions)
    green = {n: words for n, words in _signs(_ENVIRONMENT, questions).items() if n not in personal}
    named = _NAMED_EIR.search(message)
    why = _sentences(personal, "asks for the requester's own records") + _sentences(
        green, "asks about the environment"
    )
    if named:
        why.insert(0, f"The letter names the regulations (“{' '.join(named[0].split())}”).")
    count = max(len(questions), 1)
    regime = Regime.FOIA
    # What is the requester's own is exempt from FOIA altogether (s.40(1)): one such question is enough.
    if personal:
        regime = Regime.SUBJECT_ACCESS
    elif (green and (named or len(green) * 2 >= count)) or (named and not _NAMED_FOI.search(message)):
        regime = Regime.EIR
    return RegimeFinding(regime=regime, why=tuple(why)), _mixed(count, personal, green)


def _signs(pattern: re.Pattern[str], questions: Sequence[RequestQuestion]) -> dict[str, str]:
    found = {}
    for question in questions:
        if match := pattern.search(question.standalone) or pattern.search(question.heading):
            found[question.number] = " ".join(match[0].split())
    return found


def _sentences(signs: dict[str, str], what: str) -> list[str]:
    return [f"Question {number} {what} (“{words}”)." for number, words in signs.items()]


def _mixed(count: int, personal: dict[str, str], green: dict[str, str]) -> list[str]:
    notes = []
    if green and len(green) < count:
        notes.append(
            f"Mixed: {_numbers(green)} may fall under the Environmental Information Regulations 2004."
        )
    if personal and len(personal) < count:
        notes.append(
            f"Mixed: {_numbers(personal)} may be a subject access request (UK GDPR art.15), not FOI."
        )
    return notes


def _numbers(signs: dict[str, str]) -> str:
    word = "question" if len(signs) == 1 else "questions"
    return f"{word} {', '.join(signs)}"
