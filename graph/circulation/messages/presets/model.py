"""A row of the presets: a template and what it makes of the example."""

from __future__ import annotations

from dataclasses import dataclass

from graph.circulation.messages.templates import Template


@dataclass(frozen=True, slots=True)
class Preset:
    """A template, and the subject and text that it makes of `EXAMPLE` of the places."""

    template: Template
    example: tuple[str, str]


def preset(language: str, kind: str, subject: str, text: str, said: str, example: str) -> Preset:
    """A row from a kind, a subject and a text, and what these say in the example. Texts begin after a line break."""
    return Preset(Template(kind, language, subject, text.strip("\n")), (said, example.lstrip("\n")))
