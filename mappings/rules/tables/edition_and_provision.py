"""Written next."""

from mappings.rules.model import Rule

RULES: tuple[Rule, ...] = ()
