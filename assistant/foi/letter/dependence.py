"""Questions that lean on an earlier one, said whole: "And what is it today?" carries its subject.

What is said is put together from the requester's own words, as in a conversation (``assistant.converse``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.converse import taken_to_mean
from assistant.foi.letter.asking import is_fragment
from assistant.mentions import without_periods
from assistant.question import stem
from assistant.subject import has_own_subject, subject_of
from assistant.units import sentences
from assistant.words import terms, without_asking
from ingest.document import Span

_NAMED = re.compile(
    r"\b(?:(?:question|questions|q|point|item|part|number|"
    r"no\.?)\s?(?P<number>\d{1,3}\s?\(?[a-z]?\)?)(?![\w%])|"
    r"\b(?:answer|answered|response|reply)\b[^.?]{0,20}?\bto\s+(?:\(?(?P<bare>\d{1,3}[a-z]?|[ivx]+|"
    r"[a-h])\)?)(?=[\s,.?)]))",
    re.IGNORECASE,
)
_OPENS_BACK = re.compile(
    r"^(?:and\s+|also,?\s+|again,?\s+)*(?:if\s+(?:so|yes|not|no|applicable|the\s+answer|it\s+(?:is|was|"
    r"does|has)|"
    r"there\s+(?:is|are|was|were)(?=\s*,|\s+(?:any|one|none)\b)|they|you\s+(?:do|did|"
    r"have)\b(?!\s+\w+\s+\w+\s+\w+\s+\w+))|of\s+(?:these|those|this|them)\b|"
    r"(?:for|in)\s+each(?:\s+(?:one|case|of\s+(?:these|those|them)))?\s*[,:]|in\s+(?:that|those|"
    r"these)\s+(?:case|year|period)s?|"
    r"how\s+many\s+(?:were|was|are|is|have|has|had|left|remain|remained|resulted|led|went)\b|"
    r"what\s+(?:percentage|proportion|share)\s+(?:was|were|is|are)\b|"
    r"as\s+above|likewise|the\s+same\b|same\b|"
    r"(?:please\s+(?:also\s+)?(?:provide|give|supply|state|tell\s+me)\s+)?the\s+same\b|(?:(?:how|"
    r"what)\s+about)\b|"
    r"(?:please\s+)?(?:can\s+you\s+|could\s+you\s+)?(?:\w+\s+){0,3}(?:their|its|those|these|them)\b)",
    re.IGNORECASE,
)
_POINTING_NOUN = re.compile(
    r"\b(?:those|these|that|such|the\s+(?:same|above|said))\s+(?P<noun>[a-z][\w-]{2,})", re.IGNORECASE
)
_NOW = re.compile(
    r"\b(?:today|now|currently|at\s+present|to\s+date|at\s+the\s+moment|the\s+latest|most\s+recent)\b", re.I
)
_SAME = re.compile(
    r"^(?:and\s+|also\s+)*(?:please\s+)?(?:also\s+)?(?:(?:can|could)\s+(?:you|"
    r"i)\s+(?:please\s+)?)?(?:(?:provide|give|supply|have|tell)\s+(?:me\s+)?)?"
    r"(?=(?:the\s+)?same\s+(?:\w+\s+)?(?:for|in|at)\b)",
    re.IGNORECASE,
)
_SAME_THING = re.compile(
    r"^(?P<same>(?:the\s+)?same)\s+(?!for\b|in\b|at\b)\w+(?=\s+(?:for|in|at)\b)", re.IGNORECASE
)
_NO_NOUN = frozenset(
    """
    who whose which that are were for with is was years year the two three same
    """.split()  # noqa: SIM905
)
# What points at something said before, unless the sentence has named it itself by then.
_POINTER = re.compile(
    r"\b(?:they|them|their|theirs|he|she|him|her|his|its|itself|themselves)\b|"
    r"\b(?-i:[Ii]t)\b(?!\s+(?:is|was)\s+(?:true|that|possible)\b)|"
    r"\b(?:the\s+(?:same|latter|former|above|aforementioned)|which\s+ones?|above)\b|"
    r"\b(?:these|those)\b(?!\s+(?:who|whose|with|without|that|which|in|aged|over|under|waiting|eligible)\b)|"
    r"\b(?:of|for|on|by|with|about|to|in|is|was|did|does|has|will|would|if)\s+(?:that|"
    r"this)\b(?!\s+(?:request|letter|year|financial|"
    r"month|week)\b)|\b(?:that|this|such)\s+(?:an?\s+)?(?:amount|budget|case|change|company|contract|cost|"
    r"date|decision|figure|group|"
    r"meeting|money|number|period|plan|policy|project|report|scheme|service|spend|spending|sum|system|"
    r"team|total|work|agreement|review)\b",
    re.IGNORECASE,
)
_POSSESSIVE = frozenset({"its", "their", "theirs", "itself", "themselves", "his", "her"})
# The body asked is "you" in a letter: what a pronoun stands for is something else.
_ASKED_BODY = frozenset(
    {"council", "authority", "trust", "icb", "board", "organisation", "department", "nhs", "you"}
)
_FEW = 3
_LEFT_OVER = re.compile(r"(?:\w+ed|spent|paid|sent|sold)\b")
_ENDS_BACK = re.compile(
    r"\b(?:about|on|to|for|of|with|from|by)\s+(?:this|that|these|those|it|them)\s*[.?]?$|"
    r"\b(?:did|does|do|was|is|of|for|by)\s+each\b(?=\s*[?.,]|\s+(?:cost|receive|get|have|last|take|pay|"
    r"spend)\b)",
    re.IGNORECASE,
)
# What has done something is no name of it: "Who supplies it", "How many left in the same year".
_DOES = re.compile(r"^(?:and\s+|also\s+)*(?:who|what|when|where|why|how)\s+\w+\s*$", re.IGNORECASE)
_DONE = frozenset(
    """
    left taken given begun held kept lost met sold known grown done seen gone work works replace replaced
    """.split()  # noqa: SIM905
)
_BEEN = re.compile(r"^(what|which)\s+(?:has|have|had)\s+been\b", re.IGNORECASE)
# A period said first goes last, so that what is asked about can be told from it.
_FRONTED = re.compile(
    r"^(?P<when>(?:on|in|as\s+(?:at|of)|during|for|by|since|between|"
    r"from)\b[^?]*?\d{2,4}),?\s+(?P<asks>(?:how|what|which|who|when)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is so far: its number, its words, and the words with the stem of a part before them.

    ``period`` is what its lead-in says of the period; ``parent`` the number of the question it is a part of,
    ``before`` a statement just before it.
    """

    number: str
    whole: str
    words: str
    period: str = ""
    parent: str | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """A question said whole, the number of the one it leans on, and the same without its lead-in's period."""

    standalone: str
    leans_on: str | None = None
    core: str = ""


def said_whole(asked: Sequence[Asked], authorities: Sequence[str] = ()) -> list[Meant]:
    """Every question so that it can be understood alone. ``authorities``: those whose papers are held."""
    earlier = _Earlier()
    for question in asked:
        meant = _meant(question, earlier, authorities)
        whole = f"{question.period}: {meant.standalone}" if question.period else meant.standalone
        earlier.add(question, Meant(whole, meant.leans_on, meant.standalone))
    return earlier.meant


class _Earlier:
    """The questions so far, to be found by their number, written in any way, or by a noun that they hold."""

    def __init__(self) -> None:
        self.meant: list[Meant] = []
        self._pairs: list[tuple[Asked, Meant]] = []
        self._by_number: dict[str, tuple[Asked, Meant]] = {}
        self._by_spelling: dict[str, tuple[Asked, Meant]] = {}
        self._by_noun: dict[str, tuple[Asked, Meant]] = {}

    def add(self, asked: Asked, meant: Meant) -> None:
        pair = (asked, meant)
        self.meant.append(meant)
        self._pairs.append(pair)
        self._by_number[asked.number] = pair
        self._by_spelling.setdefault(_spelt(asked.number), pair)
        self._by_noun.update(dict.fromkeys((stem(word) for word in terms(asked.whole)), pair))

    def numbered(self, number: str | None) -> tuple[Asked, Meant] | None:
        if not number:
            return None
        return self._by_number.get(number) or self._by_spelling.get(_spelt(number))

    def naming(self, noun: str) -> tuple[Asked, Meant] | None:
        """The last one that holds the noun, in the singular or the plural."""
        return self._by_noun.get(stem(noun))

    def last(self) -> tuple[Asked, Meant] | None:
        return self._pairs[-1] if self._pairs else None


def _spelt(number: str) -> str:
    """ "2(a)", "2 a" and "2.a" alike."""
    return re.sub(r"[\s().]", "", number).lower()


def _meant(question: Asked, earlier: _Earlier, authorities: Sequence[str]) -> Meant:
    first = _first_sentence(question.whole)
    named = _named(question, earlier)
    if named is None and not _points_back(first, question):
        return Meant(question.whole, question.parent)
    chosen = named or _leaned_on(question, first, earlier)
    if chosen is None:
        return Meant(_after_statement(question, authorities), question.parent)
    root = _root(chosen, earlier)
    return Meant(_carried(question.whole, root[1].core, authorities), root[0].number)


def _root(chosen: tuple[Asked, Meant], earlier: _Earlier) -> tuple[Asked, Meant]:
    """Where a chain of leaning questions began: that one says what all of them are about."""
    while above := earlier.numbered(chosen[1].leans_on):
        chosen = above
    return chosen


def _first_sentence(text: str) -> str:
    spans = sentences(text, Span(0, len(text)))
    return text[spans[0].start : spans[0].end] if spans else text


def _points_back(first: str, question: Asked) -> bool:
    """Does a question need what was asked before it to be understood?"""
    if (
        _OPENS_BACK.match(first)
        or _ENDS_BACK.search(first)
        or any(not _is_named_inside(first, m) for m in _POINTER.finditer(first))
    ):
        return True
    if question.parent is not None and question.whole == question.words and is_fragment(first):
        return True
    few = len(terms(first)) < _FEW
    return question.parent is None and question.whole == question.words and few and not has_own_subject(first)


def _is_named_inside(question: str, pointer: re.Match[str]) -> bool:
    """Has the sentence itself named what it points at: "children waiting … to inform their plan"?"""
    said = without_asking(question[: pointer.start()])
    if _DOES.match(said):
        return False
    if pointer[0].lower() in _POSSESSIVE:
        return has_own_subject(said)
    words = terms(said) if said.strip() else []
    if pointer[0].lower() == "it" and re.match(r"(?:and\s+|also\s+)*how\s+many\b", said, re.IGNORECASE):
        words = words[1:]
    kept = (word for word in words if word not in _ASKED_BODY | _DONE and not word.endswith("ly"))
    named = " ".join(kept)
    return bool(named) and has_own_subject(named)


def _named(question: Asked, earlier: _Earlier) -> tuple[Asked, Meant] | None:
    """The earlier question that this one names by its number."""
    for match in _NAMED.finditer(question.whole):
        if found := earlier.numbered(match["number"] or match["bare"]):
            return found
    return None


def _leaned_on(question: Asked, first: str, earlier: _Earlier) -> tuple[Asked, Meant] | None:
    """The question that named the thing pointed at ("those packages"), else the one just before."""
    if above := earlier.numbered(question.parent):
        return above
    for match in _POINTING_NOUN.finditer(first):
        noun = match["noun"].lower()
        if noun not in _NO_NOUN and (found := earlier.naming(noun)):
            return found
    return earlier.last()


def _after_statement(question: Asked, authorities: Sequence[str]) -> str:
    """With the statement just before it for its subject, where no question came before."""
    return _carried(question.whole, question.before, authorities) if question.before else question.whole


def _carried(asked: str, earlier: str, authorities: Sequence[str]) -> str:
    """What is asked with the subject of the earlier question; a new period takes the place of the old."""
    turned = _FRONTED.sub(r"\g<asks> \g<when>", _BEEN.sub(r"\1 was", earlier.rstrip(" ?.")))
    before = without_periods(turned) if _NOW.search(asked) else turned
    opened = _SAME_THING.sub("the same", _SAME.sub("", asked).rstrip(" .?"))
    if opened.lower().startswith(("same", "the same")):
        return _meant_by(opened, before, authorities)
    subject = subject_of(before)
    # "Spent on meals" is left over of "How much was spent on meals": then the question itself is clearer.
    if not subject or _LEFT_OVER.match(subject):
        return f"{before.rstrip(' ?.:')}: {asked}"
    meant = _meant_by(asked, before, authorities)
    return meant if _shares(meant, before, asked) else f"About {subject}: {asked}"


def _meant_by(asked: str, before: str, authorities: Sequence[str]) -> str:
    return taken_to_mean(asked, [Turn(question=before, answer="")], authorities).text


def _shares(meant: str, before: str, asked: str) -> bool:
    """Does what was taken to be meant hold words of the earlier question that the new one has not?"""
    known, earlier, own = ({stem(word) for word in terms(text)} for text in (meant, before, asked))
    return bool(known & earlier - own)
