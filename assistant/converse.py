"""A question in a conversation, taken to mean one that can be understood, and answered, by itself.

No language model takes part. What is made of a question is shown to the reader, who can ask in other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.mentions import names_of, periods_in, without_periods
from assistant.question import Part, parts_of
from assistant.subject import OPENER, has_own_subject, in_sentence, subject_of
from assistant.swap import Swap, fragment_of
from assistant.words import terms

_NEW_TOPIC = re.compile(
    r"^(?:separately|moving on|changing (?:the )?(?:subject|topic)|something (?:else|different)|"
    r"(?:on )?another (?:question|matter|subject|topic)|new (?:topic|subject|question)|"
    r"(?:on )?(?:an?|one) (?:different|new|separate|unrelated) (?:note|matter|topic|subject|point|question)"
    r")\b[\s,:;.–-]*",
    re.IGNORECASE,
)
_THINGS = (
    r"(?:amount|budget|case|change|company|contract|council|cut|date|day|decision|figure|firm|group|increase|meeting|"
    r"money|number|period|plan|point|policy|programme|project|report|scheme|service|sum|team|total|work)"
)
# "that" and "those" point back unless they join a clause or introduce one of their own: "those who wait".
_BACK = re.compile(
    "|".join(
        (
            r"\b(?:they|them|their|theirs|he|she|him|her|his|its|itself|themselves)\b",
            r"\b(?:the (?:same|latter|former|others?|rest)|which ones?|that ones?)\b",
            r"\bit\b(?!\s+(?:is|was|true)\s+(?:true|that)\b)",
            r"\b(?:these|those)\b(?!\s+(?:who|whose|with|without|that|which|in|of|on|aged|over|under|waiting|"
            r"eligible|days)\b)",
            r"\bthat\b(?=\s*(?:[?.,;!]|$)|\s+(?:many|much)\b)|['’]s (?:that|this)\b",
            r"\b(?:is|was|were|did|does|do|will|would|can|of|for|than|before|after|about|by|to) "
            r"(?:that|this)\b(?! (?:year|month|week|financial|morning)\b)",
            rf"\b(?:that|this) {_THINGS}\b",
            r"\bthat (?:autumn|month|quarter|spring|summer|time|week|winter|year)\b",
            r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\bthere\b"
            r"(?!\s+(?:is|are|was|were|be|been|will)\b)",
        )
    ),
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r",|(?<=\s)(?:and|but|if|when|while|because|since|that|which|who|before|after)\b", re.IGNORECASE
)
_OWN = ("its", "their", "theirs", "itself", "themselves", "his", "her")
_ASKING_NOUN = re.compile(r"^(?:which|what|how many|how much)\b", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:(?:until|since|from|by|for|at|in|to|and)\s+)*(?:when|where|why|who(?:m|se)?|"
    r"how(?:\s+(?:much|many|long|often|so|soon))?)(?:\s+not)?$",
    re.IGNORECASE,
)
_ASKED_FOR_NAME = re.compile(
    r"\b(?:who|whom|(?:which|what)(?:\s+\w+){0,3}?\s+(?:body|company|council|contractor|firm|organisation|"
    r"person|provider|supplier|system|trust|charity|product|software))\b",
    re.IGNORECASE,
)
_SOMEONE = re.compile(
    r"\b(?:it|its|they|them|their|he|she|him|her|his|(?:that|this) (?:company|firm|provider))\b", re.I
)
_WHAT_ABOUT = re.compile(r"^(?:what|how) about\b", re.IGNORECASE)
# Terms of a question that goes on with "And", or that points back; a longer one says what it is about.
_MOST_ADDED, _MOST_POINTING, _FEW = 6, 12, 3


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question was taken to mean. ``text`` is all of it, to be shown and searched for.

    ``asked`` is what is asked for, ``about`` the subject taken over from earlier; empty if it stands alone.
    """

    text: str
    asked: str
    about: str = ""

    @property
    def subject(self) -> str:
        """What the next question may lean on."""
        return self.about or subject_of(self.asked)

    def parts(self) -> list[Part]:
        """The separate things asked for; what was asked earlier is not asked again."""
        return parts_of(self.asked, self.about)


def taken_to_mean(question: str, history: Sequence[Turn], authorities: Sequence[str] = ()) -> Meant:
    """The question by itself. Each earlier one was taken in the light of those before it.

    ``authorities``: those whose papers are held, so that one can take another's place.
    """
    before, answer = None, ""
    for turn in history:
        before, answer = _meant(turn.question, before, answer, authorities), turn.answer
    return _meant(question, before, answer, authorities)


def _meant(question: str, before: Meant | None, answer: str, authorities: Sequence[str]) -> Meant:
    given = " ".join(question.split())
    if before is None:
        return Meant(given, given)
    opened = OPENER.sub("", given)
    alone = _NEW_TOPIC.sub("", opened)
    if alone != opened:
        return _by_itself(alone or given)
    return _replaced(opened, before, authorities) or (
        _leaning(opened, before, answer, authorities) if leans(given) else _by_itself(given)
    )


def _by_itself(question: str) -> Meant:
    shown = question[:1].upper() + question[1:]
    return Meant(shown, shown)


def _replaced(opened: str, before: Meant, authorities: Sequence[str]) -> Meant | None:
    """The earlier question with what the new one only names in place of what it named itself."""
    fragment = fragment_of(opened)
    swap = Swap(fragment, before.text, authorities) if fragment else None
    return Meant(swap(before.text), swap(before.asked), swap(before.about)) if swap else None


def _leaning(opened: str, before: Meant, answer: str, authorities: Sequence[str]) -> Meant:
    """What is asked now, about what was asked earlier."""
    fragment = fragment_of(opened)
    asked = f"what about {fragment}?" if fragment and not _BARE.match(fragment) else in_sentence(opened)
    subject = _of_now(before.subject, opened, authorities)
    if _BARE.match(asked.rstrip("?")):
        return Meant(f"{before.text.rstrip(' ?.')}, and {asked.rstrip('?')}?", asked, subject)
    found = _name_given(before.asked, answer) if _SOMEONE.search(opened) else ""
    about = ", ".join(part for part in (found, subject) if part)
    return Meant(f"About {about}: {asked}", asked, about) if about else _by_itself(opened)


def _of_now(subject: str, asked: str, authorities: Sequence[str]) -> str:
    """The earlier subject without its period or authority where the new question names another."""
    if periods_in(asked):
        subject = without_periods(subject)
    for name in _authorities_of(asked, authorities)[:1]:
        subject = (
            Swap(name, subject, authorities)(subject) if _authorities_of(subject, authorities) else subject
        )
    return subject


def _authorities_of(text: str, authorities: Sequence[str]) -> list[str]:
    return [name.text for name in names_of(text, authorities) if name.kind == "authority"]


def _name_given(earlier: str, answer: str) -> str:
    """The name that the earlier answer gave, where the earlier question asked who or which."""
    if not _ASKED_FOR_NAME.search(earlier):
        return ""
    known = {word.lower() for word in terms(earlier)}
    for name in names_of(f"… {answer}"):
        words = {word.lower() for word in name.text.split()}
        if len(words) > 1 and not words <= known:
            return name.text
    return ""


def leans(question: str) -> bool:
    """Does the question point back to something said before, or ask too little by itself?"""
    count = len(terms(question))
    if count <= _MOST_ADDED and (OPENER.sub("", question) != question or _WHAT_ABOUT.match(question)):
        return True
    if count <= _MOST_POINTING and any(
        not _is_answered_inside(question, m) for m in _BACK.finditer(question)
    ):
        return True
    return count < _FEW and not has_own_subject(question)


def _is_answered_inside(question: str, pointer: re.Match[str]) -> bool:
    """Has the question itself named what the pronoun stands for: "How does the Council check its figures?".

    A thing that is asked for is not known yet: in "Which directorate, and how much of its budget" it is not
    "its" but the directorate of what was said before.
    """
    said = question[: pointer.start()].strip()
    if not terms(said) or _ASKING_NOUN.match(said) or not has_own_subject(said):
        return False
    possessive = pointer[0].lower() in _OWN
    personal = pointer[0].lower() in ("it", "they", "them", "he", "she", "him")
    return possessive or (personal and bool(_CLAUSE.search(said)))
