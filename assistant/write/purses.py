"""Out of which fund money comes: the same sum from another reserve, grant or account is another fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.question import stem
from assistant.words import STOPWORDS
from assistant.write.plain import plain

_PURSE = re.compile(
    r"\b(?:the|its|an?|this|that|our|their|from)\s(?P<named>(?:[^\W\d_][\w'-]*\s){1,3})"
    r"(?P<purse>reserve|fund|grant|account|budget|levy|precept)s?\b",
    re.IGNORECASE,
)
# These tell no fund from another.
_SAY_NOTHING = frozenset(
    """
    total overall whole full entire annual yearly new current existing remaining available approved agreed
    planned same council's board's own further additional extra
    """.split()  # noqa: SIM905
)


def is_of_other_purse(sentence: str, quoted: str, around: str) -> bool:
    """Does the sentence name a fund that its source does not, where that names others of its kind?

    "From the general reserve" of what the source takes "from the transformation reserve".
    """
    told = list(_purses(quoted))
    words = _stems(f"{quoted} {around}")
    said = _stems(sentence)
    for purse, named in _purses(sentence):
        others = [other for kind, other in told if kind == purse]
        is_strange = bool(named - words) and not any(named & other for other in others)
        if others and is_strange and not any(other <= said for other in others):
            return True
    return False


def _purses(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each fund that a text names: its kind, and the stems of what tells it from others of the kind."""
    for match in _PURSE.finditer(plain(text)):
        # "the use of the reserve" names none.
        words = re.split(r"\b(?:the|of|from|to|in|for|and|its)\b", match["named"].lower())[-1].split()
        if named := frozenset(stem(word) for word in words if word not in STOPWORDS | _SAY_NOTHING):
            yield match["purse"].lower(), named


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[^\W\d_][\w'-]*", plain(text).lower())}
