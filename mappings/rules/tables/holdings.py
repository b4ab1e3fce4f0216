"""Electronic locations, holdings and items: 841-887 and local item fields."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import Rule

RULES: Final[tuple[Rule, ...]] = ()
