"""Settings are validated, wherever they come from."""

from pathlib import Path

import pytest

from almpo.evidence.errors import SettingsError
from almpo.evidence.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_live_in_the_home_folder(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "h")
    assert settings.database_url == f"sqlite:///{tmp_path}/h/almpo.db"
    assert settings.blobs_url == f"{tmp_path}/h/blobs"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("almpo.toml").write_text('home = "x"\n[ingest]\nworkers = 3\nmax_pages = 7\n')
    monkeypatch.setenv("ALMPO_INGEST__WORKERS", "5")
    settings = load_settings()
    assert (settings.home, settings.ingest.workers, settings.ingest.max_pages) == (Path("x"), 5, 7)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("wrokers = 3", "wrokers"),
        ("[ingest]\nwrokers = 3", "ingest.wrokers"),
        ("[ingest]\nworkers = 0", "ingest.workers"),
        ("[ingest]\nworkers = 'many'", "ingest.workers"),
        ("[index]\nbackend = 'faiss'", "index.backend"),
        ("[serve]\ntoken = 'short'", "serve.token"),
        ("[rerank]\nmodle = 'm'", "rerank.modle"),
        ("[rerank]\ncandidates = 1", "rerank.candidates"),
    ],
)
def test_what_is_wrong_is_named(text: str, named: str) -> None:
    Path("almpo.toml").write_text(text)
    with pytest.raises(SettingsError, match=named.replace(".", r"\.")):
        load_settings()


def test_a_file_that_is_no_toml_is_named() -> None:
    Path("almpo.toml").write_text("home = ")
    with pytest.raises(SettingsError, match=r"almpo\.toml"):
        load_settings()


def test_every_number_has_bounds() -> None:
    for section in Settings.model_fields.values():
        fields = getattr(section.annotation, "model_fields", {})
        for name, field in fields.items():
            if field.annotation in (int, float):
                bounds = {type(rule).__name__ for rule in field.metadata}
                assert {"Ge", "Le"} <= bounds, name
