"""Request letters with what a desk should make of them: a JSON file beside each letter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.foi.coverage import Coverage
from assistant.foi.request import Regime
from ingest.errors import QuestionSetError

_LETTERS = (".txt", ".eml", ".docx", ".pdf")
Words = Annotated[str, Field(min_length=1)]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedPrior(_Value):
    """A prior answer that a question should lead to.

    ``document`` is the file's name without its ending, ``question`` the number in that response. Where the
    response has none of its own (a row of a log, a bullet) ``asked`` are words of its question instead.
    """

    document: Words
    question: str = ""
    asked: str = ""

    @model_validator(mode="after")
    def _is_told(self) -> ExpectedPrior:
        if not self.question and not self.asked:
            raise ValueError("neither question nor asked tells which answer of the document is meant")
        return self


class ExpectedDocument(_Value):
    """Another document that answers a question, by its file's name without the ending."""

    document: Words


class ExpectedFlag(_Value):
    """A wrong reference to the law, in the letter's own words."""

    words: Words


class ExpectedQuestion(_Value):
    """One question of a letter with the row that a desk should have for it.

    ``number`` is the letter's own, parts joined by a full stop, or counted from 1 where it has none.
    ``begins`` are words at the question's beginning. ``published``: documents any of which answers it.
    ``section`` is the one that a prior answer relied on; ``stale`` says whether the first of ``prior`` was
    more than twelve months old on the day of receipt. ``conflict``: earlier answers contradict one another.
    """

    number: Words
    begins: Words
    prior: tuple[ExpectedPrior, ...] = ()
    coverage: Coverage
    published: tuple[ExpectedDocument, ...] = ()
    leans_on: str | None = None
    section: str | None = None
    stale: bool | None = None
    conflict: bool = False

    @property
    def documents(self) -> tuple[str, ...]:
        """Every document that is expected for it."""
        return (*(prior.document for prior in self.prior), *(each.document for each in self.published))


class Expected(_Value):
    """What should be made of a letter. ``due`` is left out where another law than FOIA s.10 sets it."""

    authority: Words
    received: date
    due: date | None = None
    regime: Regime
    questions: tuple[ExpectedQuestion, ...] = Field(min_length=1)
    flags: tuple[ExpectedFlag, ...] = ()

    @model_validator(mode="after")
    def _numbers_are_told_apart(self) -> Expected:
        numbers = [question.number for question in self.questions]
        if len(set(numbers)) < len(numbers):
            raise ValueError("a number is given twice")
        return self


@dataclass(frozen=True, slots=True)
class RequestCase:
    """A letter and what is expected of it; ``id`` is the name that both files share."""

    id: str
    letter: Path
    expected: Expected


@dataclass(frozen=True, slots=True)
class RequestSet:
    """The letters of a folder in the order of their names. ``sha256`` is over letters and expectations."""

    path: Path
    sha256: str
    cases: tuple[RequestCase, ...]


def read_request_set(folder: Path) -> RequestSet:
    """Every JSON file of the folder with the letter beside it. Raises QuestionSetError naming the file."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise QuestionSetError(
            f"{folder} holds no request letters: it needs a letter ({', '.join(_LETTERS)}) and a JSON file "
            "of the same name for each."
        )
    cases = tuple(
        RequestCase(id=path.stem, letter=_letter_beside(path), expected=_expected(path)) for path in files
    )
    return RequestSet(path=folder, sha256=_sha256(files, cases), cases=cases)


def _letter_beside(path: Path) -> Path:
    beside = [path.with_suffix(ending) for ending in _LETTERS if path.with_suffix(ending).is_file()]
    if len(beside) != 1:
        raise QuestionSetError(
            f"{path} has {len(beside) or 'no'} letters of its name beside it: one is needed."
        )
    return beside[0]


def _expected(path: Path) -> Expected:
    try:
        return Expected.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"Cannot read {path}: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise QuestionSetError(f"{path}, {place or 'whole file'}: {first['msg']}.") from error


def _sha256(files: Sequence[Path], cases: Sequence[RequestCase]) -> str:
    digest = hashlib.sha256()
    for path in [*files, *(case.letter for case in cases)]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
