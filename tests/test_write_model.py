"""A writing model on a server: its words as they come, its failures in one line, asked twice at most."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import free_port
from fake_llm import FakeLlm, Reply
from llama_index.core.base.llms.types import ChatMessage

from assistant.local_server import LocalServer
from assistant.write.model import LocalWriter, ServerWriter, Words, WriterFacts, load_writer, writer_facts
from ingest.errors import ModelError, ModelTimeoutError
from ingest.llm_settings import LanguageModelSettings
from ingest.settings import Settings

QUESTION = [ChatMessage(content="When does the van lease end?")]


def test_words_come_one_after_the_other_and_say_whether_they_were_cut_off() -> None:
    with FakeLlm(lambda _: Reply("It ends in May.", finish="length")) as server:
        words = list(ServerWriter(server.settings()).words(QUESTION))
    assert [each.text for each in words[:4]] == ["It", " ends", " in", " May."]
    assert [each.cut_off for each in words[-2:]] == [False, True]


def test_what_a_model_thinks_aloud_is_not_its_answer() -> None:
    with FakeLlm(lambda _: "<think>May or June?\nMay.</think>\n\nIt ends in May.") as server:
        words = list(ServerWriter(server.settings()).words(QUESTION))
    assert "".join(each.text for each in words) == "It ends in May."


def test_a_busy_server_is_asked_once_more_at_once_whatever_it_says_of_waiting() -> None:
    replies = iter([Reply(status=429, body="{}", headers=(("Retry-After", "50"),)), Reply("In May.")])
    with FakeLlm(lambda _: next(replies)) as server:
        words = list(ServerWriter(server.settings()).words(QUESTION))
    assert "".join(each.text for each in words) == "In May."
    assert len(server.requests) == 2


def test_a_server_that_stays_busy_is_not_asked_a_third_time() -> None:
    busy = pytest.raises(ModelError, match=r"answered 429: it has too much to do")
    with FakeLlm(lambda _: Reply(status=429, body="{}")) as server, busy:
        list(ServerWriter(server.settings()).words(QUESTION))
    assert len(server.requests) == 2


def test_no_server_there_is_said_in_one_line() -> None:
    settings = LanguageModelSettings(base_url=f"http://127.0.0.1:{free_port()}/v1", model="fake")
    with pytest.raises(ModelError, match=r"^The language model at 127\.0\.0\.1:\d+ cannot be reached"):
        list(ServerWriter(settings).words(QUESTION))


def test_a_server_that_never_replies_is_waited_for_once() -> None:
    with FakeLlm(lambda _: Reply(hangs=True)) as server:
        with pytest.raises(ModelTimeoutError, match=r"did not reply within 0\.2 s"):
            list(ServerWriter(server.settings(timeout_s=0.2)).words(QUESTION))
        assert len(server.requests) == 1


def test_a_reply_that_breaks_off_is_not_begun_again() -> None:
    with FakeLlm(lambda _: Reply("It ends in", breaks_off=True)) as server:
        came: list[Words] = []
        with pytest.raises(ModelError, match="broke off its reply"):
            came.extend(ServerWriter(server.settings()).words(QUESTION))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body", ["<html>no</html>", "{}", "[]", 'data: {"choices": 7}\n\n', "data: rubbish\n\n"]
)
def test_rubbish_gives_no_words_or_one_line(body: str) -> None:
    with FakeLlm(lambda _: Reply(body=body)) as server:
        try:
            words = list(ServerWriter(server.settings()).words(QUESTION))
        except ModelError as error:
            assert "\n" not in str(error)
        else:
            assert words == []


def test_closing_stops_the_reply() -> None:
    with FakeLlm(lambda _: "It ends in May.") as server:
        words = ServerWriter(server.settings()).words(QUESTION)
        assert next(words).text == "It"
        words.close()  # type: ignore[attr-defined]
        assert list(words) == []


def test_a_server_goes_before_the_local_model_and_none_is_none() -> None:
    named = LanguageModelSettings(base_url="http://127.0.0.1:8080/v1", model="qwen")
    writer = load_writer(Settings(llm=named))
    assert writer is not None
    assert (writer.facts.name, writer.facts.address) == ("qwen", "127.0.0.1:8080")
    nothing = Settings(models={"writer": "none"})
    assert load_writer(nothing) is None
    assert writer_facts(nothing) is None


class OneThatRuns(LocalServer):
    """A server of ours where the local one's child would be."""

    def __init__(self, fake: FakeLlm, settings: LanguageModelSettings) -> None:
        super().__init__(Path("model.gguf"), settings)
        self.fake = fake

    def connection(self) -> tuple[LanguageModelSettings, str]:
        return self.fake.settings(), "key"


@pytest.mark.parametrize(("second_opinion", "read"), [(True, [(0, 1), (1, 1)]), (False, [(0, 1)])])
def test_the_local_server_reads_each_beginning_in_its_slot_and_writes_no_more_than_a_token(
    second_opinion: bool, read: list[tuple[int, int]]
) -> None:
    settings = LanguageModelSettings(second_opinion=second_opinion)
    with FakeLlm(lambda _: "Yes") as server:
        writer = LocalWriter(WriterFacts("fake"), OneThatRuns(server, settings), settings)
        writer.prepare()
        prepared = list(server.requests)
        list(writer.words(QUESTION))
        with pytest.raises(ModelError, match="tells no likelihoods"):
            writer.likelihood_of_yes(QUESTION)
    assert [(each.body["id_slot"], each.body["max_tokens"]) for each in prepared] == read
    assert [each.body["id_slot"] for each in server.requests[len(prepared) :]] == [0, 1]
