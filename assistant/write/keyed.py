"""Answers given apart from what they answer: matched by a letter or number, or by their order in a list.

Letters of reply often repeat a request's parts first ("a. in all b. under the fast track") and then give the
values alone ("a. 1,086. b. 217."), or list both with the same bullets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.write.figures import figures

_LABEL = re.compile(
    r"(?:(?<=\s)|^)(?:(?P<label>[a-k]|\d{1,2})[.)]|\((?P<round>[a-k]|\d{1,2})\)|(?P<bullet>[-•]))\s+"
)
# "3. 58 4 46": the number of the next answer may lack its full stop.
_NEXT = re.compile(r"\s(?P<label>\d{1,2})\s(?=[£\d])")
_LONGEST_VALUE = 5


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands behind a label, up to the next one."""

    label: str
    start: int
    text: str

    @property
    def is_value(self) -> bool:
        return len(self.text.split()) <= _LONGEST_VALUE and any(map(str.isdigit, self.text))


def told_together(quoted: str) -> str:
    """The quotation with every bare value behind the words that it answers, as "in all: 1,086; "."""
    parts = list(_parts(quoted))
    pairs = {**_by_label(parts), **_by_order(parts)}
    if not pairs:
        return quoted
    told = [quoted[: parts[0].start].strip()]
    asked = set(pairs.values())
    for part in parts:
        if part in pairs:
            told.append(f"{pairs[part].text.strip(' ?;.')}: {part.text.strip(' .;')};")
        elif part not in asked:
            told.append(f"… {part.text.strip()} …" if part.is_value else part.text.strip())
    return " ".join(told)


def _parts(text: str) -> Iterator[_Part]:
    labels = list(_LABEL.finditer(text))
    ends = [match.start() for match in labels[1:]] + [len(text)]
    for match, end in zip(labels, ends[: len(labels)], strict=True):
        label = match["label"] or match["round"] or match["bullet"]
        yield from _split(_Part(label, match.start(), text[match.end() : end]))


def _split(part: _Part) -> Iterator[_Part]:
    """A value, and the next one where only its number stands between."""
    following = _NEXT.search(part.text) if part.is_value and part.label.isdigit() else None
    if following and int(following["label"]) == int(part.label) + 1:
        yield _Part(part.label, part.start, part.text[: following.start()])
        rest = part.text[following.end() :]
        yield _Part(following["label"], part.start + following.start(), rest)
    else:
        yield part


def _by_label(parts: Sequence[_Part]) -> dict[_Part, _Part]:
    """Each value with what stands before it under the same letter or number."""
    pairs: dict[_Part, _Part] = {}
    for number, part in enumerate(parts):
        if part.is_value and part.label not in "-•":
            same = [each for each in parts[:number] if each.label == part.label and not each.is_value]
            if same and not any(each.is_value and each.label == part.label for each in parts[:number]):
                pairs[part] = same[-1]
    return pairs


def _by_order(parts: Sequence[_Part]) -> dict[_Part, _Part]:
    """The values of one list with what stands in the same places of the list before it."""
    bullets = [part for part in parts if part.label in "-•"]
    runs = [list(run) for _, run in groupby(bullets, key=lambda part: part.is_value)]
    pairs: dict[_Part, _Part] = {}
    for asked, values in pairwise(runs):
        if not asked[0].is_value and len(asked) == len(values) and not any(figures(a.text) for a in asked):
            pairs |= dict(zip(values, asked, strict=True))
    return pairs
