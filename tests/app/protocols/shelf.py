"""A library whose records a test writes, behind a real server; every write an event of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
from lxml import etree
from sickle import Sickle
from sickle.models import Header

from app.bootstrap import Installation, install
from app.settings import Settings, StoreAddress
from graph.access.model import SharingLevel, operator
from graph.catalogue.resources import REDIRECT, REPLACED_BY
from graph.store.model import ANY, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind
from graph.store.scope import Scope, grant
from graph.tenants.model import Sharing
from graph.tenants.organisation import UnitKind
from graph.tenants.places import UnitWanted
from mappings.bibframe.node import Node
from tests.running import running

OAI = "{http://www.openarchives.org/OAI/2.0/}"
CANARY = "Zugvogel"
"""A word that stands in what is private alone."""
PRIVATE = (
    GraphKind.STAFF, GraphKind.SOURCE, GraphKind.CIRCULATION, GraphKind.PATRONS, GraphKind.ACQUISITIONS,
    GraphKind.SETTINGS,
)  # fmt: skip


class Shelf:
    """A library whose records a test writes, behind a real server; every write an event of its own."""

    def __init__(self, installation: Installation, address: str) -> None:
        self.installation, self.address = installation, address
        self.scope = Scope((), (grant(GraphKind, {"harbor"}),))
        self.names = installation.services.names

    def iri(self, collection: str, name: str) -> str:
        return self.names.resource("harbor", collection, name)

    def write(self, *bodies: Node, kind: GraphKind = GraphKind.CATALOGUE, at: datetime | None = None) -> None:
        graph = self.names.graph("harbor", kind)
        puts = tuple(Put(Key(graph, body["@id"]), body, ANY) for body in bodies)
        self.installation.store.commit(Change(Cause("ada", "edit", at or datetime.now(UTC)), puts), self.scope)

    def take_away(self, *iris: str) -> None:
        graph = self.names.graph("harbor", GraphKind.CATALOGUE)
        gone = tuple(Delete(Key(graph, iri), ANY) for iri in iris)
        self.installation.store.commit(Change(Cause("ada", "delete", datetime.now(UTC)), deletes=gone), self.scope)

    def merge(self, collection: str, name: str, into: str) -> None:
        redirect: Node = {"@id": self.iri(collection, name), "@type": [REDIRECT]}
        self.write(redirect | {REPLACED_BY: [{"@id": self.iri(collection, into)}]})

    def hide(self) -> None:
        """Write the canary into every private graph there is."""
        for kind in PRIVATE:
            hidden = [{"@id": "#n", "@type": ["bf:Note"], "rdfs:label": [CANARY]}]
            self.write(self.edition("e", "w", CANARY) | {"bf:note": hidden}, self.edition(CANARY), kind=kind)

    def work(self, name: str, label: str = "") -> Node:
        return {"@id": self.iri("works", name), "@type": ["bf:Work", "bf:Text"], "bf:title": _title(label or name)}

    def edition(self, name: str, work: str = "", label: str = "") -> Node:
        body: Node = {"@id": self.iri("instances", name), "@type": ["bf:Instance"], "bf:title": _title(label or name)}
        return body | ({"bf:instanceOf": [{"@id": self.iri("works", work)}]} if work else {})

    def copy(self, name: str, edition: str, location: str) -> Node:
        at = self.installation.services.places.units(["harbor"], self.installation.services.access.scope(operator()))
        place = next(each.iri for each in at[0] if each.code == location)
        of = [{"@id": self.iri("instances", edition)}]
        return {
            "@id": self.iri("items", name), "@type": ["bf:Item"], "bf:itemOf": of, "lsp:location": [{"@id": place}],
        }  # fmt: skip

    def ask(self, **arguments: str) -> etree._Element:
        """The answer to one request; it is XML that says when and to what it answers."""
        response = httpx.get(f"{self.address}/harbor/oai", params=arguments, timeout=60)
        assert response.status_code == 200, response.text
        root = etree.fromstring(response.content)
        assert [each.tag for each in root[:2]] == [f"{OAI}responseDate", f"{OAI}request"]
        return root

    def refused(self, **arguments: str) -> str:
        found = self.ask(**arguments).find(f"{OAI}error")
        assert found is not None
        assert found.text
        return str(found.get("code"))

    def harvester(self) -> Sickle:
        return Sickle(f"{self.address}/harbor/oai", max_retries=20, default_retry_after=1)

    def headers(self, **arguments: str) -> dict[str, bool]:
        """Who is in a list, and whether it is gone. Nobody is in it twice."""
        found: list[Header] = list(self.harvester().ListIdentifiers(metadataPrefix="oai_dc", **arguments))
        assert len({each.identifier for each in found}) == len(found)
        return {each.identifier.rpartition("/")[2]: each.deleted for each in found}


def _title(label: str) -> list[Node]:
    return [{"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": [label]}]


@contextmanager
def opened(folder: Path) -> Iterator[Shelf]:
    """A public library with two houses, and a private one."""
    made = install(Settings(store=StoreAddress("memory"), data=folder), create=True)
    chief, services = operator("harbor"), made.services
    services.tenants.create_tenant(chief, "harbor", {"en": "Harbor Library"})
    services.tenants.create_tenant(operator(), "cloister", {"en": "Cloister"}, sharing=Sharing(SharingLevel.PRIVATE))
    for code in ("central", "quay"):
        services.places.put_unit(chief, UnitWanted(code, {"en": code.title()}, kind=UnitKind.LIBRARY))
        services.places.put_unit(chief, UnitWanted(f"{code}-stacks", {"en": "Stacks"}, code))
    with running(made) as address:
        yield Shelf(made, address)
    made.close()
