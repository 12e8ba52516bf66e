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
from assistant.question import names_in, stem, stems
from assistant.quote import Choice
from assistant.retrieve import Hit
from assistant.words import fold

# What the best unit must reach: closeness in meaning plus the share of the question's words, and some of
# those words at all. Set between the answerable and the off-topic questions of the sample benchmark.
_RELATED = 0.62
_SHARED_WORDS = 0.1
_LOOKED_AT = 3
_INSTRUCTS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}"
    r"\b(?:documents?|instructions?|sources?|rules|above|papers?)\b|"
    r"\b(?:do you think|in your opinion|would you (?:choose|recommend|prefer)|"
    r"should (?:i|we) (?:choose|buy|vote))\b",
    re.IGNORECASE,
)

Verdict = tuple[RefusalReason, str]


def refuse(parts: Sequence[str], hits: Sequence[Hit], ranked: Sequence[Sequence[Choice]]) -> Verdict | None:
    """The reason not to answer and its explanation, or None when the passages may answer.

    ``ranked`` holds for each part of the question the units that may answer it, best first.
    """
    question = " ".join(parts)
    best = [choices[0] for choices in ranked if choices]
    if _INSTRUCTS.search(question):
        return (
            RefusalReason.NOT_IN_DOCUMENTS,
            "Documents take no instructions and hold no opinions.",
        )
    if not hits or not best:
        return RefusalReason.NOTHING_RELEVANT, "No passage has anything to do with the question."
    return (
        _unknown_name(question, best)
        or _unrelated(best)
        or _other_period(parts, best)
        or _no_such_value(parts, ranked)
    )


def _unknown_name(question: str, best: Sequence[Choice]) -> Verdict | None:
    """Refuses where the passages that would answer do not hold a name that the question gives."""
    seen = stems(" ".join(_everything(choice.hit) for choice in best))
    missing = [name for name in names_in(question) if not _known(name, seen)]
    if not missing:
        return None
    named = " or ".join(f"“{name}”" for name in missing)
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


def _other_period(parts: Sequence[str], best: Sequence[Choice]) -> Verdict | None:
    """Refuses where no part of the question finds the period that it names."""
    if any(covers(_dated(choice), " ".join(parts)) for choice in best):
        return None
    asked, held = " ".join(parts), " ".join(_dated(choice) for choice in best)
    financial = financial_years(asked)
    missing = sorted(financial - financial_years(held) or years(asked) - years(held))
    found = sorted(financial_years(held) if financial else years(held))
    nearest = f" Found instead: {', '.join(found[-6:])}." if found else ""
    return RefusalReason.WRONG_PERIOD, f"The passages found say nothing of {' or '.join(missing)}.{nearest}"


def _dated(choice: Choice) -> str:
    return f"{_everything(choice.hit)} {choice.hit.passage.header} {choice.hit.document.date or ''}"


def _no_such_value(parts: Sequence[str], ranked: Sequence[Sequence[Choice]]) -> Verdict | None:
    """Refuses where a figure or date is asked for and nothing that was found holds one."""
    asked = [(part, choices) for part, choices in zip(parts, ranked, strict=True) if insists(part)]
    for part, choices in asked:
        if any(holds(wanted(part), choice.unit.text) for choice in choices[:_LOOKED_AT]):
            return None
    if len(asked) < len(parts):
        return None
    kinds = dict.fromkeys(wanted(part).value for part, _ in asked)
    return (
        RefusalReason.NO_SUCH_VALUE,
        f"The nearest passages are about this, but none of them gives {' or '.join(kinds)}.",
    )


def _unrelated(best: Sequence[Choice]) -> Verdict | None:
    """Refuses where neither the meaning nor the words of the question are to be found."""
    if any(_is_related(choice) for choice in best):
        return None
    return RefusalReason.NOT_IN_DOCUMENTS, "The nearest passages are about something else."


def _is_related(choice: Choice) -> bool:
    return choice.coverage >= _SHARED_WORDS and choice.similarity + choice.coverage >= _RELATED
