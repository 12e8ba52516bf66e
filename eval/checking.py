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
from assistant.write.evidence import Verdict
from assistant.write.model import Writer
from assistant.write.names import Names
from assistant.write.opinion import SecondOpinion
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
    """A labelled sentence with what its check found; ``fault`` is None where it was kept.

    With a second opinion, ``likely`` is how likely the model said that the quotation says it (0 to 1; None
    where it was not asked, or failed: ``opinion_failed`` says why), ``struck_by_opinion`` that this
    alone struck it, ``opinion_ms`` the time of asking.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: Label
    sentence: str
    fault: Fault | None
    why: str
    milliseconds: float
    likely: float | None = None
    struck_by_opinion: bool = False
    opinion_failed: str = ""
    opinion_ms: float | None = None

    @property
    def is_wrong(self) -> bool:
        """Was a true sentence struck, or a false one kept?"""
        return (self.label is Label.SUPPORTED) == (self.fault is not None)


class Checked(BaseModel):
    """What the check of a set came to. ``overall``: metric -> estimate.

    ``caught.LABEL`` is the share of the sentences of a label that was struck, ``caught.facts`` that of the
    four kinds of altered facts together, ``false_strike_rate`` the share of supported ones struck. With a
    second opinion, the same with ``alone.`` before them are of the check without it, and ``opinion_failed``
    is the share of the sentences kept by the check that the model could not be asked about.
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
    writer: Writer | None = None,
) -> Checked:
    """Check every sentence of a split (None: of all); those kept with a second opinion of the ``writer``.

    Raises EvaluationError, ModelError.
    """
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
        verdict, found = _checked(checker, giver, each)
        checked.append(found if writer is None else _asked(writer, each, verdict, found))
        on_sentence(number, len(wanted))
    overall = _overall(checked) if writer is None else _with_and_without(checked)
    return Checked(split=split, sentences=tuple(checked), overall=overall)


def _checked(checker: Checker, giver: Giver, labelled: LabelledSentence) -> tuple[Verdict, CheckedSentence]:
    given = giver.given(labelled)
    started = time.perf_counter()
    verdict = checker.check(labelled.sentence, given, asked=labelled.question)
    return verdict, CheckedSentence(
        id=labelled.id,
        label=labelled.label,
        sentence=labelled.sentence,
        fault=verdict.fault,
        why=verdict.why,
        milliseconds=_milliseconds_since(started),
    )


def _asked(
    writer: Writer, labelled: LabelledSentence, verdict: Verdict, checked: CheckedSentence
) -> CheckedSentence:
    """With the second opinion, one for each sentence: a failure is of one sentence alone."""
    opinion, started = SecondOpinion(writer), time.perf_counter()
    likely = opinion.likelihood(labelled.sentence, verdict, labelled.question)
    second = opinion.weighed(verdict, likely)
    return checked.model_copy(
        update={
            "fault": second.fault,
            "why": second.why,
            "likely": likely,
            "struck_by_opinion": second.fault is not verdict.fault,
            "opinion_failed": opinion.remark,
            "opinion_ms": None if likely is None else _milliseconds_since(started),
        }
    )


def _milliseconds_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def _with_and_without(checked: Sequence[CheckedSentence]) -> dict[str, Estimate]:
    """The figures with the second opinion, then those of the check alone, then how long the opinion took."""
    alone = [each.model_copy(update={"fault": None}) if each.struck_by_opinion else each for each in checked]
    taken = [each.opinion_ms for each in checked if each.opinion_ms is not None]
    failed = [(float(bool(each.opinion_failed)), 1.0) for each in alone if each.fault is None]
    return {
        **_overall(checked),
        **{f"alone.{name}": each for name, each in _rates(alone).items()},
        "opinion_failed": ratio(failed, 0),
        "opinion_ms.p50": quantile(taken, 0.5, 0),
        "opinion_ms.p95": quantile(taken, 0.95, 0),
    }


def _overall(checked: Sequence[CheckedSentence]) -> dict[str, Estimate]:
    taken = [each.milliseconds for each in checked]
    return {
        **_rates(checked),
        "check_ms.p50": quantile(taken, 0.5, 0),
        "check_ms.p95": quantile(taken, 0.95, 0),
    }


def _rates(checked: Sequence[CheckedSentence]) -> dict[str, Estimate]:
    struck = {label: _struck(checked, [label]) for label in Label}
    caught = {f"caught.{label}": struck[label] for label in Label if label is not Label.SUPPORTED}
    return {
        **caught,
        "caught.facts": _struck(checked, _FACTS),
        "false_strike_rate": struck[Label.SUPPORTED],
    }


def _struck(checked: Iterable[CheckedSentence], labels: Sequence[Label]) -> Estimate:
    return ratio([(float(each.fault is not None), 1.0) for each in checked if each.label in labels], 0)
