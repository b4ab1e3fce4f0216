"""A description and the version it is of, in one property.

The database reads the properties of a node one after the other, and a commit may come between them: a version and a
body that are read apart may not belong together. So the body says which version it is: `31 {"@id": …}`. A body without
a number was written before there were any.
"""

from __future__ import annotations

import orjson

from mappings.bibframe.node import Node


def stamped(version: int, json: str) -> str:
    """A body as it is kept, with its version before it."""
    return f"{version} {json}"


def json_of(kept: str) -> str:
    """The body alone."""
    return kept if kept.startswith("{") else kept.partition(" ")[2]


def body_of(kept: str) -> Node:
    """The body as a node. Raises `orjson.JSONDecodeError`."""
    found: Node = orjson.loads(json_of(kept))
    return found


def version_of(kept: str, otherwise: int) -> int:
    """The version a body is of; where it does not say, the one that was read beside it."""
    stamp = "" if kept.startswith("{") else kept.partition(" ")[0]
    return int(stamp) if stamp.isdecimal() else otherwise
