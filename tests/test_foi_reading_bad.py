"""Bad letters are refused in one clear line; whatever comes, reading ends soon and holds together."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.foi.reading import read_pasted, read_request
from ingest.errors import RequestError


def refused(path: Path) -> str:
    with pytest.raises(RequestError) as caught:
        read_request(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_bad_input_is_refused_in_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    files = {
        name: tmp_path / name for name in ("empty.txt", "blank.txt", "big.txt", "a.bin", "b.csv", "c.msg")
    }
    files["empty.txt"].write_bytes(b"")
    files["blank.txt"].write_text(" \n\n ")
    files["big.txt"].write_bytes(b"How many? " * 1_000_000)
    files["a.bin"].write_bytes(bytes(range(32)) * 40)
    files["b.csv"].write_text("question,answer\nHow many?,3\n")
    files["c.msg"].write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    paste = "paste the words of the letter instead"

    assert refused(tmp_path / "none.txt") == f"There is no file none.txt: check the path, or {paste}."
    assert "is a folder" in refused(tmp_path)
    assert refused(files["empty.txt"]) == f"empty.txt is empty: save the letter again, or {paste}."
    assert refused(files["blank.txt"]) == f"blank.txt is empty; {paste}."
    assert refused(files["big.txt"]).startswith("big.txt has 10 MB; a request must be smaller than 10 MB")
    assert refused(files["a.bin"]).startswith("a.bin is not a document: a request is read from PDF, Word")
    assert refused(files["b.csv"]).startswith("b.csv is a spreadsheet: ")
    assert refused(files["c.msg"]) == f"c.msg is an Outlook message (.msg): save it as .eml, or {paste}."


@pytest.mark.slow
def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    path = tmp_path / "scan.pdf"
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(str(path))

    assert refused(path).startswith(
        "scan.pdf holds pictures of pages and no text: run it through text recognition"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The request is empty"),
        ("  \n", "The request is empty"),
        ("a\0b\0c", "is not text but binary data"),
        (
            "Dear council,\n\nThank you for your help last week.\n\nYours faithfully\nRobin\n",
            "No question was found",
        ),
        ("x" * 10_000_000, "10 MB of text or more"),
    ],
)
def test_bad_pastes_are_refused(text: str, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        read_pasted(text)


def test_a_request_of_120_parts_is_split_in_well_under_a_second() -> None:
    letter = "Dear Averdale County Council\n\n" + "".join(
        f"{n}. How many visits to site {n} were made in 2025?\n   a) by officers\n   b) by contractors\n"
        for n in range(1, 61)
    )
    begun = time.perf_counter()
    request = read_pasted(letter)

    assert time.perf_counter() - begun < 1.0
    assert len(request.questions) == 180
    assert request.questions[-1].number == "60.b"


@pytest.mark.parametrize(
    "words", ["> ", "please, ", "I want ", "a) b) ", "1. x\n", "which ", "If not ", "1 May 2025 "]
)
def test_a_hostile_letter_takes_no_longer_than_its_length_asks(words: str) -> None:
    begun = time.perf_counter()
    try:
        read_pasted(words * (20_000 // len(words)))
    except RequestError as error:
        assert "No question was found" in str(error)

    assert time.perf_counter() - begun < 2.0


PIECES = st.sampled_from(
    [
        *(
            "1. ",
            "2) ",
            "(a) ",
            "b) ",
            "(ii) ",
            "Q3 ",
            "- ",
            "1.1 ",
            "3a ",
            "Firstly, ",
            "Finally ",
            "\n",
            "\n\n",
        ),
        *(
            "How many dogs? ",
            "Please provide: ",
            "the following ",
            "cats",
            "If so, why? ",
            "It ",
            "those ",
            ": ",
        ),
        *("Dear council,\n", "Yours faithfully\n", "From: a@b.example\n", "\t", ". ", "question 1 "),
        "the same for 2023/24 ",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_whatever_is_put_together_numbers_are_unique_and_offsets_true(pieces: list[str]) -> None:
    try:
        request = read_pasted("".join(pieces))
    except RequestError:
        return
    found = [question.number for question in request.questions]
    assert len(set(found)) == len(found) > 0
    for question in request.questions:
        assert " ".join(request.text[question.start : question.end].split()) == question.text
        assert question.text and question.standalone.strip()
        assert question.leans_on is None or question.leans_on in found
