"""Which part of a library's description a network can share, and which stays the library's own: a table, an example in
each row.

A shared description names no address of one library: headings that a library minted get the network's address with the
same last part, so that equal headings of two members meet in one node. Nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from graph.catalogue.layers import HIDES
from graph.catalogue.uniting import pointing
from graph.store.names import NETWORKS, Names
from mappings.bibframe.node import Node, Value

HEADINGS: Final = frozenset({"agents", "subjects", "places", "genres", "hubs", "authorities"})
"""The collections of what descriptions name in place."""
SOURCE: Final = "dcterms:source"
"""How a library's description says which shared one it was copied from."""


@dataclass(frozen=True, slots=True)
class Local:
    """What stays a library's own: a sentence, how it is told by property and value, and an example of it."""

    says: str
    holds: Callable[[str, Value], bool]
    example: tuple[str, Value]


LOCAL: Final[tuple[Local, ...]] = (
    Local(
        "What imports and staff of the library keep.",
        lambda name, _: name.startswith("lsp:"),
        ("lsp:controlNumber", "main|991234"),
    ),
    Local(
        "Where the library's record came from.",
        lambda name, _: name == "bf:adminMetadata",
        ("bf:adminMetadata", {"@type": ["bf:AdminMetadata"], "bf:descriptionLevel": ["minimal"]}),
    ),
    Local(
        "A number that only the library knows it by.",
        lambda name, value: name == "bf:identifiedBy" and isinstance(value, dict) and "bf:Local" in value["@type"],
        ("bf:identifiedBy", {"@type": ["bf:Local"], "rdf:value": ["H-17"]}),
    ),
    Local(
        "What it was copied from.",
        lambda name, _: name == SOURCE,
        (SOURCE, {"@id": "https://c.example/networks/works/7"}),
    ),
)
"""Besides these, whatever names an address of the library that isn't shared stays its own."""


def as_common(
    body: Node, iri: str, moved: Mapping[str, str], names: Names, tenant: str, keep: Collection[str] = ()
) -> tuple[Node, Node]:
    """A library's description under the address `iri` of a network's: what is shared of it, and what stays its own.

    `moved` are addresses that are others from now on, `keep` further properties that stay.
    """
    whole = _named(body, iri, moved, f"{names.base}{tenant}/", f"{names.base}{NETWORKS}/")
    own = _addresses(names, tenant)
    shared: Node = {"@id": iri, "@type": list(body["@type"])}
    local: Node = {"@id": iri, "@type": list(body["@type"])}
    for name, values in whole.items():
        for each in () if name[0] == "@" else values:
            stays = name in keep or _is_local(name, each, own)
            (local if stays else shared).setdefault(name, []).append(each)
    return shared, local


def as_own(body: Node, iri: str, moved: Mapping[str, str], names: Names, tenant: str) -> Node:
    """What a reader of all layers sees, as a description of the library alone under its own address `iri`: it says what
    it was copied from, and lists those instances alone that came along.
    """
    common = f"{names.base}{NETWORKS}/"
    node = _named(body, iri, moved, common, f"{names.base}{tenant}/")
    listed = [each for each in node.get("bf:hasInstance", ()) if not str(each.get("@id", "")).startswith(common)]
    rest: Node = {name: values for name, values in node.items() if name not in {"bf:hasInstance", HIDES}}
    if listed:
        rest["bf:hasInstance"] = listed
    origin = {"@id": body["@id"]}
    return {**rest, SOURCE: [*(each for each in rest.get(SOURCE, ()) if each != origin), origin]}


def without_addresses(body: Node, names: Names, tenant: str) -> Node:
    """A description of a network without whatever names an address of one library; the same where nothing does."""
    own = _addresses(names, tenant)
    found: Node = {}
    for name, values in body.items():
        kept = values if name[0] == "@" else [each for each in values if not _mentions(each, own)]
        if kept:
            found[name] = kept
    return found if found != body else body


def mentions(body: Node, names: Names, tenant: str) -> bool:
    """Whether anything in a description is an address of a library."""
    return _mentions(body, _addresses(names, tenant))


def _addresses(names: Names, tenant: str) -> tuple[bytes, ...]:
    return (f"{names.base}{tenant}/".encode(), f'{names.tenant(tenant)}"'.encode())


def _mentions(value: Any, own: Collection[bytes]) -> bool:
    octets = orjson.dumps(value)
    return any(each in octets for each in own)


def _is_local(name: str, value: Value, own: Collection[bytes]) -> bool:
    return any(row.holds(name, value) for row in LOCAL) or _mentions(value, own)


def _named(body: Node, iri: str, moved: Mapping[str, str], old: str, new: str) -> Node:
    """The description with its own address, those of what moved, and those of headings that it describes in place."""
    found = pointing(body, moved)
    headings: dict[str, str] = {}
    _collect(found, old, new, headings)
    return {**(pointing(found, headings) if headings else found), "@id": iri}


def _collect(value: Any, old: str, new: str, headings: dict[str, str]) -> None:
    if isinstance(value, list):
        for each in value:
            _collect(each, old, new, headings)
    elif isinstance(value, dict) and "@value" not in value:
        known = value.get("@id", "")
        if known.startswith(old) and len(value) > 1 and known[len(old) :].partition("/")[0] in HEADINGS:
            headings[known] = new + known[len(old) :]
        for name, each in value.items():
            if name[0] != "@" or name == "@list":
                _collect(each, old, new, headings)
