"""What the commands of lending take alike: names of things by id or by what a scanner reads, and overrides."""

from __future__ import annotations

import strawberry

from graph.circulation.refusals import Override
from graph.tenants.place_documents import point_iri
from schema.ask import Ask
from schema.ids import InvalidId, Naming, read_id

ITEM = "The item: its barcode or global id."
PATRON = "The patron: the number of the card or global id."
LOAN = "The loan's global id, or the barcode or global id of the item that is out in it."
POINT = "The service point: its code or global id."
DRY_RUN = "Whether only to tell what would happen. Nothing is written then."


@strawberry.input(description="What staff let pass, and why. Each use is written down.")
class OverrideInput:
    """What staff let pass, and why."""

    codes: list[str] = strawberry.field(description="The codes of the reasons to let pass, as BlockedError told them.")
    reason: str = strawberry.field(description="Why, in a few words.")


def override_of(given: OverrideInput | None) -> Override | None:
    """The override as a value."""
    return None if given is None else Override(frozenset(given.codes), given.reason[:500])


def named(text: str, *namings: Naming) -> str:
    """The IRI a global id names, or the text itself: a barcode."""
    try:
        found = read_id(text)
    except InvalidId:
        return text[:200]
    return found.name if found.naming in namings else text[:200]


def point_named(text: str, ask: Ask) -> str:
    """The IRI of a service point given by global id, or by its code in the acting tenant."""
    name = named(text, Naming.SERVICE_POINT)
    return name if name != text[:200] else point_iri(ask.services.names, ask.actor.tenant or "", name)
