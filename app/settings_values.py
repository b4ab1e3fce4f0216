"""How the text of a setting is read: each function answers with the value, or raises `ValueError` with what it is."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from app.settings_file import SettingError
from graph.access.claims import ClaimRule, claim_rules
from graph.access.model import AccessError
from graph.circulation.messages.mailing import deliverable


def base_address(text: str) -> str:
    """An address every IRI may begin with, with a slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ValueError("an absolute http or https address, such as https://catalogue.example/")
    return text if text.endswith("/") else text + "/"


def is_loopback(host: str | None) -> bool:
    """Whether a host of an address is the machine itself, the one place to which plain HTTP is safe."""
    return host in {"localhost", "127.0.0.1", "::1"}


def secure_address(text: str) -> str:
    """An address over HTTPS, or one of the machine itself."""
    parts = urlsplit(text)
    plain = parts.scheme == "http" and is_loopback(parts.hostname)
    if not (plain or parts.scheme == "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("an https address, such as https://login.example/ (http only on the machine itself)")
    return text


def secure_base(text: str) -> str:
    """A secure address that others begin with."""
    return base_address(secure_address(text))


def scope_names(text: str) -> str:
    """Scopes of OpenID Connect."""
    if "openid" not in text.split():
        raise ValueError("names separated by spaces, “openid” among them")
    return " ".join(text.split())


def claims_to_roles(text: str) -> tuple[ClaimRule, ...]:
    """Which claims give which roles."""
    try:
        return claim_rules(text)
    except AccessError as error:
        raise SettingError(error.message, hint=error.way_out) from None


def between(low: int, high: int) -> Callable[[str], int]:
    """Whole numbers from one to another."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise ValueError(f"a whole number from {low:,} to {high:,}") from None
        if not low <= value <= high:
            raise ValueError(f"a whole number from {low:,} to {high:,}")
        return value

    return read


def truth(text: str) -> bool:
    """Yes or no."""
    if text.lower() not in {"yes", "no", "true", "false", "1", "0"}:
        raise ValueError("yes or no")
    return text.lower() in {"yes", "true", "1"}


def one_of(*choices: str) -> Callable[[str], str]:
    """One of some words."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"one of {', '.join(choices)}")
        return text

    return read


def mail_address(text: str) -> str:
    """One e-mail address."""
    found = deliverable(text)
    if found is None:
        raise ValueError("an e-mail address, such as library@harbor.example")
    return found
