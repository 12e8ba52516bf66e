"""Which dates and periods of a sentence its source does not state, or states of something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Fault
from assistant.write.beside import are_exchanged, line
from assistant.write.found import Found, Source, missing
from assistant.write.plain import overlaps
from assistant.write.rates import unknown_rates
from assistant.write.references import references
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


def missing_times(sentence: str, source: Source) -> Iterator[Found]:
    """The times of the sentence that the source does not give so, in order, and then how often."""
    # The year of an Act is part of its name.
    named = [each.span for each in references(sentence)]
    own = [each for each in times(sentence) if not overlaps(each.span, named)]
    held = (*all_times(source.quoted), *all_times(source.around)) if own else ()
    for each in own:
        if not is_stated(each, held) and not _is_loose(each, held):
            yield missing(Fault.PERIOD, sentence, each.span)
        elif why := _other_sense(each, own, sentence, source):
            yield Found(Fault.PERIOD, sentence, each.span, why)
    for _, start, end in unknown_rates(sentence, source.quoted, source.around):
        yield missing(Fault.PERIOD, sentence, (start, end))


def _is_loose(time: Time, held: Sequence[Time]) -> bool:
    """A season or weekday counts only against another one: an autumn may stand for its months."""
    return time.kind in ("season", "weekday") and not any(each.kind == time.kind for each in held)


def _other_sense(time: Time, own: Sequence[Time], sentence: str, source: Source) -> str:
    """What else the sentence makes of a time that stands."""
    text = sentence[time.start : time.end]
    if other := _instead(time, own, source.quoted):
        return f"The source does not say it of {text} but of {other}."
    if is_turned(time, all_times(source.quoted)):
        return f"The source does not say it of the time {time.side} {text}."
    # In a row the figures tell whether they stand under their headings.
    if " | " not in source.told and any(_is_exchanged(time, rival, sentence, source.told) for rival in own):
        return f"{text} stands in the source, but for something else."
    return ""


def _instead(time: Time, own: Sequence[Time], quoted: str) -> str:
    """The year or quarter that the quotation itself names, where the sentence names another; else ""."""
    held = all_times(quoted)
    if time.kind not in ("financial", "quarter", "year") or is_stated(time, held):
        return ""
    named = [each for each in held if each.kind == time.kind]
    is_told = any(each.value == other.value for each in named for other in own)
    return quoted[named[0].start : named[0].end] if named and not is_told else ""


def _is_exchanged(time: Time, rival: Time, sentence: str, quoted: str) -> bool:
    """Have two times of the sentence changed places?"""
    if rival == time or rival.kind not in _LIKE.get(time.kind, ()):
        return False
    there, others = ([e.span for e in all_times(quoted) if is_stated(each, [e])] for each in (time, rival))
    if not there or not others or {start for start, _ in there} & {start for start, _ in others}:
        return False
    return are_exchanged(line(sentence), line(quoted), [time.span], [rival.span], there, others)
