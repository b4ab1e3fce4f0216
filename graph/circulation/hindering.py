"""What keeps an item from being withdrawn, deleted or marked: who has it, and requests that ask for this very copy.

The answer goes to staff who write holdings and may not read circulation: its sentences name nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from graph.circulation import documents
from graph.circulation.facts import HELD_BY, held
from graph.holdings.errors import Hindrance
from graph.store.model import Document
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings.bibframe.read import iris

_TARGET: Final = "lsp:target"
_MOST: Final = 1000


class Hindering:
    """Reads what hinders the items of one library, two calls of the store whatever their number."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def hindrances(self, tenant: str, items: Sequence[str]) -> list[tuple[Hindrance, ...]]:
        """Per item, every reason why it can't be withdrawn, deleted or marked now."""
        scope = Scope((grant({GraphKind.CIRCULATION}, {tenant}),))
        pages = self._store.incoming(items, (*HELD_BY, _TARGET), scope, first=_MOST) if items else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        there = dict(zip(keys, self._store.read(keys, scope) if keys else (), strict=True))
        return [
            tuple(_reasons(item, [found for key in page.keys if (found := there[key]) is not None]))
            for item, page in zip(items, pages, strict=True)
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
