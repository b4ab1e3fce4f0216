"""The follower that keeps the search index: reads what an event touched, folds families of Work, Instances and Items
into documents, and commits them together with the event's number.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import tantivy

from graph.backends.tantivy.alike import Clusters, members_of
from graph.backends.tantivy.documents import (
    Fields,
    IsAvailable,
    documents_of,
    heading_document,
    heading_id,
)
from graph.backends.tantivy.families import Families, Touches, gather
from graph.backends.tantivy.headings import Named, described, headings_of
from graph.backends.tantivy.schema import POSITION, create_index, document_id, home, is_there, owner_of, schema
from graph.backends.tantivy.terms import term_document
from graph.store.collecting import uncollected
from graph.store.errors import Unavailable
from graph.store.follower import emptied_marks
from graph.store.model import Document, Event
from graph.store.names import GraphKind, Names, names_of
from graph.store.port import Store
from graph.store.scope import Scope
from graph.store.terms import INSTALLATION
from mappings.bibframe.node import Node

_HEAP_BYTES = 64 * 2**20
_MOST_OWNERS = 65_000
_MOST_SEEN = 300_000
"""Headings remembered as indexed already; beyond that they are looked up again."""


Merging: TypeAlias = Callable[[Sequence[Document]], Node]
"""What the documents of one resource say together."""


def first_says(layers: Sequence[Document]) -> Node:
    """Where nothing is shared."""
    return layers[0].body


Away: TypeAlias = Callable[[Store, Sequence[str]], Collection[str]]
"""Of items, by IRI, those that can't be had whatever their own document says."""


def nothing_away(_: Store, __: Sequence[str]) -> Collection[str]:
    """Where nothing is lent."""
    return ()


class SearchFollower:
    """Keeps the index in `directory`. Only one process may write it: the projector lock sees to that.

    `is_available` says it of an item by its own document, `away` which of these items somebody has or waits for,
    `merge` what a network's description and a tenant's overlay say together.
    """

    name = "search"

    def __init__(
        self, directory: Path, is_available: IsAvailable, away: Away = nothing_away, merge: Merging = first_says
    ) -> None:
        self._directory, self._is_available, self._away, self._merge = directory, is_available, away, merge
        self._index = create_index(directory)
        self._writer: tantivy.IndexWriter | None = None
        self._seen: set[str] = set()
        self._loose: dict[str, tuple[str, str]] = {}
        self._uncommitted: set[str] = set()
        self._clusters: dict[str, Clusters] = {}
        try:
            self._position = self._committed()
        except ValueError:
            # It can be made anew from the log: a damaged one is not worth keeping.
            shutil.rmtree(home(directory))
            self._index = create_index(directory)
            self._position = 0
        self._applied = self._position

    def position(self) -> int:
        """The last event held durably."""
        return self._position

    def apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        """Index what these events touched, as it is now."""
        with uncollected():
            self._apply(events, store, scope)
        if events:
            self._applied = max(self._applied, events[-1].sequence)

    def _apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        touches = Touches.of(events)
        families = gather(touches, store, scope, self._merge, self)
        writer = self._writing()
        for graph in emptied_marks(events):
            self._remove_gone(writer, names_of(graph), store, scope)
        for identifier in families.gone:
            writer.delete_documents_by_term("id", identifier)
        away = self._away(store, [item.key.iri for family in families.families for item in family.every_item])
        for family in families.families:
            found, named = documents_of(family, lambda item: item["@id"] not in away and self._is_available(item))
            for fields in found:
                self._put(writer, fields)
            document = family.work or family.instances[0]
            for heading in named:
                self._heading(writer, family.owner, heading, document)
        self._remember(families)
        self._formerly_described(writer, families)
        self._described(writer, families)
        for body, owner in families.previous:
            for heading in headings_of(body):
                self._loose[heading_id(owner, heading)] = (owner, heading.key)

    def _remember(self, families: Families) -> None:
        """What works are indexed as one with: when the log comes to a cluster, most of its works say so already."""
        if len(self._clusters) >= _MOST_SEEN:
            self._clusters.clear()
        self._clusters.update((each.work.key.iri, each.clusters) for each in families.families if each.work)

    def known(self, work: str) -> Clusters | None:
        """See `families.Indexed`."""
        return self._clusters.get(work)

    def members(self, clusters: Collection[str]) -> list[str]:
        """See `families.Indexed`."""
        self._writing().commit()
        self._index.reload()
        return members_of(self._index.searcher(), clusters)

    def tend(self, store: Store, scope: Scope) -> None:
        """Nothing."""

    def flush(self) -> None:
        """Commit what was applied with the number of its last event. Does nothing when nothing was applied."""
        if self._applied == self._position:
            return
        writer = self._writing()
        writer.delete_documents_by_term("id", POSITION)
        writer.add_document(tantivy.Document(id=[POSITION], kind=[POSITION], sequence=[self._applied]))
        self._drop_loose(writer)
        writer.commit()
        self._index.reload()
        self._uncommitted.clear()
        self._position = self._applied

    def is_whole(self) -> bool:
        """Whether the index is still where it was."""
        return is_there(self._directory)

    def reset(self) -> None:
        """Empty the index; where it is gone, make it."""
        if self.is_whole():
            writer = self._writing()
            writer.delete_all_documents()
            writer.commit()
            self._index.reload()
        else:
            self._writer = None
            self._index = create_index(self._directory)
        self._seen.clear()
        self._clusters.clear()
        self._loose.clear()
        self._uncommitted.clear()
        self._position = self._applied = 0

    def replace_by(self, directory: Path) -> None:
        """See `graph.store.remaking`."""
        self.close()
        place, old = home(self._directory), self._directory / "old"
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
        home(directory).rename(place)
        shutil.rmtree(old, ignore_errors=True)
        self._index = create_index(self._directory)
        self._seen.clear()
        self._clusters.clear()
        self._loose.clear()
        self._position = self._applied = self._committed()

    def close(self) -> None:
        """Commit and let another process write."""
        if self._writer is not None:
            if self.is_whole():
                self.flush()
                self._writer.wait_merging_threads()
            self._writer = None

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(_HEAP_BYTES, 1)
            except ValueError as error:
                raise Unavailable("Another process is writing the search index.") from error
        return self._writer

    def _put(self, writer: tantivy.IndexWriter, fields: Fields) -> None:
        """Write a document in place of the one of its id. Taking nothing away takes time too: a tenth of an import."""
        identifier = fields["id"][0]
        if identifier in self._uncommitted or self._index.searcher().doc_freq("id", identifier):
            writer.delete_documents_by_term("id", identifier)
        self._uncommitted.add(identifier)
        writer.add_document(tantivy.Document(**fields))

    def _heading(self, writer: tantivy.IndexWriter, owner: str, named: Named, document: Document) -> None:
        if not named.key:
            return
        identifier = heading_id(owner, named)
        self._loose.pop(identifier, None)
        if identifier in self._seen:
            return
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen.add(identifier)
        if not _present(self._index.searcher(), identifier):
            self._put(writer, heading_document(owner, named, document.created.timestamp()))

    def _formerly_described(self, writer: tantivy.IndexWriter, families: Families) -> None:
        """Headings whose description changed or went are called as their uses call them, while there are any."""
        for body, owner in families.previous:
            named = described(body)
            if named is not None and owner and owner != INSTALLATION:
                bare = Named(named.key, named.kind, named.iri, named.labels[:1])
                identifier = heading_id(owner, bare)
                self._put(writer, heading_document(owner, bare, 0))
                self._seen.discard(identifier)
                self._loose[identifier] = (owner, named.key)

    def _remove_gone(self, writer: tantivy.IndexWriter, names: Names, store: Store, scope: Scope) -> None:
        """Take away the documents of libraries that hold nothing any more."""
        writer.commit()
        self._index.reload()
        owners = {"owners": {"terms": {"field": "owner", "size": _MOST_OWNERS}}}
        found = self._index.searcher().aggregate(tantivy.Query.all_query(), owners)["owners"]["buckets"]
        for owner in (str(each["key"]) for each in found):
            if ":" not in owner and not store.scan(names.graph(owner, GraphKind.CATALOGUE), scope, first=1).keys:
                writer.delete_documents_by_term("owner", owner)
        self._seen.clear()

    def _described(self, writer: tantivy.IndexWriter, families: Families) -> None:
        """Headings that somebody describes replace what was gathered from their uses."""
        for document in families.others:
            owner = owner_of(document.key.graph)
            if owner is None:
                continue
            if (fields := term_document(owner, document)) is not None:
                self._put(writer, fields)
            else:
                writer.delete_documents_by_term("id", document_id(owner, document.key.iri))
            named = described(document.body)
            if owner != INSTALLATION and named is not None:
                self._put(writer, heading_document(owner, named, document.created.timestamp()))
                identifier = heading_id(owner, named)
                self._seen.add(identifier)
                self._loose.pop(identifier, None)

    def _drop_loose(self, writer: tantivy.IndexWriter) -> None:
        """Take away headings whose last use has gone. Uses are counted in what is about to be committed."""
        if not self._loose:
            return
        writer.commit()
        self._index.reload()
        searcher = self._index.searcher()
        for identifier, (owner, key) in self._loose.items():
            if not _used(searcher, owner, key):
                writer.delete_documents_by_term("id", identifier)
                self._seen.discard(identifier)
        self._loose.clear()

    def _committed(self) -> int:
        return committed_position(self._index.searcher())


def committed_position(searcher: tantivy.Searcher) -> int:
    """The event number kept in the index, 0 in an empty one."""
    hits = searcher.search(tantivy.Query.term_query(schema(), "id", POSITION), 1, count=False).hits
    with suppress(IndexError):
        found = searcher.doc(hits[0][1]).get_first("sequence")
        return int(found) if found is not None else 0
    return 0


def _present(searcher: tantivy.Searcher, identifier: str) -> bool:
    # A deleted document still counts in the term's frequency until segments merge: zero is sure, one is looked up.
    if searcher.doc_freq("id", identifier) == 0:
        return False
    return bool(searcher.search(tantivy.Query.term_query(schema(), "id", identifier), 1, count=False).hits)


def _used(searcher: tantivy.Searcher, owner: str, key: str) -> bool:
    uses = [
        (tantivy.Occur.Should, tantivy.Query.term_query(schema(), name, key))
        for name in ("f_agent", "f_subject", "f_genre")
    ]
    query = tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, tantivy.Query.term_query(schema(), "owner", owner)),
            (tantivy.Occur.Must, tantivy.Query.boolean_query(uses)),
        ]
    )
    return bool(searcher.search(query, 1, count=False).hits)
