"""A language model on an OpenAI-compatible server, asked only where the settings name its address.

What goes out is the request and, where one is set, the key; no header about this machine, no other
program's key, nothing through a proxy to this machine itself, and no redirect is followed.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx
import openai
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, ChatResponseGen
from llama_index.llms.openai_like import OpenAILike
from pydantic import PrivateAttr

from assistant.llm_audit import Outcome, audited
from ingest.errors import ModelError, ModelTimeoutError, SettingsError
from ingest.llm_settings import LanguageModelSettings

# The library wants a key and would otherwise take another program's from the environment. It is never sent.
_NO_KEY = "none"
_SENT_HEADERS = frozenset(
    ("host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent")
)


class LanguageModel(OpenAILike):
    """llama-index's client with this project's errors: every failed request raises ModelError.

    A reply that is streamed raises it while its words are taken.
    Close it with ``aclose`` in the event loop that used it, or with ``close``.
    """

    _settings: LanguageModelSettings = PrivateAttr()

    def __init__(self, settings: LanguageModelSettings, key: str, retries: int = 1) -> None:
        super().__init__(
            model=settings.model,
            api_base=settings.base_url,
            api_key=_NO_KEY,
            is_chat_model=True,
            temperature=0.0,
            max_tokens=settings.max_tokens,
            context_window=settings.context_tokens,
            timeout=settings.timeout_s,
            max_retries=retries,
        )
        self._http_client = _client(settings, key)
        self._async_http_client = _async_client(settings, key)
        self._settings = settings

    def close(self) -> None:
        """Close the connections of ``chat`` and ``complete``."""
        if self._http_client is not None:
            self._http_client.close()

    async def aclose(self) -> None:
        """Close every connection."""
        self.close()
        if self._async_http_client is not None:
            await self._async_http_client.aclose()

    @contextmanager
    def _asking(self, messages: Sequence[ChatMessage]) -> Iterator[Outcome]:
        """One request: in the audit log, where there is one, with what came of it."""
        sent = [{"role": str(each.role.value), "content": each.content or ""} for each in messages]
        with audited(self._settings, sent) as outcome, _stated(self._settings):
            yield outcome

    def _chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        with self._asking(messages) as outcome:
            response: ChatResponse = super()._chat(messages, **kwargs)
            outcome.reply = response.message.content or ""
            return response

    def _stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        return self._words(messages, **kwargs)

    def _words(self, messages: Sequence[ChatMessage], **kwargs: Any) -> Generator[ChatResponse, None, None]:
        with self._asking(messages) as outcome:
            for response in super()._stream_chat(messages, **kwargs):
                outcome.reply = response.message.content or ""
                yield response

    async def _achat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        with self._asking(messages) as outcome:
            response: ChatResponse = await super()._achat(messages, **kwargs)
            outcome.reply = response.message.content or ""
            return response


def language_model(
    settings: LanguageModelSettings, key: str | None = None, retries: int = 1
) -> LanguageModel:
    """The language model that the settings name; nothing is sent yet. Temperature 0.

    ``key`` goes before the one that the settings name. With no ``retries`` a failed request is not sent
    again, and no server's wish to be asked later is waited for.

    Raises SettingsError where no address or model is set, or the key cannot be sent; its requests raise
    ModelError.
    """
    if not settings.base_url:
        raise SettingsError(
            "No language model is set: give llm.base_url (such as http://127.0.0.1:8080/v1) and llm.model."
        )
    if not settings.model:
        raise SettingsError(f"No model is named for {settings.address}: set llm.model to its name there.")
    try:
        return LanguageModel(settings, _key(settings) if key is None else key, retries)
    except ValueError as error:
        raise SettingsError(
            f"The model {settings.model} does not answer chat requests: set llm.model to one that does."
        ) from error


def _key(settings: LanguageModelSettings) -> str:
    key = os.environ.get(settings.api_key_env, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise SettingsError(
            f"The key in {settings.api_key_env} holds characters that no key has: set it again, on one line."
        )
    return key


def _client(settings: LanguageModelSettings, key: str) -> httpx.Client:
    return httpx.Client(
        timeout=settings.timeout_s,
        mounts=_unproxied(settings),
        event_hooks={"request": [lambda request: _strip(request, key)]},
    )


def _async_client(settings: LanguageModelSettings, key: str) -> httpx.AsyncClient:
    async def strip(request: httpx.Request) -> None:
        _strip(request, key)

    return httpx.AsyncClient(
        timeout=settings.timeout_s, mounts=_unproxied(settings), event_hooks={"request": [strip]}
    )


def _unproxied(settings: LanguageModelSettings) -> dict[str, None]:
    """What no proxy of the environment is used for: a server on this machine."""
    host = urlsplit(settings.base_url or "").hostname or ""
    try:
        here = ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost" or host.endswith(".localhost")
    return {f"all://[{host}]" if ":" in host else f"all://{host}": None} if here else {}


def _strip(request: httpx.Request, key: str) -> None:
    for name in [name for name in request.headers if name not in _SENT_HEADERS]:
        del request.headers[name]
    if key:
        request.headers["Authorization"] = f"Bearer {key}"


@contextmanager
def _stated(settings: LanguageModelSettings) -> Iterator[None]:
    where = f"The language model at {settings.address}"
    try:
        yield
    except (openai.APITimeoutError, httpx.TimeoutException) as error:
        raise ModelTimeoutError(
            f"{where} did not reply within {settings.timeout_s:g} s: see that it is not overloaded, "
            "or raise llm.timeout_s."
        ) from error
    except openai.APIConnectionError as error:
        raise ModelError(f"{where} cannot be reached: start it, or correct llm.base_url.") from error
    except openai.APIStatusError as error:
        raise ModelError(
            f"{where} answered {error.status_code}: {_advice(error.status_code, settings)}."
        ) from error
    except httpx.HTTPError as error:
        raise ModelError(f"{where} broke off its reply: see its log, then try again.") from error
    except (openai.OpenAIError, ValueError, TypeError, AttributeError, LookupError) as error:
        # The library takes any reply apart without looking at it first.
        raise ModelError(
            f"{where} does not reply as an OpenAI-compatible server: correct llm.base_url, which usually "
            "ends in /v1."
        ) from error


def _advice(status: int, settings: LanguageModelSettings) -> str:
    if status in (401, 403):
        return f"set {settings.api_key_env} in the environment to a key that it accepts"
    if status == 404:
        return f"see that it has the model {settings.model} and llm.base_url is right, ending mostly in /v1"
    if status == 429:
        return "it has too much to do or the account is used up; try again later"
    if status >= 500:
        return "look at its log, then try again"
    if status < 400:
        return "it sends on to another address; set llm.base_url to that"
    return f"see that {settings.model} takes chat requests and llm.context_tokens is not more than it reads"
