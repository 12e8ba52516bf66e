"""A local model with no server to run: a child process hosts it for as long as this process lives.

The child (``local_child``) is started with the first question that needs it and kept. Its address is on
loopback, on a port that was free; its key is made here for each child and known to the two of them alone.
"""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psutil

from assistant.local_child import ALIAS
from ingest.errors import ModelError
from ingest.llm_settings import LanguageModelSettings

# Run as a file and without the working folder on Python's path: a folder of papers may hold any name.
CHILD = (sys.executable, "-P", str(Path(__file__).with_name("local_child.py")))
_LOAD_TIMEOUT_S = 180.0
_CLOSE_TIMEOUT_S = 5.0
_MAGIC = b"GGUF"
# What the library puts before its reason.
_STATED = "error loading model:"
_REASON_LENGTH = 200
# What is held beside the weights: the context, and the weights as the processor likes them arranged.
_MEMORY_FACTOR, _MEMORY_BESIDE = 1.4, 400_000_000
_REMEDY = "choose another GGUF file with models.writer, or set it to none"


class LocalServer:
    """One child process that answers as an OpenAI-compatible server. Serves many threads::

        with LocalServer(path, settings.llm) as server:
            language_model(*server.connection())

    ``command`` starts the child; it is told what to load on its standard input.
    """

    def __init__(
        self,
        model: Path,
        settings: LanguageModelSettings,
        command: Sequence[str] = CHILD,
        load_timeout_s: float = _LOAD_TIMEOUT_S,
    ) -> None:
        self.model = model
        self._settings = settings
        self._command = tuple(command)
        self._load_timeout_s = load_timeout_s
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def address(self) -> str:
        """The base URL, ending in ``/v1``. The first call loads the model, and all others wait for it.

        A child that has ended since is started again, once a call. Raises ModelError.
        """
        return self._ready()[0]

    @property
    def key(self) -> str:
        """The key of the running child; starts one where none runs. Raises ModelError."""
        return self._ready()[1]

    def connection(self) -> tuple[LanguageModelSettings, str]:
        """The settings given with this server's address and its model's name, and the key, of one child.

        Raises ModelError.
        """
        address, key = self._ready()
        return self._settings.model_copy(update={"base_url": address, "model": ALIAS}), key

    @property
    def running(self) -> bool:
        """Is the model loaded? Never waits for one that is being loaded."""
        child = self._child
        return child is not None and child.alive

    def close(self) -> None:
        """End the child, whatever it is writing; a load under way is waited for.

        It may be called again, and a later question starts anew.
        """
        with self._lock:
            self._end()

    def _ready(self) -> tuple[str, str]:
        with self._lock:
            if self._child is None or not self._child.alive:
                self._end()
                self._child = self._start()
            return self._child.address, self._child.key

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def _start(self) -> _Child:
        if self._command == CHILD and importlib.util.find_spec("xllamacpp") is None:
            raise ModelError(
                "Writing with a local model needs the package xllamacpp: install "
                "`commissioning-assistant[local-llm]`, or set llm.base_url to a server."
            )
        _see_that_it_loads(self.model)
        child = _Child(self._command)
        try:
            child.load(self.model, self._settings, self._load_timeout_s)
        except BaseException:
            # An interrupt too: no child is left behind. It is raised again.
            child.end()
            raise
        return child


class _Child:
    """A started process: ``load`` once, then ``address`` and ``key`` hold until ``end``."""

    def __init__(self, command: Sequence[str]) -> None:
        self.key = secrets.token_urlsafe(32)
        self.address = ""
        # Without a name, so that nothing of it stays behind.
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, env=_environment()
        )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def load(self, model: Path, settings: LanguageModelSettings, timeout_s: float) -> None:
        asked = {
            "model": str(model),
            "key": self.key,
            "context_tokens": settings.context_tokens,
            "threads": psutil.cpu_count(logical=False) or os.cpu_count() or 1,
        }
        late = threading.Event()
        timer = threading.Timer(timeout_s, self._give_up, (late,))
        timer.start()
        try:
            said = self._exchange(json.dumps(asked))
        finally:
            timer.cancel()
            timer.join()
        self.address = _address(said)
        if not self.address:
            why = f"it took longer than {timeout_s:g} s" if late.is_set() else self._last_words()
            raise ModelError(f"The model {model.name} cannot be loaded ({why}): {_REMEDY}.")

    def end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(_CLOSE_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _exchange(self, line: str) -> bytes:
        """The child's one line; empty where it ended first."""
        assert self._process.stdin is not None  # noqa: S101 - both are pipes
        assert self._process.stdout is not None  # noqa: S101
        try:
            # Unbuffered: what a child that has ended did not take must not be tried again at the end.
            os.write(self._process.stdin.fileno(), f"{line}\n".encode())
        except BrokenPipeError:
            return b""
        return self._process.stdout.readline()

    def _give_up(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _last_words(self) -> str:
        """Why it ended, in the library's words where it left any."""
        code = self._process.wait()
        self._log.seek(0)
        lines = [line.strip() for line in self._log.read().decode(errors="replace").splitlines()]
        stated = [line.partition(_STATED)[2].strip() for line in lines if _STATED in line]
        if code == -signal.SIGKILL and not stated:
            return "the system ended its process, mostly for want of memory"
        reasons = stated or [line for line in lines if line] or [f"exit code {code}"]
        return reasons[-1].rstrip(".")[:_REASON_LENGTH]


def _address(said: bytes) -> str:
    try:
        told = json.loads(said)
    except ValueError:
        return ""
    return f"{told['address']}/v1" if isinstance(told, dict) and told.get("address") else ""


def _environment() -> dict[str, str]:
    """Ours, without settings of other llama.cpp programs.

    Threads that wait for one another sleep instead of spinning: where another program uses a core, spinning
    ones make writing ten times slower.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LLAMA_", "GGML_"))}
    return {**kept, "OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "0"}


def _see_that_it_loads(model: Path) -> None:
    """What can be said before the library is asked, in plainer words than its own."""
    try:
        with model.open("rb") as stream:
            magic = stream.read(len(_MAGIC))
    except OSError as error:
        raise ModelError(f"The model {model} cannot be read ({error.strerror}): {_REMEDY}.") from error
    if magic != _MAGIC:
        raise ModelError(f"{model} is not a GGUF file: {_REMEDY}.")
    needed = model.stat().st_size * _MEMORY_FACTOR + _MEMORY_BESIDE
    free = psutil.virtual_memory().available
    if free < needed:
        raise ModelError(
            f"The model {model.name} needs about {needed / 1e9:.1f} GB of memory and {free / 1e9:.1f} GB is "
            f"free: close other programs, or {_REMEDY}."
        )
