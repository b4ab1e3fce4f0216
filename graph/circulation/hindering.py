"""What keeps an item from being withdrawn, deleted or marked: who has it, and requests that ask for this very copy.

The answer goes to staff who write holdings and may not read circulation: its sentences name nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from graph.circulation import documents
from graph.circulation.custody import HELD_BY, held
from graph.holdings.errors import Hindered, Hindrance
from graph.store.model import ABSENT, Delete, Document, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings.bibframe.read import iris

_TARGET: Final = "lsp:target"
_MOST: Final = 1000


class Hindering:
    """Reads what hinders the items of one library, three calls of the store whatever their number."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store, self._names = store, names

    def hindrances(self, tenant: str, items: Sequence[str]) -> list[Hindered]:
        """Per item, every reason why it can't be withdrawn, deleted or marked now. When each was seen is read first:
        a change that expects it so fails where the item was lent or taken in after anything else was read.
        """
        scope = Scope((grant({GraphKind.CIRCULATION}, {tenant}),))
        seen = [documents.sighting_key(self._names, tenant, item) for item in items]
        known = self._store.read(seen, scope) if seen else []
        pages = self._store.incoming(items, (*HELD_BY, _TARGET), scope, first=_MOST) if items else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        there = dict(zip(keys, self._store.read(keys, scope) if keys else (), strict=True))
        return [
            Hindered(
                tuple(_reasons(item, [found for key in page.keys if (found := there[key]) is not None])),
                Delete(key, ABSENT) if sighting is None else Put(key, sighting.body, sighting.version),
            )
            for item, page, key, sighting in zip(items, pages, seen, known, strict=True)
        ]


def _reasons(item: str, found: Sequence[Document]) -> Iterator[Hindrance]:
    has = held(item, found)
    if has.loan is not None:
        yield Hindrance("ON_LOAN", "It is on loan.")
    if has.transit is not None:
        yield Hindrance("IN_TRANSIT", "It is on its way between two places.")
    if has.kept is not None:
        yield Hindrance("KEPT", "It is chosen for a request.")
    if any(_asks_for(item, each) for each in found):
        yield Hindrance("REQUESTED", "A request asks for this very copy.")


def _asks_for(item: str, document: Document) -> bool:
    if "lsp:OpenRequest" not in document.body["@type"] or item not in iris(document.body, _TARGET):
        return False
    return documents.request_of(document).item is None
