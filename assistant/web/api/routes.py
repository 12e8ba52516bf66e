"""The routes for programs together; whatever else is asked for below ``/api`` is not there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.routing import APIRoute

from assistant.people.person import Person, Right
from assistant.web.api.asking import add_asking
from assistant.web.api.behind import Behind, Record
from assistant.web.api.documents import add_documents
from assistant.web.api.drafting import add_drafting
from assistant.web.api.reference import add_reference
from assistant.web.api.route import ApiRoute
from assistant.web.api.turns import Turns
from assistant.web.who import requires
from ingest.api_settings import ApiSettings

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_COME_AGAIN_S = 5
_COME_AGAIN_TO_DRAFT_S = 60


def api_routes(rooms: Behind, settings: ApiSettings | None = None, record: Record | None = None) -> APIRouter:
    """Everything below ``/api``; each person is answered as far as ``rooms`` gives them.

    ``record`` is told of each answer and each case before it is handed out.
    """
    settings, record = settings or ApiSettings(), record or Record()
    router = APIRouter(prefix="/api", route_class=ApiRoute)
    asking = Turns(settings.at_once, settings.waiting, settings.patience_s, _COME_AGAIN_S)
    # One letter at a time: matching takes a core for as long as it has questions.
    drafting = Turns(1, settings.drafts_waiting, settings.drafts_patience_s, _COME_AGAIN_TO_DRAFT_S)
    add_asking(router, rooms, asking, record)
    add_documents(router, rooms)
    add_drafting(router, rooms, drafting, record)
    add_reference(router)
    _add_rest(router)
    return router


def _add_rest(router: APIRouter) -> None:
    """What is not there is told in JSON as well, and never reaches what is served below."""
    known = [route for route in router.routes if isinstance(route, APIRoute)]

    @router.api_route("/{rest:path}", methods=_METHODS, include_in_schema=False)
    def rest(request: Request, _person: Annotated[Person, Depends(requires(Right.ASK))]) -> Response:
        here = [route for route in known if route.path_regex.match(request.url.path)]
        if here:
            allowed = sorted(method for route in here for method in route.methods or ())
            raise HTTPException(405, "This address is not asked in this way.", {"Allow": ", ".join(allowed)})
        raise HTTPException(404, "There is nothing at this address: see /api/docs.")
