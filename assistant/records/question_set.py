"""Feedback as a question set in JSON lines, for ``eval run``.

An answer found useful gives the gold: its first quotation, where it stands. One found wrong gives a question
whose gold somebody must still write: until they do, and take "unfinished" out, it is asked and counts in no
figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from assistant.records.feedback import Feedback, Verdict

USEFUL_KIND = "feedback"
OPEN_KIND = "feedback-to-complete"
_LONGEST_ID = 12


def question_set(feedback: Iterable[Feedback]) -> str:
    """The lines, one question each. No name of a person is in it but what readers wrote themselves."""
    return "".join(json.dumps(_case(each), ensure_ascii=False) + "\n" for each in feedback)


def _case(feedback: Feedback) -> dict[str, Any]:
    useful = feedback.verdict is Verdict.USEFUL
    case: dict[str, Any] = {
        "id": f"feedback-{feedback.exchange[:_LONGEST_ID]}",
        "kind": USEFUL_KIND if useful else OPEN_KIND,
        "question": feedback.answer.question,
        **(_gold(feedback) if useful else {"answerable": True, "unfinished": True}),
    }
    if feedback.history:
        case["history"] = [[turn.question, turn.answer] for turn in feedback.history]
    if filters := feedback.filters.model_dump(mode="json", exclude_none=True):
        case["filters"] = filters
    return {**case, **_told(feedback)}


def _gold(feedback: Feedback) -> dict[str, Any]:
    """A refusal that was found useful says that the documents do not hold the answer."""
    if feedback.answer.refusal is not None or not feedback.answer.citations:
        return {"answerable": False}
    first = feedback.answer.citations[0]
    source: dict[str, Any] = {"document": PurePath(first.source).stem, "quote": first.quote}
    # A quotation that runs over a page break stands on neither page alone.
    if first.page is not None and first.page_end is None:
        source["page"] = first.page
    return {"answerable": True, "sources": [source]}


def _told(feedback: Feedback) -> dict[str, str]:
    """For who completes the set by hand; no case has these names, and the suite passes over them."""
    told = {"feedback": feedback.verdict.value, "note": feedback.note}
    return {name: words for name, words in told.items() if words}
