"""The language model: asked only where an address is set, its failures in one line, nothing else sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import free_port
from fake_llm import FakeLlm, Reply
from llama_index.core.base.llms.types import ChatMessage
from pydantic import ValidationError

from assistant.llm import language_model
from ingest.errors import ModelError, SettingsError
from ingest.llm_settings import LanguageModelSettings
from ingest.settings import Settings, load_settings

QUESTION = ChatMessage(content="When does the van lease end?")


def ask(settings: LanguageModelSettings) -> str:
    model = language_model(settings)
    try:
        return str(model.chat([QUESTION]).message.content)
    finally:
        model.close()


def ask_in_a_loop(settings: LanguageModelSettings) -> str:
    async def asking() -> str:
        model = language_model(settings)
        try:
            return str((await model.achat([QUESTION])).message.content)
        finally:
            await model.aclose()

    return asyncio.run(asking())


both_ways = pytest.mark.parametrize("ask_it", [ask, ask_in_a_loop])
Ask = Callable[[LanguageModelSettings], str]


@both_ways
def test_a_chat_request_is_sent_as_set(ask_it: Ask) -> None:
    with FakeLlm(lambda _: "In May.") as server:
        assert ask_it(server.settings(max_tokens=50)) == "In May."
    [request] = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.prompt == "When does the van lease end?"
    assert {name: request.body[name] for name in ("model", "temperature", "max_tokens")} == {
        "model": "fake",
        "temperature": 0.0,
        "max_tokens": 50,
    }


@both_ways
def test_the_key_goes_out_in_its_header_and_nowhere_else(
    ask_it: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMISSIONING_LLM_API_KEY", " key-to-the-model\n")
    with FakeLlm(lambda _: "Yes.") as server:
        ask_it(server.settings())
        model = language_model(server.settings())
        assert "key-to-the-model" not in repr(model) + str(model.model_dump())
        model.close()
    [request] = server.requests
    assert request.headers["authorization"] == "Bearer key-to-the-model"
    assert "key-to-the-model" not in str(request.body)


@both_ways
def test_other_programs_keys_and_this_machines_details_stay_here(
    ask_it: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COMMISSIONING_LLM_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "another-key")
    monkeypatch.setenv("OPENAI_ORG_ID", "an-organisation")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/elsewhere")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Secret: of-another")
    with FakeLlm(lambda _: "Yes.") as server:
        ask_it(server.settings())
    [request] = server.requests
    assert sorted(request.headers) == [
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    ]


@both_ways
def test_a_server_on_this_machine_is_not_asked_through_a_proxy(
    ask_it: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with FakeLlm(lambda _: "Directly.") as server:
        assert ask_it(server.settings()) == "Directly."


def test_a_proxy_of_the_environment_is_used_for_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeLlm(lambda _: "Through the proxy.") as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        settings = LanguageModelSettings(base_url="http://models.averdale.example/v1", model="fake")
        assert ask(settings) == "Through the proxy."
    assert proxy.requests[0].path == "http://models.averdale.example/v1/chat/completions"


@both_ways
def test_a_port_where_nothing_listens(ask_it: Ask) -> None:
    port = free_port()
    settings = LanguageModelSettings(base_url=f"http://127.0.0.1:{port}/v1", model="fake")
    with pytest.raises(ModelError) as stated:
        ask_it(settings)
    assert str(stated.value) == (
        f"The language model at 127.0.0.1:{port} cannot be reached: start it, or correct llm.base_url."
    )


@both_ways
def test_a_server_that_does_not_reply(ask_it: Ask) -> None:
    with FakeLlm(lambda _: Reply(hangs=True)) as server, pytest.raises(ModelError) as stated:
        ask_it(server.settings(timeout_s=0.2))
    assert str(stated.value) == (
        f"The language model at 127.0.0.1:{server.port} did not reply within 0.2 s: see that it is not "
        "overloaded, or raise llm.timeout_s."
    )


@both_ways
@pytest.mark.parametrize(
    ("status", "requests", "advice"),
    [
        (401, 1, "set COMMISSIONING_LLM_API_KEY in the environment to a key that it accepts"),
        (404, 1, "see that it has the model fake and llm.base_url is right"),
        (400, 1, "see that fake takes chat requests and llm.context_tokens is not more than it reads"),
        (429, 2, "try again later"),
        (500, 2, "look at its log, then try again"),
    ],
)
def test_a_failure_says_what_to_do(
    ask_it: Ask, status: int, requests: int, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMISSIONING_LLM_API_KEY", "key-to-the-model")
    refusal = Reply(status=status, body='{"error": {"message": "key-to-the-model\\nis bad"}}')
    with FakeLlm(lambda _: refusal) as server, pytest.raises(ModelError) as stated:
        ask_it(server.settings())
    message = str(stated.value)
    assert message.startswith(f"The language model at 127.0.0.1:{server.port} answered {status}: ")
    assert advice in message
    assert "\n" not in message
    assert "key-to-the-model" not in message
    assert len(server.requests) == requests


@both_ways
def test_a_redirect_is_not_followed(ask_it: Ask) -> None:
    with FakeLlm(lambda _: "Never asked.") as elsewhere:
        target = (("Location", f"http://127.0.0.1:{elsewhere.port}/v1/chat/completions"),)
        sends_on = pytest.raises(ModelError, match="answered 307: it sends on to another address")
        with FakeLlm(lambda _: Reply(status=307, headers=target)) as server, sends_on:
            ask_it(server.settings())
    assert elsewhere.requests == []


@both_ways
@pytest.mark.parametrize(
    "body", ["<html>Welcome</html>", "{}", '{"choices": []}', '{"choices": [{}]}', "[1]"]
)
def test_a_server_of_another_kind(ask_it: Ask, body: str) -> None:
    with FakeLlm(lambda _: Reply(body=body)) as server, pytest.raises(ModelError) as stated:
        ask_it(server.settings())
    assert "does not reply as an OpenAI-compatible server: correct llm.base_url" in str(stated.value)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, "No language model is set: give llm.base_url"),
        ({"model": "fake"}, "No language model is set: give llm.base_url"),
        ({"base_url": "http://127.0.0.1:1/v1"}, "No model is named for 127.0.0.1:1: set llm.model"),
        ({"base_url": "http://127.0.0.1:1/v1", "model": " "}, "No model is named for 127.0.0.1:1"),
    ],
)
def test_what_is_not_set_is_said(settings: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        language_model(LanguageModelSettings.model_validate(settings))


def test_a_key_that_no_header_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "first\nsecond")
    settings = LanguageModelSettings(base_url="http://127.0.0.1:1/v1", model="fake", api_key_env="MY_KEY")
    with pytest.raises(SettingsError, match="The key in MY_KEY holds characters that no key has"):
        language_model(settings)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("127.0.0.1:8080", "not an http or https address"),
        ("ftp://models.example/v1", "not an http or https address"),
        ("http:///v1", "not an http or https address"),
        ("http://models.example:port/v1", "not an address"),
        ("http://me:word@models.example/v1", "a name or password may not stand in it"),
        ("http://models.example/v1?key=word", "nothing may stand behind its path"),
    ],
)
def test_an_address_is_checked_and_not_repeated(address: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as refused:
        LanguageModelSettings(base_url=address)
    message = refused.value.errors()[0]["msg"]
    assert problem in message
    assert "word" not in message.replace(problem, "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"api_key": "sk-123"},
        {"api_key_env": "sk-123"},
        {"timeout_s": 0},
        {"timeout_s": float("inf")},
        {"context_tokens": 100},
        {"context_tokens": 2048, "max_tokens": 1500},
    ],
)
def test_other_wrong_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        LanguageModelSettings.model_validate(wrong)


def test_the_address_is_host_and_port() -> None:
    assert LanguageModelSettings().address == ""
    assert LanguageModelSettings(base_url="https://models.example/v1/").address == "models.example"
    assert LanguageModelSettings(base_url="http://[::1]:8080/v1").address == "[::1]:8080"


class WithLlm(Settings):
    """The settings with this section in them."""

    llm: LanguageModelSettings = LanguageModelSettings()


def test_the_variable_of_the_key_is_not_taken_for_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMISSIONING_LLM_API_KEY", "key-to-the-model")
    monkeypatch.setenv("COMMISSIONING_LLM__BASE_URL", "http://127.0.0.1:8080/v1/")
    settings = WithLlm()
    assert settings.llm.base_url == "http://127.0.0.1:8080/v1"
    assert "key-to-the-model" not in settings.model_dump_json()
    assert load_settings().home == Path(".commissioning")
