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


def chosen(paths: Sequence[Path], most_mb: int) -> str:
    """The files that wait to be added, each with a way to leave it out and, where it is refused, why."""
    if not paths:
        return ""
    refusals = [refusal(path, most_mb) for path in paths]
    fit = sum(not why for why in refusals)
    told = f"{counted(len(paths), 'file')} chosen" + ("" if fit == len(paths) else f", {fit:,} can be added")
    items = "".join(_waiting(number, path, refusals[number]) for number, path in enumerate(paths))
    return (
        f'<p class="summary" role="status">{told}.</p>'
        f'<ol class="taking" tabindex="0" aria-label="Files chosen">{items}</ol>'
    )


def _waiting(number: int, path: Path, refused: str) -> str:
    name = path.name
    why = f'<span class="refused">{escape(refused)}</span>' if refused else ""
    return (
        f'<li><span class="file">{isolated(name)}</span> <span class="size">{_size(path)}</span> '
        f'<button type="button" class="do" data-leave="{number}" '
        f'aria-label="{escape(f"Leave out {name}")}">Leave out</button>{why}</li>'
    )


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size, 1) / 1000:.1f} KB"


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
