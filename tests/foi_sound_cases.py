"""Cases of the FOI desk, sound as they stand, and the gate of a name."""

from datetime import UTC, date, datetime
from typing import Any

from assistant.answer import Citation
from assistant.foi.case import (
    Case,
    CostEstimate,
    Decision,
    Disposition,
    PublicInterest,
    Reliance,
    Row,
    SearchRecord,
)
from assistant.foi.coverage import Coverage, Covered
from assistant.foi.gates import Gate, GateName, gates
from assistant.foi.request import Regime, RegimeFinding, Request, RequestQuestion

RECEIVED, TODAY = date(2026, 2, 20), date(2026, 3, 10)
FOUND = SearchRecord(system="finance ledger", searched=date(2026, 3, 2), post="FOI officer", found=True)
NOTHING = FOUND.model_copy(update={"found": False})
WEIGHED = PublicInterest(
    favouring_disclosure="Openness about public money.",
    favouring_withholding="Bidders would see each other's prices.",
    balance="While the tender is live, withholding weighs more.",
)
TENDER = Reliance(section="s.43(2)", why="Prices of a live tender.", public_interest=WEIGHED)
ESTIMATE = CostEstimate(
    determining_held=2, locating=10, retrieving=4, extracting=6, basis="220 files, six minutes each."
)
QUOTED = Citation(
    marker=1, document_id="d1", passage_id="p1", source="reply.pdf", title="Reply on agency spending",
    kind="foi-response", date="2025-01-09", page=2, quote="The council spent £1.5m.",
)  # fmt: skip
LETTER = (
    "If you are unhappy with this response you may ask for an internal review within 40 working days. "
    "You may then complain to the Information Commissioner, www.ico.org.uk."
)


def row(number: str = "1", **changes: Any) -> Row:
    """A disclosed answer with its search: sound as it stands."""
    asked = f"What was spent on item {number}?"
    question = RequestQuestion(id=f"q{number}", number=number, text=asked, standalone=asked)
    sound: dict[str, Any] = {
        "question": question,
        "covered": Covered(question_id=question.id, coverage=Coverage.ANSWERED_BEFORE, why=""),
        "drafted": "The council spent £1.5m in 2024/25.",
        "answer": "The council spent £1.5m in 2024/25.",
        "decision": Decision.ACCEPTED,
        "disposition": Disposition.DISCLOSED,
        "search": FOUND,
    }
    return Row(**{**sound, **changes})


def refused(*reliances: Reliance, **changes: Any) -> Row:
    return row(
        disposition=Disposition.REFUSED, search=None, reliances=reliances, answer="This is exempt.", **changes
    )


def case(*rows: Row, regime: Regime | None = None, suspected: Regime = Regime.FOIA, **changes: Any) -> Case:
    request = Request(
        source="pasted", sha256="0" * 64, text="…", received=RECEIVED,
        regime=RegimeFinding(regime=suspected, why=("It asks about river water.",)),
        questions=tuple(each.question for each in rows),
    )  # fmt: skip
    made = datetime(2026, 2, 20, tzinfo=UTC)
    return Case(id="c1", created=made, updated=made, request=request, rows=rows, regime=regime, **changes)


def gate(name: GateName, of: Case, **changes: Any) -> Gate:
    (found,) = [each for each in gates(of, TODAY, **changes) if each.name is name]
    return found


def shut(name: GateName, of: Case, **changes: Any) -> Gate:
    found = gate(name, of, **changes)
    assert not found.passed, found
    assert found.explanation
    return found
