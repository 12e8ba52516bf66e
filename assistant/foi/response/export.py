"""A case as files: the letter in the form asked for, and the audit file that says how it came about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from assistant.foi.case import Case
from assistant.foi.gates import Gate
from assistant.foi.response.audit import AuditedGate, audit
from assistant.foi.response.letter import Letter
from assistant.foi.response.text import html_letter, markdown_letter
from assistant.foi.response.word import word_file
from ingest.errors import CaseError

Form = Literal["docx", "md", "html"]
Files = list[tuple[str, bytes]]
"""Names and bytes, the letter first."""

_NOT_FOR_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def letter_file(letter: Letter, form: Form, template: Path | None) -> bytes:
    """The letter in one form. Raises CaseError where the template cannot be used."""
    if form == "docx":
        return word_file(letter, template)
    text = markdown_letter(letter) if form == "md" else html_letter(letter)
    return text.encode()


def stem(case: Case, *, draft: bool) -> str:
    """The name of a case's files without their ending: its reference or id, safe on every system."""
    named = _NOT_FOR_A_NAME.sub("-", case.reference).strip("-.") or case.id
    return f"{named}-{'draft' if draft else 'response'}"


def with_audit(
    case: Case,
    file: tuple[str, bytes],
    made: datetime,
    due: date | None,
    gates: Sequence[Gate],
    hashes: Mapping[str, str],
) -> Files:
    """The letter's file and the audit file beside it. ``hashes``: document id to the SHA-256 of its file."""
    stood = tuple(
        AuditedGate(name=gate.name.value, passed=gate.passed, explanation=gate.explanation) for gate in gates
    )
    told = audit(case, made, due, dict([file]), stood, hashes)
    return [file, (f"{file[0]}.audit.json", told.model_dump_json(indent=1).encode() + b"\n")]


def write_files(files: Files, folder: Path) -> None:
    """Each file whole or not at all. Raises CaseError where the folder refuses."""
    for name, data in files:
        beside = folder / f".{name}.new"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(folder / name)
        except OSError as error:
            raise CaseError(f"Cannot write {folder / name}: {error.strerror}.") from error
