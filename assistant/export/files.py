"""A paper as a file in the form that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.export.markdown import markdown_file
from assistant.export.page import page_file
from assistant.export.paper import Paper
from assistant.export.word import word_file


class Form(StrEnum):
    """The forms, by the ending of the file's name."""

    WORD = "docx"
    PAGE = "html"
    MARKDOWN = "md"


@dataclass(frozen=True, slots=True)
class _Made:
    make: Callable[[Paper], bytes]
    media_type: str


_FORMS = {
    Form.WORD: _Made(word_file, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Form.PAGE: _Made(page_file, "text/html; charset=utf-8"),
    Form.MARKDOWN: _Made(markdown_file, "text/markdown; charset=utf-8"),
}


def file_of(paper: Paper, form: Form) -> tuple[bytes, str]:
    """The file's bytes and their media type."""
    made = _FORMS[form]
    return made.make(paper), made.media_type
