"""A document as a property graph that a Neo4j user finds natural.

Properties and classes keep their prefixed names with `__` for the colon (`bf__title`, `:bf__Work`). Texts and terms of
controlled vocabularies are lists on their node; nodes of the description are nodes, and so are IRIs outside it, each
once for everything that names it. What is said about the description itself (`bf:adminMetadata`) stays in the JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from graph.backends.neo4j.names import indexed
from graph.store.derive import is_vocabulary
from graph.store.headings import heading_kind, heading_urn, label_of
from mappings.bibframe.node import Node, Value

_LEFT_OUT: Final = frozenset({"@id", "@type", "bf:adminMetadata"})
_WORD: Final = re.compile(r"[^A-Za-z0-9_]+")
_LABEL: Final = 2000
"""Characters of a label that the node of an IRI keeps: an index takes no longer ones."""
ROOT: Final = -1
"""Stands for the document's own node among the nodes of its description."""


@dataclass(slots=True)
class Natural:
    """The nodes and relations of one description. Nodes are numbered from 0; `ROOT` is the document."""

    properties: dict[str, list[str]] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    inner: list[dict[str, Any]] = field(default_factory=list)
    outer: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, str | None] = field(default_factory=dict)
    """Every IRI pointed at and the names of headings, with the label the description gives them."""


def natural(body: Node) -> Natural:
    """The property graph of a description."""
    made = Natural(labels=[named(each) for each in body.get("@type", ())])
    _fill(made, body, ROOT, made.properties)
    return made


@lru_cache(maxsize=4096)
def named(term: str) -> str:
    """A term as a label, a property or a type of relation: `bf:mainTitle` becomes `bf__mainTitle`."""
    return _WORD.sub("_", term.replace(":", "__", 1)).strip("_") or "_"


def _fill(made: Natural, node: Node, at: int, properties: dict[str, list[str]]) -> None:
    for name, values in node.items():
        if name not in _LEFT_OUT:
            for value in values:
                _value(made, named(name), value, at, properties)


def _value(made: Natural, name: str, value: Value, at: int, properties: dict[str, list[str]]) -> None:
    if isinstance(value, str):
        properties.setdefault(name, []).append(value)
    elif "@value" in value:
        properties.setdefault(name, []).append(str(value["@value"]))
    elif "@list" in value:
        for member in value["@list"]:
            _value(made, name, member, at, properties)
    elif (iri := value.get("@id", "#"))[:1] != "#":
        if is_vocabulary(iri):
            properties.setdefault(name, []).append(iri)
        else:
            made.outer.append({"from": at, "type": name, "iri": indexed(iri)})
            made.names[iri] = made.names.get(iri) or _label(value)
        _meeting(made, value)
    else:
        _meeting(made, value)
        number = len(made.parts)
        part: dict[str, Any] = {"labels": [named(each) for each in value.get("@type", ())], "properties": {}}
        made.parts.append(part)
        made.inner.append({"from": at, "type": name, "to": number})
        _fill(made, value, number, part["properties"])


def _label(value: Node) -> str | None:
    label = label_of(value)
    return None if label is None else label[:_LABEL]


def _meeting(made: Natural, value: Node) -> None:
    """Note the name under which a heading meets its equals."""
    if (kind := heading_kind(value)) and (label := label_of(value)) and (urn := heading_urn(kind, label)):
        made.names.setdefault(urn, label[:_LABEL])
