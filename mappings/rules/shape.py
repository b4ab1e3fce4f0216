"""What the way back may rely on: text where a property holds text, nodes where it holds nodes, lists of nodes.

People edit descriptions, and a value of the wrong kind, a node without a class, an IRI that is none or a character that
MARC can't carry mustn't keep a whole record from being written. `Shapes.shaped` leaves such things out, so that no rule
has to look twice at what it reads. What a property holds is told by the examples of the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from mappings.marc.shapes import CONTROLS
from mappings.rules.constants import lifted
from mappings.rules.iris import absolute
from mappings.rules.languages import canonical

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value
    from mappings.rules.model import Rule

_TEXT: Final = "text"
_NODE: Final = "node"
_LIST: Final = "list"
_UNEXEMPLIFIED: Final = {
    "bf:copyrightDate": _TEXT, "bf:descriptionLevel": _NODE, "bf:descriptionModifier": _NODE, "bf:ensembleType": _TEXT,
    "bf:generationProcess": _NODE, "bf:legalDate": _TEXT, "bf:musicKey": _TEXT, "bf:notation": _NODE, "bf:part": _TEXT,
    "bf:partName": _TEXT, "bf:relatedTo": _NODE, "bf:voiceType": _TEXT, "bflc:applicableInstitution": _NODE,
    "madsrdf:hasRelatedAuthority": _NODE, "madsrdf:identifiesRWO": _NODE, "madsrdf:isMemberOfMADSScheme": _NODE,
}  # fmt: skip
"""Properties that rules read and no example has."""
_PLAIN: Final = frozenset({"bf:code", "rdf:value"})
"""Properties whose text has neither language nor datatype."""


def kind(value: Value) -> str:
    """Whether a value is "text", a "node" (or a reference to one), or an ordered "list"."""
    return _TEXT if isinstance(value, str) or "@value" in value else _LIST if "@list" in value else _NODE


class Shapes:
    """What kind of value each property holds; of one that the examples don't have, or have both ways, any is taken."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        seen = {prop: {told} for prop, told in _UNEXEMPLIFIED.items()}
        for rule in rules:
            for example in rule.examples:
                for statements in (example.gives, example.work, example.instance, example.item, example.admin):
                    _look(lifted(statements), seen)
        self.kinds = {prop: next(iter(kinds)) for prop, kinds in seen.items() if len(kinds) == 1}

    def shaped(self, node: Node) -> Node:
        """`node` without values of the wrong kind, a name and a list of classes in every node; itself where all is
        right.

        A node whose name is no IRI is named as a part; a reference that is none is empty.
        """
        changed: Node | None = None
        for prop, values in node.items():
            if prop[0] == "@":
                continue
            kept = [each for value in values if (each := self._value(prop, value))]
            if len(kept) != len(values) or any(one is not other for one, other in zip(kept, values, strict=True)):
                changed = dict(node) if changed is None else changed
                changed[prop] = kept
        iri = node.get("@id", "")
        named = iri[:1] == "#" or absolute(iri)
        if len(node) == 1 and iri:
            return node if named else {}
        if not named or "@type" not in node:
            changed = {"@type": [], **(node if changed is None else changed)}
            changed["@id"] = iri if named else "#"
        if changed is None:
            return node
        return {prop: values for prop, values in changed.items() if prop[0] == "@" or values}

    def _value(self, prop: str, value: Value) -> Any:
        """The value as the property may have it, or nothing."""
        found = kind(value)
        if self.kinds.get(prop, found) != found:
            return None
        if isinstance(value, str):
            return _clean(value)
        if found == _TEXT:
            return _literal(prop, value)
        return self.shaped(value) if found == _NODE else self._list(value)

    def _list(self, value: Node) -> Node | None:
        """A list of nodes that say something of themselves, or nothing."""
        members = value["@list"]
        kept = [each for member in members if kind(member) == _NODE and len(each := self.shaped(member)) > 1]
        if len(kept) == len(members) and all(one is other for one, other in zip(kept, members, strict=True)):
            return value if kept else None
        return {"@list": kept} if kept else None


def _look(node: Node, seen: dict[str, set[str]]) -> None:
    for prop, values in node.items():
        if prop[0] == "@":
            continue
        for value in values:
            found = kind(value)
            seen.setdefault(prop, set()).add(found)
            if not isinstance(value, str):
                for member in value.get("@list", (value,)) if found != _TEXT else ():
                    if not isinstance(member, str):
                        _look(member, seen)


def _literal(prop: str, value: Node) -> Value:
    text = _clean(value["@value"])
    if not text or prop in _PLAIN or ("@language" in value and not canonical(value["@language"])):
        return text
    return value if text == value["@value"] else {**value, "@value": text}


def _clean(text: str) -> str:
    """The text as MARC can carry it."""
    return CONTROLS.sub("", text) if CONTROLS.search(text) else text
