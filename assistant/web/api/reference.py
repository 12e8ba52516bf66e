"""``/api/openapi.json`` and ``/api/docs``: the routes described, for programs and for people.

The page is made here from the description, since the usual ones load their scripts from another machine.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.people.person import Person, Right
from assistant.web.who import requires

_HERE = Path(__file__).parent
_TITLE = "Commissioning assistant: interface for programs"
_ABOUT = (
    "Every call is made in somebody's name, with their token in the header Authorization: Bearer. "
    "It does what they may do and reads what they are cleared for."
)
_JSON = "application/json"

Schema = dict[str, Any]
Reader = Annotated[Person, Depends(requires(Right.ASK))]


def add_reference(router: APIRouter) -> None:
    """The description of the routes that the router has so far, and the page made of it."""
    described = [route for route in router.routes if isinstance(route, APIRoute)]

    @lru_cache(maxsize=1)
    def schema() -> Schema:
        made = get_openapi(
            title=_TITLE, version=version("commissioning-assistant"), description=_ABOUT, routes=described
        )
        return _with_token(made)

    @lru_cache(maxsize=1)
    def page() -> str:
        return render(schema())

    @router.get("/openapi.json", include_in_schema=False)
    def openapi(_person: Reader) -> JSONResponse:
        return JSONResponse(schema())

    @router.get("/docs", include_in_schema=False)
    def docs(_person: Reader) -> HTMLResponse:
        return HTMLResponse(page(), headers={"Content-Security-Policy": _policy()})


def _with_token(schema: Schema) -> Schema:
    schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    schema["security"] = [{"token": []}]
    return schema


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of a body, as the page shows it. ``kind`` says what its value is."""

    name: str
    kind: str
    needed: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Call:
    """A route as the page shows it.

    ``bodies``: media type -> fields; ``answers``: rows of (status, meaning, kind of the body).
    """

    anchor: str
    method: str
    path: str
    summary: str
    about: str
    parameters: list[Field]
    bodies: dict[str, list[Field]]
    answers: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A named object, or a list of fixed values, that calls take or give."""

    name: str
    about: str
    fields: list[Field]
    values: list[str]


def render(schema: Schema) -> str:
    """The page, as HTML that loads nothing and runs nothing."""
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("reference.html.j2").render(
        title=schema["info"]["title"],
        version=schema["info"]["version"],
        about=schema["info"]["description"],
        style=Markup(_style()),  # noqa: S704 - a file of ours
        calls=list(_calls(schema)),
        kinds=list(_kinds(schema)),
    )


def _style() -> str:
    return (_HERE / "reference.css").read_text(encoding="utf-8")


def _policy() -> str:
    """Nothing is loaded, and no style applies but the page's own."""
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _calls(schema: Schema) -> Iterator[Call]:
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            content = told.get("requestBody", {}).get("content", {})
            yield Call(
                anchor=f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}",
                method=method.upper(),
                path=path,
                summary=told["summary"],
                about=told.get("description", ""),
                parameters=[_parameter(each) for each in told.get("parameters", [])],
                bodies={kind: _fields(_resolved(each["schema"], schema)) for kind, each in content.items()},
                answers=[_answer(status, each) for status, each in sorted(told["responses"].items())],
            )


def _parameter(told: Schema) -> Field:
    meaning = told.get("description") or told["schema"].get("description", "")
    return Field(told["name"], _kind(told["schema"]), bool(told.get("required")), meaning)


def _answer(status: str, told: Schema) -> tuple[str, str, str]:
    given = told.get("content", {}).get(_JSON, {}).get("schema", {})
    return status, told["description"], _kind(given) if given else ""


def _kinds(schema: Schema) -> Iterator[Kind]:
    for name, told in sorted(schema["components"]["schemas"].items()):
        values = [json.dumps(value) for value in told.get("enum", [])]
        yield Kind(name, told.get("description", ""), _fields(told), values)


def _fields(told: Schema) -> list[Field]:
    needed = told.get("required", [])
    return [
        Field(name, _kind(each), name in needed, each.get("description", ""))
        for name, each in told.get("properties", {}).items()
    ]


def _resolved(told: Schema, schema: Schema) -> Schema:
    reference = told.get("$ref")
    found: Schema = schema["components"]["schemas"][_name(reference)] if reference else told
    return found


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _kind(told: Schema) -> str:
    """ "Citation", "list of Citation", "string (date) or null"."""
    if "$ref" in told:
        return _name(told["$ref"])
    if "anyOf" in told:
        return " or ".join(dict.fromkeys(map(_kind, told["anyOf"])))
    if "const" in told or "enum" in told:
        return " or ".join(json.dumps(value) for value in told.get("enum", [told.get("const")]))
    if told.get("type") == "array":
        return f"list of {_kind(told.get('items', {}))}"
    if told.get("type") == "object" and isinstance(told.get("additionalProperties"), dict):
        return f"object of {_kind(told['additionalProperties'])}"
    form = f" ({told['format']})" if "format" in told else ""
    return f"{told.get('type', 'anything')}{form}"
