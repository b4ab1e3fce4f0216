"""Two libraries that lend to each other by ISO 18626, behind a real server. Both are made up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import httpx

from app.bootstrap import Installation
from app.posting import Posted, Postman
from graph.access.model import operator
from graph.tenants.organisation import UnitKind
from graph.tenants.partners import PartnerWanted
from graph.tenants.places import PointWanted, UnitWanted
from graph.workflows.interlending.letters import With
from graph.workflows.interlending.model import LibraryRequest
from graph.workflows.interlending.requesting import FromPartner
from graph.workflows.interlending.steps import Step
from graph.workflows.interlending.supplying import Answer
from mappings.iso18626.messages import Agency, Wanted
from mappings.iso18626.writing import written
from tests.graph.circulation.lending_desk import RULES

HARBOR, LINDENAU = Agency("ISIL", "XX-HAR"), Agency("ISIL", "XX-LIN")
ISBN = "9783161484100"
READER = "Zenobia Quillfeather"
TIDES = Wanted("Tides", "Heron, Ada", item_ids=(("ISBN", ISBN),))


@dataclass
class Pair:
    """Harbor, which asks, and Lindenau, which has the book; a server that answers for both."""

    installation: Installation
    address: str = ""
    at: dict[str, str] = field(default_factory=dict)

    @property
    def services(self):
        return self.installation.services

    def organise(self, slug: str, name: str) -> None:
        services, chief = self.services, operator(slug)
        services.tenants.create_tenant(chief, slug, {"en": name})
        services.places.put_unit(chief, UnitWanted("central", {"en": "Central"}, kind=UnitKind.LIBRARY))
        services.places.put_unit(chief, UnitWanted("stacks", {"en": "Stacks"}, "central"))
        services.places.put_point(chief, PointWanted("desk", {"en": "Desk"}, "central", serves=("stacks",)))
        services.settings.publish_rules(chief, RULES)
        scope = services.access.scope(chief)
        self.at |= {f"{slug}/{each.code}": each.iri for each in services.places.units([slug], scope)[0]}
        self.at |= {f"{slug}/{each.code}": each.iri for each in services.places.points([slug], scope)[0]}

    def shelve(self) -> None:
        chief = operator("lindenau")
        title = {"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": ["Tides"]}
        isbn = {"@id": "#i", "@type": ["bf:Isbn"], "rdf:value": [ISBN]}
        edition = self.services.catalogue.create(
            chief, "bf:Instance", {"bf:title": [title], "bf:identifiedBy": [isbn]}
        ).iri
        barcode = {"@id": "#b", "@type": ["bf:Barcode"], "rdf:value": ["L1"]}
        place = [{"@id": self.at["lindenau/stacks"]}]
        node = {"bf:itemOf": [{"@id": edition}], "bf:identifiedBy": [barcode], "lsp:location": place}
        self.at |= {"edition": edition, "L1": self.services.catalogue.create(chief, "bf:Item", node).iri}

    def acquaint(self) -> None:
        """Each makes the other known, and hands it a key to show."""
        partners = self.services.partners
        there = PartnerWanted("Lindenau", LINDENAU, HARBOR, "institution", f"{self.address}/lindenau/iso18626")
        here = PartnerWanted("Harbor", HARBOR, LINDENAU, "institution", f"{self.address}/harbor/iso18626")
        lindenau, of_harbor = partners.add(operator("harbor"), there)
        harbor, of_lindenau = partners.add(operator("lindenau"), here)
        partners.change(operator("harbor"), lindenau.id, replace(there, secret=of_lindenau))
        partners.change(operator("lindenau"), harbor.id, replace(here, secret=of_harbor))
        self.at |= {"lindenau": lindenau.id, "harbor": harbor.id, "key": of_lindenau}

    # what is done

    def ask(self, **more: object) -> LibraryRequest:
        wanted = FromPartner(self.at["lindenau"], "P1", TIDES, self.at["harbor/desk"], **more)  # type: ignore[arg-type]
        return self.services.interlending.requesting.ask(operator("harbor"), wanted).request

    def post(self) -> Posted:
        return Postman(self.services).round()

    def answer(self, step: Step, item: str | None = None, note: str = "", why: str = "") -> LibraryRequest:
        (request,) = self.open("lindenau")
        answer = Answer(step, With(note, why), item, self.at["lindenau/desk"])
        return self.services.interlending.supplying.answer(operator("lindenau"), request.iri, answer).request

    def open(self, slug: str) -> list[LibraryRequest]:
        return self.services.interlending.listed(operator(slug))

    def stands(self) -> tuple[str, str]:
        """How the request stands at Harbor and at Lindenau."""
        found = [self.services.interlending.listed(operator(each), only_open=False) for each in ("harbor", "lindenau")]
        return tuple(str(each[0].state) for each in found)  # type: ignore[return-value]

    def send(self, message: object, key: str | None = None) -> httpx.Response:
        """A message to Lindenau, as from Harbor."""
        body = message if isinstance(message, bytes) else written(message)  # type: ignore[arg-type]
        shown = self.at["key"] if key is None else key
        headers = {"Authorization": f"Bearer {shown}"} if shown else {}
        return httpx.post(f"{self.address}/lindenau/iso18626", content=body, headers=headers, timeout=30)
