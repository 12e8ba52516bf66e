"""What was read in a request, as HTML: pure functions, everything from the letter escaped."""

from __future__ import annotations

from assistant.foi.request import Contact, LawFlag, Request, RequestQuestion
from assistant.spoken import counted, uk_date
from assistant.ui.foi.marked_letter import letter
from assistant.ui.foi.words import REGIMES
from assistant.ui.markup import escape, isolated


def facts(request: Request) -> str:
    """From whom to whom, since when, under which law, and what the officer should know before matching."""
    received = uk_date(request.received) if request.received else "Not found: enter it below"
    authority = isolated(request.authority) if request.authority else "Not found: enter it below"
    lines = (
        _fact("Letter", isolated(request.source), request.subject and f"Subject: {request.subject}"),
        _fact("Authority", authority, request.authority_how),
        _fact("Received", escape(received), request.received_how),
        _fact("Law", escape(REGIMES[request.regime.regime]), " ".join(request.regime.why)),
    )
    return f'<dl class="read-facts">{"".join(lines)}</dl>' + _remarks(request) + contact(request.contact)


def contact(details: Contact) -> str:
    """How the requester can be reached, folded away until an officer asks for it."""
    known = {
        "Name": details.name,
        "E-mail": details.email,
        "Telephone": details.phone,
        "Address": details.address,
    }
    lines = "".join(_fact(label, isolated(value), "") for label, value in known.items() if value)
    if not lines:
        return ""
    return (
        '<details class="folded"><summary>Contact details of the requester</summary>'
        f'<dl class="read-facts">{lines}</dl></details>'
    )


def whole_letter(request: Request) -> str:
    """The letter itself, folded while its questions are corrected."""
    return f'<details class="folded"><summary>The letter</summary>{letter(request)}</details>'


def questions(request: Request, asking: str) -> str:
    """The questions as they were understood; ``asking`` is the id of the one being corrected."""
    if not request.questions:
        return '<p class="empty">No question was found: add those that the letter asks.</p>'
    rows = "".join(_question(each, each.id == asking) for each in request.questions)
    return (
        f'<p class="summary">{counted(len(request.questions), "question")}. Choose one to correct it.</p>'
        '<div class="rows"><table class="desk-table">'
        '<caption class="unseen">Questions of the request</caption>'
        '<thead><tr><th scope="col">No.</th><th scope="col">Question</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def question_heading(question: RequestQuestion | None) -> str:
    """Which question is being corrected."""
    if question is None:
        return ""
    return f'<h3 class="row-heading" tabindex="-1">Question {isolated(question.number)}</h3>'


def _question(question: RequestQuestion, chosen: bool) -> str:
    under = f'<span class="under">{isolated(question.heading)}</span>' if question.heading else ""
    counted_by_us = "" if question.numbered else '<span class="under">numbered by us</span>'
    taken = ""
    if " ".join(question.standalone.split()) != " ".join(question.text.split()):
        leans = f" (leans on question {question.leans_on})" if question.leans_on else ""
        taken = f'<span class="taken">Taken to mean{escape(leans)}: {isolated(question.standalone)}</span>'
    # One stop of the Tab key for the whole table; the page's script moves with the arrow keys.
    current = ' aria-current="true"' if chosen else ' tabindex="-1"'
    return (
        f'<tr{" class=chosen" if chosen else ""}><th scope="row">{isolated(question.number)}</th><td>'
        f'{under}<button type="button" class="pick" data-question="{escape(question.id)}"{current}>'
        f"{isolated(question.text)}</button>{counted_by_us}{taken}</td></tr>"
    )


def _remarks(request: Request) -> str:
    remarks = [isolated(note) for note in request.notes] + [_flag(flag) for flag in request.flags]
    if not remarks:
        return ""
    listed = "".join(f"<li>{remark}</li>" for remark in remarks)
    return f'<div class="notices"><h3>Please note</h3><ul>{listed}</ul></div>'


def _flag(flag: LawFlag) -> str:
    return f"“{isolated(flag.words)}”: {isolated(flag.problem)}"


def _fact(label: str, value: str, how: str) -> str:
    """``value`` is HTML, ``how`` text."""
    told = f'<span class="how">{isolated(how)}</span>' if how else ""
    return f"<div><dt>{escape(label)}</dt><dd>{value}{told}</dd></div>"
