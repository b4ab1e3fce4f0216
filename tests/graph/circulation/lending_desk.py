"""A library with two service points, some books and some patrons, and short words for what happens at its desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from graph.access.model import Actor, operator
from graph.circulation.calendar import Calendars, Hours, Span
from graph.circulation.circulation import Circulation
from graph.circulation.desk import Desk
from graph.circulation.elsewhere import Elsewhere
from graph.circulation.privacy import PrivacyService
from graph.circulation.registered import Registered
from graph.circulation.rules.parser import parse
from graph.circulation.rules.resolver import Resolver
from graph.circulation.settings import BlockLimits, LendingSettings
from graph.holdings.service import HoldingsService
from graph.holdings.status import ItemStatus
from graph.patrons.model import Entry, EntryKind, Patron
from graph.patrons.register import Register
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.portable import Portable
from graph.store.scope import SystemScope
from graph.tenants.organisation import ServicePoint
from mappings.bibframe.node import Node
from mappings.money import Money

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
"""A Monday morning."""

RULES = """
everywhere :
    loanable
    period 28 days
    closed-days end-of-next-open-day
    grace 1 day
    items 5
    renewable
    renewals 2
    renew-from due
    renew-period same
    recall { guaranteed 7 days, return-within 5 days }
    requests hold recall page
    pickup-at any
    overdue 0.50 EUR per day max 10.00 EUR
    lost { after 6 weeks, bill 30.00 EUR, processing 3.00 EUR, refund-within 6 months }
    notices { courtesy 3 days before due, overdue 2 days after due }
everywhere type=dvd : period 7 days, items 1, not renewable
everywhere loan=reference : not loanable, requests none
everywhere group=child : requests hold page, overdue none
"""

OPEN = (Span(9 * 60, 18 * 60),)
HOURS = Hours((OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, ()))


class House:
    """Two libraries, `harbor` and `lindenau`, in one store; what is done is done in harbor unless said."""

    def __init__(self, store: Portable) -> None:
        self.store, self.names, self.everything = store, Names("https://c.example/"), SystemScope()
        self.now = START
        self.register = Register(store, self.names)
        self.limits = BlockLimits()
        self.rules = RULES
        self.desk = Desk(store, self.names, lambda: self.now, self.settings, Registered(self.register), self.networks)
        self.circulation = Circulation(self.desk)
        self.lending, self.returning = self.circulation.lending, self.circulation.returning
        self.holdings = HoldingsService(store, lambda: self.now, Elsewhere(store).custodies)
        self.staff = operator("harbor")

    # what there is

    def networks(self, _tenant: str) -> tuple[str, ...]:
        """Whose shared descriptions a library stands on."""
        return ()

    def point(self, code: str = "main", tenant: str = "harbor") -> str:
        return self.names.resource(tenant, "service-points", code)

    def location(self, code: str = "stacks", tenant: str = "harbor") -> str:
        return self.names.resource(tenant, "locations", code)

    def settings(self, tenant: str) -> LendingSettings:
        library = self.names.resource(tenant, "units", "library")
        points = {
            self.point(code, tenant): ServicePoint(
                self.point(code, tenant),
                tenant,
                code,
                {"en": code},
                library,
                pickup=code != "back",
                serves=(self.location(serves, tenant),),
            )
            for code, serves in (("main", "stacks"), ("branch", "branch-shelves"), ("back", "cellar"))
        }
        units = {self.location(code, tenant): f"{tenant}/{code}" for code in ("stacks", "branch-shelves", "cellar")}
        calendars = Calendars({"": HOURS}, {"": ZoneInfo("UTC")})
        return LendingSettings(tenant, Resolver(parse(self.rules)), calendars, units, points, self.limits)

    def patron(self, barcode: str, tenant: str = "harbor", **more: object) -> Patron:
        iri = self.names.resource(tenant, "patrons", barcode.lower())
        (before,) = self.register.patrons(tenant, [iri])
        patron = Patron(iri, tenant, barcode, "Somebody", "adult", revision=before.revision if before else 0)
        patron = replace(patron, **more)  # type: ignore[arg-type]
        self.write_put(self.register.put_patron(patron))
        (written,) = self.register.patrons(tenant, [iri])
        assert written is not None
        return written

    def actor(self, patron: Patron) -> Actor:
        """A patron who has signed in themselves, without any role."""
        return Actor(f"self-{patron.barcode}", "Somebody", patron.tenant, {}, {patron.tenant: patron.iri})

    def book(self, *barcodes: str, work: str = "w1", tenant: str = "harbor", edition: str = "", **more: object) -> str:
        """A work with an instance and items of these barcodes; the instance's IRI."""
        instance = self.names.resource(tenant, "instances", f"{work}{edition}")
        work_iri = self.names.resource(tenant, "works", work)
        self.write(tenant, work_iri, {"@type": ["bf:Work"], "rdfs:label": [work]})
        self.write(tenant, instance, {"@type": ["bf:Instance"], "bf:instanceOf": [{"@id": work_iri}]})
        for barcode in barcodes:
            self.write(tenant, self.item(barcode, tenant), self._item(barcode, instance, tenant, more))
        return instance

    def work(self, name: str = "w1", tenant: str = "harbor") -> str:
        return self.names.resource(tenant, "works", name)

    def item(self, barcode: str, tenant: str = "harbor") -> str:
        return self.names.resource(tenant, "items", f"i{barcode}")

    def _item(self, barcode: str, instance: str, tenant: str, more: dict[str, object]) -> Node:
        body: Node = {
            "@type": ["bf:Item"],
            "bf:itemOf": [{"@id": instance}],
            "bf:identifiedBy": [{"@id": "#barcode-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}],
            "lsp:location": [{"@id": self.location(str(more.get("location", "stacks")), tenant)}],
            "lsp:materialType": [str(more.get("type", "book"))],
        }
        if "loan" in more:
            body["lsp:loanType"] = [str(more["loan"])]
        if "marker" in more:
            body["lsp:marker"] = [str(more["marker"])]
        if "lifecycle" in more:
            body["lsp:lifecycle"] = [str(more["lifecycle"])]
        return body

    def edit(self, barcode: str, **more: list[str]) -> None:
        """Say more of an item."""
        key = Key(self.names.graph("harbor", GraphKind.CATALOGUE), self.item(barcode))
        (document,) = self.store.read([key], self.everything)
        assert document is not None
        self.write_put(Put(key, {**document.body, **more}, ANY))

    def write(self, tenant: str, iri: str, body: Node) -> None:
        self.write_put(Put(Key(self.names.graph(tenant, GraphKind.CATALOGUE), iri), body, ANY))

    def write_put(self, put: Put) -> None:
        self.store.commit(Change(Cause("test", "edit", self.now), (put,)), self.everything)

    def privacy(self) -> PrivacyService:
        return PrivacyService(self.store, self.names, self.register, lambda: self.now, self.store.lose)

    # what can be seen

    def status(self, barcode: str, tenant: str = "harbor") -> ItemStatus:
        (found,) = self.holdings.items([self.item(barcode, tenant)], self.everything)
        assert found is not None
        return found.status

    def snapshot(self) -> tuple[int, dict[Key, int]]:
        """The number of the last event and every document's version."""
        keys = [
            key
            for tenant in ("harbor", "lindenau")
            for kind in (GraphKind.CATALOGUE, GraphKind.CIRCULATION, GraphKind.PATRONS)
            for key in self.store.scan(self.names.graph(tenant, kind), self.everything).keys
        ]
        documents = self.store.read(keys, self.everything)
        return self.store.position(), {each.key: each.version for each in documents if each is not None}

    def fees(self, patron: Patron) -> list[str]:
        (fees,) = self.register.all_fees(patron.tenant, [patron.iri])
        return sorted(f"{each.type.value} {each.remaining}" for each in fees)

    # what people and time do

    def pay_all(self, tenant: str = "harbor") -> None:
        """Everybody pays what they owe."""
        patrons = [self.names.resource(tenant, "patrons", f"p{n}") for n in range(1, 10)]
        for fee in (fee for fees in self.register.open_fees(tenant, patrons) for fee in fees):
            off = Entry(EntryKind.PAY, Money(-fee.remaining.minor, fee.remaining.currency), self.now, "desk")
            self.write_put(self.register.entry(fee, off)[1])

    def later(self, **more: float) -> None:
        self.now += timedelta(**more)


def codes(blocks: Iterable[object]) -> list[str]:
    return [str(each.code) for each in blocks]  # type: ignore[attr-defined]
