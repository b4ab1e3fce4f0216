"""Leader, 006, 007, 008: types, languages, places, dates and what single characters say."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import Rule

RULES: Final[tuple[Rule, ...]] = ()
