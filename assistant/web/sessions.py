"""Who is signed in: sessions known by a random id, kept in memory and gone when the server ends.

Roles and clearance are not kept in a session: they are read from the accounts on each request. What a
sign-in service said of somebody holds until their session ends.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant.people.account import Account
from assistant.people.people import People, stamp
from assistant.people.person import LOCAL, Person
from ingest.web_settings import WebSettings

MOST = 10_000
"""Sessions kept at once; beyond them the one unused for longest ends."""


@dataclass(slots=True)
class _Session:
    """``guest`` is somebody for whom a sign-in service vouches; others have an account. Times in seconds."""

    name: str
    stamp: str
    guest: Person | None
    begun: float
    used: float


class Sessions:
    """The sessions of one server. Ids are kept hashed, so that who sees its memory gets no one's session."""

    def __init__(
        self, people: People, settings: WebSettings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._people = people
        self._idle_s = settings.session_idle_minutes * 60.0
        self._whole_s = settings.session_hours * 3600.0
        self._clock = clock
        self._sessions: dict[str, _Session] = {}
        self._lock = threading.Lock()

    def begin(self, account: Account) -> str:
        """A new session of somebody with an account; the id for their cookie."""
        return self._begin(account.name, stamp(account), None)

    def begin_guest(self, guest: Person) -> str:
        """A new session of somebody for whom a sign-in service vouches."""
        return self._begin(guest.name, "", guest)

    def person(self, session_id: str) -> Person | None:
        """Who has this session, as they are now; None where it has ended. Counts as use of it."""
        key = _key(session_id)
        with self._lock:
            session = self._sessions.get(key)
            if session is None:
                return None
            person = self._now(session)
            if person is None:
                del self._sessions[key]
            else:
                session.used = self._clock()
            return person

    def named(self, name: str | None) -> Person | None:
        """Who is signed in under this name now. Without accounts that is the machine's user."""
        if self._people.alone:
            return LOCAL if name in (None, LOCAL.name) else None
        with self._lock:
            theirs = [session for session in self._sessions.values() if session.name == name]
            return next((person for each in theirs if (person := self._now(each))), None)

    def end(self, session_id: str) -> None:
        """Ends a session; one that is not there has ended already."""
        with self._lock:
            self._sessions.pop(_key(session_id), None)

    def _begin(self, name: str, stamped: str, guest: Person | None) -> str:
        session_id = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._make_room()
            self._sessions[_key(session_id)] = _Session(name, stamped, guest, now, now)
        return session_id

    def _make_room(self) -> None:
        for key in [key for key, session in self._sessions.items() if self._over(session)]:
            del self._sessions[key]
        if len(self._sessions) >= MOST:
            del self._sessions[min(self._sessions, key=lambda key: self._sessions[key].used)]

    def _now(self, session: _Session) -> Person | None:
        if self._over(session):
            return None
        if session.guest is not None:
            return session.guest
        account = self._people.account(session.name)
        return account.person if account and stamp(account) == session.stamp else None

    def _over(self, session: _Session) -> bool:
        now = self._clock()
        return now - session.used >= self._idle_s or now - session.begun >= self._whole_s


def _key(session_id: str) -> str:
    return hashlib.sha256(session_id.encode("utf-8", "surrogatepass")).hexdigest()
