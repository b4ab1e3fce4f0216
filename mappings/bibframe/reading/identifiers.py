"""Identifiers and classifications, each identifier with the normal form in which two spellings of one number meet
(`mappings.text`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import iri_of, label, nodes, plain
from mappings.text import isbn13, issn, lccn, oclc


def _squeezed(value: str) -> str | None:
    return re.sub(r"[\s\u2010-\u2015-]+", "", value).upper() or None


def _doi(value: str) -> str | None:
    text = value.strip().lower()
    at = text.find("10.")
    return text[at:] if at >= 0 and "/" in text[at:] else None


@dataclass(frozen=True, slots=True)
class _Scheme:
    name: str
    normalise: Callable[[str], str | None]


_SCHEMES: Final[dict[str, _Scheme]] = {
    "bf:Isbn": _Scheme("isbn", isbn13),
    "bf:Issn": _Scheme("issn", issn),
    "bf:IssnL": _Scheme("issn-l", issn),
    "bf:Lccn": _Scheme("lccn", lccn),
    "bf:OclcNumber": _Scheme("oclc", oclc),
    "bf:Doi": _Scheme("doi", _doi),
    "bf:Ean": _Scheme("ean", _squeezed),
    "bf:Ismn": _Scheme("ismn", _squeezed),
    "bf:Upc": _Scheme("upc", _squeezed),
    "bf:Urn": _Scheme("urn", str.strip),
    "bf:Local": _Scheme("local", str.strip),
    "bf:Barcode": _Scheme("barcode", str.strip),
    "bf:ShelfMark": _Scheme("shelfmark", str.strip),
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier. `scheme` is `isbn`, `issn`, `lccn`, `oclc`, `doi` … or the local name of its type
    (`MatrixNumber`), `other` for a bare `bf:Identifier`. `normalized` is None where the value breaks its scheme.
    `cancelled`: the source says it is invalid, incorrect or cancelled. `source` names the scheme or assigner of a
    local one.
    """

    scheme: str
    value: str
    normalized: str | None = None
    qualifier: str | None = None
    cancelled: bool = False
    source: str | None = None


def identifiers(node: Node) -> list[Identifier]:
    """The identifiers of a resource in order; one without a value is left out."""
    found = []
    for each in nodes(node, "bf:identifiedBy"):
        value = plain(each, "rdf:value")
        if value is None or not (value := value.strip()):
            continue
        name, normalise = _scheme(each)
        found.append(
            Identifier(
                name,
                value,
                normalise(value),
                plain(each, "bf:qualifier") if "bf:qualifier" in each else None,
                "bf:status" in each and _cancelled(each),
                _source(each),
            )
        )
    return found


def _scheme(node: Node) -> tuple[str, Callable[[str], str | None]]:
    for type_ in node.get("@type", ()):
        if (known := _SCHEMES.get(type_)) is not None:
            return known.name, known.normalise
        if type_ != "bf:Identifier":
            return type_.rpartition(":")[2], str.strip
    return "other", str.strip


def _cancelled(node: Node) -> bool:
    return any(
        (iri_of(status) or "").endswith(("/cancinv", "/incorrect")) or label(status) in {"invalid", "incorrect"}
        for status in nodes(node, "bf:status")
    )


def _source(node: Node) -> str | None:
    for name in ("bf:source", "bf:assigner"):
        if name in node:
            for each in nodes(node, name):
                if found := plain(each, "bf:code") or label(each) or iri_of(each):
                    return found
    return None


@dataclass(frozen=True, slots=True)
class Classification:
    """A class number. `scheme` is `lcc`, `ddc`, `nlm`, `udc` or the code or IRI of another scheme; `item` the item
    part.
    """

    scheme: str
    value: str
    item: str | None = None
    edition: str | None = None


_CLASSES: Final = {
    "bf:ClassificationLcc": "lcc",
    "bf:ClassificationDdc": "ddc",
    "bf:ClassificationNlm": "nlm",
    "bf:ClassificationUdc": "udc",
}


def classifications(node: Node) -> list[Classification]:
    """The class numbers of a Work, Instance or Item in order; one without a number is left out."""
    found = []
    for each in nodes(node, "bf:classification"):
        value = plain(each, "bf:classificationPortion") or label(each)
        if not value:
            continue
        scheme = next((_CLASSES[type_] for type_ in each.get("@type", ()) if type_ in _CLASSES), None)
        found.append(
            Classification(
                scheme or _source(each) or "other",
                value,
                plain(each, "bf:itemPortion"),
                plain(each, "bf:edition"),
            )
        )
    return found
