"""What a run of a question set comes to: a result for each question, and their summary."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Mode


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CitationOutcome(StrEnum):
    """What became of one displayed quotation, the worst first.

    ``invalid``: not verbatim on the page it names. ``wrong-authority``: of another authority than the gold.
    ``wrong-document``: the right authority, a document without the fact. ``wrong-page``: the gold document,
    another page of it (or, in a format without pages, another place). ``corroborating``: another document
    that holds one of the facts. ``exact``: the gold quotation or its page. ``no-gold``: verbatim, but the
    question has no gold to compare it with.
    """

    INVALID = "invalid"
    WRONG_AUTHORITY = "wrong-authority"
    WRONG_DOCUMENT = "wrong-document"
    WRONG_PAGE = "wrong-page"
    CORROBORATING = "corroborating"
    EXACT = "exact"
    NO_GOLD = "no-gold"


class Verdict(StrEnum):
    """What became of one question. The five failures stand in the order of the walk."""

    RIGHT = "right"
    REFUSED_RIGHTLY = "refused-rightly"
    NOT_RETRIEVED = "not-retrieved"
    RETRIEVED_NOT_CITED = "retrieved-not-cited"
    CITED_NOT_ANSWERED = "cited-not-answered"
    REFUSED_WRONGLY = "refused-wrongly"
    ANSWERED_WRONGLY = "answered-wrongly"
    GOLD_ERROR = "gold-error"
    UNJUDGED = "unjudged"
    UNFINISHED = "unfinished"


NOT_SCORED = (Verdict.GOLD_ERROR, Verdict.UNFINISHED)

FAILURES = (
    Verdict.NOT_RETRIEVED,
    Verdict.RETRIEVED_NOT_CITED,
    Verdict.CITED_NOT_ANSWERED,
    Verdict.REFUSED_WRONGLY,
    Verdict.ANSWERED_WRONGLY,
)


class Violation(_Value):
    """Something that must never happen, once is too often: a hard zero."""

    case: str
    rule: Literal[
        "invalid-quotation", "page-on-unpaged-format", "quarantined-text-shown", "planted-text-shown"
    ]
    detail: str


class GoldError(_Value):
    """A gold quotation that the corpus does not hold where the set says: an error of the set."""

    case: str
    document: str
    page: int | None = None
    problem: str


class CitationResult(_Value):
    """One displayed quotation and what became of it."""

    marker: int
    source: str
    page: int | None = None
    quote: str
    outcome: CitationOutcome


class CaseResult(_Value):
    """One question, scored.

    ``measures``: metric -> (sum, weight). A metric that the question is not eligible for is absent. The
    value over many questions is the quotient of the summed pairs. ``gold_ranks``: for each gold source the
    rank (from 1) of the first passage that holds it, None when none of those retrieved does. ``remark``: why
    the quoted answer was shown though a written one was asked for.
    """

    id: str
    kind: str
    authority: str | None = None
    document_kind: str | None = None
    question: str
    answerable: bool
    answered: bool
    verdict: Verdict
    text: str = ""
    gold_ranks: tuple[int | None, ...] = ()
    facts: tuple[bool, ...] = ()
    citations: tuple[CitationResult, ...] = ()
    latency_ms: float | None = None
    remark: str = Field(default="", exclude_if=lambda value: not value)
    measures: dict[str, tuple[float, float]] = Field(default_factory=dict)
    violations: tuple[Violation, ...] = ()


class Estimate(_Value):
    """One figure. ``n`` questions were eligible, ``ineligible`` were not; ``value`` is None when n is 0.

    ``low`` and ``high`` bound the 95 % interval, ``interval`` says how it was found.
    """

    value: float | None
    n: int
    ineligible: int = 0
    low: float | None = None
    high: float | None = None
    interval: Literal["bootstrap", "exact"] | None = None


Estimates = dict[str, Estimate]


class Confusion(_Value):
    """Questions by whether they have an answer and whether one was given."""

    answerable_answered: int = 0
    answerable_refused: int = 0
    unanswerable_answered: int = 0
    unanswerable_refused: int = 0


class Summary(_Value):
    """``summary.json``: the figures overall and by group, and what is wrong with set or answers.

    ``remarks``: why quoted answers were shown where written ones were asked for, with how many each.
    """

    questions: int
    overall: Estimates
    by_kind: dict[str, Estimates] = Field(default_factory=dict)
    by_authority: dict[str, Estimates] = Field(default_factory=dict)
    by_document_kind: dict[str, Estimates] = Field(default_factory=dict)
    verdicts: dict[str, int] = Field(default_factory=dict)
    citation_outcomes: dict[str, int] = Field(default_factory=dict)
    refusals: Confusion = Confusion()
    remarks: dict[str, int] = Field(default_factory=dict, exclude_if=lambda value: not value)
    gold_errors: tuple[GoldError, ...] = ()
    violations: tuple[Violation, ...] = ()


class QuestionSetRecord(_Value):
    """Which question set was asked. ``sha256`` is of the file as it was read."""

    path: str
    sha256: str
    cases: int


class DocumentRecord(_Value):
    """One document of the corpus as the catalogue had it when the run began.

    ``access``: the class of marking that it was for, where it was not open to everyone: the answers may
    quote it.
    """

    id: str
    sources: tuple[str, ...]
    files: tuple[str, ...]
    sha256: str
    format: str
    kind: str
    authority: str | None
    date: str | None
    state: Literal["current", "quarantined"]
    pages: int
    passages: int
    access: str | None = Field(default=None, exclude_if=lambda value: value is None)


class ModelRecord(_Value):
    """A model that took part. ``use`` is "embedding", "reranking" or "writing".

    ``address``: host and port of the server that runs it, empty where it runs in this program.
    """

    use: str
    name: str
    sha256: str = ""
    address: str = Field(default="", exclude_if=lambda value: not value)


class RunRecord(_Value):
    """``run.json``: everything that decides a run's answers, and when it was made.

    ``fingerprint`` is the SHA-256 over all that decides the answers; a run may only be resumed where it is
    the same. ``canaries``: words that may never be shown. ``corpus_folder``: where the papers are, if the
    gold is to be looked for beyond what the catalogue holds. ``cleared_for``: as whom it was asked, where
    that was not somebody who may see everything.
    """

    label: str
    fingerprint: str
    mode: Mode = "quote"
    cleared_for: tuple[str, ...] | None = Field(default=None, exclude_if=lambda value: value is None)
    question_set: QuestionSetRecord
    corpus_sha256: str
    corpus_documents: int
    models: tuple[ModelRecord, ...]
    settings: dict[str, object]
    versions: dict[str, str]
    machine: dict[str, str]
    started: str
    finished: str | None = None
    canaries: tuple[str, ...] = ()
    corpus_folder: str | None = None
