"""Markdown and HTML letters show what was typed, as it was typed."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.foi.response.letter import Letter, LetterQuestion, Source
from assistant.foi.response.text import html_letter, markdown_letter
from assistant.markdown_text import as_typed

LETTER = Letter(
    authority="Averdale County Council",
    law="Freedom of Information Act 2000",
    reference="FOI 2026/0101",
    subject="",
    written="2 March 2026",
    received="",
    questions=(LetterQuestion(number="1", asked="How many?", paragraphs=("There were 412 [1].",)),),
    general=(),
    sources=(
        Source(
            marker=1, title="FOI-0417", authority="", date="", reference="", where="page 2", quote="412 wait"
        ),
    ),
    rights=("You may ask for a review.",),
)


def test_the_markdown_letter_in_full() -> None:
    assert (
        markdown_letter(LETTER)
        == """# Response to your request for information

Averdale County Council

2 March 2026

Our reference: FOI 2026/0101

Thank you for your request. We have dealt with it under the Freedom of Information Act 2000.

## Your questions and our answers

### 1\\. How many?

There were 412 \\[1\\].

## Internal review

You may ask for a review.

## Annex: sources

\\[1\\] FOI\\-0417; page 2

> “412 wait”
"""
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# not a heading", "\\# not a heading"),
        ("1. not a list", "1\\. not a list"),
        ("<script>", "\\<script\\>"),
        ("[a](http://b)", "\\[a\\](http\\://b)"),
        ("two\n\nlines", "two lines"),
    ],
)
def test_marks_of_markdown_are_shown_not_obeyed(typed: str, written: str) -> None:
    assert as_typed(typed) == written


def test_the_page_escapes_and_fetches_nothing() -> None:
    page = html_letter(LETTER.model_copy(update={"subject": "<img src=x onerror=alert(1)>"}))
    assert "Subject: &lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img" not in page
    assert "default-src 'none'" in page
    assert '<html lang="en-GB">' in page


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=80))
def test_whatever_was_typed_reads_the_same_on_the_page(typed: str) -> None:
    parser = _Words()
    parser.feed(html_letter(LETTER.model_copy(update={"authority": f"<{typed}>"})))
    assert f"<{typed}>" in parser.words
