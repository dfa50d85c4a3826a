"""One validated configuration. Read from `almpo.toml` and from the environment (`ALMPO_INGEST__WORKERS=2`).

Unknown keys are errors; every number has bounds. The environment wins over the file.
"""

import tomllib
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from almpo.evidence.errors import SettingsError

CONFIG_FILE = "almpo.toml"


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StoreSettings(Section):
    url: str | None = None  # SQLAlchemy URL; default: SQLite in the home folder
    blobs: str | None = None  # folder or fsspec URL (s3://bucket/prefix); default: folder in the home folder


class IngestSettings(Section):
    workers: int = Field(default=2, ge=1, le=64)  # parsing child processes at a time
    memory_mb: int = Field(default=3072, ge=512, le=65536)  # address space of a parsing child
    seconds: int = Field(default=600, ge=5, le=7200)  # wall time of a parse outside its pages
    seconds_per_page: float = Field(default=120, ge=0.1, le=600)  # wall time of a page, OCR included
    max_pages: int = Field(default=3000, ge=1, le=100_000)
    max_bytes: int = Field(default=512 * 2**20, ge=1024, le=2**34)
    max_decoded_bytes: int = Field(default=2**30, ge=2**20, le=2**36)  # sum of decoded PDF streams
    ocr: str = Field(default="rapidocr", pattern="^(rapidocr|tesseract|none)$")
    ocr_dpi: int = Field(default=200, ge=72, le=600)


class EmbeddingSettings(Section):
    model: str = "multilingual-e5-small-int8"  # or any sentence-transformers model by name (extra "hub")
    batch: int = Field(default=16, ge=1, le=1024)
    threads: int = Field(default=2, ge=1, le=256)


class IndexSettings(Section):
    backend: str = Field(default="edge", pattern="^(edge|server)$")
    url: str | None = None  # of the Qdrant server
    api_key: str | None = None


class SearchSettings(Section):
    limit: int = Field(default=10, ge=1, le=200)
    candidates: int = Field(default=100, ge=10, le=5000)


class RerankSettings(Section):
    """A cross-encoder that reads the question with each of the best hits. Without `model` there is none."""

    model: str | None = Field(default=None, min_length=1)  # a folder or a name on the hub (extra "hub")
    candidates: int = Field(default=30, ge=2, le=500)  # best hits of each kind that it reads
    batch: int = Field(default=16, ge=1, le=1024)


class AnswerSettings(Section):
    seconds: float = Field(default=60, ge=0.5, le=600)  # budget of a question; then what is verified is told


class ChatSettings(Section):
    """A chat model that writes the answers. Without `model` the deterministic writer does."""

    model: str | None = None  # as the provider calls it
    provider: str = "openai"  # as LangChain calls it; also for other servers that speak this one's protocol
    base_url: str | None = None
    api_key: SecretStr | None = None  # default: the provider's own environment variable
    temperature: float = Field(default=0, ge=0, le=2)
    max_tokens: int = Field(default=2000, ge=50, le=100_000)
    evidence: int = Field(default=40, ge=1, le=500)  # pieces of evidence that it is shown, the best first
    json_schema: bool = False  # ask the provider to hold its reply to the schema
    timeout: float | None = Field(default=None, ge=1, le=600)  # seconds after which a request is given up
    retries: int | None = Field(default=None, ge=0, le=10)  # of a failed request


class ServeSettings(Section):
    host: str = "127.0.0.1"
    port: int = Field(default=8420, ge=1, le=65535)
    public_url: str | None = Field(default=None, pattern="^https?://.*[^/]$")  # as others reach this server
    token: str | None = Field(default=None, min_length=16)  # asked for on writing routes when set


class Settings(BaseSettings):
    """All settings. `home` holds the database, blobs and index unless they are configured elsewhere."""

    model_config = SettingsConfigDict(
        env_prefix="ALMPO_",
        env_nested_delimiter="__",
        toml_file=CONFIG_FILE,
        extra="forbid",
        frozen=True,
    )

    home: Path = Path(platformdirs.user_data_dir("almpo", appauthor=False))
    models: Path | None = (
        None  # folder of converted models; default: in the user's cache, shared by all homes
    )
    store: StoreSettings = StoreSettings()
    ingest: IngestSettings = IngestSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    index: IndexSettings = IndexSettings()
    search: SearchSettings = SearchSettings()
    rerank: RerankSettings = RerankSettings()
    answers: AnswerSettings = AnswerSettings()
    chat: ChatSettings = ChatSettings()
    serve: ServeSettings = ServeSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def database_url(self) -> str:
        return self.store.url or f"sqlite:///{self.home.absolute() / 'almpo.db'}"

    @property
    def blobs_url(self) -> str:
        return self.store.blobs or str(self.home.absolute() / "blobs")

    @property
    def index_path(self) -> Path:
        return self.home.absolute() / "index"

    @property
    def runs_path(self) -> Path:
        """SQLite file of answers in the making, where the store itself is SQLite."""
        return self.home.absolute() / "runs.db"

    @property
    def models_path(self) -> Path:
        return self.models or Path(platformdirs.user_cache_dir("almpo", appauthor=False)) / "models"


def load_settings(**overrides: Any) -> Settings:
    """Read the settings. Raises SettingsError naming every key that is wrong."""
    try:
        return Settings(**overrides)
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise SettingsError(f"{CONFIG_FILE} cannot be read: {error}") from error
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
            for problem in error.errors()
        )
        raise SettingsError(f"settings: {problems}. See docs/configuration.md for the keys.") from error
