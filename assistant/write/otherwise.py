"""What a paper says nearer to a sentence's words with another figure or name than the sentence has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Fault
from assistant.write.facts import MissingFact
from assistant.write.figure_facts import gives_others, has_in_place
from assistant.write.quotable import Candidate, of_one_paper, touch
from assistant.write.time_facts import has_time_in_place
from assistant.write.wording import content

_GOES_ON = re.compile(r"^\W*(?:\d+[.)]\s+)?(?:and|what about|how about)\b(?P<rest>[^?]*)\?", re.IGNORECASE)
# How much more of the sentence's words a statement has that is believed against another.
_MORE_OF_IT = 0.15


def told_otherwise(
    said: str, single: Sequence[Candidate], missing: Sequence[Sequence[MissingFact]], best: Candidate
) -> Sequence[MissingFact]:
    """What a unit of no fewer words, and as near as the best, says of something else than the sentence."""
    for each, lost in zip(single, missing, strict=True):
        if (
            lost
            and each.words >= best.words
            and (
                _says_same_of_other(each, lost, best)
                or _says_other(said, each, lost, best)
                or _has_others(said, each, lost, best)
            )
        ):
            return lost
    return ()


def _says_same_of_other(each: Candidate, lost: Sequence[MissingFact], best: Candidate) -> bool:
    """Is it the best with little beside it, and has the facts for something else?"""
    is_elsewhere = all(fact.is_elsewhere for fact in lost)
    if not (is_elsewhere and touch(each, best)):
        return False
    own = set(content(best.quoted))
    # A name that is only around the best is named by what stands beside it.
    is_named = any(fact.fault is not Fault.AUTHORITY or own & set(content(fact.text)) for fact in lost)
    return each.size <= best.size or not is_named or each.words >= best.words + _MORE_OF_IT


def _says_other(said: str, each: Candidate, lost: Sequence[MissingFact], best: Candidate) -> bool:
    """Does the nearest statement of the same paper give another figure, or name another body?"""
    if not of_one_paper(each, best) or touch(each, best) or each.near <= best.near:
        return False
    kinds = {fact.fault for fact in lost}
    if kinds == {Fault.FIGURE}:
        if is_of_other_question(said, each.quoted, best.quoted):
            return False
        return each.words >= best.words + _MORE_OF_IT and gives_others(said, each.told, best.told)
    return kinds == {Fault.AUTHORITY}


def is_of_other_question(said: str, nearer: str, quoted: str) -> bool:
    """Does ``quoted`` answer a question that goes on from another, "And for a manual wheelchair?", in all
    words of which the sentence speaks, and ``nearer`` does not?"""
    found = _GOES_ON.search(quoted)
    asked = set(content(found["rest"])) if found else set()
    return bool(asked) and asked <= set(content(said)) and not asked <= set(content(nearer))


def _has_others(said: str, each: Candidate, lost: Sequence[MissingFact], best: Candidate) -> bool:
    """Is it a part of the best with all its words, and other figures and times in place of the sentence's?

    What the best adds to it is then only the fact, which is of something else there.
    """
    is_part = touch(each, best) and each.size < best.size and each.near > best.near
    if not is_part or not {fact.fault for fact in lost} <= {Fault.FIGURE, Fault.PERIOD}:
        return False
    return has_in_place(said, each.told) and has_time_in_place(said, each.told)
