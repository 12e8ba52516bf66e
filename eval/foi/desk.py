"""The desk as the command line and the page use it, made to handle one letter after the other."""

from __future__ import annotations

import time
from datetime import date

from assistant.foi.clock import reckon
from assistant.foi.desk import Desk
from assistant.foi.draft import draft_rows
from assistant.foi.reading import Known, read_request
from assistant.foi.request import Request
from assistant.foi.statutes.flags import flags
from eval.foi.cases import RequestCase
from eval.foi.results import Handled
from eval.foi.run import Handle
from ingest.errors import RequestError
from ingest.library import Library


def desk_of(library: Library) -> Handle:
    """A desk over the library that reads a letter, matches and drafts it, and counts its days."""
    desk = Desk(library)
    known = Known(authorities=tuple(library.lookup.facets().authorities))

    def handle(case: RequestCase) -> Handled:
        started = time.perf_counter()
        try:
            read = read_request(case.letter, known, flags)
        except RequestError as error:
            return Handled(id=case.id, error=str(error))
        # The officer says when it came, as with --received: the age of prior answers hangs on it.
        request = read.model_copy(update={"received": case.expected.received})
        rows = draft_rows(request, desk.cover(request))
        return Handled(
            id=case.id,
            request=request,
            rows=rows,
            received=read.received,
            due=_due(request, case.expected.received),
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )

    return handle


def _due(request: Request, received: date) -> date | None:
    return reckon(received, request.regime.regime, (), received).due
