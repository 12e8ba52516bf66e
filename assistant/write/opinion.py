"""A second opinion on a sentence that the check kept: does the model that wrote find it in the quotation?

It is asked about that one sentence with nothing but the quotations that support it, and its opinion can
strike a sentence, never save one. Words that are the source's own are not asked about.
"""

from __future__ import annotations

from assistant.answer import Fault
from assistant.write.check import statement
from assistant.write.evidence import Verdict
from assistant.write.model import Writer
from assistant.write.prompt import about_one
from ingest.errors import ModelError

# A sentence is struck where Yes is less likely than this. Of 102 true sentences, drawn by lot from those of
# the first two splits of the labelled ones that the check keeps, none lay below it and two below .21.
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
        return self.weighed(verdict, self.likelihood(sentence, verdict, asked))

    def likelihood(self, sentence: str, verdict: Verdict, asked: str) -> float | None:
        """How likely the model says Yes, 0 to 1; None where it is not to be asked, or failed."""
        if not self._is_wanted(verdict):
            return None
        try:
            document = [each.unit.text for each in verdict.support]
            return self._writer.likelihood_of_yes(about_one(statement(sentence, asked), document))
        except ModelError as error:
            # The check is what vouches for a sentence: without a second opinion it stands.
            self.remark = _NOT_ASKED.format(error=error)
            return None

    def weighed(self, verdict: Verdict, likely: float | None) -> Verdict:
        """The verdict with that likelihood of a Yes; None: no opinion."""
        if likely is None or likely >= STRUCK_BELOW:
            return verdict
        return Verdict(fault=Fault.UNSUPPORTED, why=_NOT_FOUND.format(model=self._writer.facts.name))

    def _is_wanted(self, verdict: Verdict) -> bool:
        stands = verdict.fault is None and not verdict.verbatim
        return stands and not self.remark and self._writer.settings.second_opinion
