"""The conversion report: what became of the fields of a MARC record, or of the records of an import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Annotated

import strawberry

from mappings.bibframe.conversion_report import ConversionReport as Counted
from mappings.bibframe.conversion_report import ReportRow, notation_of
from mappings.bibframe.outcomes import FieldOutcome
from schema.ask import Ask
from schema.connections import After, Connection, First, page, paged
from schema.fields import attribute, choice, reading
from schema.types.resource import Resource, in_scope


@strawberry.enum(description="What became of a field of a MARC record.")
class ConversionOutcome(Enum):
    """What became of a field of a MARC record."""

    LOSSLESS = choice("lossless", "Statements give it back as it came.")
    NORMALISED = choice("normalised", "Statements give it back in its canonical form.")
    RESIDUE = choice("residue", "Statements don't give it back, or not wholly; it is kept and comes back all the same.")


@strawberry.enum(description="Why a field is normalised, or in the residue.")
class ConversionReason(Enum):
    """Why a field is normalised, or in the residue."""

    SPACING = choice("spacing", "Normalised: spaces put in order.")
    PUNCTUATION = choice("punctuation", "Normalised: ISBD punctuation put as the format has it.")
    OLDER_FORM = choice("older-form", "Normalised: an older way of writing put as it is written today.")
    LINK = choice("link", "Normalised: the link to the field in the other script counted anew.")
    UNMAPPED = choice("unmapped", "Residue: no statement is made of it.")
    PARTLY = choice("partly", "Residue: statements are made of a part of it; `lost` tells of what not.")
    ELSEWHERE = choice("elsewhere", "Residue: its statements come back as other fields, in `instead`.")


Wanted = Annotated[
    list[ConversionOutcome] | None, strawberry.argument(description="Only with these outcomes; absent, all.")
]


@strawberry.type(description="Fields of one tag with one outcome for one reason, counted.")
class ConversionRow:
    """Fields of one tag with one outcome for one reason, counted."""

    tag: str = attribute("The tag; 880-245 for an 880 that stands for a 245.")
    outcome: ConversionOutcome = attribute("What became of them.")
    reasons: list[ConversionReason] = attribute("Why; empty for lossless ones.")
    fields: int = attribute("How many fields there are.")
    records: int = attribute("In how many records.")
    lost: list[LostPart] = attribute("The parts that statements don't give back, the most frequent first.")


@strawberry.type(description="A part of fields that statements don't give back, counted.")
class LostPart:
    """A part of fields that statements don't give back, counted."""

    part: str = attribute("A subfield code, ind1 or ind2, or a position of a fixed field such as /18.")
    fields: int = attribute("How many fields lose it.")


@strawberry.type(description="What became of one field of a record.")
class FieldConversion:
    """What became of one field of a record."""

    position: int = attribute("Its place in the record; the leader is 0.")
    tag: str = attribute("The tag; 880-245 for an 880 that stands for a 245.")
    text: str = attribute("The field in one line: tag, indicators (# is blank), subfields each after a $ and its code.")
    outcome: ConversionOutcome = attribute("What became of it.")
    reasons: list[ConversionReason] = attribute("Why; empty for a lossless one.")
    lost: list[str] = attribute("The parts that statements don't give back: subfield codes, ind1, ind2, positions.")
    instead: list[str] = attribute("The fields its statements come back as, where they are others.")


@strawberry.type(
    description="What became of the fields of MARC records. Each field of each record is in exactly one row."
)
class ConversionReport:
    """What became of the fields of MARC records."""

    counted: strawberry.Private[Counted]
    outcomes: strawberry.Private[Sequence[FieldOutcome]] = ()
    records: int = attribute("How many records it counts.")
    lossless: int = attribute("How many fields statements give back as they came.")
    normalised: int = attribute("How many fields statements give back in their canonical form.")
    residue: int = attribute("How many fields statements don't give back wholly.")

    @reading(per="first")
    def rows(self, outcomes: Wanted = None, first: First = 50, after: After = None) -> Connection[ConversionRow]:
        """Fields counted by tag, outcome and reason, in the order of tags."""
        names = _names(outcomes)
        rows = [_row(each) for each in self.counted.sorted() if each.outcome in names]
        return paged(rows, page(first, after), lambda row: f"{row.tag} {row.outcome} {row.reasons}")

    @reading(per="first")
    def fields(self, outcomes: Wanted = None, first: First = 100, after: After = None) -> Connection[FieldConversion]:
        """The fields of the record one by one; none where the report counts many records."""
        names = _names(outcomes)
        found = [_field(each) for each in self.outcomes if each.outcome in names]
        return paged(found, page(first, after), lambda field: str(field.position))


def _names(outcomes: Iterable[ConversionOutcome] | None) -> frozenset[str]:
    return frozenset(each.value for each in outcomes or ConversionOutcome)


def _row(row: ReportRow) -> ConversionRow:
    lost = sorted(row.subfields.items(), key=lambda pair: (-pair[1], pair[0]))
    return ConversionRow(
        tag=row.tag,
        outcome=ConversionOutcome(row.outcome),
        reasons=[ConversionReason(each) for each in row.reason.split("+") if each],
        fields=row.fields,
        records=row.records,
        lost=[LostPart(part=part, fields=count) for part, count in lost],
    )


def _field(outcome: FieldOutcome) -> FieldConversion:
    return FieldConversion(
        position=outcome.position,
        tag=outcome.tag,
        text=notation_of(outcome.field),
        outcome=ConversionOutcome(outcome.outcome),
        reasons=[ConversionReason(each) for each in outcome.reasons],
        lost=list(outcome.lost),
        instead=[notation_of(each) for each in outcome.instead],
    )


def report_of(counted: Counted, outcomes: Sequence[FieldOutcome] = ()) -> ConversionReport:
    """A report for the API."""
    return ConversionReport(
        counted=counted,
        outcomes=outcomes,
        records=counted.records,
        **counted.totals(),
    )


def reports(parents: Sequence[Resource], ask: Ask) -> list[ConversionReport | None]:
    """What became of the record each resource came from; None where the caller may read none."""
    found = in_scope(parents, ask, None, ask.services.catalogue.outcomes)
    return [None if outcomes is None else _of_record(outcomes) for outcomes, _ in found]


def _of_record(outcomes: Sequence[FieldOutcome]) -> ConversionReport:
    counted = Counted()
    counted.count(outcomes)
    return report_of(counted, outcomes)
