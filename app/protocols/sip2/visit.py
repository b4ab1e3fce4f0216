"""What every answer of SIP2 is made from: a machine, where it stands, and the patron before it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from app.protocols.paia.documents import Shelf, shelf_of
from app.protocols.sip2.messages import Request, date_text
from graph.access.model import Actor
from graph.access.sign_in import SignInRefused
from graph.circulation.model import Loan
from graph.circulation.model import Request as HoldRequest
from graph.holdings.model import Item
from graph.patrons.model import Patron
from graph.services import Services
from graph.tenants.organisation import ServicePoint
from mappings.bibframe.read import resource_label

Fields: TypeAlias = Sequence[tuple[str, str]]
"""Fields of any length, by name, in the order in which they are sent."""
Reply: TypeAlias = tuple[str, Fields]
"""The beginning of an answer, of fixed width, and its other fields."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How terminals are served: whether a patron's password is asked for, and in which encoding they write."""

    passwords: bool = True
    encoding: str = "utf-8"


@dataclass(slots=True)
class Present:
    """Who proved with their password that they stand before a machine, until their session ends."""

    proofs: set[bytes] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Visit:
    """One message of a machine that has signed in."""

    services: Services
    actor: Actor
    point: ServicePoint
    now: datetime
    terms: Terms
    address: str
    present: Present

    @property
    def tenant(self) -> str:
        """The library the machine is of."""
        return self.point.tenant

    def date(self, moment: datetime | None = None) -> str:
        """A moment, or now, in the library's own time."""
        zone = self.services.settings.of(self.tenant).calendar(None).zone
        return date_text(moment or self.now, zone)

    def patron(self, request: Request) -> Patron | None:
        """The patron whose card was scanned."""
        (found,) = self.services.patrons.patrons(self.actor, [request["AA"]]) if request["AA"] else [None]
        return found

    def proved(self, patron: Patron, password: str) -> bool:
        """Whether a password is the patron's. It is tried once for as long as they stand there."""
        if not password:
            return False
        proof = hashlib.sha256(f"{patron.iri} {password}".encode()).digest()
        if proof not in self.present.proofs:
            try:
                signing_in = self.services.patron_sign_in
                begun = signing_in.sign_in(self.tenant, patron.barcode, password, self.address)
            except SignInRefused:
                return False
            self.services.sign_in.sessions.end(begun.secret)
            self.present.proofs.add(proof)
        return True

    def admitted(self, request: Request) -> tuple[Patron | None, str]:
        """The patron of a card for whom the machine may act, else why it may not."""
        patron = self.patron(request)
        if patron is None:
            return None, "This card is not known here."
        if request["AD"] or self.terms.passwords:
            return (patron, "") if self.proved(patron, request["AD"]) else (None, "The password is not right.")
        return patron, ""

    def shelf(self, loans: Sequence[Loan] = (), requests: Sequence[HoldRequest] = ()) -> Shelf:
        """What is known of the items and titles of loans and requests."""
        return shelf_of(self.services, self.actor, loans, requests, ())

    def item(self, barcode: str) -> Item | None:
        """The library's own item with a barcode."""
        scope = self.services.access.scope(self.actor)
        found = self.services.holdings.items_by_barcode([barcode], scope)[0] if barcode else ()
        return next((each for each in found if each.tenant == self.tenant), None)

    def title(self, item: Item | None) -> str:
        """What an item is a copy of."""
        if item is None or item.instance is None:
            return ""
        (found,) = self.services.catalogue.resources([item.instance], self.services.access.scope(self.actor))
        return "" if found is None else resource_label(found.body)

    def place(self, iri: str | None) -> str:
        """The code of a service point or a location, as machines know it."""
        if iri is None:
            return ""
        scope = self.services.access.scope(self.actor)
        (points,), (units,) = (
            self.services.places.points([self.tenant], scope),
            self.services.places.units([self.tenant], scope),
        )
        codes = {each.iri: each.code for each in units} | {each.iri: each.code for each in points}
        return codes.get(iri, "")


Answerer: TypeAlias = Callable[[Visit, Request], Reply]


def shown(fields: Iterable[tuple[str, str | None]]) -> Fields:
    """The fields that have a value."""
    return [(name, value) for name, value in fields if value]
