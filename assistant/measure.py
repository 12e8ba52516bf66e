"""Do passages speak of the very thing that a question wants measured or named: the rent, the sentences?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.kinds import Wanted, governed, holds, names_who_won
from assistant.question import Part, sought_stems, stem, stems
from assistant.signs import Choice

# Nouns that say what kind of answer is wanted, or count people and time: papers leave them out or use
# others.
_GENERAL = frozenset(
    stem(word)
    for word in """
    amount argument reason risk option decision idea purpose aim plan step condition problem case point
    view concern kind type sort role reference number name title post share proportion percentage
    percent cent rate target total value worth price cost budget fee charge spend spending expenditure
    sum money funding figure size level limit ceiling maximum minimum average most least biggest highest
    lowest largest smallest single people person resident adult child individual user client staff
    employee member family household day week month year hour minute time date part line thing way
    change result outcome effect annual yearly monthly weekly daily quarterly full whole overall
    altogether net gross extra new current tag capital basic main council authority government firm
    company contractor provider supplier organisation body officer grant many long latest last next
    first second earlier previous one two three four five several phone telephone email address contact
    """.split()  # noqa: SIM905
)
# "How many people answered" wants people; what they did is often told in other words.
_PEOPLE = re.compile(
    r"^((?:\w+\s+)?(?:people|persons|residents|adults|children|individuals|users|clients|staff|employees|members|"
    r"families|households))\b.*",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(r"^(?:\w+ed|went|took|makes?|made|got|comes?|goes|holds?|runs?)\b", re.IGNORECASE)
# With this share of its other words in one passage, weighted by rarity, a question speaks as the papers do,
# so that the want of a word tells something. One that says everything in its own way lacks words in any case.
_AS_THE_PAPERS = 0.6
_LOOKED_AT, _COMPARED = 6, 3
_SAME_BEGINNING = 5
_TELLS_WHO_WON = re.compile(
    r"\b(?:award|won\b|winn|appoint|select|"
    r"(?:successful|preferred) (?:bid|tender|contractor|supplier|provider))",
    re.IGNORECASE,
)


def measure_of(part: str) -> str:
    """The noun phrase of what is to be counted, priced or named: "annual rent"; empty where there is none."""
    phrase = _PEOPLE.sub(r"\1", governed(part))
    return "" if _VERB_FIRST.match(phrase) else phrase


def is_unspoken(part: Part, choices: Sequence[Choice], weights: Mapping[str, float]) -> bool:
    """Is the measure nowhere in the best passages, though one of them has most other words of the question?

    ``weights``: the rarity of the question's words by stem.
    """
    measure = stems(measure_of(part.text))
    specific = measure & sought_stems(part.text) - _GENERAL
    specific = {word for word in specific if len(word) > 2 and not word.isdigit()}
    held = [_words_of(choice) for choice in choices[:_LOOKED_AT]]
    if not specific or any(_is_held(word, each) for word in specific for each in held):
        return False
    return _is_held_otherwise(sought_stems(part.whole) - measure, held[:_COMPARED], weights)


def _is_held_otherwise(words: set[str], held: Sequence[set[str]], weights: Mapping[str, float]) -> bool:
    """Does one of the passages, whose stems are ``held``, have most of these words?"""
    total = sum(weights.get(word, 1.0) for word in words)
    best = max(
        (sum(weights.get(word, 1.0) for word in words if _is_held(word, each)) for each in held), default=0.0
    )
    return total > 0 and best >= _AS_THE_PAPERS * total


def tells_who_won(part: Part, choices: Sequence[Choice]) -> bool:
    """True unless the part asks who won a contract, and no unit near the top tells of an award to anybody."""
    if not names_who_won(part.text):
        return True
    return any(
        _TELLS_WHO_WON.search(choice.unit.text) and holds(Wanted.NAME, choice.unit.text)
        for choice in choices[:_LOOKED_AT]
    )


def _words_of(choice: Choice) -> set[str]:
    return stems(f"{choice.unit.text} {choice.hit.passage.embedded} {choice.hit.passage.header}")


def _is_held(word: str, held: set[str]) -> bool:
    """In this or a related form: "smokers" where a text has "smoke-free"."""
    if word in held:
        return True
    beginning = word[:_SAME_BEGINNING]
    return len(word) >= _SAME_BEGINNING - 1 and any(other.startswith(beginning) for other in held)
