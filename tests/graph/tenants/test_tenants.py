"""Libraries, networks and locations as their administrators see them, over the memory store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.access.model import ROLES, Actor, Forbidden, SharingLevel, network_owner, operator
from graph.backends.memory.store import MemoryStore
from graph.store.errors import InvalidName
from graph.store.names import GraphKind, Names
from graph.store.scope import Scope, grant
from graph.tenants.model import (
    ImportPolicy,
    InvalidPolicy,
    OnConflict,
    OnMatch,
    Sharing,
    SlugTaken,
    UnknownNetwork,
    UnknownTenant,
)
from graph.tenants.service import TenantService

NAMES = Names("https://c.example/")


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def tenants(store: MemoryStore) -> TenantService:
    return TenantService(store, NAMES, lambda: datetime(2030, 1, 1, tzinfo=UTC))


def reading(tenant: str) -> Scope:
    return Scope((grant({GraphKind.CATALOGUE}, {tenant}),))


def test_a_library_is_read_back_as_it_was_made(tenants: TenantService, store: MemoryStore) -> None:
    tenants.create_network(operator(), "lakeside", {"en": "Lakeside Network"})
    made = tenants.create_tenant(
        operator(),
        "harbor",
        {"en": "Harbor Library", "ar": "مكتبة الميناء", "und": "Harbor"},
        networks=["lakeside"],
        sharing=Sharing(SharingLevel.NETWORK),
        policy=ImportPolicy(("lccn", "isbn"), OnMatch.SKIP, OnConflict.REPLACE, "union"),
        item_table="koha",
    )
    again = TenantService(store, NAMES, lambda: datetime(2030, 1, 1, tzinfo=UTC))
    assert again.tenant("harbor") == made
    assert again.network("lakeside").members == ("harbor",)
    assert again.by_iri([made.iri, "https://elsewhere.example/"]) == [made, None]


def test_several_are_answered_in_the_order_asked(tenants: TenantService) -> None:
    for slug in ("b", "a"):
        tenants.create_tenant(operator(), slug, {"en": slug})
    assert [each and each.slug for each in tenants.tenants(["b", "nowhere", "a"])] == ["b", None, "a"]
    assert [each and each.slug for each in tenants.tenants()] == ["a", "b"]


def test_a_slug_is_given_once_to_a_library_or_a_network(tenants: TenantService) -> None:
    tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    with pytest.raises(SlugTaken):
        tenants.create_tenant(operator(), "harbor", {"en": "Another"})
    with pytest.raises(SlugTaken):
        tenants.create_network(operator(), "harbor", {"en": "A network"})
    assert tenants.tenant("harbor").name == {"en": "Harbor"}


@pytest.mark.parametrize("slug", ["", "Harbor", "a b", "a/b", "graphs", "tenants", "-a", "a--b", "ä", "x" * 41])
def test_a_slug_that_would_break_addresses_is_refused(tenants: TenantService, slug: str) -> None:
    with pytest.raises(InvalidName):
        tenants.create_tenant(operator(), slug, {"en": "X"})


@pytest.mark.parametrize("slug", ["all", "network", "clusters", "graphs"])
def test_a_network_isnt_called_what_stands_for_something_else(tenants: TenantService, slug: str) -> None:
    with pytest.raises(InvalidName, match=slug) as refused:
        tenants.create_network(operator(), slug, {"en": "X"})
    assert (refused.value.which, refused.value.values) == ("reserved", {"slug": slug})
    assert tenants.networks([slug]) == [None]


def test_changing_one_thing_keeps_the_rest_and_changing_nothing_writes_nothing(
    tenants: TenantService, store: MemoryStore
) -> None:
    tenants.create_tenant(operator(), "harbor", {"en": "Harbor"}, policy=ImportPolicy(("oclc",)))
    tenants.update(operator(), "harbor", name={"en": "Harbour"})
    assert tenants.tenant("harbor").policy.match_on == ("oclc",)
    before = store.position()
    tenants.update(operator(), "harbor", name={"en": "Harbour"})
    assert store.position() == before


def test_a_policy_that_names_no_identifier_of_ours_is_refused(tenants: TenantService) -> None:
    with pytest.raises(InvalidPolicy, match="title"):
        tenants.create_tenant(operator(), "harbor", {"en": "Harbor"}, policy=ImportPolicy(("title",)))
    with pytest.raises(UnknownTenant):
        tenants.tenant("harbor")


def test_unknown_names_are_named(tenants: TenantService) -> None:
    tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    with pytest.raises(UnknownNetwork, match="nowhere"):
        tenants.join(operator(), "harbor", "nowhere")
    with pytest.raises(UnknownTenant, match="nowhere"):
        tenants.update(operator(), "nowhere", name={"en": "X"})


def test_joining_a_network_needs_both_sides_and_leaving_either(tenants: TenantService) -> None:
    tenants.create_network(operator(), "lakeside", {"en": "Lakeside"})
    tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    ours = Actor("a", "A", "harbor", {"harbor": ROLES["administrator"]})
    theirs = Actor("c", "C", None, {network_owner("lakeside"): ROLES["coordinator"]})
    for one in (ours, theirs):
        with pytest.raises(Forbidden):
            tenants.join(one, "harbor", "lakeside")
    both = Actor("b", "B", "harbor", {**ours.grants, **theirs.grants})
    tenants.join(both, "harbor", "lakeside")
    assert tenants.network("lakeside").members == ("harbor",)
    tenants.leave(ours, "harbor", "lakeside")
    assert tenants.network("lakeside").members == ()


@pytest.mark.parametrize("role", ["reader", "cataloguer", "desk", "researcher", "acquisitions", "coordinator"])
def test_only_an_administrator_changes_a_library_and_a_refusal_changes_nothing(
    tenants: TenantService, store: MemoryStore, role: str
) -> None:
    tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    before = store.position()
    wrong = Actor("x", "X", "harbor", {"harbor": ROLES[role]})
    stranger = Actor("y", "Y", "lindenau", {"lindenau": ROLES["administrator"]})
    for actor in (wrong, stranger):
        with pytest.raises(Forbidden):
            tenants.update(actor, "harbor", name={"en": "Mine"})
        with pytest.raises(Forbidden):
            tenants.add_locations(actor, "harbor", [("x", {"en": "X"}, None)])
        with pytest.raises(Forbidden):
            tenants.create_tenant(actor, "new", {"en": "New"})
        with pytest.raises(Forbidden):
            tenants.create_network(actor, "new", {"en": "New"})
    assert store.position() == before


def test_locations_belong_to_their_library_and_are_seen_as_far_as_the_scope_reaches(tenants: TenantService) -> None:
    for slug in ("harbor", "lindenau"):
        tenants.create_tenant(operator(), slug, {"en": slug})
    tenants.add_locations(operator(), "harbor", [("main", {"en": "Main"}, None), ("maps", {"en": "Map Room"}, "main")])
    harbor, lindenau = tenants.locations(["harbor", "lindenau"], reading("harbor"))
    assert [location.code for location in harbor] == ["main", "maps"]
    assert harbor[1].parent == harbor[0].iri
    assert lindenau == ()
    assert tenants.locations_by_iri([harbor[1].iri, "https://x.example/"], reading("harbor")) == [harbor[1], None]
    assert tenants.locations_by_iri([harbor[1].iri], reading("lindenau")) == [None]
    tenants.add_locations(operator(), "harbor", [("maps", {"en": "Maps"}, None)])
    assert tenants.locations(["harbor"], reading("harbor"))[0][1].name == {"en": "Maps"}
