"""Values of a node as Python values: texts with their language, references, nested nodes, labels.

Every reading tolerates what is missing or odd: an unknown shape reads as nothing, never as an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mappings.bibframe.node import Node

LABELS: Final = ("rdfs:label", "madsrdf:authoritativeLabel", "skos:prefLabel")
"""Where a node's own name stands, best first."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its language, a BCP 47 tag or None where the description doesn't say."""

    value: str
    lang: str | None = None


def texts(node: Node, name: str) -> tuple[Text, ...]:
    """The literals of a property in order."""
    if (values := node.get(name)) is None:
        return ()
    found = []
    for value in values:
        if isinstance(value, str):
            found.append(Text(value))
        elif "@value" in value:
            found.append(Text(str(value["@value"]), value.get("@language")))
    return tuple(found)


def plain(node: Node, name: str) -> str | None:
    """The first literal of a property, whatever its language or datatype."""
    for value in node.get(name, ()):
        if isinstance(value, str):
            return value
        if "@value" in value:
            return str(value["@value"])
    return None


def nodes(node: Node, name: str) -> list[Node]:
    """The nested nodes and bare references of a property in order, ordered lists opened."""
    found: list[Node] = []
    if (values := node.get(name)) is None:
        return found
    for value in values:
        if not isinstance(value, dict) or "@value" in value:
            continue
        if "@list" in value:
            found.extend(member for member in value["@list"] if isinstance(member, dict) and "@value" not in member)
        else:
            found.append(value)
    return found


def iri_of(node: Node) -> str | None:
    """The absolute IRI of a node, None for a part that only has a fragment."""
    iri = node.get("@id")
    return iri if isinstance(iri, str) and not iri.startswith("#") else None


def iris(node: Node, name: str) -> tuple[str, ...]:
    """The absolute IRIs a property points at, in order."""
    return tuple(iri for each in nodes(node, name) if (iri := iri_of(each)) is not None)


def types(node: Node) -> tuple[str, ...]:
    """The node's types as prefixed names."""
    return tuple(node.get("@type", ()))


def labels(node: Node) -> tuple[Text, ...]:
    """What the node is called, in every language and script it says."""
    for name in LABELS:
        if name in node and (found := texts(node, name)):
            return found
    return ()


def label(node: Node) -> str:
    """What the node is called, untagged forms first; empty where it doesn't say."""
    return preferred(labels(node)).value


def preferred(choices: tuple[Text, ...]) -> Text:
    """The form a list shows: the first without a language tag, else the first, else nothing."""
    for each in choices:
        if each.lang is None:
            return each
    return choices[0] if choices else NOTHING


NOTHING: Final = Text("")
