"""The load test: everybody their own answer, and what becomes of those who are not given it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import psutil
import pytest

from assistant.answer import Answer, Filters, Turn
from assistant.askers import InProcess, OverHttp
from assistant.load_test import Given, LoadTest, Sample, slope
from assistant.questions import AskedQuestion
from ingest.errors import AssistantError, CatalogueError

ASKED = [AskedQuestion(question=f"What does item {number} cost?") for number in range(5)]


class Desk:
    """Answers each question in its own words, slowly enough for several to be under way."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self.asked = 0
        self._under_way = 0
        self.most = 0

    def __call__(self, asked: AskedQuestion) -> Given:
        with self._guard:
            self.asked += 1
            number = self.asked
            self._under_way += 1
            self.most = max(self.most, self._under_way)
        time.sleep(0.002)
        with self._guard:
            self._under_way -= 1
        return self.answer(asked, number)

    def answer(self, asked: AskedQuestion, number: int) -> Given:
        return {"question": asked.question, "text": f"About {asked.question}", "timings_ms": number}


def test_everybody_is_given_their_own_answer() -> None:
    desk, samples = Desk(), list[Sample]()
    result = LoadTest(desk, ASKED, psutil.Process(), samples.append).run(people=4, questions=203)
    assert (result.answers, result.mixed, result.errors, result.sound) == (203, 0, {}, True)
    assert desk.asked == 203 + len(ASKED)
    assert desk.most == 4
    assert [each.answers for each in samples] == [0, 100, 200]
    assert 2.0 <= result.p50_ms <= result.p95_ms <= result.max_ms
    assert result.rss_mib[0][1] > 1.0
    assert result.cpu_ms is not None


class Mixing(Desk):
    """Every tenth answer is that of another question."""

    def answer(self, asked: AskedQuestion, number: int) -> Given:
        other = ASKED[(ASKED.index(asked) + 1) % len(ASKED)]
        return super().answer(other if number > len(ASKED) and number % 10 == 0 else asked, number)


class Losing(Desk):
    """Refuses every twentieth."""

    def answer(self, asked: AskedQuestion, number: int) -> Given:
        if number % 20 == 0:
            raise CatalogueError("The catalogue is being restored: ask again.")
        return super().answer(asked, number)


def test_the_answer_of_another_question_is_found_out() -> None:
    result = LoadTest(Mixing(), ASKED, None).run(people=3, questions=95)
    assert (result.mixed, result.answers, result.sound) == (10, 95, False)
    assert (result.cpu_ms, result.rss_mib, result.rss_slope) == (None, [], None)


def test_what_is_said_in_place_of_an_answer_is_counted() -> None:
    result = LoadTest(Losing(), ASKED, None).run(people=3, questions=95)
    assert result.errors == {"The catalogue is being restored: ask again.": 5}
    assert (result.answers, result.mixed, result.sound) == (90, 0, False)


class Learning(Desk):
    """Answers in other words each time, as a library does that takes in papers meanwhile."""

    def answer(self, asked: AskedQuestion, number: int) -> Given:
        return {**super().answer(asked, number), "text": f"Known by now: {number}"}


@pytest.mark.parametrize(("changing", "mixed"), [(False, 40), (True, 0)])
def test_while_papers_come_in_only_the_question_is_compared(changing: bool, mixed: int) -> None:
    result = LoadTest(Learning(), ASKED, None, changing=changing).run(people=2, questions=40)
    assert result.mixed == mixed


def test_the_slope_leaves_out_what_filled_up_at_first() -> None:
    memory = [(0, 500.0), (100, 900.0), (200, 1000.0), (300, 1001.0), (400, 1002.0), (500, 1003.0)]
    assert slope(memory) == 10.0
    assert slope(memory[:2]) is None


def test_an_assistant_in_this_process_is_asked_with_filters_and_history() -> None:
    asked = AskedQuestion(
        question="And in 2023?",
        history=(Turn(question="What did it cost in 2022?", answer="£4"),),
        filters=Filters(authority="Averdale County Council"),
    )

    def answer(question: str, filters: Filters, history: Any) -> Answer:
        said = f"{filters.authority}, {history[0].question}"
        return Answer(question=question, standalone_question=question, answerable=True, text=said)

    given = InProcess(answer)(asked)
    assert given["question"] == "And in 2023?"
    assert given["text"] == "Averdale County Council, What did it cost in 2022?"


class Page(BaseHTTPRequestHandler):
    """A page of which three questions can be asked."""

    bodies: ClassVar[dict[str, tuple[int, str]]] = {
        "Good?": (200, json.dumps({"question": "Good?", "text": "Yes."})),
        "Busy?": (503, json.dumps({"error": "Too many calls are waiting."})),
        "Lost?": (200, "<!doctype html>"),
    }

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, answer = self.bodies[body["question"]]
        if self.headers["Authorization"] != "Bearer t0k3n" or self.path != "/api/ask":
            status, answer = 401, json.dumps({"error": "Sign in first."})
        self.send_response(status)
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *_: object) -> None:
        """Nothing is written."""


@pytest.fixture
def page() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_page_that_runs_is_asked_with_a_token(page: str) -> None:
    with OverHttp(page, "t0k3n", people=2) as ask:
        assert ask(AskedQuestion(question="Good?")) == {"question": "Good?", "text": "Yes."}
        with pytest.raises(AssistantError, match=r"^503: Too many calls are waiting\.$"):
            ask(AskedQuestion(question="Busy?"))
        with pytest.raises(AssistantError, match=r"^200, and no JSON"):
            ask(AskedQuestion(question="Lost?"))
    with OverHttp(page, None, people=2) as ask, pytest.raises(AssistantError, match="401: Sign in first"):
        ask(AskedQuestion(question="Good?"))


def test_a_page_that_is_not_there_is_stated() -> None:
    with (
        OverHttp("http://127.0.0.1:9/", None, people=1) as ask,
        pytest.raises(AssistantError, match="Connect"),
    ):
        ask(AskedQuestion(question="Good?"))
