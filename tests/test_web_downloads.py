"""A file is fetched by the person it was made for, for ten minutes, under a link that nobody can guess."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from assistant.people.person import Person, Right, Role
from assistant.web.downloads import KEPT_S, Downloads, download_routes
from ingest.clearance import cleared_for

OFFICER = Person("information office", frozenset({Role.FOI_OFFICER}), cleared_for(["exempt"]))
OTHER = Person("second office", frozenset({Role.FOI_OFFICER}), cleared_for(["exempt"]))
READER = Person("ward office", frozenset({Role.READER}))


class Clock:
    """Seconds as we say."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def downloads(clock: Clock) -> Downloads:
    return Downloads(clock)


@contextmanager
def signed_in(downloads: Downloads, person: Person | None) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(download_routes(downloads, Right.DESK))

    @app.middleware("http")
    async def let_in(request: Request, onward: Callable[..., object]) -> object:
        request.state.person = person
        return await onward(request)  # type: ignore[misc]

    with TestClient(app) as client:
        yield client


def status(downloads: Downloads, person: Person | None, address: str) -> int:
    with signed_in(downloads, person) as client:
        return client.get(f"/{address}").status_code


def test_the_person_it_was_made_for_fetches_it(downloads: Downloads) -> None:
    address = downloads.keep(OFFICER, "FOI 2024/7 réponse.docx", b"the letter")
    with signed_in(downloads, OFFICER) as client:
        for _ in range(2):
            got = client.get(f"/{address}")
            assert (got.status_code, got.content) == (200, b"the letter")
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["cache-control"] == "no-store"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-disposition"] == (
        "attachment; filename=\"7 r_ponse.docx\"; filename*=UTF-8''7%20r%C3%A9ponse.docx"
    )


def test_nobody_else_does(downloads: Downloads) -> None:
    address = downloads.keep(OFFICER, "letter.docx", b"the letter")
    less = replace(OFFICER, clearance=cleared_for([]))
    found = {each: status(downloads, each, address) for each in (OTHER, READER, less, None, OFFICER)}
    assert found == {OTHER: 404, READER: 403, less: 404, None: 401, OFFICER: 200}


def test_it_is_gone_after_ten_minutes(downloads: Downloads, clock: Clock) -> None:
    address = downloads.keep(OFFICER, "letter.docx", b"the letter")
    clock.at = KEPT_S - 1
    assert status(downloads, OFFICER, address) == 200
    clock.at = KEPT_S
    assert status(downloads, OFFICER, address) == 404


@pytest.mark.parametrize("token", ["a" * 43, "short", "..%2F..%2Fetc%2Fpasswd", "a" * 44])
def test_a_link_that_was_never_given_leads_nowhere(downloads: Downloads, token: str) -> None:
    downloads.keep(OFFICER, "letter.docx", b"the letter")
    assert status(downloads, OFFICER, f"download/{token}") in (404, 422)


def test_links_tell_nothing_of_one_another(downloads: Downloads) -> None:
    links = {downloads.keep(OFFICER, "letter.docx", b"") for _ in range(50)}
    assert len(links) == 50
    assert all(len(link) == len("download/") + 43 for link in links)


def test_the_oldest_make_room(clock: Clock) -> None:
    downloads = Downloads(clock, most_bytes=10)
    first, second = (downloads.keep(OFFICER, name, b"12345") for name in ("a", "b"))
    third = downloads.keep(OFFICER, "c", b"12345")
    assert [status(downloads, OFFICER, each) for each in (first, second, third)] == [404, 200, 200]
