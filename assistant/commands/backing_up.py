"""``backup`` and ``restore``: the home folder in one file, and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def backup_command(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(help="The zip file to write; it must not be there yet.")],
) -> None:
    """Write the library, accounts, cases and records into one file. The page may go on."""
    from ingest.backup import back_up

    files = back_up(context.obj.settings().home, target)
    sys.stdout.write(f"Wrote {target}: {files} files. Keep it as safe as the library itself.\n")


def restore_command(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")],
) -> None:
    """Put a backup back as a new home folder."""
    from ingest.backup import restore

    home = context.obj.settings().home
    files = restore(source, home)
    sys.stdout.write(
        f"Restored {files} files into {home}. Run `commissioning-assistant doctor` to check them, "
        "and `models fetch` for the reranker.\n"
    )
