"""Tokens, by which a program speaks for a person: shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets

PREFIX = "ca_"
"""By it a token is known for one where it was left in a file or a log."""


def new_token() -> str:
    """A token of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def kept_token(token: str) -> str:
    """The hash that is kept in place of a token: a quick one, since 256 random bits cannot be guessed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
