"""A request letter becomes a ``Request``: from a file or pasted, whatever its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.foi.letter.addressee import find_authority, find_received
from assistant.foi.letter.contact import find_contact
from assistant.foi.letter.dependence import Asked, said_whole
from assistant.foi.letter.division import divide
from assistant.foi.letter.drafts import Division, Draft
from assistant.foi.letter.numbers import number
from assistant.foi.letter.quoted import (
    below_the_mark,
    blanked,
    headers_at_top,
    quoted_from,
    without_close,
    without_quotes,
)
from assistant.foi.letter.regimes import find_regime
from assistant.foi.letter.source import Letter, letter_in, pasted_letter
from assistant.foi.letter.stems import scope_over, under_stem
from assistant.foi.letter.subject import find_subject
from assistant.foi.request import LawFlag, Regime, Request, RequestQuestion
from ingest.document import Finding
from ingest.errors import RequestError

Flags = Callable[[str, Regime], Sequence[LawFlag]]


@dataclass(frozen=True, slots=True)
class Known:
    """What the officer or the library knows: the day of receipt, the authority, whose papers are held."""

    received: date | None = None
    authority: str | None = None
    authorities: tuple[str, ...] = ()


def read_request(path: Path, known: Known = Known(), flags: Flags | None = None) -> Request:
    """The request in a file (text, Word, PDF, web page, e-mail).

    Raises RequestError with one line: what is wrong, and what to do next.
    """
    return _request(letter_in(path), known, flags)


def read_pasted(text: str, known: Known = Known(), flags: Flags | None = None) -> Request:
    """The request in a pasted letter or e-mail. Raises RequestError as ``read_request`` does."""
    return _request(pasted_letter(text), known, flags)


@dataclass(frozen=True, slots=True)
class _Message:
    """The message that holds the request: its headers, its words, and those of them that may ask."""

    headers: dict[str, str]
    words: str
    forwarded: bool = False


def _request(letter: Letter, known: Known, flags: Flags | None) -> Request:
    message, found = _found(letter)
    notes = number(found.drafts)
    questions = _questions(message, found.drafts, known.authorities)
    regime, mixed = find_regime(message.words, questions)
    authority = _authority(letter, message, known)
    received = _received(letter, message, known)
    return Request(
        source=letter.source,
        sha256=letter.sha256,
        text=letter.text,
        subject=find_subject(message.words, message.headers),
        authority=authority.value if authority else None,
        authority_how=authority.how if authority else "",
        received=date.fromisoformat(received.value) if received else None,
        received_how=received.how if received else "",
        contact=find_contact(message.words, message.headers),
        regime=regime,
        questions=questions,
        ids_given=len(questions),
        flags=tuple(flags(letter.text, regime.regime)) if flags else (),
        notes=(*_notes(message, found, authority, received), *notes, *mixed, *letter.notes),
    )


def _found(letter: Letter) -> tuple[_Message, Division]:
    """The message that asks: the letter's own, else what stands below its close, else one it forwards."""
    for message in _messages(letter):
        for body in (without_close(message.words), message.words):
            found = divide(letter, body)
            if not found.drafts:
                found.drafts = found.topics
            if found.drafts:
                return message, found
    attached = " and in its attachments" if letter.format == "eml" and letter.notes else ""
    raise RequestError(
        f"No question was found in {'the letter' if letter.source == 'pasted' else letter.source}: look "
        f"for it "
        f"there{attached}, and paste what is asked for, one question a line and each with its number."
    )


def _messages(letter: Letter) -> list[_Message]:
    headers, end = headers_at_top(letter.body)
    own = _Message(headers, without_quotes(blanked(letter.body, 0, end)))
    below = blanked(letter.body, 0, end)
    if quoted_from(below) == len(below) and ">" not in below:
        return [own]
    inner = below_the_mark(below)
    inner_headers, inner_end = headers_at_top(inner)
    words = without_quotes(blanked(inner, 0, inner_end))
    return [own, _Message(inner_headers or headers, words, forwarded=True)]


def _questions(
    message: _Message, drafts: Sequence[Draft], authorities: Sequence[str]
) -> tuple[RequestQuestion, ...]:
    texts = [" ".join(message.words[draft.start : draft.end].split()) for draft in drafts]
    asked = [
        Asked(
            draft.number,
            under_stem(draft.stem, text),
            text,
            scope_over(draft.stem, text),
            draft.parent.number if draft.parent else None,
            draft.before,
        )
        for draft, text in zip(drafts, texts, strict=True)
    ]
    return tuple(
        RequestQuestion(
            id=f"q{place}",
            number=draft.number,
            text=text,
            standalone=meant.standalone,
            numbered=draft.own,
            leans_on=meant.leans_on,
            heading=draft.heading,
            start=draft.start,
            end=draft.end,
        )
        for place, (draft, text, meant) in enumerate(
            zip(drafts, texts, said_whole(asked, authorities), strict=True), 1
        )
    )


def _authority(letter: Letter, message: _Message, known: Known) -> Finding | None:
    if known.authority:
        return Finding(known.authority.strip(), "given")
    return find_authority(letter, message.words, message.headers, known.authorities)


def _received(letter: Letter, message: _Message, known: Known) -> Finding | None:
    if known.received:
        return Finding(known.received.isoformat(), "given")
    return find_received(letter, message.words, message.headers)


def _notes(
    message: _Message, found: Division, authority: Finding | None, received: Finding | None
) -> list[str]:
    notes = [f"The letter explains: “{words}”" for words in found.definitions]
    if message.forwarded:
        notes.append(
            "The request stands in a message that was forwarded or quoted; its own date and sender are taken."
        )
    if authority is None:
        notes.append("The letter does not say which authority it is to: say which.")
    if received is None:
        notes.append("The letter bears no date: say when it was received (FOIA s.10(1) counts from there).")
    elif received.how != "given":
        notes.append(
            "The day is that of the letter; if it came later, say when (FOIA s.10(1) counts from receipt)."
        )
    return notes
