"""Words that ask and words that answer, as requesters and authorities write them."""

from __future__ import annotations

import re


def starting_with(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of the phrases at the start of a text, as whole words, in any case."""
    return re.compile(rf"(?:{'|'.join(phrases)})\b", re.I)


_INTERROGATIVE = starting_with(
    r"how (?:many|much|often|long|is|are|do|does|did|was|were|has|have)",
    r"what|which|who|whom|whose|why",
    r"when (?:is|are|was|were|did|does|do|will)",
    r"where (?:is|are|was|were|did|does|do|can|will)",
    r"(?:do|does|did|is|are|was|were|has|have|had|can|could|would|will|should)"
    r" (?:you|your|the|there|any|it|this|these|i)",
    r"(?:in|for|at|on|by|to|from|of) (?:which|what|whom)",
)
_IMPERATIVE = starting_with(
    r"please (?:provide|list|state|confirm|advise|supply|can|could|send|specify|give|tell|break|indicate)",
    r"please (?:outline|describe|explain|detail|attach|include|name|share|disclose)",
    r"i would like|i am (?:seeking|requesting)|provide|confirm|list|state",
)
_SUBJECT = starting_with(
    r"(?:the )?(?:total )?(?:number|cost|spend|amount|value|expenditure|names?)s? (?:of|for|on)",
    r"(?:the )?total|a (?:list|copy|breakdown) of|cop(?:y|ies) of|details of|list of|for each",
)
_CONDITION = starting_with(r"if (?:yes|so|not|no|you|the|your|any)")
_DEMAND = re.compile(
    r"\bplease (?:can|could|state|advise|provide|list|give|confirm|specify|fill|supply|tell|indicate)\b"
    r"|\b(?:can you|could you|how|what|which|who|when|where)\b",
    re.I,
)
_STARTS = (_INTERROGATIVE, _IMPERATIVE, _SUBJECT, _CONDITION)

_ANSWERING = starting_with(
    r"yes|no|none|nil|n/?a|unknown|zero|approximately|unfortunately",
    r"not (?:applicable|held|known|recorded|available)",
    r"(?:we|the (?:council|trust|authority|board|icb)) (?:do|does|are|is|have|has|hold|holds|can|cannot)",
    r"(?:we|the (?:council|trust|authority|board|icb)) (?:confirm|would|use|uses|commission|commissions)",
    r"please (?:see|refer|find|note|contact|visit)|see|refer to|as per|as above|as stated",
    r"(?:this|the|that) information (?:is|was|has|you)|information (?:is )?not held",
    r"(?:section|regulation) \d+|i (?:can|am|have|confirm)|in response to",
)
_BARE_FIGURE = re.compile(r"[£\d][\d,.£%/ ]*(?:k|m|bn|million)?\.?$", re.I)
_ANSWER_AT_END = re.compile(r"\S\s+(?:yes|no|none|nil|n/a|not applicable|not held|unknown)\b\.?$", re.I)
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]][.?]?$")
_CUT = re.compile(r"\?\s+|\s*\n\s*")


def asks(said: str) -> bool:
    """Are the words of a numbered item a question or a demand for information?"""
    return has_question_mark(said) or _starts_asking(said)


def asks_unnumbered(said: str) -> bool:
    """The same without a number to go by: the words must ask outright, and may not be a statement."""
    tail = said.rpartition("?")[2].strip()
    if has_question_mark(said) or (tail != said and _starts_asking(tail)):
        return True
    if said.endswith("."):
        return bool(_IMPERATIVE.match(said))
    if _CONDITION.match(said):
        return bool(_DEMAND.search(said))
    return _starts_asking(said)


def _starts_asking(said: str) -> bool:
    return any(start.match(said) for start in _STARTS)


def has_question_mark(said: str) -> bool:
    """Do the words end with a question mark, an aside in brackets not counted?"""
    plain = said.rstrip(" \"'”’)]")
    return plain.endswith("?") or _ASIDE.sub("", said).rstrip().endswith("?")


def answers(said: str) -> bool:
    """Do these words begin as an answer does?"""
    return bool(_ANSWERING.match(said) or _BARE_FIGURE.match(said))


def answer_on_same_line(text: str) -> int | None:
    """How many characters of ``text`` are the question, where its answer follows in the same block."""
    for found in _CUT.finditer(text):
        rest, marked = text[found.end() :], found.group().startswith("?")
        if answers(rest) and (marked or (rest[0].isupper() and asks(text[: found.start()]))):
            return found.start() + marked
    return None


def ends_with_answer(said: str) -> bool:
    """Does a short item carry its answer at its end ("By tender No.")?"""
    return bool(_ANSWER_AT_END.search(said))
