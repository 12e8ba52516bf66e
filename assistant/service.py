"""The assistant as the chat page sees it, over a library on this machine."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from assistant.answer import Answer, Draft, Filters, Mode, Turn
from assistant.engine import Assistant
from assistant.examples import example_questions
from assistant.retrieve import LoadReranker
from assistant.write.model import LoadWriter, load_writer
from ingest.errors import ModelError
from ingest.library import Library
from ingest.records import Facets
from ingest.rerank import load_reranker

_NO_FILTERS = Filters()


class LibraryService:
    """Asks, lists and ingests for the page. Safe to call from several threads."""

    def __init__(
        self, library: Library, load: LoadReranker = load_reranker, load_writer: LoadWriter = load_writer
    ) -> None:
        self._library = library
        self._load = load
        self._load_writer = load_writer
        self._assistant = Assistant(library, load, load_writer)

    def warm_up(self) -> None:
        """Load the models and open the vectors before the first question comes. Raises ModelError."""
        self._library.embedder.query("ready")
        self._library.vectors.count()
        settings = self._library.settings
        reranker = self._load(settings) if settings.retrieve.rerank else None
        if reranker:
            # Loading alone leaves the first run slow: memory is set aside as the sizes of texts are seen.
            reranker.score("ready", ["ready"])

    def ask(
        self,
        question: str,
        filters: Filters = _NO_FILTERS,
        history: Sequence[Turn] = (),
        mode: Mode = "quote",
    ) -> Answer:
        return self._assistant.ask(question, filters, history, mode)

    def stream(
        self, question: str, filters: Filters, history: Sequence[Turn], mode: Mode
    ) -> Generator[Draft | Answer, None, None]:
        return self._assistant.stream(question, filters, history, mode)

    def writer(self) -> str:
        """Which model would write, and where what it is asked is sent to; "" where none is set up."""
        try:
            writer = self._load_writer(self._library.settings)
        except ModelError:
            # The first answer that it should write says what is wrong with it, and what to do.
            return "the local model"
        if writer is None:
            return ""
        sent = f" at {writer.facts.address}: your question and the passages quoted are sent there"
        return writer.facts.name + (sent if writer.facts.address else "")

    def prepare_writer(self) -> None:
        """Have a local model loaded before the first question that it is to answer."""
        try:
            writer = self._load_writer(self._library.settings)
            if writer is not None:
                writer.prepare()
        except ModelError:
            # Nothing is asked yet; the first question says what is wrong.
            return

    def facets(self) -> Facets:
        return self._assistant.facets()

    def passage_text(self, passage_id: str) -> str:
        return self._assistant.passage_text(passage_id)

    def example_questions(self) -> list[str]:
        return example_questions(self._library.lookup)
