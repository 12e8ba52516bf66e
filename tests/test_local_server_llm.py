"""The real local model, where `models fetch writer` has brought it into this checkout's home folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from assistant.llm import language_model
from assistant.local_server import LocalServer
from ingest.errors import ModelError
from ingest.llm_settings import LanguageModelSettings
from ingest.settings import Settings
from ingest.writer import usable_writer

pytestmark = pytest.mark.llm

SOURCE = (
    "[1] Averdale County Council, FOI response. The contract for community equipment was awarded on "
    "1 April 2022 for five years. Its annual value is £1,085,000. Equipment that is no longer needed is "
    "collected within ten working days of a request. At least 85% of it by value is recycled.\n"
)


@pytest.fixture(scope="module")
def writer() -> Path:
    found = usable_writer(Settings(home=Path(__file__).resolve().parents[1] / ".commissioning"))
    if found is None:
        pytest.skip("no local model in this checkout: run `commissioning-assistant models fetch writer`")
    return found


@pytest.fixture(scope="module")
def server(writer: Path) -> Iterator[LocalServer]:
    pytest.importorskip("xllamacpp", reason="the extra local-llm is not installed")
    with LocalServer(writer, LanguageModelSettings()) as opened:
        yield opened


def request(question: str, **more: Any) -> dict[str, Any]:
    messages = [{"role": "user", "content": f"{SOURCE}\nQuestion: {question} Answer in one sentence."}]
    return {"model": "writer", "messages": messages, "temperature": 0, "max_tokens": 40, **more}


def headers(server: LocalServer) -> dict[str, str]:
    return {"Authorization": f"Bearer {server.key}"}


def reply(server: LocalServer, question: str) -> dict[str, Any]:
    response = httpx.post(
        f"{server.address()}/chat/completions",
        json=request(question),
        headers=headers(server),
        timeout=120,
        trust_env=False,
    )
    assert response.status_code == 200, response.text
    held: dict[str, Any] = response.json()
    return held


def test_it_writes_from_a_source_and_reads_a_beginning_once(server: LocalServer) -> None:
    first = reply(server, "What is the annual value of the contract?")
    assert "1,085,000" in first["choices"][0]["message"]["content"]
    second = reply(server, "How soon is equipment collected?")
    assert "ten working days" in second["choices"][0]["message"]["content"]
    assert second["timings"]["cache_n"] > 80
    assert second["timings"]["prompt_n"] < 30


def test_the_same_prompt_gives_the_same_words(server: LocalServer) -> None:
    question = "How much of it is recycled?"
    first, second = (reply(server, question)["choices"][0]["message"]["content"] for _ in range(2))
    assert first == second


def test_words_stream_as_they_are_written(server: LocalServer) -> None:
    pieces = []
    with httpx.stream(
        "POST",
        f"{server.address()}/chat/completions",
        json=request("When was it awarded?", stream=True),
        headers=headers(server),
        timeout=120,
        trust_env=False,
    ) as response:
        for line in response.iter_lines():
            if line.startswith("data: {"):
                pieces.append(json.loads(line[6:])["choices"][0]["delta"].get("content") or "")
    assert len([piece for piece in pieces if piece]) > 3
    assert "2022" in "".join(pieces)


def test_our_own_client_asks_it(server: LocalServer) -> None:
    model = language_model(*server.connection())
    try:
        assert "yes" in str(model.complete("Reply with the one word: yes")).lower()
    finally:
        model.close()


def test_it_listens_on_this_machine_alone_and_answers_who_has_the_key(server: LocalServer) -> None:
    address = server.address()
    [child] = [each for each in psutil.Process().children() if "local_child.py" in " ".join(each.cmdline())]
    assert {held.laddr.ip for held in child.net_connections() if held.status == "LISTEN"} == {"127.0.0.1"}
    for path in ("models", "chat/completions"):
        assert httpx.get(f"{address}/{path}", trust_env=False).status_code == 401
    base = address.removesuffix("/v1")
    assert httpx.get(base, trust_env=False).status_code == 404
    for path in ("props", "slots", "metrics", "tools"):
        assert httpx.get(f"{base}/{path}", trust_env=False).status_code == 401


def test_one_that_was_killed_answers_again(server: LocalServer) -> None:
    server.address()
    [child] = [each for each in psutil.Process().children() if "local_child.py" in " ".join(each.cmdline())]
    child.kill()
    child.wait(timeout=10)
    assert "2022" in reply(server, "When was it awarded?")["choices"][0]["message"]["content"]


def test_a_file_that_was_cut_short_is_stated(writer: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.gguf"
    with writer.open("rb") as whole:
        cut.write_bytes(whole.read(3_000_000))
    with (
        LocalServer(cut, LanguageModelSettings()) as server,
        pytest.raises(ModelError, match=r"The model cut.gguf cannot be loaded \(.*failed to load model"),
    ):
        server.address()
