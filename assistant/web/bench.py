"""A run of the benchmarks as files: all of it as a ZIP file, and its report as a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Response
from fastapi.responses import HTMLResponse

from assistant.people.person import Person, Right
from assistant.ui.bench.service import BenchmarkService
from assistant.web.who import requires
from ingest.errors import AssistantError

# The report runs its own script, and can reach nothing of who is signed in here.
_POLICY = "sandbox allow-scripts"

Made = TypeVar("Made")
Evaluator = Annotated[Person, Depends(requires(Right.BENCHMARK))]


def bench_routes(service_of: Callable[[Person], BenchmarkService]) -> APIRouter:
    """Downloads of runs, as far as somebody may see them."""
    router = APIRouter(prefix="/benchmarks/runs")

    @router.get("/{run}.zip", include_in_schema=False)
    def archive(run: str, person: Evaluator) -> Response:
        data = _found(lambda: service_of(person).archive(run))
        headers = {"Content-Disposition": f'attachment; filename="{run}.zip"', "Cache-Control": "no-store"}
        return Response(data, media_type="application/zip", headers=headers)

    @router.get("/{run}/report.html", include_in_schema=False)
    def report(run: str, person: Evaluator) -> Response:
        page = _found(lambda: service_of(person).report(run))
        return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"})

    return router


def _found(make: Callable[[], Made]) -> Made:
    """Raises HTTPException 404 with the reason in one line."""
    try:
        return make()
    except AssistantError as error:
        raise HTTPException(404, str(error)) from error
