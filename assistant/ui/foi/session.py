"""What one session of the desk has before it; the case itself is kept by the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.foi.case import Case, Row
from assistant.foi.request import Request, RequestQuestion

Stage = Literal["cases", "reading", "case"]


@dataclass(frozen=True)
class Desk:
    """One officer's session. ``request`` is the letter being corrected, ``case`` the one that is open.

    ``asking`` is the id of the question being corrected, ``chosen`` that of the row in the editor,
    ``deleting`` that of the case whose deletion waits for a yes. ``typed`` holds answers by question id that
    were typed and not yet saved.
    """

    stage: Stage = "cases"
    request: Request | None = field(default=None, repr=False)
    asking: str = ""
    case: Case | None = field(default=None, repr=False)
    chosen: str = ""
    deleting: str = ""
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def row(self) -> Row | None:
        """The row in the editor."""
        rows = self.case.rows if self.case else ()
        return next((row for row in rows if row.question.id == self.chosen), None)

    @property
    def question(self) -> RequestQuestion | None:
        """The question being corrected."""
        questions = self.request.questions if self.request else ()
        return next((each for each in questions if each.id == self.asking), None)

    def reading(self, request: Request, asking: str = "") -> Desk:
        """With a letter to correct; the question named, else the first, is the one at hand."""
        ids = [each.id for each in request.questions]
        first = ids[0] if ids else ""
        return replace(self, stage="reading", request=request, asking=asking if asking in ids else first)

    def working(self, case: Case) -> Desk:
        """With a case open; its first row is in the editor unless another of its rows was."""
        ids = [row.question.id for row in case.rows]
        first = ids[0] if ids else ""
        chosen = self.chosen if self.case and self.case.id == case.id and self.chosen in ids else first
        typed = self.typed if self.case and self.case.id == case.id else {}
        return replace(
            self, stage="case", case=case, chosen=chosen, request=None, asking="", deleting="", typed=typed
        )

    def choosing(self, question_id: str, words: str) -> Desk:
        """With another row in the editor; ``words``, typed for the one before, wait until it comes back."""
        return replace(self._keeping(words), chosen=question_id)

    def _keeping(self, words: str) -> Desk:
        row = self.row
        if row is None:
            return self
        others = {key: value for key, value in self.typed.items() if key != row.question.id}
        unsaved = {row.question.id: words} if words.strip() != proposed(row).strip() else {}
        return replace(self, typed={**others, **unsaved})

    def saved(self) -> Desk:
        """Nothing unsaved for the row in the editor."""
        others = {key: value for key, value in self.typed.items() if key != self.chosen}
        return replace(self, typed=others)


def proposed(row: Row) -> str:
    """What the answer box begins with: the officer's answer, else the words drafted."""
    return row.answer if row.decision is not None else row.drafted
