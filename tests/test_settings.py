"""Settings are parsed once; what is unknown or wrong is refused with its path."""

from pathlib import Path
from typing import get_args

import pytest

from assistant.people.person import Role
from ingest.errors import SettingsError
from ingest.settings import load_settings
from ingest.web_settings import RoleName


def test_defaults_need_no_file(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert settings.home == tmp_path
    assert settings.models.embedding == "all-MiniLM-L6-v2"
    assert settings.chroma.url is None


def test_the_home_folders_own_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "commissioning.toml").write_text("[answer]\nmax_words = 40\n")
    assert load_settings(tmp_path).answer.max_words == 40


def test_the_environment_names_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMISSIONING_HOME", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("COMMISSIONING_CHROMA__URL", "http://127.0.0.1:9000")
    settings = load_settings()
    assert settings.home == tmp_path / "elsewhere"
    assert settings.chroma.url == "http://127.0.0.1:9000"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[ingest]\nmax_pagse = 3\n", "Unknown setting ingest.max_pagse"),
        ("[ingest]\nmax_pages = 0\n", "Setting ingest.max_pages .* is wrong"),
        ("[ingest\n", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_explained(tmp_path: Path, text: str, message: str) -> None:
    config = tmp_path / "settings.toml"
    config.write_text(text)
    with pytest.raises(SettingsError, match=message):
        load_settings(tmp_path, config)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"Cannot read the settings file .*none\.toml"):
        load_settings(tmp_path, tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[web]\ntrusted_proxies = ["10.0.0.0/33"]\n', "Setting web.trusted_proxies"),
        ('[web]\npublic_url = "assistant.averdale.example"\n', "not an http or https address"),
        ('[web]\npublic_url = "https://averdale.example/assistant"\n', "leave the path out"),
        ('[web]\npublic_url = "https://user:word@averdale.example"\n', "scheme, host, port and path alone"),
        ("[web]\npassword_length = 7\n", "Setting web.password_length"),
        ("[web]\nusers_file = 7\n", "Unknown setting web.users_file"),
        ('[oidc]\nissuer = "http://id.example"\nclient_id = "c"\n', "by https alone"),
        ('[oidc]\nissuer = "https://id.example"\n', "oidc.client_id is missing"),
        ('[oidc]\nissuer = "https://id.example"\nclient_id = "c"\n', "oidc.roles is empty"),
        ('[oidc]\nroles = { Staff = "king" }\n', "Setting oidc.roles.Staff"),
        ('[oidc]\nscopes = ["profile"]\n', "must hold openid"),
        ('[oidc]\nsecret = "x"\n', "Unknown setting oidc.secret"),
    ],
)
def test_a_wrong_way_in_is_explained(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "commissioning.toml").write_text(text)
    with pytest.raises(SettingsError, match=message):
        load_settings(tmp_path)


def test_where_accounts_are_kept(tmp_path: Path) -> None:
    assert load_settings(tmp_path).users_path == tmp_path / "users.json"
    (tmp_path / "commissioning.toml").write_text('[web]\nusers = "/srv/kept/users.json"\n')
    assert load_settings(tmp_path).users_path == Path("/srv/kept/users.json")


def test_the_roles_that_a_group_may_give_are_all_there_are() -> None:
    assert get_args(RoleName) == tuple(Role)
