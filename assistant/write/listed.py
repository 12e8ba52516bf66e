"""Figures in a list, each with what it is of: "11% for therapists and 6% for physiotherapists"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.write.equal import are_alike
from assistant.write.figures import Figure, figures
from assistant.write.plain import plain
from assistant.write.wording import content

# Where what is said of a figure ends, right behind it.
_ENDS = re.compile(r"[,;:.!?()|…\n]|\s(?:and|but|while|whereas|against|compared)\s")
_WHICH = re.compile(r"^,?\s(?:of\s)?(?:which|whom|who|that)\b")
# "17 days, against a target of 15 days": what the second one is called.
_CALLED = re.compile(
    r"\b(?:against|than|below|above|to|over|under|beside|with)\s(?:a|an|the|its|our|their)\s(?P<name>\w+)\sof\s(?:£\s?)?$"
)
_ALL_OF = 2


def of_other_item(sentence: str, quoted: str) -> Iterator[Figure]:
    """The figures of the sentence that it gives for what the source gives another figure of the list for.

    Only prose: in a row the headings tell. A figure that the sentence gives too is no rival.
    """
    if " | " in quoted:
        return
    held, own = figures(quoted), figures(sentence)
    given = {each.value for each in own}
    said = set(content(sentence))
    for figure in own:
        alike = [each for each in held if are_alike(each, figure)]
        same = [each for each in alike if each.value == figure.value]
        others = [each for each in alike if each.value not in given]
        if same and (
            _is_named_otherwise(said, same, quoted) or _fits_other(said, same, others, held, quoted)
        ):
            yield figure


def _fits_other(
    said: set[str], same: Sequence[Figure], others: Sequence[Figure], held: Sequence[Figure], quoted: str
) -> bool:
    """Has the sentence most of the words of another item, and none that this one has alone?"""
    items = {each.span: _item(each, held, quoted) for each in (*same, *others)}
    own = set().union(*(items[each.span] for each in same))
    for other in others:
        alone, theirs = own - items[other.span], items[other.span] - own
        if alone and not alone & said and theirs and _ALL_OF * len(theirs & said) >= len(theirs):
            return True
    return False


def _item(figure: Figure, held: Sequence[Figure], quoted: str) -> set[str]:
    """The words behind a figure up to the next one, or to where the item ends."""
    stop = min((each.start for each in held if each.start >= figure.end), default=len(quoted))
    behind = _WHICH.sub("", plain(quoted)[figure.end : stop])
    return set(content(_ENDS.split(behind)[0]))


def _is_named_otherwise(said: set[str], same: Sequence[Figure], quoted: str) -> bool:
    """Does the source give it under a name of its own, "against a target of", which the sentence has not?"""
    names = [_CALLED.search(plain(quoted)[: each.start]) for each in same]
    return all(name is not None and not set(content(name["name"])) <= said for name in names)
