"""What stands behind the page for each person who uses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.people.person import LOCAL, Person
from assistant.records.reading import LogReading
from assistant.ui.bench.service import BenchmarkService
from assistant.ui.foi.service import DeskService
from assistant.ui.keeping import Keeping
from assistant.ui.library.service import ShelfService
from assistant.ui.service import Service
from assistant.web.downloads import Downloads

PersonNamed = Callable[[str | None], Person | None]
"""Who goes by this name now; None where nobody does."""


@dataclass(frozen=True)
class Backing:
    """Each part of the page as far as a person may use it; a part that is None has no tab.

    ``accounts``: do people sign in here? Without accounts there is one person, whoever sits at the machine.
    """

    service: Callable[[Person], Service]
    desk: Callable[[Person], DeskService] | None = None
    person_named: PersonNamed = field(default=lambda _name: LOCAL)
    accounts: bool = False
    keeping: Keeping | None = None
    shelf: Callable[[Person], ShelfService] | None = None
    benchmarks: Callable[[Person], BenchmarkService] | None = None
    downloads: Downloads = field(default_factory=Downloads)
    record: Callable[[Person], LogReading] | None = None

    @classmethod
    def of(cls, service: Service, desk: DeskService | None = None, **more: Any) -> Backing:
        """The same for everybody."""
        return cls(lambda _person: service, (lambda _person: desk) if desk is not None else None, **more)
