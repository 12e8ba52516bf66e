"""Which dates and periods of a sentence its source does not state, or states of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answer import Fault
from assistant.write.beside import are_exchanged, fits_better, line
from assistant.write.between import stands_between_same
from assistant.write.figures import Figure, figures
from assistant.write.found import Found, Source, missing
from assistant.write.plain import overlaps
from assistant.write.rates import other_spans, rates, unknown_rates
from assistant.write.references import references
from assistant.write.relative_years import is_relative
from assistant.write.settled import settled_times
from assistant.write.times import Time, all_times, is_stated, is_turned, times

# Times that may have changed places.
_LIKE = {
    "day": ("day", "day of year"),
    "day of year": ("day", "day of year"),
    "month": ("month",),
    "month of year": ("month of year",),
    "financial": ("financial",),
    "year": ("year",),
}
# The day of a letter or decision, given with its paper, is not that of what it speaks of.
_DATE_LINE = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.MULTILINE)
_OF_ANOTHER = re.compile(
    r"\b(?:implement|start|beg[aiu]n|commenc|effect|(?:in|into|came)\sforce|request|receiv|ask|wrote|written|"
    r"end|expir|due|review|open|clos|launch|appl(?:y|ie)|run)\w*\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"\b(?:repl(?:y|ied)|answer(?:ed)?|respon(?:ded|se)|sent|dated?|issued?|published)\b\W+(?:(?:to|on|of|by|was)\W+){0,2}$",
    re.IGNORECASE,
)
_MONTHS_OF = {
    "spring": ("03", "04", "05"),
    "summer": ("06", "07", "08"),
    "autumn": ("09", "10", "11"),
    "winter": ("12", "01", "02"),
}
# What stands between a figure and the time that it was counted at.
_AS_AT = re.compile(r"[^.;:,|…?!\d]{0,40}\b(?:on|at|in|for|during)\s(?:the\s)?(?:end\sof\s)?", re.IGNORECASE)
_LONG_LABEL = re.compile(r"(?:^|(?<=…))[^|…]{120,}\|")
_LOOK_BACK = 40
_FROM = re.compile(r"\b(?:from|between)\s(?:the\s(?:start|end)\sof\s)?$", re.IGNORECASE)
_TO = re.compile(r"\s(?:to|until|till|and)\s(?:the\s(?:start|end)\sof\s)?", re.IGNORECASE)
_CALENDAR = re.compile(r"\bcalendar\s+year\s+(?:of\s+)?$", re.IGNORECASE)

_COUNTED = re.compile(r"(?:two|three|four|five|[2-5])\b", re.IGNORECASE)
_CALENDAR_AFTER = re.compile(r"\s+calendar\s+year\b", re.IGNORECASE)


def missing_times(sentence: str, source: Source) -> Iterator[Found]:
    """The times of the sentence that the source does not give so, in order, and then how often."""
    # The year of an Act is part of its name.
    named = [each.span for each in references(sentence)]
    own = [each for each in times(sentence) if not overlaps(each.span, named)]
    held = (*all_times(source.quoted), *all_times(source.around)) if own else ()
    for each in own:
        if is_relative(sentence[each.start : each.end]) and not is_stated(each, held):
            # "The following year" may be told from one that is not named.
            if any(map(str.isdigit, each.value)) and _COUNTED.match(sentence[each.start : each.end]):
                yield missing(Fault.PERIOD, sentence, each.span)
            continue
        if not (is_stated(each, held) or _is_loose(each, held)) or _is_of_paper(each, sentence, source):
            yield missing(Fault.PERIOD, sentence, each.span)
        elif why := _other_sense(each, own, sentence, source):
            yield Found(Fault.PERIOD, sentence, each.span, why)
    for _, start, end in unknown_rates(sentence, source.quoted, source.around):
        yield missing(Fault.PERIOD, sentence, (start, end))
    for span in other_spans(sentence, source.quoted):
        yield missing(Fault.PERIOD, sentence, span)
    yield from _other_rates(sentence, source.told)


def _other_rates(sentence: str, quoted: str) -> Iterator[Found]:
    """Rates of the sentence whose words the source has beside another rate."""
    own, held = rates(sentence), rates(quoted)
    named = {root for root, _, _ in own}
    for root, *at in own:
        there = [(start, end) for name, start, end in held if name == root]
        rivals = {name: (start, end) for name, start, end in held if name not in named}
        others = [(start, end) for name, start, end in own if name != root]
        span = (at[0], at[1])
        if there and any(
            fits_better(line(sentence), line(quoted), [span], there, [rival], others, with_figures=True)
            for rival in rivals.values()
        ):
            why = f"{sentence[at[0] : at[1]]} stands in the source, but for something else."
            yield Found(Fault.PERIOD, sentence, span, why)


def _is_loose(time: Time, held: Sequence[Time]) -> bool:
    """A season or weekday that is not named stands for the source's months of it, or its dates on it."""
    if any(each.kind == time.kind for each in held):
        return False
    if time.kind == "season":
        return any(each.month in _MONTHS_OF[time.value] for each in held)
    days = (date.fromisoformat(each.value) for each in held if each.kind == "day")
    return time.kind == "weekday" and any(f"{day:%A}".lower() == time.value for day in days)


def _other_sense(time: Time, own: Sequence[Time], sentence: str, source: Source) -> str:
    """What else the sentence makes of a time that stands."""
    text = sentence[time.start : time.end]
    if _is_calendar(time, sentence) and not _is_year(time, source):
        return f"{text} is no calendar year in the source."
    instead = _instead(time, own, source.quoted) or _instead_over(time, source)
    if other := instead or _as_at(time, sentence, source.told):
        return f"The source does not say it of {text} but of {other}."
    if is_turned(time, all_times(source.quoted)):
        return f"The source does not say it of the time {time.side} {text}."
    # In a row the figures tell whether they stand under their headings.
    told = _long_label(time, source.told) if " | " in source.told else source.told
    exchanged = any(_is_exchanged(time, rival, sentence, told) for rival in own)
    if (
        told
        and time.value not in settled_times(sentence, told)
        and (exchanged or _fits_another(time, own, sentence, told))
    ):
        return f"{text} stands in the source, but for something else."
    is_of_row = " | " in source.told
    if not is_of_row and _is_not_issued(time, sentence, source):
        return f"{text} stands in the source, but for something else."
    return ""


def _long_label(time: Time, told: str) -> str:
    """What a row begins with, where that is prose as long as a sentence and the time stands there alone."""
    same = [each.start for each in all_times(told) if is_stated(time, [each])]
    labels = list(_LONG_LABEL.finditer(told))
    own = [match for at in same for match in labels if match.start() <= at < match.end()]
    return own[0][0].rstrip("|") if own and len(own) == len(same) else ""


def _is_of_paper(time: Time, sentence: str, source: Source) -> bool:
    """Does only the date of the paper state the time, and the sentence give it for another event?"""
    if not (time.month or time.year) or is_stated(
        time, (*all_times(source.quoted), *all_times(_DATE_LINE.sub("", source.around)))
    ):
        return False
    before = sentence[max(0, time.start - _LOOK_BACK) : time.start]
    return time.side != "" or bool(_OF_ANOTHER.search(before))


def _is_not_issued(time: Time, sentence: str, source: Source) -> bool:
    """Does the sentence make the day that on which a paper was sent, where the source gives it otherwise?"""
    if not time.day or not _ISSUED.search(sentence[: time.start]):
        return False
    same = [each for each in all_times(source.quoted) if is_stated(time, [each])]
    # What stands first in a quotation may have had its label before it.
    issued = any(_ISSUED.search(source.quoted[: each.start]) or not each.start for each in same)
    dated = [day for line_ in _DATE_LINE.findall(source.around) for day in all_times(line_)]
    return bool(dated) and not issued and not is_stated(time, dated)


def _is_calendar(time: Time, sentence: str) -> bool:
    is_called = _CALENDAR.search(sentence[: time.start]) or _CALENDAR_AFTER.match(sentence[time.end :])
    return time.kind == "year" and bool(is_called)


def _is_year(time: Time, source: Source) -> bool:
    """Does the source name the year by itself, and not only within a date?"""
    return any(
        each.kind == "year" and each.value == time.value
        for text in (source.quoted, source.around)
        for each in times(text)
    )


def _instead_over(time: Time, source: Source) -> str:
    """The financial year in a heading over the words, where only the paper's title names the sentence's."""
    title, *others = source.around.split("\n")
    headings = [all_times(other) for other in others if title not in other]
    over = [each for held in headings for each in held]
    named = [each for each in over if each.kind == time.kind == "financial"]
    is_told = is_stated(time, (*all_times(source.quoted), *over))
    return named[0].value if named and not is_told else ""


def _fits_another(time: Time, own: Sequence[Time], sentence: str, quoted: str) -> bool:
    """Do the words of the sentence fit another time of the source better than the one that it gives?"""
    held = [each for each in all_times(quoted) if each.kind in _LIKE.get(time.kind, ())]
    same = [each for each in held if is_stated(time, [each])]
    there = [each.span for each in same]
    if time.side and any(each.side == time.side for each in same):
        # "By March" told from "in March" is told; from "by June" it is not.
        held = [each for each in held if each in same or each.side == time.side]
    rivals = [each for each in held if not any(is_stated(other, [each]) for other in own)]
    others = [each.span for each in own if each != time]
    said, told = line(sentence), line(quoted)
    # What only surrounds the words is not the day on which they say that it was.
    is_of_words = bool(there) or time.kind in ("day", "month")
    return is_of_words and any(
        fits_better(said, told, [time.span], there, [each.span], others, with_figures=True) for each in rivals
    )


def _instead(time: Time, own: Sequence[Time], quoted: str) -> str:
    """The year or quarter that the quotation itself names, where the sentence names another; else ""."""
    held = all_times(quoted)
    if time.kind not in ("financial", "quarter", "year") or is_stated(time, held):
        return ""
    named = [each for each in held if each.kind == time.kind]
    is_told = any(each.value == other.value for each in named for other in own)
    return quoted[named[0].start : named[0].end] if named and not is_told else ""


def has_time_in_place(sentence: str, quoted: str) -> bool:
    """Has ``quoted``, in place of each time of the sentence that it lacks, another in the same words?"""
    acts = [each.span for each in references(sentence)]
    held = all_times(quoted)
    own = [each for each in times(sentence) if not overlaps(each.span, acts)]
    return all(
        any(
            each.kind in _LIKE.get(time.kind, ())
            and stands_between_same(sentence, time.span, quoted, each.span)
            for each in held
        )
        for time in own
        if not is_stated(time, held)
    )


def _as_at(time: Time, sentence: str, quoted: str) -> str:
    """The day, month or year that stands right behind each figure which the sentence gives as at ``time``.

    "1,127 people on 31 December 2024" is not 1,127 people on the day of the answer.
    """
    alike = _LIKE.get(time.kind, ())
    held = [each for each in all_times(quoted) if each.kind in alike]
    for figure in figures(sentence):
        if not _is_at(sentence, figure, time):
            continue
        same = [each for each in figures(quoted) if each.value == figure.value and each.kind == figure.kind]
        dated = [[each for each in held if _is_at(quoted, other, each)] for other in same]
        if same and all(dated) and not any(is_stated(time, each) for each in dated):
            return quoted[dated[0][0].start : dated[0][0].end]
    return ""


def _is_at(text: str, figure: Figure, time: Time) -> bool:
    return figure.end <= time.start and bool(_AS_AT.fullmatch(text[figure.end : time.start]))


def _is_span(one: Time, other: Time, sentence: str) -> bool:
    """Do the two bound a span, "from 1 July 2023 to 30 June 2026", which is one only in this order?"""
    first, last = sorted((one, other), key=lambda each: each.start)
    is_from = bool(_FROM.search(sentence[: first.start]))
    return is_from and first.value < last.value and bool(_TO.fullmatch(sentence[first.end : last.start]))


def _is_exchanged(time: Time, rival: Time, sentence: str, quoted: str) -> bool:
    """Have two times of the sentence changed places?"""
    if rival == time or rival.kind not in _LIKE.get(time.kind, ()) or _is_span(time, rival, sentence):
        return False
    there, others = ([e.span for e in all_times(quoted) if is_stated(each, [e])] for each in (time, rival))
    if not there or not others or {start for start, _ in there} & {start for start, _ in others}:
        return False
    return are_exchanged(line(sentence), line(quoted), [time.span], [rival.span], there, others)
