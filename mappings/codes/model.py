"""What a code list is: codes with the IRI that identifies each and its label, and the day the list was taken.

A list is written as a table of text, a row a code, so that a librarian can read and correct it. It is parsed once, when
its module is first imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Code(NamedTuple):
    """One row: the code as it stands in MARC, the IRI it stands for (None where there is none) and its English
    label.
    """

    code: str
    iri: str | None
    label: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes. `of` is the ISO date of the list it follows."""

    name: str
    of: str
    codes: Mapping[str, Code]
    labels: Mapping[str, str] = field(default_factory=dict)
    """Label by IRI."""

    def __iter__(self) -> Iterator[Code]:
        """The rows in the order of the list."""
        return iter(self.codes.values())

    def __contains__(self, code: object) -> bool:
        """Whether the list has the code."""
        return code in self.codes

    def get(self, code: str) -> Code | None:
        """The row of `code`, or None."""
        return self.codes.get(code)

    def label(self, iri: str) -> str | None:
        """The label of a term of this list by its IRI, or None."""
        return self.labels.get(iri)


def listed(name: str, *, of: str, base: str = "", rows: str) -> CodeList:
    """The list written in `rows`: `code | label`, the IRI being base + code, or `code | label | IRI`, or `… | -` for
    none.

    An IRI without a scheme is taken below `base`. Raises `ValueError` for a row of another form or a code given twice.
    """
    codes: dict[str, Code] = {}
    for line in rows.strip().splitlines():
        code, *rest = (part.strip() for part in line.split("|"))
        if len(rest) not in {1, 2} or code in codes:
            raise ValueError(f"code list {name}: can't read the row “{line}”")
        codes[code] = Code(code, _iri(base, rest[1] if len(rest) == 2 else code), rest[0])
    labels: dict[str, str] = {}
    for row in codes.values():
        if row.iri is not None:
            labels.setdefault(row.iri, row.label)
    return CodeList(name, of, codes, labels)


def _iri(base: str, written: str) -> str | None:
    if written == "-":
        return None
    return written if written.startswith("http") else base + written
