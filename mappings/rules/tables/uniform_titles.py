"""Uniform titles 130 and 240: the Hub a Work expresses."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import Rule

RULES: Final[tuple[Rule, ...]] = ()
