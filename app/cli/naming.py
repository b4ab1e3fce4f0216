"""How the command line names libraries: slugs, and names in several languages."""

from __future__ import annotations

import re
from typing import Annotated, Final

import typer

from graph.tenants.model import Names

Slug = Annotated[str, typer.Argument(help="Its name in addresses: lower-case letters, digits, hyphens.")]
NameOption = Annotated[
    list[str] | None, typer.Option("--name", help="Its name, in one language (`en=Harbor Library`) or as it is.")
]
_LANGUAGE: Final = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)=(.+)", re.DOTALL)


def names_in(options: list[str] | None) -> Names:
    """The name in several languages from `en=Harbor Library` and the like; without a language it is `und`."""
    found: dict[str, str] = {}
    for option in options or ():
        match = _LANGUAGE.fullmatch(option)
        language, text = match.groups() if match else ("und", option)
        found[language] = text
    return found


def text_of(name: Names) -> str:
    """A name to show: in English where there is one."""
    return name.get("en") or next(iter(name.values()), "")
