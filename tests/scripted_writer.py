"""A writing model of our own: its words are laid down, what it is told is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from llama_index.core.base.llms.types import ChatMessage

from assistant.write.model import Words, WriterFacts
from ingest.errors import ModelError
from ingest.llm_settings import LanguageModelSettings
from ingest.settings import Settings


@dataclass
class ScriptedWriter:
    """Says ``reply`` word by word, then raises ``fails``. ``stopped``: its words were no longer wanted.

    ``likely`` is how likely it says Yes of every sentence that it is asked about once more, or its failure.
    """

    reply: str = ""
    fails: str = ""
    told: list[Sequence[ChatMessage]] = field(default_factory=list)
    stopped: bool = False
    likely: float | str = 1.0
    asked_once_more: list[Sequence[ChatMessage]] = field(default_factory=list)
    facts: WriterFacts = field(default_factory=lambda: WriterFacts("scripted"))
    settings: LanguageModelSettings = field(default_factory=LanguageModelSettings)

    def words(self, messages: Sequence[ChatMessage]) -> Iterator[Words]:
        self.told.append(messages)
        try:
            for word in re.findall(r"\S+\s*", self.reply):
                yield Words(word)
        except GeneratorExit:
            self.stopped = True
            raise
        if self.fails:
            raise ModelError(self.fails)

    def likelihood_of_yes(self, asked: Sequence[ChatMessage]) -> float:
        self.asked_once_more.append(asked)
        if isinstance(self.likely, str):
            raise ModelError(self.likely)
        return self.likely

    def prepare(self) -> None:
        """It is always ready."""

    def load(self, _: Settings) -> ScriptedWriter:
        """As the assistant loads it."""
        return self

    @property
    def question(self) -> str:
        """What the last request asks, with its sources."""
        return str(self.told[-1][-1].content)
