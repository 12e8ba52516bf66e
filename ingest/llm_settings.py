"""Which language model may be asked, if any. Without an address nothing is ever sent."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

# Below this a judge's prompt, the material and the reply cannot stand together.
_LEAST_CONTEXT = 2048


class LanguageModelSettings(BaseModel):
    """An OpenAI-compatible server. Sizes are in tokens as the server counts them, the time in seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    base_url: str | None = None
    """Where the server answers, with its path (usually ``/v1``). Unset: no language model is asked."""
    model: str = ""
    """The model's name as the server knows it."""
    api_key_env: str = Field(default="COMMISSIONING_LLM_API_KEY", pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    """The environment variable that holds the key. The key itself is never a setting."""
    timeout_s: float = Field(default=120, gt=0, allow_inf_nan=False)
    context_tokens: int = Field(default=4096, ge=_LEAST_CONTEXT)
    max_tokens: int = Field(default=400, ge=16)
    second_opinion: bool = True
    """Is the model that writes asked once more whether the quotation says what it wrote? Costs a request of
    about 150 tokens a sentence; it can strike a sentence and never save one."""
    audit: Path | None = None
    """A file that keeps every request with its prompt in full, and its reply (JSON lines, readable by its
    owner alone). Unset: nothing is kept. Questions may hold personal data."""

    @property
    def address(self) -> str:
        """The server's host and port, as shown to people and kept in records; empty where none is set."""
        return urlsplit(self.base_url).netloc if self.base_url else ""

    @field_validator("base_url")
    @classmethod
    def _check_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        problem = _problem(value)
        if problem:
            raise ValueError(f"{problem}; an address looks like http://127.0.0.1:8080/v1")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _check_sizes(self) -> LanguageModelSettings:
        if self.max_tokens > self.context_tokens // 2:
            raise ValueError("llm.max_tokens may be at most half of llm.context_tokens")
        return self


def _problem(address: str) -> str:
    """What is wrong with an address, without repeating it: it may hold a password."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return "not an address"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "not an http or https address"
    if "@" in parts.netloc:
        return "a name or password may not stand in it"
    if parts.query or parts.fragment:
        return "nothing may stand behind its path"
    return ""
