"""Settings as an operator meets them: names, units, impossible values, and the files beside a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.auth.provider import provider_of
from app.layout import BaseDiffers, BaseUnknown, Layout, NoSuchStore
from app.settings import SettingError, StoreAddress, read_settings, store_address


def test_without_any_setting_the_defaults_hold() -> None:
    settings = read_settings({"PATH": "/bin", "CATALOGRAPH_PORT": ""})
    assert (settings.store, settings.host, settings.port) == (None, "127.0.0.1", 8000)


def test_a_misspelt_setting_is_an_error_that_suggests_the_right_one() -> None:
    with pytest.raises(SettingError, match="CATALOGRAPH_STOER") as refused:
        read_settings({"CATALOGRAPH_STOER": "memory:"})
    assert "CATALOGRAPH_STORE" in refused.value.way_out


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CATALOGRAPH_PORT", "http"),
        ("CATALOGRAPH_PORT", "0"),
        ("CATALOGRAPH_PORT", "65536"),
        ("CATALOGRAPH_INTROSPECTION", "perhaps"),
        ("CATALOGRAPH_LOG_LEVEL", "loud"),
        ("CATALOGRAPH_BASE", "catalogue.example"),
        ("CATALOGRAPH_BASE", "https://c.example/?x"),
        ("CATALOGRAPH_OIDC_ISSUER", "http://login.example/"),
        ("CATALOGRAPH_OIDC_ISSUER", "https://login.example/?x"),
        ("CATALOGRAPH_OIDC_ISSUER", "https://[::/"),
        ("CATALOGRAPH_OIDC_REDIRECT_BASE", "catalogue.example"),
        ("CATALOGRAPH_OIDC_SCOPES", "profile"),
        ("CATALOGRAPH_OIDC_ROLES", "staff = harbor:boss"),
        ("CATALOGRAPH_OIDC_ROLES", "staff, harbor"),
        ("CATALOGRAPH_STORE", "postgres://x"),
        ("CATALOGRAPH_STORE", "sqlite://x"),
        ("CATALOGRAPH_STORE", "sqlite:///"),
    ],
)
def test_an_impossible_value_is_an_error_that_says_what_is_possible(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name) as refused:
        read_settings({name: value})
    assert refused.value.way_out


def test_a_base_address_always_ends_in_a_slash() -> None:
    assert read_settings({"CATALOGRAPH_BASE": "https://c.example/library"}).base == "https://c.example/library/"


@pytest.mark.parametrize(
    ("text", "path"), [("sqlite:///a/b.sqlite", "a/b.sqlite"), ("sqlite:////a/b.sqlite", "/a/b.sqlite")]
)
def test_three_slashes_begin_a_relative_path_and_four_an_absolute_one(text: str, path: str) -> None:
    assert store_address(text) == StoreAddress("sqlite", Path(path))
    assert str(store_address(text)) == text


def test_the_base_address_is_chosen_once_and_remembered(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "new" / "c.sqlite")
    assert layout.base("https://c.example/", create=True) == "https://c.example/"
    layout.store.touch()
    assert layout.base(None, create=False) == "https://c.example/"
    with pytest.raises(BaseDiffers):
        layout.base("https://other.example/", create=False)


def test_a_store_that_is_not_there_is_made_only_where_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(NoSuchStore):
        Layout(tmp_path / "c.sqlite").base(None, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_store_whose_address_was_lost_is_not_given_another_one(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "c.sqlite")
    layout.store.touch()
    with pytest.raises(BaseUnknown):
        layout.base(None, create=False)
    assert layout.base("https://c.example/", create=False) == "https://c.example/"
    assert layout.base(None, create=False) == "https://c.example/"


def test_two_stores_in_one_folder_share_no_file(tmp_path: Path) -> None:
    one, two = Layout(tmp_path / "a.sqlite"), Layout(tmp_path / "b.sqlite")
    files = [{each.search, each.sparql, each.uploads, each.lock("search")} for each in (one, two)]
    assert not files[0] & files[1]


def test_settings_come_from_a_file_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / "catalograph.toml"
    file.write_text('# ours\nstore = "memory:"\nport = 8100\nintrospection = false\nworkers = 2\n')
    settings = read_settings({"CATALOGRAPH_CONFIG": str(file), "CATALOGRAPH_WORKERS": "3"})
    assert (settings.store, settings.port, settings.introspection) == (StoreAddress("memory"), 8100, False)
    assert settings.workers == 3


@pytest.mark.parametrize(
    ("text", "said", "way_out"),
    [
        ("port = 8100\n\nwrokers = 2\n", "line 3: there is no setting wrokers", "Did you mean workers?"),
        ("CATALOGRAPH_PORT = 8100\n", "line 1: there is no setting CATALOGRAPH_PORT", "Did you mean port?"),
        ("\n[port]\na = 1\n", "line 2: port is a dict", "A setting is"),
        ("port = \n", "is not TOML", "name = value"),
        ("port = 99999\n", "CATALOGRAPH_PORT can't be “99999”", "whole number"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, text: str, said: str, way_out: str) -> None:
    file = tmp_path / "c.toml"
    file.write_text(text)
    with pytest.raises(SettingError) as refused:
        read_settings({"CATALOGRAPH_CONFIG": str(file)})
    assert said in refused.value.message
    assert way_out in refused.value.way_out


def test_a_settings_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="can't be read"):
        read_settings({"CATALOGRAPH_CONFIG": str(tmp_path / "none.toml")})


PROVIDER = {
    "CATALOGRAPH_OIDC_ISSUER": "https://login.example",
    "CATALOGRAPH_OIDC_CLIENT_ID": "catalograph",
    "CATALOGRAPH_OIDC_CLIENT_SECRET": "hush",
    "CATALOGRAPH_OIDC_REDIRECT_BASE": "https://c.example/library",
}


def test_a_provider_of_sign_ins_is_whole_or_none_and_the_message_names_what_is_missing() -> None:
    found = provider_of(read_settings(PROVIDER))
    assert found is not None
    assert found.callback == "https://c.example/library/sign-in/callback"
    assert provider_of(read_settings({})) is None
    for name in PROVIDER:
        given = {each: text for each, text in PROVIDER.items() if each != name}
        with pytest.raises(SettingError, match=name) as refused:
            provider_of(read_settings(given))
        assert "hush" not in refused.value.message
    with pytest.raises(SettingError, match="PASSWORD_SIGN_IN"):
        provider_of(read_settings({"CATALOGRAPH_PASSWORD_SIGN_IN": "no"}))


def test_the_providers_secret_may_stand_in_a_file_and_a_file_without_it_is_told(tmp_path: Path) -> None:
    given = {name: text for name, text in PROVIDER.items() if "SECRET" not in name}
    file = tmp_path / "secret"
    given["CATALOGRAPH_OIDC_CLIENT_SECRET_FILE"] = str(file)
    for text in (None, "", " \n"):
        if text is not None:
            file.write_text(text)
        with pytest.raises(SettingError, match="CLIENT_SECRET_FILE"):
            provider_of(read_settings(given))
    file.write_text("hush\n")
    found = provider_of(read_settings(given))
    assert found is not None
    assert found.secret == "hush"
    with pytest.raises(SettingError, match="one of"):
        provider_of(read_settings(given | PROVIDER))
