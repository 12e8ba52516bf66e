"""What happens before a case is open: a request read and corrected, cases listed, opened, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.foi import deciding, editing
from assistant.foi.case import Case
from assistant.foi.cases import CaseLine
from assistant.foi.request import Request
from assistant.spoken import counted
from assistant.ui.foi import forms
from assistant.ui.foi.reply import UNEXPECTED, Reply
from assistant.ui.foi.service import ACCEPTED_LETTERS, DeskService, Progress
from assistant.ui.foi.session import Desk
from assistant.ui.foi.work import Step, Work
from ingest.errors import AssistantError


class Intake:
    """The events of the list of cases and of a request being read, bound to a service."""

    def __init__(self, service: DeskService, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._service = service
        self._now = now

    def lines(self) -> list[CaseLine]:
        """The cases that are kept."""
        return self._service.cases()

    def read(
        self, pasted: str | None, file: str | None, authority: str | None, received: str | None, desk: Desk
    ) -> Reply:
        """A letter read; the file's copy in the uploads is deleted at once, since it holds personal data."""
        try:
            when = forms.optional_day("Received", received)
            who = (authority or "").strip() or None
            return _corrected(desk, self._read(pasted, file, when, who), "Read")
        except AssistantError as error:
            return Reply(desk, str(error), wrong=True)

    def _read(
        self, pasted: str | None, file: str | None, received: date | None, authority: str | None
    ) -> Request:
        if file and (pasted or "").strip():
            raise forms.FormError("Paste the letter or give a file, not both: empty one of them.")
        if file:
            return self._read_file(Path(file), received, authority)
        return self._service.read_pasted(pasted or "", received, authority)

    def _read_file(self, path: Path, received: date | None, authority: str | None) -> Request:
        try:
            if path.suffix.lower() not in ACCEPTED_LETTERS:
                kinds = ", ".join(kind.removeprefix(".").upper() for kind in ACCEPTED_LETTERS)
                raise forms.FormError(f"A request can be read from {kinds} alone: save it as one of these.")
            return self._service.read_file(path, received, authority)
        finally:
            with suppress(OSError):
                path.unlink()

    def ask(self, question_id: str, desk: Desk) -> Reply:
        """Another question to be corrected."""
        chosen = replace(desk, asking=question_id)
        return Reply(chosen) if chosen.question else Reply(desk, "There is no such question.", wrong=True)

    def reword(self, words: str | None, desk: Desk) -> Reply:
        """The question at hand in the officer's words."""
        return self._edit(desk, lambda request: _reworded(request, desk, words), "Words saved")

    def merge(self, words: str | None, desk: Desk) -> Reply:
        """The question at hand made one with that above it."""
        above = _above(desk)
        if not above:
            return Reply(desk, "There is no question above the first one.", wrong=True)

        def joined(request: Request) -> Request:
            return editing.merge_questions(_reworded(request, desk, words), above, desk.asking)

        merged = self._edit(desk, joined, "Merged")
        request = merged.desk.request
        return (
            merged if merged.wrong or request is None else merged._replace(desk=desk.reading(request, above))
        )

    def split(self, words: str | None, place: float | None, desk: Desk) -> Reply:
        """The question at hand made two where the cursor stands; ``place`` counts characters of ``words``."""

        def cut(request: Request) -> Request:
            typed = words or ""
            # Words are kept with single spaces: the place moves with them.
            before = len(" ".join(typed[: int(place or 0)].split()))
            if not 0 < before < len(" ".join(typed.split())):
                raise forms.FormError("Put the cursor where the second question begins, then split.")
            return editing.split_question(_reworded(request, desk, words), desk.asking, before)

        return self._edit(desk, cut, "Split")

    def remove(self, desk: Desk) -> Reply:
        """Without the question at hand."""
        return self._edit(desk, lambda request: editing.remove_question(request, desk.asking), "Deleted")

    def add(self, words: str | None, desk: Desk) -> Reply:
        """One question more, below the one at hand."""
        return self._edit(
            desk,
            lambda request: editing.add_question(
                request, forms.words("New question", words), desk.asking or None
            ),
            "Added",
        )

    def _edit(self, desk: Desk, change: Callable[[Request], Request], said: str) -> Reply:
        if desk.request is None:
            return Reply(desk, "Read a request first.", wrong=True)
        try:
            return _corrected(desk, change(desk.request), said, desk.asking)
        except AssistantError as error:
            return Reply(desk, str(error), wrong=True)

    def match(
        self, authority: str | None, received: str | None, reference: str | None, desk: Desk
    ) -> Iterator[Step | Reply]:
        """Every question matched, step by step; at last the open case."""
        try:
            request = self._settled(desk, authority, received)
            name = forms.optional("Our reference", reference)
            work = Work(lambda tell: self._matched(desk, request, name, tell))
            for step in work.steps():
                yield (
                    step
                    if isinstance(step, Step)
                    else Reply(desk.working(step), "All questions are matched.")
                )
        except AssistantError as error:
            yield Reply(desk, str(error), wrong=True)

    def _matched(self, desk: Desk, request: Request, reference: str, tell: Progress) -> Case:
        """A new case; or, where the questions of an open one were corrected, that one."""
        if desk.case is None:
            return self._service.open(request, reference, tell)
        case = self._service.ask_again(desk.case, request, tell)
        if reference == case.reference:
            return case
        return self._service.change(case, lambda each: deciding.name(each, reference, self._now()))

    def _settled(self, desk: Desk, authority: str | None, received: str | None) -> Request:
        """The request with the authority and the day that the officer gave, where they differ."""
        request = desk.request
        if request is None:
            raise forms.FormError("Read a request first.")
        if not request.questions:
            raise forms.FormError("There is no question to match: add those that the letter asks.")
        changes: dict[str, object] = {}
        who, when = forms.optional("Authority", authority) or None, forms.optional_day("Received", received)
        if who != request.authority:
            changes |= {"authority": who, "authority_how": "given by the officer"}
        if when != request.received:
            changes |= {"received": when, "received_how": "given by the officer"}
        return request.model_copy(update=changes)

    def failed(self, desk: Desk) -> Reply:
        """After an error nobody foresaw."""
        return Reply(desk, UNEXPECTED, wrong=True)

    def correct(self, desk: Desk) -> Reply:
        """The questions of the open case, to be corrected."""
        if desk.case is None:
            return Reply(desk, "Open a case first.", wrong=True)
        return Reply(desk.reading(desk.case.request, desk.chosen))

    def leave(self, desk: Desk) -> Reply:
        """Back from correcting: to the case where one is open, else to the list, with nothing kept."""
        if desk.stage == "reading" and desk.case is not None:
            return Reply(desk.working(desk.case))
        return Reply(Desk())

    def open(self, case_id: str, desk: Desk) -> Reply:
        """A case as it was last kept."""
        try:
            return Reply(Desk().working(self._service.case(case_id)))
        except AssistantError as error:
            return Reply(desk, str(error), wrong=True)

    def ask_to_delete(self, case_id: str, desk: Desk) -> Reply:
        """Deleting waits for a yes."""
        return Reply(replace(desk, deleting=case_id))

    def keep(self, desk: Desk) -> Reply:
        """No, the case stays."""
        return Reply(replace(desk, deleting=""))

    def delete(self, desk: Desk) -> Reply:
        """The case that waits for it is gone for good."""
        try:
            self._service.delete(desk.deleting)
        except AssistantError as error:
            return Reply(replace(desk, deleting=""), str(error), wrong=True)
        return Reply(Desk(), "The case is deleted.")


def _reworded(request: Request, desk: Desk, words: str | None) -> Request:
    """With the words in the box, where they were changed."""
    question, said = desk.question, forms.words("Words of the question", words)
    if question is None:
        raise forms.FormError("Choose a question first.")
    changed = " ".join(said.split()) != " ".join(question.text.split())
    return editing.edit_question(request, question.id, text=said) if changed else request


def _above(desk: Desk) -> str:
    ids = [each.id for each in desk.request.questions] if desk.request else []
    place = ids.index(desk.asking) if desk.asking in ids else 0
    return ids[place - 1] if place else ""


def _corrected(desk: Desk, request: Request, said: str, asking: str = "") -> Reply:
    told = counted(len(request.questions), "question")
    return Reply(desk.reading(request, asking), f"{said}: {told}.")
