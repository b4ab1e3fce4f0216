"""The examples beside the rules, run: MARC in, statements out, MARC back.

`failures` says in words what an example promises and doesn't get; a test asks for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mappings.bibframe.reading.authorities import authority_of
from mappings.marc.notation import field as parsed
from mappings.marc.notation import show
from mappings.marc.record import ControlField, DataField, Record
from mappings.rules.authority_back import LEADER
from mappings.rules.constants import lifted
from mappings.rules.model import Example, Field, Root, Rule

if TYPE_CHECKING:
    from mappings.bibframe.convert import Converter, Description
    from mappings.bibframe.node import Node, Value


class ExampleMinter:
    """Names of examples: `#Work`, `#Agent100-2`."""

    base = "http://example.org/1"

    def root(self, part: str) -> str:
        """The IRI of a root."""
        return f"{self.base}#{part}"

    def heading(self, kind: str, key: str, part: str) -> str:  # noqa: ARG002 - the template names by place
        """The IRI of a heading by its place."""
        return f"{self.base}#{part}"


def record_of(rule: Rule, example: Example) -> Record:
    """The record of an example: its leader and its lines; that of an authority has a heading, given or not."""
    fields = tuple(parsed(line.strip()) for line in example.marc.strip().splitlines())
    if not of_authorities(rule):
        return Record(example.leader, fields)
    leader = LEADER if example.leader.startswith("00000nam") else example.leader
    headed = any(field.tag[0] == "1" for field in fields)
    return Record(leader, fields if headed else (*fields, parsed("100 0# $a Homer")))


def of_authorities(rule: Rule) -> bool:
    """Whether a rule stands in the tables of authority records."""
    return "/tables/authorities/" in rule.at


def failures(rule: Rule, example: Example, converter: Converter) -> Iterator[str]:
    """What the example promises and the converter doesn't do."""
    record = record_of(rule, example)
    description = converter.forward(record, ExampleMinter())
    for name, node, wanted in _expected(rule, example, description):
        for problem in _missing(lifted(wanted), node, name):
            yield f"{example.at}: {problem}"
    yield from _back(rule, example, converter, description)


def _expected(rule: Rule, example: Example, description: Description) -> Iterator[tuple[str, Node, Mapping[str, Any]]]:
    own = rule.on if isinstance(rule, Field) else Root.WORK
    thing: Node = description.heading or {}
    authority = authority_of(thing)
    about = authority or description.work or next(iter(description.holdings), {})
    history = about.get("bf:adminMetadata", ())
    main = [node for node in history if "bf:descriptionLevel" in node]
    admin: Node = next(iter([*main, *(node for node in history if "bf:status" not in node)]), {})
    nodes: dict[Root, Node] = {
        Root.THING: thing,
        Root.AUTHORITY: authority,
        Root.WORK: description.work,
        Root.INSTANCE: description.instances[0] if description.instances else {},
        Root.ITEM: description.items[0] if description.items else {},
        Root.HOLDINGS: description.holdings[0] if description.holdings else {},
        Root.ADMIN: admin,
    }
    yield own.value, nodes[own], example.gives
    for root in Root:
        yield root.value, nodes[root], getattr(example, root.value)


def _missing(wanted: Mapping[str, Any], node: Mapping[str, Any], path: str) -> Iterator[str]:
    for key, values in wanted.items():
        if key == "@id":
            if [node.get("@id")] != values:
                yield f"{path}: @id is {node.get('@id')}, not {values[0]}"
            continue
        have = node.get(key, [])
        for value in values:
            if not any(_says(value, each) for each in have):
                yield f"{path}/{key}: no {value!r} in {have!r}"


def _says(wanted: Value, have: Value) -> bool:
    """Whether `have` says all that `wanted` says; an empty list of values means the property must be absent."""
    if isinstance(wanted, str) or isinstance(have, str):
        return bool(wanted == have)
    if "@value" in wanted or "@value" in have:
        return wanted == have
    if "@list" in wanted:
        members = have.get("@list", [])
        return len(members) == len(wanted["@list"]) and all(map(_says, wanted["@list"], members))
    for key, values in wanted.items():
        if key == "@id":
            if have.get("@id") != values:
                return False
        elif key == "@type":
            if not set(values) <= set(have.get("@type", ())):
                return False
        elif not values:
            if have.get(key):
                return False
        elif not all(any(_says(value, each) for each in have.get(key, [])) for value in values):
            return False
    return True


def _back(rule: Rule, example: Example, converter: Converter, description: Description) -> Iterator[str]:
    text = example.marc if example.back is None else example.back
    wanted = sorted(show(parsed(line.strip())) for line in text.strip().splitlines())
    tags = {*rule.tags.split(), "880"}
    if example.back is None:
        wanted = [line for line in wanted if line[:3] in tags]
    else:
        tags |= {line[:3] for line in wanted}
    given = sorted(_shown(field) for field in converter.statements(description) if field.tag in tags)
    if given != wanted:
        yield (
            f"{example.at}: back from the statements come\n  " + "\n  ".join(given) + "\nnot\n  " + "\n  ".join(wanted)
        )


def _shown(field: DataField) -> str:
    return show(ControlField(field.tag, field.ind1)) if field.tag < "010" or field.tag == "LDR" else show(field)
