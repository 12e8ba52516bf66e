"""An assistant of our own with a language model: what it writes, and when, is laid down beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event, Semaphore

from fakes_ui import FakeService, hostile_answer, wait_answer

from assistant.answer import Answer, Draft, Fault, Filters, Mode, Turn, Written, WrittenSentence
from assistant.ui.service import Stream
from ingest.errors import ModelError

MODEL = "fellmarsh-1b"
REMARK = "The language model did not reply within 60 s, so the documents are quoted instead."
SLOW = "The language model at 127.0.0.1:8080 cannot be reached: start it, or correct llm.base_url."

KEPT = WrittenSentence(
    text="Adults in Westmarch waited 41 days (median) in the year to March 2024.",
    markers=(1,),
    starts_paragraph=True,
)
STRUCK = WrittenSentence(
    text="By then 781 people were waiting.", fault=Fault.FIGURE, why="781 does not stand in the sources."
)
LAST = WrittenSentence(text="Equipment had a budget of £96,250.", markers=(2, 1), starts_paragraph=True)
SENTENCES = (KEPT, STRUCK, LAST)

HOSTILE_WORDS = (
    "<script>alert(8)</script> <img src=x onerror=alert(9)> [x](http://model.example/) "
    "![](http://model.example/pixel.png) **bold** `code` [1] \u202e58 days\u2066."
)
HOSTILE_SHOWN = HOSTILE_WORDS.replace("\u202e", "").replace("\u2066", "")


def written_answer(question: str, sentences: tuple[WrittenSentence, ...] = SENTENCES) -> Answer:
    """The kept sentences as text, over the sources of the quoted answer."""
    kept = (sentence for sentence in sentences if sentence.kept)
    text = "\n\n".join(f"{each.text} {' '.join(f'[{marker}]' for marker in each.markers)}" for each in kept)
    written = Written(model=MODEL, sentences=sentences, unknown_markers=("[9]",))
    return wait_answer(question).model_copy(update={"mode": "write", "text": text, "written": written})


def hostile_written_answer(question: str) -> Answer:
    struck = WrittenSentence(text=HOSTILE_WORDS, fault=Fault.UNSUPPORTED, why=f"Not said: {HOSTILE_WORDS}")
    kept = WrittenSentence(text=HOSTILE_WORDS, markers=(1,))
    written = Written(model=HOSTILE_WORDS, sentences=(kept, struck), unknown_markers=(HOSTILE_WORDS,))
    update = {"mode": "write", "text": f"{HOSTILE_WORDS} [1]", "written": written}
    return hostile_answer(question).model_copy(update=update)


def quoted_instead(question: str) -> Answer:
    """The quoted answer, with why it is shown."""
    return wait_answer(question).model_copy(update={"written": Written(model=MODEL, remark=REMARK)})


def drafts(question: str, sentences: tuple[WrittenSentence, ...]) -> Iterator[Draft]:
    """First nothing; then each sentence half written, with those before it checked."""
    yield Draft(question=question, standalone_question=question)
    for done, sentence in enumerate(sentences):
        words = sentence.text[: len(sentence.text) // 2]
        yield Draft(
            question=question, standalone_question=question, sentences=sentences[:done], writing=words
        )


@dataclass
class WritingService(FakeService):
    """Writes about "wait" and "hostile"; with "remark" it quotes instead, with "slow" it fails after a draft,
    with "short" it ends there. Where ``paced``, it waits for a ``go`` after every draft.
    """

    model: str = MODEL
    paced: bool = False
    go: Semaphore = field(default_factory=lambda: Semaphore(0))
    closed: Event = field(default_factory=Event)

    def writer(self) -> str:
        return self.model

    def stream(self, question: str, filters: Filters, history: Sequence[Turn], mode: Mode) -> Stream:
        assert mode == "write"
        answer = self.ask(question, filters, history)
        try:
            yield from self._written(question, answer)
        finally:
            self.closed.set()

    def _written(self, question: str, quoted: Answer) -> Stream:
        if quoted.refusal is None:
            answer = hostile_written_answer(question) if "hostile" in question else written_answer(question)
            assert answer.written is not None
            for draft in drafts(question, answer.written.sentences):
                yield draft
                if self.paced:
                    assert self.go.acquire(timeout=30)
                if "slow" in question:
                    raise ModelError(SLOW)
                if "short" in question:
                    return
            standalone = {"standalone_question": quoted.standalone_question}
            quoted = (
                quoted_instead(question) if "remark" in question else answer.model_copy(update=standalone)
            )
        yield quoted
