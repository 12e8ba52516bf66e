"""Passwords: which are taken, how they are kept, and whether one is right."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ingest.errors import AccountsError

LONGEST = 256
"""Characters. NIST SP 800-63B (5.1.1.2) asks that at least 64 be taken; a bound keeps the work bounded."""

_FEWEST_DIFFERENT = 5
_OURS = ("commissioning", "assistant")
_SHORTEST_NAME = 3
_BESIDE_A_NAME = 5


class Passwords:
    """Keeps passwords as argon2id hashes (RFC 9106, its second recommended setting: 64 MiB)."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def kept(self, password: str) -> str:
        """The hash that is kept in place of a password."""
        return self._hasher.hash(_folded(password))

    def right(self, kept: str | None, password: str) -> bool:
        """Whether this is the password. With no hash it takes as long and is never right.

        So nobody learns by the clock which names there are.
        """
        if len(password) > LONGEST:
            return False
        try:
            matches = self._hasher.verify(kept or self._nobodys, _folded(password))
        except (VerificationError, InvalidHashError):
            return False
        return matches and kept is not None

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("a password that nobody has")


def check_password(password: str, name: str, shortest: int) -> None:
    """Raises AccountsError where a password is too easily guessed, saying why.

    NIST SP 800-63B (5.1.1.2): a least length, no rules on its composition, none made of the user's or the
    service's name, none of repeated or sequential characters.
    """
    folded = _folded(password)
    problem = _problem(folded, name, shortest)
    if problem:
        raise AccountsError(
            f"That password {problem}: choose another; three words that do not belong together do."
        )


def _problem(password: str, name: str, shortest: int) -> str:
    plain = password.casefold()
    if len(password) < shortest:
        return f"has fewer than {shortest} characters"
    if len(password) > LONGEST:
        return f"has more than {LONGEST} characters"
    if any(unicodedata.category(character) == "Cc" for character in password):
        return "holds a character that cannot be typed"
    if len(set(plain)) < _FEWEST_DIFFERENT:
        return "repeats the same few characters"
    if _is_sequence(plain):
        return "is a row of neighbouring characters"
    return "is little more than a name" if _is_name(plain, name) else ""


def _is_sequence(plain: str) -> bool:
    steps = {ord(later) - ord(earlier) for earlier, later in pairwise(plain)}
    # 1234567890123 steps back once; anything else of a single step is a sequence too.
    return len(steps) == 1 or steps <= {1, -9} or steps <= {-1, 9}


def _is_name(plain: str, name: str) -> bool:
    """Names of the person or the program, forwards or backwards, with a year or so beside them."""
    left = "".join(character for character in plain if character.isalnum())
    parts = {part for each in (name.casefold(), *_OURS) for part in (*re.split(r"[._-]", each), each)}
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= _SHORTEST_NAME:
            left = left.replace(part, "").replace(part[::-1], "")
    return len(left) <= _BESIDE_A_NAME


def _folded(password: str) -> str:
    # The same password typed on two keyboards may come composed or decomposed (NIST SP 800-63B, 5.1.1.2).
    return unicodedata.normalize("NFKC", password)
