"""Which question of a letter was found, and which candidate is an expected prior answer.

Numbers and words are folded by this suite's own rules, to share no mistake with what it measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.foi.coverage import Candidate
from assistant.foi.request import RequestQuestion
from eval.foi.cases import ExpectedDocument, ExpectedPrior, ExpectedQuestion
from eval.gold import stem_of
from eval.text import plain

# Words that may stand before a question's own beginning ("Dear council, could you tell me …").
_LEAD = 10
_CALLED = re.compile(r"^(?:question|q)(?=[\W\d])")
_PART = re.compile(r"\d+|[a-z]+")
_WORD = re.compile(r"\w+")


def fold_number(number: str) -> str:
    """ "Q3", "3." and "Question 3" as "3"; "3(a)", "3a" and "3.a" as "3.a"."""
    return ".".join(_PART.findall(_CALLED.sub("", plain(number))))


def begins_with(text: str, beginning: str) -> bool:
    """Does ``text`` begin so, at most ten words of courtesy before it?"""
    words, wanted = _WORD.findall(plain(text)), _WORD.findall(plain(beginning))
    places = range(min(_LEAD, len(words) - len(wanted)) + 1)
    return any(words[place : place + len(wanted)] == wanted for place in places)


def match_questions(
    expected: Sequence[ExpectedQuestion], found: Sequence[RequestQuestion]
) -> dict[str, RequestQuestion]:
    """Number of an expected question -> the one found for it: number and beginning alike, each taken once."""
    left = list(found)
    matched: dict[str, RequestQuestion] = {}
    for wanted in expected:
        same = next((each for each in left if _is_same(wanted, each)), None)
        if same is not None:
            left.remove(same)
            matched[wanted.number] = same
    return matched


def _is_same(wanted: ExpectedQuestion, found: RequestQuestion) -> bool:
    return fold_number(wanted.number) == fold_number(found.number) and begins_with(found.text, wanted.begins)


def is_prior(expected: ExpectedPrior, candidate: Candidate) -> bool:
    """Is the candidate the prior answer that is expected (in a twin of its document too)?"""
    prior = candidate.prior
    if prior is None or not _is_of(expected.document, prior.answered):
        return False
    if expected.asked:
        return plain(expected.asked) in plain(prior.asked)
    return fold_number(expected.question) == fold_number(prior.number)


def is_published(expected: Sequence[ExpectedDocument], candidate: Candidate) -> bool:
    """Is the candidate a passage of one of the documents?"""
    cited = candidate.published
    return cited is not None and any(_is_of(each.document, cited) for each in expected)


def _is_of(document: str, citation: Citation) -> bool:
    return document in {stem_of(source) for source in (citation.source, *citation.also_in)}
