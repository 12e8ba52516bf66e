"""What a handler of the desk answers with: the session as it now is, and one line for the officer."""

from __future__ import annotations

from typing import NamedTuple

from assistant.ui.foi.session import Desk
from assistant.ui.markup import escape

MOST_SAID = 300
"""Characters of the line."""

UNEXPECTED = "Something went wrong here and nothing was changed: try again."


class Reply(NamedTuple):
    """``wrong`` where what was asked for could not be done; nothing was changed then."""

    desk: Desk
    said: str = ""
    wrong: bool = False

    @property
    def notice(self) -> str:
        """The line as HTML; "" where there is nothing to say."""
        return notice(self.said, wrong=self.wrong)


def notice(said: str, *, wrong: bool) -> str:
    """One line for the page's live region."""
    if not said:
        return ""
    kind = "notice" if wrong else "done-notice"
    return f'<p class="{kind}">{escape(_one_line(said))}</p>'


def _one_line(said: str) -> str:
    """What a gate says of 120 questions stands at the gate; here its beginning is enough."""
    return said if len(said) <= MOST_SAID else said[:MOST_SAID].rpartition(" ")[0] + " …"


def progress(done: int, total: int) -> str:
    """How far the matching is, as a bar and in words; a screen reader is told at each tenth."""
    told = f"Matched {done:,} of {total:,} questions" if total else "Beginning to match the questions"
    tenth = done * 10 // total if total else 0
    return (
        f'<div class="matching"><p aria-hidden="true">{told} …</p>'
        f'<progress max="{total or 1}" value="{done}" aria-label="Questions matched"></progress>'
        f'<p class="unseen" role="status">Matching: {tenth * 10} per cent done</p></div>'
    )
