"""A child process hosts the model: started when needed, told apart by its key, never outliving its parent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from assistant.local_server import CHILD, LocalServer
from assistant.write.model import LocalWriter, load_writer
from ingest.errors import ModelError
from ingest.llm_settings import LanguageModelSettings
from ingest.settings import ModelSettings, Settings

# Stands in the place of the real library: loads nothing, does what the file says, keeps what it was given.
LIBRARY = """
import json, os, sys, time

class CommonParams:
    def __getattr__(self, name):
        self.__dict__[name] = CommonParams()
        return self.__dict__[name]

def plain(value):
    if isinstance(value, CommonParams):
        return {name: plain(held) for name, held in value.__dict__.items()}
    return sorted(value) if isinstance(value, set) else value

class Server:
    def __init__(self, params):
        with open(params.model.path) as stream:
            what = stream.read()
        print("a line that the library prints")
        with open(params.model.path + ".loads", "a") as loads:
            loads.write(json.dumps({"pid": os.getpid(), "environment": dict(os.environ), **plain(params)}))
            loads.write("\\n")
        if "cut short" in what:
            sys.stderr.write("0.1 E llama_model_load: error loading model: tensor data is cut short\\n")
            sys.stderr.write("0.2 E srv init: exiting due to model loading error\\n")
            raise RuntimeError("Failed to init server")
        if "too large" in what:
            os.kill(os.getpid(), 9)
        if "slow" in what:
            time.sleep(60)
        self.listening_address = f"http://127.0.0.1:{40000 + os.getpid() % 20000}"
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the library of ours, put before the real one's."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "xllamacpp.py").write_text(LIBRARY)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.syspath_prepend(folder)
    return folder


@pytest.fixture
def model(library: Path) -> Path:
    return model_that(library, "answers")


@pytest.fixture
def server(model: Path) -> Iterator[LocalServer]:
    with LocalServer(model, LanguageModelSettings()) as opened:
        yield opened


def model_that(folder: Path, does: str) -> Path:
    path = folder / "model.gguf"
    path.write_text(f"GGUF {does}")
    return path


def loads(model: Path) -> list[dict[str, object]]:
    """What the library was given, once for each child."""
    return [json.loads(line) for line in Path(f"{model}.loads").read_text().splitlines()]


def ended(pid: object) -> bool:
    """Has the process ended, in five seconds at most?"""
    assert isinstance(pid, int)
    for _ in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_the_settings_say_which_model_is_served(settings: Settings, model: Path) -> None:
    assert load_writer(settings) is None
    named = settings.model_copy(update={"models": ModelSettings(writer=str(model))})
    writer = load_writer(named)
    assert isinstance(writer, LocalWriter)
    assert writer.server.model == model
    assert not writer.server.running


def test_nothing_is_loaded_before_it_is_needed(server: LocalServer, model: Path) -> None:
    assert not server.running
    assert not Path(f"{model}.loads").exists()
    assert server.address().startswith("http://127.0.0.1:")
    assert server.address().endswith("/v1")
    assert server.running
    assert len(loads(model)) == 1


def test_it_serves_this_machine_alone_and_chat_alone(server: LocalServer, model: Path) -> None:
    server.address()
    [given] = loads(model)
    assert {
        name: given[name] for name in ("hostnames", "port", "offline", "ui", "cors_origins", "n_ctx")
    } == {
        "hostnames": ["127.0.0.1"],
        "port": 0,
        "offline": True,
        "ui": False,
        "cors_origins": "",
        "n_ctx": 4096 + 1536,
    }
    assert [given[f"endpoint_{name}"] for name in ("slots", "props", "metrics")] == [False, False, False]


def test_what_is_judged_takes_neither_slot_nor_context_of_what_is_written(
    server: LocalServer, model: Path
) -> None:
    server.address()
    [given] = loads(model)
    assert {name: given[name] for name in ("n_parallel", "kv_unified", "cache_prompt", "n_ctx")} == {
        "n_parallel": 2,
        "kv_unified": True,
        "cache_prompt": True,
        "n_ctx": 4096 + 1536,
    }


def test_the_key_is_random_and_stands_in_no_command_line_or_environment(
    server: LocalServer, model: Path
) -> None:
    key = server.key
    [given] = loads(model)
    assert given["api_keys"] == [key]
    assert len(key) == 43
    pid = given["pid"]
    assert isinstance(pid, int)
    assert key not in " ".join(psutil.Process(pid).cmdline())
    assert key not in str(given["environment"])
    server.close()
    assert server.key != key


def test_a_connection_is_settings_and_key_of_one_child(model: Path) -> None:
    with LocalServer(model, LanguageModelSettings(context_tokens=8192, max_tokens=50)) as server:
        settings, key = server.connection()
        assert (settings.base_url, settings.model, settings.max_tokens) == (server.address(), "writer", 50)
        assert key == server.key
    assert loads(model)[0]["n_ctx"] == 8192 + 1536


def test_settings_of_other_programs_do_not_reach_it(
    server: LocalServer, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLAMA_ARG_HOST", "0.0.0.0")
    monkeypatch.setenv("OMP_WAIT_POLICY", "active")
    server.address()
    environment = loads(model)[0]["environment"]
    assert isinstance(environment, dict)
    assert "LLAMA_ARG_HOST" not in environment
    assert environment["OMP_WAIT_POLICY"] == "passive"


def test_many_askers_at_once_wait_for_one_load(server: LocalServer, model: Path) -> None:
    addresses: list[str] = []
    askers = [threading.Thread(target=lambda: addresses.append(server.address())) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert addresses == [server.address()] * 8
    assert len(loads(model)) == 1


def test_one_that_was_killed_is_started_again(server: LocalServer, model: Path) -> None:
    first = server.key
    pid = loads(model)[0]["pid"]
    assert isinstance(pid, int)
    os.kill(pid, signal.SIGKILL)
    # Its first thread may be gone a moment before the process is.
    for _ in range(100):
        if not server.running:
            break
        time.sleep(0.05)
    assert server.key != first
    assert server.address()
    assert len(loads(model)) == 2


def test_closing_ends_the_child_and_may_be_repeated(server: LocalServer, model: Path) -> None:
    server.address()
    server.close()
    server.close()
    assert not server.running
    assert ended(loads(model)[0]["pid"])


def test_it_ends_with_a_parent_that_was_killed(library: Path, model: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "from assistant.local_server import LocalServer\n"
        "from ingest.llm_settings import LanguageModelSettings\n"
        "server = LocalServer(Path(sys.argv[1]), LanguageModelSettings())\n"
        "print(server.address(), flush=True)\n"
        "time.sleep(60)\n"
    )
    paths = os.pathsep.join([str(library), str(Path(CHILD[-1]).parents[1])])
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(model)],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    with parent.stdout:
        assert parent.stdout.readline().startswith(b"http://127.0.0.1:")
        [given] = loads(model)
        pid = given["pid"]
        assert isinstance(pid, int)
        assert psutil.pid_exists(pid)
        parent.kill()
        parent.wait(timeout=10)
    assert ended(pid)


def stated(server: LocalServer) -> str:
    with server, pytest.raises(ModelError) as refused:
        server.address()
    assert "\n" not in str(refused.value)
    return str(refused.value)


REMEDY = "choose another GGUF file with models.writer, or set it to none."


def test_a_model_that_does_not_load_is_stated_in_the_librarys_words(library: Path) -> None:
    broken = model_that(library, "is cut short")
    assert stated(LocalServer(broken, LanguageModelSettings())) == (
        f"The model model.gguf cannot be loaded (tensor data is cut short): {REMEDY}"
    )


def test_one_that_the_system_ends(library: Path) -> None:
    large = model_that(library, "is too large")
    assert stated(LocalServer(large, LanguageModelSettings())) == (
        "The model model.gguf cannot be loaded (the system ended its process, mostly for want of memory): "
        f"{REMEDY}"
    )


def test_one_that_takes_too_long(library: Path) -> None:
    slow = model_that(library, "is slow")
    assert stated(LocalServer(slow, LanguageModelSettings(), load_timeout_s=1)) == (
        f"The model model.gguf cannot be loaded (it took longer than 1 s): {REMEDY}"
    )
    assert ended(loads(slow)[0]["pid"])


def test_what_is_no_model_is_not_tried(tmp_path: Path) -> None:
    page = tmp_path / "page.gguf"
    page.write_text("<html>")
    nothing = LanguageModelSettings()
    assert stated(LocalServer(page, nothing)) == f"{page} is not a GGUF file: {REMEDY}"
    gone = tmp_path / "gone.gguf"
    assert stated(LocalServer(gone, nothing)) == (
        f"The model {gone} cannot be read (No such file or directory): {REMEDY}"
    )


def test_one_larger_than_the_memory_is_not_tried(tmp_path: Path) -> None:
    large = tmp_path / "large.gguf"
    large.write_bytes(b"GGUF")
    os.truncate(large, 10**13)
    assert "large.gguf needs about 14000.4 GB of memory and " in stated(
        LocalServer(large, LanguageModelSettings())
    )


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.local_server.importlib.util.find_spec", lambda _: None)
    assert stated(LocalServer(tmp_path / "model.gguf", LanguageModelSettings())) == (
        "Writing with a local model needs the package xllamacpp: install "
        "`commissioning-assistant[local-llm]`, or set llm.base_url to a server."
    )


def test_a_child_that_says_something_else_is_no_server(model: Path) -> None:
    command = (sys.executable, "-c", "input(); print('ready')")
    assert stated(LocalServer(model, LanguageModelSettings(), command)) == (
        f"The model model.gguf cannot be loaded (exit code 0): {REMEDY}"
    )
