"""Pictures of pages kept on disk: within their limit, and gone with their document."""

import os
from pathlib import Path

import pytest
from builders import prepared, stored_file

from ingest.errors import CatalogueError
from ingest.library import Library
from ingest.page_cache import PageCache


def files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.glob("*/*"))


def test_a_picture_is_kept_by_document_page_and_scale(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, limit_mb=1)
    cache.put("d1", 3, 1.5, b"three")
    assert cache.get("d1", 3, 1.5) == b"three"
    assert cache.get("d1", 3, 2.0) is None
    assert cache.get("d2", 3, 1.5) is None
    assert files(tmp_path) == ["d1/3-1.5.png"]
    assert (tmp_path / "d1").stat().st_mode & 0o077 == 0


def test_the_longest_unused_go_first_beyond_the_limit(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, limit_mb=1)
    for number in range(1, 11):
        cache.put("d1", number, 1.0, bytes(100_000))
        os.utime(tmp_path / "d1" / f"{number}-1.png", ns=(number, number))
    assert cache.get("d1", 1, 1.0)
    cache.put("d2", 1, 1.0, b"one more")
    assert files(tmp_path) == sorted([f"d1/{number}-1.png" for number in (1, *range(4, 11))] + ["d2/1-1.png"])


def test_one_picture_may_not_take_the_place_of_all_others(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, limit_mb=1)
    cache.put("d1", 1, 1.0, bytes(100_001))
    assert files(tmp_path) == []


def test_pictures_go_with_their_document(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, limit_mb=1)
    cache.put("d1", 1, 1.0, b"one")
    cache.put("d2", 1, 1.0, b"other")
    cache.drop("d1")
    cache.drop("d3")
    assert files(tmp_path) == ["d2/1-1.png"]


def test_pictures_that_stay_are_told_of(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, limit_mb=1)
    (tmp_path / "d1").write_bytes(b"no folder")
    with pytest.raises(CatalogueError, match="d1 cannot be deleted: delete that folder"):
        cache.drop("d1")


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".", "x" * 65])
def test_only_an_id_names_a_folder(tmp_path: Path, name: str) -> None:
    cache = PageCache(tmp_path, limit_mb=1)
    with pytest.raises(ValueError, match="not the id of a document"):
        cache.put(name, 1, 1.0, b"one")


@pytest.mark.slow
def test_removing_a_document_takes_its_pictures_along(library: Library) -> None:
    library.catalogue.make_current(prepared("d1", "The plan."), stored_file("d1"))
    cache = PageCache(library.settings.pages_path, 1)
    cache.put("d1", 1, 1.0, b"one")
    library.remove(library.lookup.documents_by_id(["d1"])["d1"])
    assert cache.get("d1", 1, 1.0) is None
