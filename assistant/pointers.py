"""Answers that send the reader to another answer ("Please see response to Question 1") are followed to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.alike import TextOf
from assistant.signs import Choice
from assistant.units import units_of
from ingest.lookup import Lookup

# An answer longer than this says something itself, whatever else it refers to.
_POINTER_WORDS = 45
_LONGEST_CHAIN = 4


class Pointers:
    """Follows pointers by the links that the catalogue holds."""

    def __init__(self, lookup: Lookup, text_of: TextOf, max_words: int) -> None:
        self._lookup = lookup
        self._text = text_of
        self._max_words = max_words

    def followed(self, picked: Sequence[Choice]) -> list[Choice]:
        """The choices, each answer that sends the reader to another one followed by that one."""
        followed: list[Choice] = []
        for choice in picked:
            chain = [choice]
            while len(chain) < _LONGEST_CHAIN and (target := self._target(chain[-1])):
                if any(target.hit.passage.id == other.hit.passage.id for other in [*chain, *followed]):
                    break
                chain.append(target)
            followed += [each for each in chain if each.unit.text not in {c.unit.text for c in followed}]
        return followed

    def _target(self, choice: Choice) -> Choice | None:
        """The answer that a choice points to ("Please see response to Question 1"), if it is a pointer."""
        links = [id_ for _, id_ in self._lookup.links(choice.hit.passage.id) if id_]
        if not links or choice.unit.words > _POINTER_WORDS:
            return None
        stored = self._lookup.passages(links[:1]).get(links[0])
        if stored is None:
            return None
        units = units_of(stored, self._text(stored.document_id), self._max_words)
        hit = replace(choice.hit, passage=stored, also_in=())
        return replace(choice, hit=hit, unit=units[0]) if units else None
