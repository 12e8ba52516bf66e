"""Dates, pages, kinds and filters in the words a reader uses."""

from __future__ import annotations

from datetime import date

import pytest
from fakes_ui import budget_citation, near_citation, wait_citation
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Filters
from assistant.spoken import KIND_WORDS, counted, date_words, kind_words, place_words, uk_date
from assistant.ui.dates import FilterError, read_filters
from assistant.ui.words import OUTCOME_WORDS, filters_words, outcome_words
from ingest.document import DocumentKind


def test_every_kind_of_the_contract_has_its_words() -> None:
    assert set(KIND_WORDS) == {kind.value for kind in DocumentKind}
    assert kind_words("foi-response") == "FOI response"
    assert kind_words("contract-register") == "Contract register"


def test_every_outcome_has_its_words() -> None:
    assert set(OUTCOME_WORDS) == {"added", "replaced", "unchanged", "duplicate", "quarantined", "failed"}
    assert outcome_words("quarantined") == "Held back"
    assert outcome_words("set-aside") == "Set aside"


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2023-01-09", "9 January 2023"),
        ("2024-12-31", "31 December 2024"),
        (None, ""),
        ("c. 2019", "c. 2019"),
    ],
)
def test_dates_are_shown_in_uk_form(iso: str | None, shown: str) -> None:
    assert date_words(iso) == shown


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({}, "page 2 (printed page ii), Question 3"),
        ({"page_label": "2"}, "page 2, Question 3"),
        ({"page_label": None, "section": ""}, "page 2"),
        ({"page_label": None, "page_end": 3}, "pages 2–3, Question 3"),
        ({"page_end": 3}, "pages 2–3 (printed from page ii), Question 3"),
        ({"page": None, "page_label": None}, "Question 3"),
        ({"page": None, "page_label": None, "section": ""}, ""),
        ({"page": None, "section": "2.4"}, "section 2.4"),
    ],
)
def test_a_place_is_a_page_or_else_a_section(change: dict[str, object], shown: str) -> None:
    assert place_words(wait_citation().model_copy(update=change)) == shown


def test_a_format_without_pages_never_shows_one() -> None:
    assert place_words(budget_citation()) == "Table 2"
    assert place_words(near_citation()) == "section 2.4"


def test_filters_are_told_in_one_line() -> None:
    filters = Filters(authority="Westmarch County Council", kind="minutes", since=date(2023, 1, 9))
    assert filters_words(filters) == "Westmarch County Council, Minutes, from 9 January 2023"
    assert filters_words(Filters(until=date(2024, 3, 31))) == "until 31 March 2024"
    assert filters_words(Filters()) == ""


def test_counts_agree_with_their_noun() -> None:
    assert counted(1, "document") == "1 document"
    assert counted(1204, "document") == "1,204 documents"
    assert counted(2, "authority", "authorities") == "2 authorities"


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2023-01-09", date(2023, 1, 9), date(2023, 1, 9)),
        ("9 January 2023", date(2023, 1, 9), date(2023, 1, 9)),
        (" 9th  Jan, 2023 ", date(2023, 1, 9), date(2023, 1, 9)),
        ("09/01/2023", date(2023, 1, 9), date(2023, 1, 9)),
        ("9.1.2023", date(2023, 1, 9), date(2023, 1, 9)),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("sept 2022", date(2022, 9, 1), date(2022, 9, 30)),
        ("2023-11", date(2023, 11, 1), date(2023, 11, 30)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("", None, None),
    ],
)
def test_a_typed_date_is_read_as_in_the_uk(typed: str, first: date | None, last: date | None) -> None:
    assert read_filters(None, None, typed, None).since == first
    assert read_filters(None, None, None, typed).until == last


@pytest.mark.parametrize(
    "typed", ["32 January 2023", "30/02/2023", "12/25/2023", "9 Janvier 2023", "soon", "23", "0000", "1/1/23"]
)
def test_what_is_not_a_date_is_refused_with_how_to_write_one(typed: str) -> None:
    with pytest.raises(FilterError) as told:
        read_filters(None, None, typed, None)
    assert str(told.value).startswith(f"“Dated from” is not a date: {typed}. Write it like 9 January 2023")
    assert "\n" not in str(told.value)


def test_a_search_that_begins_after_it_ends_is_refused() -> None:
    with pytest.raises(FilterError, match="swap"):
        read_filters(None, None, "2024", "2023")
    assert read_filters(None, None, "2023", "2023").until == date(2023, 12, 31)


def test_an_empty_choice_is_no_filter() -> None:
    assert read_filters("", "", "", "") == Filters()
    assert read_filters("Eastmarch", "policy", None, None) == Filters(authority="Eastmarch", kind="policy")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_as_shown_is_read_back_as_itself(day: date) -> None:
    assert read_filters(None, None, uk_date(day), day.isoformat()) == Filters(since=day, until=day)
