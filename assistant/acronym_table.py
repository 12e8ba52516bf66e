"""The table of acronyms: the packaged one, and one of the user's own that goes before it."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from ingest.errors import SettingsError

_PARTED_BY = "|"
# Two characters or more, of which the first and the last are letters or figures: "OT", "A&E", "EHC plan".
_ACRONYM = re.compile(r"\w[^\n]*\w")
_HEADINGS = ("acronym", "meaning")
_HOW = 'write one acronym a line, as OT = "occupational therapy", under [meanings]'

Meaning = tuple[str, ...]
"""The wordings of one meaning, the best one first."""


@dataclass(frozen=True, slots=True)
class AcronymTable:
    """What each acronym stands for, and those that are words too unless written as they are here."""

    meanings: Mapping[str, tuple[Meaning, ...]]
    as_written: frozenset[str] = frozenset()

    def extended(self, own: AcronymTable) -> AcronymTable:
        """This table with what ``own`` says of an acronym in place of what is said here."""
        told = {acronym.casefold() for acronym in own.meanings}
        kept = {acronym: held for acronym, held in self.meanings.items() if acronym.casefold() not in told}
        added = {acronym: held for acronym, held in own.meanings.items() if held}
        return AcronymTable(kept | added, self.as_written | own.as_written)


@lru_cache(maxsize=8)
def load_table(own: Path | None = None) -> AcronymTable:
    """The packaged table, extended by a TOML or CSV file of one's own. Raises SettingsError."""
    packaged = resources.files("assistant").joinpath("acronyms.toml").read_text(encoding="utf-8")
    table = _from_toml(packaged, "the packaged table of acronyms")
    return table.extended(_read(own)) if own else table


def _read(path: Path) -> AcronymTable:
    try:
        # A spreadsheet program marks its UTF-8 with a byte order mark.
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"Cannot read the table of acronyms {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not in UTF-8: save the table of acronyms again as UTF-8.") from error
    return _from_csv(text, path) if path.suffix.lower() == ".csv" else _from_toml(text, str(path))


def _from_toml(text: str, where: str) -> AcronymTable:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{where} is not valid TOML: {error}.") from error
    if unknown := sorted(set(content) - {"meanings", "as_written"}):
        raise SettingsError(f"{where} has {unknown[0]}, which means nothing there: {_HOW}.")
    meanings = content.get("meanings", {})
    as_written = content.get("as_written", [])
    if not isinstance(meanings, dict) or not _all_text(as_written):
        raise SettingsError(f"{where} is not a table of acronyms: {_HOW}.")
    told = {acronym: _meanings(value, acronym, where) for acronym, value in meanings.items()}
    return AcronymTable(_checked(told, where), frozenset(as_written))


def _checked(meanings: dict[str, tuple[Meaning, ...]], where: str) -> dict[str, tuple[Meaning, ...]]:
    for acronym, held in meanings.items():
        if not _ACRONYM.fullmatch(acronym):
            raise SettingsError(f"“{acronym}” in {where} is no acronym: {_HOW}.")
        if empty := [each for meaning in held for each in meaning if not _says_something(each)]:
            raise SettingsError(f"The meaning of {acronym} in {where}, “{empty[0]}”, says nothing: {_HOW}.")
    return meanings


def _says_something(wording: str) -> bool:
    return any(word != "and" for word in re.findall(r"\w+", wording.casefold()))


def _meanings(value: Any, acronym: str, where: str) -> tuple[Meaning, ...]:
    several = value if isinstance(value, list) else [value]
    if not _all_text(several):
        raise SettingsError(f"The meaning of {acronym} in {where} is not text: {_HOW}.")
    return tuple(meaning for each in several if (meaning := _wordings(each)))


def _wordings(text: str) -> Meaning:
    return tuple(wording for part in text.split(_PARTED_BY) if (wording := " ".join(part.split())))


def _all_text(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _from_csv(text: str, path: Path) -> AcronymTable:
    """Two columns, headed "acronym" and "meaning"; an acronym with several meanings has several lines."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise SettingsError(f"{path} is not valid CSV: {error}.") from error
    if not rows or tuple(cell.strip().casefold() for cell in rows[0][:2]) != _HEADINGS:
        raise SettingsError(f"{path} has no heading: its first line must be acronym,meaning.")
    return AcronymTable(_checked(_gathered(rows[1:], path), str(path)))


def _gathered(rows: Iterable[list[str]], path: Path) -> dict[str, tuple[Meaning, ...]]:
    meanings: dict[str, tuple[Meaning, ...]] = {}
    for number, row in enumerate(rows, 2):
        acronym, meaning, *_ = [*(cell.strip() for cell in row), "", ""]
        if not acronym and meaning:
            raise SettingsError(f"Line {number} of {path} gives no acronym for “{meaning}”: add it.")
        if acronym:
            told = (wordings,) if (wordings := _wordings(meaning)) else ()
            meanings[acronym] = meanings.get(acronym, ()) + told
    return meanings
