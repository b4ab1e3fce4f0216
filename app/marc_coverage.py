"""The reference pages of what becomes of every field and subfield of the MARC 21 formats, measured on the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from mappings.bibframe.convert import converter
from mappings.marc.formats import FORMATS, FieldOf, Format, marc21
from mappings.rules.by_intent import Reason, reason
from mappings.rules.coverage import CONVERTED, Coverage, coverage

_ABOUT: Final = """\
Every field and subfield that a MARC 21 format defines, and what the converter makes of it. Nothing here is written by
hand: each subfield is looked for in the examples beside the rules (or tried on one of them), converted, and brought
back.

- **lossless**: statements alone give it back as it came.
- **normalised**: they give it back in its canonical form ([what that may change](normalisation.md)).
- **residue**: statements don't give it back; it is kept beside the description and comes back on export. Where a path
  stands beside it, statements say it all the same.
- † obsolete in the format.
- More than one word: it depends on the rest of the field; the examples in the table show when.

Paths are from a root, with the class of each node. The last column is the table in `mappings/rules/tables` whose rule
reads it.
"""


def pages(made: str) -> dict[str, str]:
    """The pages by name: an index with the sums, and one for each hundred of fields of a format. `made` is the line
    that says that they are generated.
    """
    found: dict[str, str] = {}
    index = ["# MARC 21 coverage", made, "", _ABOUT]
    for name in FORMATS:
        standard = marc21(name)
        index += [f"## {name.capitalize()} format", "", f"As of {standard.of}.", ""]
        if name not in CONVERTED:
            index += ["Records of this format are not converted.", ""]
            continue
        covered = list(coverage(standard, converter()))
        index += [*_summary(standard, covered), "| fields | |", "|---|---|"]
        for hundred, of_hundred in groupby(covered, key=lambda row: _hundred(row.tag)):
            place = f"marc-coverage/{name}-{hundred.lower()}.md"
            rows = [list(rows) for _, rows in groupby(of_hundred, key=lambda row: row.tag)]
            title = f"# MARC 21 coverage: {name} format, fields {hundred}"
            body = [line for each in rows for line in _field(standard, standard.fields[each[0].tag], each)]
            found[place] = "\n".join([title, made, "", "[What the words mean](../marc-coverage.md)", "", *body])
            index.append(f"| [{hundred}]({place}) | {', '.join(each[0].tag for each in rows)} |")
        index += [
            "",
            "An 880 becomes what the field becomes that its $6 names, in the language and script of its text.",
            "",
        ]
    return {"marc-coverage.md": "\n".join(index)} | found


def _hundred(tag: str) -> str:
    """The leader stands with the control fields."""
    return f"{tag[0]}XX" if tag[0].isdecimal() else "0XX"


def _summary(standard: Format, covered: list[Coverage]) -> Iterator[str]:
    current = [row for row in covered if row.code and not _is_obsolete(standard.fields[row.tag], row.code)]
    ends = Counter(" / ".join(row.outcomes) for row in current)
    yield "| current subfields | how many |"
    yield "|---|---|"
    for end, count in ends.most_common():
        yield f"| {end} | {count} |"
    yield f"| **all** | **{len(current)}** |"
    yield ""
    yield "| why nothing is said of a subfield | how many |"
    yield "|---|---|"
    reasons = Counter(_reason(standard, row) for row in covered if not row.carried)
    for why in Reason:
        yield f"| {why.value} | {reasons[why.value]} |"
    yield ""


def _is_obsolete(field: FieldOf, code: str) -> bool:
    return field.obsolete or field.subfields[code].obsolete


def _field(standard: Format, field: FieldOf, rows: list[Coverage]) -> Iterator[str]:
    marks = ["repeatable" if field.repeatable else "not repeatable"]
    if field.obsolete:
        marks.append(f"obsolete {field.since}".strip())
    if field.defined_by:
        marks.append(f"as in the {field.defined_by} format")
    yield f"### {field.tag} {field.name}"
    yield ""
    yield f"{', '.join(marks).capitalize()}."
    yield ""
    yield "| subfield | becomes | comes back | table |"
    yield "|---|---|---|---|"
    for (outcomes, becomes, modules), alike in groupby(rows, key=lambda row: _cells(standard, row)):
        names = "; ".join(_named(field, row.code) for row in alike)
        yield f"| {names} | {becomes} | {outcomes} | {modules} |"
    yield ""


def _cells(standard: Format, row: Coverage) -> tuple[str, str, str]:
    paths = "<br>".join(f"`{path}`" for path in row.paths)
    becomes = paths or ("" if row.carried else f"({_reason(standard, row)})")
    return " / ".join(row.outcomes), becomes, ", ".join(row.modules) if row.carried else ""


def _reason(standard: Format, row: Coverage) -> str:
    field = standard.fields[row.tag]
    found = reason(standard.name, field, field.subfields.get(row.code))
    return "" if found is None else found.value


def _named(field: FieldOf, code: str) -> str:
    if not code:
        return "whole field"
    subfield = field.subfields[code]
    return f"`${code}` {subfield.name}" + (" †" if subfield.obsolete and not field.obsolete else "")
