"""People, sessions and a door for tests: cheap hashes, a clock that is set by hand, a small app behind it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from argon2 import PasswordHasher
from fastapi import Depends, FastAPI, Request
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from assistant.people.account import Account
from assistant.people.accounts import Accounts
from assistant.people.passwords import Passwords
from assistant.people.people import People
from assistant.people.person import Person, Right, Role
from assistant.ui.headers import OwnPage
from assistant.web.door import Door
from assistant.web.login import login_routes
from assistant.web.sessions import Sessions
from assistant.web.who import requires
from ingest.errors import RecordsError
from ingest.settings import Settings

PASSWORD = "tin kettle moss"  # noqa: S105
OTHER_PASSWORD = "violet ladder nine"  # noqa: S105
ADDRESS = "http://127.0.0.1:7860"

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""The same algorithm with next to no work, so that tests are quick."""


class Clock:
    """Seconds, moved on by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def account(name: str, *roles: Role, password: str = PASSWORD, cleared_for: Iterable[str] = ()) -> Account:
    return Account(
        name=name,
        password=QUICK.kept(password),
        roles=roles or (Role.READER,),
        cleared_for=tuple(cleared_for),
    )


def keep(path: Path, *accounts: Account) -> Accounts:
    """An accounts file of these alone."""
    kept = Accounts(path)
    kept.change(lambda _: {each.name: each for each in accounts})
    return kept


class Noted(list[tuple[str, ...]]):
    """What happened at the door, as long as there is room to note it."""

    full = False

    def note(self, *happened: str) -> None:
        if self.full:
            raise RecordsError("The disc is full.")
        self.append(happened)


@dataclass
class House:
    """An app behind its door, with what stands beside it."""

    settings: Settings
    people: People
    sessions: Sessions
    clock: Clock
    door: ASGIApp
    noted: Noted

    def visitor(self, address: str = ADDRESS, client: str = "127.0.0.1") -> TestClient:
        """A browser of its own, which says where its requests come from as browsers do."""
        headers = {"origin": address, "sec-fetch-site": "same-origin"}
        return TestClient(self.door, address, headers=headers, follow_redirects=False, client=(client, 50000))

    def signed_in(self, name: str, address: str = ADDRESS) -> TestClient:
        visitor = self.visitor(address)
        reply = visitor.post("/sign-in", data={"name": name, "password": PASSWORD})
        assert reply.status_code == 303, reply.text
        return visitor


def house(settings: Settings, *accounts: Account, add: Callable[[FastAPI], object] | None = None) -> House:
    """A door before a small app, to which ``add`` adds; the accounts, if any, in the settings' file."""
    if accounts:
        keep(settings.users_path, *accounts)
    clock = Clock()
    noted = Noted()
    people = People(settings, QUICK)
    sessions = Sessions(people, settings.web, clock)

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(login_routes(people, sessions, settings, noted.note, clock))
    _routes(app)
    if add is not None:
        add(app)
    return House(settings, people, sessions, clock, OwnPage(Door(app, people, sessions, settings)), noted)


def _routes(app: FastAPI) -> None:
    """Two routes of our own, as the page has them."""

    @app.get("/health")
    def health() -> str:
        return "well"

    @app.get("/api/me")
    @app.post("/api/me")
    def me(person: Annotated[Person, Depends(requires(Right.ASK))]) -> dict[str, Any]:
        return {
            "name": person.name,
            "roles": sorted(person.roles),
            "marks": sorted(person.clearance.markings),
        }

    @app.get("/record")
    def record(person: Annotated[Person, Depends(requires(Right.RECORD))]) -> str:
        return person.name

    @app.post("/note")
    async def note(request: Request, person: Annotated[Person, Depends(requires(Right.ASK))]) -> int:
        return len(await request.body())
