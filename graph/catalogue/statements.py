"""Single statements put to a description and taken away, as people make them who don't send the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.catalogue.alignment import content
from graph.catalogue.errors import Invalid
from mappings.bibframe.node import Node, Value, nodes_below


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about a resource, or with `part` (`#title-1`) about one of its parts.

    `property` is a prefixed name; `value` as descriptions have it: text, literal, reference or node.
    """

    property: str
    value: Value
    part: str | None = None


def with_statements(body: Node, add: Sequence[Statement], remove: Sequence[Statement]) -> Node:
    """The description without `remove` and with `add`. Removing what isn't there is `Invalid`; adding twice is once."""
    answer = _copy(body)
    for number, statement in enumerate(remove, 1):
        node = _subject(answer, statement, ("remove", str(number)))
        values = node.get(statement.property, [])
        wanted = content(statement.value)
        kept = [value for value in values if content(value) != wanted and not _is_part(value, statement.value)]
        if len(kept) == len(values):
            raise Invalid(f"There is no such {statement.property} to remove.", ("remove", str(number)))
        if kept:
            node[statement.property] = kept
        else:
            del node[statement.property]
    for number, statement in enumerate(add, 1):
        node = _subject(answer, statement, ("add", str(number)))
        values = node.setdefault(statement.property, [])
        if all(content(value) != content(statement.value) for value in values):
            values.append(statement.value)
    return answer


def _subject(body: Node, statement: Statement, path: tuple[str, ...]) -> Node:
    if statement.part is None:
        return body
    for node in nodes_below(body):
        if node.get("@id") == statement.part:
            return node
    raise Invalid(f"The resource has no part {statement.part}.", path)


def _is_part(value: Value, wanted: Value) -> bool:
    """A part is removed by a bare reference to it."""
    return (
        isinstance(value, dict)
        and isinstance(wanted, dict)
        and len(wanted) == 1
        and wanted.get("@id", "") == value.get("@id")
    )


def _copy(value: Node) -> Node:
    return {
        key: list(found) if key == "@type" else found if key == "@id" else [_copied(each) for each in found]
        for key, found in value.items()
    }


def _copied(value: Value) -> Value:
    if not isinstance(value, dict) or "@value" in value:
        return value
    if "@list" in value:
        return {"@list": [_copied(each) for each in value["@list"]]}
    return _copy(value)
