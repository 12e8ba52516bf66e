"""The runs kept in the home folder: each in a folder of its own, with who made it and of which papers."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Mode
from eval.folder import RunFolder, write_json
from ingest.errors import EvaluationError

_GONE = "That run is not here any more."
_PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789"


class About(BaseModel):
    """``about.json``. ``documents``: id -> class of marking, of each paper that the run could see then.

    ``trouble`` says in a line what ended it before its end, "" where nothing did.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: str
    name: str
    set_id: str
    set_name: str
    mode: Mode
    started: datetime
    documents: dict[str, str | None] = Field(default_factory=dict)
    trouble: str = ""


class KeptRun:
    """One run: ``about.json``, the set as it was asked below ``set``, and the run's own folder ``run``."""

    def __init__(self, path: Path) -> None:
        self.id = path.name
        self.path = path
        self.folder = RunFolder(path / "run")

    @property
    def set_file(self) -> Path:
        """The set as it was asked. Raises EvaluationError where it has gone."""
        found = next(iter(sorted((self.path / "set").glob("*"))), None)
        if found is None:
            raise EvaluationError("The set of this run has gone, so it cannot be gone on with: start anew.")
        return found

    def about(self) -> About:
        """Raises EvaluationError where it cannot be read."""
        try:
            return About.model_validate_json((self.path / "about.json").read_text(encoding="utf-8"))
        except (OSError, ValidationError) as error:
            raise EvaluationError(_GONE) from error

    def tell(self, about: About) -> None:
        """Keep what is to be known of the run."""
        write_json(self.path / "about.json", about)

    @property
    def scored(self) -> bool:
        return self.folder.summary.is_file()

    def archive(self) -> bytes:
        """All its files, as a ZIP file whose only folder is called after the run."""
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(self.path.rglob("*")):
                if path.is_file() and not path.name.startswith("."):
                    archive.write(path, str(Path(self.id) / path.relative_to(self.path)))
        return kept.getvalue()

    def delete(self) -> None:
        """It is gone for good. Raises EvaluationError where the folder refuses."""
        try:
            shutil.rmtree(self.path)
        except OSError as error:
            raise EvaluationError(f"The run cannot be deleted: {error.strerror}.") from error


class Runs:
    """The runs in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, about: About, set_file: Path) -> KeptRun:
        """A new run's folder, called after the set and the moment, with a copy of the set in it."""
        run = self._new(f"{_plain(Path(about.set_name).stem)}-{about.started:%Y%m%d-%H%M%S}")
        (run.path / "set").mkdir()
        shutil.copyfile(set_file, run.path / "set" / set_file.name)
        run.tell(about)
        return run

    def _new(self, name: str) -> KeptRun:
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in _names(self._folder / name):
            try:
                path.mkdir()
            except FileExistsError:
                continue
            return KeptRun(path)
        raise EvaluationError("No run can be begun now: try again.")

    def all(self) -> Iterator[tuple[KeptRun, About]]:
        """The newest first; a folder that is no run of ours is passed over."""
        found = []
        for path in self._folder.glob("*/about.json"):
            run = KeptRun(path.parent)
            try:
                found.append((run, run.about()))
            except EvaluationError:
                continue
        return iter(sorted(found, key=lambda each: (each[1].started, each[0].id), reverse=True))

    def find(self, id_: str) -> tuple[KeptRun, About]:
        """A run by its id, which comes from a browser: it is looked for among those there are."""
        found = next((each for each in self.all() if each[0].id == id_), None)
        if found is None:
            raise EvaluationError(_GONE)
        return found


def _plain(name: str) -> str:
    """ "Sample questions" as "sample-questions", to begin a folder's name."""
    letters = "".join(letter if letter in _PLAIN else "-" for letter in name.casefold())
    return "-".join(filter(None, letters.split("-")))[:40] or "set"


def _names(path: Path) -> Iterator[Path]:
    """Two runs may begin in the same second."""
    yield path
    yield from (path.with_name(f"{path.name}-{number}") for number in range(2, 100))


def now() -> datetime:
    """This moment, UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
