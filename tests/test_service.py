"""What the page's service does before the first question."""

from __future__ import annotations

from pathlib import Path

from builders import Judge

from assistant.service import LibraryService
from ingest.library import Library
from ingest.rerank import Reranker
from ingest.settings import RetrieveSettings, Settings


def warmed(home: Path, judge: Judge | None, rerank: bool) -> int:
    """How often a reranker was loaded to warm up."""
    loaded: list[Settings] = []

    def load(settings: Settings) -> Reranker | None:
        loaded.append(settings)
        return judge

    with Library(Settings(home=home, retrieve=RetrieveSettings(rerank=rerank))) as library:
        LibraryService(library, load).warm_up()
    return len(loaded)


def test_the_reranker_has_been_loaded_and_run_before_the_first_question(tmp_path: Path) -> None:
    judge = Judge({})
    assert warmed(tmp_path / "home", judge, rerank=True) == 1
    assert judge.asked == [("ready", ["ready"])]


def test_a_reranker_that_is_not_there_is_done_without(tmp_path: Path) -> None:
    assert warmed(tmp_path / "home", None, rerank=True) == 1


def test_a_reranker_that_is_switched_off_is_not_loaded(tmp_path: Path) -> None:
    judge = Judge({})
    assert warmed(tmp_path / "home", judge, rerank=False) == 0
    assert judge.asked == []
