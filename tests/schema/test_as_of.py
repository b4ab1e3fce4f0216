"""What was said at a moment is read again as it was then: all of it by those who see who changed what, by everybody
what was public then of what is public still.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.bootstrap import Installation, install
from app.clock import clock
from app.demo.collection import records
from app.demo.libraries import LIBRARIES
from app.settings import Settings, StoreAddress
from graph.access.model import ANONYMOUS, ROLES, Actor, Reading, SharingLevel, operator
from graph.catalogue.model import Resource
from graph.store.names import GraphKind
from graph.tenants.model import Sharing
from mappings.marc.writer import write_marc21
from schema.build import schema
from schema.ids import resource_id
from schema.running.engine import Caller, Engine, Request
from schema.running.limits import Limits

HARBOR = operator("harbor")
STAFF = Actor("ada", "Ada", "harbor", {"harbor": ROLES["cataloguer"]})
STRANGER = Actor("sam", "Sam", "other", {"other": ROLES["cataloguer"]})
QUERY = """
query Then($iri: IRI!, $id: ID!, $asOf: DateTime) {
  resource(iri: $iri, scope: {all: true}, asOf: $asOf) {
    revision jsonld statements(first: 100) { nodes { predicate provenance { recordedAt } } }
  }
  node(id: $id, asOf: $asOf) { id ... on Work { title { full } } }
}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A library with two dozen records."""
    settings = Settings(store=StoreAddress("memory"), data=tmp_path_factory.mktemp("data"))
    installation = install(settings, create=True)
    services = installation.services
    for slug in ("harbor", "other"):
        services.tenants.create_tenant(operator(), slug, {"en": slug})
    bring(installation, LIBRARIES[0], 24)
    yield installation
    installation.close()


def bring(installation: Installation, library: Any, many: int) -> None:
    """Import the first records of the demo's collection."""
    octets = b"".join(write_marc21(each) for each, _ in zip(records(library), range(many), strict=False))
    installation.services.importer.run(HARBOR, "harbor", [octets])


def everything(installation: Installation, at: datetime | None = None, iris: list[str] | None = None) -> dict[str, Any]:
    """Every description of the library's catalogue, or these, as they are or were."""
    services = installation.services
    scope = services.access.scope(HARBOR, Reading(tenants=("harbor",)))
    graph = services.names.graph("harbor", GraphKind.CATALOGUE)
    wanted = iris or [key.iri for key in installation.store.scan(graph, scope, first=10_000).keys]
    found: list[Resource | None] = services.catalogue.resources(wanted, scope if at is None else scope.at(at))
    return {iri: None if each is None else (each.iri, each.body) for iri, each in zip(wanted, found, strict=True)}


def test_every_description_as_of_yesterday_is_what_a_dump_of_yesterday_has(library: Installation) -> None:
    dumped, then = everything(library), datetime.now(UTC)
    works = [iri for iri in dumped if "/works/" in iri]
    catalogue, scope = library.services.catalogue, library.services.access.scope(HARBOR)
    for iri in works[:8]:
        (known,) = catalogue.resources([iri], scope)
        assert known is not None
        catalogue.update(HARBOR, iri, known.revision, {**known.body, "rdfs:label": ["Quite another name"]})
    gone = next(iri for iri in dumped if "/items/" in iri)
    (known,) = catalogue.resources([gone], scope)
    assert known is not None
    catalogue.delete(HARBOR, gone, known.revision)
    made = catalogue.create(HARBOR, "bf:Work", {"rdfs:label": ["Not yet there"]}).iri
    now = everything(library)
    assert now != dumped
    assert gone not in now
    assert everything(library, then, [*dumped, made]) == {**dumped, made: None}
    early = then - timedelta(days=1)
    assert set(everything(library, early, list(dumped)).values()) == {None}


def ask(installation: Installation, who: Actor, iri: str, at: datetime | None) -> dict[str, Any]:
    """What GraphQL answers about a resource."""
    engine = Engine(schema(), installation.services, Limits(), clock, introspection=True)
    variables = {"iri": iri, "id": resource_id(iri), "asOf": None if at is None else at.isoformat()}
    body = engine.run(Request(QUERY, None, variables), Caller(who, "r")).body
    assert "errors" not in body, body["errors"]
    found: dict[str, Any] = body["data"]
    return found


def edited(library: Installation) -> tuple[str, str, datetime, str]:
    """A work that was called otherwise: its address, its revisions before and now, and when it was called so."""
    catalogue = library.services.catalogue
    known = catalogue.create(HARBOR, "bf:Work", {"rdfs:label": ["As it was"]})
    then = datetime.now(UTC)
    changed = catalogue.update(HARBOR, known.iri, known.revision, {**known.body, "rdfs:label": ["Mended"]})
    return known.iri, known.revision, then, changed.revision


@pytest.mark.parametrize("who", [STAFF, ANONYMOUS, STRANGER], ids=lambda each: each.id or "anonymous")
def test_what_was_public_then_and_is_still_described_is_read_as_it_was(library: Installation, who: Actor) -> None:
    iri, revision, then, _ = edited(library)
    found = ask(library, who, iri, then)
    assert "As it was" in str(found["resource"]["jsonld"])
    assert found["resource"]["revision"] == revision
    assert all(datetime.fromisoformat(each["provenance"]["recordedAt"]) <= then
               for each in found["resource"]["statements"]["nodes"])  # fmt: skip
    assert found["node"]["id"] == resource_id(iri)
    assert "Mended" in str(ask(library, who, iri, None))


def test_what_was_taken_back_is_published_no_more_by_asking_for_yesterday(library: Installation) -> None:
    catalogue = library.services.catalogue
    iri, _, then, revision = edited(library)
    catalogue.delete(HARBOR, iri, revision)
    assert "As it was" in str(ask(library, STAFF, iri, then))
    for who in (ANONYMOUS, STRANGER):
        assert ask(library, who, iri, then) == {"resource": None, "node": None}
    catalogue.restore(HARBOR, iri, revision, None)
    again = datetime.now(UTC)
    for who in (ANONYMOUS, STRANGER):
        assert ask(library, who, iri, then) == {"resource": None, "node": None}, "its past begins anew"
        assert "Mended" in str(ask(library, who, iri, again))


def test_what_was_shared_with_fewer_then_is_shown_to_no_more_now(library: Installation) -> None:
    tenants, level = library.services.tenants, SharingLevel
    tenants.create_tenant(operator(), "coast", {"en": "Coast"}, sharing=Sharing(level.PRIVATE))
    clerk = Actor("cy", "Cy", "coast", {"coast": ROLES["cataloguer"]})
    iri = library.services.catalogue.create(operator("coast"), "bf:Work", {"rdfs:label": ["In private"]}).iri
    private = datetime.now(UTC)
    tenants.update(operator(), "coast", sharing=Sharing(level.PUBLIC))
    public = datetime.now(UTC)
    assert "In private" in str(ask(library, clerk, iri, private))
    assert ask(library, ANONYMOUS, iri, private) == {"resource": None, "node": None}
    assert "In private" in str(ask(library, ANONYMOUS, iri, public))


def test_what_was_replaced_is_itself_again_before_it_was(library: Installation) -> None:
    catalogue, scope = library.services.catalogue, library.services.access.scope(HARBOR)
    first, second = (catalogue.create(HARBOR, "bf:Work", {"rdfs:label": [name]}) for name in ("One", "Two"))
    then = datetime.now(UTC)
    catalogue.delete(HARBOR, second.iri, second.revision, redirect_to=first.iri)
    assert [each and each.iri for each in catalogue.resources([second.iri], scope)] == [first.iri]
    assert [each and each.iri for each in catalogue.resources([second.iri], scope.at(then))] == [second.iri]
    public = library.services.access.scope(ANONYMOUS)
    assert [each and each.iri for each in catalogue.resources([second.iri], public.at(then))] == [first.iri]
