"""Everything that is served over one library, put together: the page, the routes beside it and the door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from fastapi import APIRouter
from starlette.types import ASGIApp

from assistant.people.people import People
from assistant.people.person import LOCAL, Person
from assistant.records.closed import closed_to
from assistant.records.conversations import Closed
from assistant.records.reading import LogReading
from assistant.records.records import Records
from assistant.rooms import Rooms
from assistant.shelf import Shelf
from assistant.ui.backing import Backing
from assistant.ui.bench.service import BenchmarkService, MakeBenchmarks
from assistant.ui.keeping import Keeping
from assistant.web.api.behind import Record
from assistant.web.api.health import checks_of, health_routes
from assistant.web.api.routes import api_routes
from assistant.web.bench import bench_routes
from assistant.web.door import Door
from assistant.web.login import login_routes
from assistant.web.noted_bench import NotedBenchmarks
from assistant.web.noting import Noting
from assistant.web.recorded_desk import RecordedDesk
from assistant.web.records import record_routes
from assistant.web.sessions import Sessions
from assistant.web.source import source_routes
from ingest.library import Library


class House:
    """The rooms of one library with who may enter them. The library and the records stay their owners'."""

    def __init__(
        self, library: Library, records: Records, people: People, benchmarks: MakeBenchmarks | None = None
    ) -> None:
        self._settings = library.settings
        self._people = people
        self._records = records
        self._noting = Noting(records)
        self._sessions = Sessions(people, self._settings.web)
        self._rooms = Rooms(library)
        self._benchmarks = self._noted(benchmarks(self._rooms, self._feedback)) if benchmarks else None

    def warm_up(self) -> None:
        """Load the models, and delete what was kept longer than the settings say. Raises AssistantError."""
        self._records.start()
        self._rooms.service(LOCAL).warm_up()

    @property
    def backing(self) -> Backing:
        """What stands behind the page for each person."""
        rooms = self._rooms
        return Backing(
            rooms.service,
            self._desk,
            person_named=self._sessions.named,
            accounts=not self._people.alone,
            shelf=self._shelf,
            benchmarks=self._benchmarks,
            keeping=Keeping(self._records, self._closed),
            record=self._reading,
        )

    def _noted(
        self, service_of: Callable[[Person], BenchmarkService]
    ) -> Callable[[Person], BenchmarkService]:
        return lambda person: NotedBenchmarks(service_of(person), person, self._noting)

    def _closed(self, person: Person) -> Closed:
        return closed_to(self._rooms.library(person).lookup)

    def _feedback(self, person: Person) -> Counter[str]:
        given = self._records.feedback.all(self._closed(person))
        return Counter(each.verdict.value for each in given)

    def _desk(self, person: Person) -> RecordedDesk:
        return RecordedDesk(self._rooms.office(person), self._records, person)

    def _reading(self, person: Person) -> LogReading:
        lookup = self._rooms.library(person).lookup
        return LogReading(self._records, person, lambda: lookup.documents(quarantined=True))

    def _shelf(self, person: Person) -> Shelf:
        return Shelf(self._rooms.library(person), self._rooms.whole, person, self._noting.shelved)

    @property
    def routers(self) -> list[APIRouter]:
        """Our own routes, in the order in which they are asked."""
        benchmarks = [bench_routes(self._benchmarks)] if self._benchmarks else []
        return [
            *benchmarks,
            login_routes(self._people, self._sessions, self._settings, self._noting.signing),
            health_routes(checks_of(self._rooms.whole)),
            source_routes(self._rooms, note=self._noting.opened),
            record_routes(self._rooms, self._records),
            api_routes(self._rooms, self._settings.api, Record(self._noting.asked, self._noting.drafted)),
        ]

    def door(self, app: ASGIApp) -> Door:
        """The middleware that settles who a request comes from, and lets nobody else in."""
        return Door(app, self._people, self._sessions, self._settings)
