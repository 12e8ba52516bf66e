"""The way in: a library and a request make the coverage table, one row for each question."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

from assistant.acronyms import load_acronyms
from assistant.engine import Assistant
from assistant.foi.cover import Coverer
from assistant.foi.coverage import Covered
from assistant.foi.match import Matcher
from assistant.foi.precedents import PrecedentIndex
from assistant.foi.prior import PriorAnswer
from assistant.foi.prior_answers import precedents
from assistant.foi.request import Request
from assistant.question import named_authorities
from ingest.library import Library

Progress = Callable[[int, int], None]


class Desk:
    """Covers the questions of requests from a library. One instance serves many threads.

    What is compared with questions is kept in memory until a document comes, goes or is for others to see.
    """

    def __init__(self, library: Library, assistant: Assistant | None = None) -> None:
        self._library = library
        self._assistant = assistant or Assistant(library)
        self._lock = threading.Lock()
        self._state: tuple[tuple[str, str], ...] | None = None
        self._matcher: Matcher | None = None
        self._index: PrecedentIndex | None = None

    def prior_answers(self) -> tuple[PriorAnswer, ...]:
        """Every prior answer of the library, each with its verified quotation."""
        return tuple(each.prior for each in self._ready()[1].precedents)

    def cover(self, request: Request, progress: Progress | None = None) -> tuple[Covered, ...]:
        """A row of the coverage table for each question, in order.

        ``progress`` is told after each question how many are done, and of how many. Ages count to the day
        received, or to today where the request names none. Raises AssistantError.
        """
        self._library.require_documents()
        matcher, index = self._ready()
        coverer = Coverer(
            request.questions,
            matcher,
            index,
            self._assistant,
            self._authority(request),
            request.received or date.today(),
        )
        rows: list[Covered] = []
        for done, question in enumerate(request.questions, 1):
            rows.append(coverer.covered(question))
            if progress:
                progress(done, len(request.questions))
        return tuple(rows)

    def _authority(self, request: Request) -> str | None:
        """The authority as the library writes it, where it knows it."""
        if request.authority is None:
            return None
        known = self._library.lookup.facets().authorities
        same = [name for name in known if name.casefold() == request.authority.casefold()]
        found = same or named_authorities(request.authority, known)
        return found[0] if len(found) == 1 else request.authority

    def _ready(self) -> tuple[Matcher, PrecedentIndex]:
        with self._lock:
            documents = self._library.lookup.documents()
            state = tuple(sorted((row.id, row.access or "") for row in documents))
            if self._matcher is None or self._index is None or state != self._state:
                acronyms = load_acronyms(self._library.settings.retrieve.acronyms)
                self._index = PrecedentIndex(precedents(self._library), self._library.embedder, acronyms)
                self._matcher = Matcher(self._index, self._library.embedder, self._assistant.reranker())
                self._state = state
            return self._matcher, self._index
