"""The model that writes: one on the server that the settings name, else the local one, else none."""

from __future__ import annotations

import atexit
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from llama_index.core.base.llms.types import ChatMessage

from assistant.llm import LanguageModel, language_model
from assistant.local_server import LocalServer
from assistant.write.prompt import about_one, messages
from assistant.write.yes_no import for_one_word, likelihood_of_yes
from ingest.errors import ModelError, ModelTimeoutError
from ingest.llm_settings import LanguageModelSettings
from ingest.settings import Settings
from ingest.writer import PUBLISHED, locate_writer, usable_writer

_PAUSE_S = 0.5
# The slots of the local server: each keeps the beginning that its prompts share.
_WRITES, _JUDGES = 0, 1
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_BEGINS_THOUGHT = "<think>"
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class WriterFacts:
    """Which model writes. ``sha256`` is of a local model's file, ``address`` a server's host and port."""

    name: str
    sha256: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they come. ``cut_off``: the model stopped because it may write no more, in mid-sentence."""

    text: str
    cut_off: bool = False


class Writer(Protocol):
    """A model that writes. One instance serves many threads."""

    @property
    def facts(self) -> WriterFacts:
        """Which model this is."""

    @property
    def settings(self) -> LanguageModelSettings:
        """How much it reads and writes, and how long it may take."""

    def prepare(self) -> None:
        """Do what can be done before the first question, on this machine alone. Raises ModelError."""

    def words(self, asked: Sequence[ChatMessage]) -> Iterator[Words]:
        """Its reply as it comes; closing the iterator stops it. Raises ModelError, in one line."""

    def likelihood_of_yes(self, asked: Sequence[ChatMessage]) -> float:
        """How likely it says Yes and not No, 0 to 1; it is asked once. Raises ModelError, in one line."""


LoadWriter = Callable[[Settings], Writer | None]


def load_writer(settings: Settings) -> Writer | None:
    """The model that writes; None where none is set up. Nothing is sent or loaded before its first words.

    A server that the settings name goes before the local model. Raises ModelError where the fetched local
    one was altered.
    """
    if settings.llm.base_url:
        return ServerWriter(settings.llm)
    path = usable_writer(settings)
    if path is None:
        return None
    name = PUBLISHED.model if settings.models.writer == "auto" else path.name
    with _loading:
        return _local_writer(name, path, settings.llm)


def writer_facts(settings: Settings) -> WriterFacts | None:
    """Which model would write, a local one with its SHA-256. Raises ModelError."""
    if settings.llm.base_url:
        return WriterFacts(settings.llm.model, address=settings.llm.address)
    found = locate_writer(settings)
    return WriterFacts(found.name, found.sha256) if found else None


@lru_cache(maxsize=1)
def _local_writer(name: str, path: Path, settings: LanguageModelSettings) -> LocalWriter:
    writer = LocalWriter(WriterFacts(name), LocalServer(path, settings), settings)
    atexit.register(writer.close)
    return writer


class LocalWriter:
    """A model in a child process of this one; it reads one question after the other."""

    def __init__(self, facts: WriterFacts, server: LocalServer, settings: LanguageModelSettings) -> None:
        self.facts = facts
        self.settings = settings
        self.server = server

    def words(self, asked: Sequence[ChatMessage]) -> Iterator[Words]:
        return twice(lambda: self._streamed(asked))

    def likelihood_of_yes(self, asked: Sequence[ChatMessage]) -> float:
        """Asked in a slot of its own, so that the writing slot keeps what it has read."""
        settings, key = self.server.connection()
        model = language_model(for_one_word(settings), key, retries=0)
        return likelihood_of_yes(model, asked, extra_body={"id_slot": _JUDGES})

    def prepare(self) -> None:
        """Load the model and have it read what never changes, which its server then keeps."""
        self._read(messages("", ()), _WRITES)
        if self.settings.second_opinion:
            self._read(about_one("", ()), _JUDGES)

    def close(self) -> None:
        """End the child process."""
        self.server.close()

    def _read(self, asked: Sequence[ChatMessage], slot: int) -> None:
        for _ in self._streamed(asked, slot, only_one=True):
            pass

    def _streamed(
        self, asked: Sequence[ChatMessage], slot: int = _WRITES, only_one: bool = False
    ) -> Iterator[Words]:
        settings, key = self.server.connection()
        # The client sends its settings' limit of tokens, whatever a single request is given.
        limited = settings.model_copy(update={"max_tokens": 1}) if only_one else settings
        model = language_model(limited, key, retries=0)
        return streamed(model, asked, settings, extra_body={"id_slot": slot})


class ServerWriter:
    """A model on an OpenAI-compatible server, asked once more where it could not be reached or was busy."""

    def __init__(self, settings: LanguageModelSettings) -> None:
        self.settings = settings
        self.facts = WriterFacts(settings.model, address=settings.address)

    def prepare(self) -> None:
        """Nothing: a server that may be another's is sent no more than questions."""

    def words(self, asked: Sequence[ChatMessage]) -> Iterator[Words]:
        return twice(lambda: streamed(language_model(self.settings, retries=0), asked, self.settings))

    def likelihood_of_yes(self, asked: Sequence[ChatMessage]) -> float:
        return likelihood_of_yes(language_model(for_one_word(self.settings), retries=0), asked)


def twice(reply: Callable[[], Iterator[Words]]) -> Iterator[Words]:
    """What ``reply()`` gives; once more where it fails, not for want of time, before its first words."""
    begun = False
    try:
        for words in reply():
            begun = True
            yield words
        return
    except ModelTimeoutError:
        raise
    except ModelError:
        if begun:
            raise
    time.sleep(_PAUSE_S)
    yield from reply()


def streamed(
    model: LanguageModel, asked: Sequence[ChatMessage], settings: LanguageModelSettings, **more: Any
) -> Iterator[Words]:
    """The model's reply as it comes, without what it thinks aloud; the model is closed at the end.

    Raises ModelError; ModelTimeoutError where the whole reply takes longer than the settings allow.
    """
    ends = time.monotonic() + settings.timeout_s
    shown = ""
    with closing(model):
        for response in model.stream_chat(asked, **more):
            if time.monotonic() > ends:
                raise ModelTimeoutError(_too_slow(settings))
            said = _without_thoughts(str(response.message.content or ""))
            new, shown = said[len(shown) :], said if len(said) > len(shown) else shown
            if new or _is_cut_off(response.raw):
                yield Words(new, _is_cut_off(response.raw))


def _too_slow(settings: LanguageModelSettings) -> str:
    return (
        f"The language model at {settings.address} was still writing after {settings.timeout_s:g} s: "
        "ask a shorter question, or raise llm.timeout_s."
    )


def _without_thoughts(said: str) -> str:
    """What is meant for the reader; of a beginning that may yet become a thought, nothing."""
    if _BEGINS_THOUGHT.startswith(said.lstrip()[: len(_BEGINS_THOUGHT)]):
        said = _THOUGHTS.sub("", said) if _BEGINS_THOUGHT in said else ""
    return said.lstrip()


def _is_cut_off(raw: Any) -> bool:
    choices = getattr(raw, "choices", None) or ()
    return any(getattr(choice, "finish_reason", None) == "length" for choice in choices)
