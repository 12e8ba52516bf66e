"""An OpenAI-compatible server of our own on this machine: replies as scripted, keeps what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from ingest.llm_settings import LanguageModelSettings


@dataclass(frozen=True)
class Reply:
    """What the server does: a model's ``text``, or ``body`` as it stands; ``hangs``: it never replies."""

    text: str = ""
    status: int = 200
    body: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    hangs: bool = False

    def content(self) -> str:
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.text}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return json.dumps(
            {"id": "1", "object": "chat.completion", "created": 0, "model": "fake", "choices": [choice]}
        )


@dataclass(frozen=True)
class Request:
    """One request as it came: its path, its headers with names in small letters, and its JSON."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        """The one message that was sent."""
        [message] = self.body["messages"]
        assert message["role"] == "user"
        return str(message["content"])


@dataclass
class FakeLlm:
    """Use as a context, which leaves no thread behind. ``script`` turns each prompt into a reply."""

    script: Callable[[str], Reply | str]
    requests: list[Request] = field(default_factory=list)

    def __enter__(self) -> FakeLlm:
        self._threads_before = set(threading.enumerate())
        self._ended = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        # Waited for when the server closes, so that no thread outlives a test.
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        assert error is not None or set(threading.enumerate()) <= self._threads_before

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def settings(self, **more: Any) -> LanguageModelSettings:
        """Settings that name this server."""
        return LanguageModelSettings(base_url=f"http://127.0.0.1:{self.port}/v1", model="fake", **more)

    def reply_to(self, request: Request) -> Reply | None:
        self.requests.append(request)
        reply = self.script(request.prompt)
        if isinstance(reply, str):
            return Reply(reply)
        if reply.hangs:
            self._ended.wait()
            return None
        return reply


def _handler(server: FakeLlm) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        # Connections stay open, as with real servers: a client that does not close its own is seen.
        protocol_version = "HTTP/1.1"
        timeout = 5

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = server.reply_to(Request(self.path, headers, body))
            if reply is None:
                self.close_connection = True
                return
            content = reply.content().encode()
            self.send_response(reply.status)
            for name, value in (("Content-Type", "application/json"), *reply.headers):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output to what fails."""

    return Handler
