"""The public bodies a text names, each under one name however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.describe.gazetteer import council_of, councils, place_key


class BodyType(StrEnum):
    """What kind of body a name belongs to."""

    COUNCIL = "council"
    COMBINED = "combined authority"
    ICB = "integrated care board"
    CCG = "clinical commissioning group"
    TRUST = "trust"


@dataclass(frozen=True, slots=True)
class Body:
    """A public body: its display name, the place in it, and what it is. Two spellings are one body."""

    name: str
    place: str
    type: BodyType


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a body: ``start`` and ``end`` are offsets in that text."""

    body: Body
    start: int
    end: int


_STYLE = (
    r"(?P<council>(?:Unitary|Parish|Town|Community)\s+Council"
    r"|(?:Metropolitan\s+)?(?:County|City|Borough|District)(?:\s+(?:Borough|District|and\s+District))?\s+Council"
    r"|\b(?:MBC|M\.B\.C\.)(?=\W|$)|Council)\b"
)
_NHS = (
    r"|(?P<icb>Integrated\s+Care\s+Board|ICB)(?![\w-])|(?P<ccg>Clinical\s+Commissioning\s+Group|CCG)(?![\w-])"
    r"|(?P<trust>(?:NHS\s+)?Foundation\s+Trust|NHS\s+Trust|University\s+Health\s+Board"
    r"|Health\s+and\s+Social\s+Care\s+Trust)\b|(?P<combined>Combined\s+Authority)\b"
)
_ANCHOR = re.compile(rf"(?<![\w-])(?:{_STYLE}{_NHS})", re.IGNORECASE)
_OPENING = re.compile(
    r"(?<![\w-])(?P<form>(?:London|Royal|Metropolitan)\s+Borough\s+of|City\s+of|County\s+Borough\s+of|Cyngor"
    r"(?:\s+(?:Sir|Dinas|Bwrdeistref(?:\s+Sirol)?))?)\s+",
    re.IGNORECASE,
)
_WINDOW = 90
_WORD = r"[A-Z][\w'’.-]*"
_LINK = r"(?:and|&|upon|on|of|with|the|in|by|under|le)"
_RUN_BEFORE = re.compile(rf"(?:(?:{_WORD},?|{_LINK})[ \n]+)*(?:{_WORD})$")
_RUN_AFTER = re.compile(rf"{_WORD}(?:[ \n]+(?:{_WORD}|{_LINK}))*")
_UNKNOWN_AFTER = re.compile(rf"{_WORD}(?:[ \n]+(?:upon|and|&)[ \n]+{_WORD})?")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


_TITLE_LINKS = frozenset({"and", "upon", "on", "of", "with", "the", "in", "by", "under", "le"})
_NHS_NAME_WORDS = _words(
    "hospital hospitals university community services service care health partnership trust"
)
_NOT_A_PLACE = _words(
    """authority client commissioner organisation provider publisher supplier the a an at by between
    cabinet chair chairman council councils county city borough district councillor chief clerk
    committee dear director executive leader from for full head in joint local member members mayor
    nhs other our parish partner re this to town unitary upper lower tier when where whilst which
    with work your address agenda meeting minutes report relevant principal neighbouring annual each
    every any all if as and or new that these those no said trust board group service services
    integrated care clinical commissioning foundation university hospital community youth school
    schools pcc pay per act both constituent respective arts research british general medical
    nursing professions sports tenants students"""
)
_BEFORE_OF = frozenset({"isle", "isles", "vale", "forest", "riding", "city", "borough", "royal", "county"})


def mentions(text: str) -> Iterator[Mention]:
    """Every body that ``text`` names in full or by a usual form, in order of the pattern that found it."""
    for match in _ANCHOR.finditer(text):
        found = _named_before(text, match)
        if found:
            yield found
    for match in _OPENING.finditer(text):
        found = _named_after(text, match)
        if found:
            yield found


def _named_before(text: str, anchor: re.Match[str]) -> Mention | None:
    if not anchor.group()[0].isupper():
        return None
    window = text[max(anchor.start() - _WINDOW, 0) : anchor.start()].rstrip(" \n")
    run = _RUN_BEFORE.search(window)
    if not run:
        return None
    words = run.group().replace("\n", " \n").split(" ")
    kind = str(anchor.lastgroup)
    place = _known_suffix(words) if kind == "council" else ""
    place = place or _unknown_suffix(words, nhs=kind in ("icb", "ccg", "trust"))
    if not place:
        return None
    body = _body(kind, place, " ".join(anchor.group().split()))
    start = anchor.start() - len(place) - 1
    start -= 4 if text[max(start - 4, 0) : start].upper() == "NHS " else 0
    return Mention(body, max(start, 0), anchor.end())


def _known_suffix(words: list[str]) -> str:
    """The longest end of ``words`` that is a place with a council of its own."""
    cleaned = [word.strip() for word in words]
    for start in range(len(cleaned)):
        place = " ".join(cleaned[start:])
        if council_of(place) and cleaned[start][:1].isupper():
            return place
    return ""


def _unknown_suffix(words: list[str], *, nhs: bool) -> str:
    """A place that the table lacks: the capitalised words at the end, on one line, that can be a name."""
    taken: list[str] = []
    for word in reversed(words):
        bare = word.strip().rstrip(",").lower()
        if bare in _NOT_A_PLACE and bare not in _TITLE_LINKS and not (nhs and bare in _NHS_NAME_WORDS):
            break
        if taken and (_ends_sentence(word) or (taken[0] == "of" and bare not in _BEFORE_OF)):
            break
        taken.insert(0, word.strip())
        if word.startswith("\n"):
            break
    while taken and taken[0].lower() in _TITLE_LINKS | {"&"}:
        taken.pop(0)
    return " ".join(taken)


def _ends_sentence(word: str) -> bool:
    return word.strip().endswith(".") and word.strip().lower() not in ("st.", "gt.", "mt.")


def _named_after(text: str, opening: re.Match[str]) -> Mention | None:
    rest = text[opening.end() : opening.end() + _WINDOW]
    run = _RUN_AFTER.match(rest)
    if not run:
        return None
    form = " ".join(opening.group("form").split()).title().replace(" Of", " of")
    words = run.group().split()
    known = next((p for p in (" ".join(words[:n]) for n in range(len(words), 0, -1)) if council_of(p)), "")
    if known:
        body = _council(known, form)
    elif form == "City of":
        return None
    else:
        unknown = _UNKNOWN_AFTER.match(rest)
        place = title_case(" ".join(unknown.group().split())) if unknown else ""
        body = Body(f"{form} {place}", place_key(place), BodyType.COUNCIL)
    return Mention(body, opening.start(), opening.end() + len(known or body.place))


def _body(kind: str, place: str, written: str) -> Body:
    if kind == "council":
        return _council(place, written)
    place = title_case(place)
    bare = re.sub(r"^NHS ", "", place, flags=re.IGNORECASE)
    key = place_key(bare)
    if kind in ("icb", "ccg"):
        form = written.upper() if len(written) == 3 else title_case(written)
        return Body(f"NHS {bare} {form}", key, BodyType.ICB if kind == "icb" else BodyType.CCG)
    if kind == "combined":
        return Body(f"{place} Combined Authority", key, BodyType.COMBINED)
    return Body(f"{place} {title_case(written)}", key, BodyType.TRUST)


def _council(place: str, written: str) -> Body:
    """The council of a place under the name it uses, unless ``written`` is plainly another tier's."""
    known = council_of(place)
    style = written.lower()
    if known and _same_tier(known.lower(), style):
        return Body(known, place_key(place), BodyType.COUNCIL)
    shown = (
        "Metropolitan Borough Council" if style.startswith("m") and "b" in style[:3] else title_case(written)
    )
    key = f"{place_key(place)} {style}" if known else place_key(place)
    return Body(f"{title_case(place)} {shown}", key, BodyType.COUNCIL)


def _same_tier(known: str, style: str) -> bool:
    if style.startswith("cyngor"):
        return True
    local = ("parish", "town", "community")
    if style.startswith(local) or (style.startswith("district") and "district" not in known):
        return False
    county = "county council" in known
    return county == ("county council" in style) or style in ("council", "unitary council")


def title_case(text: str) -> str:
    """A name in title case; one that is not all capitals is left as its author wrote it."""
    words = text.split()
    return " ".join(_title_word(word, first=index == 0) for index, word in enumerate(words))


def _title_word(word: str, *, first: bool) -> str:
    lower = word.lower()
    if lower in _TITLE_LINKS and not first:
        return lower
    if word in ("NHS", "ICB", "CCG") or (not word.isupper() and not word.islower()):
        return word
    return "-".join(_capital(part) for part in lower.split("-"))


def _capital(part: str) -> str:
    return part if part in _TITLE_LINKS else part[:1].upper() + part[1:]


def bodies(text: str) -> list[Body]:
    """The bodies that ``text`` names, each once, in order of appearance."""
    found = sorted(mentions(text), key=lambda mention: mention.start)
    return list(dict.fromkeys(mention.body for mention in found))


def known_places(text: str) -> dict[str, int]:
    """How often each place of the table stands in ``text`` as a capitalised name."""
    counts: dict[str, int] = {}
    for match in re.finditer(rf"{_WORD}(?:[ ](?:{_WORD}|{_LINK}))*", text):
        for key in _places_in(match.group().split()):
            counts[key] = counts.get(key, 0) + 1
    return counts


def _places_in(words: list[str]) -> Iterator[str]:
    start = 0
    while start < len(words):
        longest = next(
            (n for n in range(6, 0, -1) if place_key(" ".join(words[start : start + n])) in councils()), 0
        )
        if longest and words[start][:1].isupper():
            yield place_key(" ".join(words[start : start + longest]))
        start += max(longest, 1)
