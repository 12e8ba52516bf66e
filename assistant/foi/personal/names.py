"""Names of persons, as far as their place betrays them: title, salutation, signature, contact details."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.foi.personal.finding import PersonalFinding, PersonalKind

_PART = r"(?:[A-Z](?:\.|(?=\s))|(?:Mc|Mac|O['’]|D['’])?[A-Z][a-zà-ÿ]+(?:[-'’][A-Z][a-zà-ÿ]+)*)"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Lord|Lady|Rev|Reverend)"
# On one line: a name does not run over its end.
_GAP = r"[ \t]+"
_TITLED = re.compile(rf"\b{_TITLE}\.?{_GAP}(?:{_PART}{_GAP}){{0,3}}{_PART}(?![\w])")
_GREETED = re.compile(
    rf"\b(?:Dear|Hello|Hi|Attn:?|FAO:?){_GAP}(?P<name>{_PART}(?:{_GAP}{_PART}){{0,2}})(?=\s*[,\n:]|\s*$)"
)
_LABELLED = re.compile(
    r"\b(?:[Nn]ame|[Cc]ontact|[Cc]ase officer|[Oo]fficer|[Aa]uthor|[Ss]igned|[Mm]anager|[Rr]equester|"
    r"[Ff]rom)"
    rf"\s*:[ \t]*(?P<name>{_PART}(?:{_GAP}{_PART}){{1,2}})"
)
_SIGNED = re.compile(
    rf"(?i:\b(?:yours(?:{_GAP}(?:sincerely|faithfully|truly))?|(?:kind|best|warm){_GAP}regards|regards|"
    r"best wishes))"
    rf"[,.]?\s*\n\s*(?P<name>{_PART}(?:{_GAP}{_PART}){{0,2}})[ \t]*(?:\n|$)"
)
_FULL = re.compile(rf"(?<![\w@.]){_PART}(?:{_GAP}{_PART}){{1,2}}(?![\w@])")
# How far from contact details a name is still beside them, in characters of the same line.
_BESIDE = 60
# Capitalised words that make an office, a place or a paper of what looks like a name.
_NO_NAME = re.compile(
    r"(?:On|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Ask|Ring|Call|Write|Mail|See|By|And|With|Via|Tell|Speak|To|Or|"
    r"Council|City|County|Borough|District|Parish|Town|Team|Office|Officer|Department|Service|"
    r"Services|Board|Trust|Health|Care|Social|Adult|Adults|Children|Childrens|Information|"
    r"Freedom|Act|Regulations|Commissioner|Commissioners|Governance|Data|Protection|House|Street|"
    r"Road|Lane|Avenue|Court|Floor|Hall|Centre|Park|Head|Director|Manager|Chief|Executive|"
    r"Assistant|Legal|Democratic|Request|Requests|Response|Internal|Review|Public|Local|"
    r"Authority|National|Insurance|Dear|Sir|Madam|Yours|Kind|Best|Email|Telephone|Tel|Phone|"
    r"Mobile|Fax|Contact|Address|Website|Please|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|North|South|East|West|The|This|These|Our|Your|For|From|Section|Part|"
    r"Annex|Appendix|Question|Answer|Mental|Education|Housing|Planning|Highways|Finance|"
    r"Commissioning|Procurement|Integrated|Customer|Reference|Wycliffe|Cheshire|Wilmslow|Water|"
    r"Requester|Applicant|Colleague|All|Either|If"
    r")"
)


def names(text: str, reach: Sequence[PersonalFinding]) -> Iterator[PersonalFinding]:
    """Names with a title, in a salutation, a signature or after a label, and those beside contact details.

    ``reach`` holds the e-mail addresses and telephone numbers found in the same text.
    """
    for match in _TITLED.finditer(text):
        if not _NO_NAME.fullmatch(match.group().split()[-1]):
            yield _found(text, match.start(), match.end(), "A name with its title.")
    for pattern, why in (
        (_GREETED, "A name in a salutation."),
        (_LABELLED, "A name after a label."),
        (_SIGNED, "A name under a signature."),
    ):
        for match in pattern.finditer(text):
            if _is_name(match["name"]):
                yield _found(text, match.start("name"), match.end("name"), why)
    for contact in reach:
        yield from _beside(text, contact)


def _beside(text: str, contact: PersonalFinding) -> Iterator[PersonalFinding]:
    """Two or three capitalised words on the contact's line, or on the line above it."""
    line = text.rfind("\n", 0, contact.start) + 1
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    stop = text.find("\n", contact.end)
    stop = len(text) if stop < 0 else stop
    first = max(above, contact.start - _BESIDE)
    for match in _FULL.finditer(text, first, min(stop, contact.end + _BESIDE)):
        start, end = _trimmed(text, match.start(), match.end())
        if " " in text[start:end] and _is_name(text[start:end]):
            yield _found(text, start, end, f"A name beside a {_called(contact)}.")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the words before and after that are no part of a name: "Ask", "Contact", "Director"."""
    words = [match.span() for match in re.finditer(r"\S+", text[start:end])]
    kept = [(start + first, start + last) for first, last in words]
    while kept and _NO_NAME.fullmatch(text[slice(*kept[0])]):
        kept.pop(0)
    while kept and _NO_NAME.fullmatch(text[slice(*kept[-1])]):
        kept.pop()
    return (kept[0][0], kept[-1][1]) if kept else (start, start)


def _is_name(words: str) -> bool:
    return not any(_NO_NAME.fullmatch(word.strip(".")) for word in words.split())


def _called(contact: PersonalFinding) -> str:
    return contact.kind.value if contact.kind is PersonalKind.PHONE else "mail address"


def _found(text: str, start: int, end: int, why: str) -> PersonalFinding:
    return PersonalFinding(kind=PersonalKind.NAME, words=text[start:end], start=start, end=end, why=why)
