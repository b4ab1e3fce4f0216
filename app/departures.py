"""The reference page of where our BIBFRAME differs from the Library of Congress conversion, from its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mappings.departures.model import Departure, Kind
from mappings.departures.rows import DEPARTURES

_ABOUT: Final = """\
Compared with what marc2bibframe2 2.10 (Saxon, one record at a time) makes of 807 records of many libraries,
statement by statement: each path from a work, instance or item to a value. F1 is at least 0.97
without administrative metadata and 0.95 with it. Every pattern of difference that occurs more than five times is
explained here; `python bench/convert.py --agreement` counts again and names any that isn't. The rows are in
`mappings/departures`; each example is converted by a test, and has the statement or, where the reference alone has it,
hasn't.

A count is of statements that only one side has. The comparison joins what all records say of an IRI: a source, a media
type or an agent that one record describes otherwise is counted with every record that names it.
"""

_EVERYWHERE: Final = """\
## Everywhere

- Links with spaces or brackets are percent-encoded; what no IRI can be made of stays out. Parsers refuse the
  reference's, so these statements weren't compared.
- 541, 561 and 583 with a first indicator 0 (private) stay out of the description. They remain with the source record.
- Holdings are resources beside the work and instance (`lsp:Holdings`) and aren't counted.
- What is left are patterns of at most five differences, most of them of records with broken data: subfields out of
  order, markup in texts, several records in one.
"""


def page(made: str) -> str:
    """The page; `made` is the line that says it is generated."""
    lines = ["# Where our BIBFRAME differs from the Library of Congress conversion", made, "", _ABOUT]
    for kind in Kind:
        lines += [f"## {kind.value}", "", "| Count | What | Why | Example |", "|---|---|---|---|"]
        rows = [row for row in DEPARTURES if row.kind is kind]
        lines += [*map(_row, sorted(rows, key=lambda row: -row.count)), ""]
    return "\n".join([*lines, _EVERYWHERE])


def _row(row: Departure) -> str:
    return f"| {row.count} | {row.says} | {row.why} | {'<br>'.join(_example(row))} |"


def _example(row: Departure) -> Iterator[str]:
    for line in row.marc.splitlines():
        yield _code(line.strip())
    for path in row.ours:
        yield f"→ {_code(path)}"
    for path in row.theirs:
        yield f"not {_code(path)}"


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"
