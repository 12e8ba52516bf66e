"""What each person is given: the library, the assistant and the desk as far as they are cleared for them."""

from __future__ import annotations

from functools import lru_cache

from assistant.foi.office import Office
from assistant.people.person import Person
from assistant.service import LibraryService
from ingest.clearance import Clearance
from ingest.library import Library

_CLEARANCES_KEPT = 32


class Rooms:
    """One library seen through many clearances; the models and the stores behind it are shared."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._service = lru_cache(maxsize=_CLEARANCES_KEPT)(self._new_service)
        self._office = lru_cache(maxsize=_CLEARANCES_KEPT)(self._new_office)

    @property
    def whole(self) -> Library:
        """The library itself, for what is done to it and not read from it."""
        return self._library

    def library(self, person: Person) -> Library:
        """The library as far as the person may see it."""
        return self._library.seen_by(person.clearance)

    def service(self, person: Person) -> LibraryService:
        """The assistant over what the person may see."""
        return self._service(person.clearance)

    def office(self, person: Person) -> Office:
        """The FOI desk over what the person may see."""
        return self._office(person.clearance)

    def _new_service(self, clearance: Clearance) -> LibraryService:
        return LibraryService(self._library.seen_by(clearance))

    def _new_office(self, clearance: Clearance) -> Office:
        return Office(self._library.seen_by(clearance))
