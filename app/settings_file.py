"""Settings from a TOML file: the names of the environment's variables in lower case, without `CATALOGRAPH_`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar

from mappings.errors import CatalographError


class SettingError(CatalographError):
    """A setting with a name that doesn't exist or a value it can't have. Nothing was started."""

    code: ClassVar[str] = "SETTING"
    hint: ClassVar[str] = "docs/reference/settings.md lists every setting."


class NoStore(SettingError):
    """A command needs a store and none is named."""

    code: ClassVar[str] = "NO_STORE"
    hint: ClassVar[str] = "Name one with --store sqlite:///path/to/file, or set CATALOGRAPH_STORE."


def file_settings(path: Path, known: Sequence[str]) -> dict[str, str]:
    """The settings in a file, as the environment would give them. Raises `SettingError` with the line."""
    try:
        text = path.read_text("utf-8")
        found = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"The settings file {path} can't be read: {_why(error)}.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"{path} is not TOML: {error}.", hint="Write one `name = value` a line.") from None
    values = {}
    for name, value in found.items():
        if name not in known:
            close = get_close_matches(name.lower().removeprefix("catalograph_"), known, 1)
            raise SettingError(
                f"{path}, line {_line(text, name)}: there is no setting {name}.",
                hint=f"Did you mean {close[0]}?" if close else SettingError.hint,
            )
        if not isinstance(value, str | int):
            raise SettingError(
                f"{path}, line {_line(text, name)}: {name} is a {type(value).__name__}.",
                hint="A setting is a text, a whole number, true or false.",
            )
        values[f"CATALOGRAPH_{name.upper()}"] = str(value).lower() if isinstance(value, bool) else str(value)
    return values


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else "it is not UTF-8"


def _line(text: str, name: str) -> int:
    """The line on which a name is given."""
    given = re.compile(rf"""\s*(?:\[+\s*)?["']?{re.escape(name)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if given.match(line)), 1)
