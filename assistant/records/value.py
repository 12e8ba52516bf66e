"""The base of what the records hand out: frozen, and closed to unknown names."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A record that can be written as JSON and read back the same."""

    model_config = ConfigDict(extra="forbid", frozen=True)
