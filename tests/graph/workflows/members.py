"""Two members of a network that lend to each other, and short words for what their staff do."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.access.model import Actor, operator
from graph.access.service import AccessService
from graph.catalogue.exporter import Exporter
from graph.catalogue.model import Resource
from graph.catalogue.resources import ResourceReader
from graph.catalogue.sending import Sender
from graph.catalogue.service import CatalogueService
from graph.circulation.audit_trail import AuditTrail
from graph.circulation.desk import Order
from graph.events.service import EventService
from graph.network.clusters.deciding import Clustering
from graph.network.holders import Holders
from graph.store.names import GraphKind
from graph.store.portable import Portable
from graph.store.scope import Scope, grant
from graph.tenants.partners import PartnerService
from graph.tenants.service import TenantService
from graph.workflows.interlending.letters import With
from graph.workflows.interlending.matching import Matching
from graph.workflows.interlending.model import LibraryRequest
from graph.workflows.interlending.requesting import FromPartner
from graph.workflows.interlending.service import Finding, Interlending, Library
from graph.workflows.interlending.steps import Side, Step
from graph.workflows.interlending.supplying import Answer
from mappings.iso18626.messages import Wanted
from tests.graph.circulation.lending_desk import RULES, House

OTHER = {"harbor": "lindenau", "lindenau": "harbor"}


@dataclass
class Shelves:
    """The catalogue as far as requests between libraries ask it."""

    reader: ResourceReader

    def resources(self, iris: list[str], scope: Scope) -> list[Resource | None]:
        return self.reader.resources(iris, scope)

    def identified(self, scheme: str, values: list[str], scope: Scope) -> list[tuple[Resource, ...]]:
        return [() for _ in values]


class Members(House):
    """Harbor and Lindenau, members of the rivers, each with two copies of a book of its own."""

    def __init__(self, store: Portable) -> None:
        super().__init__(store)
        self.rules = f"{RULES}everywhere group=member : period 14 days\n"
        self.tenants = TenantService(store, self.names, lambda: self.now)
        self.tenants.create_network(operator(), "rivers", {"en": "Rivers"})
        for tenant in OTHER:
            self.tenants.create_tenant(operator(), tenant, {"en": tenant.title()}, networks=("rivers",))
            self.tenants.update(operator(tenant), tenant, member_group="member")
        partners = PartnerService(store, self.names, lambda: self.now, self.tenants)
        matching = Matching(Shelves(ResourceReader(store)), None)  # type: ignore[arg-type]
        access = AccessService(store, self.names, lambda: self.now, self.tenants.policies)
        catalogue = CatalogueService(
            store, self.names, lambda: self.now, access, Exporter(store, self.names, self.tenants)
        )
        clusters = Clustering(store, self.names, lambda: self.now, None)  # type: ignore[arg-type] - none are made
        self.between = Interlending(
            store,
            self.names,
            lambda: self.now,
            self.circulation,
            self.register,
            partners,
            Finding(matching, Holders(catalogue, self.holdings, self.tenants, clusters.beside), access, catalogue),
            Library(str.title, lambda slug: self.tenants.tenant(slug).asks_for_readers),
        )
        for tenant in OTHER:
            self.book("31", "32", tenant=tenant)
            self.patron("P1", tenant)

    def wanted(self, supplier: str) -> Wanted:
        return Wanted("Tides", record=self.names.resource(supplier, "instances", "w1"))

    def ask(self, requester: str = "harbor", **more: object) -> LibraryRequest:
        supplier = OTHER[requester]
        wish = FromPartner(f"member-{supplier}", "P1", self.wanted(supplier), self.point(tenant=requester))
        return self.between.requesting.ask(operator(requester), wish, **more).request  # type: ignore[arg-type]

    def reader(self, tenant: str) -> Actor:
        """The reader of a library, signed in: what their account is called says whose it is."""
        (me,) = self.register.patrons(tenant, ["P1"])
        assert me is not None
        return replace(self.actor(me), id=f"account-of-a-reader-of-{tenant}")

    def ask_themselves(self, requester: str) -> LibraryRequest:
        """The reader asks by their own hand."""
        supplier = OTHER[requester]
        wish = FromPartner(f"member-{supplier}", "P1", self.wanted(supplier), self.point(tenant=requester))
        order = Order(self.reader(requester), "interlending.request")
        return self.between.requesting.ask_found(order, lambda: wish, None).request

    def answer(self, supplier: str, iri: str, step: Step, item: str | None = None) -> LibraryRequest:
        said = Answer(step, With("said"), item, self.point(tenant=supplier))
        return self.between.supplying.answer(operator(supplier), iri, said).request

    def requests(self, tenant: str) -> dict[Side, list[LibraryRequest]]:
        every = self.between.listed(operator(tenant), only_open=False)
        return {side: [each for each in every if each.side is side] for side in Side}

    def copy_there(self, tenant: str, request: str) -> LibraryRequest:
        """The document of a request that the other library keeps."""
        (found,) = [each for kept in self.requests(OTHER[tenant]).values() for each in kept if each.id == request]
        return found

    def written(self, tenant: str) -> str:
        """Everything that stands in a library's own graphs of lending and staff, and its past."""
        graphs = [self.names.graph(tenant, each) for each in (GraphKind.CIRCULATION, GraphKind.STAFF)]
        keys = [key for graph in graphs for key in self.store.scan(graph, self.everything).keys]
        return repr(self.store.history(keys, self.everything))

    def told(self, tenant: str) -> str:
        """Everything that a library is shown, sent or may take away with it: what was written, every event that touches
        anything of its own, the trail of its administrators, and a file of all of it with its past.
        """
        own = Scope((grant(GraphKind, {tenant}),))
        events = EventService(self.store).after(0, 10_000, own)
        trail = AuditTrail(self.store, self.names).entries(operator(tenant), 1_000)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "library.zip"
            sender = Sender(self.store, self.names, lambda: self.now, self.tenants)
            sender.send(operator(tenant), tenant, file, lambda _: True, history=True, private=True)
            with zipfile.ZipFile(file) as parcel:
                sent = [parcel.read(each).decode() for each in parcel.namelist()]
        return "\n".join([self.written(tenant), *map(repr, events), repr(trail), *sent])
