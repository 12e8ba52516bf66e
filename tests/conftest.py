"""What several tests share: a home folder, settings, a library, and the shared papers where present."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.library import Library
from ingest.settings import Settings

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    with Library(settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared papers are not beside this checkout")
    return SHARED
