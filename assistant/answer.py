"""What every caller receives: the page, the command line and the evaluation get this same object."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

# A question, not a letter: longer texts are searched for slowly and answered badly.
LONGEST_QUESTION = 2000
Mode = Literal["quote", "write"]


class RefusalReason(StrEnum):
    """Why a question was not answered; the values are part of the public contract."""

    NOTHING_RELEVANT = "nothing-relevant"
    WRONG_AUTHORITY = "wrong-authority"
    WRONG_PERIOD = "wrong-period"
    NO_SUCH_VALUE = "no-such-value"
    NOT_IN_DOCUMENTS = "not-in-documents"


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Filters(_Value):
    """What the reader narrowed the search to. Dates are inclusive."""

    authority: str | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None


class Turn(_Value):
    """One earlier exchange of a conversation."""

    question: str
    answer: str


class QuotedCell(_Value):
    """The cell of a quoted table row that the question asks for, in the document's own words.

    ``row`` is the beginning of the row's label, ``column`` the headings over the cell from the top down,
    ``unit`` what they or the table give its figures in; "" where the value says it or nothing does.
    """

    row: str
    column: str
    value: str
    unit: str = ""

    @property
    def words(self) -> str:
        """ "North, Precept 2025-26: 81,618.3 (£000s)": for a person, in one line."""
        unit = self.unit.strip("()")
        return f"{self.row}, {self.column}: {self.value}" + (f" ({unit})" if unit else "")


class Citation(_Value):
    """A quotation with where it stands. ``page`` counts physical pages from 1; None without pages.

    ``cell`` is there only where the row's cells are known and the question names one of its columns.
    ``access`` is there only for a paper that is not open to everyone: the class of its marking.
    """

    marker: int
    document_id: str
    passage_id: str
    source: str
    title: str
    kind: str
    authority: str | None = None
    date: str | None = None
    reference: str | None = None
    page: int | None = None
    page_end: int | None = Field(default=None, exclude_if=lambda value: value is None)
    page_label: str | None = None
    section: str = ""
    quote: str
    cell: QuotedCell | None = Field(default=None, exclude_if=lambda value: value is None)
    verdict: Literal["exact"] = "exact"
    also_in: tuple[str, ...] = ()
    access: str | None = Field(default=None, exclude_if=lambda value: value is None)


class RankedPassage(_Value):
    """A passage as retrieved, best first (rank from 1); ``access`` as of a citation."""

    rank: int
    score: float
    document_id: str
    passage_id: str
    source: str
    title: str
    kind: str
    authority: str | None = None
    date: str | None = None
    reference: str | None = None
    page: int | None = None
    page_label: str | None = None
    section: str = ""
    text: str
    access: str | None = Field(default=None, exclude_if=lambda value: value is None)


class Notice(_Value):
    """What a reader must know beside the quotations: another value, or a paper that was superseded.

    ``text`` is one plain sentence with its [n]; ``markers`` are those of the citations that it rests on, all
    of them among the answer's, the newest or final first.
    """

    kind: Literal["conflict", "superseded"]
    text: str
    markers: tuple[int, ...]


class Refusal(_Value):
    """Why there is no answer, in words for a person, and the nearest that was found."""

    reason: RefusalReason
    explanation: str
    nearest: tuple[Citation, ...] = ()


class Timings(_Value):
    """Milliseconds spent on each step of one question; ``first_words``: until a model's first words came."""

    retrieve: float = 0.0
    rerank: float = 0.0
    answer: float = 0.0
    total: float = 0.0
    first_words: float | None = Field(default=None, exclude_if=lambda value: value is None)


class Fault(StrEnum):
    """Why a written sentence was struck; the values are part of the public contract.

    The first four name what does not stand in the sources; ``polarity``: they say the opposite;
    ``unsupported``: they do not say it.
    """

    FIGURE = "figure"
    AUTHORITY = "authority"
    PERIOD = "period"
    REFERENCE = "reference"
    POLARITY = "polarity"
    UNSUPPORTED = "unsupported"


class WrittenSentence(_Value):
    """One sentence of a language model after its check, with the markers that it wrote taken out.

    ``markers`` are the citations that support it; none where it was struck. Then ``fault`` says what is
    wrong and ``why`` says it to a person in one line. ``own_words``: it is not the model's, but the best
    quotation, added where the model left it out.
    """

    text: str
    markers: tuple[int, ...] = ()
    fault: Fault | None = None
    why: str = ""
    starts_paragraph: bool = False
    own_words: bool = False

    @property
    def kept(self) -> bool:
        return self.fault is None


class Written(_Value):
    """What a language model wrote: every sentence in order, kept or struck.

    ``unknown_markers`` are those it wrote that name no source. ``remark``, where there is one, says in a line
    why the quoted answer is shown instead; then no sentence was kept. ``no_second_opinion`` says in a line
    why sentences stand as the check left them, where the model could not be asked about them once more.
    """

    model: str
    sentences: tuple[WrittenSentence, ...] = ()
    unknown_markers: tuple[str, ...] = ()
    remark: str = ""
    no_second_opinion: str = Field(default="", exclude_if=lambda value: not value)


class Draft(_Value):
    """A written answer under way: the sentences checked so far, and the words of the one being written.

    Markers of a draft are not yet settled and none is given.
    """

    question: str
    standalone_question: str
    sentences: tuple[WrittenSentence, ...] = ()
    writing: str = ""


class Answer(_Value):
    """An answer in the documents' own words with its citations, a written one, or a refusal.

    ``mode`` says what is shown: "write" where ``text`` is what was kept of a language model's sentences.
    ``written`` is there where a written answer was asked for and the documents hold one; with a remark in it,
    the quoted answer is shown instead and ``mode`` is "quote".
    """

    id: str | None = None
    question: str
    standalone_question: str
    mode: Mode = "quote"
    answerable: bool
    refusal: Refusal | None = None
    text: str = ""
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    written: Written | None = Field(default=None, exclude_if=lambda value: value is None)
    passages: tuple[RankedPassage, ...] = ()
    timings_ms: Timings = Timings()
