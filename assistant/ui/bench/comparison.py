"""Two runs side by side, as HTML."""

from __future__ import annotations

from assistant.spoken import counted
from assistant.ui.bench.service import ChangeLine, Compared, MetricLine
from assistant.ui.markup import escape, isolated

_METRICS = ("Figure", "Before", "After", "Change", "95% interval", "p", "n")
_CHANGES = ("Change", "Question", "Was", "Is now")
_NUMBER = ' class="number"'
_SAID = {True: "better", False: "worse", None: ""}


def compared(both: Compared) -> str:
    """The figures, then the questions that came out otherwise."""
    title = f"Compared: {isolated(both.before)} → {isolated(both.after)}"
    notices = "".join(f"<li>{escape(line)}</li>" for line in both.notices)
    return (
        f'<section class="bench-shown"><h3 tabindex="-1">{title}</h3>'
        f'<p class="summary">{counted(both.questions, "question")} asked in both with the same gold. A '
        "change is called better or worse only where its whole interval is.</p>"
        + (f'<ul class="caution">{notices}</ul>' if notices else "")
        + _table("Figures before and after", _METRICS, "".join(map(_metric, both.metrics)), _NUMBER)
        + _changes(both)
        + "</section>"
    )


def _metric(line: MetricLine) -> str:
    said = f' <span class="under">{_SAID[line.better]}</span>' if line.better is not None else ""
    kind = {True: "found", False: "mind", None: ""}[line.better]
    cells = "".join(f'<td class="number">{escape(value)}</td>' for value in (line.before, line.after))
    rest = "".join(f'<td class="number">{escape(value)}</td>' for value in (line.interval, line.p, line.n))
    change = f'<td class="number {kind}">{escape(line.change)}{said}</td>'
    return f'<tr><th scope="row">{escape(line.name)}</th>{cells}{change}{rest}</tr>'


def _changes(both: Compared) -> str:
    if not both.changes:
        return '<p class="summary">No question came out otherwise.</p>'
    more = both.changed - len(both.changes)
    rest = f'<p class="summary">And {more:,} more: download the runs to see all.</p>' if more > 0 else ""
    return _table("Questions that came out otherwise", _CHANGES, "".join(map(_change, both.changes))) + rest


def _change(line: ChangeLine) -> str:
    return (
        f'<tr><th scope="row">{escape(line.change)}</th>'
        f'<td dir="auto">{escape(line.question)}<span class="under">{isolated(line.id)}</span></td>'
        f'<td dir="auto">{escape(line.was)}</td><td dir="auto">{escape(line.now)}</td></tr>'
    )


def _table(caption: str, heads: tuple[str, ...], rows: str, number: str = "") -> str:
    columns = "".join(f'<th scope="col"{number}>{head}</th>' for head in heads)
    return (
        f'<div class="rows" role="region" aria-label="{caption}" tabindex="0">'
        f'<table class="desk-table bench-table"><caption>{caption}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
