"""Identifiers and class numbers, as recorded and in their normal form."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

import strawberry

from mappings.bibframe import read
from mappings.bibframe.node import Node as Body
from schema.directives import Iri
from schema.fields import attribute, choice


@strawberry.enum(description="What an identifier belongs to.")
class IdentifierScheme(Enum):
    """What an identifier belongs to."""

    ISBN = choice("isbn", "International Standard Book Number; normalized to 13 digits.")
    ISSN = choice("issn", "International Standard Serial Number.")
    LCCN = choice("lccn", "Library of Congress Control Number.")
    OCLC = choice("oclc", "OCLC number, without its prefix.")
    DOI = choice("doi", "Digital Object Identifier.")
    EAN = choice("ean", "International Article Number.")
    ISMN = choice("ismn", "International Standard Music Number.")
    URN = choice("urn", "Uniform Resource Name.")
    BARCODE = choice("barcode", "The barcode of an item.")
    LOCAL = choice("local", "An identifier of a library's own.")
    OTHER = choice("other", "Any other identifier.")


_KNOWN = {each.value: each for each in IdentifierScheme}


@strawberry.type(description="An identifier of a resource.", directives=[Iri(term="bf:Identifier")])
class Identifier:
    """An identifier of a resource."""

    scheme: IdentifierScheme = attribute("What it belongs to.")
    value: str = attribute("As recorded.", iri="rdf:value")
    normalized: str | None = attribute("Its normal form; null where the value breaks the scheme's rules.")
    qualifier: str | None = attribute("What it is the identifier of, as recorded: a volume, a binding.")
    is_cancelled: bool = attribute("Whether the source calls it invalid, incorrect or cancelled.")


@strawberry.type(description="A class number.", directives=[Iri(term="bf:Classification")])
class Classification:
    """A class number."""

    scheme: str = attribute("lcc, ddc, nlm, udc, or the code or IRI of another scheme.")
    value: str = attribute("The class number.", iri="bf:classificationPortion")
    item: str | None = attribute("The part that makes it a call number, where it is recorded.", iri="bf:itemPortion")


def identifiers_of(node: Body, only: Collection[IdentifierScheme] = ()) -> list[Identifier]:
    """The identifiers of a description, of some schemes where given."""
    made = []
    for each in read.identifiers(node):
        scheme = _KNOWN.get(each.scheme, IdentifierScheme.OTHER)
        if not only or scheme in only:
            made.append(
                Identifier(
                    scheme=scheme,
                    value=each.value,
                    normalized=each.normalized,
                    qualifier=each.qualifier,
                    is_cancelled=each.cancelled,
                )
            )
    return made


def classifications_of(node: Body) -> list[Classification]:
    """The class numbers of a description."""
    return [Classification(scheme=each.scheme, value=each.value, item=each.item) for each in read.classifications(node)]
