"""Ways of asking one question: of an assistant in this process, or of a page that runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import httpx

from assistant.answer import Answer, Filters, Turn
from assistant.load_test import Given
from assistant.questions import AskedQuestion
from ingest.errors import AssistantError

_PATIENCE_S = 180.0


class InProcess:
    """Asks an assistant in this process."""

    def __init__(self, ask: Callable[[str, Filters, Sequence[Turn]], Answer]) -> None:
        self._answer = ask

    def __call__(self, asked: AskedQuestion) -> Given:
        given: Given = self._answer(asked.question, asked.filters, asked.history).model_dump(mode="json")
        return given


class OverHttp:
    """Asks the interface for programs of a page that runs; one connection for each person. Close it."""

    def __init__(self, url: str, token: str | None, people: int) -> None:
        self._client = httpx.Client(
            base_url=url.rstrip("/"),
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=_PATIENCE_S,
            limits=httpx.Limits(max_connections=people, max_keepalive_connections=people),
            # A proxy of the surroundings would be measured with it.
            trust_env=False,
        )

    def __enter__(self) -> OverHttp:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def __call__(self, asked: AskedQuestion) -> Given:
        body = asked.model_dump(mode="json", include={"question", "filters", "history"})
        try:
            response = self._client.post("/api/ask", json=body)
            given: Given = response.json()
        except httpx.HTTPError as error:
            raise AssistantError(f"{type(error).__name__}: {error}") from error
        except json.JSONDecodeError as error:
            raise AssistantError(
                f"{response.status_code}, and no JSON: is this the page's address?"
            ) from error
        if response.status_code != httpx.codes.OK:
            raise AssistantError(f"{response.status_code}: {given.get('error', 'no reason given')}")
        return given
