"""Two hundred calls at once: some are answered, the others are told at once to come again."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from dataclasses import dataclass, field

import httpx
import pytest
from fakes_api import FakeRooms, door_to
from fakes_ui import FakeService, wait_answer
from fastapi import HTTPException

from assistant.answer import Answer
from assistant.web.api import api_routes
from assistant.web.api.turns import Turns
from ingest.api_settings import ApiSettings


async def here() -> bool:
    return False


async def left() -> bool:
    return True


def take(turns: Turns, who: str, release: threading.Event) -> asyncio.Task[str]:
    return asyncio.ensure_future(turns.take(who, here, lambda: who if release.wait(10) else "late"))


async def settled() -> None:
    """Every task has come as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_what_finds_no_place_is_told_when_to_come_again() -> None:
    async def scene() -> None:
        turns, release = Turns(1, 1, 10, come_again_s=7), threading.Event()
        first, second = take(turns, "a", release), take(turns, "b", release)
        await settled()
        with pytest.raises(HTTPException) as refused:
            await take(turns, "c", release)
        assert (refused.value.status_code, refused.value.headers) == (503, {"Retry-After": "7"})
        release.set()
        assert await asyncio.gather(first, second) == ["a", "b"]
        assert await take(turns, "c", release) == "c"

    asyncio.run(scene())


def test_one_person_leaves_a_quarter_of_the_places_to_others() -> None:
    async def scene() -> None:
        turns, release = Turns(1, 7, 10, 5), threading.Event()
        mine = [take(turns, "me", release) for _ in range(6)]
        await settled()
        with pytest.raises(HTTPException):
            await take(turns, "me", release)
        others = [take(turns, "you", release), take(turns, "them", release)]
        await settled()
        with pytest.raises(HTTPException):
            await take(turns, "another", release)
        release.set()
        assert await asyncio.gather(*mine, *others) == [*["me"] * 6, "you", "them"]

    asyncio.run(scene())


def test_nobody_waits_longer_than_their_patience() -> None:
    async def scene() -> None:
        turns, release = Turns(1, 3, 0.05, 5), threading.Event()
        first = take(turns, "a", release)
        await settled()
        with pytest.raises(HTTPException) as refused:
            await take(turns, "b", release)
        assert refused.value.status_code == 503
        release.set()
        assert await first == "a"

    asyncio.run(scene())


def test_nothing_is_done_for_who_has_left() -> None:
    done: list[str] = []
    turns = Turns(1, 1, 10, 5)
    with pytest.raises(HTTPException) as refused:
        asyncio.run(turns.take("a", left, lambda: done.append("x")))
    assert (refused.value.status_code, done) == (499, [])


def test_a_failed_piece_of_work_gives_its_place_back() -> None:
    async def scene() -> None:
        turns = Turns(1, 0, 10, 5)
        with pytest.raises(ZeroDivisionError):
            await turns.take("a", here, lambda: 1 // 0)
        assert await turns.take("a", here, lambda: 1) == 1

    asyncio.run(scene())


@dataclass
class HeldService(FakeService):
    """Answers nobody until it is let go; counts how many it answers at the same time."""

    let_go: threading.Event = field(default_factory=threading.Event)
    at_work: int = 0
    most_at_work: int = 0

    def ask(self, question: str, *_: object) -> Answer:  # type: ignore[override]
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        assert self.let_go.wait(10)
        self.at_work -= 1
        return wait_answer(question)


def test_of_two_hundred_calls_at_once_none_hangs() -> None:
    service = HeldService()
    app = door_to(api_routes(FakeRooms(service), ApiSettings(at_once=2, waiting=30)))
    transport = httpx.ASGITransport(app)

    async def scene() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=transport, base_url="http://assistant.test") as calls:
            sent = [
                asyncio.ensure_future(
                    calls.post(
                        "/api/ask",
                        json={"question": f"wait {number}"},
                        headers={"Authorization": "Bearer reader"},
                    )
                )
                for number in range(200)
            ]
            while sum(call.done() for call in sent) < 176:
                await asyncio.sleep(0.01)
            service.let_go.set()
            return await asyncio.gather(*sent)

    replies = asyncio.run(scene())
    assert Counter(reply.status_code for reply in replies) == {200: 24, 503: 176}
    assert service.most_at_work == 2
    for number, reply in enumerate(replies):
        if reply.status_code == 200:
            assert reply.json()["question"] == f"wait {number}"
        else:
            assert reply.headers["retry-after"] == "5"
            assert reply.json() == {"error": "Too many calls are waiting: send this one again in a moment."}
