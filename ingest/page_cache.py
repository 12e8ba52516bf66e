"""Pictures of pages kept below the home folder, so that a page is drawn once and not for every reader."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from ingest.errors import CatalogueError

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_EMPTIED_TO = 0.9


class PageCache:
    """A folder for each document with its pictures. Beyond the limit those longest unused are deleted."""

    def __init__(self, folder: Path, limit_mb: int) -> None:
        self._folder = folder
        self._limit = limit_mb * 1_000_000

    def get(self, document_id: str, number: int, scale: float) -> bytes | None:
        """The picture of page ``number`` at ``scale`` pixels a point, where it is kept and can be read."""
        file = self._file(document_id, number, scale)
        try:
            kept = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        return kept

    def put(self, document_id: str, number: int, scale: float, picture: bytes) -> None:
        """Keep a picture; one larger than a tenth of the limit is not kept. Raises OSError."""
        if len(picture) > self._limit / 10:
            return
        file = self._file(document_id, number, scale)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as written:
            written.write(picture)
        Path(written.name).replace(file)
        self._make_room()

    def drop(self, document_id: str) -> None:
        """Delete every picture of a document; there may be none. Raises CatalogueError where some stay."""
        folder = self._folder_of(document_id)
        # A page that is being drawn just now may put its picture there meanwhile: once more, then.
        for _ in range(2):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                return
        raise CatalogueError(f"Pictures of pages in {folder} cannot be deleted: delete that folder.")

    def _make_room(self) -> None:
        held = []
        for file in self._folder.glob("*/*"):
            try:
                facts = file.stat()
            except FileNotFoundError:  # another thread was quicker
                continue
            held.append((facts.st_mtime_ns, facts.st_size, file))
        used = sum(size for _, size, _ in held)
        if used <= self._limit:
            return
        for _, size, file in sorted(held):
            file.unlink(missing_ok=True)
            used -= size
            if used <= _EMPTIED_TO * self._limit:
                return

    def _file(self, document_id: str, number: int, scale: float) -> Path:
        return self._folder_of(document_id) / f"{number:d}-{scale:g}.png"

    def _folder_of(self, document_id: str) -> Path:
        if not _ID.fullmatch(document_id):
            raise ValueError(f"not the id of a document: {document_id!r}")
        return self._folder / document_id
