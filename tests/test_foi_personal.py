"""The check for personal data in a draft: what is found, why, and what is let be."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.foi.personal import PersonalFinding, PersonalKind, find_personal
from assistant.foi.personal.identifiers import is_nhs_number


def kinds(text: str, question: str = "") -> list[tuple[PersonalKind, str]]:
    return [(found.kind, found.words) for found in find_personal(text, question)]


def only(text: str) -> PersonalFinding:
    (found,) = find_personal(text)
    return found


def test_an_address_of_a_person_and_a_role_mailbox() -> None:
    person = only("Write to a.nother@averdale.gov.uk please.")
    assert (person.kind, person.words) == (PersonalKind.EMAIL, "a.nother@averdale.gov.uk")
    assert person.needs_decision


@pytest.mark.parametrize(
    "mailbox",
    ["foi@averdale.gov.uk", "info@fellmarsh.nhs.uk", "FOI.Requests@averdale.gov.uk",
     "data-protection@averdale.gov.uk", "icocasework@ico.org.uk",
     "customer.services@osterbridge.gov.uk", "infogov@osterbridge.gov.uk"],
)  # fmt: skip
def test_a_role_mailbox_is_shown_as_such_and_needs_no_decision(mailbox: str) -> None:
    found = only(f"Write to {mailbox}.")
    assert (found.words, found.role, found.needs_decision) == (mailbox, True, False)
    assert "not a person" in found.why


@pytest.mark.parametrize(
    "number",
    ["01632 960123", "(01632) 960 123", "020 7946 0000", "07700 900123", "07700900123", "+44 7700 900 123",
     "+44 (0)1632 960123", "0121-496-0000"],
)  # fmt: skip
def test_telephone_numbers_of_the_kingdom(number: str) -> None:
    found = only(f"Ring {number} for more.")
    assert (found.kind, found.words, found.role) == (PersonalKind.PHONE, number, False)


@pytest.mark.parametrize("number", ["0300 123 4567", "0800 328 0000", "0345 600 0723"])
def test_numbers_of_organisations_are_shown_as_such(number: str) -> None:
    assert only(f"Ring {number}.").role


@pytest.mark.parametrize(
    "text",
    ["£1,234,567.89 was spent", "decision 24/00096", "request FOI473301950", "in 2023/24, 1,085 cases",
     "on 01/04/2024 and 30.01.25", "ISBN 0110514360x", "0.123456789 of the total sum"],
)  # fmt: skip
def test_other_figures_are_no_telephone_numbers(text: str) -> None:
    assert kinds(text) == []


def test_national_insurance_numbers() -> None:
    assert kinds("NI AB 12 34 56 C, or AB123456C.") == [
        (PersonalKind.NATIONAL_INSURANCE, "AB 12 34 56 C"),
        (PersonalKind.NATIONAL_INSURANCE, "AB123456C"),
    ]
    assert kinds("GB123456C and AB123456E are none.") == []


def test_nhs_numbers_by_their_check_digit_or_by_name() -> None:
    assert is_nhs_number("943 476 5919")
    assert not is_nhs_number("943 476 5918")
    assert kinds("9434765919") == [(PersonalKind.NHS_NUMBER, "9434765919")]
    assert kinds("contract 943 476 5918") == []
    assert "does not fit" in only("NHS number: 943 476 5918").why


@given(st.integers(100_000_000, 999_999_999))
def test_at_most_one_tenth_digit_makes_an_nhs_number(nine: int) -> None:
    assert sum(is_nhs_number(f"{nine}{digit}") for digit in range(10)) <= 1


@given(st.integers(0, 8), st.integers(0, 9))
def test_one_wrong_digit_is_no_nhs_number(place: int, digit: int) -> None:
    wrong = "943476591"[:place] + str(digit) + "9434765919"[place + 1 :]
    assert is_nhs_number(wrong) is (wrong == "9434765919")


def test_names_with_a_title_in_a_salutation_a_signature_or_beside_contact_details() -> None:
    letter = "Dear Ms Example,\n\nThank you.\n\nYours sincerely,\nAnn Example\nInformation Officer\n"
    assert kinds(letter) == [(PersonalKind.NAME, "Ms Example"), (PersonalKind.NAME, "Ann Example")]
    beside = "Ask Ann Example (01632 960123)."
    assert kinds(beside) == [(PersonalKind.NAME, "Ann Example"), (PersonalKind.PHONE, "01632 960123")]
    assert "beside a telephone number" in find_personal(beside)[0].why
    assert kinds("Case officer: Ann Example") == [(PersonalKind.NAME, "Ann Example")]


@pytest.mark.parametrize(
    "text",
    ["Dear Sir or Madam,\nThank you.", "Averdale County Council spent £3m.", "Dear Requester,",
     "Yours sincerely,\nInformation Governance Team\n"],
)  # fmt: skip
def test_offices_and_nobodies_are_no_names(text: str) -> None:
    assert kinds(text) == []


def test_an_office_beside_its_mailbox_is_no_name() -> None:
    found = find_personal("Freedom of Information Team, Averdale County Council, foi@averdale.gov.uk")
    assert [each.role for each in found] == [True]


def test_addresses_postcodes_and_dates_of_birth() -> None:
    text = (
        "Lives at Flat 3, 14 High Street, Osterbridge OS1 2AB, born on 12 March 1961. DOB: 12/03/61. ZE1 0AA."
    )
    assert kinds(text) == [
        (PersonalKind.ADDRESS, "Flat 3, 14 High Street, Osterbridge OS1 2AB"),
        (PersonalKind.BIRTH, "12 March 1961"),
        (PersonalKind.BIRTH, "12/03/61"),
        (PersonalKind.POSTCODE, "ZE1 0AA"),
    ]
    regulator = only("Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF")
    assert (regulator.words, regulator.role) == ("SK9 5AF", True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3 pupils were excluded.", "3"),
        ("There are four looked-after children placed there.", "four"),
        ("Two of the children moved.", "Two"),
        ("Staff dismissed: 2", "2"),
        ("Number of children waiting | 4", "4"),
        ("Fewer than five residents complained.", "Fewer than five"),
        ("Deaths: <5", "<5"),
        ("less than 5 people", "less than 5"),
        ("1 person", "1"),
    ],
)
def test_small_numbers_of_people(text: str, words: str) -> None:
    found = [each for each in find_personal(text) if each.kind is PersonalKind.SMALL_NUMBER]
    assert [each.words for each in found] == [words]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize(
    "text",
    ["Year 4 pupils", "Band 3 staff", "within 4 weeks", "3 suppliers", "£3 per person", "0 pupils",
     "12 pupils", "1,234 people", "1 in 4 people",
     "aged 3", "section 2 patients", "2.5 staff", "question 1", "3% of staff",
     "Waiting time of children: 4 weeks", "children under 5 years"],
)  # fmt: skip
def test_other_small_numbers_are_let_be(text: str) -> None:
    assert kinds(text) == []


def test_a_bare_answer_counts_people_where_the_question_asks_for_them() -> None:
    assert kinds("3", "How many children are waiting?") == [(PersonalKind.SMALL_NUMBER, "3")]
    assert kinds("a. Two.", "What is the number of staff?") == [(PersonalKind.SMALL_NUMBER, "Two")]
    assert kinds("3", "How many depots are there?") == []
    assert kinds("29", "How many children are waiting?") == []


@pytest.mark.parametrize(
    ("text", "revealed"),
    [
        ("There were 30 in total: 12 in North, 15 in South and fewer than five in West.", "30"),
        ("North 12\nSouth 15\nWest *\nTotal 30", "30"),
        ("North | 12\nSouth | <5\nEast | <5\nTotal | 14", "14"),
        ("North 12\nSouth 15\nWest *\nTotal 40", None),
        ("North 12\nSouth *\nEast *\nTotal 17", None),
        ("North 12\nSouth 15\nWest 3\nTotal 30", None),
        ("Total 30", None),
    ],
)
def test_a_total_that_gives_a_hidden_number_away(text: str, revealed: str | None) -> None:
    found = [each.words for each in find_personal(text) if each.kind is PersonalKind.HIDDEN_NUMBER]
    assert found == ([revealed] if revealed else [])


def test_the_words_found_never_stand_in_a_repr() -> None:
    assert "960123" not in repr(find_personal("Ring 01632 960123."))


@given(st.text(alphabet="aA Bb@.019+-()\n<*5|,:", max_size=120))
def test_any_text_is_read_in_order_verbatim_and_without_overlap(text: str) -> None:
    found = find_personal(text)
    assert all(each.words == text[each.start : each.end] for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
