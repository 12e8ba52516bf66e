"""What several tests share: a home folder, settings, a library, and the shared papers where present."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from builders import free_port

from ingest.library import Library
from ingest.settings import Settings

# The same examples each time, so that what passes here passes elsewhere; `make explore` draws others. Without
# deadlines: how long an example takes tells how busy the machine is.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.register_profile(
    "explore", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("repeatable")

SHARED = Path(__file__).resolve().parents[2] / "shared"


# A shell hands programs that it starts in the background an ignored SIGINT, and they hand it on: the tests
# of interruptions would wait for a signal that nobody heeds.
signal.signal(signal.SIGINT, signal.default_int_handler)


# Gradio makes event loops for its locks and closes none: the garbage collector would, in whatever test it
# happens to run, with a warning. They are remembered here, and closed when their module's tests are over.
_LOOPS: list[asyncio.BaseEventLoop] = []
_BEGIN = asyncio.BaseEventLoop.__init__


def _remembered(loop: asyncio.BaseEventLoop) -> None:
    _BEGIN(loop)
    _LOOPS.append(loop)


asyncio.BaseEventLoop.__init__ = _remembered  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="module")
def _loops_closed() -> Iterator[None]:
    """Torn down after everything else of its module. A loop that still runs is somebody else's."""
    yield
    for loop in [each for each in _LOOPS if not each.is_running()]:
        loop.close()
        _LOOPS.remove(loop)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    with Library(settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared papers are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server on this machine, ended with the tests."""
    port = free_port()
    command = shutil.which("chroma", path=str(Path(sys.executable).parent))
    assert command
    folder = tmp_path_factory.mktemp("chroma")
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [command, "run", "--path", str(folder / "data"), "--host", "127.0.0.1", "--port", str(port)],
        stdout=log,
        stderr=log,
    )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the Chroma server did not start")
