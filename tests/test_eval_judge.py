"""A language model's opinions of a run: as it replies, once for each answer, and nothing beyond them."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from builders import free_port
from eval_builders import (
    HOURS,
)
from fake_llm import FakeLlm, Reply
from judge_runs import (
    HOURS_ANSWER,
    LETTER_ANSWER,
    REFUSAL,
    TWO,
    YES,
    of_faithfulness,
    replying,
    run_judge,
    run_of,
)

from eval.folder import RunFolder, write_lines
from eval.judge import judge
from ingest.errors import EvaluationError, ModelError, SettingsError
from ingest.llm_settings import LanguageModelSettings


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    """A finished run of three questions, the last of them refused."""
    return run_of(tmp_path / "run", HOURS_ANSWER, LETTER_ANSWER, REFUSAL)


def test_scores_are_what_the_model_replies(folder: RunFolder) -> None:
    def script(prompt: str) -> str:
        if of_faithfulness(prompt):
            return "NO. The 15-minute call is not in it." if HOURS in prompt else YES
        return "About the same service.\n[RESULT] 1" if HOURS in prompt else TWO

    with FakeLlm(script) as server:
        judged, (hours, letter) = run_judge(folder, server.settings())
    assert hours.id == "hours"
    assert hours.metrics["faithfulness"].score == 0
    assert hours.metrics["faithfulness"].passing is False
    assert hours.metrics["faithfulness"].feedback == "NO. The 15-minute call is not in it."
    assert hours.metrics["answer_relevancy"].score == 0.5
    assert hours.metrics["answer_relevancy"].passing is False
    assert letter.id == "list"
    assert [letter.metrics[name].score for name in ("faithfulness", "answer_relevancy")] == [1, 1]
    assert letter.metrics["answer_relevancy"].passing is True
    assert letter.metrics["answer_relevancy"].feedback == TWO
    faithfulness = judged.metrics["faithfulness"]
    assert (faithfulness.value, faithfulness.n, faithfulness.ineligible) == (0.5, 2, 1)
    assert judged.metrics["answer_relevancy"].value == 0.75
    assert judged.unparsed == {"faithfulness": 0, "answer_relevancy": 0}


def test_the_record_names_model_host_and_prompts(folder: RunFolder) -> None:
    with FakeLlm(replying()) as server:
        judged, _ = run_judge(folder, server.settings())
    assert judged.model == "fake"
    assert judged.base_url == f"127.0.0.1:{server.port}"
    assert sorted(judged.prompts) == [
        "judge-answer-relevancy",
        "judge-faithfulness",
        "judge-faithfulness-more",
    ]
    assert "{{material}}" in judged.prompts["judge-faithfulness"]


def test_a_second_time_nothing_is_asked_again(folder: RunFolder) -> None:
    with FakeLlm(replying()) as server:
        settings = server.settings()
        first = run_judge(folder, settings)
        assert len(server.requests) == 4
        assert run_judge(folder, settings) == first
        assert len(server.requests) == 4


def test_only_what_is_missing_is_asked(folder: RunFolder) -> None:
    with FakeLlm(replying()) as server:
        settings = server.settings()
        _, [hours, letter] = run_judge(folder, settings)
        lines = folder.path / "judged.jsonl"
        whole = lines.read_bytes()
        lines.write_bytes(whole[:-40])
        server.requests.clear()
        assert run_judge(folder, settings)[1] == [hours, letter]
        assert [LETTER_ANSWER.text in request.prompt for request in server.requests] == [True, True]
        assert lines.read_bytes() == whole


@pytest.mark.parametrize("change", ["model", "answer", "max_tokens"])
def test_what_decides_an_opinion_makes_it_new(folder: RunFolder, change: str) -> None:
    with FakeLlm(replying()) as server:
        settings = server.settings()
        run_judge(folder, settings)
        server.requests.clear()
        if change == "answer":
            other = HOURS_ANSWER.model_copy(update={"text": "Another answer. [1]"})
            write_lines(folder.generated, [other, LETTER_ANSWER, REFUSAL])
        else:
            settings = settings.model_copy(update={change: "other" if change == "model" else 100})
        run_judge(folder, settings)
    assert len(server.requests) == (2 if change == "answer" else 4)


def test_another_models_opinions_stay_until_the_new_ones_are_complete(folder: RunFolder) -> None:
    with FakeLlm(replying()) as server:
        run_judge(folder, server.settings())
        settings = server.settings()
    lines = folder.path / "judged.jsonl"
    before = lines.read_bytes(), (folder.path / "judged.json").read_bytes()
    with pytest.raises(ModelError):
        run_judge(folder, settings.model_copy(update={"model": "other"}))
    assert (lines.read_bytes(), (folder.path / "judged.json").read_bytes()) == before


def test_progress_counts_the_answers(folder: RunFolder) -> None:
    seen: list[tuple[int, int]] = []
    with FakeLlm(replying()) as server:
        judge(folder, server.settings(), lambda done, of: seen.append((done, of)))
    assert seen == [(1, 2), (2, 2)]


def test_a_failure_on_the_way_keeps_what_was_judged(folder: RunFolder) -> None:
    def script(prompt: str) -> Reply | str:
        return Reply(status=500, body="{}") if LETTER_ANSWER.text in prompt else replying()(prompt)

    with FakeLlm(script) as server:
        with pytest.raises(ModelError, match="answered 500: look at its log"):
            run_judge(folder, server.settings())
        assert not (folder.path / "judged.json").exists()
        server.script, settings = replying(), server.settings()
        server.requests.clear()
        judged, _ = run_judge(folder, settings)
    assert len(server.requests) == 2
    assert judged.metrics["faithfulness"].n == 2


def test_a_line_that_was_cut_off_spoils_no_later_one(folder: RunFolder) -> None:
    def script(prompt: str) -> Reply | str:
        return Reply(status=400, body="{}") if LETTER_ANSWER.text in prompt else replying()(prompt)

    with FakeLlm(replying()) as server:
        _, [hours, _] = run_judge(folder, server.settings())
    lines = folder.path / "judged.jsonl"
    lines.write_text(hours.model_dump_json()[:-40], encoding="utf-8")
    with FakeLlm(script) as server, pytest.raises(ModelError):
        run_judge(folder, server.settings())
    assert lines.read_text(encoding="utf-8") == hours.model_dump_json() + "\n"


def test_an_interruption_keeps_what_was_judged(folder: RunFolder) -> None:
    def script(prompt: str) -> Reply | str:
        if LETTER_ANSWER.text in prompt:
            os.kill(os.getpid(), signal.SIGINT)
            return Reply(hangs=True)
        return replying()(prompt)

    with FakeLlm(script) as server, pytest.raises(KeyboardInterrupt):
        run_judge(folder, server.settings())
    assert not (folder.path / "judged.json").exists()
    with FakeLlm(replying()) as server:
        run_judge(folder, server.settings())
    assert len(server.requests) == 2


def test_the_key_is_in_no_file(folder: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMISSIONING_LLM_API_KEY", "key-to-the-model")
    with FakeLlm(replying()) as server:
        run_judge(folder, server.settings())
    assert {request.headers["authorization"] for request in server.requests} == {"Bearer key-to-the-model"}
    written = [path.read_text(encoding="utf-8") for path in folder.path.iterdir()]
    assert len(written) >= 4
    assert not any("key-to-the-model" in text for text in written)
    assert not any("key-to-the-model" in json.dumps(request.body) for request in server.requests)


def test_without_an_address_nothing_is_asked_or_written(folder: RunFolder) -> None:
    before = sorted(folder.path.iterdir())
    stated = pytest.raises(SettingsError, match="No language model is set")
    with FakeLlm(replying()) as server, stated:
        run_judge(folder, LanguageModelSettings(model="fake"))
    assert server.requests == []
    assert sorted(folder.path.iterdir()) == before


def test_a_server_that_is_not_there(folder: RunFolder) -> None:
    settings = LanguageModelSettings(base_url=f"http://127.0.0.1:{free_port()}/v1", model="fake")
    with pytest.raises(ModelError, match="cannot be reached"):
        run_judge(folder, settings)
    assert not (folder.path / "judged.json").exists()


def test_a_server_that_hangs(folder: RunFolder) -> None:
    stated = pytest.raises(ModelError, match=r"did not reply within 0\.2 s")
    with FakeLlm(lambda _: Reply(hangs=True)) as server, stated:
        run_judge(folder, server.settings(timeout_s=0.2))


@pytest.mark.parametrize("finished", [None, "missing"])
def test_only_a_finished_run_is_judged(tmp_path: Path, finished: str | None) -> None:
    folder = run_of(tmp_path / "run", HOURS_ANSWER, finished=None)
    if finished == "missing":
        folder.run.unlink()
    stated = pytest.raises(EvaluationError, match=r"is not finished|holds no run")
    with FakeLlm(replying()) as server, stated:
        run_judge(folder, server.settings())
    assert server.requests == []


def test_a_run_of_refusals_alone_asks_nothing(tmp_path: Path) -> None:
    with FakeLlm(replying()) as server:
        judged, lines = run_judge(run_of(tmp_path / "run", REFUSAL), server.settings())
    assert server.requests == []
    assert lines == []
    assert judged.metrics["faithfulness"].value is None
    assert judged.metrics["faithfulness"].ineligible == 1


def test_a_damaged_file_is_named(folder: RunFolder) -> None:
    (folder.path / "judged.jsonl").write_text("{}\n")
    stated = pytest.raises(EvaluationError, match=r"judged\.jsonl is damaged: remove it")
    with FakeLlm(replying()) as server, stated:
        run_judge(folder, server.settings())
    assert server.requests == []
