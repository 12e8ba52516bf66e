"""E-mails: headers, the message, earlier messages in it, and attachments by name."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.errors import ReadError
from ingest.read import read
from ingest.settings import IngestSettings

BODY = """Dear requester

Please find our answer below.

From: Information Team
Sent: 3 May 2031
Subject: Your request

We are looking into it.

> On 2 May you asked us
> how many visits
> there were.
"""


def message() -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Answer to request 12 – short breaks"
    mail["From"] = "Information Team <foi@harwell.example>"
    mail["To"] = "requester@example.org"
    mail["Date"] = "Mon, 05 May 2031 10:11:12 +0100"
    mail["Message-ID"] = "<1@harwell.example>"
    mail.set_content(BODY)
    return mail


def read_mail(tmp_path: Path, mail: EmailMessage | bytes, name: str = "a.eml") -> Document:
    (tmp_path / name).write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
    return read(tmp_path / name, name, IngestSettings())


def shown(document: Document) -> list[str]:
    return [document.slice(block) for block in document.blocks]


def test_headers_and_message_are_blocks_in_order(tmp_path: Path) -> None:
    document = read_mail(tmp_path, message())
    assert document.format == "eml"
    assert shown(document) == [
        "Subject: Answer to request 12 – short breaks",
        "From: Information Team <foi@harwell.example>",
        "To: requester@example.org",
        "Date: Mon, 05 May 2031 10:11:12 +0100",
        "Dear requester",
        "Please find our answer below.",
        "From: Information Team",
        "Sent: 3 May 2031",
        "Subject: Your request",
        "We are looking into it.",
        "> On 2 May you asked us\n> how many visits\n> there were.",
    ]
    assert document.properties == {"title": "Answer to request 12 – short breaks", "date": "2031-05-05"}


def test_it_is_known_by_its_headers_whatever_its_name(tmp_path: Path) -> None:
    assert read_mail(tmp_path, message(), "answer.txt").format == "eml"


def test_the_page_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("<html><body><p>We hold <b>no</b> such list.</p></body></html>", subtype="html")
    assert shown(read_mail(tmp_path, mail))[-1] == "We hold no such list."
    mail = message()
    mail.add_alternative("<p>The page.</p>", subtype="html")
    assert "The page." not in shown(read_mail(tmp_path, mail))


def test_attachments_are_named_and_not_read(tmp_path: Path) -> None:
    mail = message()
    for name in ("costs.pdf", "staff.docx"):
        mail.add_attachment(b"secret", maintype="application", subtype="pdf", filename=name)
    document = read_mail(tmp_path, mail)
    assert document.notes == ("2 attachments not read: costs.pdf, staff.docx",)
    assert "secret" not in document.text


def test_a_message_in_an_encoding_that_does_not_exist_is_read_all_the_same(tmp_path: Path) -> None:
    data = (
        b"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=klingon\n\nThe cost is \xa35.\n"
    )
    assert shown(read_mail(tmp_path, data))[-1] == "The cost is £5."


def test_a_broken_date_is_left_out(tmp_path: Path) -> None:
    document = read_mail(tmp_path, b"From: a@example.org\nSubject: x\nDate: yesterday\n\nWords.\n")
    assert document.properties == {"title": "x"}


def test_a_message_of_nothing_is_empty(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"^is empty$"):
        read_mail(tmp_path, b"X-Nothing: 1\n\n\n")
