"""The question sets that can be run from the page: those shipped, and those kept in the home folder."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from eval.cases import Case
from eval.gold import stem_of
from eval.sets import QuestionSet, read_question_set_file
from ingest.clearance import Clearance
from ingest.errors import QuestionSetError
from ingest.files import sha256_of
from ingest.library import Library

_SAMPLE = Path(__file__).parents[1] / "sample"
SHIPPED = {
    "shipped:sample": ("Sample questions", _SAMPLE / "questions.jsonl"),
    "shipped:planted": ("Planted instructions", _SAMPLE / "planted" / "questions.jsonl"),
}
"""Sets of the sample papers: id -> (name, file)."""

_KEPT = "kept:"
_MOST_BYTES = 20_000_000
_LONGEST_NAME = 80
_NOT_FOR_A_NAME = re.compile(r"[^\w. -]+")
_HOW_MANY_NAMED = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A set's file. ``shipped`` ones come with the program and are for everyone."""

    id: str
    name: str
    path: Path
    shipped: bool


class Sets:
    """The sets in a folder, beside those that are shipped."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> Iterator[Found]:
        for id_, (name, path) in SHIPPED.items():
            yield Found(id_, name, path, shipped=True)
        for path in sorted(self._folder.glob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield Found(f"{_KEPT}{path.name}", path.name, path, shipped=False)

    def find(self, id_: str) -> Found:
        """Raises QuestionSetError where there is none."""
        found = next((each for each in self.all() if each.id == id_), None)
        if found is None:
            raise QuestionSetError("That question set is not here any more: choose another.")
        return found

    def keep(self, file: Path) -> Found:
        """A copy of a checked set under its own name. Raises QuestionSetError where the name is another's."""
        name = safe_name(file.name)
        path = self._folder / name
        if path.exists() and sha256_of(path) != sha256_of(file):
            raise QuestionSetError(f"There is another set called {name}: give this one another name.")
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{name}.new")
        shutil.copyfile(file, beside)
        beside.replace(path)
        return Found(f"{_KEPT}{name}", name, path, shipped=False)


def safe_name(given: str) -> str:
    """A file's name that leads nowhere and hides nothing, its ending kept."""
    name = _NOT_FOR_A_NAME.sub("_", Path(given).name).strip(" ._")
    path = Path(name or "questions.jsonl")
    return path.stem[:_LONGEST_NAME].strip(" .") + path.suffix[:10].lower()


def read_set(found: Found) -> QuestionSet:
    """The set, called by its name alone. Raises QuestionSetError, which names no folder either."""
    questions = _read(found.path, found.path.stat().st_mtime_ns)
    return replace(questions, path=Path(found.path.name))


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> QuestionSet:
    if path.stat().st_size > _MOST_BYTES:
        raise QuestionSetError(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB: divide it.")
    try:
        return read_question_set_file(path)
    except QuestionSetError as error:
        raise QuestionSetError(str(error).replace(str(path), path.name)) from error


def named(cases: Iterable[Case]) -> dict[str, str]:
    """The documents that a set's gold names, each with the id of the first case that does."""
    found: dict[str, str] = {}
    for case in cases:
        for name in (*(source.document for source in case.sources), *case.relevant):
            found.setdefault(name, case.id)
    return found


def absent(questions: QuestionSet, library: Library) -> list[str]:
    """The documents that the set names and the library, as it is seen, does not hold."""
    held = set(_access(library))
    return [name for name in named(questions.cases) if name not in held]


def told_absent(questions: QuestionSet, library: Library) -> list[str]:
    """The same as lines for a person, the first of them with their places."""
    places, first = questions.places, named(questions.cases)
    missing = absent(questions, library)
    lines = [
        f"{places.get(first[name], first[name])}: no document here is called {name}."
        for name in missing[:_HOW_MANY_NAMED]
    ]
    more = len(missing) - _HOW_MANY_NAMED
    return [*lines, f"{more:,} more documents are not here."] if more > 0 else lines


def is_for(questions: QuestionSet, whole: Library, clearance: Clearance) -> bool:
    """May somebody with this clearance see the set? Its gold quotes the documents that it names."""
    access = _access(whole)
    classes = {each for name in named(questions.cases) for each in access.get(name, ())}
    return all(clearance.covers(each) for each in classes)


def _access(library: Library) -> Mapping[str, set[str | None]]:
    """Name without ending -> the classes of marking of the documents called so."""
    found: dict[str, set[str | None]] = {}
    for row in library.lookup.documents(quarantined=True):
        for source in row.sources:
            found.setdefault(stem_of(source), set()).add(row.access)
    return found
