"""Rows compiled going forward: a `Field` becomes one closure over precomputed tuples.

The closures are what runs for every field of every record, so all decisions that a row allows are made here, once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from mappings.bibframe.node import Node
from mappings.rules import iris
from mappings.rules.constants import fresh, lifted
from mappings.rules.forward import add
from mappings.rules.marc_keys import marc_key
from mappings.rules.model import Field, Ind, Part, Sub, Take, When
from mappings.rules.order import Order
from mappings.rules.punctuation import chop, keep

if TYPE_CHECKING:
    from mappings.marc.record import DataField
    from mappings.rules.forward import Handler, Run

Put = Callable[["Run", Node, str, "str | None"], None]
"""Puts one subfield's text on a node: (run, node, text, language)."""
Test = Callable[["Run", "DataField"], bool]
Applied = Callable[["Run", "DataField", "str | None", Node], None]


def compile_field(row: Field) -> Handler:
    """The function that converts one field by this row."""
    test = _condition(row.when)
    body = _node_of(row) if row.makes is not None else _on_root(row)
    current = row.current
    if test is None and current is None:
        return body

    def handler(run: Run, field: DataField, language: str | None) -> None:
        if current is not None:
            field = current(field)
        if test is None or test(run, field):
            body(run, field, language)

    return handler


# ---- conditions -----------------------------------------------------------------------------------------------------


def _condition(when: When) -> Test | None:
    tests: list[Test] = []
    if when.ind1:
        ones = frozenset(when.ind1.replace("#", " "))
        tests.append(lambda _, field: field.ind1 in ones)
    if when.ind2:
        twos = frozenset(when.ind2.replace("#", " "))
        tests.append(lambda _, field: field.ind2 in twos)
    if when.has:
        needed = frozenset(when.has)
        tests.append(lambda _, field: needed <= {code for code, _ in field.subfields})
    if when.lacks:
        barred = frozenset(when.lacks)
        tests.append(lambda _, field: barred.isdisjoint([code for code, _ in field.subfields]))
    if when.source:
        sources = frozenset(when.source)
        tests.append(lambda _, field: (field.get("2") or "") in sources)
    if when.test is not None:
        tests.append(when.test)
    if not tests:
        return None
    if len(tests) == 1:
        return tests[0]
    return lambda run, field: all(test(run, field) for test in tests)


# ---- subfields ------------------------------------------------------------------------------------------------------


def compile_sub(sub: Sub) -> Put:
    """The function that puts one value of a subfield where the row says."""
    put = _plain(sub) if sub.part is None else _nested(sub, sub.part)
    if sub.part is None and (sub.also or sub.types):
        put = _with_constants(put, sub)
    if sub.on is not None:
        put = _on(put, sub)
    return _split(put, sub.split) if sub.split else put


def _on(put: Put, sub: Sub) -> Put:
    root = sub.on
    assert root is not None  # noqa: S101 - the caller looked

    def on_root(run: Run, _: Node, text: str, language: str | None) -> None:
        put(run, run.root(root), text, language)

    return on_root


def _split(put: Put, separator: str) -> Put:
    def each(run: Run, node: Node, text: str, language: str | None) -> None:
        for piece in text.split(separator):
            if piece.strip():
                put(run, node, piece, language)

    return each


def _with_constants(put: Put, sub: Sub) -> Put:
    constants = lifted(sub.also)
    types = sub.types

    def with_constants(run: Run, node: Node, text: str, language: str | None) -> None:
        if not text.strip():
            return
        put(run, node, text, language)
        for prop, values in constants.items():
            for value in values:
                add(node, prop, fresh(value))
        for type_ in types:
            if type_ not in node["@type"]:
                node["@type"].append(type_)

    return with_constants


def _plain(sub: Sub) -> Put:
    """A value of the node itself: a literal, a reference, or the node's own IRI."""
    if sub.codes_of is not None or sub.iri:
        return _identity(sub)
    take = _prefixed(sub) if sub.prefix else sub.take or chop
    prop = sub.prop
    if sub.reference:

        def refer(_: Run, node: Node, text: str, language: str | None) -> None:  # noqa: ARG001
            if (link := iris.mended(text)) is not None:
                add(node, prop, {"@id": link})

        return refer
    if sub.datatype:
        datatype = sub.datatype

        def typed(_: Run, node: Node, text: str, language: str | None) -> None:  # noqa: ARG001
            if text := take(text):
                add(node, prop, {"@value": text, "@type": datatype})

        return typed
    tagged = not sub.plain
    first = sub.first

    def put(_: Run, node: Node, text: str, language: str | None) -> None:
        text = take(text)
        if not text or (first and prop in node and language is None):
            return
        value = {"@value": text, "@language": language} if language and tagged else text
        if prop in node:
            if language and value in node[prop]:  # a paired field repeats what has no language
                return
            node[prop].append(value)
        else:
            node[prop] = [value]

    return put


def _prefixed(sub: Sub) -> Take:
    take, prefix = sub.take or chop, sub.prefix

    def prefixed(text: str) -> str:
        text = take(text)
        return prefix + text if text else ""

    return prefixed


def _identity(sub: Sub) -> Put:
    """The value becomes the node's IRI by a pattern or a code list, and its `prop` (code or label) where one is
    given.
    """
    codes, prop, pattern = sub.codes_of, sub.prop, sub.iri
    take = sub.take or chop
    if codes is not None:

        def coded(_: Run, node: Node, text: str, language: str | None) -> None:  # noqa: ARG001
            row = codes.get(text.strip())
            if row is not None and row.iri is not None:
                node["@id"] = row.iri
                if prop:
                    add(node, prop, row.label)

        return coded
    strip = "{strip}" in pattern
    stem = pattern.replace("{strip}", "").replace("{}", "")

    def named(_: Run, node: Node, text: str, language: str | None) -> None:  # noqa: ARG001
        text = take(text)
        if text and (tail := iris.code(text, strip=strip)):
            node["@id"] = stem + tail
        if text and prop:
            add(node, prop, text)

    return named


def _nested(sub: Sub, part: Part) -> Put:
    """A value in a node of its own below."""
    bare = replace(sub, part=None, on=None, also={}, types=(), split="", first=False)
    inner = _plain(bare)
    prop, constants = part.prop, lifted({**part.also, **sub.also})
    types = (*([part.type] if part.type else []), *part.types, *sub.types)

    def nest(run: Run, node: Node, text: str, language: str | None) -> None:
        child: Node = {"@type": list(types)}
        inner(run, child, text, language)
        if len(child) > 1:
            for name, values in constants.items():
                child[name] = [fresh(value) for value in values]
            add(node, prop, child)

    return nest


# ---- whole fields ---------------------------------------------------------------------------------------------------


class _Row:
    """What the closures of one row share: setters by subfield code, joined groups, indicators."""

    __slots__ = ("constants", "first", "ind1", "ind2", "joins", "keyed", "nonfiling", "puts", "root", "twin", "types")

    def __init__(self, row: Field) -> None:
        self.root = row.on
        self.puts: dict[str, tuple[Put, ...]] = {}
        self.joins: list[tuple[frozenset[str], str, Put, Take]] = []
        self.twin = row.twin == "same"
        joined = [sub for sub in row.subfields if sub.join is not None and not sub.derived]
        self.keyed = row.makes is not None and len(joined) == 1 and not row.echo
        """Whether a literal of several subfields is accompanied by the subfields themselves."""
        self.first = joined[0].codes[0] if joined else ""
        self.nonfiling = next((sub.nonfiling for sub in row.subfields if sub.nonfiling), 0)
        self.ind1 = _meanings(row.ind1)
        self.ind2 = _meanings(row.ind2)
        part = row.makes
        self.types = (part.type, *part.types) if part else ()
        self.constants = lifted(part.also) if part else {}
        for sub in row.subfields:
            put = compile_sub(sub)
            if sub.join is not None:
                self.joins.append((frozenset(sub.codes), sub.join, put, sub.take or chop))
                continue
            for code in sub.codes:
                self.puts[code] = (*self.puts.get(code, ()), put)

    def apply(self, run: Run, field: DataField, language: str | None, node: Node) -> None:
        """Put every subfield of `field` on `node`."""
        puts = self.puts
        for code, text in field.subfields:
            if code in puts:
                for put in puts[code]:
                    put(run, node, text, language)
        for codes, separator, put, take in self.joins:
            parts = [sub for sub in field.subfields if sub[0] in codes]
            if parts:
                put(run, node, separator.join([keep(text) for _, text in parts]), language)
                if self.keyed and (len(parts) > 1 or parts[0].code != self.first):
                    parts[-1] = parts[-1]._replace(value=take(parts[-1].value))
                    key = marc_key(field, parts)
                    add(node, "bflc:marcKey", {"@value": key, "@language": language} if language else key)

    def dress(self, field: DataField, node: Node, language: str | None) -> None:
        """Add what the indicators and the row itself say of every node."""
        for prop, values in self.constants.items():
            node[prop] = [*node.get(prop, ()), *(fresh(value) for value in values)]
        if self.ind1 and field.ind1 in self.ind1:
            self.ind1[field.ind1](node)
        if self.ind2 and field.ind2 in self.ind2:
            self.ind2[field.ind2](node)
        if self.nonfiling:
            count = field.ind1 if self.nonfiling == 1 else field.ind2
            if count.isdigit() and count != "0":
                add(node, "bflc:nonSortNum", {"@value": count, "@language": language} if language else count)


def _meanings(ind: Ind | str) -> dict[str, Callable[[Node], None]]:
    if isinstance(ind, str):
        return {}
    return {value.replace("#", " "): _adder(value, ind) for value in ind.means}


def _adder(value: str, ind: Ind) -> Callable[[Node], None]:
    adds = ind.means[value]
    constants = lifted(adds.also)

    def adder(node: Node) -> None:
        if adds.type:
            node["@type"][0] = adds.type
        node["@type"].extend(type_ for type_ in adds.types if type_ not in node["@type"])
        for prop, values in constants.items():
            node[prop] = [*node.get(prop, ()), *(fresh(value) for value in values)]

    return adder


def _node_of(row: Field) -> Handler:
    """A row that makes a node (or one for each of some subfields)."""
    assert row.makes is not None  # noqa: S101 - the caller looked
    if row.makes.each:
        return _nodes_each(row, row.makes)
    shared, prop, types = _Row(row), row.makes.prop, list(_Row(row).types)
    root, twin = shared.root, shared.twin
    order = Order(row) if row.ordered else None

    def make(run: Run, field: DataField, language: str | None) -> None:
        node: Node = {"@type": types.copy()}
        shared.apply(run, field, language, node)
        if twin and (other := run.twin()) is not None:
            shared.apply(run, other[0], other[1], node)
        if len(node) > 1:
            shared.dress(field, node, language)
            if order is not None and language is None and not order.keeps(field):
                node["bflc:marcKey"] = [marc_key(field, order.parts(field))]
            add(run.root(root), prop, node)

    return make


def _nodes_each(row: Field, part: Part) -> Handler:
    shared = _Row(row)
    every = _Row(Field(row.tags, row.on, tuple(sub for sub in row.subfields if sub.every), makes=row.makes))
    begins, common = frozenset(part.each), frozenset(code for sub in row.subfields if sub.every for code in sub.codes)
    puts, types, prop, alone = shared.puts, list(shared.types), part.prop, part.alone

    def make(run: Run, field: DataField, language: str | None) -> None:
        nodes: list[Node] = []
        waiting: list[tuple[str, str]] = []
        for code, text in field.subfields:
            if code in begins and text.strip():
                nodes.append({"@type": types.copy()})
                for early, value in waiting:
                    for put in puts.get(early, ()):
                        put(run, nodes[-1], value, language)
                waiting.clear()
            elif not nodes and code not in common:
                waiting.append((code, text))
            if nodes and code not in common:
                for put in puts.get(code, ()):
                    put(run, nodes[-1], text, language)
        if waiting and not nodes and alone:
            nodes.append({"@type": types.copy()})
            for code, text in waiting:
                for put in puts.get(code, ()):
                    put(run, nodes[-1], text, language)
        target = run.root(shared.root)
        for node in nodes:
            if len(node) > 1:
                every.apply(run, field, language, node)
                shared.dress(field, node, language)
                add(target, prop, node)

    return make


def _on_root(row: Field) -> Handler:
    shared = _Row(row)
    root, twin = shared.root, shared.twin

    def put_all(run: Run, field: DataField, language: str | None) -> None:
        node = run.root(root)
        shared.apply(run, field, language, node)
        if twin and (other := run.twin()) is not None:
            shared.apply(run, other[0], other[1], node)

    return put_all
