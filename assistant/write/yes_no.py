"""A model is asked what takes Yes or No for an answer, and how sure it is of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

from llama_index.core.base.llms.types import ChatMessage, LogProb

from assistant.llm import LanguageModel
from ingest.errors import ModelError
from ingest.llm_settings import LanguageModelSettings

# A word is soon said: who waits for the answer waits no longer than this for it, in seconds.
_LONGEST_S = 20.0
# Of the first token, so many of its likeliest are told: "Yes", "No", "yes", "NO" and others.
_TOLD = 10


def for_one_word(settings: LanguageModelSettings) -> LanguageModelSettings:
    """The settings for a request that takes one token, and is not waited for long."""
    seconds = min(settings.timeout_s, _LONGEST_S)
    return settings.model_copy(update={"max_tokens": 1, "timeout_s": seconds})


def likelihood_of_yes(model: LanguageModel, asked: Sequence[ChatMessage], **more: Any) -> float:
    """How likely the model says Yes, of Yes and No together (0 to 1); the model is closed at the end.

    Raises ModelError, also where it says neither, or the server tells no likelihoods: a bare No is said of
    every third true sentence.
    """
    with closing(model):
        response = model.chat(asked, logprobs=True, top_logprobs=_TOLD, **more)
    if not response.logprobs:
        raise ModelError("The server tells no likelihoods (logprobs) of its words.")
    likely = _share_of_yes(response.logprobs[0])
    if likely is None:
        raise ModelError("The language model said neither Yes nor No.")
    return likely


def _share_of_yes(told: Iterable[LogProb]) -> float | None:
    weights = {"yes": 0.0, "no": 0.0}
    for each in told:
        word = each.token.strip(" .\n").casefold()
        if word in weights:
            weights[word] += math.exp(each.logprob)
    both = sum(weights.values())
    return weights["yes"] / both if both else None
