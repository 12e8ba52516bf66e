"""When a response is due: working days, clarifications, extensions, and the calendar file."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.foi.calendar_file import calendar_file
from assistant.foi.case import Case, ClockEvent, ClockKind, Reliance, Row
from assistant.foi.clock import Clock, clock, reckon
from assistant.foi.coverage import Coverage, Covered
from assistant.foi.request import Contact, Regime, Request, RequestQuestion
from assistant.foi.time_limits import add_months
from assistant.foi.working_days import (
    bank_holidays,
    is_working_day,
    shared_holidays,
    working_day_after,
    working_days_between,
)

A_DAY = st.dates(date(2005, 1, 1), date(2098, 12, 31))


def event(kind: ClockKind, on: str, note: str = "", until: str | None = None) -> ClockEvent:
    given_to = date.fromisoformat(until) if until else None
    return ClockEvent(kind=kind, on=date.fromisoformat(on), note=note, until=given_to)


def foia(received: str, *events: ClockEvent, on: str, weighed: bool = False) -> Clock:
    return reckon(date.fromisoformat(received), Regime.FOIA, events, date.fromisoformat(on), weighed=weighed)


def due(received: str, regime: Regime, *events: ClockEvent) -> str:
    on = date.fromisoformat(received) + timedelta(days=300)
    return str(reckon(date.fromisoformat(received), regime, events, on).due)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-02-20", "2026-03-23"),  # 17 March, Northern Ireland
        ("2026-12-21", "2027-01-22"),  # 28 December, 1 January, and 4 January in Scotland
        ("2025-03-14", "2025-04-14"),
        ("2026-06-29", "2026-07-28"),  # 13 July, Northern Ireland
        ("2026-05-18", "2026-06-17"),  # 15 June 2026, proclaimed for Scotland
        ("2022-08-30", "2022-09-28"),  # the day of the State Funeral
        ("2025-11-10", "2025-12-09"),  # St Andrew's Day on a Sunday: 1 December
    ],
)
def test_twenty_working_days_leave_out_the_bank_holidays_of_every_part_of_the_kingdom(
    received: str, expected: str
) -> None:
    assert due(received, Regime.FOIA) == expected
    assert due(received, Regime.EIR) == expected


def test_the_bank_holidays_of_2027_with_their_substitute_days() -> None:
    weekdays = [f"{day:%d %b}" for day in sorted(bank_holidays(2027)) if day.weekday() < 5]
    assert weekdays == [
        *("01 Jan", "04 Jan", "17 Mar", "26 Mar", "29 Mar", "03 May", "31 May"),
        *("12 Jul", "02 Aug", "30 Aug", "30 Nov", "27 Dec", "28 Dec"),
    ]
    assert date(2027, 3, 17) not in shared_holidays(2027)


@pytest.mark.parametrize("year", [2004, 2101])
def test_a_year_beyond_the_table_is_refused_and_not_guessed(year: int) -> None:
    with pytest.raises(ValueError, match="2005 to 2100"):
        bank_holidays(year)


def test_a_due_day_in_a_year_not_yet_proclaimed_says_so() -> None:
    late = foia("2031-02-03", on="2031-02-03")
    assert late.due == date(2031, 3, 3)
    assert [said for said in late.warnings if "proclaimed" in said]


def test_received_on_a_saturday_monday_is_day_one() -> None:
    saturday, sunday = foia("2026-02-21", on="2026-02-23"), foia("2026-02-22", on="2026-02-23")
    assert saturday.due == sunday.due == foia("2026-02-20", on="2026-02-23").due == date(2026, 3, 23)
    assert saturday.counted_from == date(2026, 2, 21)
    assert "no working day" in saturday.how[0]
    assert "section 10(6)" in saturday.how[0]


@pytest.mark.parametrize(
    ("on", "left", "late"),
    [("2026-02-20", 20, False), ("2026-02-23", 19, False), ("2026-03-16", 4, False), ("2026-03-18", 3, False),
     ("2026-03-23", 0, False), ("2026-03-24", -1, True), ("2026-03-30", -5, True)],
)  # fmt: skip
def test_working_days_left_on_a_day(on: str, left: int, late: bool) -> None:
    state = foia("2026-02-20", on=on)
    assert (state.days_left, state.late) == (left, late)


def test_without_a_day_of_receipt_nothing_is_reckoned() -> None:
    state = reckon(None, Regime.FOIA, (), date(2026, 3, 1))
    assert state.due is None
    assert state.days_left is None
    assert "enter the day" in state.warnings[0]


def test_the_clock_pauses_for_a_clarification_and_starts_anew_when_it_comes() -> None:
    asked = event(ClockKind.CLARIFICATION_ASKED, "2026-03-02")
    came = event(ClockKind.CLARIFICATION_RECEIVED, "2026-03-09")
    waiting = foia("2026-02-20", asked, on="2026-03-05")
    assert (waiting.paused, waiting.paused_since, waiting.due) == (True, date(2026, 3, 2), None)
    answered = foia("2026-02-20", asked, came, on="2026-03-10")
    assert (answered.paused, answered.counted_from) == (False, date(2026, 3, 9))
    assert answered.due == foia("2026-03-09", on="2026-03-10").due == date(2026, 4, 9)
    assert "section 10(6)(b)" in answered.how[1]


def test_events_after_the_day_looked_at_are_not_known_yet() -> None:
    asked = event(ClockKind.CLARIFICATION_ASKED, "2026-03-02")
    assert foia("2026-02-20", asked, on="2026-03-01").due == date(2026, 3, 23)


def test_a_clarification_asked_for_too_late_mends_nothing() -> None:
    late = event(ClockKind.CLARIFICATION_ASKED, "2026-03-24")
    came = event(ClockKind.CLARIFICATION_RECEIVED, "2026-03-26")
    assert (
        "after the response was due (23 March 2026)" in foia("2026-02-20", late, on="2026-03-25").warnings[0]
    )
    assert "23 March 2026" in foia("2026-02-20", late, came, on="2026-03-27").warnings[0]


def test_a_clarification_that_nobody_asked_for_moves_nothing() -> None:
    came = event(ClockKind.CLARIFICATION_RECEIVED, "2026-03-09")
    state = foia("2026-02-20", came, on="2026-03-10")
    assert state.due == date(2026, 3, 23)
    assert "not asked for" in state.warnings[0]


def test_days_waiting_for_a_fee_are_left_out() -> None:
    asked = event(ClockKind.FEES_NOTICE, "2026-03-02")
    paid = event(ClockKind.FEE_PAID, "2026-03-04")
    assert foia("2026-02-20", asked, on="2026-03-03").paused
    # 2, 3 and 4 March do not count: three working days more than 23 March
    assert foia("2026-02-20", asked, paid, on="2026-03-05").due == date(2026, 3, 26)


def test_the_public_interest_test_extends_by_at_most_twenty_working_days() -> None:
    told = event(ClockKind.EXTENDED, "2026-03-20", "weighing section 43(2)")
    state = foia("2026-02-20", told, on="2026-03-20", weighed=True)
    assert state.extended
    assert state.due == working_day_after(date(2026, 2, 20), 40) == date(2026, 4, 22)
    assert state.notice_due == date(2026, 3, 23)
    assert state.warnings == ()
    shorter = event(ClockKind.EXTENDED, "2026-03-20", until="2026-04-01")
    assert foia("2026-02-20", shorter, on="2026-03-20", weighed=True).due == date(2026, 4, 1)
    longer = event(ClockKind.EXTENDED, "2026-03-20", until="2026-06-01")
    beyond = foia("2026-02-20", longer, on="2026-03-20", weighed=True)
    assert beyond.due == date(2026, 4, 22)
    assert "beyond the longest allowed" in beyond.warnings[0]


def test_an_extension_without_a_qualified_exemption_is_warned_of() -> None:
    told = event(ClockKind.EXTENDED, "2026-03-20")
    assert "without need" in foia("2026-02-20", told, on="2026-03-20").warnings[0]


def test_a_notice_after_twenty_days_is_late_though_the_time_is_extended() -> None:
    told = event(ClockKind.EXTENDED, "2026-03-25")
    state = foia("2026-02-20", told, on="2026-03-25", weighed=True)
    assert state.due == date(2026, 4, 22)
    assert "section 17(1)" in state.warnings[0]


def test_environmental_information_is_extended_to_forty_where_told_in_time_and_why() -> None:
    told = event(ClockKind.EXTENDED, "2026-03-20", "complex and voluminous: 40 sites")
    assert due("2026-02-20", Regime.EIR, told) == "2026-04-22"
    late = event(ClockKind.EXTENDED, "2026-03-24", "complex and voluminous")
    assert due("2026-02-20", Regime.EIR, late) == "2026-03-23"
    unsaid = reckon(
        date(2026, 2, 20), Regime.EIR, (event(ClockKind.EXTENDED, "2026-03-02"),), date(2026, 3, 2)
    )
    assert "complex and voluminous" in unsaid.warnings[0]


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-09-03", "2026-10-05"),  # 3 October is a Saturday
        ("2026-02-20", "2026-03-20"),
        ("2026-01-30", "2026-03-02"),  # no 30 February; the 28th is a Saturday
        ("2026-11-25", "2026-12-29"),  # Christmas Day, then a weekend and its substitute
        ("2026-02-17", "2026-03-17"),  # a holiday in Northern Ireland alone puts nothing off
    ],
)
def test_subject_access_has_one_calendar_month(received: str, expected: str) -> None:
    assert due(received, Regime.SUBJECT_ACCESS) == expected


def test_subject_access_is_extended_to_three_months_and_only_waits_for_clarifications() -> None:
    told = event(ClockKind.EXTENDED, "2026-03-02", "complex: twelve systems")
    assert due("2026-02-20", Regime.SUBJECT_ACCESS, told) == "2026-05-20"
    asked = event(ClockKind.CLARIFICATION_ASKED, "2026-02-24")
    came = event(ClockKind.CLARIFICATION_RECEIVED, "2026-03-03")
    assert due("2026-02-20", Regime.SUBJECT_ACCESS, asked, came) == "2026-03-27"
    state = reckon(date(2026, 2, 20), Regime.SUBJECT_ACCESS, (), date(2026, 3, 18))
    assert state.days_left == 2


def test_a_sent_response_stops_the_clock() -> None:
    sent = event(ClockKind.SENT, "2026-03-20")
    state = foia("2026-02-20", sent, on="2026-05-01")
    assert (state.sent, state.late, state.days_left) == (date(2026, 3, 20), False, None)
    late = foia("2026-02-20", event(ClockKind.SENT, "2026-03-24"), on="2026-05-01")
    assert late.late
    assert "went out late" in late.warnings[0]


def a_case(*sections: str, events: tuple[ClockEvent, ...] = (), sent: date | None = None) -> Case:
    question = RequestQuestion(id="q1", number="1", text="Costs?", standalone="Costs?")
    contact = Contact(name="A Requester", email="someone@example.org")
    request = Request(
        source="pasted", sha256="0" * 64, text="1. Costs?", subject="Costs of care", contact=contact,
        received=date(2026, 2, 20), questions=(question,),
    )  # fmt: skip
    covered = Covered(question_id="q1", coverage=Coverage.NOTHING_FOUND, why="")
    reliances = tuple(Reliance(section=section, why="A live tender.") for section in sections)
    made = datetime(2026, 2, 20, tzinfo=UTC)
    return Case(
        id="c1", created=made, updated=made, request=request, reference="AV-2026-0117", events=events,
        sent=sent,
        rows=(Row(question=question, covered=covered, reliances=reliances),),
    )  # fmt: skip


def test_a_case_is_extended_with_need_where_a_row_relies_on_a_qualified_exemption() -> None:
    told = (event(ClockKind.EXTENDED, "2026-03-20"),)
    assert clock(a_case("s.43(2)", events=told), date(2026, 3, 20)).warnings == ()
    assert "without need" in clock(a_case("s.40(2)", events=told), date(2026, 3, 20)).warnings[0]
    assert clock(a_case(sent=date(2026, 3, 10)), date(2026, 3, 12)).sent == date(2026, 3, 10)


def test_the_law_that_the_officer_settles_on_sets_the_clock() -> None:
    settled = a_case().model_copy(update={"regime": Regime.SUBJECT_ACCESS})
    assert clock(settled, date(2026, 3, 2)).due == date(2026, 3, 20)


@given(A_DAY, st.integers(1, 45))
def test_the_day_found_is_a_working_day_and_that_many_lie_between(start: date, count: int) -> None:
    day = working_day_after(start, count)
    assert is_working_day(day)
    assert working_days_between(start, day) == count
    assert working_days_between(day, start) == -count


@given(A_DAY, st.integers(0, 40), st.integers(1, 40))
def test_a_later_receipt_is_never_due_earlier(start: date, later: int, count: int) -> None:
    assert working_day_after(start, count) <= working_day_after(start + timedelta(days=later), count)


@given(A_DAY, st.integers(0, 90), st.integers(0, 90))
def test_days_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    whole = working_days_between(start, end)
    assert whole == working_days_between(start, middle) + working_days_between(middle, end)


@given(A_DAY, st.integers(1, 3))
def test_a_month_on_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    on = add_months(day, months)
    assert (on.year * 12 + on.month) - (day.year * 12 + day.month) == months
    assert on.day == day.day or (on + timedelta(days=1)).day == 1


def test_the_calendar_file_holds_the_days_and_nothing_of_the_requester() -> None:
    told = (event(ClockKind.EXTENDED, "2026-03-20"),)
    case = a_case("s.43(2)", events=told)
    made = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
    raw = calendar_file(case.id, case.reference, clock(case, date(2026, 3, 20)), made)
    entries = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    said = {str(entry["summary"]): entry.decoded("dtstart") for entry in entries}
    assert said == {
        "Response due AV-2026-0117 (Freedom of Information Act)": date(2026, 4, 22),
        "Notice of refusal or extension due AV-2026-0117 (Freedom of Information Act)": date(2026, 3, 23),
    }
    for secret in (b"Requester", b"example.org", b"Costs"):
        assert secret not in raw
    assert raw == calendar_file(case.id, case.reference, clock(case, date(2026, 3, 20)), made)


def test_a_reference_cannot_add_lines_to_the_calendar_file() -> None:
    made = datetime(2026, 3, 2, tzinfo=UTC)
    raw = calendar_file("c1", "A\r\nATTENDEE:mailto:x@y.z", clock(a_case(), date(2026, 3, 2)), made)
    assert b"\nATTENDEE" not in raw


def test_a_paused_clock_has_no_calendar_file() -> None:
    asked = (event(ClockKind.CLARIFICATION_ASKED, "2026-03-02"),)
    paused = clock(a_case(events=asked), date(2026, 3, 3))
    with pytest.raises(ValueError, match="paused"):
        calendar_file("c1", "", paused, datetime(2026, 3, 3, tzinfo=UTC))
