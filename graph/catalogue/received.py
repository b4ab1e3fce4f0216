"""A description as another system gave it: its statements, and which of their subjects are works, instances and so on.

Blank nodes have no names that last, so they are named after what is said of them: the same description is the same
value, whatever its parts were called in the file and in whichever order they stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import ClassVar, Final

from graph.catalogue.rdf_terms import Statement, iri_of, parsed, written
from graph.store.names import opaque_id

FORMAT: Final = "nquads"
"""How source records of this kind say what their octets are in."""

SHARED: Final = "x"
"""How the names of blank nodes begin that are parts of something with an address, such as an agent: whichever
description tells of it, they are called alike.
"""

_MOST_WORK: Final = 500_000
"""So many looks at a statement to tell blank nodes apart; what is still alike then keeps the order of the file."""


@dataclass(frozen=True, slots=True)
class Received:
    """Statements in the order of the file, their blank nodes named `_:b1` …, those that are roots `_:r1` …, those of
    what has an address `_:x…`.

    `roots` are the terms that are described, the most general first; none where nothing of it can be a description.
    `graph` is the term of the graph that said it, empty where none did.
    """

    roots: tuple[str, ...]
    statements: tuple[Statement, ...]
    graph: str = ""

    source_format: ClassVar[str] = FORMAT
    repairs: ClassVar[tuple[str, ...]] = ()
    control_number: ClassVar[str | None] = None

    @property
    def source(self) -> bytes:
        """The statements as N-Quads."""
        return "".join(f"{written(each, self.graph)}\n" for each in self.statements).encode()

    @property
    def digest(self) -> str:
        """What tells two states apart, whatever the order of their statements."""
        lines = sorted(written(each, self.graph) for each in self.statements)
        return blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()

    @property
    def name(self) -> str:
        """What it is called: the address of what it describes, or of what it is about."""
        about = self.roots or tuple(each.subject for each in self.statements[:1])
        return next((iri for each in about if (iri := iri_of(each))), "")

    def id(self, tenant: str, source: str) -> str:
        """The opaque id of its source record: after its address, or its content where it has none."""
        if self.name:
            return opaque_id("received", tenant, self.name)
        return opaque_id("received content", tenant, source, self.digest)


def received(roots: Sequence[str], statements: Iterable[Statement], graph: str) -> Received:
    """What these statements say, their blank nodes named after what is said of them."""
    found = tuple(dict.fromkeys(statements))
    names = _names(found, roots, graph)
    if names:
        found = tuple(
            dict.fromkeys(Statement(names.get(one, one), name, names.get(other, other)) for one, name, other in found)
        )
    return Received(tuple(names.get(each, each) for each in roots), found, graph)


def read_back(octets: bytes, roots: Sequence[str]) -> Received:
    """What `Received.source` wrote."""
    lines = [parsed(line) for line in octets.decode().split("\n") if line]
    return Received(tuple(roots), tuple(statement for statement, _ in lines), lines[0][1] if lines else "")


def _names(statements: Sequence[Statement], roots: Sequence[str], graph: str) -> dict[str, str]:
    """What blank nodes are called: those that hang together one after the other, in an order that follows from what is
    said of them. Those of something with an address get names that nothing else of the description changes.
    """
    told: dict[str, list[Statement]] = {}
    for each in statements:
        for term in {each.subject, each.object}:
            if term[0] == "_":
                told.setdefault(term, []).append(each)
    if not told:
        return {}
    budget = [_MOST_WORK]
    groups = sorted((_ordered(group, told, budget) for group in _groups(told)), key=lambda group: group[0])
    inside = _inside(statements, roots)
    names: dict[str, str] = {}
    counts, alike = {"r": 0, "b": 0}, dict[str, int]()
    for content, group in groups:
        alike[content] = alike.get(content, 0) + 1
        for place, term in enumerate(group):
            if term in inside:
                kind = "r" if term in roots else "b"
                counts[kind] += 1
                names[term] = f"_:{kind}{counts[kind]}"
            else:
                names[term] = f"_:{SHARED}{_hash([graph, content, str(alike[content]), str(place)])}"
    return names


def _groups(told: Mapping[str, Sequence[Statement]]) -> list[list[str]]:
    """Blank nodes that hang together."""
    seen: set[str] = set()
    groups = []
    for begin in told:
        if begin in seen:
            continue
        seen.add(begin)
        group = [begin]
        for each in group:
            near = {term for one in told[each] for term in (one.subject, one.object) if term[0] == "_"} - seen
            seen |= near
            group.extend(near)
        groups.append(group)
    return groups


def _ordered(group: Sequence[str], told: Mapping[str, Sequence[Statement]], budget: list[int]) -> tuple[str, list[str]]:
    """What a group says, as a hash, and its blank nodes in the order that it is said of them."""
    said = dict.fromkeys(statement for each in group for statement in told[each])
    ordered = list(group) if len(group) == 1 else _Colours(list(said), set(group), budget).ordered()
    local = {each: f"_:{place}" for place, each in enumerate(ordered)}
    lines = (" ".join((local.get(one, one), name, local.get(other, other))) for one, name, other in said)
    return _hash(sorted(lines)), ordered


def _inside(statements: Sequence[Statement], roots: Sequence[str]) -> set[str]:
    """Blank nodes that are parts of a root, or of nothing, rather than of something that has an address of its own."""
    near: dict[str, list[str]] = {}
    used = {other for _, _, other in statements}
    found = list(
        dict.fromkeys(each for each, _, _ in statements if each[0] == "_" and (each in roots or each not in used))
    )
    for one, _, other in statements:
        if other[0] == "_":
            if one[0] == "_":
                near.setdefault(one, []).append(other)
                near.setdefault(other, []).append(one)
            elif one in roots:
                found.append(other)
    inside = set(found)
    for each in found:
        further = [other for other in near.get(each, ()) if other not in inside]
        inside.update(further)
        found.extend(further)
    return inside


class _Colours:
    """Tells blank nodes apart by what is said of them and of what they point at, and by what points at them, in ever
    wider circles: work that grows with the description, never with the ways to number it.
    """

    def __init__(self, statements: Sequence[Statement], blank: set[str], budget: list[int]) -> None:
        self._fixed: dict[str, list[str]] = {each: [] for each in blank}
        self._near: dict[str, list[tuple[str, str]]] = {each: [] for each in blank}
        for one, name, other in statements:
            if one[0] == "_":
                (self._near[one].append((f">{name}", other)) if other[0] == "_"
                 else self._fixed[one].append(f">{name} {other}"))  # fmt: skip
            if other[0] == "_":
                (self._near[other].append((f"<{name}", one)) if one[0] == "_"
                 else self._fixed[other].append(f"<{name} {one}"))  # fmt: skip
        self._colour = {each: _hash(sorted(said)) for each, said in self._fixed.items()}
        self._links = sum(map(len, self._near.values())) + len(blank)
        self._budget = budget

    def ordered(self) -> list[str]:
        """The blank nodes in an order that follows from the statements."""
        self._refine()
        while self._budget[0] > 0 and (alike := self._alike()):
            self._colour[alike[0]] = _hash([self._colour[alike[0]], "first"])
            self._refine()
        return sorted(self._colour, key=lambda each: self._colour[each])

    def _refine(self) -> None:
        count = len(set(self._colour.values()))
        while count < len(self._colour) and self._budget[0] > 0:
            self._budget[0] -= self._links
            self._colour = {
                each: _hash([own, *sorted(f"{name} {self._colour[other]}" for name, other in self._near[each])])
                for each, own in self._colour.items()
            }
            before, count = count, len(set(self._colour.values()))
            if count == before:
                return

    def _alike(self) -> list[str]:
        """Blank nodes that are still alike, of the group that comes first; those alone with what they say may be."""
        groups: dict[str, list[str]] = {}
        for each, colour in self._colour.items():
            groups.setdefault(colour, []).append(each)
        several: Mapping[str, list[str]] = {
            colour: group for colour, group in groups.items() if len(group) > 1 and self._near[group[0]]
        }
        return several[min(several)] if several else []


def _hash(parts: Sequence[str]) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()
