"""Descriptions made of the examples in the rows of profiles."""

from __future__ import annotations

from itertools import count
from typing import Any

from mappings.bibframe.node import Node
from mappings.profiles.model import TEXT, Field, Kind, Profile, Shape

_IDS = count(1)


def value_of(profile: Profile, field: Field) -> Any:
    """The example of a row as a value; of a row with a shape and none of its own, made of that shape's examples."""
    if field.kind is Kind.LITERAL:
        typed = [each for each in field.datatypes if each not in TEXT]
        return {"@value": field.example, "@type": typed[0]} if typed else field.example
    if field.shapes and not field.example:
        return node_of(profile, profile.shapes[field.shapes[0]], field.types)
    return {"@id": field.example}


def node_of(profile: Profile, shape: Shape, types: tuple[str, ...] = ()) -> Node:
    """A node with one value for each row of a shape."""
    node: Node = {"@id": f"#x{next(_IDS)}", "@type": list(types or shape.types)}
    for field in shape.fields:
        node.setdefault(field.property, []).append(value_of(profile, field))
    return node


def root_of(profile: Profile, shape: Shape) -> Node:
    """As `node_of`, with the address of a whole description."""
    return {**node_of(profile, shape), "@id": f"https://example.org/{profile.id}/{shape.id}"}


def whole(profile: Profile, shape: Shape) -> tuple[Node, Node]:
    """A description in which a node of the shape's examples stands, and that node."""
    if shape.describes is not None:
        root = root_of(profile, shape)
        return root, root
    root, part = root_of(profile, profile.roots[0]), node_of(profile, shape)
    root["bf:relatedTo"] = [part]
    return root, part
