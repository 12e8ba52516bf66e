"""What a run over request letters comes to: what the desk made of each letter, and how that was judged."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from assistant.foi.case import Row
from assistant.foi.request import Request
from eval.results import Estimate

Pair = tuple[float, float]
Measures = dict[str, tuple[Pair, ...]]

NOT_SPLIT = "not-split"


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Handled(_Value):
    """What the desk made of one letter; ``id`` is the letter's. ``error`` is the line it gave up with.

    ``received`` is the day of receipt that the desk read from the letter itself; the request has the day that
    an officer gave.
    """

    id: str
    request: Request | None = None
    rows: tuple[Row, ...] = ()
    received: date | None = None
    due: date | None = None
    error: str = ""
    milliseconds: float = 0.0


class Metric(StrEnum):
    """The figures, in the order in which they are shown; ``eval.foi.measures`` says what each is of."""

    SPLIT_PRECISION = "split_precision"
    SPLIT_RECALL = "split_recall"
    SPLIT_F1 = "split_f1"
    PRIOR_RECALL_1 = "prior_recall@1"
    PRIOR_RECALL_3 = "prior_recall@3"
    PUBLISHED_RECALL_3 = "published_recall@3"
    COVERAGE_ACCURACY = "coverage_accuracy"
    SECTION_ACCURACY = "section_accuracy"
    STALE_REUSE = "stale_reuse"
    WRONG_AUTHORITY_REUSE = "wrong_authority_reuse"
    UNSUPPORTED_CONFIRM_OR_DENY = "unsupported_confirm_or_deny"
    RECEIVED_ACCURACY = "received_accuracy"
    DUE_ACCURACY = "due_accuracy"
    AUTHORITY_ACCURACY = "authority_accuracy"
    REGIME_ACCURACY = "regime_accuracy"
    FLAG_PRECISION = "flag_precision"
    FLAG_RECALL = "flag_recall"


class Failure(_Value):
    """One thing that went wrong: which figure it tells against, where, and what was found instead.

    ``question`` is the number expected, or the one found where nothing was expected; "" for the whole letter.
    """

    request: str
    question: str
    metric: Metric
    detail: str


class RequestResult(_Value):
    """One letter, judged. ``measures``: metric -> a (sum, weight) pair for each thing that it is of.

    ``coverages``: what was expected and what was found, for each expected question.
    """

    id: str
    authority: str
    questions: int
    measures: Measures
    coverages: tuple[tuple[str, str], ...]
    failures: tuple[Failure, ...] = ()
    milliseconds: float = 0.0


class RequestSummary(_Value):
    """``summary.json`` of such a run. ``confusion``: coverage expected -> coverage found -> questions.

    ``by_request``: letter -> metric -> its value there, None where the letter has nothing it is of.
    """

    requests: int
    questions: int
    overall: dict[str, Estimate]
    confusion: dict[str, dict[str, int]]
    by_request: dict[str, dict[str, float | None]]
    failures: tuple[Failure, ...] = ()
