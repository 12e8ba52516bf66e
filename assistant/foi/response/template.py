"""The letter's own Word template, made afresh by python-docx: a council may start from it for its own.

What stands in double braces is filled in; ``{%p … %}`` lines repeat or leave out the paragraphs between them.
"""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

# Style and text of each paragraph, from the top down.
_PARAGRAPHS = (
    ("Normal", "{%p if open_points %}"),
    ("Heading 1", "Draft: not to be sent"),
    ("Normal", "This is a draft for the officer. Before it can be sent:"),
    ("Normal", "{%p for point in open_points %}"),
    ("List Bullet", "{{ point }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endif %}"),
    ("Heading 1", "Response to your request for information"),
    ("Normal", "{{ authority }}"),
    ("Normal", "{{ written }}"),
    ("Normal", "{%p if reference %}"),
    ("Normal", "Our reference: {{ reference }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p if subject %}"),
    ("Normal", "Subject: {{ subject }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "Thank you for your request{{ ', received on ' + received if received else '' }}. "
               "We have dealt with it under the {{ law }}."),
    ("Normal", "{%p for paragraph in general %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Heading 2", "Your questions and our answers"),
    ("Normal", "{%p for question in questions %}"),
    ("Heading 3", "{{ question.number }}. {{ question.asked }}"),
    ("Normal", "{%p for paragraph in question.paragraphs %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Heading 2", "Internal review"),
    ("Normal", "{%p for paragraph in rights %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p if sources %}"),
    ("Heading 2", "Annex: sources"),
    ("Normal", "{%p for source in sources %}"),
    ("Normal", "[{{ source.marker }}] {{ source.line }}"),
    ("Quote", "“{{ source.quote }}”"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endif %}"),
)  # fmt: skip


def default_template() -> bytes:
    """The template as a DOCX file."""
    document = Document()
    _style(document)
    for style, text in _PARAGRAPHS:
        document.add_paragraph(text, style=style)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _style(document: WordDocument) -> None:
    """A4, a plain type large enough to read, and British English for those who have it read aloud."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
