"""Gradio's session names belong to whoever uses one first: state and answers are found by them alone."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.types import Scope

MOST = 50_000
"""Names kept; beyond them the one unused for longest is forgotten. A page of ours uses one."""

_LONGEST = 128


class Claims:
    """Which person has which name of a session or an upload."""

    def __init__(self) -> None:
        self._holders: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, key: str, name: str) -> None:
        """Raises HTTPException 403 where another person used this key first."""
        with self._lock:
            holder = self._holders.setdefault(key, name)
            self._holders.move_to_end(key)
            if len(self._holders) > MOST:
                self._holders.popitem(last=False)
        if holder != name:
            raise HTTPException(403, "This page was opened by somebody else: load it again.")


def key_in_query(scope: Scope, field: str) -> str | None:
    """The one value of a field of the query. Raises HTTPException 400 where there are more."""
    values = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True).get(field, [])
    if len(values) > 1:
        raise HTTPException(400, f"{field} is given twice.")
    return _sound(values[0]) if values else None


def key_in_body(body: bytes, field: str) -> str | None:
    """The one value of a field of a JSON object. Raises HTTPException 400 for anything else.

    A field that is there twice is refused: Gradio might take the other one.
    """
    try:
        found = json.loads(body, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise HTTPException(400, "That is not sound JSON.") from None
    if not isinstance(found, dict):
        raise HTTPException(400, "That is not a JSON object.")
    value = found.get(field)
    return None if value is None else _sound(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field is there twice")
    return found


def _sound(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
        raise HTTPException(400, "That is no session's name.")
    return value
