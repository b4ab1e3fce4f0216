"""Bringing two changed descriptions together, node by node and value by value; and saying how two differ.

`base` is where both began (the description the source gave last time), `current` what people made of it, `incoming`
what the source says now. What only one side changed is taken from that side. What both changed alike is taken once.
Where they disagree people's statement stays (or, with `prefer_incoming`, the source's) and a `Clash` says so.

Laws, tested: nobody edited → `incoming`; the source did not change → `current`; both the same → that; every value that
people added is in the result; a property people left alone is as the source has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.catalogue.alignment import align, content, is_node, is_reference, same, same_node
from graph.catalogue.model import PropertyChange
from mappings.bibframe.node import Node, Value


@dataclass(frozen=True, slots=True)
class Clash:
    """A place where two sides disagree (people and the source; the caller and others): what each says and what both
    began from, empty for “nothing”.
    """

    path: str
    ours: tuple[Value, ...]
    theirs: tuple[Value, ...]
    base: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged description and where the two sides disagreed."""

    node: Node
    clashes: tuple[Clash, ...] = ()


@dataclass(slots=True)
class _Merge:
    prefer_incoming: bool
    clashes: list[Clash] = field(default_factory=list)

    def node(self, base: Node, current: Node, incoming: Node, path: str) -> Node:
        if same_node(base, incoming):
            return current
        if same_node(base, current) or same_node(current, incoming):
            return {**incoming, "@id": current["@id"]} if "@id" in current else incoming
        names = dict.fromkeys((*current, *incoming))
        merged: Node = {}
        for name in names:
            if name == "@id":
                merged[name] = current.get(name, incoming.get(name))
                continue
            below = f"{path}/{name}" if path else name
            values = self.values(base.get(name, ()), current.get(name, ()), incoming.get(name, ()), below)
            if values:
                merged[name] = values
        return merged

    def values(
        self, base: Sequence[Value], current: Sequence[Value], incoming: Sequence[Value], path: str
    ) -> list[Value]:
        if same(base, incoming):
            return list(current)
        if same(base, current) or same(current, incoming):
            return list(incoming)
        edited = align(base, current, by_id=True)
        renewed = align(base, incoming, by_id=False)
        origin = {j: i for i, j in edited.items()}
        added = [k for k in range(len(incoming)) if k not in set(renewed.values())]
        result: list[tuple[Value, int | None]] = []
        for j, ours in enumerate(current):
            if j in origin:
                k = renewed.get(origin[j])
                kept = self.value(base[origin[j]], ours, None if k is None else incoming[k], path)
                if kept is not None:
                    result.append((kept, k))
            else:
                k = next((k for k in added if content(incoming[k]) == content(ours)), None)
                if k is not None:
                    added.remove(k)
                result.append((ours, k))
        for i, k in renewed.items():
            if i not in edited and self.taken_out(base[i], incoming[k], path):
                added.append(k)
        for k in sorted(added):
            result.insert(_place(result, k), (incoming[k], k))
        return [value for value, _ in result]

    def value(self, base: Value, ours: Value, theirs: Value | None, path: str) -> Value | None:
        """One value that people still have: ours, theirs, both together, or None when it goes."""
        untouched = content(base) == content(ours)
        if theirs is None:
            if untouched:
                return None
            self.clashes.append(Clash(path, (ours,), (), (base,)))
            return None if self.prefer_incoming else ours
        if untouched:
            return _named(theirs, ours) if content(base) != content(theirs) else ours
        if content(base) == content(theirs) or content(ours) == content(theirs):
            return ours
        if is_node(base) and is_node(ours) and is_node(theirs):
            assert isinstance(base, dict)  # noqa: S101 - narrows for the type checker; is_node says so
            assert isinstance(ours, dict)  # noqa: S101
            assert isinstance(theirs, dict)  # noqa: S101
            return self.node(base, ours, theirs, path)
        self.clashes.append(Clash(path, (ours,), (theirs,), (base,)))
        return theirs if self.prefer_incoming else ours

    def taken_out(self, base: Value, theirs: Value, path: str) -> bool:
        """Whether a value that people removed comes back after all."""
        if content(base) == content(theirs):
            return False
        self.clashes.append(Clash(path, (), (theirs,), (base,)))
        return self.prefer_incoming


def merge(base: Node, current: Node, incoming: Node, *, prefer_incoming: bool = False) -> Merged:
    """The three-way merge of one document. The result's fragment ids are unique; nodes people know keep theirs."""
    if same_node(base, incoming):
        return Merged(current)
    if same_node(base, current):
        return Merged(incoming)
    work = _Merge(prefer_incoming)
    node = work.node(base, current, incoming, "")
    return Merged(renumbered(node), tuple(work.clashes))


def fill(current: Node, incoming: Node, *, prefer_incoming: bool = False) -> Merged:
    """A description that no source gave, completed from a source: properties people filled stay theirs."""
    node = dict(current)
    clashes = []
    for name, theirs in incoming.items():
        ours = current.get(name, ())
        if name == "@id" or same(ours, theirs):
            continue
        if not ours or prefer_incoming:
            node[name] = theirs
        if ours:
            clashes.append(Clash(name, tuple(ours), tuple(theirs)))
    return Merged(renumbered(node), tuple(clashes))


def differences(before: Node, after: Node, path: str = "") -> tuple[PropertyChange, ...]:
    """What changed between two states of a description, property by property, down to the parts that changed."""
    found: list[PropertyChange] = []
    for name in dict.fromkeys((*before, *after)):
        if name == "@id":
            continue
        below = f"{path}/{name}" if path else name
        found.extend(_value_differences(before.get(name, ()), after.get(name, ()), below))
    return tuple(found)


def _value_differences(before: Sequence[Value], after: Sequence[Value], path: str) -> list[PropertyChange]:
    if same(before, after):
        return []
    pairs = align(before, after, by_id=True)
    found: list[PropertyChange] = []
    removed = [value for i, value in enumerate(before) if i not in pairs]
    added = [value for j, value in enumerate(after) if j not in set(pairs.values())]
    for i, j in pairs.items():
        left, right = before[i], after[j]
        if content(left) == content(right):
            continue
        if isinstance(left, dict) and isinstance(right, dict) and is_node(left) and is_node(right):
            found.extend(differences(left, right, path))
        else:
            removed.append(left)
            added.append(right)
    if removed or added:
        found.append(PropertyChange(path, tuple(removed), tuple(added)))
    return found


def renumbered(root: Node) -> Node:
    """The same description where a fragment id that is used twice gets the next free number the second time."""
    taken: set[str] = set()
    _collect(root, taken)
    return _renumber(root, taken, set())


def _collect(value: Value, taken: set[str]) -> None:
    if not isinstance(value, dict) or "@value" in value or is_reference(value):
        return
    if "@id" in value:
        taken.add(value["@id"])
    for key, values in value.items():
        if key == "@list" or key[0] != "@":
            for each in values:
                _collect(each, taken)


def _renumber(node: Node, taken: set[str], seen: set[str]) -> Node:
    answer: Node = {}
    for key, values in node.items():
        if key == "@id":
            answer[key] = _fresh(values, taken, seen) if values.startswith("#") else values
        elif key == "@type":
            answer[key] = values
        else:
            answer[key] = [_renumbered_value(each, taken, seen) for each in values]
    return answer


def _renumbered_value(value: Value, taken: set[str], seen: set[str]) -> Value:
    if not isinstance(value, dict) or "@value" in value or is_reference(value):
        return value
    if "@list" in value:
        return {"@list": [_renumbered_value(each, taken, seen) for each in value["@list"]]}
    return _renumber(value, taken, seen)


def _fresh(name: str, taken: set[str], seen: set[str]) -> str:
    if name not in seen:
        seen.add(name)
        return name
    stem, _, _ = name.rpartition("-")
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    fresh = f"{stem}-{number}"
    taken.add(fresh)
    seen.add(fresh)
    return fresh


def _named(theirs: Value, ours: Value) -> Value:
    """The source's value under the id people know it by."""
    if (
        isinstance(theirs, dict)
        and isinstance(ours, dict)
        and is_node(theirs)
        and str(ours.get("@id", "")).startswith("#")
    ):
        return {**theirs, "@id": ours["@id"]}
    return theirs


def _place(result: list[tuple[Value, int | None]], k: int) -> int:
    """Where the source's k-th value goes: behind the nearest one that precedes it in the source."""
    before = [(found, place) for place, (_, found) in enumerate(result) if found is not None and found < k]
    return max(before)[1] + 1 if before else 0
