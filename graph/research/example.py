"""What a query to begin from consists of."""

from __future__ import annotations

from dataclasses import dataclass

from graph.research.saved import Language


@dataclass(frozen=True, slots=True)
class Example:
    """A query to begin from: its name for programs, what it is called, what it answers, and its text."""

    key: str
    title: str
    about: str
    language: Language
    text: str
