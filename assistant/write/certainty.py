"""What the source holds possible, plans or recommends, and the sentence states as done or certain."""

from __future__ import annotations

import re

from assistant.units import sentences
from assistant.words import fold
from assistant.write.wording import clauses, content, held, root, without_month_of_may, words
from ingest.document import Span

_HELD_BACK = re.compile(
    r"\b(?:may|might|could|"
    r"(?:propos|plan|intend|aim|expect|hop|seek|consider|recommend|agree|undertak|commit|promis|pledg|ask|invit|request|urg)\w*\s+"
    r"(?:to|that|whether)):?\s+(?:\(?[a-z]\)\s+)?"
    r"(?:also\s+|only\s+|now\s+|be\s+|have\s+|not\s+)*(\w+)"
    # "To publish them now would harm it": nobody has done so.
    r"|\bto\s+(?!be\b)(\w+)(?:\s[\w'’]+){0,6}?\s(?=would\b)"
)
# "Will open", "to be opened", "is to open"; and "was opened", "has been opened", "opened".
_TO_COME = re.compile(
    r"\b(?:will|would|shall|to be|(?:is|are) to)\s+"
    r"(?:also\s+|only\s+|now\s+|then\s+|not\s+|be\s+|have\s+|\w+ly\s+)*(\w+)"
)
_DONE = re.compile(
    r"(?:\b(?:was|were|has|have|had|been|already|now)\s+(?:also\s+|now\s+|already\s+|been\s+|\w+ly\s+)*(\w+)"
    r"|\b(\w+ed|began|saw|went|cost|paid|met|won|lost|took|gave|made|ran|spent|bought|sold|rose|fell)\b)"
)
# With any of these the sentence holds back too.
_MARKS = re.compile(
    r"\b(?:may|might|could|can|cannot|would|will|should|shall|must|to be|(?:is|are) to|possib\w+|allow\w*|"
    r"permi\w+|options?|able|entitled|eligible|potential\w*|rights?|due|target\w*|(?:propos|plan|intend|aim|expect|hop|seek|"
    r"consider|recommend|want|need|ask|forecast|estimat|project|predict|draft|anticipat)\w*|"
    r"(?:agree|undertak|commit|promis|pledg)\w*\s+to|provisional\w*|interim|indicative|"
    r"development|under review|subject to|likely|standards?|required?|requires)\b"
)
# What a paper or a sum is called says nothing of what was done: "the proposed record", "an estimated cost".
_OF_PAPER = re.compile(
    r"\b(?:proposed|estimated|planned|forecast|projected|expected)\s+(?:\w+\s+)?"
    r"(?:record|report|decision|paper|costs?|price|value|spend|spending|amount)\b"
)
# What says that a figure is a rough one: no sign that something is still to come.
_ROUGHLY = re.compile(r"\b(?:approximately|about|around|minimum|at least)\b")
# What is only a draft, or only expected, with the words it is said of.
_QUALIFIED = re.compile(
    r"\b(?:draft|proposed|planned|provisional|forecast|projected|estimated|expected|recommended|indicative|"
    r"anticipated)\s+(?P<governed>(?:\w+\s+)?\w+)"
    r"|(?P<before>(?:\w+\s+){1,5}?)(?:(?:is|are|was|were)\s+)?(?:still\s+|now\s+)?"
    r"(?:in development|being drafted|under review)\b"
)
_FORESEEN = re.compile(
    r"\b(?:(?:is|are|was|were|be)\s+(?:now\s+|still\s+)?"
    r"(?:forecast|projected|expected|estimated|predicted|anticipated|planned|set)\s+(?:to|at|for)|"
    r"(?:targets?|forecast|projection|estimate)\b[^.;:]{0,40}?\b(?:is|was|are|were|of)|target:)"
    r"(?P<rest>[^.;]*)"
)
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
# "Can it be extended?" says nothing.
_QUESTION = re.compile(r"[^.?!\n…]*\?")
_ONLY_PLANNED = "The source says only that it may be, or is planned."


def made_certain(sentence: str, quoted: str, told: str = "") -> str | None:
    """Why the sentence is surer than the source; None where it is not.

    ``told``: the quoted words with every cell of a table behind its heading, where there is a table.
    """
    said, source = without_month_of_may(sentence), _QUESTION.sub(" ", without_month_of_may(quoted))
    if why := _in_one_clause(said, source):
        return why
    plainly = _ROUGHLY.sub(" ", said)
    if _MARKS.search(_OF_PAPER.sub(" ", plainly)):
        return None
    if why := _too_soon(said, source):
        return why
    is_planned = bool(_held_back(source) & {root(word) for word in words(said)})
    if _ROUGHLY.search(said) or (not is_planned and _MARKS.search(plainly)):
        return None
    if is_planned:
        return _ONLY_PLANNED
    return _unqualified(said, quoted) or _foreseen(said, without_month_of_may(told or quoted))


def _held_back(source: str) -> set[str]:
    """The roots of what the source says only that it may be, or is planned."""
    held_back = {root(match[match.lastindex or 0]) for match in _HELD_BACK.finditer(source)}
    return held_back - {root(word) for word in words(_HELD_BACK.sub(" ", source))}


def _in_one_clause(said: str, source: str) -> str | None:
    """Is a clause of a sentence that holds back elsewhere sure of what is only planned?"""
    planned = _held_back(source)
    for clause in clauses(said) if planned else ():
        if _MARKS.search(clause.text):
            continue
        done = {root(match[1] or match[2]) for match in _DONE.finditer(clause.text)}
        if done & planned:
            return _ONLY_PLANNED
    return None


def _too_soon(said: str, source: str) -> str | None:
    """Is what the source says will be told as done?"""
    done = {root(match[1] or match[2]) for match in _DONE.finditer(said)}
    to_come = {root(match[1]) for match in _TO_COME.finditer(source)}
    stated = {root(word) for word in words(_TO_COME.sub(" ", source))}
    return "The source says only that it will be." if done & (to_come - stated) else None


def _unqualified(said: str, source: str) -> str | None:
    """Is what the source calls a draft, a forecast and so on stated as it is?

    Only the statement of the source that is nearest to the sentence counts: a draft of one agreement says
    nothing about another.
    """
    nearest = _nearest(said, source)
    own = set(content(said))
    for match in _QUALIFIED.finditer(nearest):
        governed = set(content(match["governed"] or match["before"]))
        stated = set(content(nearest[: match.start()] + " " + nearest[match.end() :]))
        if governed & own and not governed & own & stated:
            return "The source says it only of a draft or a forecast."
    return None


def _foreseen(said: str, source: str) -> str | None:
    """Is a figure that the source only foresees, or sets as a target, given as what came of it?"""
    foreseen = {figure for match in _FORESEEN.finditer(source) for figure in _FIGURE.findall(match["rest"])}
    stated = set(_FIGURE.findall(_FORESEEN.sub(" ", source)))
    own = {figure for figure in _FIGURE.findall(said) if not _YEAR.fullmatch(figure)}
    if own & (foreseen - stated):
        return "The source gives this figure as a forecast or a target."
    return None


def _nearest(said: str, source: str) -> str:
    """The sentence of the source that shares most with what is said; a figure in both counts twice."""
    own = held(said)
    pieces = [fold(source[span.start : span.end]) for span in sentences(source, Span(0, len(source)))]
    return max(pieces, key=lambda each: sum(_worth(word) for word in own & held(each)), default="")


def _worth(word: str) -> int:
    return 2 if word[0].isdigit() else len(content(word))


_YEAR = re.compile(r"(?:19|20)\d\d|[1-9]|[12]\d|3[01]")
