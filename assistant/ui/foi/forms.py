"""What an officer typed into the desk's fields, as records. FormError says in one line what to mend."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from assistant.foi.case import (
    ClockEvent,
    ClockKind,
    CostEstimate,
    PublicInterest,
    QualifiedPerson,
    Reliance,
    SearchRecord,
)
from assistant.ui.dates import FilterError, read_date
from ingest.errors import AssistantError

MOST_WORDS = 20_000
"""Characters in one field: far more than any answer, far less than what would slow the page."""


class FormError(AssistantError):
    """A field of the desk is empty or holds what it cannot; the message is one line for the officer."""


def words(label: str, typed: str | None) -> str:
    """What was typed, which must be something."""
    said = optional(label, typed)
    if not said:
        raise FormError(f"“{label}” is empty: fill it in.")
    return said


def optional(label: str, typed: str | None) -> str:
    """What was typed, or nothing."""
    said = (typed or "").strip()
    if len(said) > MOST_WORDS:
        raise FormError(f"“{label}” holds {len(said):,} characters: at most {MOST_WORDS:,} can be kept.")
    return said


def day(label: str, typed: str | None) -> date:
    """A day as written in the UK; a month or a year alone is none."""
    found = optional_day(label, typed)
    if found is None:
        raise FormError(f"“{label}” is empty: give the day, like 9 January 2023.")
    return found


def optional_day(label: str, typed: str | None) -> date | None:
    """A day, or None where nothing was typed."""
    try:
        found = read_date(label, typed, last_day=False)
        if found != read_date(label, typed, last_day=True):
            raise FormError(f"“{label}” is not a day: {(typed or '').strip()}. Write it like 9 January 2023.")
    except FilterError as error:
        raise FormError(str(error)) from None
    return found


def search_record(system: str | None, searched: str | None, post: str | None, found: str) -> SearchRecord:
    """A search of the records; ``found`` is "found" or "not-found"."""
    if found not in ("found", "not-found"):
        raise FormError("Say whether the information was found or not.")
    return SearchRecord(
        system=words("System searched", system),
        searched=day("Day of the search", searched),
        post=words("Post that searched", post),
        found=found == "found",
    )


def clock_event(kind: str | None, on: str | None, note: str | None, until: str | None) -> ClockEvent:
    """Something that moves the due day."""
    if kind not in set(ClockKind):
        raise FormError("Choose what happened.")
    return ClockEvent(
        kind=ClockKind(kind),
        on=day("Day it happened", on),
        note=optional("Note", note),
        until=optional_day("Extended to", until),
    )


class TypedReliance(NamedTuple):
    """What was typed for a section relied on, field by field."""

    section: str | None = None
    why: str | None = None
    disclosing: str | None = None
    withholding: str | None = None
    balance: str | None = None
    post: str | None = None
    given: str | None = None
    opinion: str | None = None


def reliance(typed: TypedReliance) -> Reliance:
    """A section relied on; the public-interest test and the opinion of s.36 each whole or not at all."""
    return Reliance(
        section=words("Section", typed.section),
        why=words("Why it applies", typed.why),
        public_interest=_public_interest(typed),
        qualified_person=_qualified_person(typed),
    )


def _public_interest(typed: TypedReliance) -> PublicInterest | None:
    if not _any(typed.disclosing, typed.withholding, typed.balance):
        return None
    return PublicInterest(
        favouring_disclosure=words("Public interest for disclosing", typed.disclosing),
        favouring_withholding=words("Public interest for withholding", typed.withholding),
        balance=words("Where the balance lies", typed.balance),
    )


def _qualified_person(typed: TypedReliance) -> QualifiedPerson | None:
    if not _any(typed.post, typed.given, typed.opinion):
        return None
    return QualifiedPerson(
        post=words("Section 36: qualified person’s post", typed.post),
        given=day("Section 36: day of the opinion", typed.given),
        opinion=words("Section 36: the opinion", typed.opinion),
    )


def _any(*typed: str | None) -> bool:
    return any((each or "").strip() for each in typed)


def cost_estimate(hours: tuple[float | None, ...], basis: str | None) -> CostEstimate:
    """Hours of the four countable activities: determining, locating, retrieving, extracting."""
    if any(each is None or not 0 <= each <= 10_000 for each in hours):
        raise FormError("Give the hours of each of the four activities, from 0 to 10,000.")
    determining, locating, retrieving, extracting = (float(each or 0) for each in hours)
    return CostEstimate(
        determining_held=determining,
        locating=locating,
        retrieving=retrieving,
        extracting=extracting,
        basis=words("How the hours were arrived at", basis),
    )
