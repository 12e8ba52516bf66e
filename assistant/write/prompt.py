"""What a writing model is sent: rules that never change, then the question and its sources.

The part that never changes comes first, so that a server which keeps what it has read reads it once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from ingest.records import DocumentRow
from prompts import load

NOT_FOUND = "NOT FOUND"
_TAG = re.compile(r"<(?=[^\d\s=])")
_KINDS = {
    "foi-response": "FOI response",
    "decision-record": "decision record",
    "committee-report": "committee report",
    "service-specification": "service specification",
    "equality-impact-assessment": "equality impact assessment",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A source as the model sees it: the paper it is from and the words quoted there."""

    document: DocumentRow
    words: str


def messages(asked: str, sources: Sequence[Quoted]) -> list[ChatMessage]:
    """The whole request: the rules with worked examples, then the question with its numbered sources."""
    shown = (f"{_about(source.document)}\n{source.words}" for source in sources)
    numbered = (f"[{number}] {as_data(source)}" for number, source in enumerate(shown, 1))
    question = load("write-question").render(question=as_data(asked), quotations="\n\n".join(numbered))
    return _request("write-rules", question)


def about_one(said: str, quotations: Sequence[str]) -> list[ChatMessage]:
    """A request about one written sentence: do the quotations say exactly that?"""
    document = " … ".join(_in_a_line(quotation) for quotation in quotations)
    # One text with one pair of marks, which are long to read; each half in a line, so that neither opens the
    # other.
    pair = f"Document: {document}\nStatement: {_in_a_line(said)}"
    return _request("opinion-rules", load("opinion-question").render(pair=pair))


def _request(rules: str, question: str) -> list[ChatMessage]:
    return [
        ChatMessage(role=MessageRole.SYSTEM, content=load(rules).render()),
        ChatMessage(role=MessageRole.USER, content=question),
    ]


def _in_a_line(text: str) -> str:
    return " ".join(as_data(text).split())


def as_data(text: str) -> str:
    """The text without what a server or a model could take for a mark of its own.

    Square brackets are our source numbers' alone; ``<|im_start|>``, ``[INST]`` or ``</s>`` would open a turn
    of the conversation. What is below a figure ("<5") stays.
    """
    return _TAG.sub("‹", text).replace("|>", "|›").replace("[", "(").replace("]", ")")


def _about(document: DocumentRow) -> str:
    kind = _KINDS.get(document.kind, document.kind.replace("-", " "))
    return ", ".join(part for part in (kind, document.authority, document.date) if part)
