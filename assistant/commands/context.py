"""What every command is given: the settings, and the library opened and closed around its work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from ingest.library import Library
    from ingest.settings import Settings

_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Context:
    """The global options. Settings are parsed when a command first needs them."""

    home: Path | None
    config: Path | None

    def settings(self) -> Settings:
        from ingest.settings import load_settings

        return load_settings(self.home, self.config)

    @contextmanager
    def library(self) -> Iterator[Library]:
        from ingest.library import Library

        try:
            with Library(self.settings()) as library:
                yield library
        except KeyboardInterrupt:
            sys.stderr.write("Interrupted: what was finished is kept; run the same command to go on.\n")
            raise typer.Exit(_INTERRUPTED) from None
