"""Numbers that tell the questions of a letter apart, as the letter has them or counted by us."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.foi.letter.drafts import Draft

_HEADING_LABEL = re.compile(
    r"(?:(?:section|part|schedule|topic|theme)\s+)?(?P<label>[A-Z]|\d{1,2}|[IVX]{1,4})(?:[.:)]|\s[–-]|$|"
    r"\s(?=\())",
    re.I,
)


def number(drafts: Sequence[Draft]) -> list[str]:
    """Gives every draft a number of its own; returns what an officer should know about them.

    A list that starts again at 1 is told apart by its section's letter or number, else by its place among
    the lists ("2.1": the first of the second list).
    """
    _count_loose(drafts)
    notes = _tell_apart(drafts)
    taken: set[str] = set()
    for draft in drafts:
        wanted = ".".join(draft.parts)
        draft.number = _free(wanted, taken)
        taken.add(draft.number)
    return notes


def _free(wanted: str, taken: set[str]) -> str:
    number, times = wanted, 1
    while number in taken:
        times += 1
        number = f"{wanted}-{times}"
    return number


def _count_loose(drafts: Sequence[Draft]) -> None:
    """Counts the questions without numbers on from the highest; parts of one follow its number."""
    loose = any(d.loose for d in drafts)
    free = [
        d for d in drafts if d.own and d.parts and not (loose and (d.group or (d.parent and d.parent.loose)))
    ]
    last = max((int(d.parts[0]) for d in free if d.parts[0].isdigit()), default=0)
    stems: dict[int, str] = {}
    beneath: dict[int, int] = {}
    for draft in drafts:
        above = draft.parent
        if draft.loose or (not draft.own and len(draft.parts) == 1):
            draft.own = False
            if above is None:
                last += 1
                draft.parts = (str(last),)
            else:
                beneath[id(above)] = beneath.get(id(above), 0) + 1
                draft.parts = (*above.parts, str(beneath[id(above)]))
        elif loose and above is not None and not above.own:
            draft.parts = (*above.parts, *draft.parts)
        elif loose and draft.group:
            if draft.group not in stems:
                last += 1
                stems[draft.group] = str(last)
            draft.parts = (stems[draft.group], *draft.parts)


def _tell_apart(drafts: Sequence[Draft]) -> list[str]:
    """Puts the section before the number where the letter counts from 1 more than once."""
    runs: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.own:
            runs.setdefault(draft.run, []).append(draft)
    numbers = [d.parts for group in runs.values() for d in group]
    if len(set(numbers)) == len(numbers):
        return []
    labels = {run: _label(group[0].heading) for run, group in runs.items()}
    known = all(labels.values()) and len(set(labels.values())) == len(labels)
    for place, (run, group) in enumerate(runs.items(), 1):
        if known or place > 1:
            for draft in group:
                draft.parts = (labels[run] if known else str(place), *draft.parts)
    shown = "the section" if known else "the list"
    return [f"The letter starts its numbers again; {shown} is put before them to tell the questions apart."]


def _label(heading: str) -> str:
    match = _HEADING_LABEL.match(heading)
    return match["label"] if match else ""
