"""What an officer does to a case stands in the audit log: what was done, never what the requester wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes_foi import FakeDesk

from assistant.foi.case import Case
from assistant.people.person import Person, Role
from assistant.records.records import Records
from assistant.web.recorded_desk import RecordedDesk
from ingest.errors import CaseError
from ingest.record_settings import RecordSettings

OFFICER = Person("information rights desk", frozenset({Role.FOI_OFFICER}))
LETTER = "Please tell me:\n1. How many children waited for therapy in 2024?\nA parents' group"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with Records(tmp_path / "records.sqlite3", RecordSettings()) as kept:
        yield kept


def lines(records: Records) -> list[tuple[str, str, dict[str, object]]]:
    return [(each.person, each.action, each.details) for each in records.audit.entries()]


def opened(desk: RecordedDesk) -> Case:
    return desk.open(desk.read_pasted(LETTER, date(2026, 11, 2), None), "FOI/2026/9", lambda *_: None)


def test_a_case_leaves_a_line_for_each_thing_done_and_none_for_looking(records: Records) -> None:
    desk = RecordedDesk(FakeDesk(), records, OFFICER)
    case = opened(desk)
    desk.case(case.id)
    desk.cases()
    desk.standing(case, date(2026, 11, 3))
    desk.letter(case, "docx", date(2026, 11, 3), draft=True)
    desk.delete(case.id)
    assert [(person, action) for person, action, _ in lines(records)] == [
        ("information rights desk", "FOI case changed"),
        ("information rights desk", "FOI draft exported"),
        ("information rights desk", "FOI case changed"),
    ]
    assert [details.get("done") for _, _, details in lines(records)] == ["opened", None, "deleted"]
    assert "parents' group" not in str(lines(records))


def test_a_change_says_what_the_case_itself_says(records: Records) -> None:
    desk = RecordedDesk(FakeDesk(), records, OFFICER)
    case = opened(desk)
    desk.change(case, lambda each: each.model_copy(update={"sent": date(2026, 11, 20)}))
    assert lines(records)[-1][2]["done"] == "changed"


def test_what_is_refused_leaves_no_line(records: Records) -> None:
    desk = RecordedDesk(FakeDesk(), records, OFFICER)
    with pytest.raises(CaseError):
        desk.delete("no such case")
    assert lines(records) == []
