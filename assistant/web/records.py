"""What is kept of use, over HTTP: a person's own history, exports and feedback; the log for who may read it.

Somebody else's conversation or answer is not there (404), as one that never was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import Response, StreamingResponse

from assistant.export.files import Form, file_of
from assistant.export.paper import Asked, paper
from assistant.people.person import Person, Right
from assistant.records.audit_csv import csv_lines
from assistant.records.closed import closed_to
from assistant.records.conversations import Closed, StoredConversation, StoredExchange
from assistant.records.entry import Action
from assistant.records.feedback import Given
from assistant.records.question_set import question_set
from assistant.records.reading import LOG, LONGEST_WORDS, titled, told
from assistant.records.records import Records
from assistant.records.wanted import Wanted
from assistant.rooms import Rooms
from assistant.web.who import requires
from ingest.errors import NotKeptError, RecordsError

Reader = Annotated[Person, Depends(requires(Right.ASK))]
Evaluator = Annotated[Person, Depends(requires(Right.BENCHMARK))]
Auditor = Annotated[Person, Depends(requires(Right.RECORD))]
Search = Annotated[str, Query(max_length=200)]

_P = ParamSpec("_P")
_R = TypeVar("_R")
_BROKEN = "The records cannot be used now: tell whoever runs this server."
_UNKEPT = {"Cache-Control": "no-store"}


def record_routes(rooms: Rooms, records: Records) -> APIRouter:
    """All routes of the records, below ``/records``."""
    router = APIRouter(prefix="/records", tags=["records"])
    _Own(rooms, records).add_to(router)
    _Held(rooms, records).add_to(router)
    return router


def _stated(route: Callable[_P, _R]) -> Callable[_P, _R]:
    """The route with the errors we state as answers."""

    @wraps(route)
    def answered(*args: _P.args, **named: _P.kwargs) -> _R:
        try:
            return route(*args, **named)
        except NotKeptError as error:
            raise HTTPException(404, str(error)) from error
        except RecordsError as error:
            raise HTTPException(503, _BROKEN) from error

    return answered


class _Own:
    """What a person has of their own: conversations, exports, feedback."""

    def __init__(self, rooms: Rooms, records: Records) -> None:
        self._rooms = rooms
        self._records = records

    def add_to(self, router: APIRouter) -> None:
        conversation = "/conversations/{conversation}"
        router.get("/conversations")(_stated(self.conversations))
        router.delete("/conversations")(_stated(self.delete_all))
        router.get(conversation)(_stated(self.conversation))
        router.delete(conversation)(_stated(self.delete_one))
        router.get(conversation + "/export/{form}")(_stated(self.export_conversation))
        router.get("/answers/{exchange}/export/{form}")(_stated(self.export_answer))
        router.post("/answers/{exchange}/feedback")(_stated(self.feedback))

    def conversations(self, person: Reader, search: Search = "") -> dict[str, Any]:
        """The person's conversations, the last used first, and for how many days they are kept."""
        lines = self._records.conversations(person, search, self._closed(person))
        return {
            "kept_days": self._records.settings.history_days,
            "conversations": [line.model_dump(mode="json") for line in lines],
        }

    def conversation(self, person: Reader, conversation: str) -> StoredConversation:
        """One of them, with what was said of its answers left to the page."""
        return self._records.reopened(person, conversation, self._closed(person))

    def delete_one(self, person: Reader, conversation: str) -> dict[str, int]:
        """Delete it, with the feedback on it."""
        return {"deleted": self._records.forget(person, conversation)}

    def delete_all(self, person: Reader) -> dict[str, int]:
        """Delete all that are the person's."""
        return {"deleted": self._records.forget(person)}

    def export_conversation(self, person: Reader, conversation: str, form: Form) -> Response:
        """The whole of it as a file."""
        found = self._records.conversation(person, conversation, self._closed(person))
        return self._file(person, found.exchanges, form, conversation)

    def export_answer(self, person: Reader, exchange: str, form: Form) -> Response:
        """One answer as a file."""
        found = self._records.history.exchange(person.name, exchange, self._closed(person))
        return self._file(person, (found,), form, exchange)

    def feedback(self, person: Reader, exchange: str, given: Given) -> dict[str, str]:
        """What the person says of one of their answers; the latest counts."""
        self._records.judge(person, exchange, given, self._closed(person))
        return {"verdict": given.verdict.value, "note": given.note}

    def _closed(self, person: Person) -> Closed:
        return closed_to(self._rooms.library(person).lookup)

    def _file(
        self, person: Person, exchanges: tuple[StoredExchange, ...], form: Form, subject: str
    ) -> Response:
        whole = subject != exchanges[0].id
        asked = [Asked(each.answer, each.filters, each.at) for each in exchanges]
        today = datetime.now(UTC).date()
        made = paper(asked, self._rooms.library(person).lookup.facets(), today, whole=whole)
        data, media_type = file_of(made, form)
        # Before it leaves: what cannot be recorded is not handed out.
        self._records.note(person, Action.EXPORTED, subject, form=form.value, answers=len(exchanges))
        name = f"{'conversation' if whole else 'answer'}-{today}.{form.value}"
        return _attached(Response(data, media_type=media_type), name)


class _Held:
    """What is kept for those who answer for the service: the audit log and readers' feedback."""

    def __init__(self, rooms: Rooms, records: Records) -> None:
        self._rooms = rooms
        self._records = records

    def add_to(self, router: APIRouter) -> None:
        router.get("/audit.csv")(_stated(self.audit))
        router.get("/feedback.jsonl")(_stated(self.feedback))

    def audit(
        self,
        auditor: Auditor,
        since: datetime | None = None,
        until: datetime | None = None,
        person: str | None = None,
        action: str | None = None,
        words: Annotated[str, Query(max_length=LONGEST_WORDS)] = "",
        upto: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    ) -> Response:
        """The audit log, or the entries that are wanted. Times without a zone are UTC.

        ``words`` are looked for in the titles of papers as far as who asks may see them; ``upto`` is the
        number of the last entry that counts.
        """
        papers = self._rooms.library(auditor).lookup.documents(quarantined=True) if words.strip() else []
        wanted = Wanted(_in_utc(since), _in_utc(until), person, action, words, titled(papers, words), upto)
        self._records.note(auditor, Action.EXPORTED, LOG, **told(wanted))
        return _attached(
            StreamingResponse(self._lines(wanted), media_type="text/csv; charset=utf-8"), "audit.csv"
        )

    def feedback(self, person: Evaluator) -> Response:
        """Feedback as a question set; not that on papers which the person may not see."""
        found = self._records.feedback.all(closed_to(self._rooms.library(person).lookup))
        self._records.note(person, Action.EXPORTED, "feedback", questions=len(found))
        data = question_set(found).encode("utf-8")
        return _attached(Response(data, media_type="application/x-ndjson"), "feedback.jsonl")

    def _lines(self, wanted: Wanted) -> Iterator[str]:
        return csv_lines(self._records.audit.entries(wanted))


def _in_utc(moment: datetime | None) -> datetime | None:
    """Raises HTTPException for a moment that UTC has none of."""
    if moment is None:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise HTTPException(422, "There is no such moment.") from error


_Reply = TypeVar("_Reply", bound=Response)


def _attached(response: _Reply, name: str) -> _Reply:
    """As a file to be saved under this name, which is ours, and kept by no cache."""
    response.headers.update({**_UNKEPT, "Content-Disposition": f'attachment; filename="{name}"'})
    return response
