"""Rows of subfields that many tables use: $0-$8, $3, $5, $u, and constants of status and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.agents import ORGANIZATIONS, authority_values
from mappings.rules.forward import add
from mappings.rules.heading_numbers import numbers_of
from mappings.rules.marc_keys import marc_key
from mappings.rules.model import Part, Sub
from mappings.rules.punctuation import as_is, chop, keep

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField, Subfield

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


NUMBERS: Final = (
    Sub("0", "madsrdf:isIdentifiedByAuthority", reference=True, every=True),
    Sub("1", "madsrdf:identifiesRWO", reference=True, every=True),
)
"""$0 and $1: the IRIs of the authority and of the thing itself; other numbers stay in the residue."""


LINK_NOTES: Final = {
    "z": "", "y": "link text", "q": "format", "s": "file size", "a": "host", "c": "compression", "d": "path",
    "f": "file name", "g": "persistent identifier", "h": "non-functioning link", "i": "instruction", "l": "access",
    "m": "contact", "n": "terms of access", "o": "operating system", "p": "port", "r": "use", "t": "terms of use",
    "v": "hours",
}  # fmt: skip
"""Subfield of 856 -> the type of the note it is. `$x` is not for the public: it stays with the source record."""
ARCHIVE_NOTES: Final = {"b": "archiving agency", "c": "archive", "d": "dates archived", "f": "completeness"}
"""What 857 has beside or instead of these."""


def link_notes(codes: str) -> tuple[Sub, ...]:
    """Subfields of 856 as typed notes of the link."""
    return tuple(
        Sub(code, "rdfs:label", take=keep, part=Part("bf:note", "bf:Note"), also={"bf:noteType": LINK_NOTES[code]})
        for code in codes
    )


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


def number_node(node: Node, field: DataField) -> None:
    """$0 and $1 in a step: the IRIs of the authority and of the thing itself, other numbers as identifiers. The name
    that the node has already isn't said again.
    """
    for prop, value in authority_values([sub for sub in field.subfields if sub.code == "0"]):
        if value.get("@id", "") != node.get("@id"):
            add(node, prop, value)
    for text in field.all("1"):
        if iri := iris.known(text):
            add(node, "madsrdf:identifiesRWO", {"@id": iri})


def numbers_said(node: Node) -> list[Subfield]:
    """$0 and $1 of a node in a step, without the name it has itself."""
    return numbers_of({prop: values for prop, values in node.items() if prop != "@id"}, "#")
