"""How long what is kept of use is kept. Questions may hold personal data: no longer than they are needed
(UK GDPR art.5(1)(e)).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _forever(value: object) -> object:
    return None if value == "forever" else value


# TOML has no word for nothing: "forever" is written for None.
Days = Annotated[Annotated[int, Field(ge=0)] | None, BeforeValidator(_forever)]
"""A number of days, or "forever" (None)."""


class RecordSettings(BaseModel):
    """What is kept, in days."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    history_days: Days = 180
    """A person's conversations. 0: until twelve hours after the last question, and in no list."""
    questions_days: Days = 180
    """The words of questions in the audit log. 0: never written into it."""
    feedback_days: Days = 365
    """Feedback with its question and answer, without who gave it."""
    audit_days: Annotated[Annotated[int, Field(ge=1)] | None, BeforeValidator(_forever)] = 730
    """Entries of the audit log."""
