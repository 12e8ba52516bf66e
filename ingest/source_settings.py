"""How pages of papers are drawn for the reader, within bounds."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class SourceSettings(BaseModel):
    """Bounds for drawing one page, so that a hostile file harms nobody, and for the pictures kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    timeout_s: int = Field(default=10, ge=1)
    """How long a page may take to be drawn, or searched for a quotation."""
    workers: int = Field(default=2, ge=1, le=8)
    """How many processes draw; each is started when the first page is asked for."""
    worker_memory_mb: int = Field(default=1024, ge=256)
    max_megapixels: float = Field(default=12, ge=1, le=50)
    """A page that would have more is drawn smaller."""
    cache_mb: int = Field(default=300, ge=1)
    """How much of the disk the pictures may take below the home folder; the longest unused go first."""
