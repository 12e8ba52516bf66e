"""One written sentence is held against its sources: what supports it, or what is wrong with it.

What may support it are the units of the sources. First the facts: every figure, period, authority and
reference of the sentence stands in the words quoted or around them. Of the units that have them, the nearest
by its words says whether the sentence denies it. The rest is weighed (``support``): its words, their meaning,
and the reranker's opinion where there is one. Words of a source are words: what they ask for is not done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations

from assistant.answer import Fault
from assistant.verify import normalise
from assistant.words import fold
from assistant.write.candidates import candidates
from assistant.write.denial import denial
from assistant.write.evidence import Evidence, Source, Verdict
from assistant.write.facts import ELSEWHERE, MissingFact, missing_facts
from assistant.write.names import Names
from assistant.write.otherwise import told_otherwise
from assistant.write.quotable import Candidate, of_one_paper, of_one_table, touch
from assistant.write.rows import fits_label_better, names_both
from assistant.write.support import (
    PLAIN,
    RERANKED,
    Wording,
    figures_held,
    held_by,
    nearness,
    signs,
    wording,
)
from assistant.write.wording import says_something
from ingest.models import Embedder
from ingest.records import StoredText
from ingest.rerank import Reranker

# How many units are held against the facts, how many of those are weighed, and from how many pairs are made.
_LOOKED_AT, _WEIGHED, _PAIRED = 40, 6, 8
# What each word of a unit costs it.
_LONG = 0.003
_LEAD = re.compile(r"^\s*(?:yes|no)\s*(?:[,:;.!–—-]\s*|$)", re.IGNORECASE)
_UNSUPPORTED = "The sources do not say this."
_OTHER_ROW = "The source says this of another row of its table."
# The unit that a table gives its figures in, taken for a figure.
_NO_AMOUNT = re.compile(r"£\s?['’]?0{3}['’]?s?\b")
_UNIT_ALONE = "It gives a unit of money and no amount."
_NOTHING_SAID = "It says nothing that could be checked."
# What leads to a list, and a part of a sentence, says something if it has this many words that do.
_FEWEST = 2
# A sentence may be parted here into two that each have a source of their own, one that names two
# authorities also at a bare "and".
_JOINT = re.compile(
    r"[;,]\s+(?:and|but)\s+|[;,]?\s+(?:while|whereas)\s+|;\s+|(?P<and>\s+and\s+)", re.IGNORECASE
)


class Checker:
    """Checks sentences against sources. One instance serves many threads."""

    def __init__(
        self,
        embedder: Embedder,
        reranker: Reranker | None,
        names: Names,
        texts: Callable[[str], StoredText],
        max_words: int,
    ) -> None:
        """``names`` knows the authorities of the library, ``texts`` gives a document's text by its id."""
        self._embedder = embedder
        self._reranker = reranker
        self._names = names
        self._texts = texts
        self._max_words = max_words

    def check(
        self, sentence: str, sources: Sequence[Source], hint: Sequence[int] = (), asked: str = ""
    ) -> Verdict:
        """What supports ``sentence``, or what is wrong with it.

        ``hint``: numbers of the sources that the writer named; of two that support it equally, one of those
        is taken. A bare "Yes" or "No" says what the question ``asked`` says, and is checked as such; without
        a question it says nothing that could be checked, and neither does "Here is the answer:".
        """
        said = statement(sentence, asked)
        if _NO_AMOUNT.search(said):
            return Verdict(fault=Fault.FIGURE, why=_UNIT_ALONE)
        if not said:
            return Verdict(fault=Fault.UNSUPPORTED, why=_NOTHING_SAID)
        found = candidates(said, sources, self._texts, self._max_words)
        whole = self._verdict(said, found, hint, asked)
        if whole.support or whole.why.endswith(ELSEWHERE):
            return whole
        return self._parted(said, found, hint, asked) or whole

    def _verdict(self, said: str, found: Sequence[Evidence], hint: Sequence[int], asked: str) -> Verdict:
        sentence = wording(said, asked)
        single = _by_nearness([_candidate(sentence, (each,), hint) for each in found])[:_LOOKED_AT]
        if not single:
            return Verdict(fault=Fault.UNSUPPORTED, why=_UNSUPPORTED)
        verbatim = [each for each in single if _stands_in(said, each.quoted)]
        if verbatim:
            return Verdict(verbatim[0].evidence, verbatim=True)
        missing = [self._missing(said, each) for each in single]
        with_facts = [each for each, lost in zip(single, missing, strict=True) if not lost]
        in_row = [each for each in with_facts if not _is_of_other_row(said, each, single)]
        if with_facts and not in_row:
            return Verdict(fault=Fault.FIGURE, why=_OTHER_ROW)
        if in_row:
            otherwise = told_otherwise(said, single, missing, in_row[0])
            return _fault_of(otherwise) if otherwise else self._weighed(sentence, in_row)
        if all(fact.is_elsewhere for fact in missing[0]):
            return _fault_of(missing[0])
        pairs = [each for each in self._pairs(sentence, single, hint) if not self._missing(said, each)]
        return self._weighed(sentence, pairs) if pairs else _fault_of(missing[0])

    def _missing(self, said: str, candidate: Candidate) -> list[MissingFact]:
        rows = candidate.told if any(each.told for each in candidate.evidence) else ""
        return missing_facts(said, candidate.quoted, candidate.around, self._names, rows)

    def _pairs(self, sentence: Wording, single: Sequence[Candidate], hint: Sequence[int]) -> list[Candidate]:
        """Two pieces of one document that together fit an answer, nearest first."""
        found = [
            _candidate(sentence, (one.evidence[0], other.evidence[0]), hint)
            for one, other in combinations(single[:_PAIRED], 2)
            if self._fit_together(sentence.text, one, other)
        ]
        most = single[0].words
        return _by_nearness([each for each in found if each.words > most])

    def _fit_together(self, said: str, one: Candidate, other: Candidate) -> bool:
        if not of_one_paper(one, other) or touch(one, other) or one.size + other.size > self._max_words:
            return False
        are_rows = of_one_table(one, other) and all(each.evidence[0].told for each in (one, other))
        return not are_rows or names_both(said, one.told, other.told)

    def _weighed(self, sentence: Wording, near: Sequence[Candidate]) -> Verdict:
        """The best of the candidates, which have all the facts, if it is good enough; nearest first."""
        agreeing, why = _agreeing(sentence.text, near)
        if not agreeing:
            return Verdict(fault=Fault.POLARITY if why else Fault.UNSUPPORTED, why=why or _UNSUPPORTED)
        scored = self._scores(sentence, agreeing[:_WEIGHED])
        score, best = max(zip(scored, agreeing, strict=False), key=lambda pair: pair[0])
        if score < 0:
            return Verdict(fault=Fault.UNSUPPORTED, why=_UNSUPPORTED)
        return Verdict(best.evidence)

    def _scores(self, sentence: Wording, weighed: Sequence[Candidate]) -> list[float]:
        """The log odds of each candidate."""
        vectors = self._embedder.passages([sentence.text, *(each.quoted for each in weighed)])
        meanings = (vectors[1:] @ vectors[0]).tolist()
        fits: list[float | None] = [None] * len(weighed)
        if self._reranker is not None:
            fits = self._reranker.score(sentence.text, [each.in_context for each in weighed]).tolist()
        weights = RERANKED if self._reranker is not None else PLAIN
        return [
            signs(sentence, each.held, meaning, fit).total(weights)
            for each, meaning, fit in zip(weighed, meanings, fits, strict=True)
        ]

    def _parted(
        self, said: str, found: Sequence[Evidence], hint: Sequence[int], asked: str
    ) -> Verdict | None:
        """A sentence of two parts, each supported wholly by a source of its own; None where it is not."""
        for joint in _JOINT.finditer(said):
            parts = (said[: joint.start()], said[joint.end() :])
            if all(len(wording(part).content) >= _FEWEST for part in parts):
                verdicts = [self._verdict(part, found, hint, asked) for part in parts]
                support = tuple(verdict.support[0] for verdict in verdicts if len(verdict.support) == 1)
                if len(support) != len(parts) or support[0].unit == support[1].unit:
                    continue
                if (not joint["and"] and _alike(*support)) or self._name_their_own(parts, support):
                    return Verdict(support)
        return None

    def _name_their_own(self, parts: Sequence[str], support: Sequence[Evidence]) -> bool:
        """Does each part name the authority whose paper supports it? So do comparisons of two councils."""
        return all(
            self._names.authority_of(each.around) in {name for name, _ in self._names.places(part)}
            for part, each in zip(parts, support, strict=True)
        )


def statement(sentence: str, asked: str) -> str:
    """What is checked of a sentence; "" where it says nothing."""
    plain = normalise(sentence)
    rest = _LEAD.sub("", plain, count=1)
    bare = bool(_LEAD.match(plain)) and not rest
    if bare:
        return f"{asked.rstrip(' ?')}: {plain}" if asked.strip() else ""
    if rest.endswith(":") and len(wording(rest).content) >= _FEWEST:
        rest = rest.rstrip(" :")
    return rest if says_something(rest) and not rest.endswith((":", "?")) else ""


def _candidate(sentence: Wording, evidence: tuple[Evidence, ...], hint: Sequence[int]) -> Candidate:
    held = held_by(evidence)
    size = sum(each.unit.words for each in evidence)
    hinted = any(each.source in hint for each in evidence)
    words = nearness(sentence, held)
    near = words - _LONG * size + _HELD_FIGURES * figures_held(sentence, held) + _HINTED * hinted
    return Candidate(evidence, held, words, near)


def _by_nearness(found: Sequence[Candidate]) -> list[Candidate]:
    """Nearest first; of equals, the first of the sources."""
    return sorted(found, key=lambda each: -each.near)


def _fault_of(missing: Sequence[MissingFact]) -> Verdict:
    return Verdict(fault=missing[0].fault, why=missing[0].why)


def _is_of_other_row(said: str, own: Candidate, others: Sequence[Candidate]) -> bool:
    """Does the label of another row of the same table have more of the sentence's words?"""
    if not own.row_label:
        return False
    rows = [each for each in others if each.row_label and of_one_table(own, each)]
    return any(fits_label_better(said, each.row_label, own.row_label) for each in rows)


def _agreeing(said: str, near: Sequence[Candidate]) -> tuple[list[Candidate], str]:
    """Those that do not deny the sentence; none, and why, if the nearest of all denies it.

    What stands elsewhere and has no less of the sentence's words is believed against it: papers differ.
    """
    against = [denial(said, each.quoted, each.told, each.around) for each in near]
    agreeing = [each for each, why in zip(near, against, strict=True) if not why]
    if not near or not against[0]:
        return agreeing, ""
    elsewhere = [a for a in agreeing if a.words >= near[0].words and not touch(a, near[0])]
    return elsewhere, against[0]


def _stands_in(said: str, quoted: str) -> bool:
    """Is the sentence, word for word, one or more whole sentences of the quoted words?"""
    wanted = fold(said).strip(" .!;")
    return bool(re.search(rf"(?:^|[.!?;…]\s+){re.escape(wanted)}(?=\s*[.!?;]|\s*…|$)", fold(quoted)))


def _alike(one: Evidence, other: Evidence) -> bool:
    """Are both of one authority's papers, so that what the one is about the other may be about too?"""
    return one.hit.document.authority == other.hit.document.authority


# What it is worth to hold four of its figures, and to be named by the writer, where two are equal.
_HELD_FIGURES, _HINTED = 0.004, 0.001
