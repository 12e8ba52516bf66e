"""A condition that the source makes, and the sentence leaves out, changes what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.units import sentences
from assistant.write.wording import content
from ingest.document import Span

_CONDITION = re.compile(
    r"\b(?:unless|only (?:if|where|when|with|after|on)|provided(?: that)?(?= \w+ (?:is|are|was|has|have))|"
    r"on condition that|except(?: for| that| where| in)?|(?<!is )(?<!are )(?<!be )(?<!not )subject to)\b"
    r"(?P<rest>[^.;:,]*)",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"\b(?:unless|only|if|provided|condition|except|subject to|where|when|while|until|once|without)\b",
    re.IGNORECASE,
)
# How much of the sentence must stand in what the condition governs, for the condition to be on it.
_GOVERNED = 0.6
_IF = re.compile(r"(?<!only )\bif\b(?P<rest>.+)", re.IGNORECASE)
_ONLY = re.compile(r"\bonly (?:if|where|when|with|after|on)\b(?P<rest>[^.;:,]*)", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?!\d*\.\d)")
# How many words the sentence must say before its own condition.
_FEWEST = 2


def dropped_condition(sentence: str, quoted: str) -> str | None:
    """Which condition on what the sentence says it leaves out; None where there is none.

    A sentence with a condition of its own is asked about one thing only: an "if" of which no word is in the
    "only if" of the source.
    """
    marked, own = _MARKER.search(sentence), _IF.search(sentence)
    if marked and not own:
        return None
    said = set(content(sentence[: own.start()] if own else sentence))
    if len(said) < (_FEWEST if own else 1):
        return None
    conditional = set(content(own["rest"])) if own else set()
    for match, governed in _conditions(quoted, _ONLY if own else _CONDITION):
        made = set(content(match["rest"]))
        if _is_elsewhere(sentence, match.string, quoted):
            continue
        if made and not made & (said | conditional) and len(said & governed) >= _GOVERNED * len(said):
            return f"It leaves out a condition: {match.group().strip()}."
    return None


def _is_elsewhere(sentence: str, conditional: str, quoted: str) -> bool:
    """Do the figures of the sentence stand in the source outside the sentence with the condition alone?"""
    figures = set(_FIGURE.findall(sentence))
    rest = set(_FIGURE.findall(quoted.replace(conditional, " ")))
    return bool(figures & rest) and not figures & set(_FIGURE.findall(conditional))


# The items of a list are sentences of their own.
_BULLET = re.compile(r"(?:^|\s)[-•]\s")


def _conditions(quoted: str, form: re.Pattern[str]) -> Iterator[tuple[re.Match[str], set[str]]]:
    """Each condition with the words of content of the sentence that it is made in."""
    pieces = [quoted[span.start : span.end] for span in sentences(quoted, Span(0, len(quoted)))]
    for source in (item for piece in pieces for item in _BULLET.split(piece)):
        for match in form.finditer(source):
            yield match, set(content(source[: match.start()] + " " + source[match.end() :]))


# What is said whatever happens: the source must say it so.
_REGARDLESS = re.compile(
    r"\b(?:even (?:if|when|where)|whether or not|regardless|irrespective|no matter|whatever|"
    r"in any (?:case|event)|under all circumstances|unconditionally)\b",
    re.IGNORECASE,
)


def made_unconditional(sentence: str, quoted: str) -> str | None:
    """Why the sentence says of every case what the source does not; None where it does not."""
    if _REGARDLESS.search(sentence) and not _REGARDLESS.search(quoted):
        return "The source does not say it whatever happens."
    return _states_condition(sentence, quoted)


_ONLY_THEN = re.compile(r"\b(?:unless|only if|provided that)\b(?P<rest>[^.;:,]*)", re.IGNORECASE)


def _states_condition(sentence: str, quoted: str) -> str | None:
    """Why a condition of the source is stated as a fact ("unless a second house is opened"), or None."""
    if _MARKER.search(sentence):
        return None
    said = set(content(sentence))
    for match in _ONLY_THEN.finditer(quoted):
        made = set(content(match["rest"]))
        elsewhere = set(content(f"{quoted[: match.start()]} {quoted[match.end() :]}"))
        if len(made - elsewhere) >= _FEWEST and made <= said:
            return "The source says it only as a condition."
    return None


_UNLESS = re.compile(r"(?P<main>.+?)\bunless\b(?P<made>.+)", re.IGNORECASE | re.DOTALL)


def turned_exception(sentence: str, quoted: str) -> str | None:
    """Why the rule is the source's exception ("separate unless joint", "joint unless separate"), or None."""
    own = _UNLESS.search(sentence)
    if not own:
        return None
    main, made = set(content(own["main"])), set(content(own["made"]))
    for span in sentences(quoted, Span(0, len(quoted))):
        if other := _UNLESS.search(quoted[span.start : span.end]):
            rule, exception = set(content(other["main"])), set(content(other["made"]))
            if (main - made) & (exception - rule) and (made - main) & (rule - exception):
                return "The source has the rule and its exception the other way round."
    return None


# "If referrals exceed the plan, the parties meet", and the other way about.
_IF_THEN = re.compile(
    r"^\W*(?:\S+\s+){0,2}?(?:if|where|whenever|should)\b(?P<made>[^,.;]+),(?P<then>.+)|"
    r"^(?P<first>.+?)\bif\b(?P<last>.+)",
    re.IGNORECASE | re.DOTALL,
)
# How much of a condition must be another's for both to be one, and the fewest words that tell what follows.
_SAME, _TELLING = 0.7, 2


def other_consequence(sentence: str, quoted: str) -> str | None:
    """Why in the source something else follows on what the sentence says "if" of; None where it does not."""
    own = _if_then(sentence)
    if own is None or len(own[1]) < _TELLING:
        return None
    made, then = own
    there = [_if_then(quoted[span.start : span.end]) for span in sentences(quoted, Span(0, len(quoted)))]
    same = [each for each in there if each and len(made & each[0]) >= _SAME * len(made)]
    if made and same and not any(then & follows or not follows for _, follows in same):
        return "The source says that something else follows."
    return None


def _if_then(text: str) -> tuple[set[str], set[str]] | None:
    """The words of content of a condition, and of what is said on it."""
    found = _IF_THEN.search(text)
    if not found:
        return None
    made, then = found["made"] or found["last"], found["then"] or found["first"]
    return set(content(made)), set(content(then))
