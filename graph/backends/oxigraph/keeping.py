"""Statements kept by themselves in a folder: written once, in bulk, and asked through a snapshot of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.backends.oxigraph import snapshots
from graph.backends.oxigraph.follower import snapshots_of
from graph.backends.oxigraph.loading import Loader
from graph.store.collecting import uncollected
from graph.store.model import Document
from graph.store.names import names_of
from mappings.bibframe.rdf import ntriples
from mappings.bibframe.vocabulary import terms

_WRITING: Final = "writing"


def keep(folder: Path, documents: Iterable[Document], position: int) -> None:
    """See `SparqlService.keep`. What was left of an earlier attempt is taken away."""
    writing = folder / _WRITING
    shutil.rmtree(writing, ignore_errors=True)
    shutil.rmtree(snapshots_of(folder), ignore_errors=True)
    store = ox.Store(str(writing))
    loader = Loader(store)
    described: set[str] = set()
    try:
        with uncollected():
            for each in documents:
                vocabulary = names_of(each.key.graph).vocabulary
                if vocabulary not in described:
                    described.add(vocabulary)
                    data = ntriples(terms()).encode()
                    store.bulk_load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(vocabulary))
                loader.add(each)
            loader.finish()
        store.flush()
        snapshots.take(store, snapshots_of(folder), position)
    finally:
        loader.close()
        del loader, store
        shutil.rmtree(writing, ignore_errors=True)
