"""Runs over HTTP: for evaluators alone, and as far as they may see them."""

from __future__ import annotations

import pytest
from fakes_api import ADMINISTRATOR, CLEARED, EVALUATOR, LIBRARIAN, OFFICER, READER, client
from fakes_bench import REPORT, FakeBenchmarks
from starlette.testclient import TestClient

from assistant.people.person import Person
from assistant.web.bench import bench_routes

PATHS = ("/benchmarks/runs/kept.zip", "/benchmarks/runs/kept/report.html")


def calling(person: Person | None) -> TestClient:
    return client(person, bench_routes(lambda _person: FakeBenchmarks()))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("person", "status"),
    [
        (None, 401),
        (READER, 403),
        (CLEARED, 403),
        (OFFICER, 403),
        (LIBRARIAN, 403),
        (EVALUATOR, 200),
        (ADMINISTRATOR, 200),
    ],
)
def test_only_evaluators_get_runs(path: str, person: Person | None, status: int) -> None:
    assert calling(person).get(path).status_code == status


def test_a_run_is_downloaded_as_a_file() -> None:
    reply = calling(EVALUATOR).get(PATHS[0])
    assert reply.content == b"PK a zip file"
    assert reply.headers["content-type"] == "application/zip"
    assert reply.headers["content-disposition"] == 'attachment; filename="kept.zip"'
    assert reply.headers["cache-control"] == "no-store"


def test_a_report_by_itself_is_kept_apart_from_who_is_signed_in() -> None:
    reply = calling(EVALUATOR).get(PATHS[1])
    assert reply.text == REPORT
    assert reply.headers["content-security-policy"] == "sandbox allow-scripts"


@pytest.mark.parametrize(
    "path",
    ["/benchmarks/runs/gone.zip", "/benchmarks/runs/..%2Fkept.zip", "/benchmarks/runs/%22/report.html"],
)
def test_what_is_not_there_is_not_found(path: str) -> None:
    assert calling(EVALUATOR).get(path).status_code == 404
