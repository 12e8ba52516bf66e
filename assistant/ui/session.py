"""What a session is: its exchanges, the turns the assistant is told of, and what the page shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.answer import Turn
from ingest.records import Facets

LogEntry = dict[str, str]


@dataclass(frozen=True)
class Exchange:
    """One question as shown. From "writing" to its end a language model can be stopped."""

    number: int
    state: Literal["searching", "answering", "writing", "answered", "refused", "stopped", "failed"]
    html: str
    announcement: str = ""

    @property
    def entry(self) -> LogEntry:
        """As the page's script takes it."""
        return {
            "id": f"x{self.number}",
            "state": self.state,
            "html": self.html,
            "announcement": self.announcement,
        }


@dataclass(frozen=True)
class Conversation:
    """One session: the turns the assistant is told of, what is on the page, and the question under way.

    ``writing`` names the run of a language model that answers it, "" where none does. ``id`` is that under
    which it is kept, "" until its first question.
    """

    turns: tuple[Turn, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    pending: str = ""
    writing: str = ""
    id: str = ""

    def showing(self, exchange: Exchange) -> list[LogEntry]:
        """The log with ``exchange`` last."""
        return [*self.log, exchange.entry]

    @property
    def log(self) -> list[LogEntry]:
        """What is on the page without the question under way."""
        return [exchange.entry for exchange in self.exchanges]

    @property
    def next_number(self) -> int:
        return self.exchanges[-1].number + 1 if self.exchanges else 1


class Narrowed(NamedTuple):
    """What the reader chose or typed to narrow the search, as it stands in the page."""

    authority: str | None = ""
    kind: str | None = ""
    since: str | None = ""
    until: str | None = ""


class View(NamedTuple):
    """What the page shows after a step; ``question`` is None where the box keeps what is typed in it."""

    log: list[LogEntry]
    conversation: Conversation
    question: str | None = None
    notice: str = ""


class Catalogue(NamedTuple):
    """What the catalogue holds, questions to try, and what is wrong with it, if anything.

    ``writer`` is the language model that can write answers, "" where there is none.
    """

    facets: Facets
    questions: list[str]
    trouble: str = ""
    writer: str = ""
