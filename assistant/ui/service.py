"""What the page needs from the assistant, and nothing more."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Literal, Protocol

from assistant.answer import Answer, Draft, Filters, Mode, Turn
from ingest.records import Facets

NO_FILTERS = Filters()

ACCEPTED_FORMATS = (".pdf", ".docx", ".html", ".htm", ".txt", ".md", ".csv", ".xlsx", ".eml")


Stream = Generator[Draft | Answer, None, None]


class Service(Protocol):
    """The assistant as the page sees it. Every method may raise AssistantError, whose message is shown.

    Several readers may call at once, each from a thread of the server.
    """

    def ask(
        self,
        question: str,
        filters: Filters = NO_FILTERS,
        history: Sequence[Turn] = (),
        mode: Literal["quote"] = "quote",
    ) -> Answer:
        """The answer to one question; ``history`` is the conversation so far, oldest first."""
        ...

    def stream(self, question: str, filters: Filters, history: Sequence[Turn], mode: Mode) -> Stream:
        """The drafts of an answer as they grow, at last the one Answer. Closing it stops the model."""
        ...

    def writer(self) -> str:
        """The name of the model that would write; "" where none is set up.

        Where the model is on another machine it says so, and that questions and passages are sent there.
        """
        ...

    def prepare_writer(self) -> None:
        """Make the model that would write ready for its first question; it may take several seconds."""
        ...

    def facets(self) -> Facets:
        """What the catalogue holds now."""
        ...

    def passage_text(self, passage_id: str) -> str:
        """The passage that a quotation was taken from, as plain text."""
        ...

    def example_questions(self) -> list[str]:
        """Questions that the documents in the catalogue can answer; best first."""
        ...
