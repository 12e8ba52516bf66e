"""Settings: parsed once from a TOML file and the environment, then passed as arguments.

Precedence: arguments, then environment (``COMMISSIONING_HOME``, ``COMMISSIONING_CHROMA__URL`` and so on),
then the file named with ``--config`` (or ``commissioning.toml`` in the home folder), then the defaults
below. An unknown name is refused with its path.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.api_settings import ApiSettings
from ingest.errors import SettingsError
from ingest.foi_settings import FoiSettings
from ingest.llm_settings import LanguageModelSettings
from ingest.record_settings import RecordSettings
from ingest.source_settings import SourceSettings
from ingest.web_settings import OidcSettings, WebSettings

DEFAULT_EMBEDDING = "all-MiniLM-L6-v2"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelSettings(_Section):
    """Which models run, and how."""

    embedding: str = DEFAULT_EMBEDDING
    """The packaged default, or a sentence-transformers model by folder or hub name."""
    precision: Literal["auto", "bfloat16", "float32"] = "auto"
    allow_hub: bool = False
    """May a model that is not on this machine be fetched from the Hugging Face hub? Off: never asked."""
    reranker: str = Field(default="auto", min_length=1)
    """"auto": the one that ``models fetch`` puts into the home folder, if it is there. "none": never one.
    Otherwise a sentence-transformers CrossEncoder by folder or hub name."""
    writer: str = Field(default="auto", min_length=1)
    """Which local model writes where no ``llm.base_url`` is set. "auto": the one that ``models fetch writer``
    puts into the home folder, if it is there. "none": never one. Otherwise the path of a GGUF file."""


class ChromaSettings(_Section):
    """Where the vectors live: embedded in the home folder, or a Chroma server."""

    url: str | None = None
    collection: str = Field(default="passages", pattern=r"^[a-z0-9][a-z0-9_-]{2,60}$")


class IngestSettings(_Section):
    """Bounds for each file, so that one bad file cannot stop a folder."""

    max_pages: int = Field(default=3000, ge=1)
    max_file_mb: int = Field(default=200, ge=1)
    max_text_mb: int = Field(default=40, ge=1)
    read_timeout_s: int = Field(default=120, ge=1)
    worker_memory_mb: int = Field(default=1536, ge=512)


class RetrieveSettings(_Section):
    """How many passages each way of searching offers, how their lists are fused, and what is reranked."""

    search: Literal["fused", "vectors", "text"] = "fused"
    """Which ways of searching take part: by vector, by full text (with that by proper names), or all."""
    vector_candidates: int = Field(default=40, ge=1)
    text_candidates: int = Field(default=40, ge=1)
    acronyms: Path | None = None
    """A table of your own (TOML or CSV): what it says of an acronym goes before the packaged table."""
    rrf_k: int = Field(default=60, ge=1)
    rerank: bool = True
    """Does a reranker, where there is one, put the best of the fused passages into their final order?"""
    rerank_candidates: int = Field(default=28, ge=1)
    passages: int = Field(default=10, ge=10)


class AnswerSettings(_Section):
    """The size of a quoted answer."""

    max_words: int = Field(default=80, ge=10)
    max_citations: int = Field(default=4, ge=1)


class Settings(BaseSettings):
    """Everything that can be set. ``home`` holds the catalogue, the vectors, uploads and models."""

    model_config = SettingsConfigDict(
        env_prefix="COMMISSIONING_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    home: Path = Path(".commissioning")
    models: ModelSettings = ModelSettings()
    chroma: ChromaSettings = ChromaSettings()
    ingest: IngestSettings = IngestSettings()
    retrieve: RetrieveSettings = RetrieveSettings()
    answer: AnswerSettings = AnswerSettings()
    llm: LanguageModelSettings = LanguageModelSettings()
    foi: FoiSettings = FoiSettings()
    web: WebSettings = WebSettings()
    oidc: OidcSettings = OidcSettings()
    source: SourceSettings = SourceSettings()
    records: RecordSettings = RecordSettings()
    api: ApiSettings = ApiSettings()

    @property
    def catalogue_path(self) -> Path:
        return self.home / "catalogue.sqlite3"

    @property
    def vectors_path(self) -> Path:
        return self.home / "vectors"

    @property
    def reranker_path(self) -> Path:
        return self.home / "models" / "reranker"

    @property
    def writer_path(self) -> Path:
        return self.home / "models" / "writer"

    @property
    def cases_path(self) -> Path:
        return self.home / "cases.sqlite3"

    @property
    def users_path(self) -> Path:
        return self.web.users or self.home / "users.json"

    @property
    def pages_path(self) -> Path:
        return self.home / "cache" / "pages"

    @property
    def records_path(self) -> Path:
        return self.home / "records.sqlite3"

    @property
    def benchmarks_path(self) -> Path:
        return self.home / "benchmarks"

    @property
    def uploads_path(self) -> Path:
        return self.home / "uploads"


def load_settings(home: Path | None = None, config: Path | None = None) -> Settings:
    """Settings from the arguments, the environment and the file. Raises SettingsError."""
    values = _read_toml(config) if config else {}
    if home is not None:
        values["home"] = home
    try:
        settings = Settings(**values)
        if config is None and (found := settings.home / "commissioning.toml").is_file():
            settings = Settings(**{**_read_toml(found), "home": settings.home})
    except ValidationError as error:
        raise SettingsError(_in_words(error, config)) from error
    return settings


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"Cannot read the settings file {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from error


def _in_words(error: ValidationError, config: Path | None) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    where = f" in {config}" if config else ""
    if first["type"] == "extra_forbidden":
        return f"Unknown setting {name}{where}: remove it or correct its spelling."
    return f"Setting {name}{where} is wrong: {first['msg']}."
