"""Files that are added: which are refused, how far it is, and what became of each, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.spoken import counted
from assistant.ui.markup import escape, isolated
from assistant.ui.service import ACCEPTED_FORMATS

MOST_FILES = 500
TOO_MANY = (
    f"More than {MOST_FILES} files at once: add them in parts, or run `commissioning-assistant ingest`."
)

WAITING = '<p class="matching" role="status">Waiting for another upload to end …</p>'


def refusal(path: Path, most_mb: int) -> str:
    """Why a file is not read at all; "" where it is."""
    if path.suffix.lower() not in ACCEPTED_FORMATS:
        return f"Files of this kind are not read, only {', '.join(ACCEPTED_FORMATS)}."
    if path.stat().st_size > most_mb * 1_000_000:
        return f"The file has more than {most_mb} MB: split it, or ask for a smaller one."
    return ""


def progress(names: Sequence[str], done: int) -> str:
    """How far it is, as a bar, in words, and file by file; a screen reader is told at each tenth."""
    total = len(names)
    at_hand = f": {isolated(names[done])}" if done < total else ""
    items = "".join(
        f'<li class="{_step(number, done)}"><span class="file">{isolated(name)}</span> '
        f"<span>{_STEPS[_step(number, done)]}</span></li>"
        for number, name in enumerate(names)
    )
    return (
        f'<div class="matching"><p aria-hidden="true">Taking in {min(done + 1, total):,} of '
        f"{counted(total, 'file')}{at_hand}</p>"
        f'<progress max="{total or 1}" value="{done}" aria-label="Files taken in"></progress>'
        f'<p class="unseen" role="status">{done * 10 // (total or 1) * 10} per cent taken in</p>'
        f'<ol class="taking" tabindex="0" aria-label="Files">{items}</ol></div>'
    )


_STEPS = {"done": "done", "now": "being read", "later": "waiting"}


def _step(number: int, done: int) -> str:
    return "done" if number < done else "now" if number == done else "later"


def trouble(message: str) -> str:
    """One line on why nothing was added."""
    return f'<p class="notice" role="alert">{escape(message)}</p>'
