"""Templates to begin with, for every kind of notice that the presets of lending rules and every library send.

A library's own template goes before a preset of the same kind and language.
"""

from __future__ import annotations

from typing import Final

from graph.circulation.messages.presets.de import GERMAN
from graph.circulation.messages.presets.en import ENGLISH
from graph.circulation.messages.presets.model import Preset
from graph.circulation.messages.templates import Template

PRESETS: Final[tuple[Preset, ...]] = (*ENGLISH, *GERMAN)
"""Every preset."""

TEMPLATES: Final[tuple[Template, ...]] = tuple(each.template for each in PRESETS)
"""Their templates."""

KINDS: Final = frozenset(each.template.kind for each in PRESETS)
"""The kinds of notices for which there is a preset."""

__all__ = ["KINDS", "PRESETS", "TEMPLATES", "Preset"]
