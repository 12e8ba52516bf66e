"""What the best matches come to: the word of the coverage table, and which match it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.foi.ages import age_of
from assistant.foi.coverage import Coverage
from assistant.foi.match import Matched
from assistant.foi.prior import Outcome
from assistant.foi.timing import TimeFit, Times

# Another authority's answer must be more like the question to be shown as an answer to it.
_OTHERS = 0.4
# A match that speaks of the time asked about goes before a better one of another time, within this.
_ABOUT_AS_GOOD = 2.0
_BY_OUTCOME = {
    Outcome.ANSWERED: Coverage.ANSWERED_BEFORE,
    Outcome.PARTLY: Coverage.PARTLY,
    Outcome.NOT_HELD: Coverage.NOT_HELD_BEFORE,
    Outcome.REFUSED: Coverage.REFUSED_BEFORE,
    Outcome.SIGNPOSTED: Coverage.SIGNPOSTED_BEFORE,
    Outcome.ANOTHER_BODY: Coverage.SIGNPOSTED_BEFORE,
}
# A statement that something is not held, a refusal or a signpost is a precedent for every year.
_FOR_ONE_TIME = (Outcome.ANSWERED, Outcome.PARTLY)


@dataclass(frozen=True, slots=True)
class Judged:
    """The word, and the match it rests on; None for nothing found."""

    coverage: Coverage
    matched: Matched | None = None


def accepted(matches: Sequence[Matched], same_authority: bool) -> list[Matched]:
    """The matches taken to answer the same question: of the authority asked, or of all others.

    Where the request or a document names no authority it is nobody's own.
    """
    if same_authority:
        return [each for each in matches if each.worth >= 0 and each.same_authority]
    return [each for each in matches if each.worth >= _OTHERS and not each.same_authority]


def judged(matches: Sequence[Matched], asked: Times, received: date, stale_months: int) -> Judged:
    """The word for matches of which the best count; those of one authority only."""
    if not matches:
        return Judged(Coverage.NOTHING_FOUND)
    times = {id(each): time_of(each, asked, received, stale_months) for each in matches}
    best = max(each.worth for each in matches)
    near = [each for each in matches if each.worth >= best - _ABOUT_AS_GOOD]
    chosen = min(near, key=lambda each: (_FAR[times[id(each)]], near.index(each)))
    chosen = chosen if _names_a_time(asked) else near[0]
    outcome, time = chosen.prior.outcome, times[id(chosen)]
    if outcome in _FOR_ONE_TIME and time is TimeFit.OTHER:
        return Judged(Coverage.OTHER_PERIOD, chosen)
    if outcome in _FOR_ONE_TIME and time is TimeFit.PART:
        return Judged(Coverage.PARTLY, chosen)
    return Judged(_BY_OUTCOME[outcome], chosen)


_FAR = {TimeFit.SAME: 0, TimeFit.PART: 1, TimeFit.UNKNOWN: 1, TimeFit.OTHER: 2}


def _names_a_time(asked: Times) -> bool:
    return asked.named or asked.now


def time_of(matched: Matched, asked: Times, received: date, stale_months: int) -> TimeFit:
    """How the time of an answer stands to the one asked about.

    What is asked for today cannot be answered by what is stale, nor by what was asked of a named time. The
    same holds of a stale answer where a request asks how many there are, and the earlier one named its day.
    """
    if asked.named:
        return matched.time
    old = age_of(matched.on, received, stale_months).stale is not False
    if asked.now and (old or matched.then.named):
        return TimeFit.OTHER
    if asked.present and old and matched.then.named:
        return TimeFit.OTHER
    return TimeFit.UNKNOWN
