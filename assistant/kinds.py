"""What kind of thing a question asks for, and whether a text holds one."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.periods import strip_periods


class Wanted(StrEnum):
    """The kinds of answer that can be told from the question's words; ``ANYTHING`` cannot."""

    MONEY = "an amount of money"
    SHARE = "a percentage"
    COUNT = "a count"
    NUMBER = "a number"
    TIME = "a length of time"
    DATE = "a date"
    NAME = "a name"
    PERSON = "a person, a post or a body"
    REFERENCE = "a reference"
    ANYTHING = "anything"


_IS = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|"
    r"(?<=\w)['’]s)"
)
# What the question word itself decides, whatever else is mentioned. A "when" that asks stands before a verb
# or at the end; others ("when the service closes") only tell the circumstances.
_ASKS = re.compile(
    r"\b(?:"
    r"(?P<many>how\s+many)|(?P<much>how\s+much)|(?P<long>how\s+(?:long|often|soon|quickly|fast|regularly))|"
    rf"(?P<when>when(?=\s+(?:\w+\s+)?{_IS}\b|\s*[?.]?$)|(?:until|since|till)\s+when)|"
    r"(?P<who>who|whom|whose)|(?P<what>what|which)|(?P<how>how|why|where)"
    r")\b",
    re.IGNORECASE,
)
_OF_MONEY = (
    r"(?:costs?|prices?|budgets?|fees?|charges?|spend|spending|expenditure|salary|salaries|underspend|overspend|"
    r"amounts?|sums?|funding|money|grants?|income|rents?|debts?|savings?|value)"
)
_MONEY = re.compile(
    rf"\b(?:{_OF_MONEY}|spent|pay|pays|paid|worth|cost)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:percentage|per cent|percent|proportion|share of|what share|satisfaction rate)\b|%", re.I
)
_NUMBER = re.compile(
    r"\bhow (?:far|large|big|old|high|low)\b|\b(?:number of|hourly rate|rate|target|total)\b", re.IGNORECASE
)
# "What does X charge", "what is it worth", "what has X cost": the verb says that money is meant.
_VERB_OF_MONEY = re.compile(
    rf"^\s+(?:{_IS})\b(?:\s+(?!for\b|to\b|about\b)\S+){{1,9}}?\s+(?:cost|charge|pay|paid|spend|spent|worth)\b",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"^\s+(?:\w+\s+){0,2}?(?:firms?|compan(?:y|ies)|contractors?|providers?|suppliers?|bidders?|organisations?|"
    r"charit(?:y|ies)|consultan(?:ts?|cy)|agenc(?:y|ies)|manufacturers?|builders?|developers?|banks?)\b",
    re.IGNORECASE,
)
_BY_WORD = {"many": Wanted.COUNT, "long": Wanted.TIME, "when": Wanted.DATE}
# What the noun phrase tells that "what" or "which" governs; the first that fits. Somebody's share of a bill
# is money, a share of families is none.
_PHRASES = (
    (
        Wanted.MONEY,
        re.compile(rf"\b(?:{_OF_MONEY}|price\s+tag|['’]s?\s+share|(?:hourly|daily|weekly) rate)$", re.I),
    ),
    (
        Wanted.SHARE,
        re.compile(r"\b(?:percentage|proportion|per cent|percent)\b|\b(?:share|satisfaction rate)$", re.I),
    ),
    (Wanted.NUMBER, re.compile(r"\b(?:rate|target|total|number)$", re.I)),
    (Wanted.DATE, re.compile(r"^(?!it\b)(?:\w+\s+){0,2}(?:date|day|month|year)$", re.I)),
)
# The noun phrase that "what" asks for ends before the first of these.
_ENDS = (
    rf"{_IS}|in|on|at|by|to|from|with|within|under|about|between|during|since|until|per|over|after|before|that|which|"
    r"who|than|if|when|where|while"
)
_PHRASE_END = re.compile(rf"[,;:?.!]|\s(?:{_ENDS}|of|for)\b", re.IGNORECASE)
# How often: "to what sum a year" asks for a sum, not for a year.
_A_YEAR = re.compile(r"\s(?:an?|each|every)\s(?:hour|day|week|month|quarter|year)$", re.IGNORECASE)
_NAMED_AFTER_IS = re.compile(
    r"\s+(?:is|are|was|were)\s+(?:(?:the|our|their|its|an?)\b|(?:\w+\s){0,3}\w+['’])", re.IGNORECASE
)
_OWNER = re.compile(r"^.*\w(?:['’]s|s['’])\s+")
_WHO_WON = re.compile(
    r"\b(?:who|which|what)\b.{0,60}?\b(?:won|win|(?:was|were|been|be) (?:awarded|appointed)|"
    r"got the (?:contract|tender))\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(rf"^\s*(?:{_IS}\s+)?(?:(?:the|an?|our|their|its|\w+['’]s)\s+)?", re.IGNORECASE)

_HAS_MONEY = re.compile(
    r"[£€$]\s?\d|\b\d{1,3}(?:,\d{3})+\b|\d\s?(?:million|billion|thousand|bn|k|m)\b|\d\.\d", re.I
)
_AMOUNT = re.compile(r"[£€$]\s?\d[\d,.]*\s?(?:million|billion|thousand|bn|k|m)?\b", re.IGNORECASE)
_HAS_SHARE = re.compile(
    r"\d\s?%|\bper ?cent\b|\b(?:half|third|quarter|two-thirds|one in \w+)\b|\b\d{1,2}:\d{1,2}\b",
    re.IGNORECASE,
)
_HAS_NUMBER = re.compile(
    r"\d|\b(?:none|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|dozen|"
    r"weekly|monthly|quarterly|yearly|annually|daily|once|twice)\b",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(
    r"\b(?:19|20)\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|spring|summer|autumn|winter|annually|quarter)\b|"
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)-\d{2}\b|\b\d{2}[-/]\d{2}\b",
    re.IGNORECASE,
)
# What looks like a figure and is none: numbering at the start, sections of Acts, references.
_NUMBERING = re.compile(
    r"^\W*(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|\(?[a-z0-9]{1,3}\))\s|\b(?:section|s\.|question|paragraph|"
    r"appendix|item|band|year|tier|phase|part|schedule|option)\s\d+\w?|\b\d+/\d{3,}\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:decision|project|contract|case|request|minute|policy|tender|item|file|document)\s+"
    r"(?:number|no|id|reference)\b|(?<!terms of )\b(?:reference|ref)(?:\s+number)?\b(?!\s+(?:to|group))|"
    r"\bid\s+number\b",
    re.IGNORECASE,
)
_HAS_REFERENCE = re.compile(
    r"\b(?:numbers?|no|id|ref(?:erence)?)\b[.:]*\s*[A-Z]{0,6}[/-]?\d[\w/-]*|\b[A-Z]{0,6}\d[\dA-Z]*[/-]\d{3,}\b|"
    r"\b[A-Z]{2,6}[/-]?\d{3,}\b",
    re.IGNORECASE,
)
_HAS_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr|Councillor|Sir|Dame|Lord|Lady)\b|"
    r"(?<!^)\b[A-Z][a-z’'-]+\s(?:[A-Z]\.?\s)?[A-Z][a-z’'-]+|"
    r"\b(?:director|officer|manager|head of|leader|secretary|minister|chair|mayor|commissioner|lead|clerk|"
    r"council|trust|board|committee|cabinet|authority|ltd|limited|plc|cic|llp|department)\b",
)
_WRITTEN_AS_NAME = re.compile(r"(?<![.?!:•]\s)(?<!^)\b[A-Z][\w’'&-]*")
_AS_WRITTEN = {
    Wanted.DATE: _HAS_DATE,
    Wanted.NAME: _WRITTEN_AS_NAME,
    Wanted.PERSON: _HAS_PERSON,
    Wanted.REFERENCE: _HAS_REFERENCE,
}
_AS_FIGURES = {Wanted.MONEY: _HAS_MONEY, Wanted.SHARE: _HAS_SHARE}
_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\breasons?\b|\bwhat (?:happened|went|caused|explains?)\b|"
    r"\bwhat (?:is|was|has been|lies|lay) (?:\w+ )?(?:behind|holding|causing|stopping)\b",
    re.IGNORECASE,
)


def wanted(part: str) -> Wanted:
    """The kind of answer that one part of a question asks for, as near as its words tell."""
    if _REFERENCE.search(part):
        return Wanted.REFERENCE
    return _decided(part) or _mentioned(part)


def insists(part: str) -> bool:
    """Is nothing an answer to this but a thing of its kind? Told by the question word and what it governs."""
    return not _REFERENCE.search(part) and _decided(part) is not None


def governed(part: str) -> str:
    """The noun phrase that "how many", "how much", "what", "which" or "who is" governs, without its owner.

    Empty where a verb follows at once ("how much is spent", "what has it cost", "who runs it").
    """
    asks = _ASKS.search(part)
    if asks is None or asks.lastgroup not in ("many", "much", "what", "who"):
        return ""
    rest = part[asks.end() :]
    named = asks.lastgroup in ("what", "who") and _NAMED_AFTER_IS.match(rest)
    if not named and (asks.lastgroup == "who" or re.match(rf"\s+{_IS}\b", rest, re.I)):
        return ""
    return _OWNER.sub("", _phrase(rest)).partition(" and ")[0]


def asks_why(part: str) -> bool:
    """Is a reason or a course of events asked for, which is rarely told in one sentence?"""
    return bool(_WHY.search(part))


def names_who_won(part: str) -> bool:
    """Does it ask who won something, or whom a contract was given?"""
    return bool(_WHO_WON.search(part))


def _decided(part: str) -> Wanted | None:
    asks = _ASKS.search(part)
    if asks is None:
        return None
    rest, word = part[asks.end() :], asks.lastgroup
    if word in ("much", "what"):
        return _of_how_much(rest) if word == "much" else _of_what(rest)
    return _BY_WORD.get(word or "")


def _of_how_much(rest: str) -> Wanted:
    """Money, where it is spoken of: "how much notice", "how much dental activity" ask for another figure."""
    return Wanted.MONEY if _MONEY.search(rest) else Wanted.NUMBER


def _of_what(rest: str) -> Wanted | None:
    phrase = _phrase(rest)
    for kind, pattern in _PHRASES:
        if pattern.search(phrase):
            return kind
    if _VERB_OF_MONEY.search(rest):
        return Wanted.MONEY
    return Wanted.NAME if _BODIES.search(rest) else None


def _phrase(rest: str) -> str:
    """The words that the question word governs: "what [is the] yearly price [that ...]"."""
    said = _AT_FIRST.sub("", rest, count=1)
    end = _PHRASE_END.search(said)
    return _A_YEAR.sub("", (said[: end.start()] if end else said).strip())


def _mentioned(part: str) -> Wanted:
    if _SHARE.search(part):
        return Wanted.SHARE
    asks = _ASKS.search(part)
    if asks and asks.lastgroup == "who":
        return Wanted.PERSON
    if _MONEY.search(part) and not (asks and asks.lastgroup == "how"):
        return Wanted.MONEY
    return Wanted.NUMBER if _NUMBER.search(part) else Wanted.ANYTHING


def holds(kind: Wanted, text: str) -> bool:
    """Does the text hold such a thing? Dates, numbering and references are not figures."""
    if kind is Wanted.ANYTHING:
        return True
    if kind in _AS_WRITTEN:
        return bool(_AS_WRITTEN[kind].search(text))
    figures = _NUMBERING.sub(" ", text)
    figures = figures if kind is Wanted.TIME else strip_periods(figures)
    figures = _AMOUNT.sub(" ", figures) if kind is Wanted.COUNT else figures
    return bool(_AS_FIGURES.get(kind, _HAS_NUMBER).search(figures))
