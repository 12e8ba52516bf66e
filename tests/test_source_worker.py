"""Pages drawn in processes of their own: slow, greedy and broken files end with a reason and nothing else."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from source_builders import lines, pdf

from assistant.source.boxes import Boxes
from assistant.source.placed import Wanted
from assistant.source.worker import PageWorker
from ingest.errors import SourceError
from ingest.source_settings import SourceSettings

ROBUSTNESS = Path(__file__).resolve().parents[2] / "shared" / "robustness" / "pdfs"

pytestmark = pytest.mark.slow


class Trying(PageWorker):
    """Does in a process what a hostile file might make pdfium do."""

    def hang(self) -> None:
        self._done(time.sleep, 60)

    def crash(self) -> None:
        self._done(os.abort)

    def fill(self) -> None:
        self._done(bytes, 4_000_000_000)


@pytest.fixture(scope="module")
def worker() -> Iterator[Trying]:
    made = Trying(SourceSettings(timeout_s=3, workers=1))
    yield made
    made.close()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return pdf(tmp_path / "a.pdf", lines("The council agreed the plan."))


def test_a_page_is_drawn_and_words_on_it_are_found(worker: Trying, paper: Path) -> None:
    assert worker.picture(paper, 1, 1.0).startswith(b"\x89PNG")
    found = worker.placed(paper, 1, [Wanted("agreed")])
    assert isinstance(found, Boxes)
    assert found.complete


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (Trying.hang, "takes longer than 3 s"),
        (Trying.crash, "ended the program that draws"),
        (Trying.fill, "needs more than 1,024 MB"),
    ],
)
def test_a_hostile_page_harms_nobody(worker: Trying, paper: Path, trouble: object, told: str) -> None:
    assert callable(trouble)
    with pytest.raises(SourceError, match=told):
        trouble(worker)
    assert worker.picture(paper, 1, 1.0).startswith(b"\x89PNG")


def test_a_missing_file_is_stated(worker: Trying, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cannot be opened|cannot be drawn"):
        worker.picture(tmp_path / "none.pdf", 1, 1.0)


def test_a_worker_that_was_closed_starts_anew(paper: Path) -> None:
    worker = PageWorker(SourceSettings(workers=1))
    worker.picture(paper, 1, 1.0)
    worker.close()
    assert worker.picture(paper, 1, 1.0)
    worker.close()


@pytest.mark.skipif(not ROBUSTNESS.is_dir(), reason="the shared robustness files are not on this machine")
def test_every_hostile_file_is_drawn_or_stated(worker: Trying) -> None:
    drawn, stated = 0, []
    for path in sorted(ROBUSTNESS.glob("*.pdf")):
        try:
            assert worker.picture(path, 1, 1.0).startswith(b"\x89PNG")
            drawn += 1
        except SourceError as error:
            stated.append(str(error))
    assert drawn > 60
    assert drawn + len(stated) == 90
    known = ("damaged there", "has no size", "takes longer")
    assert [each for each in stated if not any(words in each for words in known)] == []
