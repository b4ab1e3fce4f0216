"""The OpenID Connect provider of an installation, as its settings name it: whole, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.settings import Settings, variable
from app.settings_file import SettingError

CALLBACK: Final = "/sign-in/callback"
"""Where the provider sends browsers back to, below the address of the server."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people sign in, and how this installation shows itself there."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    callback: str
    """The address that browsers are sent back to. From a setting: a request's `Host` header may be anybody's."""
    scopes: str
    button: str


def provider_of(settings: Settings) -> Provider | None:
    """The provider that the settings name, None where they name none. Raises `SettingError` for half of one."""
    if settings.oidc_issuer is None:
        _check_unneeded(settings)
        if not settings.password_sign_in:
            raise SettingError(
                f"{variable('password_sign_in')} is no, and there is no other way to sign in.",
                hint=f"Set {variable('oidc_issuer')} and what it needs, or leave passwords on.",
            )
        return None
    client, base = _needed(settings, "oidc_client_id"), _needed(settings, "oidc_redirect_base")
    return Provider(
        settings.oidc_issuer,
        client,
        _secret(settings.oidc_client_secret, settings.oidc_client_secret_file),
        base.rstrip("/") + CALLBACK,
        settings.oidc_scopes,
        settings.oidc_button,
    )


def _check_unneeded(settings: Settings) -> None:
    names = ("oidc_client_id", "oidc_client_secret", "oidc_client_secret_file", "oidc_redirect_base", "oidc_roles")
    for name in names:
        if getattr(settings, name):
            raise SettingError(f"{variable(name)} is set, and {variable('oidc_issuer')} is not.")


def _needed(settings: Settings, name: str) -> str:
    value: str | None = getattr(settings, name)
    if value is None:
        raise SettingError(f"{variable('oidc_issuer')} needs {variable(name)} beside it.")
    return value


def _secret(given: str | None, file: Path | None) -> str:
    names = variable("oidc_client_secret"), variable("oidc_client_secret_file")
    if (given is None) == (file is None):
        raise SettingError(f"{variable('oidc_issuer')} needs one of {names[0]} and {names[1]} beside it.")
    if file is None:
        return given or ""
    try:
        found = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = (error.strerror or "") if isinstance(error, OSError) else "it is not UTF-8"
        raise SettingError(f"{names[1]}: {file} can't be read: {why}.") from None
    if not found:
        raise SettingError(f"{names[1]}: {file} is empty.")
    return found
