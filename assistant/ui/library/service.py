"""What the tab needs from the library, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from assistant.paper import Listing, Paper


class ShelfService(Protocol):
    """The library as one person may see and change it. Every method may raise AssistantError, whose message
    is shown.

    Several people may call at once, each from a thread of the server. What changes something is called only
    for who has the right to.
    """

    def listing(self) -> Listing:
        """Every document that the person may see."""
        ...

    def paper(self, document_id: str) -> Paper:
        """One document with everything that is known of it."""
        ...

    def describe(self, document_id: str, given: Mapping[str, str | None]) -> str:
        """Describe it in the person's words, by field; None goes back to what the paper says.

        Returns the id of the version that then stands in its place.
        """
        ...

    def quarantine(self, document_id: str, reason: str) -> None:
        """Hold it back from every answer."""
        ...

    def release(self, document_id: str, reason: str, everyone: bool) -> int:
        """Let it answer: those cleared for its marking alone, or ``everyone``. Returns its passages."""
        ...

    def remove(self, document_id: str) -> list[str]:
        """Take it out for good. Returns where something of it is still found: mostly nothing."""
        ...

    def dismiss(self, path: str) -> None:
        """Take a file that could not be taken in off the list."""
        ...

    def upload(
        self, files: Sequence[Path], given: Mapping[str, str], on_progress: Callable[[int, int, str], None]
    ) -> list[tuple[str, str, str]]:
        """Take files in, with what is given of all of them. Returns (name, outcome, reason) in order.

        ``on_progress`` is called with (files done, files in all, the file at hand).
        """
        ...
