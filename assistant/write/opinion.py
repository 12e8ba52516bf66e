"""A second opinion on a sentence that the check kept: does the model that wrote find it in the quotation?

It is asked about that one sentence with nothing but the quotations that support it, and its opinion can
strike a sentence, never save one. Words that are the source's own are not asked about.
"""

from __future__ import annotations

from collections.abc import Sequence

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Fault
from assistant.write.check import statement
from assistant.write.evidence import Evidence, Verdict
from assistant.write.model import Writer
from assistant.write.prompt import as_data
from ingest.errors import ModelError
from prompts import load

# A sentence is struck where Yes is less likely than this. Fitted on true sentences of the first two splits of
# the labelled ones that the check keeps: at most .015 of them lie below.
STRUCK_BELOW = 0.2
_NOT_FOUND = "{model}, asked again, did not find all of it in the quotation."
_NOT_ASKED = "Not every sentence was given a second opinion. {error}"


class SecondOpinion:
    """Asked about the sentences of one answer; after a failure it is asked no more.

    ``remark`` then says why, in a line; until then it is empty.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.remark = ""

    def on(self, sentence: str, verdict: Verdict, asked: str) -> Verdict:
        """The verdict as it was, or that the sentence is struck. ``asked``: the question it answers."""
        if not self._is_wanted(verdict):
            return verdict
        try:
            likely = self._writer.likelihood_of_yes(request(statement(sentence, asked), verdict.support))
        except ModelError as error:
            # The check is what vouches for a sentence: without a second opinion it stands.
            self.remark = _NOT_ASKED.format(error=error)
            return verdict
        if likely >= STRUCK_BELOW:
            return verdict
        return Verdict(fault=Fault.UNSUPPORTED, why=_NOT_FOUND.format(model=self._writer.facts.name))

    def _is_wanted(self, verdict: Verdict) -> bool:
        stands = verdict.fault is None and not verdict.verbatim
        return stands and not self.remark and self._writer.settings.second_opinion


def request(said: str, support: Sequence[Evidence]) -> list[ChatMessage]:
    """What the model is sent: rules that never change, then the quotations and the statement, as data."""
    quoted = " … ".join(_in_a_line(each.unit.text) for each in support)
    # One text with one pair of marks, which are long to read; each half in a line, so that none opens another.
    pair = f"Document: {quoted}\nStatement: {_in_a_line(said)}"
    return [
        ChatMessage(role=MessageRole.SYSTEM, content=load("opinion-rules").render()),
        ChatMessage(role=MessageRole.USER, content=load("opinion-question").render(pair=pair)),
    ]


def _in_a_line(text: str) -> str:
    return " ".join(as_data(text).split())
