"""Why a question is covered as it is, and why an answer was matched, in plain sentences for an officer."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.foi.ages import Age
from assistant.foi.coverage import Coverage
from assistant.foi.match import Matched
from assistant.foi.prior import Outcome, PriorAnswer
from assistant.foi.timing import TimeFit, Times
from ingest.describe.datetext import in_words

_DID = {
    Outcome.ANSWERED: "answered it",
    Outcome.PARTLY: "answered part of it",
    Outcome.NOT_HELD: "said that it did not hold the information",
    Outcome.REFUSED: "refused it",
    Outcome.SIGNPOSTED: "sent the requester elsewhere for it",
    Outcome.ANOTHER_BODY: "said that it is a matter for another body",
}
_NO_AUTHORITY = "An authority that is not named"
# What the answer says now, and what it does not prove (FOIA s.1(1)(a)).
_THEN_ONLY = "That is what was said then: only a search of the records shows what is held now."
_PRECEDENT = "A refusal then is no refusal now: the exemption has to be considered afresh."


def where(citation: Citation, number: str = "") -> str:
    """ "Averdale County Council on 14 March 2023 (FOI/2023/0417, question 7.a)"."""
    authority = citation.authority or _NO_AUTHORITY
    day = f" on {in_words(citation.date)}" if citation.date and len(citation.date) == 10 else ""
    inside = ", ".join(filter(None, (citation.reference, f"question {number}" if number else "")))
    return f"{authority}{day}{f' ({inside})' if inside else ''}"


def did(prior: PriorAnswer) -> str:
    """ "Averdale County Council on 14 March 2023 (FOI/2023/0417, question 7.a) refused it under s.43(2)"."""
    under = (
        f" under {' and '.join(prior.sections)}"
        if prior.outcome is Outcome.REFUSED and prior.sections
        else ""
    )
    return f"{where(prior.answered, prior.number)} {_DID[prior.outcome]}{under}"


def why_matched(matched: Matched, time: TimeFit, asked: Times, age: Age) -> str:
    """Why a prior answer is shown, and what to mind about it."""
    begin = "It asked nearly the same" if matched.worth >= 2 else "It asked much the same"
    if matched.worth < 0:
        begin = "It is near, but it is not taken to answer this question"
    return " ".join(
        filter(None, (f"{begin}.", _whose(matched), said_of_time(matched, time, asked), _aged(age)))
    )


def _whose(matched: Matched) -> str:
    authority = matched.prior.answered.authority
    if matched.same_authority is False:
        return f"It is {authority}'s answer, not that of the authority asked."
    if matched.same_authority is None:
        return "Whether it is the authority asked is not known."
    return ""


def said_of_time(matched: Matched, time: TimeFit, asked: Times) -> str:
    """What the answer speaks of, where it is not, or not surely, the time asked about."""
    told = matched.told.words or (f"the time up to {in_words(matched.on.isoformat())}" if matched.on else "")
    wanted = asked.words or "the present"
    if time is TimeFit.OTHER:
        return f"It speaks of {told or 'a time that it does not name'}; {wanted} is asked about."
    if time is TimeFit.PART:
        return f"It speaks of {told}, which is only part of {wanted}."
    if time is TimeFit.UNKNOWN and matched.told.named and not asked.words:
        return f"It speaks of {told}."
    return f"It does not name {wanted} itself." if time is TimeFit.UNKNOWN and asked.named else ""


def _aged(age: Age) -> str:
    if age.stale is None:
        return "Its date is not known, so that it may be out of date."
    return f"It is {age.days:,} days old and counts as stale." if age.stale else ""


def why_covered(coverage: Coverage, matched: Matched, time: TimeFit, asked: Times, age: Age) -> str:
    """Why a row rests on a prior answer."""
    said = f"{did(matched.prior)}."
    notes = [said_of_time(matched, time, asked), _aged(age)]
    if matched.prior.outcome is Outcome.NOT_HELD:
        notes.append(_THEN_ONLY)
    if matched.prior.outcome is Outcome.REFUSED:
        notes.append(_PRECEDENT)
    if coverage is Coverage.OTHER_AUTHORITY:
        notes.insert(0, "Nothing was found of the authority asked; this answer is not its own.")
    return " ".join(filter(None, [said, *notes]))
