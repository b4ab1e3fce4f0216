"""A library's counter as machines and other systems meet it: cards, barcodes and the codes of places, with what each
names. SIP2 and NCIP share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.protocols.daia.lookup import look_up
from app.protocols.paia.documents import Shelf, shelf_of
from graph.access.model import Actor, Permission, require
from graph.access.sign_in import SignInRefused
from graph.circulation.calendar import Calendar
from graph.circulation.model import Loan, Request
from graph.holdings.model import Item
from graph.patrons.model import Patron
from graph.services import Services
from graph.tenants.organisation import ServicePoint
from mappings.bibframe.read import resource_label
from mappings.errors import CatalographError


class NoSuchPoint(CatalographError):
    """A machine or system says it stands at a service point that is not there, or says none where there are several."""

    code: ClassVar[str] = "NO_SUCH_SERVICE_POINT"
    hint: ClassVar[str] = "Name a service point of the library by its code."


@dataclass(frozen=True, slots=True)
class Counter:
    """What stands at a service point of a library, with the rights of an actor, at a moment."""

    services: Services
    actor: Actor
    point: ServicePoint
    now: datetime

    @property
    def tenant(self) -> str:
        """The library."""
        return self.point.tenant

    @property
    def calendar(self) -> Calendar:
        """The library's own days and hours."""
        return self.services.settings.of(self.tenant).calendar(None)

    def patron(self, card: str) -> Patron | None:
        """The patron of a card."""
        return self.services.patrons.patrons(self.actor, [card])[0] if card else None

    def knows(self, patron: Patron, password: str, address: str) -> bool:
        """Whether a password is the patron's. Tries from one address are slowed down as every sign-in is."""
        try:
            begun = self.services.patron_sign_in.sign_in(self.tenant, patron.barcode, password, address)
        except SignInRefused:
            return False
        self.services.sign_in.sessions.end(begun.secret)
        return True

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

    def described(self, name: str) -> str | None:
        """The IRI of the work, edition or copy that an identifier names, as DAIA reads it."""
        if not name:
            return None
        found = look_up(self.services, self.tenant, [name], self.services.access.scope(self.actor))
        return next((each.iri for each in found.documents), None)

    def waiting(self, item: Item) -> int:
        """How many wait for an item."""
        (found,) = self.services.elsewhere.queue_lengths([item], self.services.access.scope(self.actor))
        return found

    def place(self, iri: str | None) -> str:
        """The code of a service point or a location."""
        scope = self.services.access.scope(self.actor)
        (points,) = self.services.places.points([self.tenant], scope)
        (units,) = self.services.places.units([self.tenant], scope)
        codes = {each.iri: each.code for each in units} | {each.iri: each.code for each in points}
        return codes.get(iri or "", "")

    def pickup(self, code: str) -> str | None:
        """The service point of a code; a code that names none is refused later, as a place to fetch nothing at."""
        (points,) = self.services.places.points([self.tenant], self.services.access.scope(self.actor))
        return next((each.iri for each in points if each.code == code), code) if code else None

    def loan(self, patron: Patron, barcode: str) -> Loan | None:
        """The open loan in which a patron has an item."""
        item = self.item(barcode)
        (standing,) = self.services.circulation.reading.standing(self.actor, [patron.iri])
        return next((each for each in standing.loans if item is not None and each.item == item.iri), None)

    def request(self, patron: Patron, names: set[str]) -> Request | None:
        """The patron's open request for one of these IRIs, or that is one of them."""
        (standing,) = self.services.circulation.reading.standing(self.actor, [patron.iri])
        return next((each for each in standing.requests if {each.iri, each.target, each.item or ""} & names), None)

    def shelf(self, patron: Patron) -> tuple[tuple[Loan, ...], tuple[Request, ...], Shelf]:
        """What a patron has and waits for, and what is known of all of it."""
        (found,) = self.services.circulation.reading.standing(self.actor, [patron.iri])
        return found.loans, found.requests, shelf_of(self.services, self.actor, found.loans, found.requests, ())


def point_of(services: Services, actor: Actor, code: str, *, or_any: bool = False) -> ServicePoint:
    """The service point of a code in the acting library; without a code the only one, or `or_any` of them.

    Raises `Forbidden` for who may not lend there, `NoSuchPoint`.
    """
    require(actor, Permission.CIRCULATION_WRITE)
    (points,) = services.places.points([actor.tenant or ""], services.access.scope(actor))
    named = [each for each in points if code in ("", each.code)]
    if not named or (len(named) > 1 and not or_any):
        raise NoSuchPoint(f"There is no service point “{code}”." if code else "There are several service points.")
    return named[0]
