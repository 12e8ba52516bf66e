"""The process that hosts the local model: llama.cpp's server on this machine, for its parent alone.

Run as a file, it imports nothing of this project. It reads one line of JSON from standard input (``model``,
``key``, ``context_tokens``, ``threads``), loads the model, writes one line of JSON with its ``address``, and
ends when its standard input closes: that happens however the parent ends, killed or not.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from typing import Any

ALIAS = "writer"
# Tokens read at once. Larger batches are no faster on a processor and take more memory.
_BATCH = 512
# Slots, and the tokens of context for the second: a sentence with its quotations is far shorter.
_SLOTS, _JUDGED = 2, 1536
_ERRORS_ALONE = 1


def main() -> None:
    """Serve until standard input closes."""
    # Ctrl+C in a terminal reaches both processes; it is the parent that decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer = _own_stdout()
    asked = json.loads(sys.stdin.buffer.readline())
    closed = threading.Event()
    threading.Thread(target=_end_with_stdin, args=(closed,), daemon=True).start()
    # Kept in a name: the server ends when nothing refers to it.
    server = _server(asked)
    os.write(answer, (json.dumps({"address": server.listening_address}) + "\n").encode())
    closed.wait()


def _own_stdout() -> int:
    """A descriptor for our one line; what the library prints goes to standard error from here on."""
    answer = os.dup(1)
    os.dup2(2, 1)
    return answer


def _end_with_stdin(closed: threading.Event) -> None:
    while os.read(0, 1 << 16):
        pass
    closed.set()
    # At once, whatever is being written: nobody is left to read it. The library lets no thread run while it
    # loads, so a load is ended when it is done.
    os._exit(0)


def _server(asked: dict[str, Any]) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = asked["model"]
    params.model_alias = {ALIAS}
    # One context for all slots: what writes may fill what the settings give, what judges takes the rest.
    params.n_ctx = asked["context_tokens"] + _JUDGED
    params.kv_unified = True
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = asked["threads"]
    params.n_batch = params.n_ubatch = _BATCH
    params.verbosity = _ERRORS_ALONE
    # It would load the model twice, to see how much of it fits a graphics card.
    params.fit_params = False
    # A request names its slot: one for what is written, one for short questions about it.
    params.n_parallel = _SLOTS
    # Each slot keeps its last prompt, so that a prompt which begins alike is read from there on.
    params.cache_prompt = True
    params.cache_ram_mib = 0
    params.cache_idle_slots = False
    _seclude(params, asked["key"])
    return xllamacpp.Server(params)


def _seclude(params: Any, key: str) -> None:
    """To this machine, to who has the key, and chat requests alone."""
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    params.offline = True
    params.ui = False
    params.endpoint_slots = params.endpoint_props = params.endpoint_metrics = False
    # Pages of a browser are given no leave to read a reply.
    params.cors_origins = ""
    params.cors_credentials = False


if __name__ == "__main__":
    main()
