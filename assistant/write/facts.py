"""Which facts of a written sentence do not stand in a source: figures, times, names and references.

Both are read in the same way, so that equal facts are equal however they are written; what is left is
different. A figure must stand in the words to be quoted; what surrounds them may state the times, names and
references, and the figures of the question that they answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from assistant.answer import Fault
from assistant.write.agents import agents_of
from assistant.write.beside import are_exchanged, fits_better, line
from assistant.write.figure_facts import missing_figures
from assistant.write.figures import figures
from assistant.write.former import of_former
from assistant.write.found import Found, Source, missing
from assistant.write.keyed import told_together
from assistant.write.names import Named, Names
from assistant.write.plain import overlaps, plain
from assistant.write.posts import other_post
from assistant.write.references import Reference, held_references, is_replaced, references
from assistant.write.rows import lined_up
from assistant.write.same_figures import other_figures, without_same
from assistant.write.speakers import other_speaker
from assistant.write.subjects import other_subject
from assistant.write.time_facts import missing_times
from assistant.write.times import times
from assistant.write.year_kinds import other_kinds_of_year

__all__ = ["ELSEWHERE", "MissingFact", "Names", "missing_facts"]


# One of a series: "CE3" of the measures CE1 to CE6.
_SERIES = re.compile(r"([a-z]{1,4})-?\d{1,2}[a-z]?", re.IGNORECASE)
# How a reason ends where the fact itself stands in the source.
ELSEWHERE = "but for something else."


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact as the sentence has it, what kind it is, and in one line why it does not stand."""

    fault: Fault
    text: str
    why: str

    @property
    def is_elsewhere(self) -> bool:
        """Does it stand in the source, but for something else?"""
        return not self.why.endswith("does not stand in the source.")


def missing_facts(sentence: str, quoted: str, around: str, names: Names, rows: str = "") -> list[MissingFact]:
    """The facts of ``sentence`` that do not stand in a source, in reading order; empty where all do.

    ``quoted`` are the words to be quoted, ``around`` what surrounds them: the document's title, authority,
    date and reference, the headings over them, the question that they answer. ``rows``: the quotation once
    more, the rows of tables in it told by ``assistant.write.rows.with_headings``, where it has any.
    """
    if plain(sentence) in plain(quoted):
        return []
    told = rows or told_together(lined_up(quoted))
    source = Source(f"{quoted}\n{rows}" if rows else quoted, told, around)
    found = [
        *_references(sentence, source, names),
        *missing_times(sentence, source),
        *missing_figures(without_same(sentence, source), source),
        *other_figures(sentence, source),
        *_names(sentence, source, names),
        *_said_otherwise(sentence, source),
    ]
    ordered = sorted(found, key=lambda each: each.span)
    return list(dict.fromkeys(MissingFact(each.fault, each.text, each.why) for each in ordered))


def _said_otherwise(sentence: str, source: Source) -> Iterator[Found]:
    """Who said or does it, of which kind a year is, and the day of a former version."""
    for start, end in other_speaker(sentence, source.quoted):
        why = f"The source has somebody else than {sentence[start:end]} say it."
        yield Found(Fault.AUTHORITY, sentence, (start, end), why)
    for start, end in other_post(sentence, source.quoted):
        why = f"The source says this of another post than the {sentence[start:end]}."
        yield Found(Fault.AUTHORITY, sentence, (start, end), why)
    for span in other_kinds_of_year(sentence, source.quoted, source.around):
        yield missing(Fault.PERIOD, sentence, span)
    for start, end in of_former(sentence, source.quoted):
        why = f"{sentence[start:end]} is the day of what was replaced."
        yield Found(Fault.PERIOD, sentence, (start, end), why)


def _references(sentence: str, source: Source, names: Names) -> Iterator[Found]:
    own = references(sentence)
    if not own:
        return
    expanded = f"{names.expanded(source.quoted)} {names.expanded(source.around)}"
    held = held_references(source.quoted, source.around, expanded)
    for each in own:
        if not held.has(each) or _names_others_of_series(each, own, source.quoted):
            yield missing(Fault.REFERENCE, sentence, each.span)
        elif not is_replaced(sentence, each) and _is_only_replaced(each, source):
            why = f"The source names {sentence[each.start : each.end]} as what came before."
            yield Found(Fault.REFERENCE, sentence, each.span, why)
        elif each.kind in ("code", "part") and _is_of_another(each, own, sentence, source.told):
            why = f"{sentence[each.start : each.end]} stands in the source, but for something else."
            yield Found(Fault.REFERENCE, sentence, each.span, why)


def _is_of_another(reference: Reference, own: Sequence[Reference], sentence: str, told: str) -> bool:
    """Do the sentence's words fit another reference of its kind in the source better?"""
    # Of parts, only those of one label: an appendix is no rival of a paragraph.
    label = reference.value.rpartition(" ")[0]
    held = [e for e in references(told) if e.kind == reference.kind and e.value.startswith(label)]
    there = [each.span for each in held if each.value == reference.value]
    named = {other.value for other in own}
    rivals = [each.span for each in held if each.value not in named and not is_replaced(told, each)]
    others = [each.span for each in own if each != reference]
    said, line_ = line(sentence), line(told)
    return bool(there) and any(
        fits_better(said, line_, [reference.span], there, [rival], others, with_figures=True)
        for rival in rivals
    )


def _names_others_of_series(reference: Reference, own: Sequence[Reference], quoted: str) -> bool:
    """Do the quoted words name CE1 and CE2, and not the sentence's CE3, which stands only around them?"""
    series = _SERIES.fullmatch(reference.value) if reference.kind == "code" else None
    named = {each.value for each in references(quoted) if each.kind == "code"}
    if series is None or reference.value in named:
        return False
    alike = {value for value in named if (found := _SERIES.fullmatch(value)) and found[1] == series[1]}
    return bool(alike) and not alike & {each.value for each in own}


def _is_only_replaced(reference: Reference, source: Source) -> bool:
    found = [
        is_replaced(text, each)
        for text in (source.quoted, source.around)
        for each in references(text)
        if each.value == reference.value
    ]
    return bool(found) and all(found)


def _names(sentence: str, source: Source, names: Names) -> Iterator[Found]:
    taken = [each.span for each in references(sentence)]
    taken += [each.span for each in times(sentence)] + [each.span for each in figures(sentence)]
    absent = list(names.missing(sentence, source.quoted, source.around, taken))
    yield from (missing(Fault.AUTHORITY, sentence, named.span) for named in absent)
    misplaced = (*names.in_place_of(sentence, source.quoted), *_misplaced(sentence, source, names))
    for named in misplaced:
        if overlaps(named.span, [each.span for each in absent]):
            continue
        why = f"The source says this of another body than {named.text}."
        yield Found(Fault.AUTHORITY, sentence, named.span, why)
    yield from _exchanged(sentence, source.told, names)


def _misplaced(sentence: str, source: Source, names: Names) -> Iterator[Named]:
    compared = agents_of(names, source.around)
    spans = [each.span for each in compared.misplaced(sentence, source.told, source.around)]
    for start, end in dict.fromkeys((*spans, *other_subject(sentence, source.told, compared))):
        yield Named(sentence[start:end], start, end)


def _exchanged(sentence: str, quoted: str, names: Names) -> Iterator[Found]:
    """Authorities of the sentence that stand beside each other's figures."""
    ours, theirs = names.places(sentence), names.places(quoted)
    for (one, at), (two, other) in permutations(ours, 2):
        there, rival = ([span for name, span in theirs if name == each] for each in (one, two))
        if one == two or not there or not rival:
            continue
        if are_exchanged(line(sentence), line(quoted), [at], [other], there, rival, by_figures=True):
            why = f"{sentence[at[0] : at[1]]} stands in the source, but for something else."
            yield Found(Fault.AUTHORITY, sentence, at, why)
