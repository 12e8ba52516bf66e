"""The fields in which a description is edited, and what of it was changed."""

from __future__ import annotations

from typing import NamedTuple

from assistant.ui.dates import HOW_TO_WRITE, FilterError, read_date
from ingest.errors import CatalogueError


class Typed(NamedTuple):
    """A description as it stands in its fields; the date as people write it."""

    title: str
    kind: str
    authority: str
    date: str
    reference: str
    marking: str


def changes(before: Typed, after: Typed) -> dict[str, str | None]:
    """By field, what stands in it now where that is another; None for a field that was emptied.

    Raises CatalogueError for a date that is not a day.
    """
    given: dict[str, str | None] = {}
    for name, was, now in zip(Typed._fields, before, after, strict=True):
        value = " ".join((now or "").split())
        if value == " ".join(was.split()):
            continue
        given[name] = (_day(value) if name == "date" else value) if value else None
    return given


def _day(typed: str) -> str:
    """As ISO. A month or a year alone would be made more exact than was meant."""
    try:
        first = read_date("Date", typed, last_day=False)
        last = read_date("Date", typed, last_day=True)
    except FilterError as error:
        raise CatalogueError(str(error)) from error
    if first is None or first != last:
        raise CatalogueError(f"“{typed}” is not a day. {HOW_TO_WRITE.partition(',')[0]}.")
    return first.isoformat()
