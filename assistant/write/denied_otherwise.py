"""What a source denies without a "not": what is waited for, what was turned down; what no "not" denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.write.wording import content, root

# "58 were waiting for a package" says that they have none; "To share it among all. Rejected" that it is not.
_AWAITED = re.compile(r"\b(?:(?:waiting|wait|waits|waited|queu\w+) for|await\w*)\s+(?P<what>[^.;:?!\n…]+)")
_WAITING = re.compile(r"\b(?:a?wait|queu)")
_TURNED_DOWN = re.compile(
    r"\bto (?P<what>[^.;:?!\n…]+)[.;:,–—-]\s*(?:this (?:is|was)\s|it (?:is|was)\s|(?:is|was)\s)?"
    r"(?:rejected|refused|discounted|declined|ruled out|"
    r"not (?:agreed|approved|adopted|pursued|chosen|recommended))\b"
)
# "Closed to new members", "exempt from the charge": what is shut out.
_SHUT_OUT = re.compile(
    r"\b(?:closed to|barred from|banned from|excluded from|exempt from|free (?:of|from)|devoid of)\s+"
    r"(?P<what>[^.;:,?!\n…]+)"
)
_RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
_RECORDING = frozenset(map(root, ("hold", "record", "collect", "know", "keep")))


def denied_otherwise(said: str, quoted: str) -> frozenset[str]:
    """The roots of what ``quoted`` says is not so, or not yet, without a word of denial. Both are folded.

    What is waited for tells nothing against a sentence that speaks of waiting too.
    """
    awaited = () if _WAITING.search(said) else _AWAITED.finditer(quoted)
    found = [*awaited, *_TURNED_DOWN.finditer(quoted), *_SHUT_OUT.finditer(quoted)]
    return frozenset(word for match in found for word in content(match["what"]))


def is_exclusion(between: Sequence[str]) -> bool:
    """Do these words exclude the figure behind them: "but not the £41,250 paid for training"?"""
    return between[:1] == ("not",) and set(between[1:]) <= {"the", "a", "another"}


def is_of_record(between: Sequence[str]) -> bool:
    """Is what follows these words not held or recorded? That says nothing of the thing itself."""
    return any(word in _RECORDING for word in between)


def is_of_main_clause(label: Sequence[str]) -> Iterator[bool]:
    """For each word of a question that is answered "no": is it of what the "no" denies?

    "Does it hold the number of people who were refused? No." does not say that none were.
    """
    main = True
    for at, word in enumerate(label):
        main = main and not (at and word in _RELATIVE)
        yield main
