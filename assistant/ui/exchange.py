"""What stands under an answer that is kept: feedback on it, and the answer as a file to take along."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records.feedback import LONGEST_NOTE, Given, Verdict
from assistant.ui.markup import escape

_FORMS = (("docx", "Word"), ("html", "web page"), ("md", "Markdown"))
_VERDICTS = (
    (Verdict.USEFUL, "Useful"),
    (Verdict.WRONG_SOURCE, "Wrong source"),
    (Verdict.WRONG_ANSWER, "Wrong answer"),
)
_HINT = "Goes to those who evaluate this service, without your name. Leave personal data out."


@dataclass(frozen=True, slots=True)
class Kept:
    """Under which ids an exchange and its conversation are kept, and what its reader said of it so far."""

    exchange: str
    conversation: str
    given: Given | None = None


def footer(number: int, kept: Kept) -> str:
    """As HTML; the page's script sends what is chosen in it. ``number`` is that of the exchange."""
    return (
        f'<div class="after" data-exchange="{escape(kept.exchange)}" '
        f'data-conversation="{escape(kept.conversation)}">'
        f"{_judging(number, kept.given)}{_saving(number, kept)}</div>"
    )


def _judging(number: int, given: Given | None) -> str:
    chosen = given.verdict if given else None
    buttons = "".join(_verdict(verdict, words, verdict is chosen) for verdict, words in _VERDICTS)
    return (
        f'<div class="judging" role="group" aria-labelledby="x{number}-judge">'
        f'<span id="x{number}-judge">Was this answer right?</span>{buttons}</div>'
        f"{_note(number, given)}"
        '<p class="told judged" role="status"></p>'
    )


def _verdict(verdict: Verdict, words: str, pressed: bool) -> str:
    state = "true" if pressed else "false"
    return (
        f'<button type="button" class="judge" data-verdict="{verdict.value}" aria-pressed="{state}">'
        f"{words}</button>"
    )


def _note(number: int, given: Given | None) -> str:
    hidden = "" if given else " hidden"
    words = escape(given.note) if given else ""
    return (
        f'<div class="noting"{hidden}><label for="x{number}-note">A note on it (optional)</label>'
        f'<textarea id="x{number}-note" rows="3" maxlength="{LONGEST_NOTE}" '
        f'aria-describedby="x{number}-note-hint">{words}</textarea>'
        f'<p class="told" id="x{number}-note-hint">{_HINT}</p>'
        '<button type="button" class="send-note">Send the note</button></div>'
    )


def _saving(number: int, kept: Kept) -> str:
    answer = _links(f"records/answers/{kept.exchange}/export", "this answer")
    lines = [f"<li>Save this answer as {answer}</li>"]
    if number > 1:
        whole = _links(f"records/conversations/{kept.conversation}/export", "the whole conversation")
        lines.append(f"<li>Save the whole conversation as {whole}</li>")
    return f'<ul class="saving">{"".join(lines)}</ul>'


def _links(address: str, what: str) -> str:
    """Each link says by itself what it saves, for those who go from link to link."""
    return ", ".join(
        f'<a href="{escape(address)}/{form}" download aria-label="{words}: save {what}">{words}</a>'
        for form, words in _FORMS
    )
