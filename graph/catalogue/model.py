"""What the catalogue answers with: resources in merged layers, headings read from their uses, history, relations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import orjson

from graph.store.model import Cause, Document
from mappings.bibframe.node import Node, Value
from mappings.profiles.model import Problem


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """What happened to one property: `path` is its name, or names joined by `/` below a part."""

    path: str
    removed: tuple[Value, ...] = ()
    added: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What an application profile has to say of one of several descriptions; `root` is its place among them."""

    root: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource as a reader sees it: the layers their scope reads, merged.

    `types` are prefixed names; `body` is the merged description; `layers` the documents it was merged from, a network's
    before a tenant's. `revision` stands for exactly this state of exactly these layers.
    """

    iri: str
    types: tuple[str, ...]
    body: Node
    layers: tuple[Document, ...]
    revision: str
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Heading:
    """An agent, subject, place, genre or hub: described in its own document, or read from the records that use it.

    `kind` is one of agents, subjects, places, genres, hubs. `node` is the description in place where it has
    no document.
    """

    iri: str
    kind: str
    label: str
    types: tuple[str, ...]
    node: Node
    resource: Resource | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """One relation of a work: the relationship's IRI (empty where it isn't said), the title as the record has it, and
    the resource where the store has one. `inverse` tells that the other work states it.
    """

    relation: str
    label: str
    resource: Resource | None
    node: Node
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who says something about a resource: the graph, its owner's slug, the declared source, and when."""

    graph: str
    owner: str
    source: str | None
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier or current state of a layer, and what the one before it said. `body` is None where deleted, `before`
    where there was none.

    `sequence` is the number of its event, `revision` that of the whole resource from then on.
    """

    graph: str
    version: int
    body: Node | None
    cause: Cause
    before: Node | None
    sequence: int = 0
    revision: str = ""


class Place(NamedTuple):
    """What tells one statement of a layer from another: the properties that lead to it, and what it says."""

    graph: str
    path: str
    said: bytes

    @property
    def value(self) -> Value:
        """What it says, without the ids of parts."""
        found: Value = orjson.loads(self.said)
        return found


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a statement, and with which event: it has stood ever since."""

    sequence: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A MARC record as it came, and the resources it describes."""

    iri: str
    tenant: str
    source: str
    control_number: str | None
    octets: bytes
    format: str
    digest: str
    describes: tuple[str, ...]
    recorded: datetime
