"""How tenants, networks and locations are written as documents, and read back. One function each way."""

from __future__ import annotations

from typing import Final

from graph.access.model import SharedKind, SharingLevel, network_owner
from graph.store.names import Names as GraphNames
from graph.store.names import opaque_id
from graph.tenants.appearance import appearance_node, appearance_of
from graph.tenants.model import (
    Appearance,
    ForReaders,
    ImportPolicy,
    Location,
    Names,
    Network,
    OnConflict,
    OnMatch,
    Quota,
    Sharing,
    Tenant,
)
from mappings.bibframe.node import Node, Value

LOCATION_OF: Final = "lsp:locationOf"
"""How a location points at its library, so that those of many libraries are found at once."""


def tenant_node(tenant: Tenant, names: GraphNames) -> Node:
    """The document of a tenant (`lsp:Tenant`)."""
    node: Node = {
        "@id": tenant.iri,
        "@type": ["lsp:Tenant"],
        "lsp:slug": [tenant.slug],
        "rdfs:label": labels(tenant.name),
        "lsp:sharing": [_sharing_node(tenant.sharing, names)],
        "lsp:importPolicy": [_policy_node(tenant.policy)],
        "lsp:itemTable": [tenant.item_table],
    }
    if tenant.quota != Quota():
        node["lsp:quota"] = [_quota_node(tenant.quota)]
    if tenant.appearance != Appearance():
        node["lsp:appearance"] = [appearance_node(tenant.appearance)]
    if tenant.transit:
        node["lsp:transit"] = [
            {
                "@id": f"#transit-{number}",
                "@type": ["lsp:Distance"],
                "lsp:from": [{"@id": names.tenant(slug)}],
                "lsp:days": [str(days)],
            }
            for number, (slug, days) in enumerate(sorted(tenant.transit.items()), 1)
        ]
    if tenant.member_groups:
        node["lsp:lendsAs"] = [
            {
                "@id": f"#lends-{number}",
                "@type": ["lsp:Terms"],
                "lsp:to": [{"@id": names.tenant(slug)}],
                "lsp:group": [group],
            }
            for number, (slug, group) in enumerate(sorted(tenant.member_groups.items()), 1)
        ]
    if tenant.region is not None:
        node["lsp:region"] = [tenant.region]
    if tenant.networks:
        node["lsp:network"] = [{"@id": names.network(slug)} for slug in tenant.networks]
    if tenant.applied:
        node["lsp:appliesTo"] = [{"@id": names.network(slug)} for slug in tenant.applied]
    if tenant.leaving:
        node["lsp:leaves"] = [{"@id": names.network(slug)} for slug in tenant.leaving]
    if tenant.lending_network is not None:
        node["lsp:lendingNetwork"] = [{"@id": names.network(tenant.lending_network)}]
    if tenant.member_group is not None:
        node["lsp:memberGroup"] = [tenant.member_group]
    if tenant.asks_for_readers is not ForReaders.NOT:
        node["lsp:asksForReaders"] = [tenant.asks_for_readers.value]
    if tenant.pooling_network is not None:
        node["lsp:poolingNetwork"] = [{"@id": names.network(tenant.pooling_network)}]
    return node


def tenant_of(node: Node, revision: int = 0) -> Tenant:
    """A tenant from its document, of which this is the `revision`."""
    policy = _part(node, "lsp:importPolicy")
    return Tenant(
        slug=_text(node, "lsp:slug"),
        iri=node["@id"],
        name=name_of(node),
        networks=_slugs(node, "lsp:network"),
        sharing=sharing_of(node),
        policy=ImportPolicy(
            match_on=tuple(policy.get("lsp:matchOn", ())),
            on_match=OnMatch(_text(policy, "lsp:onMatch")),
            on_conflict=OnConflict(_text(policy, "lsp:onConflict")),
            source=_text(policy, "lsp:source"),
        ),
        item_table=_text(node, "lsp:itemTable"),
        quota=_quota_of(node),
        region=_text(node, "lsp:region") if "lsp:region" in node else None,
        lending_network=next(iter(_slugs(node, "lsp:lendingNetwork")), None),
        member_group=_text(node, "lsp:memberGroup") or None,
        asks_for_readers=ForReaders(_text(node, "lsp:asksForReaders") or ForReaders.NOT),
        pooling_network=next(iter(_slugs(node, "lsp:poolingNetwork")), None),
        appearance=appearance_of(_part(node, "lsp:appearance")),
        applied=_slugs(node, "lsp:appliesTo"),
        leaving=_slugs(node, "lsp:leaves"),
        member_groups={
            _slugs(each, "lsp:to")[0]: _text(each, "lsp:group") or "" for each in node.get("lsp:lendsAs", ())
        },
        transit={_slugs(each, "lsp:from")[0]: int(_text(each, "lsp:days")) for each in node.get("lsp:transit", ())},
        revision=revision,
    )


def _slugs(node: Node, property: str) -> tuple[str, ...]:
    """The networks that a tenant points at."""
    return tuple(value["@id"].rpartition("/")[2] for value in node.get(property, ()))


def _quota_node(quota: Quota) -> Node:
    node: Node = {"@id": "#quota-1", "@type": ["lsp:Quota"], "lsp:importLanes": [str(quota.import_lanes)]}
    if quota.records is not None:
        node["lsp:records"] = [str(quota.records)]
    if quota.cost_per_minute is not None:
        node["lsp:costPerMinute"] = [str(quota.cost_per_minute)]
    return node


def _quota_of(node: Node) -> Quota:
    if "lsp:quota" not in node:
        return Quota()
    part = _part(node, "lsp:quota")

    def number(name: str) -> int | None:
        return int(_text(part, name)) if name in part else None

    return Quota(number("lsp:records"), number("lsp:costPerMinute"), int(_text(part, "lsp:importLanes")))


def _sharing_node(sharing: Sharing, names: GraphNames) -> Node:
    node: Node = {"@id": "#sharing-1", "@type": ["lsp:Sharing"], "lsp:catalogue": [sharing.catalogue.value]}
    if sharing.availability is not Sharing().availability:
        node["lsp:availability"] = [sharing.availability.value]
    if sharing.requests is not Sharing().requests:
        node["lsp:requests"] = [sharing.requests.value]
    if sharing.given:
        node["lsp:given"] = [
            {
                "@id": f"#given-{number}",
                "@type": ["lsp:Given"],
                "lsp:kind": [kind.value],
                "lsp:to": [{"@id": _whom_iri(whom, names)}],
                "lsp:allowed": ["true" if allowed else "false"],
            }
            for number, ((kind, whom), allowed) in enumerate(sorted(sharing.given.items()), 1)
        ]
    return node


def _whom_iri(whom: str, names: GraphNames) -> str:
    network = whom.removeprefix(network_owner(""))
    return names.tenant(whom) if network == whom else names.network(network)


def _whom(iri: str) -> str:
    collection, slug = iri.rsplit("/", 2)[1:]
    return network_owner(slug) if collection == "networks" else slug


def sharing_of(node: Node) -> Sharing:
    """With whom a library or network shares what, from its document."""
    part = _part(node, "lsp:sharing")
    catalogue, availability, requests = (SharingLevel(_text(part, f"lsp:{kind.value}")) for kind in SharedKind)
    given = {
        (SharedKind(_text(each, "lsp:kind")), _whom(each["lsp:to"][0]["@id"])): _text(each, "lsp:allowed") == "true"
        for each in part.get("lsp:given", ())
    }
    return Sharing(catalogue, availability, requests, given)


def _policy_node(policy: ImportPolicy) -> Node:
    node: Node = {
        "@id": "#importPolicy-1",
        "@type": ["lsp:ImportPolicy"],
        "lsp:onMatch": [policy.on_match.value],
        "lsp:onConflict": [policy.on_conflict.value],
        "lsp:source": [policy.source],
    }
    if policy.match_on:
        node["lsp:matchOn"] = list(policy.match_on)
    return node


def network_node(network: Network) -> Node:
    """The document of a network (`lsp:Network`). Its members say themselves that they belong."""
    return {
        "@id": network.iri,
        "@type": ["lsp:Network"],
        "lsp:slug": [network.slug],
        "rdfs:label": labels(network.name),
        "lsp:sharing": [
            {"@id": "#sharing-1", "@type": ["lsp:Sharing"], "lsp:catalogue": [network.sharing.catalogue.value]}
        ],
    }


def network_of(node: Node, members: tuple[str, ...] = ()) -> Network:
    """A network from its document."""
    return Network(_text(node, "lsp:slug"), node["@id"], name_of(node), sharing_of(node), members)


def location_iri(names: GraphNames, tenant: str, code: str) -> str:
    """The IRI of a tenant's location: it follows from the code, so that records need no look-up to point at it."""
    return names.resource(tenant, "locations", opaque_id("location", tenant, code))


def location_node(location: Location) -> Node:
    """The document of a location (`lsp:Location`), in its tenant's catalogue graph."""
    node: Node = {
        "@id": location.iri,
        "@type": ["lsp:Location"],
        "lsp:code": [location.code],
        "rdfs:label": labels(location.name),
        LOCATION_OF: [{"@id": _tenant_iri(location)}],
    }
    if location.parent is not None:
        node["lsp:parent"] = [{"@id": location.parent}]
    return node


def _tenant_iri(location: Location) -> str:
    base = location.iri.rpartition(f"{location.tenant}/locations/")[0]
    return GraphNames(base).tenant(location.tenant)


def location_of(node: Node, tenant: str) -> Location:
    """A location from its document."""
    parents = node.get("lsp:parent", ())
    return Location(node["@id"], tenant, _text(node, "lsp:code"), name_of(node), parents[0]["@id"] if parents else None)


def labels(name: Names) -> list[Value]:
    """A name in several languages as literals, in order of language tag; `und` as a plain string."""
    return [
        text if language == "und" else {"@value": text, "@language": language}
        for language, text in sorted(name.items())
    ]


def name_of(node: Node) -> Names:
    """The name in several languages from a document's labels."""
    found: dict[str, str] = {}
    for value in node.get("rdfs:label", ()):
        if isinstance(value, dict):
            found.setdefault(value.get("@language", "und"), value["@value"])
        else:
            found.setdefault("und", value)
    return found


def _part(node: Node, property: str) -> Node:
    parts = node.get(property)
    return parts[0] if parts else {}


_DEFAULTS = {
    "lsp:catalogue": SharingLevel.PRIVATE.value,  # unsaid is unshared
    "lsp:availability": Sharing().availability.value,
    "lsp:requests": Sharing().requests.value,
    "lsp:onMatch": OnMatch.UPDATE.value,
    "lsp:onConflict": OnConflict.KEEP.value,
    "lsp:source": ImportPolicy().source,
    "lsp:itemTable": "standard",
}


def _text(node: Node, property: str) -> str:
    values = node.get(property)
    return str(values[0]) if values else _DEFAULTS.get(property, "")
