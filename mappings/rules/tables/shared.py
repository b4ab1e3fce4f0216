"""Rows of subfields that many tables use: $0-$8, $3, $5, $u, and constants of status and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.agents import ORGANIZATIONS
from mappings.rules.marc_keys import marc_key
from mappings.rules.model import Part, Sub
from mappings.rules.punctuation import as_is, chop

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField

APPLIES_TO: Final = Sub("3", "rdfs:label", take=chop, part=Part("bflc:appliesTo", "bflc:AppliesTo"), every=True)
"""$3: the part of the resource a statement applies to."""

INSTITUTION: Final = Sub(
    "5",
    "bf:code",
    take=as_is,
    plain=True,
    part=Part("bflc:applicableInstitution", "bf:Agent"),
    iri="http://id.loc.gov/vocabulary/organizations/{strip}",
    every=True,
)
"""$5: the institution a statement holds for."""

LOCATOR: Final = Sub("u", "bf:electronicLocator", reference=True)
"""$u: where it is on the net."""


def source(stem: str = "") -> Sub:
    """$2: the scheme a value comes from, below `stem`, or by its code alone."""
    return Sub("2", "bf:code", take=as_is, plain=True, part=Part("bf:source", "bf:Source"),
               iri=f"{stem}{{}}" if stem else "", every=True)  # fmt: skip


def status(code: str, label: str) -> Mapping[str, Any]:
    """A constant `bf:status` of the vocabulary mstatus."""
    return {"bf:status": {"@id": f"http://id.loc.gov/vocabulary/mstatus/{code}", "@type": "bf:Status",
                          "rdfs:label": label}}  # fmt: skip


INVALID: Final = status("cancinv", "canceled or invalid")
INCORRECT: Final = status("incorrect", "incorrect")


def note_type(code: str) -> str:
    """The IRI of a type of note."""
    return f"http://id.loc.gov/vocabulary/mnotetype/{code}"


def internal_note(field: DataField) -> Node:
    """How a field was written that statements alone would not tell from what coded data say, or that is about the
    record itself: a note of the administrative metadata, as the Library of Congress keeps 040.
    """
    return {"@type": ["bf:Note", note_type("internal")], "rdfs:label": [marc_key(field)]}


def institution_node(text: str) -> Node:
    """$5 in a step: the institution a statement holds for, below `bflc:applicableInstitution`."""
    return {"@id": ORGANIZATIONS + iris.code(text, strip=True), "@type": ["bf:Agent"], "bf:code": [text]}
