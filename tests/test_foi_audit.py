"""The audit file says what decided a letter, and holds no contact details and no answer's words."""

from __future__ import annotations

import hashlib
from datetime import date

from foi_builders import AT, case

from assistant.foi.case import Decision, Disposition
from assistant.foi.deciding import accept, dispose, edit
from assistant.foi.response.audit import AuditedGate, audit


def test_an_audit_names_decisions_sources_and_times() -> None:
    decided = edit(dispose(accept(case(), "q1", AT), "q1", Disposition.DISCLOSED, AT), "q2", "£74.", AT)
    gate = AuditedGate(name="dispositions", passed=True, explanation="Each question has one.")
    made = audit(decided, AT, date(2026, 3, 23), {"letter.docx": b"PK"}, (gate,), {"d1": "cd" * 32})
    assert made.letters == {"letter.docx": hashlib.sha256(b"PK").hexdigest()}
    assert (made.received, made.due) == (date(2026, 2, 20), date(2026, 3, 23))
    first, second = made.questions
    assert (first.decision, first.disposition) == (Decision.ACCEPTED, Disposition.DISCLOSED)
    [source] = first.sources
    assert (source.source, source.sha256, source.page) == ("foi/FOI-0417.pdf", "cd" * 32, 2)
    assert source.quote_sha256 == hashlib.sha256(b"412 children were waiting.").hexdigest()
    assert second.answer_sha256 == hashlib.sha256("£74.".encode()).hexdigest()
    assert [line.what for line in made.history] == [
        "accepted the draft",
        "disposition: disclosed",
        "wrote the answer",
    ]


def test_an_audit_holds_nothing_personal() -> None:
    made = audit(edit(case(), "q2", "Ask J at 0113 496 0000.", AT), AT, None, {}, (), {}).model_dump_json()
    assert "resident" not in made
    assert "0113" not in made
    assert "children are waiting" not in made
