"""From what the graph answers to the type of the API it is shown as. One place decides which."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from graph.catalogue.model import Heading
from graph.catalogue.model import Resource as Described
from graph.store.scope import Scope
from mappings.bibframe import read, vocabulary
from mappings.bibframe.node import Node as Body
from schema.ask import Ask
from schema.ids import Naming, read_id
from schema.scalars import IRI
from schema.types.agent import Agent
from schema.types.batch import batches_by_iri
from schema.types.concept import Concept, concept_in_place
from schema.types.draft import drafts_by_iri
from schema.types.errand import transits_by_iri
from schema.types.heading_batch import batches_by_id
from schema.types.instance import Instance
from schema.types.item import holdings_by_iri, items_by_iri
from schema.types.job import jobs_by_id
from schema.types.library_request import library_requests_by_iri
from schema.types.loan import loans_by_iri, requests_by_iri
from schema.types.notice import notices_by_iri
from schema.types.offline import transactions_by_iri
from schema.types.patron import fees_by_iri, patrons_by_iri
from schema.types.place import points_by_iri
from schema.types.proposal import proposals_by_iri, templates_by_iri
from schema.types.resource import Node, Resource
from schema.types.saved_query import saved_by_iri
from schema.types.sparql_run import runs_by_id
from schema.types.tenant import EVERYWHERE, locations_by_iri, network_of, readable, tenants_by_slug
from schema.types.work import Work

_WORKS: Final = frozenset({"bf:Work", "bf:Hub"})


def resources_by_iri(iris: Sequence[str], ask: Ask, scope: Scope) -> list[Resource | None]:
    """Whatever the IRIs name, in order: described resources first, then headings that records use."""
    unique = list(dict.fromkeys(iris))
    found: dict[str, Resource] = {}
    documents = ask.services.catalogue.resources(unique, scope) if unique else []
    kept: dict[str, list[str]] = {"item": [], "holding": []}
    for iri, described in zip(unique, documents, strict=True):
        if described is None:
            continue
        kind = "item" if "bf:Item" in described.types else "holding" if "lsp:Holdings" in described.types else ""
        if kind:
            kept[kind].append(iri)
        else:
            found[iri] = view(described, scope)
    for iris_of_kind, read_all in ((kept["item"], items_by_iri), (kept["holding"], holdings_by_iri)):
        pairs = zip(iris_of_kind, read_all(iris_of_kind, ask, scope), strict=True)
        found.update((iri, each) for iri, each in pairs if each is not None)
    unknown = [iri for iri, described in zip(unique, documents, strict=True) if described is None]
    if unknown:
        for iri, heading in zip(unknown, ask.services.catalogue.headings(unknown, scope), strict=True):
            if heading is not None:
                found[iri] = heading_view(heading, scope)
            elif vocabulary.shared(iri) is not None:
                found[iri] = concept_in_place({"@id": iri}, scope)
    return [found.get(iri) for iri in iris]


def view(found: Described, scope: Scope) -> Resource:
    """A described resource as its type. Items and holdings are read by their own service."""
    return _of_type(found.types)(iri=IRI(found.iri), node=found.body, scope=scope, found=found, sought=True)


def heading_view(heading: Heading, scope: Scope) -> Resource:
    """A heading, described or read from the records that use it."""
    node: Body = heading.node if heading.node.get("@id") == heading.iri else {**heading.node, "@id": heading.iri}
    return _of_type(heading.types)(
        iri=IRI(heading.iri),
        node=node if heading.resource is None else heading.resource.body,
        scope=scope,
        found=heading.resource,
        sought=True,
    )


def nodes_by_id(ids: Sequence[str], ask: Ask, as_of: datetime | None = None) -> list[Node | None]:
    """Whatever the ids name, in order; None where there is nothing the caller may read. Raises `InvalidId`.

    `as_of`: resources of the graph as they were then.
    """
    named = [read_id(each) for each in ids]
    by_naming: dict[Naming, list[str]] = {}
    for naming, name in named:
        by_naming.setdefault(naming, []).append(name)
    found: dict[tuple[Naming, str], Node | None] = {}
    for naming, names in by_naming.items():
        found.update(((naming, name), node) for name, node in zip(names, _read(naming, names, ask, as_of), strict=True))
    return [found[each] for each in named]


def _read(naming: Naming, names: list[str], ask: Ask, as_of: datetime | None) -> Sequence[Node | None]:
    match naming:
        case Naming.RESOURCE:
            return resources_by_iri(names, ask, ask.then(ask.scope(EVERYWHERE), as_of))
        case Naming.TENANT:
            seen = readable(ask)
            return tenants_by_slug([name if name in seen else None for name in names], ask)
        case Naming.NETWORK:
            known = {each.slug: network_of(each) for each in ask.services.tenants.networks(names) if each is not None}
            return [known.get(name) for name in names]
    return _OF_ONE_LIBRARY[naming](names, ask)


_OF_ONE_LIBRARY: Final[Mapping[Naming, Callable[[list[str], Ask], Sequence[Node | None]]]] = {
    Naming.LOCATION: locations_by_iri,
    Naming.JOB: jobs_by_id,
    Naming.PATRON: patrons_by_iri,
    Naming.LOAN: loans_by_iri,
    Naming.REQUEST: requests_by_iri,
    Naming.FEE: fees_by_iri,
    Naming.SERVICE_POINT: points_by_iri,
    Naming.NOTICE: notices_by_iri,
    Naming.LIBRARY_REQUEST: library_requests_by_iri,
    Naming.OFFLINE: transactions_by_iri,
    Naming.DRAFT: drafts_by_iri,
    Naming.TEMPLATE: templates_by_iri,
    Naming.PROPOSAL: proposals_by_iri,
    Naming.BATCH: batches_by_id,
    Naming.CHANGE_BATCH: batches_by_iri,
    Naming.TRANSIT: transits_by_iri,
    Naming.SAVED_QUERY: saved_by_iri,
    Naming.SPARQL_RUN: runs_by_id,
}


def _of_type(types: Sequence[str]) -> type[Resource]:
    kinds = frozenset(types)
    if kinds & _WORKS:
        return Work
    if "bf:Instance" in kinds:
        return Instance
    return Agent if kinds & read.AGENT_TYPES else Concept
