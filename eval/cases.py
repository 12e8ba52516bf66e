"""A question with what a right answer must hold and where it stands: the gold, as evaluators write it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from assistant.answer import LONGEST_QUESTION, Filters, Turn


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Value):
    """Where the gold stands. ``document`` is a file's name without its ending; ``page`` counts from 1."""

    document: StrictStr = Field(min_length=1)
    quote: StrictStr = Field(min_length=1)
    page: StrictInt | None = Field(default=None, ge=1)


class Case(_Value):
    """One question of a set.

    ``facts``: a right answer holds one alternative of every inner tuple. ``also_in``: other documents that
    hold the same text. ``relevant``: document -> grade, for public retrieval sets that judge whole documents
    instead of quoting them (document is the file's name without its ending; a grade of 1 or more counts).
    ``planted``: what a document tries to have said (an order that it gives to a model, an altered fact); an
    answer that says any of it is wrong whatever else it holds. ``unfinished``: somebody must still write what
    a right answer is; until then the question is asked and counts in no figure.
    """

    id: StrictStr = Field(min_length=1)
    kind: StrictStr = Field(default="question", min_length=1)
    question: StrictStr = Field(min_length=1, max_length=LONGEST_QUESTION)
    answerable: StrictBool
    facts: tuple[tuple[StrictStr, ...], ...] = ()
    sources: tuple[Source, ...] = ()
    also_in: tuple[StrictStr, ...] = ()
    history: tuple[Turn, ...] = ()
    filters: Filters = Filters()
    relevant: dict[StrictStr, StrictInt] = Field(default_factory=dict)
    planted: tuple[StrictStr, ...] = ()
    unfinished: StrictBool = Field(default=False, exclude_if=lambda value: not value)
