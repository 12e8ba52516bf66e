"""How many calls of programs are worked on at a time, and how many may wait."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class ApiSettings(BaseModel):
    """The interface for programs. What finds no place is told at once to come again, rather than hang."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at_once: int = Field(default=2, ge=1)
    """Questions answered at the same time; each keeps about one core busy."""
    waiting: int = Field(default=30, ge=0)
    """Questions that may wait for their turn. The last quarter of the places is kept for people who have
    no question there yet, so that one program cannot shut the others out."""
    patience_s: float = Field(default=60.0, gt=0)
    """How long a call waits for its turn."""
    drafts_waiting: int = Field(default=4, ge=0)
    """Request letters that may wait while one is drafted."""
    drafts_patience_s: float = Field(default=300.0, gt=0)
