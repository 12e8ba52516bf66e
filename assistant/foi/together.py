"""The questions of one letter matched together, as an officer reads them.

A question that goes on from the one before is put with it. An answer that an earlier question of the letter
asks for more plainly is that question's. A response that answers other questions of the letter is likelier
to answer this one too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.foi.match import Matched, Matcher
from assistant.foi.parts import own_parts, own_words, speaks_of
from assistant.foi.precedents import timeless
from assistant.foi.request import RequestQuestion
from assistant.foi.timing import Times, times_asked
from ingest.document import DocumentKind

# What is taken off for an answer that an earlier question asks for; what is added for the response that
# answers the other questions, and for the answer there that follows the one to the question before.
_CLAIMED, _SAME_RESPONSE, _IN_TURN = 4.0, 3.0, 1.5
# What a response gains that is nearest to so many questions of a letter, with another answer to each.
_NEAREST_RESPONSE, _SEVERAL = 1.0, 3
# A question of so many words of its own can be understood by itself.
_WORDS, _OWN_WORDS = 6, 2
_LEANS = re.compile(
    r"^\W*(?:and|or|also|if\s+so|if\s+not|if\s+yes)\b|"
    r"\b(?:them|those|these|that|it|its|they|their|this|there|ones?|each|such|the\s+(?:same|former|latter))\b",
    re.IGNORECASE,
)
# What goes on from the question before asks about its time too.
_SAME_TIME = re.compile(
    r"^\W*(?:and\s+)?(?:(?:what\s+about|how\s+about|of|for)\s+(?:them|those|these|one|ones)|and\s+(?:for|of))\b|"
    r"\bthat\s+(?:day|week|month|quarter|year|time|date|period)\b|\b(?:those|these)\s+(?:years|months|dates)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with how it is worded to be compared, the times it asks about and what matches it.

    ``leans``: words of another question are compared with it.
    """

    question: RequestQuestion
    times: Times
    leans: bool
    matches: tuple[Matched, ...]

    def worth_of(self, matched: Matched) -> float | None:
        """The worth of the same prior answer here, or None where it is not among the matches."""
        same = (each.worth for each in self.matches if each.prior.id == matched.prior.id)
        return next(same, None)


def matched_together(
    matcher: Matcher, questions: Sequence[RequestQuestion], authority: str | None, received: date
) -> dict[str, Asked]:
    """Each question of a letter by its id, with its matches: those that answer, then the nearest."""
    asked = [_asked(matcher, question, questions, authority, received) for question in questions]
    apart = [_unclaimed(each, asked[:at]) for at, each in enumerate(asked)]
    raised = _about_one_response(apart)
    nearer = [_supported(each, raised) for each in raised]
    before = [None, *nearer]
    return {
        each.question.id: _in_turn(matcher, each, earlier)
        for each, earlier in zip(nearer, before, strict=False)
    }


def wordings(question: RequestQuestion, beside: Sequence[RequestQuestion]) -> tuple[str, ...]:
    """How a question is worded to be compared: as it stands by itself, by its parts, in its own words where
    these are enough, and after the question before it where they lean on something."""
    parts = own_parts(question, beside)
    found = [" ".join(parts), *parts]
    if len(question.text.split()) >= _WORDS and len(own_words(question.text)) >= _OWN_WORDS:
        found.append(question.text)
    before = _before(question, beside)
    if before and _goes_on(question):
        known = before.text if len(own_words(before.text)) >= _OWN_WORDS else before.standalone
        found.append(f"{known} {question.text}")
    return tuple(dict.fromkeys(found))


def _before(question: RequestQuestion, beside: Sequence[RequestQuestion]) -> RequestQuestion | None:
    at = next((at for at, each in enumerate(beside) if each.id == question.id), 0)
    return beside[at - 1] if at else None


def _goes_on(question: RequestQuestion) -> bool:
    """Does it lean on what was asked before? A part that stands under its stem does not."""
    if "." in question.number and question.text != question.standalone:
        return False
    return bool(_LEANS.search(question.text)) or len(own_words(question.text)) < _OWN_WORDS


def _asked(
    matcher: Matcher,
    question: RequestQuestion,
    beside: Sequence[RequestQuestion],
    authority: str | None,
    received: date,
) -> Asked:
    worded = wordings(question, beside)
    carried = worded[-1] if _SAME_TIME.search(question.text) else worded[0]
    times = times_asked(question.text, carried, received)
    best: dict[str, Matched] = {}
    for wording in worded:
        for each in matcher.find(wording, authority, times):
            held = best.get(each.prior.id)
            if held is None or each.worth > held.worth:
                best[each.prior.id] = each
    leans = question.text != question.standalone or _goes_on(question)
    return Asked(question, times, leans, in_order(tuple(best.values())))


def in_order(matches: Sequence[Matched]) -> tuple[Matched, ...]:
    """The authority's own that are taken to answer, then all others, the nearest first."""
    return tuple(
        sorted(matches, key=lambda each: (not (each.worth >= 0 and each.same_authority), -each.order))
    )


def _unclaimed(asked: Asked, earlier: Sequence[Asked]) -> Asked:
    """With less worth for what only the words of an earlier question match.

    What a question asks in no words of its own ("and in 2024/25?"), or in words that the answer has, is not
    the earlier question's alone.
    """
    own = own_words(timeless(asked.question.text))
    if not asked.leans or not own:
        return asked
    kept = [
        replace(each, worth=each.worth - _CLAIMED)
        if _is_claimed(each, earlier) and not speaks_of(each, own)
        else each
        for each in asked.matches
    ]
    return replace(asked, matches=in_order(kept))


def _is_claimed(matched: Matched, earlier: Sequence[Asked]) -> bool:
    there = [worth for each in earlier if (worth := each.worth_of(matched)) is not None]
    return any(worth >= max(0.0, matched.worth) for worth in there)


def _about_one_response(asked: Sequence[Asked]) -> list[Asked]:
    """With more worth for the response to which most questions come nearest, each to another answer.

    Three or more have to, and half of the letter: then even words quite unlike its own ask for what it told.
    """
    nearest = [each.matches[0] for each in asked if each.matches and each.matches[0].same_authority]
    letters = [each for each in nearest if each.prior.answered.kind != DocumentKind.DATASET]
    answers = {(each.prior.answered.document_id, each.prior.id) for each in letters}
    counts = Counter(document for document, _ in answers)
    enough = max(_SEVERAL, len(asked) / 2)
    one = next((name for name, count in counts.most_common(1) if count >= enough), None)
    return [replace(each, matches=in_order([_raised(m, one) for m in each.matches])) for each in asked]


def _raised(matched: Matched, response: str | None) -> Matched:
    is_it = matched.prior.answered.document_id == response
    return replace(matched, worth=matched.worth + _NEAREST_RESPONSE) if is_it else matched


def _supported(asked: Asked, all_asked: Sequence[Asked]) -> Asked:
    """With more worth for the response that answers the other questions of the letter, but not for the very
    answers that these have taken."""
    others = [each for each in all_asked if each is not asked]
    answering = [_response_of(each) for each in others]
    counts: Mapping[str, int] = {name: answering.count(name) for name in answering if name}
    share = {name: count / max(2, len(others)) for name, count in counts.items()}
    taken = {each.matches[0].prior.id for each in others if _response_of(each)}
    raised = [
        each
        if each.worth < 0 and each.prior.id in taken
        else replace(
            each, worth=each.worth + _SAME_RESPONSE * share.get(each.prior.answered.document_id, 0.0)
        )
        for each in asked.matches
    ]
    return replace(asked, matches=in_order(raised))


def _in_turn(matcher: Matcher, asked: Asked, before: Asked | None) -> Asked:
    """With more worth for the answer that follows the one given to the question that this goes on from."""
    if before is None or not asked.leans or _response_of(before) is None:
        return asked
    following = matcher.next_to(before.matches[0].prior)
    raised = [
        replace(each, worth=each.worth + _IN_TURN) if each.prior.id == following else each
        for each in asked.matches
    ]
    return replace(asked, matches=in_order(raised))


def _response_of(asked: Asked) -> str | None:
    """The authority's own response that answers a question; a log is no response of one letter."""
    first = asked.matches[0] if asked.matches else None
    if first is None or first.worth < 0 or first.same_authority is not True:
        return None
    return None if first.prior.answered.kind == DocumentKind.DATASET else first.prior.answered.document_id
