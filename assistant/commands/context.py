"""What every command is given: the settings, and the library opened and closed around its work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.library import Library
    from ingest.settings import Settings


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

        with Library(self.settings()) as library:
            yield library
