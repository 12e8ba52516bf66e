"""A server in a thread of its own: started when this returns, and ended with everything that it opened."""

from __future__ import annotations

import socket
import threading
import time

import uvicorn
from starlette.types import ASGIApp

from ingest.errors import AssistantError

_PATIENCE_S = 30.0
_STEP_S = 0.01


class Serving:
    """An application served at ``address`` from now until ``stop``."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """Port 0 takes a free one. Raises AssistantError where the address cannot be used."""
        self._socket = _listen(host, port)
        named = f"[{host}]" if ":" in host else host
        self.address = f"http://{named}:{self._socket.getsockname()[1]}/"
        self._server = uvicorn.Server(_quiet(app))
        self._thread = threading.Thread(target=self._run, name="page", daemon=True)
        self._thread.start()
        self._wait()

    def stop(self) -> None:
        """End it; what is under way is given a moment to end by itself."""
        self._server.should_exit = True
        self._thread.join(_PATIENCE_S)
        self._socket.close()

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])

    def _wait(self) -> None:
        until = time.monotonic() + _PATIENCE_S
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                self.stop()
                raise AssistantError("The page could not be started: see the message above.")
            time.sleep(_STEP_S)


def _quiet(app: ASGIApp) -> uvicorn.Config:
    """No line of any request is logged: questions may hold personal data.

    Forwarded headers are not believed here: that is the door's affair.
    """
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        message = f"Cannot serve the page at {host}:{port}: is it in use? Choose another port with --port."
        raise AssistantError(message) from error
