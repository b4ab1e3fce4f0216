"""Going through a graph from its beginning to its end, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

from graph.store.model import Document, Key
from graph.store.port import Store
from graph.store.scope import Scope

T = TypeVar("T")
_PAGE = 1000


def pages(
    store: Store, graph: str, scope: Scope, *, type: str | None = None, first: int = _PAGE
) -> Iterator[Sequence[Key]]:
    """The keys of a graph's documents in order, of one type where given, at most `first` at a time."""
    after: str | None = None
    while True:
        page = store.scan(graph, scope, type=type, first=first, after=after)
        yield page.keys
        if (after := page.after) is None:
            return


def keys(store: Store, graph: str, scope: Scope, *, type: str | None = None) -> Iterator[Key]:
    """The keys of a graph's documents in order, of one type where given."""
    return chain.from_iterable(pages(store, graph, scope, type=type))


def documents(store: Store, graph: str, scope: Scope, *, type: str | None = None) -> Iterator[Document]:
    """The documents of a graph in order, of one type where given; those that went meanwhile are passed over."""
    for page in pages(store, graph, scope, type=type):
        yield from (document for document in store.read(page, scope) if document is not None)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The same in their order, at most `size` at a time."""
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some
