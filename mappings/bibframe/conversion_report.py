"""The conversion report: what became of the fields of many records, counted by tag and reason, and told to people.

It adds up: every field of every record counted is in exactly one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from mappings.bibframe.outcomes import REASONS, FieldOutcome, Outcome
from mappings.marc.notation import show
from mappings.marc.record import ControlField, DataField


@dataclass(slots=True)
class ReportRow:
    """Fields of one tag with one outcome and reason (codes of `REASONS` joined by `+`; empty for lossless ones).

    `fields` and `records` count; `subfields` counts the codes that are lost in a residue.
    """

    tag: str
    outcome: Outcome
    reason: str = ""
    fields: int = 0
    records: int = 0
    subfields: dict[str, int] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """The reason in words."""
        return "; ".join(REASONS.get(each, each) for each in self.reason.split("+") if each)

    def add(self, other: ReportRow) -> None:
        """Take in the figures of another row of the same kind."""
        self.fields += other.fields
        self.records += other.records
        for code, count in other.subfields.items():
            self.subfields[code] = self.subfields.get(code, 0) + count


@dataclass(slots=True)
class ConversionReport:
    """What became of the fields of `records` records, in rows by tag, outcome and reason."""

    records: int = 0
    rows: dict[str, ReportRow] = field(default_factory=dict)

    def count(self, outcomes: Iterable[FieldOutcome]) -> None:
        """Count one record."""
        self.records += 1
        own: dict[str, ReportRow] = {}
        for each in outcomes:
            reason = "+".join(each.reasons)
            key = f"{each.tag} {each.outcome} {reason}"
            row = own.get(key) or own.setdefault(key, ReportRow(each.tag, each.outcome, reason, records=1))
            row.fields += 1
            for code in each.lost:
                row.subfields[code] = row.subfields.get(code, 0) + 1
        self._add(own)

    def add(self, other: ConversionReport) -> None:
        """Take in the figures of other records."""
        self.records += other.records
        self._add(other.rows)

    def _add(self, rows: dict[str, ReportRow]) -> None:
        for key, row in rows.items():
            self.rows.setdefault(key, ReportRow(row.tag, row.outcome, row.reason)).add(row)

    def fields(self, outcome: Outcome | None = None) -> int:
        """How many fields have this outcome; how many there are."""
        return sum(row.fields for row in self.rows.values() if outcome in {None, row.outcome})

    def sorted(self) -> list[ReportRow]:
        """The rows in the order of tags, lossless before normalised before residue."""
        order = ("lossless", "normalised", "residue")
        return sorted(self.rows.values(), key=lambda row: (_tag_order(row.tag), order.index(row.outcome), row.reason))

    def as_json(self) -> dict[str, Any]:
        """The report as JSON has it: totals, and a list of rows."""
        return {
            "records": self.records,
            "fields": self.totals(),
            "rows": [{name: value for name, value in asdict(row).items() if value} for row in self.sorted()],
        }

    def totals(self) -> dict[str, int]:
        """How many fields have each outcome."""
        return {name: self.fields(name) for name in _OUTCOMES}

    def text(self) -> Iterator[str]:
        """The report as lines of text: totals, then what is not lossless, the most frequent first."""
        total = self.fields()
        yield f"{self.records:,} record{'' if self.records == 1 else 's'}, {total:,} fields"
        for name, said in _OUTCOMES.items():
            count = self.fields(name)
            yield f"  {name:<11}{count:>12,}  {count / max(total, 1):7.2%}  {said}"
        for name in ("residue", "normalised"):
            rows = sorted((row for row in self.rows.values() if row.outcome == name), key=lambda row: -row.fields)
            if rows:
                yield ""
                yield f"{name.capitalize()}"
                yield f"  {'tag':<9}{'fields':>9}{'records':>9}  why"
            for row in rows:
                yield f"  {row.tag:<9}{row.fields:>9,}{row.records:>9,}  {row.said}{lost_codes(row.subfields)}"


_OUTCOMES: dict[Outcome, str] = {
    "lossless": "statements give it back as it came",
    "normalised": "statements give it back in its canonical form",
    "residue": "kept beside the statements, and put in again from there",
}


def lost_codes(subfields: dict[str, int], most: int | None = None) -> str:
    """`: $h 12, first indicator 3`, the most frequent first, so many at most; empty where there are none."""
    if not subfields:
        return ""
    ranked = sorted(subfields.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{lost_name(code)} {count:,}" for code, count in ranked[:most]]
    more = len(ranked) - len(shown)
    return ": " + ", ".join(shown) + (f" and {more} more" if more else "")


def lost_name(code: str) -> str:
    """A lost part of a field as people write it."""
    named = {"ind1": "first indicator", "ind2": "second indicator"}
    return named.get(code) or (f"position {code[1:]}" if code.startswith("/") and len(code) > 1 else f"${code}")


def told(outcome: FieldOutcome) -> str:
    """One field's outcome as a line of text."""
    line = notation_of(outcome.field)
    why = "; ".join(REASONS[each] for each in outcome.reasons)
    lost = f" ({', '.join(map(lost_name, outcome.lost))})" if outcome.lost else ""
    instead = f" ({', '.join(map(notation_of, outcome.instead))})" if outcome.instead else ""
    return f"{outcome.outcome:<11}{line}" + (f"\n{'':<11}  {why}{lost}{instead}" if why else "")


def notation_of(field: DataField) -> str:
    """A field in one line as `mappings.marc.notation` has it; control fields and the leader are in the form of data
    fields here.
    """
    fixed = field.tag == "LDR" or (field.tag < "010" and not field.subfields)
    return show(ControlField(field.tag, field.ind1) if fixed else field)


def _tag_order(tag: str) -> tuple[bool, str]:
    return tag != "LDR", tag
