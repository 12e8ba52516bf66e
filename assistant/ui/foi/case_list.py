"""The cases that are kept, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.foi.cases import CaseLine
from assistant.spoken import date_words
from assistant.ui.markup import escape, isolated


def case_list(lines: Sequence[CaseLine]) -> str:
    """All cases, each with a way to open and to delete it."""
    if not lines:
        return '<p class="summary">No cases yet.</p>'
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Case", "State", "Do"))
    return (
        '<div class="rows"><table class="desk-table"><caption class="unseen">Cases</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(map(_line, lines))}</tbody></table></div>"
    )


def deletion(line: CaseLine) -> str:
    """What deleting means, before it is done."""
    return (
        f'<p class="notice" role="alert">Delete case {isolated(named(line))} for good? The request, the '
        "answers and every decision go with it, and nothing brings them back.</p>"
    )


def named(line: CaseLine) -> str:
    """The authority's reference, else when it was received, else its id."""
    received = f"received on {date_words(line.received)}" if line.received else ""
    return line.reference or received or line.id


def _line(line: CaseLine) -> str:
    received = f"Received {date_words(line.received)}" if line.received else "Day of receipt not known"
    sent = f"Sent {date_words(line.sent)}" if line.sent else "Not sent"
    return (
        f'<tr><th scope="row">{isolated(line.reference or "No reference")}<span class="under">'
        f"{isolated(line.authority or 'Authority not known')}</span></th>"
        f'<td>{escape(received)}<span class="under">{line.decided} of {line.questions} answers decided; '
        f"{escape(sent)}</span></td>"
        f"<td>{_button('open', 'Open', line)} {_button('delete', 'Delete', line)}</td></tr>"
    )


def _button(action: str, words: str, line: CaseLine) -> str:
    label = escape(f"{words} case {named(line)}")
    return (
        f'<button type="button" class="do" data-do="{action}" data-case="{escape(line.id)}" '
        f'aria-label="{label}">{words}</button>'
    )
