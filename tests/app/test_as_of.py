"""Whole graphs as they were yesterday are what was written of them yesterday, whatever happened since."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from app.bootstrap import Installation, install
from app.demo.collection import records
from app.demo.libraries import LIBRARIES
from app.downloads import Downloads, make_as_of
from app.protocols.public_graphs import PublicGraph, of_library, of_network
from app.settings import Settings, StoreAddress
from graph.access.model import ANONYMOUS, Actor, Forbidden, Permission, Reading, operator
from graph.catalogue.model import Resource
from graph.patrons.service import PatronWanted
from graph.research.past_sets import PastBeingMade, PastFiles, PastState, TooManyPasts
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from graph.store.sparql import SparqlAnswer
from mappings.marc.writer import write_marc21

HARBOR: Final = operator("harbor")
PATRON: Final = "Wanda Reader"
Said = Mapping[str, frozenset[bytes]]


@dataclass
class Story:
    """Two public libraries in a public network, what was written of them, and when."""

    installation: Installation
    folder: Path
    dumps: list[tuple[datetime, dict[str, Said]]] = field(default_factory=list)

    def graphs(self) -> dict[str, PublicGraph]:
        services, known = self.installation.services, self.installation.services.tenants.directory()
        found = {each: of_library(services, each) for each in known.tenants}
        return found | {each: of_network(services, each) for each in known.networks}

    def dump(self) -> None:
        """Write down what every public graph says now."""
        downloads = Downloads(self.folder / "downloads", self.installation.services.names.base)
        made = {}
        for called, public in self.graphs().items():
            stamp = downloads.make(self.installation.services, public, datetime.now(UTC), lambda _: True).stamp
            place = self.folder / "downloads" / public.address.removeprefix(self.installation.services.names.base)
            made[called] = _said(place / stamp, called)
        self.dumps.append((datetime.now(UTC), made))

    def as_of(self, moment: datetime, number: int) -> dict[str, Said]:
        """What every public graph said at a moment."""
        made = {}
        for called, public in self.graphs().items():
            folder = self.folder / f"{number}-{called}"
            make_as_of(self.installation.services, public, moment, folder, lambda _done, _whole: None)
            made[called] = _said(folder, called)
        return made

    def read(self, kind: str, at: int) -> Resource:
        """One of Harbor's descriptions of a kind."""
        services = self.installation.services
        scope = services.access.scope(HARBOR)
        graph = services.names.graph("harbor", GraphKind.CATALOGUE)
        key = self.installation.store.scan(graph, scope, type=kind, first=at + 1).keys[at]
        (found,) = services.catalogue.resources([key.iri], scope)
        assert found is not None
        return found


def _said(folder: Path, called: str) -> Said:
    return {
        ending: frozenset(gzip.decompress((folder / f"{called}.{ending}.gz").read_bytes()).splitlines())
        for ending in ("nq", "jsonl")
    }


@pytest.fixture(params=["memory", "sqlite"])
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Story]:
    address = StoreAddress("memory") if request.param == "memory" else StoreAddress("sqlite", tmp_path / "s.sqlite")
    installation = install(Settings(store=address, data=tmp_path / "data"), create=True)
    tenants = installation.services.tenants
    tenants.create_network(operator(), "coast", {"en": "Coast"})
    for slug in ("harbor", "other"):
        tenants.create_tenant(operator(), slug, {"en": slug}, networks=["coast"])
        bring(installation, slug)
    shared = installation.services.names.resource("networks", "works", "shared")
    graph = installation.services.names.network_graph("coast")
    body = {"@id": shared, "@type": ["bf:Work"], "rdfs:label": ["Shared by all"]}
    cause = Cause("operator", "put", datetime.now(UTC))
    installation.store.commit(Change(cause, (Put(Key(graph, shared), body, ABSENT),)), SystemScope())
    yield Story(installation, tmp_path)
    installation.close()


def bring(installation: Installation, slug: str, said: tuple[bytes, bytes] = (b"", b"")) -> None:
    """Import eight records of the demo's collection, with one word in place of another."""
    octets = b"".join(write_marc21(each) for each, _ in zip(records(LIBRARIES[0]), range(8), strict=False))
    installation.services.importer.run(operator(slug), slug, [octets.replace(*said) if said[0] else octets])


def edit(story: Story) -> None:
    work = story.read("bf:Work", 0)
    story.installation.services.catalogue.update(
        HARBOR, work.iri, work.revision, {**work.body, "rdfs:label": ["Another name"]}
    )


def merge(story: Story) -> None:
    catalogue = story.installation.services.catalogue
    one, two = story.read("bf:Work", 1), story.read("bf:Work", 2)
    catalogue.merging.merge(HARBOR, one.iri, [two.iri], {one.iri: one.revision, two.iri: two.revision}, dry_run=False)


def split(story: Story) -> None:
    edition = story.read("bf:Instance", 3)
    (work,) = (str(each["@id"]) for each in edition.body["bf:instanceOf"])
    services = story.installation.services
    (found,) = services.catalogue.resources([work], services.access.scope(HARBOR))
    assert found is not None
    services.catalogue.splitting.split(HARBOR, work, found.revision, [edition.iri], [], dry_run=False)


def delete(story: Story) -> None:
    item = story.read("bf:Item", 0)
    story.installation.services.catalogue.delete(HARBOR, item.iri, item.revision)


def rename(story: Story) -> None:
    services = story.installation.services
    agent = {"@type": ["bf:Agent", "bf:Person"], "rdfs:label": ["Doe, Jane"]}
    heading = services.catalogue.create(HARBOR, "bf:Person", agent)
    named = {"@id": heading.iri, **agent}
    contribution = {"@type": ["bf:Contribution"], "bf:agent": [named]}
    services.catalogue.create(HARBOR, "bf:Work", {"bf:contribution": [contribution], "rdfs:label": ["By Jane"]})
    story.dump()
    services.catalogue.update(HARBOR, heading.iri, heading.revision, {**heading.body, "rdfs:label": ["Doe, Joan"]})
    by_hand = services.headings.by_hand()
    assert by_hand.run(by_hand.carry(HARBOR, [heading.iri]).id)


def import_again(story: Story) -> None:
    bring(story.installation, "harbor", (b" pages", b" leafs"))


def erase_a_reader(story: Story) -> None:
    services = story.installation.services
    patron = services.patrons.create(HARBOR, PatronWanted("p-1", PATRON, "adult", "x-1"))
    story.dump()
    services.privacy.erase(HARBOR, patron.iri)


def test_yesterday_is_what_was_dumped_yesterday(story: Story) -> None:
    story.dump()
    for happened in (edit, merge, split, delete, rename, import_again, erase_a_reader):
        happened(story)
        story.dump()
    seen = [made["harbor"]["nq"] for _, made in story.dumps]
    assert len(set(seen)) == len(seen) - 2, "each time something happened, but where a reader came and went"
    story.installation.remove_tenant("other", lambda _: None)
    for number, (moment, made) in enumerate(story.dumps):
        found = story.as_of(moment, number)
        assert found.keys() == {"harbor", "coast"}, "of a library that was removed there is no past"
        for called, said in found.items():
            for ending, lines in said.items():
                assert lines == made[called][ending], f"{called}.{ending} of dump {number}"
                assert not any(PATRON.encode() in each for each in lines)


CATALOGUE: Final = "<http://localhost:8000/harbor/graphs/catalogue>"
EVERYTHING: Final = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {CATALOGUE} {{ ?s ?p ?o }} }}"
RESEARCHER: Final = Actor("rita", "Rita", None, {"other": frozenset({Permission.RESEARCH_SPARQL})})


def asked(story: Story, who: Actor, moment: datetime, query: str = EVERYTHING) -> SparqlAnswer:
    """What is answered as of a moment once the data is put together."""
    services = story.installation.services
    scope = services.access.scope(who, Reading(tenants=("harbor",)))
    for _ in range(60):  # another thread may be at it
        with suppress(PastBeingMade):
            return services.past.sparql(who, query, scope, moment)
        services.past.work()
    raise AssertionError("it was never put together")


@pytest.mark.parametrize("story", ["memory"], indirect=True)
def test_a_query_as_of_yesterday_sees_what_was_dumped_yesterday(story: Story) -> None:
    story.dump()
    moment, made = story.dumps[0]
    dumped = {each.removesuffix(f" {CATALOGUE} .".encode()) + b" ." for each in made["harbor"]["nq"]}
    for happened in (edit, rename, import_again):
        happened(story)
    for who in (operator(), RESEARCHER):
        answer = asked(story, who, moment)
        assert not answer.truncated
        assert set((answer.triples or "").encode().splitlines()) == dumped
    delete(story)
    merge(story)
    staff, stranger = (set((asked(story, who, moment).triples or "").encode().splitlines())
                       for who in (operator(), RESEARCHER))  # fmt: skip
    assert staff == dumped
    assert stranger < dumped, "what was taken back since is not shown to others, though the data was there before"
    who_said = "SELECT DISTINCT ?who WHERE { GRAPH ?g { ?s <http://www.w3.org/ns/prov#wasAttributedTo> ?who } }"
    base = story.installation.services.names.base
    assert {each.value for row in asked(story, RESEARCHER, moment, who_said).rows for each in row if each} == {
        f"{base}tenants/harbor",
        f"{base}networks/coast",
    }
    plain = "ASK { ?s <http://www.w3.org/ns/prov#wasAttributedTo> ?who }"
    assert asked(story, RESEARCHER, moment, plain).boolean is False, "who said it stands beside what was said"


@pytest.mark.parametrize("story", ["memory"], indirect=True)
def test_however_often_somebody_asks_one_process_is_started_and_not_for_everything(story: Story) -> None:
    services, begun = story.installation.services, []
    past = services.past.by_hand()
    past._launch = begun.append
    scope, moment = services.access.scope(RESEARCHER, Reading(tenants=("harbor",))), datetime.now(UTC)
    for _ in range(20):
        past.ask(RESEARCHER, scope, moment)
    assert len(begun) == 1
    for days in (1, 2):
        past.ask(RESEARCHER, scope, moment - timedelta(days=days))
    with pytest.raises(TooManyPasts):
        past.ask(RESEARCHER, scope, moment - timedelta(days=3))
    assert len(begun) == 3
    with pytest.raises(Forbidden):
        past.ask(ANONYMOUS, scope, moment)


@pytest.mark.parametrize("story", ["memory"], indirect=True)
def test_what_a_killed_process_left_is_made_by_the_next_and_goes_with_its_library(story: Story) -> None:
    services, files = story.installation.services, PastFiles(story.installation.layout.past)
    past = services.past.by_hand()
    scope = services.access.scope(RESEARCHER, Reading(tenants=("harbor",)))
    for attempts, state in ((1, PastState.READY), (2, PastState.FAILED)):
        asked_for = past.ask(RESEARCHER, scope, datetime.now(UTC))
        files.write(replace(asked_for, state=PastState.MAKING, attempts=attempts))
        past.work()
        left = files.read(asked_for.id)
        assert left is not None
        assert left.state is state
    services.departures.leave(operator("other"), "other", "coast")
    assert files.all() == [], "what a library brought in went with it"
    past.ask(RESEARCHER, scope, datetime.now(UTC))
    assert len(files.all()) == 1
    story.installation.remove_tenant("harbor", lambda _: None)
    assert files.all() == []
