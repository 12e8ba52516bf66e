"""The date of the letter, the meeting or the decision, and never another that a paper mentions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_describe_lines import paper

from ingest.describe.dates import find_date
from ingest.describe.datetext import MONTHS, find_dates, in_words
from ingest.document import DocumentKind

K = DocumentKind


def found(
    text: str, kind: DocumentKind = K.OTHER, source: str = "paper.pdf", **properties: str
) -> str | None:
    finding = find_date(paper(text, source, properties), kind)
    return finding.value if finding else None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("30 April 2024", "2024-04-30"),
        ("12th April 2018", "2018-04-12"),
        ("2nd of March, 2021", "2021-03-02"),
        ("Thursday, 16th May, 2024", "2024-05-16"),
        ("16 th May 2024", "2024-05-16"),
        ("5 Sept 2023", "2023-09-05"),
        ("16.05.24", "2024-05-16"),
        ("09/01/2023", "2023-01-09"),
        ("1-2-2024", "2024-02-01"),
        ("January 14, 2025", "2025-01-14"),
        ("2024-05-16", "2024-05-16"),
        ("14 Ionawr 2025", "2025-01-14"),
    ],
)
def test_dates_are_read_as_the_uk_writes_them(text: str, iso: str) -> None:
    assert [mention.value.isoformat() for mention in find_dates(text)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "September 2024",
        "2024/25",
        "31 February 2024",
        "10/21/2024",
        "paragraph 3.1.2",
        "192.168.10.12",
        "the 2025-26 budget",
        "section 12.10.1 of 2021",
    ],
)
def test_what_is_no_full_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(text) == []


@given(
    st.dates(date(1950, 1, 1), date(2069, 12, 31)),
    st.sampled_from(
        ["{d} {m} {y}", "{d} {m}, {y}", "{n:02}/{o:02}/{y}", "{y}-{o:02}-{n:02}", "{m} {n}, {y}"]
    ),
)
def test_a_written_date_is_found_where_it_stands(day: date, form: str) -> None:
    month = MONTHS[day.month - 1][0].capitalize()
    written = form.format(d=f"{day.day}", n=day.day, m=month, o=day.month, y=day.year)
    text = f"It was agreed on {written} by the panel."
    (mention,) = find_dates(text)
    assert (mention.value, text[mention.start : mention.end]) == (day, written)


@given(st.dates(date(1950, 1, 1), date(2069, 12, 31)))
def test_a_date_in_words_is_read_back(day: date) -> None:
    assert find_dates(in_words(day.isoformat()))[0].value == day


def test_a_labelled_date_is_found_with_its_label() -> None:
    finding = find_date(paper("Westmere Council\nDate: 4 October 2017\nDear Resident"), K.FOI_RESPONSE)
    assert finding is not None
    assert (finding.value, finding.how) == ("2017-10-04", "'Date: 4 October 2017', page 1")


def test_a_response_bears_the_date_of_the_letter_not_of_the_request() -> None:
    text = """
        Date received: 2 March 2024
        28 March 2024
        Dear Resident
        Thank you for your request received on 2 March 2024.
    """
    assert found(_plain(text), K.FOI_RESPONSE) == "2024-03-28"


def test_a_disclosure_log_gives_the_date_of_the_decision() -> None:
    text = """
        # Request
        # Date request received
        7 May 2024
        # Date of decision or publication
        4 June 2024
    """
    assert found(_plain(text), K.FOI_RESPONSE, "log.html") == "2024-06-04"


def test_a_report_bears_the_date_of_the_meeting_it_goes_to() -> None:
    text = """
        From: Director of Libraries
        To: Cabinet – 16 May 2024
        Past pathway of report: Libraries Committee - 21 November 2024
        1.1 The plan runs until 31 March 2026.
    """
    assert found(_plain(text), K.COMMITTEE_REPORT) == "2024-05-16"


def test_a_meeting_date_label_wins_over_a_report_date() -> None:
    text = "Date: 3 April 2024\nMeeting Date: 30 April 2024"
    assert found(text, K.COMMITTEE_REPORT) == "2024-04-30"


def test_an_earlier_committee_does_not_date_the_report() -> None:
    text = "Previously considered by:\nHealth Committee – 18 April 2024\nCABINET – THURSDAY, 16 MAY 2024"
    assert found(text, K.COMMITTEE_REPORT) == "2024-05-16"


def test_minutes_bear_the_date_of_the_meeting_they_record() -> None:
    text = """
        MINUTES of a meeting of the Cabinet held in the Council
            Chamber, County Hall, on Thursday, 9 January 2025 at 10.00 am.
        78. Minutes of the Meeting held on 28 November 2024
        RESOLVED that the minutes of the meeting on 28 November 2024 were a correct record
        The next meeting will be held on 16 May 2024.
    """
    assert found(_plain(text), K.MINUTES) == "2025-01-09"


def test_the_minutes_that_an_agenda_approves_do_not_date_it() -> None:
    text = """
        AGENDA
        CABINET
        Thursday, 16th May, 2024, at 10.00 am
        1. Apologies
        2. Minutes of the meeting held on 9th January 2025
    """
    assert found(_plain(text)) == "2024-05-16"


def test_a_decision_record_bears_the_date_of_the_decision_over_its_publication() -> None:
    text = "Publication date: 20 May 2024\nDate of decision: 13 May 2024\nEffective from: 1 June 2024"
    assert found(text, K.DECISION_RECORD) == "2024-05-13"


def test_a_signature_dates_a_decision_record() -> None:
    text = """
        DECISION RECORD
        The contract runs until 30 September 2019.
        Signed:
        Title: Head of Care Date: 12th April 2018
    """
    assert found(_plain(text), K.DECISION_RECORD) == "2018-04-12"


def test_the_date_of_a_covering_letter_gives_way_to_that_of_the_meeting() -> None:
    text = "Date: 13 May 2024\nDear Member\nCABINET - THURSDAY, 16 MAY 2024\nPROPOSED RECORD OF DECISION"
    assert found(text, K.DECISION_RECORD) == "2024-05-16"
    assert found(text, K.CORRESPONDENCE) == "2024-05-13"


def test_a_covering_letter_dates_a_paper_that_bears_no_other_date() -> None:
    assert found("Date: 13 May 2024\nDear Member\nRECORD OF DECISION", K.DECISION_RECORD) == "2024-05-13"


@pytest.mark.parametrize(
    "text",
    [
        "The grant ends on 31 March 2026.",
        "Start date: 1 April 2024",
        "Contract End Date: 31 March 2026",
        "Date received: 4 June 2024",
        "A report will be presented to Cabinet on 16 May 2024.",
        "September 2024",
        "Review due: 1 May 2027",
    ],
)
def test_a_date_that_is_only_mentioned_does_not_date_the_paper(text: str) -> None:
    for kind in (K.OTHER, K.COMMITTEE_REPORT, K.FOI_RESPONSE, K.DECISION_RECORD):
        assert found(text, kind) is None


def test_the_file_name_dates_a_paper_only_where_its_text_does_not() -> None:
    name = "cabinet_2024-05-16__Appendix_D_21.01.25.pdf"
    finding = find_date(paper("Capital budget", name), K.DATASET)
    assert finding is not None
    assert (finding.value, finding.how) == ("2024-05-16", "file name")
    assert found("Date: 3 May 2024", K.OTHER, name) == "2024-05-03"


@pytest.mark.parametrize(
    "name", ["Appendix_D_21.01.25.pdf", "000_457f3d20240516ae.pdf", "budget_2025-26.pdf"]
)
def test_a_number_in_a_file_name_is_not_taken_for_a_date(name: str) -> None:
    assert found("Capital budget", K.DATASET, name) is None


def test_a_month_written_out_in_a_file_name_is_a_date() -> None:
    assert found("x", K.OTHER, "Minutes_of_9th_January_2025.pdf") == "2025-01-09"


def test_properties_of_the_file_never_date_a_paper_but_an_e_mail_carries_its_own() -> None:
    assert found("Text", K.OTHER, "paper.docx", date="2024-05-03", created="2024-05-03") is None
    assert found("Text", K.CORRESPONDENCE, "note.eml", date="Wed, 26 Feb 2025 10:31:00 +0000") == "2025-02-26"


def _plain(text: str) -> str:
    return "\n".join(line[8:] for line in text.split("\n"))
