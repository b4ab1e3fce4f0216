"""Rules to begin with: texts for a public library, a university and a school, each complete and clean.

A library copies one and makes it its own; nothing lends by a preset unasked.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from graph.circulation.rules.model import RuleSet
from graph.circulation.rules.parser import parse


@dataclass(frozen=True, slots=True)
class Preset:
    """A text of rules by name, and for whom it is."""

    name: str
    says: str

    def text(self) -> str:
        """The text, as a library begins with it."""
        return files(__name__).joinpath(f"{self.name}.rules").read_text("utf-8")

    def rules(self) -> RuleSet:
        """Its rules."""
        return parse(self.text())


PRESETS: Final[dict[str, Preset]] = {
    each.name: each
    for each in (
        Preset("public", "a public library: four weeks, small fees, none for children"),
        Preset("university", "a university: long loans for staff, recalls, reserves by the hour, equipment"),
        Preset("school", "a school: loans that end with the term, no fees"),
    )
}
"""The presets by name."""
