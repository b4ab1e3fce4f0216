"""The operations of a batch change: what may be done alike to many descriptions. A table, an example in each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from graph.catalogue.alignment import content
from graph.catalogue.errors import Invalid
from mappings.bibframe.node import Node, Value

MOST_OPERATIONS: Final = 20
LONGEST_TEXT: Final = 5_000


class OperationKind(StrEnum):
    """What an operation does."""

    ADD = "ADD"
    REMOVE = "REMOVE"
    REPLACE = "REPLACE"
    REPLACE_TEXT = "REPLACE_TEXT"
    REPLACE_HEADING = "REPLACE_HEADING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation. `property` is a prefixed name; `value` what is looked for, `to` what it becomes.

    A part is looked for with its properties, ids apart. In texts `value` is looked for as it is written; a heading is
    looked for by its IRI wherever it stands.
    """

    kind: OperationKind
    property: str | None = None
    value: Value | None = None
    to: Value | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What an operation needs and does, and an example: a description before and after."""

    needs: tuple[str, ...]
    apply: Callable[[Node, Operation], Node]
    example: tuple[Node, Operation, Node]


def applied(body: Node, operations: Sequence[Operation]) -> Node:
    """The description after all operations, in their order. What isn't there is left as it is."""
    for each in operations:
        body = OPERATIONS[each.kind].apply(body, each)
    return body


def checked_operations(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations where each has what it needs. Raises `Invalid`."""
    if not 0 < len(operations) <= MOST_OPERATIONS:
        raise Invalid(f"A batch has 1 to {MOST_OPERATIONS} operations.", ("operations",))
    for at, each in enumerate(operations):
        for name in OPERATIONS[each.kind].needs:
            found = getattr(each, name)
            if found is None or found == "":
                raise Invalid(f"{each.kind.value} needs {name}.", ("operations", str(at), name))
        texts = [found for found in (each.value, each.to) if isinstance(found, str)]
        if any(len(text) > LONGEST_TEXT for text in texts):
            raise Invalid(
                f"A text has at most {LONGEST_TEXT:,} characters.",
                ("operations", str(at)),
                which="text-long",
                values={"most": LONGEST_TEXT},
            )
        if (each.property or "").startswith("@"):
            raise Invalid(
                "What something is, and its address, stay.", ("operations", str(at), "property"), which="stays"
            )
        if each.kind is OperationKind.REPLACE_TEXT and not all(isinstance(one, str) for one in (each.value, each.to)):
            raise Invalid("Texts are replaced by texts.", ("operations", str(at), "value"), which="texts")
        if each.kind is OperationKind.REPLACE_HEADING and not (_iri(each.value) and _iri(each.to)):
            raise Invalid("Headings are named by their IRIs.", ("operations", str(at), "value"))
    return tuple(operations)


def _add(body: Node, operation: Operation) -> Node:
    name, values = str(operation.property), body.get(str(operation.property), [])
    if operation.to is None or any(_is(each, operation.to) for each in values):
        return body
    return {**body, name: [*values, operation.to]}


def _remove(body: Node, operation: Operation) -> Node:
    name = str(operation.property)
    wanted = operation.value
    kept = [each for each in body.get(name, ()) if wanted is not None and not _is(each, wanted)]
    rest = {key: values for key, values in body.items() if key != name}
    if name not in body or kept == body[name]:
        return body
    return {key: kept if key == name else values for key, values in body.items()} if kept else rest


def _replace(body: Node, operation: Operation) -> Node:
    name = str(operation.property)
    values, wanted = body.get(name, []), operation.value
    if operation.to is None or not any(wanted is None or _is(each, wanted) for each in values):
        return body
    made: dict[bytes, Value] = {}
    for each in values:
        new = operation.to if wanted is None or _is(each, wanted) else each
        made.setdefault(content(new), new)
    return {**body, name: list(made.values())}


def _replace_text(body: Node, operation: Operation) -> Node:
    old, new = str(operation.value), str(operation.to)

    def text(value: Any, name: str) -> Any:
        if isinstance(value, str):
            meant = name[:1] != "@" and operation.property in {None, name}
            return value.replace(old, new) if meant else value
        if isinstance(value, list):
            return [text(each, name) for each in value]
        if "@value" in value:
            return {**value, "@value": text(value["@value"], name)}
        return {
            key: [text(each, name) for each in found] if key == "@list" else text(found, key)
            for key, found in value.items()
        }

    found: Node = text(body, "@")
    return found


def _replace_heading(body: Node, operation: Operation) -> Node:
    old, new = _iri(operation.value), operation.to

    def heading(value: Any) -> Any:
        if isinstance(value, list):
            return [heading(each) for each in value]
        if not isinstance(value, dict):
            return value
        if value.get("@id") == old:
            return new
        return {key: found if key in {"@id", "@type", "@value"} else heading(found) for key, found in value.items()}

    found: Node = {
        key: values if operation.property not in {None, key} or key[0] == "@" else heading(values)
        for key, values in body.items()
    }
    return found


def _is(value: Value, wanted: Value) -> bool:
    """Whether a value is what is looked for: a heading by its IRI, all else by what it says."""
    if isinstance(wanted, dict) and wanted.keys() == {"@id"}:
        return _iri(value) == _iri(wanted)
    return content(value) == content(wanted)


def _iri(value: Value | None) -> str:
    return str(value.get("@id", "")) if isinstance(value, dict) else ""


_OP, _K = Operation, OperationKind
OPERATIONS: Final[Mapping[OperationKind, Row]] = {
    _K.ADD: Row(
        ("property", "to"), _add,
        ({"bf:note": ["a"]}, _OP(kind=_K.ADD, property="bf:note", to="b"), {"bf:note": ["a", "b"]}),
    ),
    _K.REMOVE: Row(
        ("property",), _remove,
        ({"bf:note": ["a", "b"]}, _OP(kind=_K.REMOVE, property="bf:note", value="a"), {"bf:note": ["b"]}),
    ),
    _K.REPLACE: Row(
        ("property", "to"), _replace,
        ({"bf:note": ["a", "b"]}, _OP(kind=_K.REPLACE, property="bf:note", value="a", to="c"), {"bf:note": ["c", "b"]}),
    ),
    _K.REPLACE_TEXT: Row(
        ("value", "to"), _replace_text,
        (
            {"bf:title": [{"bf:mainTitle": ["Grey harbour"]}], "bf:note": ["Grey"]},
            _OP(kind=_K.REPLACE_TEXT, property="bf:mainTitle", value="Grey", to="Gray"),
            {"bf:title": [{"bf:mainTitle": ["Gray harbour"]}], "bf:note": ["Grey"]},
        ),
    ),
    _K.REPLACE_HEADING: Row(
        ("value", "to"), _replace_heading,
        (
            {"bf:contribution": [{"bf:agent": [{"@id": "http://a.example/1", "rdfs:label": ["Old"]}]}]},
            _OP(kind=_K.REPLACE_HEADING, value={"@id": "http://a.example/1"}, to={"@id": "http://a.example/2"}),
            {"bf:contribution": [{"bf:agent": [{"@id": "http://a.example/2"}]}]},
        ),
    ),
}  # fmt: skip
"""Every operation. A REMOVE or REPLACE without a value means all values of the property."""
