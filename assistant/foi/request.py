"""A request for information as it was read: from whom to whom, since when, under which law, asking what."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from assistant.foi.value import Value


class Regime(StrEnum):
    """The law that a request falls under, as far as its words tell."""

    FOIA = "FOIA"
    EIR = "EIR"
    SUBJECT_ACCESS = "subject-access"


class RegimeFinding(Value):
    """The regime suspected, and why: one plain sentence for each sign. FOIA unless something else is said."""

    regime: Regime = Regime.FOIA
    why: tuple[str, ...] = ()


class Contact(Value):
    """How the requester can be reached. Never written to a log, nor shown by ``repr``."""

    name: str | None = Field(default=None, repr=False)
    email: str | None = Field(default=None, repr=False)
    phone: str | None = Field(default=None, repr=False)
    address: str | None = Field(default=None, repr=False)


class LawFlag(Value):
    """A reference to the law that does not exist or belongs to another regime, where it stands."""

    words: str
    start: int
    end: int
    problem: str


class RequestQuestion(Value):
    """One thing asked.

    ``number`` is the letter's own, parts joined by a full stop ("3", "3.a", "i"), or counted by us where it
    has none (``numbered`` is then False). ``text`` is the requester's words without the number.
    ``standalone`` is what is searched for: the stem of a part and the subject of an earlier question put
    before it where it leans on them; ``leans_on`` is the number of that question. ``heading`` is the one that
    it stands under. ``start`` and ``end`` are offsets into ``Request.text``; both 0 where an officer wrote or
    merged the question. ``id`` is unique in its request and stays the same however it is edited.
    """

    id: str
    number: str
    text: str
    standalone: str
    numbered: bool = True
    leans_on: str | None = None
    heading: str = ""
    start: int = 0
    end: int = 0


class Request(Value):
    """A request letter, read. ``authority_how`` and ``received_how`` say in a few words how each was found.

    ``text`` is the letter as plain text, ``sha256`` that of the bytes given, ``source`` the file's name or
    "pasted". ``flags``: wrong references to the law in the letter. ``notes``: what the officer should know.
    ``ids_given`` counts the question ids ever given, so that none is given twice.
    """

    source: str
    sha256: str
    text: str = Field(repr=False)
    subject: str = ""
    authority: str | None = None
    authority_how: str = ""
    received: date | None = None
    received_how: str = ""
    contact: Contact = Contact()
    regime: RegimeFinding = RegimeFinding()
    questions: tuple[RequestQuestion, ...] = ()
    flags: tuple[LawFlag, ...] = ()
    notes: tuple[str, ...] = ()
    ids_given: int = 0
