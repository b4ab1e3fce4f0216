"""What a library's patrons borrowed in a window, as far as it is still known who they are; for counting and no more.

Loans that were made nameless before are nobody's and count for nothing: what a library forgets early isn't lent to
statistics either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from graph.catalogue.resources import ResourceReader
from graph.circulation.documents import loan_of
from graph.circulation.model import Loan
from graph.network.co_circulation.counting import Borrowed
from graph.network.co_circulation.model import Window
from graph.patrons.libraries import is_library
from graph.patrons.model import Patron
from graph.patrons.register import Register
from graph.store import walking
from graph.store.model import Key
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings.bibframe.read import iris

_AT_ONCE: Final = 500


class Borrowing:
    """Reads loans of one library after another, with the works they were of and who else their patrons may be."""

    def __init__(self, store: Store, names: Names, register: Register) -> None:
        self._store, self._names, self._register = store, names, register
        self._resources = ResourceReader(store)

    def borrowed(self, tenant: str, network: str, window: Window) -> Iterator[Borrowed]:
        """What was borrowed from a library in a window. Works that its public catalogue does not show are left out, and
        what other libraries borrowed: they are nobody, and know for whom it was.
        """
        private = Scope((grant({GraphKind.CIRCULATION}, {tenant}),))
        graph = self._names.graph(tenant, GraphKind.CIRCULATION)
        every = (loan_of(each) for each in walking.documents(self._store, graph, private, type="lsp:Loan"))
        named = (each for each in every if each.patron is not None and each.opened_at in window)
        shown = Scope((grant({GraphKind.CATALOGUE}, {tenant}), grant({GraphKind.NETWORK}, {network})))
        while batch := list(islice(named, _AT_ONCE)):
            yield from self._of(tenant, batch, shown)

    def _of(self, tenant: str, loans: Sequence[Loan], shown: Scope) -> Iterator[Borrowed]:
        holders = [each.patron or "" for each in loans]
        patrons = self._register.patrons(tenant, holders)
        for patron, work in zip(patrons, self._works(tenant, loans, shown), strict=True):
            if patron is not None and work is not None and not is_library(patron, self._names):
                yield Borrowed(tenant, patron.iri, work, _known_by(patron))

    def _works(self, tenant: str, loans: Sequence[Loan], shown: Scope) -> list[str | None]:
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        items = self._store.read([Key(graph, each.item) for each in loans], shown)
        instances = ["" if each is None else next(iter(iris(each.body, "bf:itemOf")), "") for each in items]
        described = dict(zip(instances, self._resources.resources(instances, shown), strict=True))
        found = (described[each] for each in instances)
        return [None if each is None else next(iter(iris(each.body, "bf:instanceOf")), None) for each in found]


def _known_by(patron: Patron) -> tuple[str, ...]:
    """What two libraries may know the same person by. That two people share one only makes a number smaller."""
    known = (("mail", patron.contact.email), ("id", patron.external_id))
    return tuple(f"{kind}:{text.strip().casefold()}" for kind, text in known if text.strip())
