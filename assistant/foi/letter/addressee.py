"""To whom a request is addressed, and when it was received, each with how that was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.foi.letter.labels import label_of
from assistant.foi.letter.quoted import greeting_at
from assistant.foi.letter.source import Letter
from assistant.question import GENERIC, named_authorities
from ingest.describe.datetext import WEEKDAY, find_dates
from ingest.describe.gazetteer import council_of, council_of_domain
from ingest.describe.names import bodies, known_places
from ingest.document import Finding

_ADDRESS = re.compile(r"[\w.+'-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
_PUBLIC = re.compile(
    r"(?:gov\.uk|llyw\.cymru|gov\.wales|gov\.scot|nhs\.uk|nhs\.net|police\.uk)$", re.IGNORECASE
)
_LABEL = re.compile(
    r"[ \t]*(?:date(?:d|[ \t]+(?:received|of[ \t]+(?:request|letter)))?|sent|received)\b[^\d?]{0,80}$",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(rf"[ \t]*(?:{WEEKDAY},?[ \t]+)?", re.IGNORECASE)
_HEAD = 600
_LONGEST = 120


def find_authority(
    letter: Letter, message: str, headers: dict[str, str], known: Sequence[str]
) -> Finding | None:
    """The authority that the request is made to, by its usual name. ``known``: whose papers are held.

    The address it was sent to says most, then the salutation and what stands above it, then the words.
    """
    for text, how in _places(message, headers):
        if found := _named_in(text, known) or _by_address(text, known):
            return Finding(found, how)
    greeting = greeting_at(message)
    body = message[greeting[1] if greeting else 0 :]
    if found := _most_named(body, known):
        return Finding(found, "named in the letter")
    own = headers.get("from", "")
    for match in _ADDRESS.finditer(letter.text):
        if match[0] not in own and (found := _by_address(match[0], known)):
            return Finding(found, f"e-mail address at {match['domain']}")
    return None


def _places(message: str, headers: dict[str, str]) -> Iterator[tuple[str, str]]:
    if to := headers.get("to", ""):
        address = _ADDRESS.search(to)
        yield to, f"sent to an address at {address['domain']}" if address else "'To' line"
    greeting = greeting_at(message)
    if greeting:
        yield message[slice(*greeting)], "salutation"
        yield message[: greeting[0]], "address above the salutation"
    if subject := headers.get("subject", ""):
        yield subject, "subject line"


def _named_in(text: str, known: Sequence[str]) -> str | None:
    held = _held(text, known)
    return held or next((body.name for body in bodies(text)), None)


def _held(text: str, known: Sequence[str]) -> str | None:
    """One whose papers are held, if its own words stand in the text; the most fully named goes first."""
    found = named_authorities(text, known)
    whole = [name for name in found if name.lower() in " ".join(text.split()).lower()]
    return next(iter(whole or found), None)


def _by_address(text: str, known: Sequence[str]) -> str | None:
    for match in _ADDRESS.finditer(text):
        if not _PUBLIC.search(match["domain"]):
            continue
        for label in match["domain"].lower().split("."):
            squeezed = label.replace("-", "")
            for name in known:
                own = "".join(w for w in re.findall(r"\w+", name.lower()) if w not in GENERIC)
                if own and own in squeezed:
                    return name
            if label not in ("gov", "uk", "nhs", "net") and (found := council_of_domain(label)):
                return found
    return None


def _most_named(text: str, known: Sequence[str]) -> str | None:
    """The body that the words name most often; a place by itself stands for its council."""
    if held := _held(text, known):
        return held
    named = [body.name for body in bodies(text)]
    if named:
        return max(dict.fromkeys(named), key=lambda name: (text.count(name), -named.index(name)))
    places = known_places(text)
    best = max(places, key=lambda place: places[place], default="")
    return council_of(best) if best else None


def find_received(letter: Letter, message: str, headers: dict[str, str]) -> Finding | None:
    """The day on the letter (ISO): of the e-mail's headers, or of the letter's own date line.

    The clock of FOIA s.10(1) runs from receipt: an officer who knows a later day gives it.
    """
    name = next((n for n in ("received", "sent", "date") if headers.get(n) and _dates(headers[n])), None)
    if name is not None:
        kind = "e-mail header" if letter.format == "eml" or "from" in headers else "date on the letter"
        return Finding(_dates(headers[name])[0].isoformat(), f"{kind} '{name.capitalize()}'")
    greeting = greeting_at(message)
    head = message[: max(_HEAD, greeting[0] if greeting else 0)]
    for line in head.split("\n"):
        if value := _day_of(line):
            return Finding(value.isoformat(), f"date on the letter ('{' '.join(line.split())[:60]}')")
    return None


def _day_of(line: str) -> date | None:
    """The day that a line gives to the letter: labelled, or set apart at its beginning or its end."""
    found = find_dates(line)
    if len(found) != 1 or label_of(line.strip()) is not None or "?" in line:
        return None
    before, after = line[: found[0].start], line[found[0].end :].strip()
    labelled = bool(_LABEL.match(before)) and not after
    first = bool(_DAY_ALONE.fullmatch(before)) and (not after or after[0] == ".")
    last = before.rstrip().endswith(",") and not after and len(line) < _LONGEST
    return found[0].value if labelled or first or last else None


def _dates(text: str) -> list[date]:
    return [mention.value for mention in find_dates(text)]
