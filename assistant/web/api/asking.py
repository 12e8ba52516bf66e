"""``POST /api/ask``: one answer, as the page and the command line give it."""

from __future__ import annotations

from typing import Annotated, Self

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticSerializationError

from assistant.answer import LONGEST_QUESTION, Answer, Filters, Mode, Turn
from assistant.people.person import Person, Right
from assistant.web.api.behind import Behind, Record
from assistant.web.api.problems import told_of
from assistant.web.api.turns import Turns
from assistant.web.who import requires

_MOST_TURNS = 50


Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION)]


class Asked(BaseModel):
    """A question, what the search is narrowed to, in whose words to answer, and what was said before it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "What does short breaks provision cost?"}]},
    )

    question: Question = Field(description="At most 2,000 characters.")
    filters: Filters = Field(
        default=Filters(),
        description="Only documents of this authority, of this kind, dated within these days (inclusive).",
    )
    mode: Mode = Field(
        default="quote",
        description='"quote": the documents\' own words. "write": a language model\'s words, each sentence '
        "checked; needs a model and takes longer.",
    )
    history: tuple[Turn, ...] = Field(
        default=(),
        max_length=_MOST_TURNS,
        description="The conversation so far, oldest first; at most 50 turns.",
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """JSON may hold half a character (RFC 8259, 8.2), which no text can."""
        try:
            self.model_dump_json()
        except PydanticSerializationError as error:
            raise ValueError("Half a character stands in it (a lone surrogate)") from error
        return self


def add_asking(router: APIRouter, rooms: Behind, turns: Turns, record: Record) -> None:
    """The route of questions."""

    @router.post(
        "/ask",
        summary="Ask a question",
        response_class=Response,
        responses={
            **told_of(400, 401, 403, 413, 422, 503),
            200: {"model": Answer, "description": "The answer, or why there is none."},
        },
    )
    async def ask(
        request: Request, asked: Asked, person: Annotated[Person, Depends(requires(Right.ASK))]
    ) -> Response:
        """An answer in the documents' own words (or a model's) with its citations, or a refusal.

        A refusal is an answer as well: `answerable` is then false, and `refusal` says why and what came
        nearest. Only documents that you are cleared for are read.
        """

        def work() -> Answer:
            service = rooms.service(person)
            answer = service.ask(asked.question, asked.filters, asked.history, asked.mode)
            record.asked(person, answer, asked.filters)
            return answer

        answer = await turns.take(person.name, request.is_disconnected, work)
        return Response(answer.model_dump_json(), media_type="application/json")
