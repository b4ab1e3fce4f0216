"""The 3xx about content: 336-388 without 34x."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import Rule

RULES: Final[tuple[Rule, ...]] = ()
