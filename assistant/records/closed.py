"""Which papers a reader may not see now: closed to them, or no longer in the library as they were."""

from __future__ import annotations

from collections.abc import Collection

from assistant.records.conversations import Closed
from ingest.lookup import Lookup


def closed_to(lookup: Lookup) -> Closed:
    """By the lookup of the library as far as the reader may see it.

    A paper that is hidden, removed, quarantined or replaced by another version counts alike: which of these
    it is would already tell of a paper that is closed to the reader.
    """

    def closed(documents: Collection[str]) -> set[str]:
        held = lookup.documents_by_id(documents)
        return {id_ for id_ in documents if id_ not in held or held[id_].state != "current"}

    return closed
