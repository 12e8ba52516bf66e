"""Labelled sentences are checked as written ones are: what is caught, and what is struck that is true.

Every sentence is held against sources as a writer of it would have been given them (``eval.given``).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from assistant.answer import Fault
from assistant.retrieve import LoadReranker, Retriever
from assistant.write.check import Checker
from assistant.write.names import Names
from eval.given import Giver
from eval.intervals import quantile, ratio
from eval.labels import Label, LabelledSentence, Split
from eval.results import Estimate
from ingest.library import Library
from ingest.rerank import load_reranker

OnSentence = Callable[[int, int], None]
# Faults that a fact tells of, whatever else is wrong.
_FACTS = (Label.FIGURE, Label.AUTHORITY, Label.PERIOD, Label.REFERENCE)


class CheckedSentence(BaseModel):
    """A labelled sentence with what its check found; ``fault`` is None where it was kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: Label
    sentence: str
    fault: Fault | None
    why: str
    milliseconds: float

    @property
    def is_wrong(self) -> bool:
        """Was a true sentence struck, or a false one kept?"""
        return (self.label is Label.SUPPORTED) == (self.fault is not None)


class Checked(BaseModel):
    """What the check of a set came to. ``overall``: metric -> estimate.

    ``caught.LABEL`` is the share of the sentences of a label that was struck, ``caught.facts`` that of the
    four kinds of altered facts together, ``false_strike_rate`` the share of supported ones struck.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: Split | None
    sentences: tuple[CheckedSentence, ...]
    overall: dict[str, Estimate]


def check_sentences(
    library: Library,
    labelled: Sequence[LabelledSentence],
    split: Split | None = None,
    load: LoadReranker = load_reranker,
    on_sentence: OnSentence = lambda _done, _of: None,
) -> Checked:
    """Check every sentence of a split (None: of both). Raises EvaluationError, ModelError."""
    library.require_documents()
    retriever = Retriever(library, load)
    giver = Giver(library, retriever, labelled)
    checker = Checker(
        library.embedder,
        retriever.reranker(),
        Names(library.lookup.facets().authorities),
        library.lookup.text,
        library.settings.answer.max_words,
    )
    wanted = [each for each in labelled if split in (None, each.split)]
    checked = []
    for number, each in enumerate(wanted, 1):
        checked.append(_checked(checker, giver, each))
        on_sentence(number, len(wanted))
    return Checked(split=split, sentences=tuple(checked), overall=_overall(checked))


def _checked(checker: Checker, giver: Giver, labelled: LabelledSentence) -> CheckedSentence:
    given = giver.given(labelled)
    started = time.perf_counter()
    verdict = checker.check(labelled.sentence, given, asked=labelled.question)
    return CheckedSentence(
        id=labelled.id,
        label=labelled.label,
        sentence=labelled.sentence,
        fault=verdict.fault,
        why=verdict.why,
        milliseconds=round((time.perf_counter() - started) * 1000, 1),
    )


def _overall(checked: Sequence[CheckedSentence]) -> dict[str, Estimate]:
    taken = [each.milliseconds for each in checked]
    struck = {label: _struck(checked, [label]) for label in Label}
    caught = {f"caught.{label}": struck[label] for label in Label if label is not Label.SUPPORTED}
    return {
        **caught,
        "caught.facts": _struck(checked, _FACTS),
        "false_strike_rate": struck[Label.SUPPORTED],
        "check_ms.p50": quantile(taken, 0.5, 0),
        "check_ms.p95": quantile(taken, 0.95, 0),
    }


def _struck(checked: Iterable[CheckedSentence], labels: Sequence[Label]) -> Estimate:
    return ratio([(float(each.fault is not None), 1.0) for each in checked if each.label in labels], 0)
