"""The names people sign in with: what may be one. They are unique in an installation, however they are capitalised."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from graph.access.model import AccessError

MOST_OF_A_NAME: Final = 100
_NAME: Final = re.compile(r"[^\s\x00-\x1f<>\"]{2,100}")


class NameTaken(AccessError):
    """Another account has the name."""

    code: ClassVar[str] = "USERNAME_TAKEN"
    hint: ClassVar[str] = "Choose another name, such as the person's e-mail address."


class InvalidUsername(AccessError):
    """A name that nobody could sign in with."""

    code: ClassVar[str] = "INVALID_USERNAME"
    hint: ClassVar[str] = "Use 2 to 100 characters without spaces, such as a short name or an e-mail address."


def checked_username(name: str) -> str:
    """The name where it may be one, or empty for a program's account. Raises `InvalidUsername`."""
    name = name.strip()
    if name and not _NAME.fullmatch(name):
        raise InvalidUsername("This can't be a name to sign in with.")
    return name
