"""Cutting a graph into descriptions: each work, instance, item or holdings with the parts that hang on it.

A description of its own is what hangs on another by `bf:instanceOf` and the like, or what is used by nothing; a related
work that another one tells of is a part. Those that share a part without an address are cut out together, or the part
would become two. What no description reaches is kept by itself, so every statement of a file is somewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.catalogue.rdf_file import BASE, RdfFile, RdfRefused
from graph.catalogue.rdf_graphs import Graph
from graph.catalogue.rdf_terms import NIL, TYPE, Statement, iri_of, name_of
from graph.catalogue.received import Received, received
from graph.store.headings import HEADING_KINDS
from mappings.bibframe.node import expand

ROOT_KINDS: Final[Mapping[str, str]] = {
    "bf:Instance": "Instance",
    "bf:Work": "Work",
    "bf:Item": "Item",
    "lsp:Holdings": "Holdings",
}
"""Classes of what is described → the name of the part. Instances are first: they tell what a work is met by."""

ABOVE: Final[Mapping[str, tuple[str, str]]] = {
    "bf:instanceOf": ("Instance", "Work"),
    "bf:itemOf": ("Item", "Instance"),
    "lsp:holdingsFor": ("Holdings", "Instance"),
}
"""What says that something hangs on another: what the one and the other are."""

BELOW: Final[Mapping[str, str]] = {"bf:hasInstance": "bf:instanceOf", "bf:hasItem": "bf:itemOf"}
"""The same said from above."""

MOST_STATEMENTS: Final = 50_000
"""So much one description can say."""

MOST_ROOTS: Final = 200
"""So many descriptions can share parts without an address."""

MOST_DESCRIBED: Final = 1_000_000
"""So many descriptions of one graph are cut out at once."""

MOST_ALIKE: Final = 16
"""So often the same part may be said of the same address before it is taken for the same part."""

_REMEMBERED: Final = 10_000
_ENOUGH: Final = 10_000
"""So many statements that belong to nothing are kept together."""
_LARGE: Final = 200
_ABOUT: Final = f"<{expand('bf:adminMetadata')}>"
_UP: Final = {f"<{expand(name)}>": kinds for name, kinds in ABOVE.items()}
_DOWN: Final = {f"<{expand(name)}>": ABOVE[up] for name, up in BELOW.items()}


@dataclass(frozen=True, slots=True)
class Unfit:
    """A description of a file that can't be imported, and why."""

    name: str
    code: str
    message: str


class _TooLarge(Exception):
    """More hangs together than is one description."""


def cut(file: RdfFile) -> Iterator[Received | Unfit]:
    """The descriptions of a file, graph by graph."""
    for line, message in file.faults:
        yield Unfit("", "RDF_DAMAGED", f"Line {line:,} can't be read: {message}")
    told: set[str] = set()
    for graph in file.graphs():
        yield from _Cutting(file, graph, told).all()
    for subject, line in file.damaged.items():
        if subject not in told:
            yield Unfit(iri_of(subject), "RDF_DAMAGED", _damage(subject, line))


class _Cutting:
    """One graph being cut. `told` takes the subjects whose damage was reported."""

    def __init__(self, file: RdfFile, graph: str, told: set[str]) -> None:
        self._file, self._graph, self._told, self._said = file, graph, told, file.graph(graph)
        self._parts: dict[str, str] = {}
        self._kinds = self._found()
        self._roots = self._kinds.keys()
        self._repeats = _Repeats(self._said)

    def all(self) -> Iterator[Received | Unfit]:
        """Descriptions, then what belongs to none."""
        yield from self._of(self._roots)
        for parts in ([each for each in self._parts if self._has_own_name(each)], list(self._parts)):
            unreached = [each for each in parts if not self._said.is_taken(each)]
            self._kinds.update({each: self._parts[each] for each in unreached})
            yield from self._of(unreached)
        yield from self._rest()

    def _of(self, roots: Collection[str]) -> Iterator[Received | Unfit]:
        kinds = list(ROOT_KINDS.values())
        for root in sorted(roots, key=lambda each: kinds.index(self._kinds[each])):
            if not self._said.is_taken(root):
                yield self._cut(root)

    def _rest(self) -> Iterator[Received | Unfit]:
        """What belongs to no description: with an address by itself, without one together."""
        loose: _Gathering | None = None
        for subject in self._said.left():
            top = self._top(subject)
            if top[0] == "<":
                yield self._cut(top)
                continue
            loose = loose or _Gathering(self._said, self._roots, self._repeats)
            unfit = self._gathered(loose, top)
            if unfit is not None or loose.count > _ENOUGH:
                yield unfit or self._made(loose, "_:")
                loose = None
        if loose is not None:
            yield self._made(loose, "_:")

    def _found(self) -> dict[str, str]:
        """Each subject that is a description of its own, and its kind."""
        kinds: dict[str, str] = {}
        for name, kind in ROOT_KINDS.items():
            for each in self._said.typed(name, MOST_DESCRIBED + 1):
                kinds.setdefault(each, kind)
        ties: dict[str, set[str]] = {}
        for number, (one, name, other) in enumerate(self._said.linked((*ABOVE, *BELOW))):
            below, above, (kind, higher) = (one, other, _UP[name]) if name in _UP else (other, one, _DOWN[name])
            if other[0] != '"' and one != other and self._is_said(one) and self._is_said(other):
                kinds.setdefault(below, kind)
                kinds.setdefault(above, higher)
                ties.setdefault(below, set()).add(above)
                ties.setdefault(above, set()).add(below)
            if len(kinds) > MOST_DESCRIBED or number > MOST_DESCRIBED * 2:
                raise RdfRefused(f"It describes more than {MOST_DESCRIBED:,} things.", hint="Import it in parts.")
        parts = {each for each in kinds if self._is_part(each, tied=each in ties)}
        waiting = list(parts)
        for each in waiting:
            for other in ties.get(each, ()):
                if other not in parts and ties[other] <= parts and not self._has_own_name(other):
                    parts.add(other)
                    waiting.append(other)
        self._parts = {each: kinds[each] for each in parts}
        return {each: kind for each, kind in kinds.items() if each not in parts}

    def _is_said(self, subject: str) -> bool:
        return bool(self._said.about(subject, 1))

    def _is_part(self, subject: str, *, tied: bool) -> bool:
        """Whether others use it, and nothing shows that it is a description of its own all the same."""
        links = self._said.pointing(subject, MOST_STATEMENTS)
        used = any(name not in _UP and name not in _DOWN for one, name in links if one != subject)
        if not used:
            return False
        if any(name == _ABOUT for name, _ in self._said.about(subject, MOST_STATEMENTS)):
            return False
        return not (tied and self._has_own_name(subject))

    @staticmethod
    def _has_own_name(subject: str) -> bool:
        """Whether it has an address that is no part of another one."""
        iri = iri_of(subject)
        return bool(iri) and "#" not in iri and not iri.startswith(BASE)

    def _top(self, subject: str) -> str:
        """What leads to a subject that no description reaches."""
        seen = {subject}
        while True:
            above = next(
                (
                    one
                    for one, _ in self._said.pointing(subject, 10)
                    if one not in seen and not self._said.is_taken(one)
                ),
                None,
            )
            if above is None or len(seen) > MOST_STATEMENTS:
                return subject
            seen.add(above)
            subject = above

    def _cut(self, subject: str) -> Received | Unfit:
        work = _Gathering(self._said, self._roots, self._repeats)
        return self._gathered(work, subject) or self._made(work, subject)

    def _gathered(self, work: _Gathering, subject: str) -> Unfit | None:
        """Gather what hangs together with a subject; why that can't be, where it can't."""
        try:
            work.gather(subject)
        except _TooLarge:
            message = f"More than {MOST_STATEMENTS:,} statements, or {MOST_ROOTS} descriptions, hang together there."
            return Unfit(iri_of(subject), "RDF_TOO_LARGE", message)
        finally:
            self._said.take(work.members or [subject])
        return None

    def _made(self, work: _Gathering, subject: str) -> Received | Unfit:
        roots = [each for each in work.members if each in self._roots] or self._heading(work, subject)
        if wrong := self._wrong(work, roots):
            return Unfit(iri_of(subject), "RDF_DAMAGED", wrong)
        kinds = list(ROOT_KINDS.values())
        roots.sort(key=lambda each: (each[0] == "_", kinds.index(self._kinds.get(each, "Work")), each))
        return received(roots, work.statements(), self._graph)

    def _heading(self, work: _Gathering, subject: str) -> list[str]:
        """An agent, subject or the like that nothing uses is a description, too."""
        types = (name_of(other) for name, other in work.members.get(subject, ()) if name == TYPE and other[0] == "<")
        return [subject] if subject[0] == "<" and any(each in HEADING_KINDS for each in types) else []

    def _wrong(self, work: _Gathering, roots: list[str]) -> str:
        for each in work.members:
            if (line := self._file.damaged.get(each)) is not None:
                self._told.add(each)
                return _damage(each, line)
        if any(iri_of(each).startswith(BASE) for each in roots):
            return "Its address is relative: say xml:base or @base, or write it whole."
        return ""


def _damage(subject: str, line: int) -> str:
    where = f"In line {line:,} something" if line else "Something"
    return f"{where} said of {iri_of(subject) or 'one of its parts'} can't be read, or is no RDF."


class _Gathering:
    """What hangs together with one subject."""

    def __init__(self, said: Graph, roots: Container[str], repeats: _Repeats) -> None:
        self._said, self._roots, self._repeats = said, roots, repeats
        self.members: dict[str, list[tuple[str, str]]] = {}
        self._above: list[Statement] = []
        self.count = self._described = 0

    def gather(self, subject: str) -> None:
        """Take in a subject, its parts, and whatever shares a part that has no address."""
        waiting = [subject]
        for each in waiting:
            if each in self.members:
                continue
            said = self._about(each)
            if not said and each != subject:
                continue
            self.members[each] = said
            self.count += len(said)
            waiting.extend(
                other
                for _, other in said
                if other[0] != '"' and other != NIL and (other[0] == "_" or not self._root(other))
            )
            if each[0] == "_":
                links = self._said.pointing(each, MOST_STATEMENTS + 1)
                waiting.extend(one for one, _ in links if one not in self.members)
            if self._root(each):
                self._described += 1
                self._hung(each)
            if self.count > MOST_STATEMENTS or self._described > MOST_ROOTS:
                raise _TooLarge

    def statements(self) -> Iterator[Statement]:
        """All that was gathered."""
        for subject, said in self.members.items():
            yield from (Statement(subject, name, other) for name, other in said)
        yield from self._above

    def _root(self, term: str) -> bool:
        return term in self._roots

    def _about(self, subject: str) -> list[tuple[str, str]]:
        if subject[0] == "<" and not self._root(subject):
            return self._repeats.without(subject)
        return self._said.about(subject, MOST_STATEMENTS + 1)

    def _hung(self, root: str) -> None:
        """What says from above on what a root hangs."""
        for one, name in self._said.pointing(root, MOST_STATEMENTS):
            if name in _DOWN and one[0] == "<":
                self._above.append(Statement(one, name, root))
                self.count += 1


class _Repeats:
    """What is said of something with an address, such as a heading, that many descriptions of a file tell of: each may
    have brought the same part without an address, and once is enough.
    """

    def __init__(self, said: Graph) -> None:
        self._said = said
        self._known: dict[str, list[tuple[str, str]]] = {}

    def without(self, subject: str) -> list[tuple[str, str]]:
        """What is said of it, a part that comes more than `MOST_ALIKE` times over but once."""
        if subject not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[subject] = self._once(self._said.about(subject, MOST_STATEMENTS + 1))
        return self._known[subject]

    def _once(self, said: list[tuple[str, str]]) -> list[tuple[str, str]]:
        blank = [each for each in said if each[1][0] == "_"]
        if len(blank) <= MOST_ALIKE:
            return said
        alike: dict[object, list[tuple[str, str]]] = {}
        parts = {}
        for each in blank:
            content, parts[each] = self._content(each[1])
            alike.setdefault((each[0], content), []).append(each)
        again = {each for group in alike.values() if len(group) > MOST_ALIKE for each in group[1:]}
        self._said.take(part for each in again for part in parts[each])
        return [each for each in said if each not in again]

    def _content(self, part: str) -> tuple[object, list[str]]:
        """What a part says, blank nodes called by their place, and which they are; of a large one, its own name."""
        seen = [part]
        said = []
        for number, each in enumerate(seen):
            for name, other in sorted(self._said.about(each, _LARGE), key=lambda row: row[0]):
                if other[0] == "_" and other not in seen:
                    seen.append(other)
                said.append((number, name, str(seen.index(other)) if other[0] == "_" else other))
            if len(said) >= _LARGE:
                return part, seen
        return tuple(said), seen
