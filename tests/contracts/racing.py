"""What one of several processes does that race for the same things: `racing.py STORE WHAT NUMBER`.

STORE is a path or the address of a Neo4j server. It says `ready`, begins when it is told to, and at its end says as
JSON what it got.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from graph.backends.neo4j import Neo4jStore
from graph.backends.sqlite import SqliteStore
from graph.store.errors import Conflict
from graph.store.model import ABSENT, ANY, Cause, Change, Expected, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import SystemScope
from mappings.bibframe.node import Node

NAMES = Names("https://c.example/")
SCOPE = SystemScope()
ITEMS = 500


def opened(address: str) -> Store:
    """The store at a path or at a server's address."""
    return Neo4jStore(address, patience_s=60) if address.startswith("bolt:") else SqliteStore(Path(address))


def key(collection: str, local: str) -> Key:
    """Where something of the harbor library is."""
    return Key(NAMES.graph("harbor", GraphKind.CATALOGUE), NAMES.resource("harbor", collection, local))


def change(*puts: tuple[Key, Node, Expected], request: str | None = None) -> Change:
    """A change of these documents."""
    return Change(Cause("ada", "lend", datetime.now(UTC), request), tuple(Put(*each) for each in puts))


def item(barcode: str, **more: str) -> Node:
    """An item; its barcode is a key that only one item of a library may carry."""
    mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}
    return {"@type": ["bf:Item"], "bf:identifiedBy": [mark], **{f"bf:{name}": [text] for name, text in more.items()}}


def win(store: Store, number: int) -> list[int]:
    """Try to have each item: of the even ones the version that all have seen, of the odd ones the key; those it got."""
    won = []
    for each in random.sample(range(ITEMS), ITEMS):
        holder = f"{each} of {number}"
        if each % 2:
            wanted = (key("items", f"{each}-{number}"), item(f"odd {each}", note=holder), ABSENT)
        else:
            wanted = (key("items", f"{each}"), item(f"even {each}", note=holder), 1)
        try:
            store.commit(change(wanted), SCOPE)
        except Conflict:
            continue
        won.append(each)
    return won


def ask_again(store: Store, number: int) -> list[list[object]]:
    """Make the same twenty requests that all others make at the same time; what each was answered."""
    answers: list[list[object]] = []
    for each in range(20):
        counter = key("works", f"counter-{each}")
        (found,) = store.read([counter], SCOPE)
        label = f"{0 if found is None else found.version} as {number} saw it"
        body: Node = {"@type": ["bf:Work"], "rdfs:label": [label]}
        made = store.commit(change((counter, body, ANY), request=f"request-{each}"), SCOPE)
        answers.append([made.sequence, list(made.versions), made.written, made.replayed])
    return answers


def main(address: str, what: str, number: str) -> None:
    """Wait for the start, run, tell."""
    store = opened(address)
    store.position()
    print("ready", flush=True)  # noqa: T201 - its way to say so
    sys.stdin.readline()
    got = (win if what == "win" else ask_again)(store, int(number))
    store.close()
    print(json.dumps(got), flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    main(*sys.argv[1:])
