"""Regular expressions put together from their alternatives, one a line, so that they can be read."""

from __future__ import annotations

import re


def either(*alternatives: str) -> str:
    """The pattern that matches any of ``alternatives``."""
    return "(?:" + "|".join(alternatives) + ")"


def either_case(*alternatives: str) -> re.Pattern[str]:
    """``either``, compiled to ignore case."""
    return re.compile(either(*alternatives), re.IGNORECASE)
