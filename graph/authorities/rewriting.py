"""What a change of a heading does to a description that uses it: the label kept in place, and nothing else.

A description names a heading where it has the heading's address, or, without an address of another authority, an equal
label: a part of a subject string has no address at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from graph.catalogue.model import Resource
from graph.store.headings import heading_kind, heading_urn, label_of
from mappings.bibframe import read
from mappings.bibframe.node import Node, Value, nodes_below

_LABELS: Final[tuple[str, ...]] = ("rdfs:label", "madsrdf:authoritativeLabel")
_PARTS: Final = "madsrdf:componentList"
_JOIN: Final = "--"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A heading that is called otherwise, or takes another's place: `names` are its addresses, `before` and `after`
    what it was and is called, `to` the address it gets where it is replaced by an authority.
    """

    kind: str
    names: tuple[str, ...]
    before: str
    after: str
    to: str | None = None

    @property
    def urn(self) -> str:
        """The name under which headings equal to what it was called meet; empty where it had no label."""
        return heading_urn(self.kind, self.before) if self.before else ""

    @property
    def targets(self) -> tuple[str, ...]:
        """What uses of it point at."""
        return tuple(each for each in (*self.names, self.urn) if each)


def rewrite_of(resource: Resource, before: str) -> Rewrite | None:
    """The change of a described heading that was called `before`; None where it is no heading."""
    kind, label = heading_kind(resource.body), label_of(resource.body)
    if kind is None or not label:
        return None
    authority = read.iri_of(read.authority_of(resource.body))
    return Rewrite(kind, tuple(dict.fromkeys(each for each in (resource.iri, authority) if each)), before, label)


def others_named(body: Node, rewrite: Rewrite) -> Iterator[str]:
    """The addresses, not the heading's own, under which a description names an equal heading."""
    for node in nodes_below(body):
        iri = _address(node)
        if iri is not None and iri not in rewrite.names and _is_equal(node, rewrite):
            yield iri


def rewritten(body: Node, rewrite: Rewrite, foreign: frozenset[str] = frozenset()) -> Node:
    """The description with the heading as it is now called; the one given where nothing is to be done. `foreign` are
    addresses of other authorities with an equal heading: those are left alone.
    """
    return {
        name: values if name[:1] == "@" else _values(values, rewrite, foreign) for name, values in body.items()
    } if _uses(body, rewrite, foreign) else body  # fmt: skip


def _uses(body: Node, rewrite: Rewrite, foreign: frozenset[str]) -> bool:
    return any(node is not body and _renewed(node, rewrite, foreign) is not node for node in nodes_below(body))


def _values(values: list[Value], rewrite: Rewrite, foreign: frozenset[str]) -> list[Any]:
    return [_value(each, rewrite, foreign) for each in values]


def _value(value: Value, rewrite: Rewrite, foreign: frozenset[str]) -> Any:
    if not isinstance(value, dict) or "@value" in value:
        return value
    if "@list" in value:
        return {"@list": _values(value["@list"], rewrite, foreign)}
    below = {name: values if name[:1] == "@" else _values(values, rewrite, foreign) for name, values in value.items()}
    return _joined(value, _renewed(below, rewrite, foreign))


def _renewed(node: Node, rewrite: Rewrite, foreign: frozenset[str]) -> Node:
    """A node that names the heading, with its label; any other as it is."""
    iri = _address(node)
    wanted: dict[str, Any]
    if iri in rewrite.names:
        wanted = {name: _called(node[name], rewrite, whatever=True) for name in _LABELS if name in node}
    elif _is_equal(node, rewrite) and iri not in foreign:
        wanted = {name: _called(node[name], rewrite, whatever=False) for name in _LABELS if name in node}
    else:
        return node
    if rewrite.to is not None and iri is not None:
        wanted["@id"] = rewrite.to
    return node if all(node[name] == values for name, values in wanted.items()) else {**node, **wanted}


def _called(values: list[Value], rewrite: Rewrite, *, whatever: bool) -> list[Value]:
    """The forms of a label: the one that was the heading's becomes what it is now. Where none was and `whatever`, the
    form that lists show does; forms in other scripts stay.
    """
    urn = rewrite.urn
    found = [urn != "" and heading_urn(rewrite.kind, _text(each)) == urn for each in values]
    if not any(found) and whatever and all(_text(each) != rewrite.after for each in values):
        shown = next((at for at, each in enumerate(values) if isinstance(each, str)), 0)
        found[shown] = True
    return [_with(each, rewrite.after) if hit else each for each, hit in zip(values, found, strict=True)]


def _with(value: Value, text: str) -> Value:
    return text if isinstance(value, str) else {**value, "@value": text}


def _text(value: Value) -> str:
    return value if isinstance(value, str) else str(value.get("@value", ""))


def _is_equal(node: Node, rewrite: Rewrite) -> bool:
    """Whether a node is a heading of the kind that has the label the heading had."""
    if not rewrite.urn or len(node) < 2 or heading_kind(node) != rewrite.kind:
        return False
    label = label_of(node)
    return bool(label) and heading_urn(rewrite.kind, label or "") == rewrite.urn


def _address(node: Node) -> str | None:
    iri = node.get("@id")
    return iri if isinstance(iri, str) and iri[:1] != "#" else None


def _joined(before: Node, now: Node) -> Node:
    """A subject string that was its parts joined is so again, with parts that are called otherwise."""
    was, parts = _string(before), _string(now)
    if not was or was == parts:
        return now
    wanted: dict[str, Any] = {
        name: [_with(each, parts) if _text(each) == was else each for each in now[name]]
        for name in _LABELS
        if name in now
    }
    return {**now, **wanted}


def _string(node: Node) -> str:
    labels = [
        label_of(part) if isinstance(part, dict) else None
        for each in node.get(_PARTS, ())
        for part in (each.get("@list", (each,)) if isinstance(each, dict) else ())
    ]
    return _JOIN.join(each for each in labels if each) if labels and all(labels) else ""
