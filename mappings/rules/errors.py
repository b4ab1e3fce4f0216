"""What can be wrong with a table of rules: found when it is loaded, told with file and line."""

from __future__ import annotations

from typing import ClassVar

from mappings.errors import CatalographError


class RuleError(CatalographError):
    """A mapping rule can't be used: an unknown option, an undeclared term, two rules for one statement, no example."""

    code: ClassVar[str] = "MAPPING_RULE_INVALID"
    hint: ClassVar[str] = "Correct the row at the file and line given; docs/reference/mapping.md lists all options."

    def __init__(self, at: str, message: str) -> None:
        super().__init__(f"{at}: {message}")
        self.at = at
