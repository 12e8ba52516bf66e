"""What an officer does in an open case. Every change goes through ``deciding`` and is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from assistant.foi import deciding
from assistant.foi.case import Case, ClockKind, Disposition, PersonalDataDecision, Reliance
from assistant.foi.personal import PersonalFinding
from assistant.foi.request import Regime
from assistant.foi.standing import Standing
from assistant.ui.foi import forms
from assistant.ui.foi.reply import Reply
from assistant.ui.foi.service import DeskService, Form
from assistant.ui.foi.session import Desk
from assistant.ui.foi.table import settled
from ingest.errors import AssistantError, CaseError

LONDON = ZoneInfo("Europe/London")

Change = Callable[[Case, datetime], Case]


class Casework:
    """The events of an open case, bound to a service."""

    def __init__(self, service: DeskService, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._service = service
        self._now = now

    def standing(self, case: Case) -> Standing:
        """Where the case stands today."""
        return self._service.standing(case, self._today())

    def check(self, desk: Desk) -> None:
        """Raises AssistantError where the case that is open may not be seen any more."""
        if desk.case is not None:
            self._service.check(desk.case)

    def choose(self, question_id: str, words: str | None, desk: Desk) -> Reply:
        """Another row in the editor; what was typed for the one before is kept for it."""
        if question_id not in _ids(desk):
            return Reply(desk, "There is no such question in this case.", wrong=True)
        return Reply(desk.choosing(question_id, words or ""))

    def step(self, by: int, words: str | None, desk: Desk) -> Reply:
        """The row before (-1) or after (1) the one in the editor."""
        ids = _ids(desk)
        place = ids.index(desk.chosen) + by if desk.chosen in ids else 0
        if not 0 <= place < len(ids):
            return Reply(desk, "There is no question there: this is the last one on that side.", wrong=True)
        return self.choose(ids[place], words, desk)

    def next_open(self, words: str | None, desk: Desk) -> Reply:
        """The next row on which nothing is decided, from the one in the editor on and round."""
        rows = desk.case.rows if desk.case else ()
        ids = _ids(desk)
        start = ids.index(desk.chosen) + 1 if desk.chosen in ids else 0
        waiting = [row for row in (*rows[start:], *rows[:start]) if not settled(row)]
        if not waiting:
            return Reply(desk, "Every question is decided.")
        return self.choose(waiting[0].question.id, words, desk)

    def accept(self, desk: Desk) -> Reply:
        """The draft enters the letter."""
        return self._row(
            desk, lambda case, at: deciding.accept(case, desk.chosen, at), "draft accepted", saves=True
        )

    def save(self, words: str | None, desk: Desk) -> Reply:
        """The officer's own words enter the letter."""

        def edit(case: Case, at: datetime) -> Case:
            return deciding.edit(case, desk.chosen, forms.optional("Answer", words), at)

        return self._row(desk, edit, "your words are saved", saves=True)

    def reject(self, desk: Desk) -> Reply:
        """Nothing of the draft enters the letter."""
        return self._row(
            desk, lambda case, at: deciding.reject(case, desk.chosen, at), "draft rejected", saves=True
        )

    def dispose(self, disposition: str | None, desk: Desk) -> Reply:
        """What the response does with the question."""
        if disposition not in set(Disposition):
            return Reply(desk, "Choose what the response does with the question.", wrong=True)
        chosen = Disposition(disposition)
        said = "disposition recorded"
        if desk.row and desk.row.disposition is chosen:
            # The browser may send one choice twice: the second changes nothing, and is told the same.
            return Reply(desk, f"Question {desk.row.question.number}: {said}.")
        return self._row(desk, lambda case, at: deciding.dispose(case, desk.chosen, chosen, at), said)

    def search(
        self, system: str | None, searched: str | None, post: str | None, found: str | None, desk: Desk
    ) -> Reply:
        """A search of the records."""

        def record(case: Case, at: datetime) -> Case:
            made = forms.search_record(system, searched, post, found or "")
            return deciding.record_search(case, desk.chosen, made, at)

        return self._row(desk, record, "search recorded")

    def rely(self, typed: forms.TypedReliance, desk: Desk) -> Reply:
        """One section more, or the same section with other reasons."""

        def relied(case: Case, at: datetime) -> Case:
            made = forms.reliance(typed)
            others = [each for each in _relied_on(desk) if each.section != made.section]
            return deciding.rely(case, desk.chosen, (*others, made), at)

        return self._row(desk, relied, "section recorded")

    def rely_no_more(self, section: str | None, desk: Desk) -> Reply:
        """Without a section."""

        def left(case: Case, at: datetime) -> Case:
            named = forms.words("Section", section)
            others = tuple(each for each in _relied_on(desk) if each.section != named)
            if len(others) == len(_relied_on(desk)):
                raise CaseError(f"{named} is not relied on for this question: see the list above.")
            return deciding.rely(case, desk.chosen, others, at)

        return self._row(desk, left, "section taken out")

    def clock(
        self, kind: str | None, on: str | None, note: str | None, until: str | None, desk: Desk
    ) -> Reply:
        """Something that moves the due day, or the day on which the response went out."""

        def told(case: Case, at: datetime) -> Case:
            event = forms.clock_event(kind, on, note, until)
            if event.kind is ClockKind.SENT:
                return deciding.mark_sent(case, event.on, at)
            return deciding.tell_clock(case, event, at)

        return self._change(desk, told, "Recorded for the clock.")

    def estimate(
        self,
        hours: tuple[float | None, ...],
        basis: str | None,
        advice: str | None,
        narrower: str | None,
        desk: Desk,
    ) -> Reply:
        """The estimate under section 12 with its advice and narrower request."""

        def estimated(case: Case, at: datetime) -> Case:
            # Advice may stand alone: section 16 asks for it whether or not section 12 is relied on.
            given = (basis or "").strip() or any(each is not None for each in hours)
            cost = forms.cost_estimate(hours, basis) if given else None
            told = forms.optional("Advice", advice), forms.optional("Narrower request", narrower)
            return deciding.estimate(case, cost, *told, at)

        return self._change(desk, estimated, "Estimate, advice and narrower request are recorded.")

    def drop_estimate(self, desk: Desk) -> Reply:
        """Without an estimate, its advice and narrower request."""
        return self._change(
            desk, lambda case, at: deciding.estimate(case, None, "", "", at), "The estimate is taken out."
        )

    def name(self, reference: str | None, received: str | None, regime: str | None, desk: Desk) -> Reply:
        """The authority's reference, the day of receipt and the law, where they differ from those kept."""

        def named(case: Case, at: datetime) -> Case:
            said, day = forms.optional("Our reference", reference), forms.optional_day("Received", received)
            if said != case.reference:
                case = deciding.name(case, said, at)
            if day and day != case.request.received:
                case = deciding.receive(case, day, at)
            if regime in set(Regime) and regime != case.handled_under:
                case = deciding.settle(case, Regime(regime), at)
            return case

        return self._change(desk, named, "Reference, day of receipt and law are saved.")

    def decide_finding(self, key: str | None, keep: str | None, why: str | None, desk: Desk) -> Reply:
        """Whether words that the personal-data check found stay."""

        def decided(case: Case, at: datetime) -> Case:
            waiting = {finding_key(*each): each for each in self.standing(case).findings}
            if key not in waiting or keep not in ("keep", "out"):
                raise CaseError("Choose the words, and whether they stay or are taken out.")
            question_id, found = waiting[key]
            said = forms.words("Why", why) if keep == "keep" else forms.optional("Why", why)
            stays = keep == "keep"
            made = PersonalDataDecision(words=found.words, question_id=question_id, keep=stays, why=said)
            return deciding.decide_personal_data(case, made, at)

        return self._change(desk, decided, "The decision on personal data is recorded.")

    def keep_reference(self, words: str | None, why: str | None, desk: Desk) -> Reply:
        """A flagged reference to the law that stays."""

        def kept(case: Case, at: datetime) -> Case:
            return deciding.acknowledge(case, forms.words("Reference", words), forms.optional("Why", why), at)

        return self._change(desk, kept, "The reference stays, with your reason.")

    def letter(self, form: Form, desk: Desk, *, draft: bool) -> list[tuple[str, bytes]]:
        """The files of the letter: (name, bytes) each. Raises AssistantError."""
        return self._service.letter(_open(desk), form, self._today(), draft=draft)

    def take_in(self, desk: Desk) -> Reply:
        """The response that went out, into the library: the next request like it finds it."""
        try:
            case = _open(desk)
            if case.sent is None:
                raise CaseError("Record the day on which the response was sent first, under the clock.")
            self._service.take_in(case, case.sent)
        except AssistantError as error:
            return Reply(desk, str(error), wrong=True)
        return Reply(desk, "The response is in the library as a prior answer.")

    def calendar(self, desk: Desk) -> list[tuple[str, bytes]]:
        """The calendar file of the due day, likewise."""
        return [("due.ics", self._service.calendar(_open(desk), self._today()))]

    def _row(self, desk: Desk, change: Change, said: str, *, saves: bool = False) -> Reply:
        """A change of the row in the editor; with ``saves`` nothing of its answer is left unsaved."""
        row = desk.row
        if row is None:
            return Reply(desk, "Choose a question first.", wrong=True)
        reply = self._change(desk, change, f"Question {row.question.number}: {said}.")
        return reply._replace(desk=reply.desk.saved()) if saves and not reply.wrong else reply

    def _change(self, desk: Desk, change: Change, said: str) -> Reply:
        at = self._now()
        try:
            kept = self._service.change(_open(desk), lambda case: change(case, at))
        except AssistantError as error:
            return Reply(desk, str(error), wrong=True)
        return Reply(replace(desk, case=kept), said)

    def _today(self) -> date:
        return self._now().astimezone(LONDON).date()


def finding_key(question_id: str, finding: PersonalFinding) -> str:
    """What names a finding on the page, without its words."""
    return f"{question_id}-{sha256(finding.words.encode()).hexdigest()[:16]}"


def _ids(desk: Desk) -> list[str]:
    return [row.question.id for row in desk.case.rows] if desk.case else []


def _relied_on(desk: Desk) -> tuple[Reliance, ...]:
    return desk.row.reliances if desk.row else ()


def _open(desk: Desk) -> Case:
    if desk.case is None:
        raise CaseError("Open a case first.")
    return desk.case
