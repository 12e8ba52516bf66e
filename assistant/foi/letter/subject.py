"""What a request says it is about: its subject line."""

from __future__ import annotations

import re

from assistant.foi.letter.quoted import greeting_at

_RE = re.compile(
    r"^[ \t]*(?:re|subject|title|ref)[ \t]*[:–-][ \t]*(?P<value>[^\n]+)$", re.IGNORECASE | re.MULTILINE
)
_REPLIED = re.compile(r"^(?:(?:re|fw|fwd)\s*:\s*)+", re.IGNORECASE)
_LONGEST = 120


def find_subject(message: str, headers: dict[str, str]) -> str:
    """The subject header, a "Re:" line, or a short line by itself just below the salutation."""
    given = headers.get("subject") or headers.get("re") or ""
    match = None if given else _RE.search(message)
    if given or match:
        return _REPLIED.sub("", given or (match["value"].strip() if match else "")).strip()
    greeting = greeting_at(message)
    below = message[greeting[1] :].lstrip("\n") if greeting else ""
    line, _, rest = below.strip().partition("\n")
    alone = not rest.strip() or rest.startswith("\n")
    fits = len(line) <= _LONGEST and not line.rstrip().endswith((".", "?", ":", ","))
    return line.strip() if alone and fits else ""
