"""``models``: which models run, where their weights came from, and whether they are the publisher's."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

app = typer.Typer(help="The models and their weights.", no_args_is_help=True)


@app.command("list")
def list_command(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False
) -> None:
    """Every model in use, with its SHA-256 checked against the publisher's."""
    from ingest.models import locate

    files = locate(context.obj.settings().models)
    verified = files.publisher_verified
    row = {
        "use": "embedding",
        "name": files.name,
        "location": files.location,
        "sha256": files.sha256,
        "publisher_verified": verified,
    }
    if as_json:
        sys.stdout.write(json.dumps([row]) + "\n")
        return
    says = {True: "the publisher's", False: "NOT the publisher's", None: "no published SHA-256 known"}
    sys.stdout.write(
        f"embedding  {files.name}\n  {files.location}\n  SHA-256 {files.sha256} ({says[verified]})\n"
    )
