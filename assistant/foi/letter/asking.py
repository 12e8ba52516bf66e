"""What a sentence of a letter does: ask, go on with what was asked, define a word, or only surround it.

Greetings, wishes for a format, deadlines and reminders of the law are no requests for information
(FOIA s.8(1)(c) asks for a description of the information requested; they describe none).
"""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.foi.letter.asking_words import (
    ABOUT_ME,
    ASKING_WORD,
    CONTINGENT,
    COUNTED,
    COURTESY,
    DEFINITION,
    FOLLOWING,
    FOLLOWS,
    GENERIC,
    IMPERATIVE,
    INFORMATION,
    INTERROGATIVE,
    LEAD,
    LEGAL,
    MID_SENTENCE,
    OPENS_LIST,
    OUTRIGHT,
    OVERTURE,
    PERIOD_WORD,
    POLITE,
    PROVISO,
    SPEAKS_OF_ASKING,
    THING,
    TOPIC,
)
from assistant.words import fold, terms


class Role(StrEnum):
    """What a sentence does in a letter."""

    ASKS = "asks"
    TOPIC = "topic"
    FOLLOWS = "follows"
    LEADS_IN = "leads-in"
    DEFINES = "defines"
    CONTINGENT = "contingent"
    SURROUNDS = "surrounds"
    STATES = "states"


def substance(sentence: str) -> list[str]:
    """The words that say what is asked for, without those that ask, wish for a format or name the Act."""
    return [word for word in terms(sentence) if fold(word) not in GENERIC]


def matter(said: str) -> list[str]:
    """What is asked for, leaving aside the period: "for the financial years 2024/25" alone is none."""
    return [word for word in substance(said) if not PERIOD_WORD.fullmatch(word)]


def role_of(sentence: str) -> Role:
    """What a sentence that has no number of its own does."""
    said = " ".join(sentence.split())
    if DEFINITION.search(said) and not said.endswith("?"):
        return Role.DEFINES
    if not _asks_outright(said):
        if CONTINGENT.match(said):
            return Role.CONTINGENT
        if COURTESY.search(said) or (PROVISO.match(said) and not _asks_on_condition(said)):
            return Role.SURROUNDS
    if FOLLOWS.match(said) or (MID_SENTENCE.match(said) and not is_interrogative(said)):
        return Role.FOLLOWS
    return _asking_role(said)


def _asks_outright(said: str) -> bool:
    """A question that begins with its asking word is one, whatever else it mentions."""
    opened = re.search(rf"(?:^|[:–]\s+){LEAD}{ASKING_WORD}\b", said, re.IGNORECASE)
    return (
        said.endswith("?") and bool(opened) and not re.match(r"what\s+(?:information|format)\b", said, re.I)
    )


def _asks_on_condition(said: str) -> bool:
    """ "If any bids were refused, how many?" asks; "If you refuse, could you say why?" does not."""
    return said.endswith("?") and not POLITE.search(said) and bool(re.search(rf"{ASKING_WORD}\b", said, re.I))


def _asking_role(said: str) -> Role:
    if said.endswith("?") or INTERROGATIVE.match(said):
        bare = POLITE.search(said) and not substance(said)
        return _led_in(said) if bare else Role.ASKS
    if IMPERATIVE.search(said):
        return _imperative_role(said)
    if FOLLOWING.search(said) and said.endswith(":"):
        return Role.LEADS_IN
    if TOPIC.search(said) and substance(said):
        return Role.TOPIC
    return Role.SURROUNDS if LEGAL.search(said) or ABOUT_ME.match(said) else Role.STATES


def _imperative_role(said: str) -> Role:
    if not matter(said) or OPENS_LIST.search(said) or (said.endswith(":") and TOPIC.search(said)):
        return _led_in(said)
    if not (OUTRIGHT.search(said) or INFORMATION.search(said) or said.endswith(":")):
        # "We should like to give better advice": a wish, but not for information.
        return Role.STATES
    if TOPIC.search(said) and (OVERTURE.match(said) or not COUNTED.search(said)):
        return Role.TOPIC
    if ABOUT_ME.match(said) and not re.search(r"\b(?:please|could\s+you|request|ask)\b", said, re.I):
        return Role.STATES
    return Role.ASKS


def _led_in(said: str) -> Role:
    return Role.LEADS_IN if FOLLOWING.search(said) else Role.SURROUNDS


def is_no_question(text: str) -> bool:
    """Is it, even in a list of questions, only a courtesy, a wish for a format or a definition?"""
    said = " ".join(text.split())
    if DEFINITION.search(said) and not said.endswith("?"):
        return True
    if not _asks_outright(said) and (
        COURTESY.search(said)
        or (PROVISO.match(said) and not _asks_on_condition(said) and not is_interrogative(said))
    ):
        return True
    return bool(IMPERATIVE.search(said)) and not substance(said)


def only_continues(text: str) -> bool:
    """Does an item only say more of the question above it ("If none is held, …", "Please include …")?"""
    said = " ".join(text.split())
    return not said.endswith("?") and bool(CONTINGENT.match(said) or FOLLOWS.match(said))


def is_about_format(text: str) -> bool:
    """Does it speak of the form of the answer alone ("in one of the following formats:")?"""
    return bool(re.search(r"\bformats?\b", text, re.IGNORECASE)) and not substance(text)


def is_topic(text: str) -> bool:
    """Does it ask, not as a question, for information about something, as an opening does?"""
    said = " ".join(text.split())
    return bool(TOPIC.search(said)) and not INTERROGATIVE.match(said)


def is_fragment(text: str) -> bool:
    """Is it only a part of a sentence ("per assessment"), not something asked by itself?"""
    said = " ".join(text.split())
    conditional = said.endswith("?") and bool(re.match(r"if\b", said, re.IGNORECASE))
    return not (INTERROGATIVE.match(said) or IMPERATIVE.search(said) or conditional)


def is_interrogative(text: str) -> bool:
    """Does it ask in the form of a question ("How many …", "Is there …")?"""
    return text.rstrip().endswith("?") or bool(INTERROGATIVE.match(text))


def asks_somehow(text: str) -> bool:
    """Is there anything in it that asks: a question, a request, or the name of a thing to be had?"""
    said = " ".join(text.split())
    return is_interrogative(said) or bool(IMPERATIVE.search(said) or THING.match(said))


def speaks_of_questions(text: str) -> bool:
    """Does a lead-in say that what follows is asked ("My questions are:", "Please provide:")?"""
    said = " ".join(text.split())
    return bool(IMPERATIVE.search(said) or SPEAKS_OF_ASKING.search(said))


def names_thing(text: str) -> bool:
    """Does it begin with the name of a thing to be had ("Number of …", "Copies of …")?"""
    return bool(THING.match(" ".join(text.split())))


def refers_below(text: str) -> bool:
    """Does it lead over to what stands below it?"""
    return bool(FOLLOWING.search(" ".join(text.split())))
