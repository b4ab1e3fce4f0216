"""Reads the records of the demo, which are kept as people read them: one MARC field a line, a blank line between."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from app.demo.libraries import DemoLibrary
from mappings.marc import notation
from mappings.marc.record import Record


def records(library: DemoLibrary) -> Iterator[Record]:
    """The records of `library`, in the order of its file."""
    text = files("app.demo").joinpath("records", library.records).read_text(encoding="utf-8")
    return (notation.record(part) for part in text.split("\n\n"))
