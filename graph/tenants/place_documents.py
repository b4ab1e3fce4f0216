"""How organisational units and service points are written as documents of the catalogue graph, and read back.

A unit is the `lsp:Location` that items point at; what it is besides (`lsp:unitKind`, `lsp:timezone`, `lsp:isil`) stands
beside its code and name. Both are public: they are where people go.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from graph.store.model import Document
from graph.store.names import Names as GraphNames
from graph.store.names import opaque_id
from graph.tenants.documents import labels, location_node, name_of
from graph.tenants.model import Location, Tenant
from graph.tenants.organisation import OrgUnit, ServicePoint, UnitKind, segment
from mappings.bibframe.node import Node

POINT_OF: Final = "lsp:servicePointOf"
"""How a service point points at its tenant, so that those of many are found at once."""


def unit_node(unit: OrgUnit) -> Node:
    """The document of a library or location below a tenant."""
    node = location_node(Location(unit.iri, unit.tenant, unit.code, unit.name, unit.parent))
    node["lsp:unitKind"] = [unit.kind.value]
    if unit.timezone is not None:
        node["lsp:timezone"] = [unit.timezone]
    if unit.isil is not None:
        node["lsp:isil"] = [unit.isil]
    return node


def tree(tenant: Tenant, documents: Iterable[Document]) -> tuple[OrgUnit, ...]:
    """The tenant and every unit below it, in order of their paths."""
    bodies = {document.body["@id"]: document for document in documents}
    parents = {iri: _parent(document.body) for iri, document in bodies.items()}
    above = {parent for parent in parents.values() if parent is not None}
    root = OrgUnit(tenant.iri, tenant.slug, UnitKind.TENANT, tenant.slug, tenant.name, tenant.slug)
    units = []
    for iri, document in bodies.items():
        body, parent = document.body, parents[iri]
        kind = _text(body, "lsp:unitKind")
        is_library = kind == UnitKind.LIBRARY.value or (kind is None and parent is None and iri in above)
        units.append(
            OrgUnit(
                iri=iri,
                tenant=tenant.slug,
                kind=UnitKind.LIBRARY if is_library else UnitKind.LOCATION,
                code=body["lsp:code"][0],
                name=name_of(body),
                path="/".join([tenant.slug, *_codes(iri, parents, bodies)]),
                parent=parent if parent in bodies else tenant.iri,
                timezone=_text(body, "lsp:timezone"),
                isil=_text(body, "lsp:isil"),
                revision=document.version,
            )
        )
    return (root, *sorted(units, key=lambda unit: unit.path))


def _codes(iri: str, parents: dict[str, str | None], bodies: dict[str, Document]) -> list[str]:
    """The segments of a path down to a unit. One that is above itself stands at the top."""
    found: dict[str, None] = {}
    at: str | None = iri
    while at is not None and at in bodies and at not in found:
        found[at] = None
        at = parents[at]
    return [segment(bodies[each].body["lsp:code"][0]) for each in reversed(found)]


def point_iri(names: GraphNames, tenant: str, code: str) -> str:
    """The IRI of a tenant's service point, which follows from its code."""
    return names.resource(tenant, "service-points", opaque_id("service-point", tenant, code))


def point_node(point: ServicePoint, names: GraphNames) -> Node:
    """The document of a service point (`lsp:ServicePoint`)."""
    node: Node = {
        "@id": point.iri,
        "@type": ["lsp:ServicePoint"],
        "lsp:code": [point.code],
        "rdfs:label": labels(point.name),
        POINT_OF: [{"@id": names.tenant(point.tenant)}],
        "lsp:unit": [{"@id": point.library}],
        "lsp:pickup": ["true" if point.pickup else "false"],
        "lsp:holdShelfDays": [str(point.hold_shelf.days)],
    }
    if point.serves:
        node["lsp:serves"] = [{"@id": each} for each in point.serves]
    return node


def point_of(document: Document, tenant: str) -> ServicePoint:
    """A service point from its document."""
    body = document.body
    return ServicePoint(
        iri=body["@id"],
        tenant=tenant,
        code=body["lsp:code"][0],
        name=name_of(body),
        library=body["lsp:unit"][0]["@id"],
        pickup=body["lsp:pickup"][0] == "true",
        hold_shelf=timedelta(days=int(body["lsp:holdShelfDays"][0])),
        serves=tuple(each["@id"] for each in body.get("lsp:serves", ())),
        revision=document.version,
    )


def _parent(body: Node) -> str | None:
    found = body.get("lsp:parent")
    return found[0]["@id"] if found else None


def _text(body: Node, name: str) -> str | None:
    found = body.get(name)
    return str(found[0]) if found else None
