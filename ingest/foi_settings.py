"""How prior answers to requests for information are read and judged."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class LogSettings(BaseModel):
    """A disclosure log kept as a table (CSV or XLSX): which files, and what its columns are called.

    Only ``file``, ``asked`` and ``answered`` must be given. Names of columns are compared without regard to
    case and spaces at their ends.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    file: str = Field(min_length=1)
    """The files it holds for: a name or pattern ("*log*.csv"), with or without folders."""
    asked: str = Field(min_length=1)
    answered: str = Field(min_length=1)
    reference: str | None = None
    received: str | None = None
    decided: str | None = None
    """The column with the day of the reply; where a row has none, that of ``received`` counts."""
    outcome: str | None = None
    authority: str | None = None
    """A column, or the name of the authority itself where no column is called so."""


class FoiSettings(BaseModel):
    """The FOI desk: when a prior answer is stale, disclosure logs by column, and the letter that goes out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stale_months: int = Field(default=12, ge=1)
    logs: tuple[LogSettings, ...] = ()
    template: Path | None = None
    """A Word file (DOCX) that letters are made from in place of the built-in one."""
    review: str = ""
    """How to ask for a review, in a sentence; "" for a reply to the letter."""
