"""Every event of the desk is some person's, over that person's own desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
import pytest
from browser_support import leftovers
from fakes_foi import LETTER, FakeDesk

from assistant.people.person import Person, Right, Role
from assistant.ui.foi.desk import wire_desk
from assistant.ui.foi.officer import Officers
from assistant.ui.foi.reply import Reply
from assistant.ui.foi.session import Desk
from assistant.ui.foi.tab import Tab, desk_tab
from assistant.ui.foi.wiring import Wiring
from assistant.ui.guard import Guard, right_of
from ingest.clearance import OPEN, cleared_for

CLEARED = Person("information office", frozenset({Role.FOI_OFFICER}), cleared_for(["exempt"]))
OFFICER = Person("second office", frozenset({Role.FOI_OFFICER}), OPEN)
READER = Person("ward office", frozenset({Role.READER}))
PEOPLE = {person.name: person for person in (CLEARED, OFFICER, READER)}


@dataclass
class Page:
    """The tab with a desk for each person, and the links that were asked for."""

    blocks: gr.Blocks
    tab: Tab
    guard: Guard
    desks: dict[str, FakeDesk] = field(default_factory=dict)
    links: list[tuple[str, str, bytes]] = field(default_factory=list)

    def sent(self, person: Person, component: Any, *given: Any, by: str = "click") -> Any:
        """What an event of a component comes to when the person sends it."""
        [function] = [
            each.fn for each in self.blocks.fns.values() if each.targets == [(component._id, by)] and each.fn
        ]
        return function(gr.Request(username=person.name), *given)

    def link_for(self, person: Person, name: str, data: bytes) -> str:
        self.links.append((person.name, name, data))
        return f"download/{len(self.links)}"


@pytest.fixture(scope="module")
def built() -> Iterator[Page]:
    guard = Guard(lambda name: PEOPLE.get(name or ""))
    with leftovers(), gr.Blocks(analytics_enabled=False) as blocks:
        made = Page(blocks, desk_tab(), guard)
        wire_desk(
            blocks,
            made.tab,
            lambda person: made.desks[person.name],
            guard,
            lambda person, id_: f"{person.name}: {id_}",
            made.link_for,
        )
    yield made
    with leftovers():
        made.blocks.close(verbose=False)


@pytest.fixture
def page(built: Page) -> Page:
    built.desks = {name: FakeDesk() for name in PEOPLE}
    built.links = []
    return built


def opened(page: Page, person: Person) -> Desk:
    """The person's session with a case open."""
    desk = page.desks[person.name]
    case = desk.open(desk.read_pasted(LETTER, None, None), "FOI 1", lambda _done, _all: None)
    return Desk().working(case)


def test_every_event_asks_for_the_right_to_the_desk(page: Page) -> None:
    rights = [right_of(each.fn) for each in page.blocks.fns.values() if each.fn is not None]
    assert len(rights) > 60
    # Opening the page is everyone's; who has no desk is shown nothing of one.
    assert [right for right in rights if right is not Right.DESK] == [Right.ASK]
    assert all(each.api_visibility == "private" for each in page.blocks.fns.values() if each.fn is not None)


def test_who_opens_the_page_sees_their_own_cases(page: Page) -> None:
    opened(page, CLEARED)
    loading = next(each.fn for each in page.blocks.fns.values() if right_of(each.fn) is Right.ASK)
    assert loading is not None
    cases = page.tab.cases.cases
    assert "FOI 1" in loading(gr.Request(username=CLEARED.name), Desk())[cases]
    assert "No cases yet" in loading(gr.Request(username=OFFICER.name), Desk())[cases]
    assert loading(gr.Request(username=READER.name), Desk()) == {page.tab.notice: ""}


def test_a_reader_has_no_desk(page: Page) -> None:
    with pytest.raises(gr.Error, match="may not do this"):
        page.sent(READER, page.tab.cases.read, LETTER, None, "", "", Desk())


def test_a_letter_is_read_at_the_desk_of_who_sends_it(page: Page) -> None:
    shown = page.sent(OFFICER, page.tab.cases.read, LETTER, None, "", "", Desk())
    assert shown[page.tab.session].stage == "reading"
    matched = list(page.sent(OFFICER, page.tab.reading.match, "", "", "FOI 9", shown[page.tab.session]))
    assert matched[-1][page.tab.session].case.reference == "FOI 9"
    assert (len(page.desks[OFFICER.name].kept), page.desks[CLEARED.name].kept) == (1, {})


def test_passages_are_as_far_as_the_person_may_see_them(page: Page) -> None:
    desk = opened(page, CLEARED)
    shown = page.sent(CLEARED, page.tab.case.row.after, "", desk.choosing("q1", ""))
    assert shown[page.tab.session].chosen == "q2"
    back = page.sent(CLEARED, page.tab.case.row.before, "", shown[page.tab.session])
    assert "information office: d1:3" in back[page.tab.case.row.found]


def test_a_case_that_is_hidden_by_now_leads_back_to_the_list(page: Page) -> None:
    desk = opened(page, OFFICER)
    page.desks[OFFICER.name].hidden.add("c1")
    shown = page.sent(OFFICER, page.tab.case.row.after, "", desk)
    assert shown[page.tab.session] == Desk()
    assert "There is no case c1" in shown[page.tab.notice]
    parts = page.tab.case
    assert [shown[part] for part in (parts.head, parts.rows, parts.letter, parts.row.found)] == [""] * 4
    [matched] = list(page.sent(OFFICER, page.tab.reading.match, "", "", "", desk))
    assert matched[page.tab.session] == Desk()


def test_files_are_linked_to_for_who_made_them(page: Page) -> None:
    desk = opened(page, CLEARED)
    shown = page.sent(CLEARED, page.tab.case.export.draft, "docx", desk)
    assert page.links == [
        ("information office", "draft.docx", b"draft FOI 1"),
        ("information office", "audit.json", b"{}"),
    ]
    listed = shown[page.tab.case.export.files]
    assert '<a href="download/1" download="draft.docx">' in listed
    refused = page.sent(CLEARED, page.tab.case.export.final, "docx", desk)
    assert refused[page.tab.case.export.files] == ""
    assert "cannot be made yet" in refused[page.tab.notice]


def test_one_wiring_serves_everybody_and_keeps_nothing(page: Page) -> None:
    officers = Officers(lambda person: page.desks[person.name], lambda _person, _id: None, page.link_for)
    wiring = Wiring(page.tab, officers, page.guard)
    opened(page, CLEARED)
    for person, told in ((CLEARED, "FOI 1"), (OFFICER, "No cases yet")):
        assert told in wiring.cases(officers(person), Reply(Desk()))[page.tab.cases.cases]
