"""Linking entries 760-788."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import Rule

RULES: Final[tuple[Rule, ...]] = ()
