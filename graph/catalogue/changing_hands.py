"""What is alike where a library's description becomes its network's, and where it becomes the library's own again: how
much at once, what is asked for, and the one Change that it is written as.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from graph.access.model import Actor, Forbidden
from graph.access.service import AccessService
from graph.catalogue.errors import Invalid
from graph.catalogue.model import Resource
from graph.catalogue.readdressing import Mover, Moves
from graph.catalogue.resources import ResourceReader
from graph.catalogue.validation import collection_of, valid_iri
from graph.catalogue.writing import Writing, refuse_duplicates
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Document, Put
from graph.store.names import Names
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.unchanged import with_settings

MOST_SHARED: Final = 100
SHAREABLE: Final = frozenset({"works", "instances"})


@dataclass(frozen=True, slots=True)
class Shared:
    """What became a network's, or a library's own again: the address before and after, and how much is written."""

    moved: Mapping[str, str]
    written: int


class ChangingHands:
    """Makes descriptions somebody else's."""

    command: ClassVar[str]
    """How the log calls it."""
    says: ClassVar[str]
    """What happens to so many at once."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        resources: ResourceReader,
        writing: Writing,
    ) -> None:
        self._store, self._names, self._clock, self._access = store, names, clock, access
        self._resources, self._writing, self._mover = resources, writing, Mover(store, names)

    def write(
        self, actor: Actor, moves: Moves, scope: Scope, request_id: str | None = None, held: Sequence[Put] = ()
    ) -> None:
        """Write it, as long as what is `held` is unchanged. Raises `Conflict`, `Duplicate`."""
        cause = Cause(actor.id, self.command, self._clock(), request_id)
        try:
            change = Change(cause, (*moves.puts.values(), *held), tuple(moves.deletes.values()))
            self._store.commit(change, with_settings(scope) if held else scope)
        except Conflict as conflict:
            refuse_duplicates(conflict)
            raise

    def _asked(self, iris: Collection[str], scope: Scope) -> list[Resource | None]:
        """What is asked for, as it is read; nothing where one of these is no address."""
        return self._resources.resources(list(iris), scope) if all(map(valid_iri, iris)) else [None]

    def _done(
        self,
        actor: Actor,
        moves: Moves,
        changed: Sequence[Document],
        scope: Scope,
        request_id: str | None,
        *,
        dry: bool,
        held: Sequence[Put] = (),
    ) -> int:
        """Write it, unless it is only tried; how much that is. Raises `Forbidden` where the actor may not move what
        hangs on it.
        """
        for each in changed:
            self._writing.place(actor, collection_of(each.body["@type"]), None)
        if not dry:
            self.write(actor, moves, scope, request_id, held)
        return moves.count

    def _refuse_count(self, asked: Collection[str]) -> None:
        if not 0 < len(asked) <= MOST_SHARED:
            raise Invalid(
                f"1 to {MOST_SHARED} descriptions are {self.says} at once.",
                ("ids",),
                which="shared-count",
                values={"most": MOST_SHARED},
            )


def refuse_outsider(tenant: str, network: str, graph: str, scope: Scope) -> None:
    """Raise `Forbidden` where a library doesn't belong to the network."""
    if not scope.reads(graph):
        raise Forbidden(f"“{tenant}” doesn't belong to a network “{network[:40]}”.")
