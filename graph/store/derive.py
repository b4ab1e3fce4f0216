"""What a store derives from a document by rules that need no look-up: its links out, its headings and its keys.

The rules are the tables below; every row carries an example that runs as a test. A store keeps what `derive` answers
beside the document, so changing a rule here means deriving again (`check` names what differs).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.store.model import Derived, DerivedKey, Key
from graph.store.names import opaque_id, parse_graph
from mappings import text as words
from mappings.bibframe.node import Node
from mappings.bibframe.reading import authorities
from mappings.bibframe.reading.authorities import IDENTIFIED

VOCABULARIES: Final = (
    "http://id.loc.gov/vocabulary/",
    "http://id.loc.gov/ontologies/",
    "http://id.loc.gov/datatypes/",
    "http://id.loc.gov/entities/relationships/",
    "http://id.loc.gov/authorities/classification/",
    "http://rdaregistry.info/",
    "http://www.w3.org/",
    "http://purl.org/dc/",
    "http://www.loc.gov/mads/rdf/",
    "https://catalograph.org/ns/",
    "https://id.loc.gov/vocabulary/",
)
"""Where controlled vocabularies live: terms that millions of records share. No links are kept to them."""

UNLINKED: Final = frozenset(
    {
        "@id",
        "@type",
        "bf:adminMetadata",  # about the description, not about what is described
        "bf:source",  # the scheme a term is from
        "madsrdf:isMemberOfMADSScheme",
        "bf:electronicLocator",  # the address of a file, not a resource
    }
)
"""Properties below which no link is kept: nobody asks what points there."""

HEADING_KINDS: Final[dict[str, str]] = {
    "bf:Agent": "agents",
    "bf:Person": "agents",
    "bf:Family": "agents",
    "bf:Organization": "agents",
    "bf:Jurisdiction": "agents",
    "bf:Meeting": "agents",
    "madsrdf:PersonalName": "agents",
    "madsrdf:FamilyName": "agents",
    "madsrdf:CorporateName": "agents",
    "madsrdf:ConferenceName": "agents",
    "bf:Hub": "hubs",
    "madsrdf:NameTitle": "hubs",
    "madsrdf:Title": "hubs",
    "bf:Event": "subjects",
    "madsrdf:Medium": "subjects",
    "bf:Place": "places",
    "madsrdf:Geographic": "places",
    "madsrdf:HierarchicalGeographic": "places",
    "bf:GenreForm": "genres",
    "madsrdf:GenreForm": "genres",
    "bf:Topic": "subjects",
    "bf:Temporal": "subjects",
    "madsrdf:Topic": "subjects",
    "madsrdf:Temporal": "subjects",
    "madsrdf:ComplexSubject": "subjects",
}
"""Types whose nodes are headings, and the kind of heading. A node of several kinds is of the first in `_PRECEDENCE`."""

_PRECEDENCE: Final = ("hubs", "agents", "genres", "places", "subjects")
_LABELS: Final = ("rdfs:label", "madsrdf:authoritativeLabel")


def is_vocabulary(iri: str) -> bool:
    """Whether `iri` is a term of a controlled vocabulary, whose incoming links are not kept."""
    return iri.startswith(VOCABULARIES)


@lru_cache(maxsize=131_072)
def heading_urn(kind: str, label: str) -> str:
    """The name under which equal headings meet, whatever their own IRIs are; empty for a label without any word."""
    key = words.heading_key(kind, label)
    return f"urn:heading:{kind}:{opaque_id(key)}" if key else ""


def heading_kind(node: Node) -> str | None:
    """Which kind of heading a node is by its types, None where it is none."""
    types = node.get("@type")
    return _kind_of(tuple(types)) if types else None


@lru_cache(maxsize=1024)
def _kind_of(types: tuple[str, ...]) -> str | None:
    found = [kind for each in types if (kind := HEADING_KINDS.get(each)) is not None]
    return min(found, key=_PRECEDENCE.index, default=None)


def label_of(node: Node) -> str | None:
    """The first label of a heading, without its language; of a work that has only a title, its author and title."""
    for name in _LABELS:
        if (values := node.get(name)) is not None:
            first = values[0]
            return first if type(first) is str else first.get("@value")
    return _name_and_title(node) if "bf:title" in node else None


def _name_and_title(node: Node) -> str | None:
    for title in node["bf:title"]:
        if type(title) is dict and (values := title.get("bf:mainTitle")) is not None:
            main = values[0] if type(values[0]) is str else values[0].get("@value")
            parts = (part for part in node.get("bf:contribution", ()) if type(part) is dict)
            agents = (agent for part in parts for agent in part.get("bf:agent", ()) if type(agent) is dict)
            name = next((found for agent in agents if (found := label_of(agent))), None)
            return f"{name}. {main}" if name else main
    return None


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


def _variants(body: Node) -> list[str]:
    return [text.value for text in authorities.variants(body)]


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
key that of each other form its authority has; an `authority` key is an IRI or a number it is known by elsewhere."""

_OF_HEADINGS: Final = frozenset({"heading", "variant"})
_BY_PROPERTY: Final[dict[str, tuple[KeyRule, ...]]] = {
    name: tuple(rule for rule in KEYS if rule.property == name)
    for name in dict.fromkeys(rule.property for rule in KEYS)
}


def derive(key: Key, body: Node) -> Derived:
    """The links and keys of the document `body` at `key`. Takes about 50 µs for a description of 5 kB."""
    return Derived(tuple(dict.fromkeys(_links(body, key.iri))), tuple(dict.fromkeys(_keys(key, body))))


def _links(body: Node, root: str) -> list[tuple[str, str]]:
    """The (path, target) of every IRI outside the root and of every heading's name."""
    edges: list[tuple[str, str]] = []
    waiting = [(body, "")]
    for node, above in waiting:
        for name, values in node.items():
            if name in UNLINKED:
                continue
            path = ""
            for value in values:
                if value.__class__ is str or "@value" in value:
                    continue
                path = path or (f"{above}/{name}" if above else name)
                if "@list" in value:
                    for member in value["@list"]:
                        if member.__class__ is not str and "@value" not in member:
                            _follow(member, path, root, edges, waiting)
                else:
                    _follow(value, path, root, edges, waiting)
    return edges


def _follow(value: Node, path: str, root: str, edges: list[tuple[str, str]], waiting: list[tuple[Node, str]]) -> None:
    iri = value.get("@id")
    shared = False
    if iri is not None and iri[:1] != "#":
        shared = iri.startswith(VOCABULARIES)
        if not shared and not (iri.startswith(root) and iri[len(root) :][:1] in {"", "#"}):
            edges.append((path, iri))
        if len(value) == 1:
            return
    if not shared and (kind := heading_kind(value)) is not None:
        label = label_of(value)
        if label and (urn := heading_urn(kind, label)):
            edges.append((path, urn))
    waiting.append((value, path))


def _keys(key: Key, body: Node) -> list[DerivedKey]:
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
