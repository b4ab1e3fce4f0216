"""The keys by which documents are found, as a table: every row carries an example that runs as a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from graph.store.headings import HEADING_KINDS, heading_kind, heading_urn
from graph.store.model import DerivedKey, Key
from graph.store.names import parse_graph
from mappings import text as words
from mappings.bibframe.node import Node
from mappings.bibframe.reading import authorities
from mappings.bibframe.reading.authorities import IDENTIFIED


@dataclass(frozen=True, slots=True)
class KeyExample:
    """A body and the value of the key that follows from it (None: no key)."""

    body: Node
    value: str | None


@dataclass(frozen=True, slots=True)
class KeyRule:
    """One row: documents with a root of one of `types` (any when empty) carry the values of `property` as keys.

    With `part`, the property's values are nodes of that type and the text is their `rdf:value`; with `read`, the texts
    are what it reads from the whole body. `normal` answers None for what can't be a key. `unique` is the space in
    which one resource alone may hold a value: "tenant" (the owner of the graph), "installation", or "" for keys that
    many may share.
    """

    scheme: str
    property: str
    normal: Callable[[str], str | None]
    examples: tuple[KeyExample, ...]
    part: str = ""
    types: tuple[str, ...] = ()
    unique: str = ""
    read: Callable[[Node], Iterable[str]] | None = None


def _as_stored(text: str) -> str | None:
    return text or None


def _trimmed(text: str) -> str | None:
    return text.strip() or None


def _identified(type: str, value: str, root: str = "bf:Instance") -> Node:
    return {"@type": [root], "bf:identifiedBy": [{"@id": "#identifiedBy-1", "@type": [type], "rdf:value": [value]}]}


def _named(name: str) -> Callable[[Node], Iterable[str]]:
    """Reads the IRIs that a property of the root names."""
    return lambda body: [value["@id"] for value in body.get(name, ()) if type(value) is dict and "@id" in value]


def _words(body: Node) -> list[str]:
    return [word for text in body.get("lsp:name", ()) if type(text) is str for word in words.fold(text).split()]


def _variants(body: Node) -> list[str]:
    return [text.value for text in authorities.variants(body)]


_COPY: Final = "https://c.example/harbor/items/x1"
_ECO: Final = "http://id.loc.gov/authorities/names/n79021164"
_ECO_VARIANT: Final[Node] = {"@type": ["madsrdf:Variant"], "madsrdf:variantLabel": ["Eco, U."]}

KEYS: Final[tuple[KeyRule, ...]] = (
    KeyRule(
        "isbn",
        "bf:identifiedBy",
        words.isbn13,
        (
            KeyExample(_identified("bf:Isbn", "0-19-853453-1 (pbk.)"), "9780198534532"),
            KeyExample(_identified("bf:Isbn", "0-19-853453-2"), None),
        ),
        part="bf:Isbn",
    ),
    KeyRule(
        "issn",
        "bf:identifiedBy",
        words.issn,
        (KeyExample(_identified("bf:Issn", "00280836"), "0028-0836"),),
        part="bf:Issn",
    ),
    KeyRule(
        "issn",
        "bf:identifiedBy",
        words.issn,
        (KeyExample(_identified("bf:IssnL", "0028-0836", "bf:Work"), "0028-0836"),),
        part="bf:IssnL",
    ),
    KeyRule(
        "lccn",
        "bf:identifiedBy",
        words.lccn,
        (KeyExample(_identified("bf:Lccn", "   85-2 "), "85000002"),),
        part="bf:Lccn",
    ),
    KeyRule(
        "oclc",
        "bf:identifiedBy",
        words.oclc,
        (
            KeyExample(_identified("bf:OclcNumber", "(OCoLC)ocm00012345"), "12345"),
            KeyExample(_identified("bf:OclcNumber", "(DE-599)12345"), None),
        ),
        part="bf:OclcNumber",
    ),
    KeyRule(
        "control-number",
        "lsp:controlNumber",
        _as_stored,
        (KeyExample({"@type": ["bf:Instance"], "lsp:controlNumber": ["GPO|001183905 "]}, "GPO|001183905 "),),
        types=("bf:Instance", "bf:Work"),
        unique="tenant",
    ),
    KeyRule(
        "barcode",
        "bf:identifiedBy",
        _trimmed,
        (
            KeyExample(_identified("bf:Barcode", " 31234000012345 ", "bf:Item"), "31234000012345"),
            KeyExample(_identified("bf:Barcode", "31234000012345", "bf:Instance"), None),
            KeyExample(_identified("bf:Barcode", " ", "bf:Item"), None),
        ),
        part="bf:Barcode",
        types=("bf:Item",),
        unique="tenant",
    ),
    KeyRule(
        "slug",
        "lsp:slug",
        _as_stored,
        (
            KeyExample({"@type": ["lsp:Tenant"], "lsp:slug": ["harbor"]}, "harbor"),
            KeyExample({"@type": ["bf:Work"], "lsp:slug": ["harbor"]}, None),
        ),
        types=("lsp:Tenant", "lsp:Network"),
        unique="installation",
    ),
    KeyRule(
        "token",
        "lsp:tokenHash",
        _as_stored,
        (KeyExample({"@type": ["lsp:Token"], "lsp:tokenHash": ["9f86d081"]}, "9f86d081"),),
        types=("lsp:Token",),
        unique="installation",
    ),
    KeyRule(
        "username",
        "lsp:username",
        lambda text: words.fold(text).strip() or None,
        (KeyExample({"@type": ["lsp:Account"], "lsp:username": [" Ada "]}, "ada"),),
        types=("lsp:Account",),
        unique="installation",
    ),
    KeyRule(
        "patron-barcode",
        "lsp:barcode",
        _trimmed,
        (
            KeyExample({"@type": ["lsp:Patron"], "lsp:barcode": ["P-1001 "]}, "P-1001"),
            KeyExample({"@type": ["bf:Item"], "lsp:barcode": ["P-1001"]}, None),
        ),
        types=("lsp:Patron",),
        unique="tenant",
    ),
    KeyRule(
        "patron-external-id",
        "lsp:externalId",
        _trimmed,
        (KeyExample({"@type": ["lsp:Patron"], "lsp:externalId": ["s0123456"]}, "s0123456"),),
        types=("lsp:Patron",),
        unique="tenant",
    ),
    KeyRule(
        "patron-name",
        "lsp:name",
        _as_stored,
        (KeyExample({"@type": ["lsp:Patron"], "lsp:name": ["Ærø"]}, words.fold("Ærø")),),
        types=("lsp:Patron",),
        read=_words,
    ),
    *(
        KeyRule(scheme, name, _as_stored, (
            KeyExample({"@type": [root], name: [{"@id": _COPY}]}, _COPY),
            KeyExample({"@type": [root]}, None),
        ), types=(root,), unique=unique, read=_named(name))
        for scheme, name, root, unique in (
            ("open-loan", "lsp:openLoanOf", "lsp:Loan", "tenant"),
            ("lost-and-paid", "lsp:lostAndPaid", "lsp:Loan", ""),
            ("open-transit", "lsp:openTransitOf", "lsp:Transit", "tenant"),
            ("kept-item", "lsp:keptItem", "lsp:Request", "tenant"),
            ("queue", "lsp:inQueueOf", "lsp:Request", ""),
        )
    ),
    KeyRule(
        "heading",
        "rdfs:label",
        _as_stored,
        (KeyExample({"@type": ["bf:Person"], "rdfs:label": ["Eco, Umberto"]}, heading_urn("agents", "Eco, Umberto")),),
        types=tuple(HEADING_KINDS),
    ),
    *(
        KeyRule("variant", name, _as_stored, (KeyExample(body, heading_urn("agents", "Eco, U.")),),
                types=tuple(HEADING_KINDS), read=_variants)
        for name, body in (
            ("madsrdf:hasVariant", {"@type": ["bf:Person"], "madsrdf:hasVariant": [_ECO_VARIANT]}),
            (IDENTIFIED, {"@type": ["bf:Person"], IDENTIFIED: [
                {"@type": ["madsrdf:PersonalName"], "madsrdf:hasVariant": [_ECO_VARIANT]}]}),
        )
    ),
    *(
        KeyRule("authority", name, _as_stored, (KeyExample(body, value),), types=tuple(HEADING_KINDS),
                read=authorities.known_by)
        for name, body, value in (
            (IDENTIFIED, {"@type": ["bf:Person"], IDENTIFIED: [{"@id": _ECO}]}, _ECO[7:]),
            ("madsrdf:hasExactExternalAuthority",
             {"@type": ["bf:Topic"], "madsrdf:hasExactExternalAuthority": [{"@id": _ECO}]}, _ECO[7:]),
            ("owl:sameAs", {"@type": ["bf:Person"], "owl:sameAs": [{"@id": _ECO}]}, _ECO[7:]),
            ("bf:identifiedBy", _identified("bf:Lccn", "n 79021164", "bf:Topic"), "(DLC)n79021164"),
        )
    ),
    KeyRule("lccn", IDENTIFIED, words.lccn, (
        KeyExample({"@type": ["bf:Person"], IDENTIFIED: [
            {**_identified("bf:Lccn", "n 79021164"), "@type": ["madsrdf:PersonalName"]}]}, "n79021164"),
    ), types=tuple(HEADING_KINDS), read=authorities.lccns),
)  # fmt: skip
"""Every key a store keeps. A `heading` key is the heading's name (`heading_urn`) of each label of the root, a `variant`
key that of each other form its authority has; an `authority` key is an IRI or a number it is known by elsewhere.
`open-loan`, `open-transit`, `kept-item` (chosen for a request: at the shelf, on its way, or to be fetched), `queue` and
`lost-and-paid` are there for as long as they hold: what becomes of an item is found without reading its past."""

_OF_HEADINGS: Final = frozenset({"heading", "variant"})
_BY_PROPERTY: Final[dict[str, tuple[KeyRule, ...]]] = {
    name: tuple(rule for rule in KEYS if rule.property == name)
    for name in dict.fromkeys(rule.property for rule in KEYS)
}


def keys(key: Key, body: Node) -> list[DerivedKey]:
    """The keys of the document `body` at `key`, in order."""
    found: list[DerivedKey] = []
    types = body.get("@type", ())
    for name in body.keys() & _BY_PROPERTY.keys():
        for rule in _BY_PROPERTY[name]:
            if rule.types and not any(each in rule.types for each in types):
                continue
            space = _space(rule, key)
            for text in rule.read(body) if rule.read else (_text(value, rule.part) for value in body[name]):
                if text is None or (normal := rule.normal(text)) is None:
                    continue
                if rule.scheme in _OF_HEADINGS:
                    normal = heading_urn(heading_kind(body) or "", normal)
                if normal:
                    found.append(DerivedKey(rule.scheme, normal, space))
    return sorted(found)


def _space(rule: KeyRule, key: Key) -> str:
    return f"tenant:{parse_graph(key.graph).owner}" if rule.unique == "tenant" else rule.unique


def _text(value: str | Node, part: str) -> str | None:
    if type(value) is str:
        return None if part else value
    assert isinstance(value, dict)  # noqa: S101 - what is not text is an object, by the shape of a node
    if not part:
        return value.get("@value")
    if part not in value.get("@type", ()):
        return None
    values = value.get("rdf:value", ())
    first = values[0] if values else None
    return first if first is None or type(first) is str else first.get("@value")
