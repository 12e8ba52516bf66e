"""May this question be answered from these passages? If not, why not.

"Not found in these documents" is all that is ever said; whether an authority holds information is for an
officer who searched its records to say (Freedom of Information Act 2000, section 1(1)(a)).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import RefusalReason
from assistant.kinds import holds, insists, wanted
from assistant.periods import covers, financial_years, years
from assistant.question import Part, councils_in, names_in, stem, stems
from assistant.retrieve import Hit
from assistant.signs import Choice
from assistant.words import fold

# What the best unit must reach: closeness in meaning plus the share of the question's words, and some of
# those words at all. Set between the answerable and the off-topic questions of the sample benchmark.
_RELATED = 0.62
_SHARED_WORDS = 0.1
_LOOKED_AT = 3
# The reranker's logits: below the first nothing has to do with the question; from the second on a unit is
# surely about it; and one with the figure asked for fits nearly as well as the best without, or is no answer.
_FAR, _CLOSE, _AS_WELL = -6.5, 5.0, 3.0
_INSTRUCTS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}"
    r"\b(?:documents?|instructions?|sources?|rules|above|papers?)\b|"
    r"\b(?:do you think|in your opinion|would you (?:choose|recommend|prefer)|"
    r"should (?:i|we) (?:choose|buy|vote))\b",
    re.IGNORECASE,
)

Verdict = tuple[RefusalReason, str]


def refuse(
    asked: str, parts: Sequence[Part], elsewhere: str | None, ranked: Sequence[Sequence[Choice]]
) -> Verdict | None:
    """The reason not to answer and its explanation, or None when the passages may answer.

    ``elsewhere``: another authority than the named one, whose papers answer it. ``ranked`` holds for each
    part of the question the units that may answer it, best first.
    """
    best = [choices[0] for choices in ranked if choices]
    near = [choices[:_LOOKED_AT] for choices in ranked]
    if _INSTRUCTS.search(asked):
        return (
            RefusalReason.NOT_IN_DOCUMENTS,
            "Documents take no instructions and hold no opinions.",
        )
    if not best or _is_far(ranked):
        return RefusalReason.NOTHING_RELEVANT, "No passage has anything to do with the question."
    return (
        _anothers(elsewhere)
        or _unknown_name(asked, near)
        or _unrelated(ranked)
        or _other_period(asked, parts, near)
        or _no_such_value(parts, ranked)
    )


def _anothers(authority: str | None) -> Verdict | None:
    if authority is None:
        return None
    why = f"Found for {authority}, not for the authority that the question names."
    return RefusalReason.WRONG_AUTHORITY, why


def _is_far(ranked: Sequence[Sequence[Choice]]) -> bool:
    """Does the reranker find that nothing answers, or comes anywhere near it?"""
    fits = [choice.fit for choices in ranked for choice in choices if choice.fit is not None]
    return bool(fits) and max(fits) < _FAR


def _unknown_name(asked: str, near: Sequence[Sequence[Choice]]) -> Verdict | None:
    """Refuses where the passages that would answer do not hold a name that the question gives."""
    texts = [_everything(choice.hit) for choices in near for choice in choices]
    seen = stems(" ".join(texts))
    missing = [name for name in names_in(asked) if not _known(name, seen)]
    missing += [name for name in councils_in(asked) if not any(fold(name) in fold(text) for text in texts)]
    if not missing:
        return None
    named = " or ".join(f"“{name}”" for name in dict.fromkeys(missing))
    return RefusalReason.WRONG_AUTHORITY, f"The passages found nowhere mention {named}."


def _known(name: str, seen: set[str]) -> bool:
    return all(stem(word) in seen for word in re.findall(r"\w+", fold(name)) if len(word) > 1)


def _everything(hit: Hit) -> str:
    document = hit.document
    return " ".join(
        part
        for part in (hit.passage.embedded, document.title, document.authority, document.reference)
        if part
    )


def _other_period(asked: str, parts: Sequence[Part], near: Sequence[Sequence[Choice]]) -> Verdict | None:
    """Refuses where no part of the question finds the period that it, or the part it leans on, names."""
    if any(
        covers(_dated(choice), part.whole)
        for part, choices in zip(parts, near, strict=True)
        for choice in choices
    ):
        return None
    held = " ".join(_dated(choice) for choices in near for choice in choices)
    financial = financial_years(asked)
    missing = sorted(financial - financial_years(held) or years(asked) - years(held))
    found = sorted(financial_years(held) if financial else years(held))
    nearest = f" Found instead: {', '.join(found[-6:])}." if found else ""
    return RefusalReason.WRONG_PERIOD, f"The passages found say nothing of {' or '.join(missing)}.{nearest}"


def _dated(choice: Choice) -> str:
    return f"{_everything(choice.hit)} {choice.hit.passage.header} {choice.hit.document.date or ''}"


def _no_such_value(parts: Sequence[Part], ranked: Sequence[Sequence[Choice]]) -> Verdict | None:
    """Refuses where a figure or date is asked for and nothing that was found holds one."""
    asked = [(part, choices) for part, choices in zip(parts, ranked, strict=True) if insists(part.text)]
    if len(asked) < len(parts) or any(_gives(part, choices) for part, choices in asked):
        return None
    kinds = dict.fromkeys(wanted(part.text).value for part, _ in asked)
    return (
        RefusalReason.NO_SUCH_VALUE,
        f"The nearest passages are about this, but none of them gives {' or '.join(kinds)}.",
    )


def _gives(part: Part, choices: Sequence[Choice]) -> bool:
    """Does a unit near the top hold the kind of thing asked for, and fit about as well as any?"""
    holding = [choice for choice in choices if holds(wanted(part.text), choice.unit.text)]
    if not any(choice in holding for choice in choices[:_LOOKED_AT]):
        return False
    fits = [choice.fit for choice in choices if choice.fit is not None]
    return not fits or max(choice.fit or 0.0 for choice in holding) >= max(fits) - _AS_WELL


def _unrelated(ranked: Sequence[Sequence[Choice]]) -> Verdict | None:
    """Refuses where neither the meaning nor the words of the question are to be found."""
    if any(_is_related(choice) for choices in ranked for choice in _likely(choices)):
        return None
    return RefusalReason.NOT_IN_DOCUMENTS, "The nearest passages are about something else."


def _likely(choices: Sequence[Choice]) -> Sequence[Choice]:
    """The best; where a reranker chose it, which looks at neither, also those that follow."""
    return choices[:_LOOKED_AT] if choices and choices[0].fit is not None else choices[:1]


def _is_related(choice: Choice) -> bool:
    if choice.fit is not None and choice.fit >= _CLOSE:
        return True
    return choice.coverage >= _SHARED_WORDS and choice.similarity + choice.coverage >= _RELATED
