"""An OpenAI-compatible server of our own on this machine: replies as scripted, keeps what it was sent."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from ingest.llm_settings import LanguageModelSettings


@dataclass(frozen=True)
class Reply:
    """What the server does: a model's ``text``, or ``body`` as it stands; ``hangs``: it never replies.

    Of a text that is asked for as a stream, each word is an event; ``finish`` is what the last one says of
    why it ends, ``breaks_off``: the connection ends before it.
    """

    text: str = ""
    status: int = 200
    body: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    hangs: bool = False
    finish: str = "stop"
    breaks_off: bool = False

    def content(self, streamed: bool = False) -> str:
        if self.body is not None:
            return self.body
        if streamed:
            return self._events()
        message = {"role": "assistant", "content": self.text}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return json.dumps(
            {"id": "1", "object": "chat.completion", "created": 0, "model": "fake", "choices": [choice]}
        )

    def _events(self) -> str:
        words = re.findall(r"\s*\S+|\s+$", self.text)
        events = [({"content": word}, None) for word in words]
        if not self.breaks_off:
            events.append(({}, self.finish))
        chunks = (
            {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "fake", "choices": [choice]}
            for choice in ({"index": 0, "delta": delta, "finish_reason": ends} for delta, ends in events)
        )
        return "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + (
            "" if self.breaks_off else "data: [DONE]\n\n"
        )


@dataclass(frozen=True)
class Request:
    """One request as it came: its path, its headers with names in small letters, and its JSON."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        """The last message that was sent; the only one but for a writer's rules."""
        *rules, message = self.body["messages"]
        assert message["role"] == "user"
        assert [each["role"] for each in rules] in ([], ["system"])
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
            streamed = bool(body.get("stream")) and reply.body is None
            content = reply.content(streamed).encode()
            kind = "text/event-stream" if streamed else "application/json"
            self.send_response(reply.status)
            for name, value in (("Content-Type", kind), *reply.headers):
                self.send_header(name, value)
            # One that breaks off promises more than it sends.
            self.send_header("Content-Length", str(len(content) + 100 * reply.breaks_off))
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = self.close_connection or reply.breaks_off

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output to what fails."""

    return Handler
