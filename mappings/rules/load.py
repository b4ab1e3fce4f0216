"""Loading the tables: every module of `mappings.rules.tables`, its rows in order, errors told with file and line."""

from __future__ import annotations

import importlib
import traceback
from collections.abc import Iterable

from mappings.rules.errors import RuleError
from mappings.rules.model import Rule

MODULES = (
    "leader",
    "fixed_008",
    "fixed_007",
    "admin",
    "identifiers",
    "standard_numbers",
    "system_numbers",
    "language_codes",
    "coded_data",
    "times",
    "music_codes",
    "classification",
    "subject_categories",
    "names",
    "titles",
    "uniform_titles",
    "edition_and_provision",
    "physical",
    "characteristics",
    "music_and_issues",
    "content",
    "work_attributes",
    "series",
    "contents_and_policies",
    "notes",
    "further_notes",
    "own_notes",
    "subjects",
    "subject_names",
    "places",
    "added_entries",
    "further_entries",
    "linking",
    "citations",
    "provenance",
    "institutions",
    "holdings_items",
    "holdings_coded",
    "holdings_location",
    "holdings_statements",
    "holdings",
)
"""The table modules in the order their statements are tried; each has `RULES: tuple[Rule, ...]`."""

AUTHORITY_MODULES = ("record", "headings", "tracings", "numbers", "classes", "describing", "series", "notes")
"""The table modules of authority records, likewise."""

HOLDINGS_MODULES = ("holdings_record", "holdings_items", "holdings_location", "holdings_statements", "provenance")
"""The table modules of holdings records, likewise; all but the first are those of bibliographic records too."""


def load_authorities() -> tuple[Rule, ...]:
    """The rules of authority records."""
    return load(AUTHORITY_MODULES, "mappings.rules.tables.authorities")


def load(modules: Iterable[str] = MODULES, package: str = "mappings.rules.tables") -> tuple[Rule, ...]:
    """The rules of these table modules. Raises `RuleError` for a row that can't be read."""
    rules: list[Rule] = []
    for name in modules:
        try:
            rules.extend(importlib.import_module(f"{package}.{name}").RULES)
        except TypeError as error:
            raise RuleError(_where(error), f"no such option: {error}") from error
    return tuple(rules)


def _where(error: BaseException) -> str:
    """The last line of a table in the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "tables" in frame.filename]
    frame = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{frame.filename}:{frame.lineno}"
