"""Everything that can be in the way of a check-out, made so that nothing else is: a reader, a copy, and a point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

from graph.circulation.offline.model import ActKind, Reported
from graph.circulation.reasons import Code
from graph.circulation.requesting import Wish
from graph.circulation.settings import BlockLimits
from graph.patrons.model import BlockScope, FeeType, Patron
from graph.patrons.service import PatronWanted
from graph.services import Services
from graph.tenants.place_documents import point_iri
from graph.tenants.places import PointWanted
from mappings.money import Money
from tests.browser.conftest import HARBOR

RULES: Final = """
harbor group=single : items 1
harbor group=barred : not loanable
harbor group=past   : period until 2020-01-31
harbor group=brief  : period 1 day, closed-days keep-date
harbor group=trusty : lost none
"""
LIMITS: Final = BlockLimits(owed=Money(2000, "EUR"), overdue=1, lost=1, loans=3)
POINT: Final = "closing"
"""The code of a service point that is taken away at last."""
_NUMBERS: Final = count(1)


@dataclass(frozen=True)
class House:
    """A library with these rules and limits, and what is made anew there for each row."""

    services: Services
    barcodes: Iterator[str]

    def prepare(self) -> None:
        """Put the rules and limits in force, and open the point."""
        settings = self.services.settings
        rules = settings.rules(HARBOR)
        settings.publish_rules(HARBOR, rules.text + RULES, rules.revision)
        settings.publish_limits(HARBOR, LIMITS, settings.limits(HARBOR)[1] or None)
        self.services.places.put_point(HARBOR, PointWanted(POINT, {"en": "Closing desk"}))

    @property
    def point(self) -> str:
        """The IRI of the point."""
        return point_iri(self.services.names, "harbor", POINT)

    def close(self) -> None:
        """Take the point away, where it is still there."""
        (points,) = self.services.places.points(["harbor"], self.services.access.scope(HARBOR))
        if any(each.code == POINT for each in points):
            self.services.places.remove_point(HARBOR, POINT, 1)

    def reader(self, group: str = "adult", **more: object) -> Patron:
        """Somebody with a new card."""
        card = f"B-{next(_NUMBERS)}"
        wanted = replace(PatronWanted(card, f"Reader {card}", group), **more)  # type: ignore[arg-type]
        return self.services.patrons.create(HARBOR, wanted)

    def copy(self) -> str:
        """The barcode of a copy on the shelf."""
        return next(self.barcodes)

    def made(self, **more: list[str]) -> str:
        """The barcode of a new copy of which something is said."""
        barcode = f"B-copy-{next(_NUMBERS)}"
        (like,) = self.services.holdings.items_by_barcode([self.copy()], self.services.access.scope(HARBOR))[0]
        mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}
        node = {"bf:itemOf": [{"@id": like.instance}], "bf:identifiedBy": [mark], **more}
        self.services.catalogue.create(HARBOR, "bf:Item", node)
        return barcode

    def lend(self, patron: Patron) -> str:
        """The barcode of what a reader has out from now on."""
        barcode = self.copy()
        self.services.circulation.lending.check_out(HARBOR, barcode, patron.barcode, self.point)
        return barcode

    # who may not have what

    def inactive(self) -> tuple[Patron, str]:
        """A reader whose account is closed."""
        patron = self.reader()
        return self.services.patrons.update(HARBOR, patron.iri, 1, active=False), self.copy()

    def expired(self) -> tuple[Patron, str]:
        """A reader whose card was good until last week."""
        return self.reader(expires=datetime.now(UTC).date() - timedelta(days=9)), self.copy()

    def blocked(self) -> tuple[Patron, str]:
        """A reader whom staff blocked."""
        patron = self.reader()
        scopes = [BlockScope.BORROW]
        return self.services.patrons.add_block(HARBOR, patron.iri, scopes, "Returned a wet book."), self.copy()

    def many_loans(self) -> tuple[Patron, str]:
        """A reader with as many loans as anybody may have."""
        patron = self.reader()
        for _ in range(LIMITS.loans or 0):
            self.lend(patron)
        return patron, self.copy()

    def overdue(self) -> tuple[Patron, str]:
        """A reader who has something that was due last week, lent while the desk was cut off."""
        patron, then = self.reader("brief"), datetime.now(UTC) - timedelta(days=9)
        act = Reported(f"late-{patron.barcode}", ActKind.CHECK_OUT, then, self.copy(), patron.barcode, self.point)
        (answer,) = self.services.offline.upload(HARBOR, [act])
        assert not answer.act.blocks
        return patron, self.copy()

    def lost(self) -> tuple[Patron, str]:
        """A reader who lost something and owes nothing for it."""
        patron = self.reader("trusty")
        self.services.circulation.losses.declare_lost(HARBOR, self.lend(patron))
        return patron, self.copy()

    def owing(self) -> tuple[Patron, str]:
        """A reader who owes as much as the limit says."""
        patron = self.reader()
        self.services.fees.charge(HARBOR, patron.iri, FeeType.OTHER, Money(2000, "EUR"), note="A globe.")
        return patron, self.copy()

    def unknown_item(self) -> tuple[Patron, str]:
        """A number that nothing has."""
        return self.reader(), "no-such-number"

    def lent(self) -> tuple[Patron, str]:
        """A copy that somebody else has."""
        return self.reader(), self.lend(self.reader())

    def unavailable(self) -> tuple[Patron, str]:
        """A copy that is at the binder's."""
        barcode = self.copy()
        self.services.circulation.losses.mark_unavailable(HARBOR, barcode, "At the binder's.")
        return self.reader(), barcode

    def in_process(self) -> tuple[Patron, str]:
        """A copy that is being prepared."""
        return self.reader(), self.made(**{"lsp:lifecycle": ["InProcess"]})

    def requested(self) -> tuple[Patron, str]:
        """A copy that was chosen for somebody else."""
        barcode = self.copy()
        self.services.circulation.requesting.place(HARBOR, self.reader().barcode, Wish(barcode, pickup=self.point))
        return self.reader(), barcode

    def second(self) -> tuple[Patron, str]:
        """A reader who may have one thing, and has it."""
        patron = self.reader("single")
        self.lend(patron)
        return patron, self.copy()


WAYS: Final[dict[Code, Callable[[House], tuple[Patron, str]]]] = {
    Code.PATRON_INACTIVE: House.inactive,
    Code.PATRON_EXPIRED: House.expired,
    Code.PATRON_BLOCKED: House.blocked,
    Code.TOO_MANY_LOANS: House.many_loans,
    Code.TOO_MANY_OVERDUE: House.overdue,
    Code.TOO_MANY_LOST: House.lost,
    Code.OWES_TOO_MUCH: House.owing,
    Code.ITEM_UNKNOWN: House.unknown_item,
    Code.ALREADY_CHECKED_OUT: House.lent,
    Code.STATUS_NOT_LENDABLE: House.unavailable,
    Code.ITEM_IN_PROCESS: House.in_process,
    Code.REQUESTED_BY_ANOTHER: House.requested,
    Code.NOT_LOANABLE: lambda house: (house.reader("barred"), house.copy()),
    Code.ITEM_LIMIT: House.second,
    Code.NO_DUE_DATE: lambda house: (house.reader("past"), house.copy()),
}
"""How each reason comes about that there can be before a card is opened."""
