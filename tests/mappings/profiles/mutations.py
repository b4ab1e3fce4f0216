"""The demo's descriptions, each with the profile it fits, and small things done wrong to them: always the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any, NamedTuple

from app.demo.collection import records
from app.demo.libraries import LIBRARIES
from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.bibframe.node import Node
from mappings.profiles.edtf import are_dates
from mappings.profiles.model import Field, Kind, Profile
from mappings.profiles.resolve import shared

VOCABULARY = "http://id.loc.gov/vocabulary/"


class Case(NamedTuple):
    """A description, the profile it is checked by, and what was done to it."""

    profile: Profile
    node: Node
    what: str = "as it was"


@cache
def demo() -> tuple[Case, ...]:
    """Every Work, Instance and Item of the demo."""
    found = []
    for library in LIBRARIES:
        minter = TemplateMinter(f"https://c.example/{library.slug}/{{001}}/{{part}}")
        machine = converter(library.item_table)
        for n, record in enumerate(records(library)):
            made = machine.forward(record, minter.of(n, record))
            types = [each for root in (made.work, *made.instances) for each in root["@type"]]
            profile = shared().for_types(types)
            assert profile is not None
            found += [Case(profile, root) for root in (made.work, *made.instances, *made.items)]
    return tuple(found)


def mutated(count: int, seed: int = 20) -> Iterator[Case]:
    """Descriptions of the demo with one thing wrong in each, every kind of thing in turn."""
    random, kinds, made = Random(seed), list(MUTATIONS), 0
    while made < count:
        case = random.choice(demo())
        node = deepcopy(case.node)
        what = kinds[made % len(kinds)]
        places = [place for place in _places(case.profile, node) if what in _possible(*place)]
        if places:
            MUTATIONS[what](*random.choice(places))
            made += 1
            yield Case(case.profile, node, what)


def _places(profile: Profile, root: Node) -> Iterator[tuple[Node, Field]]:
    """Every field of every shape that a node of a description is held to."""
    root_shape = profile.root(root["@type"])
    assert root_shape is not None
    yield from ((root, field) for field in root_shape.fields)
    parts = [profile.shapes[each.id] for each in profile.shapes.values() if each.describes is None]
    for node in _nodes(root):
        if not str(node.get("@id", "")).startswith(VOCABULARY):
            for shape in parts:
                if not set(shape.targets).isdisjoint(node.get("@type", ())):
                    yield from ((node, field) for field in shape.fields)


def _nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each)
    elif isinstance(value, dict) and "@value" not in value:
        if "@type" in value:
            yield value
        for name, each in value.items():
            if name == "@list" or name[0] != "@":
                yield from _nodes(each)


def _taken(node: Node, field: Field) -> list[Any]:
    values = node.get(field.property, [])
    if not field.targets:
        return list(values)
    return [
        each for each in values if isinstance(each, dict) and not set(field.targets).isdisjoint(each.get("@type", ()))
    ]


def _possible(node: Node, field: Field) -> set[str]:
    taken, found = _taken(node, field), set[str]()
    if not taken:
        return found
    if field.mandatory:
        found.add("dropped")
    if not field.repeatable:
        found.add("said twice")
    found.add("of the wrong kind")
    if field.kind is Kind.LITERAL:
        found |= {"of the wrong datatype", "in another language"}
        if are_dates(field.datatypes):
            found.add("no date")
    elif field.targets and all(str(each.get("@id", "#")).startswith("#") for each in taken):
        found.add("of another class")
    if field.constraint is not None:
        found.add("against the constraint")
    return found


def _dropped(node: Node, field: Field) -> None:
    gone = _taken(node, field)
    node[field.property] = [each for each in node[field.property] if not any(each is one for one in gone)]


def _twice(node: Node, field: Field) -> None:
    other = deepcopy(_taken(node, field)[0])
    if isinstance(other, str):
        other += " (another)"
    elif "@value" in other:
        other["@value"] = "1801" if other["@value"] != "1801" else "1802"
    else:
        other["@id"] += "-another"
    node[field.property].append(other)


def _put(value: Callable[[Any], Any]) -> Callable[[Node, Field], None]:
    def put(node: Node, field: Field) -> None:
        old = _taken(node, field)[0]
        node[field.property] = [value(each) if each is old else each for each in node[field.property]]

    return put


def _kind(node: Node, field: Field) -> None:
    wrong: Any = {"@id": "https://e.example/thing"} if field.kind is Kind.LITERAL else "only a text"
    _put(lambda _: wrong)(node, field)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value.get("@value", ""))


def _against(node: Node, field: Field) -> None:
    wrong: Any = "no such thing" if field.kind is Kind.LITERAL else {"@id": f"{VOCABULARY}nowhere/x"}
    _put(lambda _: wrong)(node, field)


def _class(node: Node, field: Field) -> None:
    _taken(node, field)[0]["@type"] = ["bf:Event"]


MUTATIONS: dict[str, Callable[[Node, Field], None]] = {
    "dropped": _dropped,
    "said twice": _twice,
    "of the wrong kind": _kind,
    "of the wrong datatype": _put(lambda old: {"@value": _text(old), "@type": "xsd:anyURI"}),
    "in another language": _put(lambda old: {"@value": _text(old), "@language": "tlh"}),
    "no date": _put(lambda _: {"@value": "some time in spring", "@type": "edtf:edtf"}),
    "of another class": _class,
    "against the constraint": _against,
}
"""What can be wrong, by its name."""
