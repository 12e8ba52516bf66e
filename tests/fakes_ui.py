"""A small assistant of our own for the page's tests: the same question always has the same answer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.answer import Answer, Citation, Filters, Mode, Refusal, RefusalReason, Turn
from assistant.ui.service import NO_FILTERS, Stream
from ingest.errors import CatalogueError
from ingest.records import Facets

HOSTILE_TITLE = "<img src=x onerror=alert(1)> **bold** report"
HOSTILE_FILE = "<svg onload=alert(2)>_[click](javascript:alert(3)).pdf"
HOSTILE_PASSAGE = (
    "Before it: <script>alert(4)</script> and ${alert(5)} and {{constructor}}.\n"
    "The panel agreed <b onclick=alert(6)>to proceed</b> with [click](javascript:alert(7)).\n"
    "After it: </div></article> @children & `code` # heading."
)
HOSTILE_QUOTE = "The panel agreed <b onclick=alert(6)>to proceed</b> with [click](javascript:alert(7))."

PASSAGES = {
    "p-wait": (
        "Question 3\n"
        "How long do adults wait for an occupational therapy assessment?\n"
        "The median wait in Westmarch was 41 days\n"
        "in the year to March 2024. Urgent cases were seen within 5 days.\n"
        "Please see Question 4 for children."
    ),
    "p-budget": (
        "Table 2\tBudget 2024-25\nHeading\tAgreed budget\nStaffing\t£318,400\nEquipment\t£96,250\n"
        "Adaptations\t£1,204,000"
    ),
    "p-hostile": HOSTILE_PASSAGE,
    "p-near": "The strategy covers residential care only. Day opportunities will be reported separately.",
}


def wait_citation(marker: int = 1) -> Citation:
    return Citation(
        marker=marker,
        document_id="d-1",
        passage_id="p-wait",
        source="foi/westmarch_0417.pdf",
        title="Occupational therapy waiting times",
        kind="foi-response",
        authority="Westmarch County Council",
        date="2024-05-09",
        reference="FOI 0417",
        page=2,
        page_label="ii",
        section="Question 3",
        quote="The median wait in Westmarch was 41 days in the year to March 2024.",
        also_in=("foi/westmarch_0417_1.pdf",),
    )


def budget_citation(marker: int = 2) -> Citation:
    return Citation(
        marker=marker,
        document_id="d-2",
        passage_id="p-budget",
        source="budgets/2024.xlsx",
        title="Community equipment budget",
        kind="dataset",
        section="Table 2",
        quote="Heading Agreed budget … Equipment £96,250",
    )


def hostile_citation() -> Citation:
    return Citation(
        marker=1,
        document_id="d-3",
        passage_id="p-hostile",
        source=HOSTILE_FILE,
        title=HOSTILE_TITLE,
        kind="other",
        authority="<b>Eastmarch</b>",
        date="2023-01-09",
        page=1,
        quote=HOSTILE_QUOTE,
    )


def near_citation() -> Citation:
    return Citation(
        marker=1,
        document_id="d-4",
        passage_id="p-near",
        source="strategy.docx",
        title="Residential care strategy",
        kind="policy",
        authority="Eastmarch Borough Council",
        date="2022-11-30",
        section="2.4",
        quote="The strategy covers residential care only.",
    )


def wait_answer(question: str) -> Answer:
    return Answer(
        question=question,
        standalone_question=question,
        answerable=True,
        text="The median wait in Westmarch was 41 days in the year to March 2024. [1]\n"
        "The equipment budget was £96,250. [2]",
        citations=(wait_citation(), budget_citation()),
    )


def hostile_answer(question: str) -> Answer:
    return Answer(
        question=question,
        standalone_question=question,
        answerable=True,
        text=f"{HOSTILE_QUOTE} [1]",
        citations=(hostile_citation(),),
    )


def refused_answer(question: str) -> Answer:
    refusal = Refusal(
        reason=RefusalReason.NOT_IN_DOCUMENTS,
        explanation="No passage says what day opportunities cost.",
        nearest=(near_citation(),),
    )
    return Answer(
        question=question,
        standalone_question=question,
        answerable=False,
        refusal=refusal,
        text=f"Not found in these documents. {refusal.explanation}",
    )


@dataclass
class FakeService:
    """Answers by a word in the question: "wait", "hostile", "broken", "crash"; all else is not found."""

    documents: int = 4
    delay_s: float = 0.0
    asked: list[tuple[str, Filters, tuple[Turn, ...]]] = field(default_factory=list)
    prepared: int = 0

    def ask(
        self,
        question: str,
        filters: Filters = NO_FILTERS,
        history: Sequence[Turn] = (),
        mode: Literal["quote"] = "quote",
    ) -> Answer:
        assert mode == "quote"
        self.asked.append((question, filters, tuple(history)))
        time.sleep(self.delay_s)
        if "broken" in question:
            raise CatalogueError("The catalogue is locked: wait for the ingest to finish, then ask again.")
        if "crash" in question:
            raise ZeroDivisionError("planned")
        answer = self._answer(question)
        if history:
            return answer.model_copy(update={"standalone_question": f"{history[-1].question} {question}"})
        return answer

    def stream(self, question: str, filters: Filters, history: Sequence[Turn], mode: Mode) -> Stream:
        """Without a language model: the quoted answer at once."""
        assert mode == "write"
        yield self.ask(question, filters, history)

    def writer(self) -> str:
        return ""

    def prepare_writer(self) -> None:
        self.prepared += 1

    @staticmethod
    def _answer(question: str) -> Answer:
        if "wait" in question:
            return wait_answer(question)
        return hostile_answer(question) if "hostile" in question else refused_answer(question)

    def facets(self) -> Facets:
        if not self.documents:
            return Facets()
        authorities = {"Westmarch County Council": 2, "<b>Eastmarch</b>": 1}
        kinds = {"foi-response": 1, "dataset": 1, "policy": self.documents - 2}
        return Facets(authorities, kinds, date(2022, 11, 30), date(2024, 5, 9), self.documents)

    def passage_text(self, passage_id: str) -> str:
        if passage_id not in PASSAGES:
            raise CatalogueError("That passage is no longer in the catalogue.")
        return PASSAGES[passage_id]

    def example_questions(self) -> list[str]:
        return ["How long is the wait for occupational therapy?", "What did <b>hostile</b> text say?"]
