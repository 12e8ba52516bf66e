"""Who does what to whom: two texts that name the same two about the same deed, the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.units import sentences
from assistant.words import fold
from assistant.write.wording import content, root, words
from ingest.document import Span

_FROM_TO = re.compile(
    r"\bfrom\s+(?:the\s+|an?\s+)?([\w/.-]*\w)\b[^.;:]{0,40}?\bto\s+(?:the\s+|an?\s+)?([\w/.-]*\w)"
)

_DONE_BY = re.compile(r"\b(\w+(?:ed|en|held|made|paid|run|set|led))\s+by\s+([^.,;:]+)")
_BY = re.compile(r"\b(\w+ed)\s+by\s+((?:[\w/-]+\s+){0,5}[\w/-]+)")
# Of two that differ, the one that counts: "the National Framework prevails".
_PREVAILS = re.compile(r"(\w+)\s+(?:(?:will|shall|must)\s+)?(?:prevails?|takes?\s+precedence|overrides?)\b")
# What stands between two that are said to be the same.
_EQUATES = re.compile(r"(?:is|are|was|were) (?:the|an?|its|their|our)(?: \w+)?")
_IS = r"(?:is|are|was|were|be|been|being)"


def exchanged(sentence: str, quoted: str) -> str | None:
    """Why the two of the sentence stand in each other's place; None where they do not."""
    own, others = set(_deeds(sentence)), set(_deeds(quoted))
    turned = {(after, deed, before, by) for before, deed, after, by in own - others}
    own_text, others_text = fold(sentence), fold(quoted)
    ways = (
        _turned_way,
        _other_prevails,
        _patient_acts,
        _is_turned,
        lambda one, other: _is_turned(other, one),
    )
    if turned & others or any(way(own_text, others_text) for way in ways):
        return "The source says it the other way round."
    return None


def _deeds(text: str) -> Iterator[tuple[str, str, str, bool]]:
    """Each word of content with the one before and after it in its sentence, and whether "by" follows it.

    A word that "of" follows is no deed, and "the risk is distance" says what "distance is the risk" does.
    """
    for span in sentences(text, Span(0, len(text))):
        own = words(text[span.start : span.end])
        said = [at for at, word in enumerate(own) if content(word)]
        for before, at, after in zip(said, said[1:], said[2:], strict=False):
            by = own[at + 1 : at + 2] == ["by"]
            if own[at + 1 : at + 2] == ["of"] or _EQUATES.fullmatch(" ".join(own[before + 1 : at])):
                continue
            yield root(own[before]), root(own[at]), root(own[after]), by


def _turned_way(one: str, other: str) -> bool:
    """Is "from A to B" there "from B to A"?"""
    ways, others = set(_FROM_TO.findall(one)), set(_FROM_TO.findall(other))
    return any((end, start) in others and (start, end) not in others for start, end in ways if start != end)


def _other_prevails(one: str, other: str) -> bool:
    """Does another prevail than in the source, where the sentence knows both?"""
    own, others = set(_PREVAILS.findall(one)), set(_PREVAILS.findall(other))
    return bool(own) and bool(others) and not own & others and others <= set(words(one))


def _patient_acts(said: str, source: str) -> bool:
    """Is a thing "designated by" one who in the source "be designated" itself, by nobody named there?"""
    for deed, agent in _DONE_BY.findall(said):
        done = re.compile(rf"([^.;:]*?)\s+{_IS}\s+(?:\w+ly\s+)?{deed}\b(\s+by\b)?")
        patients = {tuple(content(who)[-1:]) for who, by in done.findall(source) if not by}
        if any(patient and set(patient) <= set(content(agent)) for patient in patients):
            return not re.search(rf"\b{deed}\s+by\b", source)
    return False


def _is_turned(passive: str, active: str) -> bool:
    """Does the one say "done by X" where the other says, of the same X, that another does it to X?"""
    for deed, agent in _BY.findall(passive):
        whom = [word for word in agent.split() if content(word) or word[-1].isdigit()]
        if whom and _done_to(deed, whom, active) and not re.search(rf"\b{re.escape(deed)}\s+by\b", active):
            return True
    return False


def _done_to(deed: str, whom: Sequence[str], active: str) -> bool:
    """Does something else do the deed to one of these? "Superseded by 21/0033", "supersedes 21/0033"."""
    does = rf"(?:{re.escape(deed[:-1])}s?|{re.escape(deed[:-2])}(?:s|es|ing|ed)?)"
    to_it = rf"([^.;:]*)\b{does}\s+(?!by\b)(?:\w+\s+){{0,3}}?(?:{'|'.join(map(re.escape, whom))})\b"
    found = re.search(to_it, active)
    return found is not None and not set(words(found[1])) & set(whom)
