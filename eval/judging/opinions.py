"""The opinions of one answer, asked for with llama-index's evaluators and this project's prompts.

Faithfulness (does what is cited support the answer?) and answer relevancy (does it speak to the question?)
are judged without a gold answer, after Es et al., “RAGAS: Automated Evaluation of Retrieval Augmented
Generation” (EACL 2024).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from types import TracebackType
from typing import Any

from llama_index.core.base.llms.base import BaseLLM
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.evaluation import AnswerRelevancyEvaluator, FaithfulnessEvaluator
from llama_index.core.node_parser import TokenTextSplitter
from llama_index.core.prompts import BasePromptTemplate
from llama_index.core.utils import get_tokenizer

from assistant.answer import Answer
from assistant.llm import language_model
from eval.judging.records import ANSWER_RELEVANCY, FAITHFULNESS, Judgement, Opinion
from eval.text import parts, squash
from ingest.errors import EvaluationError
from ingest.llm_settings import LanguageModelSettings
from prompts import Prompt, load

_FAITHFUL, _FAITHFUL_MORE, _RELEVANT = PROMPTS = (
    "judge-faithfulness",
    "judge-faithfulness-more",
    "judge-answer-relevancy",
)
_MOST_POINTS = 2
# Longer texts llama-index would cut into sentences, with data that it may fetch for that.
_PIECE_TOKENS = 800
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_YES_OR_NO = re.compile(r"\W*(yes|no)\b", re.IGNORECASE)
_POINTS = re.compile(r"\[RESULT\][\s:*]*(\d+)[\s.*]*\Z")


class Judge:
    """Asks one language model. Use it as an asynchronous context; its connections end with that."""

    def __init__(self, settings: LanguageModelSettings) -> None:
        """Raises SettingsError where the settings name no model. Nothing is sent yet."""
        self._settings = settings
        self._llm = language_model(settings)
        self.prompts = {name: load(name) for name in PROMPTS}
        _load_tokenizer()
        self._splitter = TokenTextSplitter(chunk_size=_PIECE_TOKENS, chunk_overlap=0)
        # Templates are objects, not texts: the evaluator silently puts its own in a text's place.
        self._faithfulness = FaithfulnessEvaluator(
            llm=self._llm,
            eval_template=self._template(_FAITHFUL, query_str="answer", context_str="material"),
            refine_template=self._template(
                _FAITHFUL_MORE, query_str="answer", context_msg="material", existing_answer="judgement"
            ),
        )
        self._relevancy = AnswerRelevancyEvaluator(
            llm=self._llm,
            eval_template=self._template(_RELEVANT, query="question", response="answer"),
            score_threshold=_MOST_POINTS,
            parser_function=read_points,
        )

    async def __aenter__(self) -> Judge:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._llm.aclose()

    async def opinions(self, answer: Answer) -> Judgement:
        """Both opinions of an answer that was given.

        Raises ModelError where the model cannot be asked and EvaluationError where the answer is too long
        for it.
        """
        metrics = {FAITHFULNESS: await self._faithful(answer), ANSWER_RELEVANCY: await self._relevant(answer)}
        return Judgement(id=str(answer.id), fingerprint=self.fingerprint(answer), metrics=metrics)

    def fingerprint(self, answer: Answer) -> str:
        """The SHA-256 over the model, the prompts and everything that they are filled in with."""
        limits = [self._settings.context_tokens, self._settings.max_tokens]
        texts = {name: prompt.text for name, prompt in self.prompts.items()}
        shown = [answer.standalone_question, answer.text, material(answer)]
        whole = json.dumps([self._settings.model, limits, texts, shown], sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()

    async def _faithful(self, answer: Answer) -> Opinion:
        pieces = [piece for text in material(answer) for piece in self._splitter.split_text(text)]
        if not pieces:
            return Opinion(score=0, passing=False, feedback="The answer cites nothing; no model was asked.")
        try:
            result = await self._faithfulness.aevaluate(response=answer.text, contexts=pieces)
        except ValueError as error:
            raise EvaluationError(
                f"The answer to {answer.id} cannot be judged within llm.context_tokens "
                f"({self._settings.context_tokens}): raise it, with a model that reads so much."
            ) from error
        # Not the evaluator's own score: it takes any reply with “yes” in it, “yesterday” too, for a yes.
        return _opinion(read_yes_or_no(result.feedback or ""), result.feedback)

    async def _relevant(self, answer: Answer) -> Opinion:
        result = await self._relevancy.aevaluate(query=answer.standalone_question, response=answer.text)
        return _opinion(result.score, result.feedback)

    def _template(self, name: str, **names: str) -> _Template:
        return _Template(
            prompt=self.prompts[name],
            names=names,
            metadata={},
            template_vars=list(names),
            kwargs={},
            output_parser=None,
        )


class _Template(BasePromptTemplate):
    """One of our prompts where llama-index wants a template. ``names``: its variable -> ours."""

    prompt: Prompt
    names: dict[str, str]

    def partial_format(self, **kwargs: Any) -> _Template:
        return self.model_copy(update={"kwargs": {**self.kwargs, **kwargs}})

    def format(self, llm: BaseLLM | None = None, **kwargs: Any) -> str:  # noqa: ARG002
        values = {**self.kwargs, **kwargs}
        return self.prompt.render(**{self.names.get(name, name): value for name, value in values.items()})

    def format_messages(self, llm: BaseLLM | None = None, **kwargs: Any) -> list[ChatMessage]:
        return [ChatMessage(role=MessageRole.USER, content=self.format(llm, **kwargs))]

    def get_template(self, llm: BaseLLM | None = None) -> str:  # noqa: ARG002
        return self.prompt.text


def material(answer: Answer) -> list[str]:
    """The passages in which the citations stand, and the quotations that no such passage holds."""
    cited = {citation.passage_id for citation in answer.citations}
    passages = list(dict.fromkeys(each.text for each in answer.passages if each.passage_id in cited))
    squashed = [squash(text) for text in passages]
    quotations = dict.fromkeys(citation.quote for citation in answer.citations)
    return passages + [quote for quote in quotations if not any(_holds(text, quote) for text in squashed)]


def read_yes_or_no(reply: str) -> float | None:
    """1 for a reply that begins with yes, 0 for no (thoughts in ``<think>`` left out); None for any other."""
    found = _YES_OR_NO.match(_THOUGHTS.sub("", reply))
    return None if found is None else float(found[1].lower() == "yes")


def read_points(reply: str) -> tuple[float | None, str | None]:
    """The points, 0 to 2, with which a reply ends and the reply; (None, None) where it ends otherwise."""
    found = _POINTS.search(_THOUGHTS.sub("", reply))
    if found is None or int(found[1]) > _MOST_POINTS:
        return None, None
    return float(found[1]), reply


def _opinion(score: float | None, reply: str | None) -> Opinion:
    return Opinion(score=score, passing=None if score is None else score == 1, feedback=reply or "")


def _holds(squashed: str, quote: str) -> bool:
    return all(part in squashed for part in parts(quote))


def _load_tokenizer() -> None:
    """Have llama-index count with the table in its own package, whatever folder the environment names.

    It would fetch what such a folder lacks.
    """
    named = os.environ.pop("TIKTOKEN_CACHE_DIR", None)
    try:
        get_tokenizer()
    finally:
        if named is not None:
            os.environ["TIKTOKEN_CACHE_DIR"] = named
