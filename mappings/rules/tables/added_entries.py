"""Added entries 700-758: contributions and related Hubs."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import Rule

RULES: Final[tuple[Rule, ...]] = ()
