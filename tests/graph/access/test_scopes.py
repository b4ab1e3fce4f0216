"""The wall between tenants: every combination of sharing, membership and role, against the rule written out plainly."""

from __future__ import annotations

from itertools import product

import pytest

from graph.access.model import (
    ANONYMOUS,
    ROLES,
    Actor,
    Forbidden,
    Permission,
    Reading,
    SharedKind,
    SharingLevel,
    network_owner,
)
from graph.access.scopes import Policies, Policy, readable_tenants, scope_of
from graph.store.names import GraphKind, Names

NAMES = Names("https://c.example/")
PRIVATE = [
    kind
    for kind in GraphKind
    if kind not in {GraphKind.CATALOGUE, GraphKind.NETWORK, GraphKind.VOCABULARY, GraphKind.IDENTITY}
]
OPENED_BY = {
    GraphKind.SOURCE: {Permission.CATALOGUE_WRITE},
    GraphKind.STAFF: {Permission.CATALOGUE_WRITE, Permission.HOLDINGS_WRITE},
    GraphKind.SETTINGS: {Permission.CATALOGUE_IMPORT, Permission.TENANT_ADMIN},
    GraphKind.CIRCULATION: {Permission.CIRCULATION_READ},
    GraphKind.PATRONS: {Permission.PATRONS_READ},
    GraphKind.ACQUISITIONS: {Permission.ACQUISITIONS_READ},
}

memberships = [(), ("lakeside",)]
roles: list[str | None] = [None, *ROLES]


def policies_of(harbor: SharingLevel, lindenau: SharingLevel, harbor_in: tuple[str, ...], lindenau_in: tuple[str, ...]):
    return Policies(
        {"harbor": Policy(harbor, harbor_in), "lindenau": Policy(lindenau, lindenau_in)},
        {"lakeside": SharingLevel.NETWORK},
    )


def actor_with(role: str | None, tenant: str | None = "harbor") -> Actor:
    return ANONYMOUS.at(tenant) if role is None else Actor("a", "A", tenant, {"harbor": ROLES[role]})


@pytest.mark.parametrize("role", roles)
@pytest.mark.parametrize("reading", [None, Reading(all=True)])
def test_what_an_actor_of_harbor_reads_of_lindenau_follows_from_sharing_and_membership_alone(
    role: str | None, reading: Reading | None
) -> None:
    for harbor, lindenau, ours, theirs in product(SharingLevel, SharingLevel, memberships, memberships):
        scope = scope_of(actor_with(role), reading, policies_of(harbor, lindenau, ours, theirs))
        allowed = reading is not None and (
            lindenau is SharingLevel.PUBLIC
            or (lindenau is SharingLevel.NETWORK and role is not None and bool(ours) and bool(theirs))
        )
        assert scope.reads(NAMES.graph("lindenau", GraphKind.CATALOGUE)) is allowed
        for kind in PRIVATE:
            assert not scope.reads(NAMES.graph("lindenau", kind))
        for kind in GraphKind:
            assert not scope.writes(NAMES.graph("lindenau", kind))
        assert not scope.reads(NAMES.identity)
        assert not scope.writes(NAMES.identity)


@pytest.mark.parametrize("role", roles)
def test_what_an_actor_reads_of_their_own_library_follows_from_their_role(role: str | None) -> None:
    for harbor, ours in product(SharingLevel, memberships):
        scope = scope_of(actor_with(role), None, policies_of(harbor, SharingLevel.PUBLIC, ours, ()))
        held = frozenset() if role is None else ROLES[role]
        reads_catalogue = harbor is SharingLevel.PUBLIC or Permission.CATALOGUE_READ in held
        assert scope.reads(NAMES.graph("harbor", GraphKind.CATALOGUE)) is reads_catalogue
        for kind in PRIVATE:
            assert scope.reads(NAMES.graph("harbor", kind)) is bool(held & OPENED_BY[kind])


@pytest.mark.parametrize("role", roles)
def test_nobody_writes_what_they_may_not_read_and_only_in_the_acting_tenant(role: str | None) -> None:
    policies = policies_of(SharingLevel.PUBLIC, SharingLevel.PUBLIC, ("lakeside",), ("lakeside",))
    own = scope_of(actor_with(role), None, policies)
    for kind in GraphKind:
        if own.writes(NAMES.graph("harbor", kind)):
            assert own.reads(NAMES.graph("harbor", kind)) or kind in {GraphKind.SOURCE, GraphKind.STAFF}
    elsewhere = scope_of(actor_with(role, "lindenau"), Reading(tenants=("harbor",)), policies)
    assert not elsewhere.writing


def test_asking_by_name_for_a_library_that_is_not_shared_is_refused_as_if_it_did_not_exist() -> None:
    policies = policies_of(SharingLevel.PUBLIC, SharingLevel.PRIVATE, (), ())
    with pytest.raises(Forbidden) as hidden:
        scope_of(ANONYMOUS, Reading(tenants=("lindenau",)), policies)
    with pytest.raises(Forbidden) as absent:
        scope_of(ANONYMOUS, Reading(tenants=("nowhere",)), policies)
    assert hidden.value.message.replace("lindenau", "nowhere") == absent.value.message


def reader_of(tenant: str) -> Actor:
    return Actor("r", "R", tenant, {tenant: ROLES["reader"]})


def given(kind: SharedKind, level: SharingLevel, said: dict[str, bool]) -> Policies:
    levels = dict.fromkeys(SharedKind, SharingLevel.PUBLIC) | {kind: level}
    lindenau = Policy(
        levels[SharedKind.CATALOGUE], ("lakeside",), levels[SharedKind.AVAILABILITY], levels[SharedKind.REQUESTS],
        {(kind, whom): allowed for whom, allowed in said.items()},
    )  # fmt: skip
    others = {slug: Policy(SharingLevel.PUBLIC, networks) for slug, networks in (
        ("harbor", ("lakeside",)), ("quay", ("lakeside",)), ("outpost", ()))}  # fmt: skip
    return Policies({**others, "lindenau": lindenau}, {"lakeside": SharingLevel.NETWORK})


GIVEN = (
    (SharingLevel.NETWORK, {}, {"harbor", "quay"}),
    (SharingLevel.NETWORK, {"quay": False}, {"harbor"}),
    (SharingLevel.NETWORK, {"outpost": True}, {"harbor", "quay", "outpost"}),
    (SharingLevel.NETWORK, {"network:lakeside": False, "quay": True}, {"quay"}),
    (SharingLevel.PRIVATE, {}, set()),
    (SharingLevel.PRIVATE, {"quay": True}, {"quay"}),
    (SharingLevel.PRIVATE, {"network:lakeside": True}, {"harbor", "quay"}),
    (SharingLevel.PRIVATE, {"network:lakeside": True, "harbor": False}, {"quay"}),
)


@pytest.mark.parametrize(("level", "said", "have"), GIVEN)
def test_a_library_gives_each_kind_to_single_libraries_and_networks_and_keeps_it_from_others(
    level: SharingLevel, said: dict[str, bool], have: set[str]
) -> None:
    others = ("harbor", "quay", "outpost")
    policies = given(SharedKind.CATALOGUE, level, said)
    scopes = {slug: scope_of(reader_of(slug), Reading(all=True), policies) for slug in others}
    assert {slug for slug in others if scopes[slug].reads(NAMES.graph("lindenau", GraphKind.CATALOGUE))} == have
    assert not scope_of(ANONYMOUS, Reading(all=True), policies).reads(NAMES.graph("lindenau", GraphKind.CATALOGUE))
    policies = given(SharedKind.AVAILABILITY, level, said)
    scopes = {slug: scope_of(reader_of(slug), Reading(all=True), policies) for slug in others}
    assert {slug for slug in others if "lindenau" not in scopes[slug].untold} == have
    assert "lindenau" in scope_of(ANONYMOUS, Reading(all=True), policies).untold
    assert "lindenau" not in scope_of(reader_of("lindenau"), None, policies).untold
    policies = given(SharedKind.REQUESTS, level, said)
    assert {slug for slug in others if "lindenau" in policies.had_by(slug, SharedKind.REQUESTS)} == have


def test_asking_for_a_network_reads_its_members_that_share_and_its_own_graph() -> None:
    policies = policies_of(SharingLevel.PUBLIC, SharingLevel.NETWORK, ("lakeside",), ("lakeside",))
    scope = scope_of(actor_with("reader"), Reading(network="lakeside"), policies)
    assert readable_tenants(scope, policies.tenants) == {"harbor", "lindenau"}
    assert scope.reads(NAMES.network_graph("lakeside"))
    with pytest.raises(Forbidden):
        scope_of(ANONYMOUS, Reading(network="lakeside"), policies)


def test_a_role_in_a_network_reads_what_members_share_and_writes_the_networks_graph_only() -> None:
    coordinator = Actor("c", "C", None, {network_owner("lakeside"): ROLES["coordinator"]})
    policies = policies_of(SharingLevel.NETWORK, SharingLevel.PRIVATE, ("lakeside",), ("lakeside",))
    scope = scope_of(coordinator.at("harbor"), Reading(all=True), policies)
    assert readable_tenants(scope, policies.tenants) == {"harbor"}
    assert scope.writes(NAMES.network_graph("lakeside"))
    assert not any(scope.writes(NAMES.graph("harbor", kind)) for kind in GraphKind)
    assert not any(scope.reads(NAMES.graph("harbor", kind)) for kind in PRIVATE)


def test_without_an_acting_tenant_a_question_is_about_every_readable_library() -> None:
    policies = policies_of(SharingLevel.PUBLIC, SharingLevel.PRIVATE, (), ())
    scope = scope_of(ANONYMOUS, None, policies)
    assert readable_tenants(scope, policies.tenants) == {"harbor"}


def test_a_permission_named_without_a_tenant_is_asked_of_the_acting_one() -> None:
    cataloguer = Actor("a", "A", "harbor", {"harbor": ROLES["cataloguer"], "lindenau": ROLES["reader"]})
    assert cataloguer.may(Permission.CATALOGUE_WRITE)
    assert not cataloguer.at("lindenau").may(Permission.CATALOGUE_WRITE)
    assert cataloguer.at("lindenau").may(Permission.CATALOGUE_WRITE, "harbor")
    researcher = Actor("r", "R", None, {network_owner("lakeside"): ROLES["researcher"]})
    assert researcher.may(Permission.RESEARCH_SPARQL)
    assert not researcher.may(Permission.CATALOGUE_READ)
