"""What every command is given: the settings, and the library opened and closed around its work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.ui.bench.service import MakeBenchmarks
    from ingest.library import Library
    from ingest.settings import Settings

_INTERRUPTED = 130

ClearedFor = Annotated[
    list[str] | None,
    typer.Option(
        "--cleared-for",
        metavar="MARKING",
        help="Answer as for somebody cleared for papers of this marking, and for no other (may be repeated; "
        "open: for none). Without it, everything here is yours to see.",
    ),
]


def as_seen(library: Library, markings: list[str] | None) -> Library:
    """The library as somebody sees it who is cleared for these markings; without any given, all of it."""
    from ingest.clearance import cleared_for

    return library.seen_by(cleared_for(markings)) if markings else library


@dataclass(frozen=True, slots=True)
class Context:
    """The global options. Settings are parsed when a command first needs them.

    ``benchmarks`` makes the evaluation for the page, where there is one.
    """

    home: Path | None
    config: Path | None
    benchmarks: MakeBenchmarks | None = None

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
