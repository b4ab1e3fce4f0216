"""Which nodes are headings, of which kind, and the name under which equal ones meet."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from graph.store.names import opaque_id
from mappings import text as words
from mappings.bibframe.node import Node

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
