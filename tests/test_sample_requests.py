"""The sample letters: whole, true to their expectations, dated by the law and spread over what is asked."""

from __future__ import annotations

import csv
import email
import email.policy
import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import docx
import holidays
import pytest
from pypdf import PdfReader

from assistant.foi.coverage import Coverage
from assistant.foi.request import Regime
from eval.foi.cases import ExpectedQuestion, RequestCase, read_request_set
from eval.foi.rows import a_year_after
from eval.sample.build.corpus import DOCUMENTS, render
from eval.sample.build.letters import LETTERS, REQUESTS
from eval.text import plain

CASES = read_request_set(REQUESTS).cases
QUESTIONS = [(case, question) for case in CASES for question in case.expected.questions]
AUTHORITIES = {
    "Averdale County Council": "averdale",
    "Osterbridge City Council": "osterbridge",
    "NHS Fellmarsh Integrated Care Board": "fellmarsh-icb",
}
# The day on which each response went out, read from it by eye.
ANSWERED = {
    "FOI_2023_0417_Response": date(2023, 3, 14),
    "FOI_2024_1138_Response": date(2024, 11, 7),
    "FOI_2025_0262_Response": date(2025, 3, 20),
    "RFI 7745 reply": date(2024, 9, 5),
    "RFI_8012_reply": date(2025, 7, 16),
    "disclosure-log-ir-2024-118": date(2024, 6, 4),
    "FOI.24-25.093": date(2024, 12, 9),
    "ICB-0231 internal review": date(2025, 2, 26),
}
LOG = "foi_disclosure_log_2024-25"
FILES = {path.stem: path for path in DOCUMENTS.rglob("*") if path.is_file()}


def ids(value: object) -> str:
    return value.id if isinstance(value, RequestCase) else ""


@cache
def text_of(path: Path) -> str:
    """A letter as plain text."""
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix == ".eml":
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        return str(message.get_content())
    return path.read_text(encoding="utf-8")


@cache
def log_days() -> dict[str, date]:
    """What was asked in each row of the disclosure log -> the day on which it was answered."""
    with FILES[LOG].open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {plain(row["Request"]): date(*map(int, reversed(row["Answered"].split("/")))) for row in rows}


def answered_on(question: ExpectedQuestion) -> date:
    """The day of the first prior answer."""
    first = question.prior[0]
    if first.document != LOG:
        return ANSWERED[first.document]
    (day,) = (day for asked, day in log_days().items() if plain(first.asked) in asked)
    return day


def due(received: date, days: int = 20) -> date:
    """FOIA s.10(1) and (6) by the plainest count: no weekend and no bank holiday in any part of the UK."""
    years = [received.year, received.year + 1]
    off = {
        day for part in ("ENG", "WLS", "SCT", "NIR") for day in holidays.country_holidays("GB", part, years)
    }
    day = received
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day not in off
    return day


def test_there_are_enough_letters_of_every_kind() -> None:
    assert (len(CASES), len(QUESTIONS)) == (40, 182)
    endings = Counter(case.letter.suffix for case in CASES)
    assert endings == {".txt": 35, ".eml": 3, ".docx": 1, ".pdf": 1}
    coverages = Counter(question.coverage for _case, question in QUESTIONS)
    assert set(coverages) == set(Coverage)
    assert min(coverages.values()) >= 6
    assert Counter(case.expected.regime for case in CASES) == {
        Regime.FOIA: 36,
        Regime.EIR: 2,
        Regime.SUBJECT_ACCESS: 2,
    }
    assert {case.expected.authority for case in CASES} == set(AUTHORITIES)


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_every_beginning_stands_in_its_letter_in_order(case: RequestCase) -> None:
    text, place = plain(text_of(case.letter)), 0
    for question in case.expected.questions:
        place = text.index(plain(question.begins), place) + 1


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_every_document_is_there_and_is_of_the_authority_that_the_coverage_claims(case: RequestCase) -> None:
    own = AUTHORITIES[case.expected.authority]
    for question in case.expected.questions:
        folders = {FILES[name].parent.name for name in question.documents}
        if question.coverage is Coverage.NOTHING_FOUND:
            assert not question.documents
        elif question.coverage is Coverage.OTHER_AUTHORITY:
            assert folders
            assert own not in folders
        else:
            assert folders == {own}


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_prior_answers_came_before_the_letter_and_are_stale_after_a_year(case: RequestCase) -> None:
    for question in case.expected.questions:
        assert (question.stale is None) == (not question.prior)
        if question.prior:
            answered = answered_on(question)
            assert answered < case.expected.received
            assert question.stale == (case.expected.received > a_year_after(answered))


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_due_day_is_the_law_s(case: RequestCase) -> None:
    # A request for one's own data is answered within a month of another law: no day of s.10 is expected.
    own_data = case.expected.regime is Regime.SUBJECT_ACCESS
    assert case.expected.due == (None if own_data else due(case.expected.received))


def test_the_count_of_working_days_is_the_known_one() -> None:
    assert due(date(2026, 2, 20)) == date(2026, 3, 23)
    assert due(date(2026, 12, 21)) == date(2027, 1, 22)
    assert due(date(2025, 3, 14)) == date(2025, 4, 14)
    assert due(date(2026, 6, 29)) == date(2026, 7, 28)


def test_what_leans_on_another_question_names_an_earlier_one() -> None:
    for case in CASES:
        numbers = [question.number for question in case.expected.questions]
        for place, question in enumerate(case.expected.questions):
            assert question.leans_on is None or question.leans_on in numbers[:place]


def test_refusals_name_their_section() -> None:
    refused = [question for _case, question in QUESTIONS if question.coverage is Coverage.REFUSED_BEFORE]
    assert Counter(question.section for question in refused) == {"s.43(2)": 6, "s.12(1)": 4}


def test_wrong_references_to_the_law_stand_in_their_letters() -> None:
    flagged = {
        case.id[:2]: [flag.words for flag in case.expected.flags] for case in CASES if case.expected.flags
    }
    assert sorted(flagged) == ["25", "26", "27"]
    for case in CASES:
        assert all(flag.words in text_of(case.letter) for flag in case.expected.flags)


def test_nobody_is_named_and_no_real_address_is_used() -> None:
    for case in CASES:
        text = text_of(case.letter)
        assert not re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\b", text), case.id
        # Every address is of a domain that cannot exist (RFC 2606).
        hosts = re.findall(r"@([\w.-]+\w)", case.letter.read_bytes().decode("utf-8", errors="ignore"))
        assert case.letter.suffix in {".docx", ".pdf"} or all(host.endswith(".example") for host in hosts)


@pytest.mark.parametrize("recipe", LETTERS, ids=lambda recipe: recipe.path)
def test_word_and_pdf_letters_are_what_the_script_writes(recipe: object) -> None:
    (letter,) = [each for each in LETTERS if each is recipe]
    assert (REQUESTS / letter.path).read_bytes() == render(letter)
