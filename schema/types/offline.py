"""What a desk did while it was cut off, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.access.model import Permission
from graph.circulation.offline.model import Act, ActKind, ActState
from schema.ask import Ask
from schema.errors import Block
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import DateTime
from schema.types.loan import Loan, loans_by_iri
from schema.types.patron import Patron, patrons_by_iri
from schema.types.place import ServicePoint, points_by_iri
from schema.types.resource import Node


@strawberry.enum(description="What was done.")
class OfflineKind(Enum):
    """What was done."""

    CHECK_OUT = choice(ActKind.CHECK_OUT, "An item was lent to a patron.")
    CHECK_IN = choice(ActKind.CHECK_IN, "An item came in.")
    RENEW = choice(ActKind.RENEW, "A loan was renewed.")


@strawberry.enum(description="What became of it.")
class OfflineStatus(Enum):
    """What became of it."""

    DONE = choice(ActState.DONE, "It was applied.")
    CONFLICT = choice(ActState.CONFLICT, "It could not be applied: somebody should see to it.")
    SETTLED = choice(ActState.SETTLED, "It could not be applied, and somebody saw to it.")


@strawberry.type(description="Something a desk did while it was cut off. Staff see those of their library.")
class OfflineTransaction(Node):
    """Something a desk did while it was cut off."""

    known: strawberry.Private[Act]
    request_id: str = attribute("The desk's own id for it.")
    kind: OfflineKind = attribute("What was done.")
    status: OfflineStatus = attribute("What became of it.")
    at: DateTime = attribute("When it was done.")
    uploaded_at: DateTime = attribute("When it was uploaded.")
    item_read: str = attribute("The item, as it was read: its barcode.")
    blocks: list[Block] = attribute("Of a conflict, every reason.")
    note: str | None = attribute("What whoever settled it says of it.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.OFFLINE, self.known.iri)

    @relation()
    @staticmethod
    def patron(parents: list[OfflineTransaction], ask: Ask) -> list[Patron | None]:
        """Whom the item was lent to, where there is such a patron; null where that is not for the caller."""
        return patrons_by_iri([each.known.patron for each in parents], ask)

    @relation(cost=0, requires="patrons.read")
    @staticmethod
    def card_read(parents: list[OfflineTransaction], ask: Ask) -> list[str | None]:
        """Of a conflict, the number of the card as it was read; null where that is not for the caller."""
        seen = ask.actor.may(Permission.PATRONS_READ)
        return [(each.known.reported.patron or None) if seen else None for each in parents]

    @relation()
    @staticmethod
    def loan(parents: list[OfflineTransaction], ask: Ask) -> list[Loan | None]:
        """The loan that was made, ended or renewed; null where there is none."""
        about = [each.known.about for each in parents]
        found = iter(loans_by_iri([iri for iris in about for iri in iris], ask))
        return [next((one for one in [next(found) for _ in iris] if one is not None), None) for iris in about]

    @relation()
    @staticmethod
    def service_point(parents: list[OfflineTransaction], ask: Ask) -> list[ServicePoint | None]:
        """Where it was done; null where that was not said, or is no more."""
        return points_by_iri([each.known.reported.point or None for each in parents], ask)


def transaction_of(known: Act) -> OfflineTransaction:
    """An offline act for the API."""
    said = known.reported
    return OfflineTransaction(
        known=known,
        request_id=said.request_id,
        kind=OfflineKind(said.kind),
        status=OfflineStatus(known.state),
        at=DateTime(said.at),
        uploaded_at=DateTime(known.uploaded_at),
        item_read=said.item,
        blocks=[
            Block(code=each.code.value, message=each.message, override=each.override and each.override.value)
            for each in known.blocks
        ],
        note=known.note or None,
    )


def transactions_by_iri(iris: Sequence[str], ask: Ask) -> list[OfflineTransaction | None]:
    """The offline acts in the order asked, None where there is none for the caller."""
    found = ask.services.offline.named(ask.actor, iris)
    return [None if each is None else transaction_of(each) for each in found]
