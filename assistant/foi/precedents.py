"""Prior answers ready to be compared with a question: their questions' vectors and words, kept in memory."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.acronyms import Acronyms
from assistant.foi.prior_answers import Precedent
from assistant.periods import strip_periods
from assistant.question import sought_stems, stem, stems
from ingest.models import Embedder, Vectors

# The day of a month goes with "on", "as at" and the like before it.
_BEFORE_TIME = re.compile(
    r"\s*\b(?:(?:as\s+)?(?:at|of|on)|in|for|during)(?:\s+the)?(?:\s+(?:financial\s+)?years?)?\s*$",
    re.IGNORECASE,
)


def timeless(question: str) -> str:
    """A question without the times that it names: asked of another year it is like itself all the same."""
    kept = [_BEFORE_TIME.sub("", piece) for piece in strip_periods(question).split("  ")]
    return re.sub(r"\s+([?.,;])", r"\1", " ".join(" ".join(kept).split()))


# What questions of every topic ask for and about, by stem.
GENERIC = frozenset(
    stems(
        """
        number total amount average mean figure cost price spend spent expenditure pay paid fund budget
        charge value people person adult child children resident patient user staff officer wait list
        longer time date start end begin finish expire soon quick last worth annual yearly each many
        contract provide provider supplier supply company name year month quarter week day council
        authority trust board service local current much receive give make use hold run work case rate
        per long
        """
    )
)
_READ_WORDS = 40
_ACRONYM = re.compile(r"\b[A-Z]{2,6}s?\b")
_NO_TOPIC = frozenset(
    ("nhs", "icb", "ccg", "foi", "foia", "eir", "uk", "gp", "it", "vat", "la", "las", "faq", "no")
)


def _acronyms_in(question: str) -> set[str]:
    """The stems of the acronyms by which a question names its topic."""
    found = (match.group().removesuffix("s").lower() for match in _ACRONYM.finditer(question))
    return {stem(each) for each in found if each not in _NO_TOPIC}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question a prior answer is. ``meaning``: cosine of the questions. ``answer``: cosine of the
    question and the answer with its question. ``share``: of the question's words, weighted by rarity, those
    that the earlier question has; ``shared``: the same the other way round; ``told``: those that question or
    answer have; ``topic``: the same of its rarer words alone. ``apart``: the two speak of different things,
    however alike they are put.
    """

    meaning: float
    answer: float
    share: float
    shared: float
    told: float
    topic: float
    apart: bool


class PrecedentIndex:
    """The prior answers of a library as it stood when this was made."""

    def __init__(self, precedents: Sequence[Precedent], embedder: Embedder, acronyms: Acronyms) -> None:
        self.precedents = list(precedents)
        self._acronyms = acronyms
        bare = [self.spelt_out(each.searched) for each in self.precedents]
        under = [
            f"{timeless(each.subject)}: {words}" for each, words in zip(self.precedents, bare, strict=True)
        ]
        self._asked = embedder.passages([self.spelt_out(each.prior.asked) for each in self.precedents])
        self._searched = embedder.passages(bare)
        self._under = embedder.passages(under)
        self._told = embedder.passages([self.told(at) for at in range(len(self.precedents))])
        self._searched_stems = [self.stems_of(f"{each.subject} {each.searched}") for each in self.precedents]
        self._told_stems = [
            self.stems_of(f"{each.subject} {each.searched} {each.prior.answered.quote}")
            for each in self.precedents
        ]
        self._named = [_acronyms_in(each.prior.asked) for each in self.precedents]
        self._counts = Counter(word for held in self._told_stems for word in held)

    def spelt_out(self, question: str) -> str:
        """A question as it is compared: its times left out, its acronyms with what they stand for."""
        return self._acronyms.expanded(timeless(question))

    def told(self, at: int) -> str:
        """The question with its answer and those that it points to, or how these begin: a long answer tells
        much that was never asked."""
        each = self.precedents[at]
        quotes = [each.prior.answered.quote, *(followed.quote for followed in each.prior.followed)]
        answer = " ".join(" ".join(quotes).split()[:_READ_WORDS])
        return self.spelt_out(f"{each.subject}: {each.searched}\n{answer}")

    def likenesses(
        self, question: str, vector: Vectors, leave_out: frozenset[str] = frozenset()
    ) -> list[Likeness]:
        """How like each prior answer is to a question; ``leave_out``: stems that tell nothing apart."""
        if not self.precedents:
            return []
        meanings = np.max([held @ vector for held in (self._asked, self._searched, self._under)], axis=0)
        answers = self._told @ vector
        wanted = sought_stems(question) - leave_out
        topic = wanted - GENERIC
        asked = self.stems_of(question)
        return [
            Likeness(
                float(meanings[at]),
                float(answers[at]),
                self._share(wanted, self._searched_stems[at]),
                self._share(self._own(at) - leave_out, asked),
                self._share(wanted, self._told_stems[at]),
                self._share(topic, self._told_stems[at]) if topic else 1.0,
                self._is_apart(at, topic, asked),
            )
            for at in range(len(self.precedents))
        ]

    def _is_apart(self, at: int, topic: set[str], asked: set[str]) -> bool:
        """Has neither question any of the other's topic, or the request none of the things that the other
        names by acronym, while each says something that the other does not?"""
        missing = topic - self._told_stems[at]
        own = self._own(at) - GENERIC
        if topic and missing == topic and own and not own & asked:
            return True
        return bool(missing and self._named[at] and not self._named[at] & asked)

    def _own(self, at: int) -> set[str]:
        return sought_stems(timeless(self.precedents[at].prior.asked))

    def stems_of(self, text: str) -> set[str]:
        """The stems of a text in every way in which its acronyms are written."""
        return stems(self._acronyms.both_ways(text))

    def _share(self, wanted: set[str], held: set[str]) -> float:
        total = sum(map(self._rarity, wanted))
        return sum(self._rarity(word) for word in wanted & held) / total if total else 0.0

    def _rarity(self, word: str) -> float:
        return math.log(1 + (len(self.precedents) + 1) / (1 + self._counts[word]))
