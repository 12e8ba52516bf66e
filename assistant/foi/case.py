"""A case of the FOI desk: a request with what was found, what the officer decided, and what will be sent."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from assistant.answer import Citation
from assistant.foi.coverage import Covered
from assistant.foi.request import Regime, Request, RequestQuestion
from assistant.foi.value import Value


class Disposition(StrEnum):
    """What the response does with a question; an officer's decision, never ours."""

    DISCLOSED = "disclosed"
    PARTLY_DISCLOSED = "partly-disclosed"
    NOT_HELD = "not-held"
    REFUSED = "refused"
    SIGNPOSTED = "signposted"
    ANOTHER_BODY = "another-body"
    CLARIFICATION = "clarification"


class Decision(StrEnum):
    """What the officer did with the words drafted for a question."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class SearchRecord(Value):
    """A search of the authority's records: in which system, when, and by which post (never a name)."""

    system: str
    searched: date
    post: str
    found: bool


class PublicInterest(Value):
    """The public-interest test of a qualified exemption (FOIA s.2(2)(b); EIR reg.12(1)(b))."""

    favouring_disclosure: str
    favouring_withholding: str
    balance: str


class QualifiedPerson(Value):
    """The opinion that FOIA s.36(2) asks for: whose (a post), when, and what it was."""

    post: str
    given: date
    opinion: str


class Reliance(Value):
    """An exemption or exception relied on: the section with its subsection ("s.43(2)") and why it applies."""

    section: str
    why: str
    public_interest: PublicInterest | None = None
    qualified_person: QualifiedPerson | None = None


class CostEstimate(Value):
    """An estimate under the 2004 Fees Regulations, reg.4(3): hours for each of the four countable activities.

    Redacting and deciding on exemptions do not count. ``basis`` says how the hours were arrived at.
    """

    determining_held: float
    locating: float
    retrieving: float
    extracting: float
    basis: str


class DraftedFact(Value):
    """Words of the draft that state something, with the quotation that they rest on."""

    text: str
    citation: Citation


class Row(Value):
    """A question of the case: what covers it, the words drafted, and the officer's decisions about it.

    ``drafted`` is what we proposed, with [n] for the nth of ``leaned_on``, the quotations in the annex.
    ``note`` is for the officer alone: what to mind and what to do next. ``answer`` is what enters the letter
    (the officer's words where edited, "" until a decision was made).
    """

    question: RequestQuestion
    covered: Covered
    drafted: str = ""
    note: str = ""
    facts: tuple[DraftedFact, ...] = ()
    decision: Decision | None = None
    answer: str = ""
    disposition: Disposition | None = None
    search: SearchRecord | None = None
    reliances: tuple[Reliance, ...] = ()
    leaned_on: tuple[Citation, ...] = ()


class PersonalDataDecision(Value):
    """What the officer decided about one finding of the s.40 check: keep it in the letter, or take it out."""

    words: str
    question_id: str
    keep: bool
    why: str


class Acknowledgement(Value):
    """A flagged reference to the law that the officer keeps in the letter, and why."""

    words: str
    why: str


class ClockKind(StrEnum):
    """What happened to a case that the clock minds, each on its day.

    ``EXTENDED``: the requester was told of a later day (FOIA s.17(2), EIR reg.7(3), UK GDPR art.12A(4)).
    ``FEES_NOTICE`` and ``FEE_PAID``: a fee was asked for in advance, and came (FOIA s.9 and 10(2), EIR
    reg.8).
    """

    CLARIFICATION_ASKED = "clarification-asked"
    CLARIFICATION_RECEIVED = "clarification-received"
    EXTENDED = "extended"
    FEES_NOTICE = "fees-notice"
    FEE_PAID = "fee-paid"
    SENT = "sent"


class ClockEvent(Value):
    """Something that moves the due day. ``note`` says why; ``until`` is the day an extension was given to."""

    kind: ClockKind
    on: date
    note: str = ""
    until: date | None = None


class Happened(Value):
    """A line of the case's history: when (UTC), what was done, to which question. No contact details."""

    at: datetime
    what: str
    question_id: str = ""
    detail: str = ""


class Case(Value):
    """All of a case. ``reference`` is the authority's own; ``sent`` the day the response went out.

    ``version`` counts the times it was kept, so that two people cannot overwrite each other unseen.
    ``estimate``, ``narrower`` and ``advice`` belong to a refusal under s.12 with its advice under s.16.
    ``regime`` is the law that the officer settled on, None until then; ``acknowledged`` are the flagged
    references to the law that the officer looked at and keeps, with the reason.
    """

    id: str
    created: datetime
    updated: datetime
    request: Request
    reference: str = ""
    rows: tuple[Row, ...] = ()
    events: tuple[ClockEvent, ...] = ()
    estimate: CostEstimate | None = None
    advice: str = ""
    narrower: str = ""
    personal_data: tuple[PersonalDataDecision, ...] = ()
    sent: date | None = None
    history: tuple[Happened, ...] = ()
    version: int = 0
    regime: Regime | None = None
    acknowledged: tuple[Acknowledgement, ...] = ()

    @property
    def handled_under(self) -> Regime:
        """The law that the case is worked under: the officer's word, else what the letter looks like."""
        return self.regime or self.request.regime.regime
