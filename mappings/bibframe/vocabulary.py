"""Controlled vocabularies, described once: what a store keeps in a shared graph and not in every description.

The converter describes each term where it is used, as the reference conversion does. `strip` takes off what the shared
description says already, `restore` puts it back, and `terms` are the shared descriptions themselves. A statement
about a
term that goes beyond its shared description (where a record calls a carrier by another name) is left in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from mappings.bibframe.node import Node, Value
from mappings.codes import fixed_fields as codes
from mappings.codes.countries import COUNTRIES, DISCONTINUED_COUNTRIES
from mappings.codes.geographic_areas import GEOGRAPHIC_AREAS
from mappings.codes.languages import DISCONTINUED_LANGUAGES, LANGUAGES
from mappings.codes.model import CodeList
from mappings.codes.physical_bytes import PHYSICAL_BYTES
from mappings.codes.relators import RELATORS
from mappings.rules.tables.fixed_008 import BYTES

VOCABULARY: Final = "http://id.loc.gov/vocabulary/"

_LISTS: Final[tuple[tuple[CodeList, str], ...]] = (
    (RELATORS, "bf:Role"),
    (LANGUAGES, "bf:Language"),
    (DISCONTINUED_LANGUAGES, "bf:Language"),
    (COUNTRIES, "bf:Place"),
    (DISCONTINUED_COUNTRIES, "bf:Place"),
    (GEOGRAPHIC_AREAS, "bf:GeographicCoverage"),
    (codes.CONTENT_TYPES, "bf:Content"),
    (codes.MEDIA_BY_CATEGORY, "bf:Media"),
    (codes.CARRIERS, "bf:Carrier"),
    (codes.RECORD_STATUSES, "bf:Status"),
    (codes.ENCODING_LEVELS, "bflc:EncodingLevel"),
    (codes.PLAYING_SPEEDS, "bf:PlayingSpeed"),
    (codes.TAPE_CONFIGURATIONS, "bf:TapeConfig"),
    (codes.CAPTURE_STORAGE, "bf:CaptureStorage"),
    (codes.REDUCTION_RATIOS, "bf:ReductionRatio"),
    *((row.codes, row.type) for row in BYTES),
)
"""Code lists and the class of their terms; the first that has a term describes it."""

_CODED: Final[tuple[tuple[str, str], ...]] = tuple(
    (VOCABULARY + path, type_)
    for path, type_ in (
        ("descriptionConventions/", "bf:DescriptionConventions"),
        ("marcauthen/", "bf:DescriptionAuthentication"),
        ("genreFormSchemes/", "bf:Source"),
        ("subjectSchemes/", "bf:Source"),
        ("classSchemes/", "bf:Source"),
        ("nameTitleSchemes/", "bf:Source"),
        ("nationalbibschemes/", "bf:Source"),
        ("demographicTermSchemes/", "bf:Source"),
        ("citationschemes/", "bf:Source"),
        ("organizations/", "bf:Agent"),
    )
)
"""Open vocabularies whose terms are known by the code at the end of their IRI."""


@lru_cache(maxsize=1)
def _described() -> dict[str, tuple[str, str]]:
    """IRI -> (class, label) of every term of the lists."""
    found: dict[str, tuple[str, str]] = {}
    for listing, type_ in _LISTS:
        for row in listing:
            if row.iri is not None:
                found.setdefault(row.iri, (type_, row.label))
    for byte in PHYSICAL_BYTES:
        if byte.iri is not None:
            found.setdefault(byte.iri, (byte.type, byte.label))
    return found


@lru_cache(maxsize=8192)
def shared(iri: str) -> tuple[str, str, str] | None:
    """(class, property, text) of the shared description of a term, or None where it has none."""
    if (found := _described().get(iri)) is not None:
        return found[0], "rdfs:label", found[1]
    for prefix, type_ in _CODED:
        if iri.startswith(prefix) and len(iri) > len(prefix):
            return type_, "bf:code", iri[len(prefix) :]
    return None


def strip(node: Node) -> Node:
    """`node` with every term's shared description taken off; the node given is not changed, and is returned as it is
    where there is nothing to take off. A bare reference stays where all that was said is shared.
    """
    changed: Node | None = None
    for key, values in node.items():
        if key[0] == "@":
            continue
        for at, value in enumerate(values):
            if value.__class__ is not dict:
                continue
            kept = strip_value(value)
            if kept is not value:
                if changed is None:
                    changed = dict(node)
                if changed[key] is values:
                    changed[key] = list(values)
                changed[key][at] = kept
    return node if changed is None else changed


def strip_value(value: Node) -> Value:
    """As `strip`, for one literal, reference, node or list."""
    iri = value.get("@id")
    if iri is None:
        if "@list" in value:
            return _strip_list(value)
        return value if "@value" in value else strip(value)
    if len(value) == 1:
        return value
    if iri[0] != "#" and (known := shared(iri)) is not None:
        type_, prop, text = known
        own = value.get(prop)
        if value.get("@type") == [type_] and (own is None or own == [text]):
            value = {key: values for key, values in value.items() if key != "@type" and key != prop}  # noqa: PLR1714
            if len(value) == 1:
                return value
    return strip(value)


def _strip_list(value: Node) -> Node:
    members = value["@list"]
    kept = [strip_value(member) if member.__class__ is dict else member for member in members]
    return value if all(one is other for one, other in zip(kept, members, strict=True)) else {"@list": kept}


def restore(node: Node) -> Node:
    """`node` with the shared description of every term put back; the node given is not changed."""
    return {
        key: values if key[0] == "@" else [restore_value(value) for value in values] for key, values in node.items()
    }


def restore_value(value: Value) -> Value:
    """As `restore`, for one value of a property."""
    if isinstance(value, str) or "@value" in value:
        return value
    if "@list" in value:
        return {"@list": [restore_value(member) for member in value["@list"]]}
    iri = value.get("@id")
    if iri is None or "@type" in value or (known := shared(iri)) is None:
        return restore(value)
    type_, prop, text = known
    return restore({"@id": iri, "@type": [type_], prop: [text], **value})


def terms() -> Iterator[Node]:
    """The shared description of every term of the lists, each a root of the vocabulary graph."""
    for iri, (type_, label) in _described().items():
        yield {"@id": iri, "@type": [type_], "rdfs:label": [{"@value": label, "@language": "en"}]}
