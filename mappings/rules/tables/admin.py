"""Administrative metadata: 001, 003, 005, 040, 042 and the history of the record."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import Rule

RULES: Final[tuple[Rule, ...]] = ()
