"""Two descriptions of the same thing as one: which values come together, and which place holds one value only.

Nothing here reads or writes: bodies in, a body out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.catalogue.alignment import content, same
from graph.catalogue.batch_outcomes import NotTaken
from graph.catalogue.layers import HIDES
from graph.catalogue.merge import merge
from graph.catalogue.validation import KEPT_TO_STAFF, RESERVED
from mappings.bibframe.node import Node, Value, nodes_below

_STAYS: Final = frozenset({"@id", HIDES, *RESERVED, *KEPT_TO_STAFF})
_RELATION: Final = "bf:relation"
_TITLE: Final = "bf:title"


@dataclass(frozen=True, slots=True)
class Single:
    """A property that says one thing, and an example: the kept value, another one, and what becomes of them."""

    property: str
    example: tuple[str, str, str]


SINGLES: Final[tuple[Single, ...]] = (
    Single("rdfs:label", ("Salt", "Salt : a novel", "Salt")),
    Single("bf:instanceOf", ("work 1", "work 2", "work 1")),
    Single("bf:adminMetadata", ("record 1", "record 2", "record 1")),
    Single("bf:issuance", ("single unit", "serial", "single unit")),
    Single("bf:responsibilityStatement", ("by A. Kurlansky", "by Anna Kurlansky", "by A. Kurlansky")),
    Single("bf:editionStatement", ("2nd ed.", "Second edition", "2nd ed.")),
    Single("bf:originDate", ("2001", "2002", "2001")),
    Single("bflc:aap", ("Kurlansky. Salt", "Kurlansky, Anna. Salt", "Kurlansky. Salt")),
    Single("bflc:aap-normalized", ("kurlanskysalt", "kurlanskyannasalt", "kurlanskysalt")),
)
"""Where both sides say something the kept one's stays. Besides these, a description has one title proper."""
_SINGLE: Final = frozenset(each.property for each in SINGLES)
CHOSEN: Final = (_SINGLE | {_TITLE}) - {"bf:instanceOf", "bf:adminMetadata"}
"""Where somebody may say whose value stays: not what a description hangs on, nor what tells where it came from."""


@dataclass(frozen=True, slots=True)
class United:
    """The united description, and what of the others it does not say."""

    node: Node
    not_taken: tuple[NotTaken, ...]


def united(keep: Node, others: Sequence[Node], take: Collection[tuple[str, str]] = ()) -> United:
    """One description with the values of all: those of `keep` first, equal ones once.

    `take` names what stays in place of the kept one's own: pairs of another description and a property of `CHOSEN`.
    """
    node, left = keep, []
    said_by: dict[str, str] = {}  # by property, whose value stands where it isn't the kept one's
    for other in others:
        iri = other["@id"]
        node, back = _giving_way(node, other, [name for one, name in take if one == iri])
        taken, rest = _told_apart(node, other)
        left += [NotTaken(said_by.get(name, str(keep["@id"])), name, tuple(values)) for name, values in back.items()]
        left += [NotTaken(iri, name, tuple(values)) for name, values in rest.items()]
        said_by |= {name: iri for name in CHOSEN if _standing(taken, name) and not _standing(node, name)}
        node = _joined(node, taken)
    return United(node, tuple(left))


def pointing(body: Node, elsewhere: Mapping[str, str]) -> Node:
    """The same description where every IRI in `elsewhere` is another; what then says the same twice says it once."""
    found: Node = {key: values if key[0] == "@" else _pointing(values, elsewhere) for key, values in body.items()}
    return found


def unrelated(body: Node) -> Node:
    """The description without relations to itself."""
    own = {"@id": body["@id"]}
    kept = [each for each in body.get(_RELATION, ()) if not _relates(each, own)]
    if len(kept) == len(body.get(_RELATION, ())):
        return body
    rest = {name: values for name, values in body.items() if name != _RELATION}
    return {**rest, _RELATION: kept} if kept else rest


def _giving_way(keep: Node, other: Node, names: Sequence[str]) -> tuple[Node, Node]:
    """The kept description without what another says in its place, and what that was."""
    back: Node = {}
    for name in names:
        gives, comes = _standing(keep, name), _standing(other, name)
        if gives and comes and not same(gives, comes):
            back[name] = gives
    left = {name: [each for each in keep[name] if each not in back.get(name, ())] for name in back}
    return {name: left.get(name, values) for name, values in keep.items() if left.get(name, values)}, back


def _standing(body: Node, name: str) -> list[Value]:
    """What a description says where one value only can stay: of its titles, the title proper."""
    return [each for each in body.get(name, ()) if name != _TITLE or _proper(each)]


def _told_apart(keep: Node, other: Node) -> tuple[Node, Node]:
    """Of another description, what comes to the kept one, and what doesn't."""
    taken: Node = {}
    rest: Node = {}
    for name, values in other.items():
        if name in _STAYS:
            continue
        if name in _SINGLE and name in keep:
            if not same(keep[name], values):
                rest[name] = values
            continue
        if name == _TITLE and any(_proper(each) for each in keep.get(name, ())):
            said = {content(each) for each in keep[name]}
            dropped = [each for each in values if _proper(each) and content(each) not in said]
            rest |= {name: dropped} if dropped else {}
            taken[name] = [each for each in values if not _proper(each)]
            continue
        taken[name] = values
    return {name: values for name, values in taken.items() if values}, rest


def _joined(keep: Node, taken: Node) -> Node:
    found = merge({}, keep, _apart(keep, taken)).node
    return {name: values if name == "@id" else _first(keep.get(name, ()), values) for name, values in found.items()}


def _apart(keep: Node, taken: Node) -> Node:
    """Another description whose parts are called otherwise than those of the kept one."""
    names, known = _parts(keep), _parts(taken)
    fresh: dict[str, str] = {}
    for name in sorted(known & names):
        stem, number = name.rpartition("-")[0] or name, 2
        while (free := f"{stem}-{number}") in names | known | set(fresh.values()):
            number += 1
        fresh[name] = free
    return pointing(taken, fresh) if fresh else taken


def _parts(body: Node) -> set[str]:
    return {str(each["@id"]) for each in nodes_below(body) if str(each.get("@id", "")).startswith("#")}


def _first(ours: Sequence[Value], values: Sequence[Value]) -> list[Value]:
    """The values of the kept description as they are, and behind them what others say besides, each once."""
    said = {content(each) for each in ours}
    others = {content(each): each for each in reversed(values) if content(each) not in said}
    return [*ours, *reversed(others.values())]


def _proper(value: Value) -> bool:
    return isinstance(value, dict) and list(value.get("@type", ())) == ["bf:Title"]


def _pointing(value: Any, elsewhere: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        made = [_pointing(each, elsewhere) for each in value]
        return made if made == value else list({content(each): each for each in made}.values())
    if not isinstance(value, dict) or "@value" in value:
        return value
    found: Node = {}
    for key, each in value.items():
        if key == "@id":
            found[key] = elsewhere.get(each, each)
        elif key == "@list":
            found[key] = [_pointing(one, elsewhere) for one in each]
        else:
            found[key] = each if key == "@type" else _pointing(each, elsewhere)
    return found


def _relates(value: Value, own: Node) -> bool:
    return isinstance(value, dict) and value.get("bf:associatedResource") == [own]
