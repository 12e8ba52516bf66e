"""A request letter is read: its questions in every form, to whom, from whom, since when."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import docx
import pytest
from conftest import SHARED
from foi_letters import LETTERS, Sample
from foi_letters_more import MORE_LETTERS

from assistant.foi.reading import Known, read_pasted, read_request
from assistant.foi.request import LawFlag, Regime, Request

LETTER = """Robin Field
12 Mill Lane
Osterbridge
OB1 2CD

Freedom of Information Officer
Averdale County Council
County Hall
Averdale
AV1 1AA

9 March 2026

Dear Sir or Madam,

Re: Foster carers

1. How many foster carers are there?
2. How many left in 2025?

Yours faithfully,

Robin Field
robin@example.org
Tel: 01234 567890
"""


def numbers(request: Request) -> list[str]:
    return [question.number for question in request.questions]


@pytest.mark.parametrize("sample", [*LETTERS, *MORE_LETTERS], ids=lambda sample: sample.name)
def test_every_question_of_a_letter_is_found_with_its_number_and_nothing_else(sample: Sample) -> None:
    request = read_pasted(sample.text)

    assert numbers(request) == [number for number, _ in sample.asks]
    for question, (_, begins) in zip(request.questions, sample.asks, strict=True):
        assert question.text.startswith(begins)
        assert not [words for words in sample.never if words in question.text]


@pytest.mark.parametrize("sample", [*LETTERS, *MORE_LETTERS], ids=lambda sample: sample.name)
def test_a_question_stands_in_the_letter_where_its_offsets_say(sample: Sample) -> None:
    request = read_pasted(sample.text)

    for question in request.questions:
        assert " ".join(request.text[question.start : question.end].split()) == question.text
    assert len({question.id for question in request.questions}) == len(request.questions)
    assert request.ids_given == len(request.questions)


def test_a_letter_says_to_whom_from_whom_since_when_and_what_about() -> None:
    request = read_pasted(LETTER)

    assert request.authority == "Averdale County Council"
    assert request.authority_how == "address above the salutation"
    assert request.received == date(2026, 3, 9)
    assert request.received_how == "date on the letter ('9 March 2026')"
    assert request.subject == "Foster carers"
    assert request.contact.name == "Robin Field"
    assert request.contact.email == "robin@example.org"
    assert request.contact.phone == "01234 567890"
    assert request.contact.address == "12 Mill Lane, Osterbridge, OB1 2CD"
    assert request.source == "pasted"


def test_what_the_officer_gives_goes_before_what_the_letter_says() -> None:
    request = read_pasted(LETTER, Known(date(2026, 3, 11), "Osterbridge City Council"))

    assert (request.received, request.received_how) == (date(2026, 3, 11), "given")
    assert (request.authority, request.authority_how) == ("Osterbridge City Council", "given")


def test_contact_details_are_in_no_repr_nor_in_a_note() -> None:
    request = read_pasted(LETTER)

    shown = repr(request) + str(request.notes)
    for detail in ("robin@example.org", "01234", "Mill Lane", "Robin Field"):
        assert detail not in shown


def test_an_address_names_an_authority_whose_papers_are_held() -> None:
    letter = "To: foi@fellmarsh.icb.nhs.uk\n\nHow many beds are there?\n"

    assert read_pasted(letter).authority is None
    found = read_pasted(letter, Known(authorities=("Averdale County Council", "NHS Fellmarsh ICB")))
    assert found.authority == "NHS Fellmarsh ICB"
    assert found.authority_how == "sent to an address at fellmarsh.icb.nhs.uk"


def test_a_letter_without_authority_or_date_says_so() -> None:
    notes = read_pasted("How many parks are there?").notes

    assert notes == (
        "The letter does not say which authority it is to: say which.",
        "The letter bears no date: say when it was received (FOIA s.10(1) counts from there).",
    )


def test_a_definition_is_kept_as_a_note() -> None:
    request = read_pasted("By OT I mean occupational therapy.\n\n1. How many OT staff are there?\n")

    assert request.notes[0] == "The letter explains: “By OT I mean occupational therapy.”"


def test_headings_are_kept_with_the_questions_below_them() -> None:
    request = read_pasted(
        "Dear Averdale County Council\n\nFoster care\n1. How many carers are there?\n\nAdoption\n"
        "2. How many adopters are there?\n"
    )

    assert [question.heading for question in request.questions] == ["Foster care", "Adoption"]


def test_flags_are_asked_for_with_the_regime_that_was_found() -> None:
    asked: list[Regime] = []

    def flags(text: str, regime: Regime) -> list[LawFlag]:
        asked.append(regime)
        start = text.index("section 99")
        return [LawFlag(words="section 99", start=start, end=start + 10, problem="does not exist")]

    request = read_pasted("Under section 99 of the FOI Act: how many trees were felled in 2025?", flags=flags)

    assert asked == [Regime.EIR]
    assert request.text[request.flags[0].start : request.flags[0].end] == "section 99"


def test_an_email_is_read_without_its_headers_and_quoted_copies(tmp_path: Path) -> None:
    mail = tmp_path / "request.eml"
    mail.write_text(
        "From: Robin Field <robin@example.org>\nTo: foi@averdale.gov.uk\nSubject: Re: FOI request\n"
        "Date: Mon, 9 Mar 2026 10:00:00 +0000\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
        "Hello,\n\nHow many schools are there?\n\nThanks\nRobin\n\n"
        "On 8 March 2026, FOI Team wrote:\n> 1. How old are you?\n",
        encoding="utf-8",
    )

    request = read_request(mail, Known(authorities=("Averdale County Council",)))

    assert [question.text for question in request.questions] == ["How many schools are there?"]
    assert (request.authority, request.received) == ("Averdale County Council", date(2026, 3, 9))
    assert request.received_how == "e-mail header 'Date'"
    assert (request.contact.name, request.contact.email) == ("Robin", "robin@example.org")
    assert request.subject == "FOI request"


@pytest.mark.slow
def test_a_word_form_gives_the_questions_of_its_table(tmp_path: Path) -> None:
    form = docx.Document()
    form.add_heading("Request for information", 1)
    who = form.add_table(rows=0, cols=2)
    for cells in (("Name", "Robin Field"), ("E-mail", "robin@example.org")):
        row = who.add_row().cells
        row[0].text, row[1].text = cells
    form.add_paragraph("Please complete the table.")
    table = form.add_table(rows=0, cols=3)
    for line in (
        ("No.", "Question", "Answer"),
        ("1", "How many care homes do you run?", ""),
        ("2", "Number of beds in each", ""),
        ("", "Which of them are for children?", ""),
    ):
        row = table.add_row().cells
        for cell, text in zip(row, line, strict=True):
            cell.text = text
    path = tmp_path / "form.docx"
    form.save(str(path))

    request = read_request(path)

    assert [(q.number, q.text) for q in request.questions] == [
        ("1", "How many care homes do you run?"),
        ("2", "Number of beds in each"),
        ("3", "Which of them are for children?"),
    ]
    assert (request.contact.name, request.contact.email) == ("Robin Field", "robin@example.org")


@pytest.mark.slow
def test_a_word_letter_with_numbers_that_word_makes(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("Dear Osterbridge City Council")
    letter.add_paragraph("Please tell me:")
    letter.add_paragraph("How many libraries are there?", style="List Number")
    letter.add_paragraph("How many of these are open on Sundays?", style="List Number")
    letter.add_paragraph("Yours faithfully")
    path = tmp_path / "letter.docx"
    letter.save(str(path))

    request = read_request(path)

    assert numbers(request) == ["1", "2"]
    assert request.questions[1].leans_on == "1"


def test_a_web_page_is_read(tmp_path: Path) -> None:
    page = tmp_path / "request.html"
    page.write_text(
        "<html><body><p>Dear Averdale County Council,</p><ol><li>How many parks are there?</li>"
        "<li>What did they cost in 2025?</li></ol><p>Yours faithfully</p></body></html>",
        encoding="utf-8",
    )

    assert [q.text for q in read_request(page).questions] == [
        "How many parks are there?",
        "What did they cost in 2025?",
    ]


@pytest.mark.parametrize(
    ("letter", "regime", "noted"),
    [
        (
            "1. Please send my social care file.\n2. How many parks are there?\n",
            Regime.SUBJECT_ACCESS,
            "question 1",
        ),
        (
            "1. How many tonnes of household waste were burnt?\n2. Who is the mayor?\n",
            Regime.EIR,
            "question 1",
        ),
        (
            "1. Who is the mayor?\n2. What is the budget?\n3. How many trees fell?\n",
            Regime.FOIA,
            "question 3",
        ),
        (
            "1. Who leads commissioning planning?\n2. How many requests were a waste of time?\n",
            Regime.FOIA,
            "",
        ),
    ],
)
def test_the_law_suspected_is_said_with_its_reasons(letter: str, regime: Regime, noted: str) -> None:
    request = read_pasted(letter)

    assert request.regime.regime is regime
    assert bool(request.regime.why) is bool(noted)
    assert any(note.startswith(f"Mixed: {noted} may") for note in request.notes) is bool(noted)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Averdale County Council, 15 September 2025\n\n", date(2025, 9, 15)),
        ("Osterbridge City Council\nDate received: 9 March 2026\n\n", date(2026, 3, 9)),
        ("Dear council,\n\n7 April 2025. Under FOIA:\n\n", date(2025, 4, 7)),
        ("Received by NHS Fellmarsh ICB on 6 July 2026\n\n", date(2026, 7, 6)),
        ("Dear council,\n\nI wrote to you on 1 May 2025 about parks.\n\n", None),
    ],
)
def test_the_day_of_a_letter_is_found_where_letters_have_it(head: str, day: date | None) -> None:
    assert read_pasted(f"{head}1. How many parks were there on 1 March 2024?\n").received == day


@pytest.mark.parametrize("name", ["request-1", "request-2"])
def test_the_shared_requests_come_out_as_expected(name: str) -> None:
    folder = SHARED / "eval" / "foi-requests"
    if not folder.exists():
        pytest.skip("the shared requests are not beside the project")
    expected = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))

    request = read_request(folder / f"{name}.txt")

    assert request.authority == expected["authority"]
    assert request.regime.regime == expected["regime"]
    assert numbers(request) == [question["number"] for question in expected["questions"]]
    for question, wanted in zip(request.questions, expected["questions"], strict=True):
        assert question.text.startswith(wanted["begins"])
