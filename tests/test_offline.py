"""No socket leaves the machine: every command runs with all but loopback connections refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

# Loaded by Python at start: any look-up or connection beyond this machine is written down and refused.
GUARD = """
import os, socket
_real_connect, _real_look_up = socket.socket.connect, socket.getaddrinfo
_LOCAL = ("127.", "::1", "localhost", "0.0.0.0", "::")

def _refuse(where):
    with open(os.environ["SOCKET_LOG"], "a") as log:
        log.write(f"{where}\\n")
    raise OSError(f"refused: {where}")

def connect(self, address):
    if isinstance(address, tuple) and not str(address[0]).startswith(_LOCAL):
        _refuse(address)
    return _real_connect(self, address)

def connect_ex(self, address):
    try:
        connect(self, address)
    except OSError as error:
        return error.errno or 111
    return 0

def getaddrinfo(host, *rest, **more):
    if host is not None and not str(host).startswith(_LOCAL):
        _refuse(host)
    return _real_look_up(host, *rest, **more)

socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo = connect, connect_ex, getaddrinfo
"""


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python refuses and records connections beyond this machine."""
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD)
    log = tmp_path / "sockets.log"
    log.touch()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "GRADIO_", "ANONYMIZED"))}
    return {
        **kept,
        "PYTHONPATH": str(folder),
        "SOCKET_LOG": str(log),
        "COMMISSIONING_HOME": str(tmp_path / "h"),
    }


def refused(environment: dict[str, str]) -> list[str]:
    return Path(environment["SOCKET_LOG"]).read_text().splitlines()


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_the_guard_itself_refuses(guarded: dict[str, str]) -> None:
    code = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/', timeout=2)"
    done = subprocess.run([sys.executable, "-c", code], env=guarded, capture_output=True, check=False)
    assert done.returncode != 0
    assert refused(guarded)


@pytest.mark.slow
def test_ingest_ask_and_doctor_reach_for_nothing(guarded: dict[str, str], tmp_path: Path) -> None:
    paper = tmp_path / "papers" / "report.txt"
    paper.parent.mkdir()
    paper.write_text("Averdale County Council\n\nThe van lease ends on 31 March 2027.\n", encoding="utf-8")
    ingested = run(guarded, "ingest", str(paper.parent), "--json")
    assert ingested.returncode == 0, ingested.stderr
    assert json.loads(ingested.stdout)["counts"] == {"added": 1}
    asked = run(guarded, "ask", "When does the van lease end?", "--json")
    assert asked.returncode == 0, asked.stderr
    assert "31 March 2027" in json.loads(asked.stdout)["text"]
    assert run(guarded, "doctor").returncode == 0
    assert run(guarded, "models", "list").returncode == 0
    assert refused(guarded) == []


@pytest.mark.slow
def test_a_model_by_name_is_not_looked_up_on_a_hub(guarded: dict[str, str], tmp_path: Path) -> None:
    paper = tmp_path / "report.txt"
    paper.write_text("The van lease ends on 31 March 2027.", encoding="utf-8")
    named = {**guarded, "COMMISSIONING_MODELS__EMBEDDING": "some/hub-model"}
    done = run(named, "ingest", str(paper))
    assert done.returncode == 1
    assert "No embedding model at some/hub-model" in done.stderr
    assert "Traceback" not in done.stderr
    assert refused(guarded) == []


@pytest.mark.slow
def test_the_chat_page_reaches_for_nothing(guarded: dict[str, str], tmp_path: Path) -> None:
    paper = tmp_path / "report.txt"
    paper.write_text("The van lease ends on 31 March 2027.", encoding="utf-8")
    assert run(guarded, "ingest", str(paper)).returncode == 0
    errors = (tmp_path / "chat.log").open("w+")
    server = subprocess.Popen(
        [sys.executable, "-m", "assistant", "chat", "--port", "17861"], env=guarded, stderr=errors
    )
    try:
        page = _fetch("http://127.0.0.1:17861/")
    finally:
        server.terminate()
        server.wait(timeout=30)
        errors.close()
    assert "Commissioning assistant" in page
    assert refused(guarded) == []


def _fetch(url: str) -> str:
    for _ in range(240):
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return str(response.read().decode())
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{url} did not answer")
