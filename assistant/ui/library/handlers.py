"""What happens in the tab: a session's browsing goes in and comes out with what is shown. No Gradio here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from assistant.paper import Listing, Paper
from assistant.people.person import Person
from assistant.spoken import counted, date_words
from assistant.ui import holdings
from assistant.ui.foi.work import Step, Work
from assistant.ui.library import paper_view, table, uploading
from assistant.ui.library.browsing import NONE, Browsing, Wanted, sheet, state_of
from assistant.ui.library.service import ShelfService
from assistant.ui.library.typed import Typed, changes
from ingest.errors import AssistantError
from ingest.records import DocumentRow

ShelfOf = Callable[[Person], ShelfService]

NO_PAPER = "Open a document first."


@dataclass(frozen=True)
class Shown:
    """The table as it is now, and what can be chosen above it, each value with its number of documents."""

    told: str
    table: str
    failures: str
    kinds: dict[str, int]
    authorities: dict[str, int]


@dataclass(frozen=True)
class Opened:
    """A document as it is shown, and what can be done with it: the fields to edit, and which forms fit."""

    html: str
    typed: Typed
    quarantined: bool
    marked: bool
    restricted: bool


class Reply(NamedTuple):
    """The session, one line for the person, and whether what they asked for could not be done."""

    browsing: Browsing
    said: str = ""
    wrong: bool = False


class UploadStep(NamedTuple):
    """How far an upload is, as HTML; at its end the report, and whether the files were taken."""

    progress: str
    report: str = ""
    over: bool = False


class LibraryHandlers:
    """The tab's events, bound to a library for each person."""

    def __init__(self, shelf_of: ShelfOf, upload_limit_mb: int = 200) -> None:
        self._shelf_of = shelf_of
        self._upload_limit_mb = upload_limit_mb

    # -- the table -----------------------------------------------------------------------------------

    def shown(self, person: Person, wanted: Wanted, browsing: Browsing) -> Shown:
        """The table with what was asked for. Raises AssistantError where the library cannot be read."""
        listing = self._shelf_of(person).listing()
        found = sheet(listing.lines, wanted, browsing)
        browsing = replace(browsing, page=found.page)
        return Shown(
            table.told(found, len(listing.lines)),
            table.table(found, browsing),
            table.failures(listing.failures),
            _counts(listing, lambda row: row.kind),
            _counts(listing, lambda row: row.authority or NONE),
        )

    def sort(self, _person: Person, column: str, browsing: Browsing) -> Reply:
        return Reply(browsing.sorted_by(column))

    def turn(self, _person: Person, page: str, browsing: Browsing) -> Reply:
        return Reply(replace(browsing, page=int(page)) if page.isdigit() else browsing)

    def dismiss(self, person: Person, path: str, browsing: Browsing) -> Reply:
        self._shelf_of(person).dismiss(path)
        return Reply(browsing, "Taken off the list. The next ingest of its folder tries it again.")

    # -- one document --------------------------------------------------------------------------------

    def open(self, person: Person, document_id: str, browsing: Browsing) -> Reply:
        self._shelf_of(person).paper(document_id)
        return Reply(replace(browsing, chosen=document_id, doomed=""))

    def opened(self, person: Person, browsing: Browsing) -> Opened | None:
        """The document that is open; None where there is none."""
        if not browsing.chosen:
            return None
        shown = self._shelf_of(person).paper(browsing.chosen)
        row = shown.line.row
        return Opened(
            paper_view.paper(shown),
            _typed(row),
            row.state == "quarantined",
            row.marking is not None,
            state_of(shown.line) == "cleared",
        )

    def describe(self, person: Person, typed: Typed, browsing: Browsing) -> Reply:
        """What was typed in place of what stood there; an emptied field goes back to what was found."""
        shelf, row = self._at_hand(person, browsing)
        given = changes(_typed(row), typed)
        if not given:
            return Reply(browsing, "Nothing was changed in the description.")
        stands = shelf.describe(row.id, given)
        return Reply(replace(browsing, chosen=stands), _described(shelf, stands))

    def as_found(self, person: Person, browsing: Browsing) -> Reply:
        """The whole description as it was found."""
        shelf, row = self._at_hand(person, browsing)
        given = shelf.paper(row.id).given
        if not given:
            return Reply(browsing, "The description is as it was found: nobody changed it.")
        stands = shelf.describe(row.id, dict.fromkeys(given))
        return Reply(replace(browsing, chosen=stands), _described(shelf, stands))

    def quarantine(self, person: Person, reason: str | None, browsing: Browsing) -> Reply:
        shelf, row = self._at_hand(person, browsing)
        elsewhere = _elsewhere(shelf.paper(row.id))
        shelf.quarantine(row.id, reason or "")
        told = f"“{row.title}” is quarantined: it answers nothing until it is released."
        return Reply(browsing, told + elsewhere)

    def release(self, person: Person, reason: str | None, readers: str | None, browsing: Browsing) -> Reply:
        shelf, row = self._at_hand(person, browsing)
        everyone = readers == "everyone"
        passages = shelf.release(row.id, reason or "", everyone)
        whom = "everyone" if everyone or not row.marking else "those cleared for its marking"
        return Reply(
            browsing, f"“{row.title}” is released: {counted(passages, 'passage')} now answer {whom}."
        )

    def ask_to_remove(self, person: Person, browsing: Browsing) -> Reply:
        _, row = self._at_hand(person, browsing)
        return Reply(replace(browsing, doomed=row.id))

    def keep(self, _person: Person, browsing: Browsing) -> Reply:
        return Reply(replace(browsing, doomed=""))

    def remove(self, person: Person, browsing: Browsing) -> Reply:
        """Only what was asked about is removed."""
        shelf, row = self._at_hand(person, browsing)
        if browsing.doomed != row.id:
            return Reply(browsing, "Say first that the document is to be removed.", wrong=True)
        elsewhere = _elsewhere(shelf.paper(row.id))
        left = shelf.remove(row.id)
        gone = replace(browsing, chosen="", doomed="")
        if left:
            return Reply(
                gone, f"“{row.title}” is removed, but something of it is still in {', '.join(left)}."
            )
        told = f"“{row.title}” is removed. Looked for afterwards: nothing of it answers or is kept here."
        return Reply(gone, told + elsewhere)

    def doomed(self, person: Person, browsing: Browsing) -> str:
        """The question whether the open document is to be removed, as HTML; "" where it was not asked."""
        if not browsing.doomed:
            return ""
        return paper_view.doomed(self._shelf_of(person).paper(browsing.doomed).line.row.title)

    def back(self, _person: Person, browsing: Browsing) -> Reply:
        """The table again; what was open is still marked there for the keyboard."""
        return Reply(replace(browsing, doomed=""))

    def _at_hand(self, person: Person, browsing: Browsing) -> tuple[ShelfService, DocumentRow]:
        if not browsing.chosen:
            raise AssistantError(NO_PAPER)
        shelf = self._shelf_of(person)
        return shelf, shelf.paper(browsing.chosen).line.row

    # -- adding --------------------------------------------------------------------------------------

    def choose(self, chosen: Sequence[str], added: Sequence[str] | None) -> tuple[list[str], str]:
        """The files that wait with those that were just added, and the list of them as HTML."""
        return self._waiting([*chosen, *(added or ())])

    def leave_out(self, number: str, chosen: Sequence[str]) -> tuple[list[str], str]:
        """The files that wait without one of them, by its place from 0."""
        left = [path for place, path in enumerate(chosen) if str(place) != number]
        for path in set(chosen) - set(left):
            Path(path).unlink(missing_ok=True)
        return self._waiting(left)

    def _waiting(self, names: list[str]) -> tuple[list[str], str]:
        there = [name for name in names if Path(name).is_file()]
        return there, uploading.chosen([Path(name) for name in there], self._upload_limit_mb)

    def upload(
        self, person: Person, names: Sequence[str] | None, authority: str | None, marking: str | None
    ) -> Iterator[UploadStep]:
        """The chosen files into the library, told file by file; what became of each at the end."""
        paths = [Path(name) for name in names or () if Path(name).is_file()]
        if not paths or len(paths) > uploading.MOST_FILES:
            wrong = "Choose one or more files first." if not paths else uploading.TOO_MANY
            yield UploadStep("", uploading.trouble(wrong))
            return
        refused = {path: uploading.refusal(path, self._upload_limit_mb) for path in paths}
        taken = [path for path in paths if not refused[path]]
        rows = [(path.name, "failed", why) for path, why in refused.items() if why]
        given = {"authority": (authority or "").strip(), "marking": (marking or "").strip()}
        told = {name: value for name, value in given.items() if value}
        try:
            for step in self._taking(person, taken, told):
                if isinstance(step, Step):
                    yield UploadStep(uploading.progress([path.name for path in taken], step.done))
                else:
                    yield UploadStep("", holdings.outcomes([*step, *rows]), over=True)
        except AssistantError as error:
            yield UploadStep("", uploading.trouble(str(error)))
            return
        for path in paths:
            # The library keeps a copy of its own of what it took in.
            path.unlink(missing_ok=True)

    def _taking(
        self, person: Person, taken: list[Path], given: dict[str, str]
    ) -> Iterator[Step | list[tuple[str, str, str]]]:
        if not taken:
            yield []
            return
        shelf = self._shelf_of(person)
        yield Step(0, len(taken))
        # A thread of its own, so that what was begun is ended also where the page is closed meanwhile.
        yield from Work(
            lambda tell: shelf.upload(taken, given, lambda done, total, _name: tell(done, total))
        ).steps()


def _counts(listing: Listing, value: Callable[[DocumentRow], str]) -> dict[str, int]:
    counted_: dict[str, int] = {}
    for line in listing.lines:
        counted_[value(line.row)] = counted_.get(value(line.row), 0) + 1
    return counted_


def _typed(row: DocumentRow) -> Typed:
    return Typed(
        row.title, row.kind, row.authority or "", date_words(row.date), row.reference or "", row.marking or ""
    )


def _elsewhere(paper: Paper) -> str:
    """A warning where other documents of the same words go on answering; "" where there are none."""
    if not paper.twins:
        return ""
    titles = ", ".join(f"“{title}” ({file})" for _, title, file in paper.twins)
    return f" The same words still answer in {titles}."


def _described(shelf: ShelfService, document_id: str) -> str:
    """What came of a new description. Whoever gives a marking may not be cleared for it."""
    try:
        row = shelf.paper(document_id).line.row
    except AssistantError:
        return "Described anew. You are not cleared for its marking, so it is no longer shown to you."
    if row.state == "quarantined":
        return "Described anew. It is quarantined: release it to say who may read it."
    return "Described anew: its passages, full text and vectors follow the new description."
