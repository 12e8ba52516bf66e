"""What is kept of a language model's opinions: a line for each answer, and the figures over all of them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from eval.results import Estimates

FAITHFULNESS = "faithfulness"
ANSWER_RELEVANCY = "answer_relevancy"
METRICS = (FAITHFULNESS, ANSWER_RELEVANCY)


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Opinion(_Value):
    """One metric of one answer. ``score`` is from 0 to 1, None where the reply gave none (unparsed).

    ``passing``: the full score. ``feedback``: the reply as it came.
    """

    score: float | None = Field(default=None, ge=0, le=1)
    passing: bool | None = None
    feedback: str = ""


class Judgement(_Value):
    """A line of ``judged.jsonl``: the opinions of one answer, by metric.

    ``fingerprint``: SHA-256 over all that decides them; where it is the same, nothing is asked again.
    """

    id: str
    fingerprint: str
    metrics: dict[str, Opinion]


class Judged(_Value):
    """``judged.json``: which model judged, with which prompts, and what it comes to.

    ``base_url`` is the server's host and port alone. In ``metrics`` a refused question is ineligible, and one
    whose reply could not be read counts in neither figure but in ``unparsed``.
    """

    model: str
    base_url: str
    prompts: dict[str, str]
    metrics: Estimates
    unparsed: dict[str, int]
