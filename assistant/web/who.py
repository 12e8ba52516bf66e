"""Who a request comes from, for routes: the door has settled that before a route is reached."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import HTTPException, Request

from assistant.people.person import Person, Right

_REFUSED = "Your account may not do this: ask an administrator for the role that may."


def person_of(request: Request) -> Person:
    """The person whom the door let in. Raises HTTPException 401 where it settled on nobody."""
    person: Person | None = getattr(request.state, "person", None)
    if person is None:
        raise HTTPException(401, "Sign in first.")
    return person


def requires(right: Right) -> Callable[[Request], Person]:
    """A dependency for a route: the person, who may do this. Raises HTTPException 401 or 403."""

    def person(request: Request) -> Person:
        found = person_of(request)
        if not found.may(right):
            raise HTTPException(
                403, "Your account may not do this: ask an administrator for the role that may."
            )
        return found

    person.right = right  # type: ignore[attr-defined]
    return person
