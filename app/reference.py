"""The reference pages of settings, commands, errors, MARC coverage, differences and profiles, from the code:
`python -m app.reference`.

A test compares them with what is committed, so a setting, command or error can't exist undocumented.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import typer

from app import departures, marc_coverage, profile_page
from app.settings import Settings, rules, variable
from mappings.errors import CatalographError

FOLDER: Final = Path(__file__).parent.parent / "docs" / "reference"
_PACKAGES: Final = ("mappings", "graph", "schema", "app")
_MADE: Final = "<!-- Written by `python -m app.reference` from the code. Change the code, not this page. -->"


def pages() -> dict[str, str]:
    """Every generated page by file name."""
    return {
        "settings.md": settings_page(),
        "commands.md": commands_page(),
        "errors.md": errors_page(),
        "differences.md": departures.page(_MADE),
        "profiles.md": profile_page.page(_MADE),
    } | marc_coverage.pages(_MADE)


def settings_page() -> str:
    """One row a setting: variable, default, meaning."""
    described = rules()
    rows = [
        f"| `{variable(each.name)}` | {_shown(each.default)} | {described[each.name].meaning} |"
        for each in fields(Settings)
    ]
    return "\n".join(
        [
            "# Settings",
            _MADE,
            "",
            "Settings are environment variables. A name that isn't listed here, or a value that can't be, is an error.",
            "Names carry their units: `_s` seconds, `_mb` megabytes, `_records`, `_per_minute`.",
            "",
            "| variable | default | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _shown(default: object) -> str:
    if default is None or default == ():
        return ""
    return f"`{'yes' if default else 'no'}`" if isinstance(default, bool) else f"`{default}`"


def commands_page() -> str:
    """A section a command, with its own help text."""
    from app.cli.main import app

    root = typer.main.get_command(app)
    lines = ["# Commands", _MADE, ""]
    for path, command in _commands(root, "catalograph"):
        context = command.make_context(path, [], resilient_parsing=True)
        context.terminal_width = 100
        text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
        lines += [f"## {path}", "", "```text", text.strip(), "```", ""]
    return "\n".join(lines)


def _commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from _commands(child, f"{path} {name}")


def errors_page() -> str:
    """A section a code: what it means, and the way out."""
    lines = [
        "# Errors",
        _MADE,
        "",
        "Every error a person may see has a stable code: on the command line before the sentence, in an answer of the",
        "API in `extensions.code`, and of what a mutation refuses in `userErrors.reason`: after a dot stands which",
        "sentence of several it is. What the sentence names is in `values`.",
        "",
    ]
    for code, classes in sorted(error_classes().items()):
        lines += [f"## {code}", ""]
        for each in classes:
            lines += [" ".join(inspect.cleandoc(each.__doc__ or "").split()), ""]
            if each.hint:
                lines += [f"*What to do:* {each.hint}", ""]
    return "\n".join(lines)


def error_classes() -> dict[str, list[type[CatalographError]]]:
    """The classes of errors with a code of their own, by code, each list in order of name."""
    for package in _PACKAGES:
        _import_all(package)
    found: dict[str, list[type[CatalographError]]] = {}
    for each in _below(CatalographError):
        if "code" in each.__dict__ and each.__module__.partition(".")[0] in _PACKAGES:
            found.setdefault(each.code, []).append(each)
    return {code: sorted(classes, key=lambda each: each.__qualname__) for code, classes in found.items()}


def _import_all(package: str) -> None:
    module = importlib.import_module(package)
    for each in pkgutil.walk_packages(module.__path__, f"{package}."):
        if not re.search(r"\.__main__$", each.name):
            importlib.import_module(each.name)


def _below(cls: type[CatalographError]) -> Iterator[type[CatalographError]]:
    yield cls
    seen = set()
    for child in cls.__subclasses__():
        if child not in seen:
            seen.add(child)
            yield from _below(child)


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
