"""What PAIA core answers about one patron, and what it does for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from app.clock import instant
from app.protocols.daia.endpoint import group_iri
from app.protocols.paia.documents import Json, Shelf, loan_document, request_document, shelf_of
from app.protocols.paia.states import Account, Status, account_state
from app.protocols.replies import InvalidParameters
from graph.access.model import Actor
from graph.circulation.errors import CirculationError
from graph.circulation.model import Loan, Request, RequestLevel
from graph.circulation.reasons import Code
from graph.circulation.refusals import Refused
from graph.circulation.requesting import Wish
from graph.discovery.labels import preferred
from graph.patrons.model import FeeType, Patron
from graph.services import Services
from mappings.money import DECIMALS, Money

PLACE: Final = "http://purl.org/ontology/paia#StorageCondition"
MOST: Final = 50
"""How many documents one request may name."""
FEE_TYPES: Final[dict[FeeType, str]] = {
    FeeType.LENDING: "Lending",
    FeeType.OVERDUE: "Overdue",
    FeeType.LOST_ITEM: "Lost item",
    FeeType.LOST_PROCESSING: "Processing of a lost item",
    FeeType.DAMAGE: "Damage",
    FeeType.MEMBERSHIP: "Membership",
    FeeType.OTHER: "Other",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that a request names: a copy, or an edition or work; and where it is to be fetched."""

    item: str | None
    edition: str | None
    places: tuple[str, ...] = ()

    def named(self) -> Json:
        """The same as it was asked for."""
        return {name: value for name, value in (("item", self.item), ("edition", self.edition)) if value}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of PAIA core: who acts, for which patron, and in which languages they read."""

    services: Services
    actor: Actor
    patron: Patron
    languages: tuple[str, ...]


def asked_of(body: object) -> tuple[Asked, ...]:
    """The documents that the body of a request names. Raises `InvalidParameters`."""
    documents = body.get("doc") if isinstance(body, dict) else None
    if not isinstance(documents, list) or not 0 < len(documents) <= MOST:
        raise InvalidParameters(f"The body is an object whose `doc` has 1 to {MOST} documents.")
    return tuple(map(_asked, documents))


def person(visit: Visit) -> Json:
    """Who the patron is, and whether the account is good."""
    patron, services = visit.patron, visit.services
    (blocks,) = services.circulation.reading.blocks(visit.actor, [patron.iri])
    state = account_state({each.code for each in blocks})
    group = group_iri(services.names.base, patron.tenant, patron.group)
    found: Json = {"name": patron.name, "status": int(state), "type": [group]}
    if patron.contact.email:
        found["email"] = patron.contact.email
    if patron.contact.address:
        found["address"] = patron.contact.address
    if patron.expires is not None:
        found["expires"] = patron.expires.isoformat()
    if state is not Account.ACTIVE:
        found["note"] = " ".join(each.message for each in blocks)
    return found


def items(visit: Visit) -> Json:
    """What the patron has out and waits for."""
    (standing,) = visit.services.circulation.reading.standing(visit.actor, [visit.patron.iri])
    shelf = _shelf(visit, standing.loans, standing.requests)
    return {"doc": [*_loans(visit, standing.loans, shelf), *_requests(visit, standing.requests, shelf)]}


def fees(visit: Visit) -> Json:
    """What the patron owes, each fee and together; no sum where it is of several currencies."""
    (owed,) = visit.services.fees.of_patrons(visit.actor, [visit.patron.iri])
    found: Json = {"fee": []}
    sums: dict[str, int] = {}
    for each in owed:
        left, first = each.remaining, each.entries[0]
        sums[left.currency] = sums.get(left.currency, 0) + left.minor
        fee = {"amount": amount(left), "date": instant(first.at), "feetype": FEE_TYPES[each.type]}
        more = (("about", first.note), ("item", each.item))
        found["fee"].append(fee | {name: value for name, value in more if value})
    if len(sums) == 1:
        ((currency, minor),) = sums.items()
        found["amount"] = amount(Money(minor, currency))
    return found


def amount(money: Money) -> str:
    """Money as PAIA writes it, whatever the currency: with two decimals."""
    exact = Decimal(money.minor).scaleb(-DECIMALS[money.currency])
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP)} {money.currency}"


def renew(visit: Visit, asked: Sequence[Asked]) -> Json:
    """Give loans a later due date, each for itself."""
    reading, lending = visit.services.circulation.reading, visit.services.circulation.lending
    (before,) = reading.standing(visit.actor, [visit.patron.iri])
    shelf = _shelf(visit, before.loans, ())
    meant = [next((each for each in before.loans if _is_of(one, each.item, None, shelf)), None) for one in asked]
    errors = [
        "This is not on loan to the patron." if loan is None else _error(lending.renew, visit.actor, loan.iri)
        for loan in meant
    ]
    found = reading.loans(visit.actor, [each.iri for each in meant if each is not None])
    after = [each for each in found if each is not None]
    shown = {each.iri: one for each, one in zip(after, _loans(visit, after, shelf), strict=True)}
    return _answered(asked, [shown.get(loan.iri) if loan is not None else None for loan in meant], errors)


def cancel(visit: Visit, asked: Sequence[Asked]) -> Json:
    """End requests, each for itself."""
    reading, queueing = visit.services.circulation.reading, visit.services.circulation.queueing
    (before,) = reading.standing(visit.actor, [visit.patron.iri])
    shelf = _shelf(visit, (), before.requests)
    meant = [
        next((each for each in before.requests if _is_of(one, each.item, each.target, shelf)), None) for one in asked
    ]
    errors = [
        "The patron has not requested this." if each is None else _error(queueing.cancel, visit.actor, each.iri)
        for each in meant
    ]
    found = reading.requests(visit.actor, [each.iri for each in meant if each is not None])
    after = [each for each in found if each is not None]
    shown = {each.iri: one for each, one in zip(after, _requests(visit, after, shelf), strict=True)}
    return _answered(asked, [shown.get(each.iri) if each is not None else None for each in meant], errors)


def request(visit: Visit, asked: Sequence[Asked]) -> Json:
    """Place requests, each for itself. Where one can't be fetched as it says, the places there are stand in it."""
    levels = _levels(visit, asked)
    placed: list[Request | None] = []
    errors: list[str | None] = []
    conditions: dict[int, Json] = {}
    for number, one in enumerate(asked):
        target = one.item or one.edition or ""
        pickup = one.places[0] if one.places else None
        level = RequestLevel.ITEM if one.item else levels.get(target, RequestLevel.INSTANCE)
        wish = Wish(target, level, pickup=pickup)
        try:
            done = visit.services.circulation.requesting.place(visit.actor, visit.patron.iri, wish)
        except CirculationError as error:
            placed.append(None)
            errors.append(error.message)
            if isinstance(error, Refused) and {Code.PICKUP_UNKNOWN, Code.PICKUP_NOT_ALLOWED} & set(error.codes):
                conditions[number] = _places(visit)
        else:
            placed.append(done.request)
            errors.append(None)
    made = [each for each in placed if each is not None]
    shown = {each.iri: one for each, one in zip(made, _requests(visit, made, _shelf(visit, (), made)), strict=True)}
    answer = _answered(asked, [shown[each.iri] if each else None for each in placed], errors, Status.REJECTED)
    for number, condition in conditions.items():
        answer["doc"][number]["condition"] = condition
    return answer


def _asked(document: Any) -> Asked:
    given = document if isinstance(document, dict) else {}
    item, edition, confirm = given.get("item"), given.get("edition"), given.get("confirm")
    if not (isinstance(item, str) and item) and not (isinstance(edition, str) and edition):
        raise InvalidParameters("A document is named by its item or its edition, as a text.")
    places = confirm.get(PLACE, ()) if isinstance(confirm, dict) else ()
    if not isinstance(places, list | tuple) or not all(isinstance(each, str) for each in places):
        raise InvalidParameters("A confirmation has a list of addresses for each condition.")
    return Asked(item or None, edition or None, tuple(places))


def _is_of(asked: Asked, item: str | None, target: str | None, shelf: Shelf) -> bool:
    """Whether a loan of an item, or a request for a target, is what was named."""
    known = {each for each in (item, target) if each}
    if asked.item:
        return asked.item in known
    return asked.edition in known | {shelf.edition(each) for each in known}


def _error(command: Callable[[Actor, str], object], actor: Actor, iri: str) -> str | None:
    try:
        command(actor, iri)
    except CirculationError as error:
        return error.message
    return None


def _answered(
    asked: Sequence[Asked],
    shown: Sequence[Json | None],
    errors: Sequence[str | None],
    otherwise: Status = Status.NONE,
) -> Json:
    documents = []
    for one, document, error in zip(asked, shown, errors, strict=True):
        found = {"status": int(otherwise), **one.named()} if document is None else one.named() | document
        documents.append(found | ({"error": error} if error is not None else {}))
    return {"doc": documents}


def _shelf(visit: Visit, loans: Sequence[Loan], requests: Sequence[Request]) -> Shelf:
    return shelf_of(visit.services, visit.actor, loans, requests, visit.languages)


def _loans(visit: Visit, loans: Sequence[Loan], shelf: Shelf) -> list[Json]:
    blocks = visit.services.circulation.reading.renewals(visit.actor, loans)
    return [loan_document(each, shelf, renewable=not found) for each, found in zip(loans, blocks, strict=True)]


def _requests(visit: Visit, requests: Sequence[Request], shelf: Shelf) -> list[Json]:
    places = visit.services.circulation.reading.places(visit.actor, requests)
    return [
        request_document(each, shelf, 0 if place is None else place.length)
        for each, place in zip(requests, places, strict=True)
    ]


def _levels(visit: Visit, asked: Iterable[Asked]) -> Mapping[str, RequestLevel]:
    """Of the editions named, those that are works."""
    named = list(dict.fromkeys(each.edition for each in asked if each.edition and not each.item))
    scope = visit.services.access.scope(visit.actor)
    found = visit.services.catalogue.resources(named, scope) if named else ()
    works = (iri for iri, each in zip(named, found, strict=True) if each is not None and "bf:Work" in each.types)
    return dict.fromkeys(works, RequestLevel.WORK)


def _places(visit: Visit) -> Json:
    scope = visit.services.access.scope(visit.actor)
    (points,) = visit.services.places.points([visit.patron.tenant], scope)
    options = [
        {"id": each.iri, "about": preferred(each.name, visit.languages) or each.code} for each in points if each.pickup
    ]
    return {PLACE: {"option": options}}
