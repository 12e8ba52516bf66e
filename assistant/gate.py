"""May this question be answered from these passages? If not, why not.

"Not found in these documents" is all that is ever said; whether an authority holds information is for an
officer who searched its records to say (Freedom of Information Act 2000, section 1(1)(a)).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import RefusalReason
from assistant.periods import financial_years, years
from assistant.question import names_in, stem, stems
from assistant.quote import Choice
from assistant.retrieve import Hit
from assistant.words import fold

# Below both, a passage shares neither the meaning nor the words of the question. Set on the sample
# benchmark between the answerable and the off-topic questions; see docs/architecture.md.
_SIMILAR = 0.42
_COVERED = 0.45
_HARDLY_SIMILAR = 0.22

Verdict = tuple[RefusalReason, str]


def refuse(question: str, hits: Sequence[Hit], choices: Sequence[Choice]) -> Verdict | None:
    """The reason not to answer and its explanation, or None when the passages may answer."""
    if not hits or not choices:
        return RefusalReason.NOTHING_RELEVANT, "No passage has anything to do with the question."
    return _unknown_name(question, hits) or _other_period(question, hits) or _unrelated(choices)


def _unknown_name(question: str, hits: Sequence[Hit]) -> Verdict | None:
    seen = stems(" ".join(_everything(hit) for hit in hits))
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


def _other_period(question: str, hits: Sequence[Hit]) -> Verdict | None:
    text = " ".join(f"{_everything(hit)} {hit.document.date or ''}" for hit in hits)
    missing = financial_years(question) - financial_years(text)
    if not missing:
        missing = years(question) - years(text)
    if not missing:
        return None
    found = sorted(financial_years(text) if any("/" in period for period in missing) else years(text))
    nearest = f" Found instead: {', '.join(found[-6:])}." if found else ""
    periods = " or ".join(sorted(missing))
    return RefusalReason.WRONG_PERIOD, f"The passages found say nothing of {periods}.{nearest}"


def _unrelated(choices: Sequence[Choice]) -> Verdict | None:
    similar = max(choice.similarity for choice in choices)
    covered = max(choice.coverage for choice in choices)
    if similar >= _HARDLY_SIMILAR and (similar >= _SIMILAR or covered >= _COVERED):
        return None
    return RefusalReason.NOT_IN_DOCUMENTS, "The nearest passages are about something else."
