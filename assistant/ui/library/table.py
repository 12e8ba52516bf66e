"""The documents as a table, and the files that could not be taken in, as HTML. Pure functions, escaped."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.paper import Line
from assistant.spoken import counted, date_words, kind_words
from assistant.ui.library.browsing import COLUMNS, Browsing, Sheet, state_of
from assistant.ui.library.words import COLUMNS as HEADINGS
from assistant.ui.library.words import STATES, attention_words, moment_words, short_date, shortened
from assistant.ui.markup import escape, isolated
from ingest.failures import Failure

NUMBERS = ("pages", "passages")
EMPTY = "There are no documents here yet."
NOTHING_FITS = "No document fits what was asked for: change the words or the filters above."


def told(found: Sheet, held: int) -> str:
    """How much of the library is shown, in one line for the live region."""
    if not held:
        return f"<p>{EMPTY}</p>"
    if not found.found:
        return f"<p>{NOTHING_FITS}</p>"
    last = found.first + len(found.lines) - 1
    of = counted(found.found, "document") if found.found < held else f"all {counted(held, 'document')}"
    part = f", {found.first:,} to {last:,} shown" if found.pages > 1 else ""
    among = f" of {held:,}" if found.found < held else ""
    return f"<p>{escape(of[:1].upper() + of[1:])}{among}{part}.</p>"


def table(found: Sheet, browsing: Browsing) -> str:
    """One page of the table with the buttons that sort it and lead to the other pages."""
    if not found.lines:
        return ""
    heads = "".join(_head(column, browsing) for column in COLUMNS)
    rows = "".join(_row(line, last=line.row.id == browsing.chosen) for line in found.lines)
    by = HEADINGS.get(browsing.sort, "Title").lower()
    caption = f"Documents, sorted by {by}, {'descending' if browsing.descending else 'ascending'}"
    return (
        f'<table class="shelf-table"><caption class="unseen">{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{_turning(found)}"
    )


def _head(column: str, browsing: Browsing) -> str:
    by = column == browsing.sort
    order = "descending" if browsing.descending else "ascending"
    state = f' aria-sort="{order}"' if by else ""
    arrow = ("▼" if browsing.descending else "▲") if by else ""
    return (
        f'<th scope="col" class="of-{column}"{state}><button type="button" class="sort" data-sort="{column}">'
        f'{HEADINGS[column]} <span class="arrow" aria-hidden="true">{arrow}</span></button></th>'
    )


def _row(line: Line, *, last: bool) -> str:
    row = line.row
    trouble = ' class="held"' if row.state == "quarantined" else ""
    mark = " data-last" if last else ""
    cells = {
        "kind": escape(kind_words(row.kind)),
        "authority": isolated(row.authority or ""),
        "date": escape(short_date(row.date)),
        "reference": isolated(row.reference or ""),
        "marking": isolated(shortened(row.marking or "")),
        "pages": f"{row.pages:,}" if row.pages else "",
        "passages": f"{row.passages:,}",
        "state": _state(line),
    }
    rest = "".join(f'<td class="of-{column}">{cell}</td>' for column, cell in cells.items())
    return (
        f'<tr{trouble}{mark}><th scope="row" class="of-title"><button type="button" class="pick" '
        f'data-open="{escape(row.id)}">{isolated(row.title)}</button>{_file(line)}{_narrow(line)}</th>{rest}</tr>'
    )


def _file(line: Line) -> str:
    sources = line.row.sources
    if not sources:
        return ""
    more = f" and {counted(len(sources) - 1, 'other file')}" if len(sources) > 1 else ""
    return f'<span class="under file">{isolated(sources[0])}{more}</span>'


def _narrow(line: Line) -> str:
    """On a narrow page what has no column of its own stands below the title."""
    row = line.row
    facts = [kind_words(row.kind), row.authority, date_words(row.date), row.reference, row.marking]
    return f'<span class="under narrow">{" · ".join(isolated(fact) for fact in facts if fact)}</span>'


def _state(line: Line) -> str:
    words = "".join(f"<li>{escape(each)}</li>" for each in attention_words(line))
    return escape(STATES[state_of(line)]) + (f'<ul class="attention">{words}</ul>' if words else "")


def _turning(found: Sheet) -> str:
    if found.pages == 1:
        return ""
    before, after = found.page - 1, found.page + 1
    return (
        '<nav class="turning" aria-label="Pages of the table">'
        f"{_turn('First', 1, found.page > 1)}{_turn('Previous', before, found.page > 1)}"
        f"<span>Page {found.page:,} of {found.pages:,}</span>"
        f"{_turn('Next', after, found.page < found.pages)}"
        f"{_turn('Last', found.pages, found.page < found.pages)}</nav>"
    )


def _turn(words: str, page: int, usable: bool) -> str:
    off = "" if usable else " disabled"
    return (
        f'<button type="button" class="do" data-turn="{page}" data-key="{words}" '
        f'aria-label="{words} page"{off}>{words}</button>'
    )


def failures(failed: Sequence[Failure]) -> str:
    """The files that could not be taken in, each with a way to take it off the list."""
    if not failed:
        return ""
    rows = "".join(map(_failure, failed))
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("File", "Why", "Last tried", "Do"))
    return (
        '<h2 class="heading">Files that could not be taken in</h2>'
        '<div class="rows" tabindex="0" role="group" aria-label="Files that could not be taken in">'
        '<table class="desk-table"><caption class="unseen">Files that could not be taken in</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _failure(failed: Failure) -> str:
    name = isolated(failed.source)
    return (
        f'<tr><th scope="row"><span class="file">{name}</span></th><td>{escape(failed.reason)}</td>'
        f"<td>{escape(moment_words(failed.at))}</td>"
        f'<td><button type="button" class="do" data-dismiss="{escape(failed.path)}" '
        f'aria-label="{escape(f"Take {failed.source} off the list")}">Take off the list</button></td></tr>'
    )
