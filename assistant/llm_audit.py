"""The audit log of a language model: what was sent to it, word for word, and what became of it.

Kept only where ``llm.audit`` names a file. Questions and sources may hold personal data, and so then does
the log: it can be read by its owner alone, and whoever sets it decides how long it is kept. The key is
never in it.

JSON lines. What is sent is written before it goes out, so that nothing leaves unrecorded::

    {"id": "…", "event": "sent", "time": "2026-01-09T10:00:00.000000+00:00", "address": "127.0.0.1:8080",
     "model": "…", "messages": [{"role": "user", "content": "…"}]}
    {"id": "…", "event": "outcome", "time": "…", "duration_ms": 812.3, "reply": "…", "error": null}
"""

from __future__ import annotations

import json
import os
import threading
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.errors import ModelError
from ingest.llm_settings import LanguageModelSettings

_OWNER_ALONE = 0o600
_writing = threading.Lock()


@dataclass(slots=True)
class Outcome:
    """What came back: ``reply`` is set, or added to as it streams, by whoever asks."""

    reply: str = ""


@contextmanager
def audited(settings: LanguageModelSettings, messages: Sequence[Mapping[str, str]]) -> Iterator[Outcome]:
    """Record one request, each message with ``role`` and ``content``, around the block that makes it::

        with audited(settings, messages) as outcome:
            outcome.reply = ask(messages)

    An error that leaves the block is recorded by its first line and goes on; a reply that is no longer
    wanted is recorded as far as it came. Raises ModelError where the log cannot be written: then nothing
    is sent. Without ``llm.audit`` nothing is recorded.
    """
    outcome = Outcome()
    if settings.audit is None:
        yield outcome
        return
    identity, started = uuid.uuid4().hex, time.perf_counter()
    sent = {
        "address": settings.address,
        "model": settings.model,
        "messages": [dict(each) for each in messages],
    }
    _append(settings.audit, {"id": identity, "event": "sent", "time": _now(), **sent})
    error: str | None = None
    try:
        yield outcome
    except GeneratorExit:
        error = "stopped: the reply was no longer wanted"
        raise
    except BaseException as raised:
        # An interrupt too is an outcome to record. It is raised again.
        error = str(raised).partition("\n")[0] or type(raised).__name__
        raise
    finally:
        came = {"duration_ms": round((time.perf_counter() - started) * 1000, 1), "reply": outcome.reply}
        ended = {"id": identity, "event": "outcome", "time": _now(), **came, "error": error}
        _append(settings.audit, ended)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _append(path: Path, record: Mapping[str, Any]) -> None:
    """One line, written whole: threads wait for one another, other processes' lines go before or after."""
    line = (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
    try:
        with _writing:
            descriptor = os.open(path.expanduser(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, _OWNER_ALONE)
            # A descriptor of its own for each line: the file may be moved away or removed meanwhile.
            with open(descriptor, "ab", buffering=0) as log:  # noqa: PTH123 - opened above, with its permissions
                _for_the_owner_alone(descriptor)
                while line:
                    line = line[log.write(line) :]
    except OSError as error:
        raise ModelError(
            f"The audit log {path} cannot be written ({error.strerror}), so no language model is asked: see "
            "to it, or unset llm.audit."
        ) from error


def _for_the_owner_alone(descriptor: int) -> None:
    """Also where the file was there before with other permissions. Windows keeps its own."""
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, _OWNER_ALONE)
