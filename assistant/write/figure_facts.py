"""Which figures of a sentence do not stand in its source, or stand there for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.answer import Fault
from assistant.question import stems
from assistant.words import STOPWORDS
from assistant.write.alternatives import is_narrowed
from assistant.write.beside import are_exchanged, fits_better, line
from assistant.write.between import stands_between_same
from assistant.write.columns import under_another_period
from assistant.write.equal import Said, are_alike
from assistant.write.figures import Figure, figures, in_unit_of_table, parted
from assistant.write.found import Found, Source
from assistant.write.lengths import lengths
from assistant.write.plain import Span, overlaps, plain
from assistant.write.rates import rate_spans
from assistant.write.sense import Use, other_sense
from assistant.write.settled import is_part_of, settled
from assistant.write.shared_units import with_shared_units
from assistant.write.times import all_times

Spans = Sequence[Span]
_NEAR = 12
# "Its first 12 months" are its first year, and "at least once a year" is every 12 months.
_YEAR = 12
_A_YEAR = re.compile(
    r"\b(?:(?:by|for|of|within|after|over)\s(?:an?|one)|one|first|last|further|full|whole)\s(?:further\s)?year\b"
    r"(?!\s(?:later|earlier|ago|before|after))",
    re.IGNORECASE,
)


def missing_figures(sentence: str, source: Source) -> Iterator[Found]:
    """The figures of the sentence that the source does not give, in order."""
    found = with_shared_units(figures(sentence), sentence)
    own = [figure for figure in found if _counts(figure, sentence)]
    if not own:
        return
    said = Said(sentence, own, f"{source.quoted} {source.around}")
    held = _held(source.told, source.around)
    for figure in own:
        if why := _wrong(figure, said, held, source):
            yield Found(Fault.FIGURE, sentence, figure.span, why)


def has_in_place(sentence: str, quoted: str) -> bool:
    """Has ``quoted``, in place of each figure of the sentence that it lacks, another in the same words?"""
    said = Said(sentence, figures(sentence), quoted)
    held = _held(quoted)
    lost = [figure for figure in said.figures if not any(said.equals(figure, each) for each in held)]
    others = [each for each in held if not any(said.equals(figure, each) for figure in said.figures)]
    return all(
        any(
            are_alike(each, figure) and stands_between_same(sentence, figure.span, quoted, each.span)
            for each in others
        )
        for figure in lost
    )


def gives_others(sentence: str, nearer: str, farther: str) -> bool:
    """Does ``nearer`` give other figures in place of each that the sentence has only from ``farther``?"""
    said = Said(sentence, figures(sentence), f"{nearer} {farther}")
    near = _held(nearer)
    own = [figure for figure in said.figures if not any(said.equals(figure, each) for each in near)]
    others = [each for each in near if not any(said.equals(figure, each) for figure in said.figures)]
    return bool(own) and all(any(are_alike(each, figure) for each in others) for figure in own)


def _counts(figure: Figure, sentence: str) -> bool:
    """ "one of the", "the first" are words rather than figures; "every three months" says how often."""
    is_word = not any(map(str.isdigit, sentence[figure.start : figure.end]))
    says_little = is_word and figure.value == 1 and figure.kind in ("count", "ordinal")
    return not says_little and not overlaps(figure.span, rate_spans(sentence))


@lru_cache(maxsize=2048)
def _held(text: str, headings: str = "") -> tuple[Figure, ...]:
    found = figures(text)
    return (*found, *parted(text), *in_unit_of_table(text, found, headings))


def _wrong(figure: Figure, said: Said, held: Sequence[Figure], source: Source) -> str:
    text = said.sentence[figure.start : figure.end]
    same = [other for other in held if said.equals(figure, other)]
    if not same:
        beside = (*_held(source.quoted), *_asked(source.around))
        elsewhere = any(said.equals(figure, other) for other in beside)
        stands = elsewhere or _is_worked_out(figure, said.sentence, source.quoted)
        return "" if stands else f"{text} does not stand in the source."
    if why := other_sense(Use(figure, said.sentence, same, source.told, source.around)):
        return why
    if _is_most(figure, said.sentence, same, source.told) or is_narrowed(
        said.sentence, figure, source.told, same
    ):
        return f"{text} stands in the source, but for something else."
    if _is_whole_for_part(said.sentence, source.told, same, figure):
        return f"{text} is the whole in the source, and this is said of a part of it."
    if _has_predicate_of_another(figure, said.sentence, same, held, source.told):
        return f"{text} stands in the source, but for something else."
    place = _Place(figure, said.sentence, source.told, settled(said.sentence, source.told, source.around))
    is_misplaced = under_another_period(said.sentence, source.told, same) or place.is_another(same, held)
    return f"{text} stands in the source, but for something else." if is_misplaced else ""


@lru_cache(maxsize=2048)
def _asked(around: str) -> tuple[Figure, ...]:
    """What of the surroundings may be repeated: the figures of a question, spans of time, ordinals."""
    found = _held(around)
    return tuple(each for each in found if each.kind in ("time", "ordinal") or _is_in_question(around, each))


def _is_in_question(text: str, figure: Figure) -> bool:
    # A title or heading on a line of its own is no part of the question below it.
    rest = re.split(r"\n(?=[A-Z])|\s·\s", text[figure.end :])[0]
    return next((sign for sign in rest if sign in ".?!"), "") == "?"


def _is_worked_out(figure: Figure, sentence: str, quoted: str) -> bool:
    """Is it the length of a period whose first and last day are stated, or how many things it lists?"""
    if figure.kind == "time":
        is_year = figure.value == _YEAR and _A_YEAR.search(plain(quoted))
        return figure.unit == "month" and (bool(is_year) or int(figure.value) in lengths(all_times(quoted)))
    in_words = not any(map(str.isdigit, sentence[figure.start : figure.end]))
    return figure.kind == "count" and in_words and figure.value == _listed(sentence[figure.end :])


def _listed(rest: str) -> int:
    """How many things follow a colon, parted by commas and a last "and"."""
    _, colon, items = plain(rest).partition(": ")
    return len(re.split(r",\s+and\s+|;\s+and\s+|[,;]\s+|\s+and\s+", items)) if colon else 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence has a figure, to be held against where its source has it."""

    figure: Figure
    sentence: str
    quoted: str
    settled: frozenset[Decimal]

    def is_another(self, same: Sequence[Figure], held: Sequence[Figure]) -> bool:
        """Does another figure of the source, of the same kind, fit these words of the sentence better?"""
        if self.figure.value in self.settled:
            return False
        own = self._as_written([each for each in same if not _is_in_heading(self.quoted, each)])
        taken = {each.start for each in own}
        rivals: dict[Decimal, list[Span]] = {}
        for each in held:
            alike = are_alike(each, self.figure) and each.value not in (self.figure.value, *self.settled)
            if alike and each.start not in taken and not _is_in_heading(self.quoted, each):
                rivals.setdefault(each.value, []).append(each.span)
        if own and self._is_given_with_its_own(own, held):
            # Two that are both given may have changed places with all that stands beside them.
            given = {each.value for each in figures(self.sentence)}
            rivals = {value: spans for value, spans in rivals.items() if value in given}
        there = [each.span for each in own]
        return bool(own) and any(self._fits(value, there, rival) for value, rival in rivals.items())

    def _is_given_with_its_own(self, same: Sequence[Figure], held: Sequence[Figure]) -> bool:
        """Is it given with the figure that stands right beside it in the source: "(55%, £2.30 million)", or
        with the very words behind it there?"""
        ours = [each for each in figures(self.sentence) if each.kind != self.figure.kind]
        beside = [
            other
            for one in same
            for other in held
            if other.kind != one.kind
            and _JOINED.fullmatch(plain(self.quoted)[min(one.end, other.end) : max(one.start, other.start)])
        ]
        given = [each for each in ours if any(each.kind == o.kind and each.value == o.value for o in beside)]
        nearest = min(ours, key=lambda each: abs(each.start - self.figure.start), default=None)
        return nearest in given or self._has_own_predicate(same, held)

    def _has_own_predicate(self, same: Sequence[Figure], held: Sequence[Figure]) -> bool:
        own = _predicate(self.sentence, self.figure)
        ours = max((len(own & _predicate(self.quoted, each)) for each in same), default=0)
        rivals = (each for each in held if are_alike(each, self.figure) and each.value != self.figure.value)
        theirs = max((len(own & _predicate(self.quoted, each)) for each in rivals), default=0)
        return " | " not in self.quoted and ours >= _TELLING and 2 * ours >= len(own) and ours > 2 * theirs

    def _as_written(self, same: Sequence[Figure]) -> Sequence[Figure]:
        written = plain(self.sentence)[self.figure.start : self.figure.end]
        return [each for each in same if plain(self.quoted)[each.start : each.end] == written] or same

    def _fits(self, value: Decimal, there: Sequence[Span], rival: Sequence[Span]) -> bool:
        said, told = line(_without_whole(self.sentence)), line(self.quoted)
        ours = with_shared_units(_held(self.sentence), self.sentence)
        alike = [each for each in ours if are_alike(each, self.figure)]
        own = [each.span for each in alike if each.value == self.figure.value] or [self.figure.span]
        if given := [each for each in alike if each.value == value]:
            spans = [each.span for each in given]
            is_part = any(is_part_of(self.figure, each, self.sentence) for each in given)
            is_apart = not (is_part or self._are_joined(own, spans, there, rival))
            return is_apart and are_exchanged(said, told, own, spans, there, rival)
        others = [each.span for each in alike if each.value != self.figure.value]
        return fits_better(said, told, own, there, rival, others)

    def _are_joined(self, own: Spans, other: Spans, there: Spans, rival: Spans) -> bool:
        """Do the same few words stand between the two in both: "64 of 331"?"""
        return bool(_between(self.sentence, own, other) & _between(self.quoted, there, rival))


def _between(text: str, ones: Spans, others: Spans) -> set[str]:
    """What stands between two figures, one right after the other; the second's place tells their order."""
    said = plain(text).lower()
    found = {said[a[1] : b[0]] + ">" for a in ones for b in others if 0 < b[0] - a[1] <= _NEAR}
    found |= {said[b[1] : a[0]] + "<" for a in ones for b in others if 0 < a[0] - b[1] <= _NEAR}
    return {words for words in found if re.search("[a-z]", words)}


# "Of the open cases, 780 were ...": these words are of the whole, and not of the figure.
_OF_WHOLE = re.compile(r"^\W*(?:of|among)\s(?:the|those|these)\s[^,.;]{0,80},", re.IGNORECASE)
_PART = re.compile(
    r"(?:^|[.;,…]\s)(?:of\s(?:these|those|them|whom|which|this)\b|including\b)[^.;…]*|"
    # "received 640 and accepted 512 of them"
    r"\b(?:and|but)\s[^.;…,\d]{0,40}\d[\d,.]*\sof\s(?:these|those|them)\b[^.;…]*",
    re.IGNORECASE,
)


def _without_whole(sentence: str) -> str:
    found = _OF_WHOLE.match(sentence)
    return sentence if not found else " " * found.end() + sentence[found.end() :]


def _is_whole_for_part(sentence: str, quoted: str, same: Sequence[Figure], own: Figure) -> bool:
    """Does the sentence say of a whole what its source says of a part of it ("18 waited; of these, 5")?"""
    said, said_figures = stems(_without_whole(sentence)), figures(sentence)
    for part in _PART.finditer(quoted):
        rivals = [each for each in _held(quoted) if part.start() <= each.start < part.end()]
        alike = [each for each in rivals if are_alike(each, own)]
        if not alike or any(part.start() <= each.start < part.end() for each in same):
            continue
        if any(
            each.kind == other.kind and each.value == other.value for each in rivals for other in said_figures
        ):
            continue
        strange = stems(part[0]) - stems(quoted[: part.start()]) - stems(quoted[part.end() :]) - STOPWORDS
        if strange & said and all(each.start < part.start() for each in same):
            return True
    return False


# Up to here the words behind a figure say what it is the number of: "71% were boys, 58% were aged 8 to 13".
_PREDICATE_ENDS = re.compile(
    r"[,;:.!?()|…\n]|\d|\s(?:and|but|while|whereas|against|compared)\s", re.IGNORECASE
)
# How far such words reach; how many of them tell that it is the same one; what parts two given as one.
_PREDICATE, _TELLING = 60, 3
_JOINED = re.compile(r"\s?[,(]\s?")


def _has_predicate_of_another(
    figure: Figure, sentence: str, same: Sequence[Figure], held: Sequence[Figure], told: str
) -> bool:
    """Is it said, right behind it, of what in the source only another figure is said of?

    Asked of shares and bare numbers in prose: in a row the headings tell.
    """
    if " | " in told or figure.kind not in ("share", "count") or figure.nouns:
        return False
    own = _predicate(sentence, figure)
    if not own or any(own & _predicate(told, each) for each in same):
        return False
    rivals = [each for each in held if are_alike(each, figure) and each.value != figure.value]
    given = {each.value for each in figures(sentence)}
    return any(own <= _predicate(told, each) for each in rivals if each.value not in given)


def _predicate(text: str, figure: Figure) -> set[str]:
    behind = plain(text)[figure.end : figure.end + _PREDICATE]
    return stems(_PREDICATE_ENDS.split(behind)[0]) - STOPWORDS - _WHOM


_WHOM = frozenset(("whom", "were", "was", "said", "say"))


def _is_in_heading(text: str, figure: Figure) -> bool:
    """Does the figure stand in the heading of a row's cell: the 40 of "| Price (of 40): 36.2"?"""
    before, after = text[: figure.start], text[figure.end :]
    return " | " in before and bool(re.match(r"[^;|…:]{0,30}:\s", after)) and before.rstrip()[-1:] != ":"


_OF_MOST = re.compile(r"\b(?:of|maximum|possible|up\sto|from|to)\s£?$", re.IGNORECASE)


def _is_most(figure: Figure, sentence: str, same: Sequence[Figure], told: str) -> bool:
    """Is it the most that a column allows ("Price (of 40): 36.2"), and given as what somebody has?"""
    in_headings = all(_is_in_heading(told, each) and _OF_MOST.search(told[: each.start]) for each in same)
    return in_headings and not _OF_MOST.search(sentence[: figure.start])
