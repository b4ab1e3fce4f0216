"""What a library of the world lends: patrons, copies and a desk, made as needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from graph.access.model import operator
from graph.circulation.offline.model import ActKind, Reported
from graph.circulation.requesting import Wish
from graph.patrons.model import BlockScope, FeeType
from graph.patrons.service import PatronWanted
from graph.services import Services
from graph.tenants.partners import PartnerWanted
from graph.tenants.places import PointWanted
from graph.workflows.interlending.requesting import FromPartner
from mappings.iso18626.messages import Agency, Wanted
from mappings.money import Money
from schema.ids import Naming, make_id
from tests.graph.circulation.mailbox import Mailbox
from tests.schema.library import World
from tests.schema.marked import HARBOR, NETWORK

NUMBERS = count(1)
"""What tells apart what is made one after the other."""


@dataclass(frozen=True)
class Desk:
    """The desk of a library, and whoever may do everything there."""

    world: World
    library: str = HARBOR

    @property
    def services(self) -> Services:
        """The services of the installation."""
        return self.world.installation.services

    @property
    def chief(self) -> Any:
        """The library's administrator."""
        return self.world.who(f"administrator@{self.library}")

    def point(self) -> str:
        """The code of the service point, made the first time."""
        (points,) = self.services.places.points([self.library], self.services.access.scope(self.chief))
        if not points:
            self.services.places.put_point(self.chief, PointWanted("DESK", {"en": "Desk"}))
        return "DESK"

    def point_iri(self) -> str:
        """The IRI of the service point."""
        self.point()
        (points,) = self.services.places.points([self.library], self.services.access.scope(self.chief))
        return points[0].iri

    def copy(self) -> str:
        """The barcode of a new copy."""
        barcode = f"copy-{next(NUMBERS)}"
        instance = self.world.resources[self.library]["bf:Instance"][0]
        mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}
        node = {"bf:itemOf": [{"@id": instance}], "bf:identifiedBy": [mark]}
        self.services.catalogue.create(self.chief, "bf:Item", node)
        return barcode

    def patron(self, name: str = "Somebody") -> Any:
        """A new patron."""
        wanted = PatronWanted(f"card-{next(NUMBERS)}", name, "adult", f"ext-{next(NUMBERS)}")
        return self.services.patrons.create(self.chief, wanted)

    def loan(self) -> Any:
        """A new loan."""
        lending = self.services.circulation.lending
        return lending.check_out(self.chief, self.copy(), self.patron().barcode, self.point_iri()).loan

    def request(self) -> Any:
        """A new request for a copy that is out."""
        wish = Wish(self.loan().item, pickup=self.point_iri())
        return self.services.circulation.requesting.place(self.chief, self.patron().barcode, wish).request

    def fee(self, *, paid: int = 0) -> Any:
        """A new fee of five euros, of which something was paid."""
        fees = self.services.fees
        fee = fees.charge(self.chief, self.patron().iri, FeeType.OTHER, Money(500, "EUR"))
        return fees.pay(self.chief, [fee.iri], Money(paid, "EUR"))[0] if paid else fee

    def blocked(self) -> Any:
        """A patron with a block."""
        return self.services.patrons.add_block(self.chief, self.patron().iri, [BlockScope.BORROW], "why")

    def unsent(self) -> Any:
        """A new notice to a patron without an address."""
        loan, services = self.loan(), self.services
        services.circulation.losses.declare_lost(self.chief, loan.iri)
        written = services.circulation.nightly.due(self.chief).notices
        services.sending.send(self.chief, Mailbox())
        return next(each for each in written if each.about == loan.iri)

    def partner(self) -> str:
        """The id of a new partner, to which nobody listens."""
        symbol = Agency("ISIL", f"XX-{next(NUMBERS)}")
        wanted = PartnerWanted("Elsewhere", symbol, symbol, "institution", "http://127.0.0.1:9/")
        return self.services.partners.add(self.chief, wanted)[0].id

    def elsewhere(self, *, stuck: bool = False) -> Any:
        """A new request to a partner, whose message could not be sent where it is `stuck`."""
        wanted = FromPartner(self.partner(), self.patron().barcode, Wanted("Tides"), self.point_iri())
        interlending = self.services.interlending
        made = interlending.requesting.ask(self.chief, wanted).request
        for letter in interlending.letters(self.chief, [made.iri])[0] if stuck else ():
            interlending.outbox.refused(letter, "wrong")
        return made

    def conflict(self) -> Any:
        """A new conflict of an offline desk: an item that there is none of."""
        number, now = next(NUMBERS), datetime.now(UTC)
        act = Reported(f"offline-{number}", ActKind.CHECK_IN, now, f"nowhere-{number}", point=self.point_iri())
        (answer,) = self.services.offline.upload(self.chief, [act])
        return answer.act

    def account(self) -> str:
        """The id of a new account of somebody at the desk."""
        access = self.services.access
        username = f"clerk-{next(NUMBERS)}"
        return access.create_account(operator(), "Clerk", {self.library: ["desk"]}, self.library, username).id

    def token(self) -> str:
        """The id of a new token."""
        return self.services.access.issue_token(operator(), self.account()).token.id

    def network(self, *, joined: bool = False) -> str:
        """The slug of a new network, to which the library belongs where it has joined."""
        slug = f"network-{next(NUMBERS)}"
        self.services.tenants.create_network(operator(), slug, {"en": slug})
        if joined:
            self.services.tenants.join(operator(), self.library, slug)
        return slug

    def applicant(self) -> str:
        """The slug of a new library that asks to belong to the network."""
        slug = f"branch-{next(NUMBERS)}"
        self.services.tenants.create_tenant(operator(), slug, {"en": slug})
        self.services.applications.apply(operator(slug), NETWORK)
        return slug

    def missing(self) -> str:
        """A copy that is missing."""
        copy = self.copy()
        self.services.circulation.losses.mark_missing(self.chief, copy)
        return copy

    def lost_and_settled(self) -> str:
        """The loan of a lost item for which nothing is owed: the preset bills a price that is not known."""
        loan = self.loan()
        self.services.circulation.losses.declare_lost(self.chief, loan.iri)
        (fees,) = self.services.fees.of_patrons(self.chief, [loan.patron])
        for fee in fees:
            self.services.fees.cancel(self.chief, fee.iri, "settled")
        return str(make_id(Naming.LOAN, loan.iri))
