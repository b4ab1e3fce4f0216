"""What a library says of things whose address becomes another: what hangs on them, what staff noted, where its source
records say that they are described. Read at once, written as one Change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.catalogue.dependents import Dependents
from graph.catalogue.lists import LONGEST
from graph.catalogue.resources import REDIRECT
from graph.catalogue.source import DESCRIBES
from graph.catalogue.uniting import pointing
from graph.catalogue.whole_changes import MOST_WRITTEN, refuse_too_many
from graph.store.model import ABSENT, Delete, Document, Key, Put
from graph.store.names import GraphKind, Names, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node

_OWN: Final = frozenset({GraphKind.CATALOGUE, GraphKind.STAFF})


@dataclass(slots=True)
class Moves:
    """The writes of a Change so far, each document once."""

    puts: dict[Key, Put] = field(default_factory=dict)
    deletes: dict[Key, Delete] = field(default_factory=dict)

    def put(self, key: Key, body: Node, before: Document | None) -> None:
        """Write a document over what is there."""
        self.puts[key] = Put(key, body, ABSENT if before is None else before.version)

    def delete(self, document: Document) -> None:
        """Take a document away."""
        self.deletes[document.key] = Delete(document.key, document.version)

    @property
    def count(self) -> int:
        """How many documents are written."""
        return len(self.puts) + len(self.deletes)


class Mover:
    """Moves what a library says of things to their new addresses."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store, self._names = store, names
        self._dependents = Dependents(store)

    def follow(
        self, moves: Moves, moved: Mapping[str, str], tenant: str, scope: Scope, *, all_at_once: bool = True
    ) -> list[Document]:
        """Let what the library says point at the new addresses, in five calls; the descriptions that do from now on.

        What `moves` writes or deletes already is left as it is said there. Raises `Invalid` for more than is written
        at once, unless the rest may follow later.
        """
        pointed = [
            each
            for each in self._dependents.pointing(list(moved), scope, most=MOST_WRITTEN)
            if parse_graph(each.key.graph).owner == tenant and parse_graph(each.key.graph).kind in _OWN
        ]
        changed = []
        for each in pointed:
            if each.key not in moves.puts and each.key not in moves.deletes:
                moves.put(each.key, pointing(each.body, moved), each)
                if REDIRECT not in each.body["@type"]:
                    changed.append(each)
        self._noted(moves, moved, tenant, scope)
        self._sources(moves, moved, tenant, scope)
        if all_at_once:
            refuse_too_many(moves.count)
        return changed

    def _noted(self, moves: Moves, moved: Mapping[str, str], tenant: str, scope: Scope) -> None:
        staff = self._names.graph(tenant, GraphKind.STAFF)
        for each in self._store.read([Key(staff, iri) for iri in moved], scope):
            if each is not None:
                new = moved[each.key.iri]
                moves.puts.pop(each.key, None)
                moves.delete(each)
                moves.put(Key(staff, new), {**pointing(each.body, moved), "@id": new}, None)

    def _sources(self, moves: Moves, moved: Mapping[str, str], tenant: str, scope: Scope) -> None:
        graph = self._names.graph(tenant, GraphKind.SOURCE)
        pages = self._store.incoming(list(moved), (DESCRIBES,), scope, first=LONGEST)
        keys = dict.fromkeys(key for page in pages for key in page.keys if key.graph == graph)
        for each in self._store.read(list(keys), scope) if keys else ():
            if each is not None:
                moves.put(each.key, pointing(each.body, moved), each)


def leading(store: Store, iris: Sequence[str], path: str, graph: str, scope: Scope) -> list[Document | None]:
    """Per address, what in a graph leads to it by a property, the first by name. Two calls."""
    pages = store.incoming(iris, (path,), scope, first=LONGEST)
    keys = [sorted(key for key in page.keys if key.graph == graph) for page in pages]
    wanted = [key for some in keys for key in some]
    found = {each.key: each for each in (store.read(wanted, scope) if wanted else ()) if each is not None}
    return [next((found[key] for key in some if key in found), None) for some in keys]
