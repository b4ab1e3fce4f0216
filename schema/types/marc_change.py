"""What an edit changed in MARC terms: for cataloguers who think in fields, and for whoever takes MARC from here."""

from __future__ import annotations

from enum import Enum

import strawberry

from mappings.marc.notation import show
from mappings.rules.marc_differences import FieldChange
from schema.fields import attribute, choice


@strawberry.enum(description="What happened to a MARC field.")
class MarcChangeKind(Enum):
    """What happened to a MARC field."""

    ADDED = choice("added", "It is new.")
    REMOVED = choice("removed", "It is gone.")
    CHANGED = choice("changed", "Its indicators or subfields are others; `subfields` tells which.")


@strawberry.type(description="What happened to one part of a MARC field.")
class MarcSubfieldChange:
    """What happened to one part of a MARC field."""

    code: str = attribute("Its code; ind1 or ind2 for an indicator, empty for the text of a control field.")
    before: str | None = attribute("What it said; null where it is new.")
    after: str | None = attribute("What it says; null where it is gone.")


@strawberry.type(description="What happened to one field of the MARC record.")
class MarcFieldChange:
    """What happened to one field of the MARC record."""

    kind: MarcChangeKind = attribute("What happened.")
    tag: str = attribute("Its tag.")
    before: str | None = attribute("The field in one line as it was; null where it is new.")
    after: str | None = attribute("The field in one line as it is; null where it is gone.")
    subfields: list[MarcSubfieldChange] = attribute("What changed within it, where it changed.")


def change_of(change: FieldChange) -> MarcFieldChange:
    """A change for the API."""
    return MarcFieldChange(
        kind=MarcChangeKind(change.kind),
        tag=change.tag,
        before=None if change.before is None else show(change.before),
        after=None if change.after is None else show(change.after),
        subfields=[MarcSubfieldChange(code=x.code, before=x.before, after=x.after) for x in change.subfields],
    )
