"""The panel of earlier conversations: its markup, and the words on how long what is asked is kept."""

from __future__ import annotations

from importlib.resources import files

import gradio as gr

from assistant.spoken import counted
from ingest.record_settings import RecordSettings

PERSONAL = "Do not enter personal data that the answer does not need."

_PANEL = """
<details class="history">
<summary>Your earlier conversations</summary>
<form role="search" class="history-search">
<label for="history-words">Search earlier conversations</label>
<div class="history-row"><input type="search" id="history-words" maxlength="200" autocomplete="off">
<button type="submit">Search</button></div>
</form>
<p class="told history-told" role="status"></p>
<ul class="conversations"></ul>
<button type="button" class="delete-all" hidden>Delete all your conversations</button>
<dialog aria-labelledby="history-ask" aria-describedby="history-why">
<h2 id="history-ask"></h2>
<p id="history-why">This cannot be undone. Feedback that you gave on the answers is deleted too.</p>
<div class="history-row"><button type="button" class="keep">Keep</button>
<button type="button" class="really">Delete</button></div>
</dialog>
</details>
"""


def history_panel() -> gr.HTML:
    """The panel. It loads the list itself; to open a conversation it submits its id as its value."""
    script = files("assistant.ui").joinpath("history.js").read_text(encoding="utf-8")
    return gr.HTML(
        "",
        html_template=_PANEL,
        js_on_load=script,
        apply_default_css=False,
        elem_id="history",
    )


def kept_words(settings: RecordSettings) -> str:
    """How long what a reader asks is kept, and for whom; plain text without marks of HTML."""
    if settings.history_days == 0:
        told = "Your conversations are not kept beyond this session"
    else:
        told = f"Your conversations are kept {for_days(settings.history_days)} and shown to you alone"
    return f"{told}; {_logged(settings)} {PERSONAL}"


def _logged(settings: RecordSettings) -> str:
    if settings.questions_days == 0:
        return "the audit log says when you asked, but not what."
    return f"the audit log keeps the words of your questions {for_days(settings.questions_days)}."


def for_days(days: int | None) -> str:
    """ "for 180 days", "without limit"."""
    return "without limit" if days is None else f"for {counted(days, 'day')}"
