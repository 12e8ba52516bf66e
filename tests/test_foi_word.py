"""The Word letter shows what was typed, runs no code from it, and hides nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement

from assistant.foi.response.letter import Letter, LetterQuestion, Source
from assistant.foi.response.template import default_template
from assistant.foi.response.word import word_file
from ingest.errors import CaseError

LETTER = Letter(
    authority="Averdale County Council",
    law="Freedom of Information Act 2000",
    reference="FOI 2026/0101",
    subject="{{ 7 * 7 }} {% for x in y %} <b>bold</b> & more",
    written="2 March 2026",
    received="20 February 2026",
    questions=(
        LetterQuestion(
            number="3.a", asked="What of {{ authority }}?", paragraphs=("It is £74 [1].", "No more.")
        ),
    ),
    general=(),
    sources=(
        Source(
            marker=1,
            title="FOI-0417",
            authority="",
            date="",
            reference="",
            where="page 2",
            quote="£74 < £80 {{x}}",
        ),
    ),
    rights=("You may ask for a review.", "You may complain."),
)


def _paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def test_the_letter_reads_as_it_was_composed() -> None:
    lines = _paragraphs(word_file(LETTER))
    assert lines[:4] == [
        "Response to your request for information",
        "Averdale County Council",
        "2 March 2026",
        "Our reference: FOI 2026/0101",
    ]
    assert "It is £74 [1]." in lines
    assert lines[-4:] == ["You may complain.", "Annex: sources", "[1] FOI-0417; page 2", "“£74 < £80 {{x}}”"]


def test_braces_and_markup_of_a_request_come_out_as_typed() -> None:
    lines = _paragraphs(word_file(LETTER))
    assert "Subject: {{ 7 * 7 }} {% for x in y %} <b>bold</b> & more" in lines
    assert "3.a. What of {{ authority }}?" in lines


def test_a_draft_says_first_that_it_is_not_to_be_sent() -> None:
    lines = _paragraphs(
        word_file(LETTER.model_copy(update={"open_points": ("Question 1 has no decision.",)}))
    )
    assert lines[0] == "Draft: not to be sent"
    assert "Question 1 has no decision." in lines
    assert "Draft: not to be sent" not in _paragraphs(word_file(LETTER))


def test_nothing_in_the_file_tells_of_a_person_or_a_program() -> None:
    data = word_file(LETTER)
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "Response FOI 2026/0101"
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in names if "app.xml" in name or "custom" in name or "thumbnail" in name]


def _template(tmp_path: Path, *lines: str) -> Path:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.core_properties.author = "A post"
    path = tmp_path / "council.docx"
    document.save(str(path))
    return path


def test_a_council_uses_its_own_template(tmp_path: Path) -> None:
    own = _template(
        tmp_path, "{{ authority }} | {{ reference }}", "{%p for r in rights %}", "{{ r }}", "{%p endfor %}"
    )
    data = word_file(LETTER, own)
    assert _paragraphs(data) == [
        "Averdale County Council | FOI 2026/0101",
        "You may ask for a review.",
        "You may complain.",
    ]
    assert Document(io.BytesIO(data)).core_properties.author == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{{ nobody }}", "'nobody' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% for x in rights %}", "is wrong"),
    ],
)
def test_a_wrong_template_is_told_in_a_line(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(CaseError, match=words) as caught:
        word_file(LETTER, _template(tmp_path, line))
    assert "council.docx" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("tag", "words"),
    [("w:vanish", "hidden text"), ("w:ins", "tracked changes"), ("w:commentReference", "comments")],
)
def test_a_template_with_what_a_reader_does_not_see_is_refused(tmp_path: Path, tag: str, words: str) -> None:
    document = Document(io.BytesIO(default_template()))
    run = document.add_paragraph().add_run("for our eyes")
    run._r.get_or_add_rPr().append(OxmlElement(tag))
    path = tmp_path / "hidden.docx"
    document.save(str(path))
    with pytest.raises(CaseError, match=words):
        word_file(LETTER, path)


def test_a_template_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_text("Dear resident")
    with pytest.raises(CaseError, match="not a Word file"):
        word_file(LETTER, path)
    with pytest.raises(CaseError, match="Cannot read the letter template"):
        word_file(LETTER, tmp_path / "missing.docx")
