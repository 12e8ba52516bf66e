"""Every event of the page asks first who it is and whether they may; one not wired through it is refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from assistant.people.person import Person, Right

PersonNamed = Callable[[str | None], Person | None]
"""Who goes by this name now; None where nobody does. Without accounts the name is None."""

_STRANGER = "You are signed out: sign in again. What you typed is still here."
_REFUSED = "Your account may not do this: ask an administrator for the role that may."


class Guard:
    """Wraps handlers so that each is called with the person first, who has the right it asks for."""

    def __init__(self, person_named: PersonNamed) -> None:
        self._person_named = person_named

    def person(self, request: gr.Request, right: Right) -> Person:
        """Who sent an event. Raises gr.Error where they are signed out or may not."""
        person = self._person_named(request.username)
        if person is None:
            raise gr.Error(_STRANGER, title="Signed out", print_exception=False)
        if not person.may(right):
            raise gr.Error(_REFUSED, title="Not allowed", print_exception=False)
        return person

    def __call__(self, right: Right, handler: Callable[..., Any]) -> Callable[..., Any]:
        """A function for Gradio of the event's inputs, which calls ``handler(person, *inputs)``."""
        return _marked(right, self._steps(right, handler) if _yields(handler) else self._once(right, handler))

    def with_progress(self, right: Right, handler: Callable[..., Any]) -> Callable[..., Any]:
        """The same for ``handler(person, progress, *inputs)``, whose progress is shown by Gradio."""

        def guarded(request: gr.Request, progress: gr.Progress = gr.Progress(), *given: Any) -> Any:  # noqa: B008
            return handler(self.person(request, right), progress, *given)

        return _marked(right, guarded)

    def with_event(self, right: Right, handler: Callable[..., Any]) -> Callable[..., Any]:
        """The same for ``handler(person, event, *inputs)``, which is told what the page's script sent."""

        def guarded(request: gr.Request, event: gr.EventData, *given: Any) -> Any:
            return handler(self.person(request, right), event, *given)

        return _marked(right, guarded)

    def _once(self, right: Right, handler: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(request: gr.Request, *given: Any) -> Any:
            return handler(self.person(request, right), *given)

        return guarded

    def _steps(self, right: Right, handler: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(request: gr.Request, *given: Any) -> Iterator[Any]:
            yield from handler(self.person(request, right), *given)

        return guarded


def right_of(function: Callable[..., Any]) -> Right | None:
    """The right that a guarded function asks for; None where it is not guarded."""
    right: Right | None = getattr(function, "right", None)
    return right


def _marked(right: Right, function: Callable[..., Any]) -> Callable[..., Any]:
    function.right = right  # type: ignore[attr-defined]
    return function


def _yields(handler: Callable[..., Any]) -> bool:
    return inspect.isgeneratorfunction(inspect.unwrap(handler))
