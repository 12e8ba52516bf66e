"""Which facts of a written sentence do not stand in a source: figures, times, names and references.

Both are read in the same way, so that equal facts are equal however they are written; what is left is
different. A figure must stand in the words to be quoted; what surrounds them may state the times, names and
references, and the figures of the question that they answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from assistant.answer import Fault
from assistant.question import stem
from assistant.write.beside import are_exchanged, fits_better, line
from assistant.write.figures import Figure, figures, in_unit_of_table, parted
from assistant.write.keyed import told_together
from assistant.write.names import Names
from assistant.write.plain import Span, plain
from assistant.write.rates import (
    is_each,
    is_total,
    rate_before,
    rate_of,
    rates,
    says_each,
    says_together,
    spans_of_time,
    unknown_rates,
)
from assistant.write.references import held_references, references, spans
from assistant.write.rows import lined_up
from assistant.write.times import Time, all_times, is_stated, is_turned, times

__all__ = ["MissingFact", "Names", "missing_facts"]


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact as the sentence has it, what kind it is, and in one line why it does not stand."""

    fault: Fault
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    missing: MissingFact


def missing_facts(sentence: str, quoted: str, around: str, names: Names, rows: str = "") -> list[MissingFact]:
    """The facts of ``sentence`` that do not stand in a source, in reading order; empty where all do.

    ``quoted`` are the words to be quoted, ``around`` what surrounds them: the document's title, authority,
    date and reference, the headings over them, the question that they answer. ``rows``: the quotation once
    more, the rows of tables in it told by ``assistant.write.rows.with_headings``, where it has any.
    """
    if plain(sentence) in plain(quoted):
        return []
    told = rows or told_together(lined_up(quoted))
    quoted = f"{quoted}\n{rows}" if rows else quoted
    found = [
        *_references(sentence, quoted, around, names),
        *_times(sentence, quoted, told, around),
        *_figures(sentence, quoted, told, around),
        *_names(sentence, quoted, around, names),
    ]
    return [each.missing for each in sorted(found, key=lambda each: each.start)]


def _missing(fault: Fault, sentence: str, start: int, end: int, why: str = "") -> _Found:
    text = sentence[start:end]
    return _Found(start, MissingFact(fault, text, why or f"{text} does not stand in the source."))


def _references(sentence: str, quoted: str, around: str, names: Names) -> Iterator[_Found]:
    own = references(sentence)
    if not own:
        return
    expanded = f"{names.expanded(quoted)} {names.expanded(around)}"
    held = held_references(quoted, around, expanded)
    yield from (
        _missing(Fault.REFERENCE, sentence, each.start, each.end) for each in own if not held.has(each)
    )


def _times(sentence: str, quoted: str, told: str, around: str) -> Iterator[_Found]:
    own = times(sentence)
    held = (*all_times(quoted), *all_times(around)) if own else ()
    for each in own:
        text = sentence[each.start : each.end]
        if not is_stated(each, held):
            yield _missing(Fault.PERIOD, sentence, each.start, each.end)
        elif other := _instead(each, own, quoted):
            why = f"The source does not say it of {text} but of {other}."
            yield _missing(Fault.PERIOD, sentence, each.start, each.end, why)
        elif is_turned(each, all_times(quoted)):
            why = f"The source does not say it of the time {each.side} {text}."
            yield _missing(Fault.PERIOD, sentence, each.start, each.end, why)
        elif " | " not in told and _is_misplaced_time(sentence, told, each, own):
            why = f"{text} stands in the source, but for something else."
            yield _missing(Fault.PERIOD, sentence, each.start, each.end, why)
    for _, start, end in unknown_rates(sentence, quoted, around):
        yield _missing(Fault.PERIOD, sentence, start, end)


def _instead(time: Time, own: Sequence[Time], quoted: str) -> str:
    """The one year or quarter that the quotation itself names, where the sentence names another; else ""."""
    held = all_times(quoted)
    if time.kind not in ("financial", "quarter", "year") or is_stated(time, held):
        return ""
    named = [each for each in held if each.kind == time.kind]
    is_told = any(each.value == other.value for each in named for other in own)
    return quoted[named[0].start : named[0].end] if named and not is_told else ""


def _is_misplaced_time(sentence: str, quoted: str, time: Time, own: Sequence[Time]) -> bool:
    """Have two times of the sentence changed places?"""
    all_held = all_times(quoted)
    there = [each for each in all_held if _states(each, time)]
    for rival in own:
        if rival == time or rival.kind not in _LIKE.get(time.kind, ()):
            continue
        others = [each for each in all_held if _states(each, rival)]
        apart = there and others and not {each.start for each in there} & {each.start for each in others}
        if apart and are_exchanged(
            line(sentence), line(quoted), [_span(time)], [_span(rival)], _spans(there), _spans(others)
        ):
            return True
    return False


_LIKE = {
    "day": ("day", "day of year"),
    "day of year": ("day", "day of year"),
    "month": ("month",),
    "month of year": ("month of year",),
    "financial": ("financial",),
    "year": ("year",),
}


def _states(held: Time, time: Time) -> bool:
    return is_stated(time, [held])


def _span(each: Time | Figure) -> Span:
    return each.start, each.end


def _spans(several: Sequence[Time] | Sequence[Figure]) -> list[Span]:
    return [_span(each) for each in several]


def _figures(sentence: str, quoted: str, told: str, around: str) -> Iterator[_Found]:
    own = figures(sentence)
    held = _held(told) if own else ()
    beside = _held(quoted) if told != quoted and own else ()
    asked = (
        [each for each in _held(around) if each.kind in ("time", "ordinal") or _is_asked(around, each)]
        if own
        else []
    )
    for each in own:
        text = sentence[each.start : each.end]
        if _says_little(each, sentence):
            continue
        same = [other for other in held if _equal(each, other, f"{quoted} {around}")]
        if not same:
            if not any(_equal(each, other, f"{quoted} {around}") for other in (*beside, *asked)):
                yield _missing(Fault.FIGURE, sentence, each.start, each.end)
        elif why := _other_sense(each, same, sentence, told, around):
            yield _missing(Fault.FIGURE, sentence, each.start, each.end, why)
        elif _is_misplaced(each, same, held, sentence, told):
            why = f"{text} stands in the source, but for something else."
            yield _missing(Fault.FIGURE, sentence, each.start, each.end, why)


@lru_cache(maxsize=2048)
def _held(text: str) -> tuple[Figure, ...]:
    found = figures(text)
    return (*found, *parted(text), *in_unit_of_table(text, found))


def _is_asked(text: str, figure: Figure) -> bool:
    """Does the figure stand in a question?"""
    rest = plain(text)[figure.end :]
    ends = next((sign for sign in rest if sign in ".?!"), "")
    return ends == "?"


def _says_little(figure: Figure, sentence: str) -> bool:
    """ "one of the", "the first": words rather than figures."""
    is_word = not any(map(str.isdigit, sentence[figure.start : figure.end]))
    return is_word and figure.value == 1 and figure.kind in ("count", "ordinal")


def _equal(figure: Figure, other: Figure, words: str) -> bool:
    return _same_kind(figure, other, words) and _same_value(figure, other)


def _same_kind(figure: Figure, other: Figure, words: str) -> bool:
    if figure.kind == other.kind:
        return figure.unit == other.unit
    kinds = {figure.kind, other.kind}
    if kinds in ({"money", "large"}, {"large", "count"}):
        return True
    if figure.kind in ("time", "share") and other.kind == "count" and not other.nouns:
        return figure.kind == "time" and _names_unit(figure, words)
    return False


def _names_unit(figure: Figure, words: str) -> bool:
    """Is the unit said elsewhere, as in the question ("How many hours")?"""
    unit = figure.unit.split()[-1]
    names = {"day": {"day", "week"}, "month": {"month", "year", "quarter"}}.get(unit, {unit})
    return bool(names & spans_of_time(words))


_ADDED = re.compile(r"\b(?:a\s+further|another|an\s+additional|plus|in\s+addition,?)\s+$", re.IGNORECASE)
_OF_THESE = re.compile(
    r"\b(?:of\s+(?:whom|which|them|these|those|this)|including|includes?|included)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_MOST_ROUNDED = Decimal("0.025")
_OVER = ("over", "above", "more than", "just over", "just above", "well over")
_UNDER = ("nearly", "almost", "under", "below", "less than", "fewer than", "just under", "just below")


def _same_value(figure: Figure, other: Figure) -> bool:
    if figure.value == other.value:
        return True
    if not figure.leading or other.leading or figure.kind == "ratio":
        return False
    if figure.leading in _OVER and other.value < figure.value:
        return False
    if figure.leading in _UNDER and other.value > figure.value:
        return False
    return _is_rounded(figure.value, other.value)


def _is_rounded(value: Decimal, exact: Decimal) -> bool:
    """Is the value the exact one, rounded at its last figure that is not 0, and near to it?"""
    if not value or not exact:
        return False
    step = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
    apart = abs(value - exact)
    return apart <= step and apart <= _MOST_ROUNDED * abs(exact)


def _other_sense(figure: Figure, same: Sequence[Figure], sentence: str, quoted: str, around: str) -> str:
    """What else the sentence makes of a figure that stands: a year for a month, each for all."""
    text = sentence[figure.start : figure.end]
    own = rate_of(sentence, _span(figure))
    theirs = [rate_of(quoted, _span(each)) or rate_before(quoted, _span(each)) for each in same]
    spoken = {root for root, _, _ in (*rates(quoted), *rates(around))}
    if own and own not in (theirs if all(theirs) else spoken):
        return f"{text} is not by the {own} in the source."
    if _ADDED.search(sentence[: figure.start]) and all(_is_part(quoted[: e.start]) for e in same):
        return f"{text} is not a further number but part of one in the source."
    if is_total(sentence, _span(figure)) and all(theirs) and theirs:
        return f"{text} is not the total in the source."
    if is_each(sentence, _span(figure)) and says_together(quoted) and not says_each(quoted):
        return f"{text} is not for each in the source."
    if figure.kind == "count" and _counts_another(figure, same, quoted):
        return f"{text} counts something else in the source."
    return ""


def _is_part(before: str) -> bool:
    return bool(_OF_THESE.search(before)) and not _ADDED.search(before)


def _counts_another(figure: Figure, same: Sequence[Figure], quoted: str) -> bool:
    """Is what the sentence counts counted by another figure of the source, and another thing by this one?"""
    if not figure.nouns or not all(each.nouns for each in same):
        return False
    noun = figure.nouns[0]
    if any(noun in each.nouns for each in same) or any(set(figure.nouns) & set(each.nouns) for each in same):
        return False
    counted = {each.nouns[0] for each in figures(quoted) if each.nouns and each not in same}
    return noun in counted | _asked_nouns(quoted)


def _asked_nouns(quoted: str) -> set[str]:
    return {
        stem(match[1].lower()) for match in re.finditer(r"\bhow many\s+(\w+)", plain(quoted), re.IGNORECASE)
    }


def _is_misplaced(
    figure: Figure,
    same: Sequence[Figure],
    held: Sequence[Figure],
    sentence: str,
    quoted: str,
) -> bool:
    """Does another figure of the source, of the same kind, fit these words of the sentence better?"""
    written = _text(sentence, figure)
    same = [each for each in same if _text(quoted, each) == written] or same
    same = [each for each in same if not _in_heading(quoted, each)]
    rivals: dict[Decimal, list[Figure]] = {}
    for each in held:
        apart = each.start not in {other.start for other in same} and not _in_heading(quoted, each)
        if same and apart and _is_like(each, figure) and each.value != figure.value:
            rivals.setdefault(each.value, []).append(each)
    alike = [each for each in _held(sentence) if _is_like(each, figure)]
    return any(_fits_another(figure, alike, same, there, sentence, quoted) for there in rivals.values())


def _fits_another(
    figure: Figure,
    alike: Sequence[Figure],
    same: Sequence[Figure],
    rival: Sequence[Figure],
    sentence: str,
    quoted: str,
) -> bool:
    """Does ``rival``, of the source, fit better? ``alike``: the figures of the kind in the sentence."""
    said, told = line(sentence), line(quoted)
    own = _spans([each for each in alike if each.value == figure.value]) or [_span(figure)]
    given = _spans([each for each in alike if each.value == rival[0].value])
    others = _spans([each for each in alike if each.value != figure.value])
    if given:
        return are_exchanged(said, told, own, given, _spans(same), _spans(rival))
    return fits_better(said, told, own, _spans(same), _spans(rival), others)


def _in_heading(text: str, figure: Figure) -> bool:
    """Does the figure stand in the heading of a row's cell: the 40 of "| Price (of 40): 36.2"?"""
    before, after = text[: figure.start], text[figure.end :]
    return " | " in before and bool(re.match(r"[^;|…:]{0,30}:\s", after)) and before.rstrip()[-1:] != ":"


def _text(text: str, figure: Figure) -> str:
    return plain(text)[figure.start : figure.end]


def _is_like(one: Figure, two: Figure) -> bool:
    if one.kind in ("money", "large", "count") and two.kind in ("money", "large", "count"):
        return one.kind == two.kind or "large" in (one.kind, two.kind)
    return one.kind == two.kind and one.unit == two.unit


def _names(sentence: str, quoted: str, around: str, names: Names) -> Iterator[_Found]:
    taken = [*spans(references(sentence)), *_spans(times(sentence)), *_spans(figures(sentence))]
    for named in names.missing(sentence, quoted, around, taken):
        yield _missing(Fault.AUTHORITY, sentence, named.start, named.end)
    yield from _exchanged_names(sentence, quoted, names)
    for named in names.in_place_of(sentence, quoted):
        why = f"The source says this of another body than {named.text}."
        yield _missing(Fault.AUTHORITY, sentence, named.start, named.end, why)


def _exchanged_names(sentence: str, quoted: str, names: Names) -> Iterator[_Found]:
    """Authorities of the sentence that stand beside each other's figures."""
    ours, theirs = names.places(sentence), names.places(quoted)
    for (one, at), (two, other) in permutations(ours, 2):
        there, rival = ([span for name, span in theirs if name == each] for each in (one, two))
        if one == two or not there or not rival:
            continue
        if are_exchanged(line(sentence), line(quoted), [at], [other], there, rival, by_figures=True):
            why = f"{sentence[at[0] : at[1]]} stands in the source, but for something else."
            yield _missing(Fault.AUTHORITY, sentence, *at, why)
