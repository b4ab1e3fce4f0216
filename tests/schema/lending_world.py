"""What a library of the world lends: patrons, copies and a desk, made as needed, and a row for each mutation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from graph.access.model import ROLES, Permission, operator
from graph.circulation.offline.model import ActKind, Reported
from graph.circulation.publishing import DEFAULT_RULES
from graph.circulation.requesting import Wish
from graph.network.clusters.documents import Answer
from graph.patrons.model import BlockScope, FeeType
from graph.patrons.service import PatronWanted
from graph.services import Services
from graph.store.model import Key
from graph.store.names import GraphKind
from graph.tenants.model import ForReaders
from graph.tenants.partners import PartnerWanted
from graph.tenants.places import PointWanted, UnitWanted
from graph.workflows.interlending.requesting import FromPartner
from mappings.iso18626.messages import Agency, Wanted
from mappings.money import Money
from schema.ids import Naming, make_id, resource_id
from tests.graph.circulation.mailbox import Mailbox
from tests.schema.library import WHOLE, World
from tests.schema.marked import HARBOR, LINDENAU, NETWORK

_NUMBERS = count(1)


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
        barcode = f"copy-{next(_NUMBERS)}"
        instance = self.world.resources[self.library]["bf:Instance"][0]
        mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}
        node = {"bf:itemOf": [{"@id": instance}], "bf:identifiedBy": [mark]}
        self.services.catalogue.create(self.chief, "bf:Item", node)
        return barcode

    def patron(self, name: str = "Somebody") -> Any:
        """A new patron."""
        wanted = PatronWanted(f"card-{next(_NUMBERS)}", name, "adult", f"ext-{next(_NUMBERS)}")
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
        symbol = Agency("ISIL", f"XX-{next(_NUMBERS)}")
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
        number, now = next(_NUMBERS), datetime.now(UTC)
        act = Reported(f"offline-{number}", ActKind.CHECK_IN, now, f"nowhere-{number}", point=self.point_iri())
        (answer,) = self.services.offline.upload(self.chief, [act])
        return answer.act

    def account(self) -> str:
        """The id of a new account of somebody at the desk."""
        access = self.services.access
        username = f"clerk-{next(_NUMBERS)}"
        return access.create_account(operator(), "Clerk", {self.library: ["desk"]}, self.library, username).id

    def token(self) -> str:
        """The id of a new token."""
        return self.services.access.issue_token(operator(), self.account()).token.id

    def network(self, *, joined: bool = False) -> str:
        """The slug of a new network, to which the library belongs where it has joined."""
        slug = f"network-{next(_NUMBERS)}"
        self.services.tenants.create_network(operator(), slug, {"en": slug})
        if joined:
            self.services.tenants.join(operator(), self.library, slug)
        return slug

    def applicant(self) -> str:
        """The slug of a new library that asks to belong to the network."""
        slug = f"branch-{next(_NUMBERS)}"
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


def _id(naming: Naming, value: Any) -> str:
    return str(make_id(naming, value.iri))


def _with(permission: Permission) -> frozenset[str]:
    return frozenset(role for role, held in ROLES.items() if permission in held) - {"coordinator"}


_EUR = {"amount": "1.00", "currency": "EUR"}
_LENDING, _FEES = _with(Permission.CIRCULATION_WRITE), _with(Permission.PATRONS_FEES)
_PATRONS, _WAIVING = _with(Permission.PATRONS_WRITE), _with(Permission.PATRONS_WAIVE)
_SETTLING = _with(Permission.TENANT_ADMIN)
_LOAN, _REQUEST, _PATRON, _FEE = Naming.LOAN, Naming.REQUEST, Naming.PATRON, Naming.FEE
_ELSEWHERE = Naming.LIBRARY_REQUEST

Row = tuple[frozenset[str], Callable[[Desk], dict[str, Any]]]


def _part(desk: Desk) -> dict[str, Any]:
    return {"fee": _id(_FEE, desk.fee()), "amount": _EUR, "note": "why"}


def _rules(desk: Desk) -> dict[str, Any]:
    known = desk.services.settings.rules(desk.chief)
    return {"text": f"{known.text}\n# once more\n", "ifRevision": str(known.revision) if known.revision else None}


def _network_rules(desk: Desk) -> dict[str, Any]:
    known = desk.services.network_rules.rules(desk.world.who("coordinator"), NETWORK)
    revision = str(known.revision) if known.revision else None
    return {"network": NETWORK, "text": f"{known.text or DEFAULT_RULES}\n# once more\n", "ifRevision": revision}


def _lending_network(desk: Desk) -> dict[str, Any]:
    followed = desk.services.tenants.tenant(desk.library).lending_network
    return {"network": NETWORK if followed is None else None}


def _counting(desk: Desk) -> dict[str, Any]:
    (known,) = desk.services.co_circulation.poolings([NETWORK])
    return {"network": NETWORK, "k": next(_NUMBERS) + 5, "ifRevision": None if known is None else str(known.revision)}


def _cluster_decision(desk: Desk) -> dict[str, Any]:
    works = [str(resource_id(each)) for each in desk.world.resources[HARBOR]["bf:Work"][:2]]
    return {"network": NETWORK, "answer": "APART", "works": works[:1], "against": works[1:]}


def _cluster_act(desk: Desk) -> dict[str, Any]:
    works = desk.world.resources[HARBOR]["bf:Work"][:2]
    coordinator, clusters = desk.world.who("coordinator"), desk.services.clusters
    return {"network": NETWORK, "act": clusters.decide(coordinator, NETWORK, Answer.TOGETHER, works).iri}


def _pooling_network(desk: Desk) -> dict[str, Any]:
    pooled = desk.services.tenants.tenant(desk.library).pooling_network
    return {"network": NETWORK if pooled is None else None}


def _hours(desk: Desk) -> dict[str, Any]:
    known = desk.services.settings.hours(desk.chief)
    return {"text": f"{known.text}\n# once more\n", "ifRevision": str(known.revision) if known.revision else None}


def _limits(desk: Desk) -> dict[str, Any]:
    iri = desk.services.names.resource(desk.library, "settings", "lending-limits")
    store = desk.world.installation.store
    (known,) = store.read([Key(desk.services.names.graph(desk.library, GraphKind.SETTINGS), iri)], WHOLE)
    return {"overdue": next(_NUMBERS), "ifRevision": None if known is None else str(known.version)}


def _provider(desk: Desk) -> dict[str, Any]:
    known = desk.services.payment_providers.of(desk.library)
    address, secret = f"https://pay.example/{next(_NUMBERS)}", "0123456789abcdef" * 4
    return {"address": address, "secret": secret, "ifRevision": None if known is None else str(known.revision)}


def _tried_provider(desk: Desk) -> dict[str, Any]:
    if desk.services.payment_providers.of(desk.library) is None:
        desk.services.payment_providers.put(desk.chief, "https://pay.example/", "0123456789abcdef" * 4)
    return {"amount": {"amount": "1.00", "currency": "EUR"}}


def _offline(desk: Desk) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()
    done = {"requestId": f"offline-{next(_NUMBERS)}", "kind": "CHECK_OUT", "at": at}
    return {"transactions": [done | _check_out(desk)]}


def _templates(desk: Desk) -> dict[str, Any]:
    known = desk.services.settings.templates(desk.chief)
    text = f"[overdue en]\nsubject: {next(_NUMBERS)}\n\nBring it back.\n"
    return {"text": text, "ifRevision": str(known.revision) if known.revision else None}


def _point(desk: Desk) -> dict[str, Any]:
    code = f"P{next(_NUMBERS)}"
    point = desk.services.places.put_point(desk.chief, PointWanted(code, {"en": "Gone soon"}))
    return {"code": code, "ifRevision": str(point.revision)}


def _unit(desk: Desk) -> dict[str, Any]:
    code = f"U{next(_NUMBERS)}"
    unit = desk.services.places.put_unit(desk.chief, UnitWanted(code, {"en": "Gone soon"}))
    return {"code": code, "ifRevision": str(unit.revision)}


def _patron_update(desk: Desk) -> dict[str, Any]:
    return {"patron": _id(_PATRON, desk.patron()), "ifRevision": "1", "group": "child"}


def _reorder(desk: Desk) -> dict[str, Any]:
    """The later of two requests to the second place: the first may stand at the shelf already."""
    desk.request()
    return {"request": _id(_REQUEST, desk.request()), "position": 2}


def _block_lift(desk: Desk) -> dict[str, Any]:
    patron = desk.blocked()
    return {"patron": _id(_PATRON, patron), "block": patron.blocks[0].id}


def _check_out(desk: Desk) -> dict[str, Any]:
    return {"item": desk.copy(), "patron": desk.patron().barcode, "servicePoint": desk.point()}


def _place(desk: Desk) -> dict[str, Any]:
    return {"target": desk.copy(), "patron": desk.patron().barcode, "pickup": desk.point()}


def _ask_elsewhere(desk: Desk) -> dict[str, Any]:
    return {"partner": desk.partner(), "patron": desk.patron().barcode, "title": "Tides", "pickup": desk.point()}


def _route(desk: Desk) -> dict[str, Any]:
    tenants, other = desk.services.tenants, next(each for each in (HARBOR, LINDENAU) if each != desk.library)
    if tenants.tenant(other).member_group is None:
        tenants.update(operator(other), other, member_group="institution")
    edition = desk.world.resources[other]["bf:Instance"][0]
    return {"work": edition, "patron": desk.patron().barcode, "pickup": desk.point()}


def _for_readers(desk: Desk, how: ForReaders) -> dict[str, Any]:
    wanted = _route(desk)
    desk.services.tenants.update(operator(desk.library), desk.library, asks_for_readers=how)
    return wanted


def _agree(desk: Desk) -> dict[str, Any]:
    wanted = _for_readers(desk, ForReaders.BY_STAFF)
    asked = desk.services.interlending.readers.ask(desk.chief, wanted["patron"], wanted["work"], desk.point_iri())
    return {"request": _id(_ELSEWHERE, asked.request)}


def _partner(_: Desk) -> dict[str, Any]:
    symbol = {"value": f"XX-{next(_NUMBERS)}"}
    return {"name": "Elsewhere", "symbol": symbol, "ownSymbol": symbol, "group": "institution"}


ROWS: dict[str, Row] = {
    "checkOut": (_LENDING, _check_out),
    "checkIn": (_LENDING, lambda desk: {"item": desk.copy(), "servicePoint": desk.point()}),
    "renew": (_LENDING, lambda desk: {"loan": _id(_LOAN, desk.loan())}),
    "renewAll": (_LENDING, lambda desk: {"patron": str(make_id(_PATRON, desk.loan().patron))}),
    "recall": (_LENDING, lambda desk: {
        "loan": _id(_LOAN, desk.loan()), "override": {"codes": ["NOT_RECALLABLE"], "reason": "reserve"}}),
    "claimReturned": (_LENDING, lambda desk: {"loan": _id(_LOAN, desk.loan())}),
    "declareLost": (_LENDING, lambda desk: {"loan": _id(_LOAN, desk.loan())}),
    "payLost": (_LENDING, lambda desk: {"loan": desk.lost_and_settled()}),
    "runDue": (_LENDING, lambda _: {}),
    "offlineUpload": (_LENDING, _offline),
    "offlineSettle": (_LENDING, lambda desk: {"transaction": _id(Naming.OFFLINE, desk.conflict()), "note": "why"}),
    "noticesRetry": (_LENDING, lambda desk: {"ids": [_id(Naming.NOTICE, desk.unsent())]}),
    "libraryRequestPlace": (_LENDING, _ask_elsewhere),
    "libraryRequestRoute": (_LENDING, _route),
    "libraryRequestAgree": (_LENDING, _agree),
    "requestElsewhere": (_LENDING, lambda desk: _for_readers(desk, ForReaders.AT_ONCE)),
    "cancelElsewhere": (_LENDING, lambda desk: {"request": _id(_ELSEWHERE, desk.elsewhere())}),
    "libraryRequestStep": (_LENDING, lambda desk: {"request": _id(_ELSEWHERE, desk.elsewhere()), "step": "CANCEL"}),
    "libraryLettersSend": (_LENDING, lambda desk: {"request": _id(_ELSEWHERE, desk.elsewhere(stuck=True))}),
    "partnerPut": (_SETTLING, _partner),
    "partnerRemove": (_SETTLING, lambda desk: {"id": desk.partner()}),
    "markMissing": (_LENDING, lambda desk: {"item": desk.copy()}),
    "markUnavailable": (_LENDING, lambda desk: {"item": desk.copy(), "reason": "at the binder's"}),
    "clearMarker": (_LENDING, lambda desk: {"item": desk.missing()}),
    "placeRequest": (_LENDING, _place),
    "cancelRequest": (_LENDING, lambda desk: {"request": _id(_REQUEST, desk.request())}),
    "suspendRequest": (_LENDING, lambda desk: {"request": _id(_REQUEST, desk.request()), "until": "2126-01-01"}),
    "reorderRequest": (_LENDING, _reorder),
    "moveRequest": (_LENDING, lambda desk: {"request": _id(_REQUEST, desk.request()), "pickup": desk.point()}),
    "patronCreate": (_PATRONS, lambda _: {"barcode": f"new-{next(_NUMBERS)}", "name": "New", "group": "adult"}),
    "patronUpdate": (_PATRONS, _patron_update),
    "patronBlockAdd": (_PATRONS, lambda desk: {
        "patron": _id(_PATRON, desk.patron()), "scopes": ["BORROW"], "reason": "why"}),
    "patronBlockLift": (_PATRONS, _block_lift),
    "patronCodeIssue": (_PATRONS, lambda desk: {"patron": _id(_PATRON, desk.patron())}),
    "patronErase": (_with(Permission.PATRONS_ERASE), lambda desk: {"patron": _id(_PATRON, desk.patron())}),
    "feeCharge": (_FEES, lambda desk: {"patron": _id(_PATRON, desk.patron()), "type": "OTHER", "amount": _EUR}),
    "feePay": (_FEES, lambda desk: {"fees": [_id(_FEE, desk.fee())], "amount": _EUR}),
    "feeTransfer": (_FEES, _part),
    "feeRefund": (_FEES, lambda desk: {"fee": _id(_FEE, desk.fee(paid=200)), "amount": _EUR, "note": "why"}),
    "feeWaive": (_WAIVING, _part),
    "feeCancel": (_WAIVING, lambda desk: {"fee": _id(_FEE, desk.fee())}),
    "orgUnitPut": (_SETTLING, lambda _: {"code": f"U{next(_NUMBERS)}", "name": [{"value": "Unit", "lang": "en"}]}),
    "orgUnitDelete": (_SETTLING, _unit),
    "servicePointPut": (_SETTLING, lambda _: {"code": f"P{next(_NUMBERS)}", "name": [{"value": "Point"}]}),
    "servicePointDelete": (_SETTLING, _point),
    "lendingRulesPublish": (_SETTLING, _rules),
    "networkRulesPublish": (frozenset(), _network_rules),
    "lendingNetworkSet": (_SETTLING, _lending_network),
    "poolingNetworkSet": (_SETTLING, _pooling_network),
    "coCirculationSettle": (frozenset(), _counting),
    "clusterDecide": (frozenset(), _cluster_decision),
    "clusterUndo": (frozenset(), _cluster_act),
    "openingHoursPublish": (_SETTLING, _hours),
    "noticeTemplatesPublish": (_SETTLING, _templates),
    "lendingLimitsSet": (_SETTLING, _limits),
    "accountCreate": (_SETTLING, lambda _: {"name": "New", "username": f"new-{next(_NUMBERS)}", "roles": ["desk"]}),
    "accountLock": (_SETTLING, lambda desk: {"account": desk.account()}),
    "accountRolesSet": (_SETTLING, lambda desk: {"account": desk.account(), "roles": ["desk", "cataloguer"]}),
    "accountCode": (_SETTLING, lambda desk: {"account": desk.account()}),
    "tokenIssue": (_SETTLING, lambda desk: {"account": desk.account(), "label": "kiosk"}),
    "tokenRevoke": (_SETTLING, lambda desk: {"token": desk.token()}),
    "tenantUpdate": (_SETTLING, lambda _: {"imports": {"source": f"source-{next(_NUMBERS)}"}}),
    "networkApply": (_SETTLING, lambda desk: {"network": desk.network()}),
    "networkAdmit": (frozenset(), lambda desk: {"network": NETWORK, "tenant": desk.applicant()}),
    "networkLeave": (_SETTLING, lambda desk: {"network": desk.network(joined=True)}),
    "paymentProviderSet": (_SETTLING, _provider),
    "paymentProviderTry": (_SETTLING, _tried_provider),
    "appearanceSet": (_SETTLING, lambda _: {"accent": f"#00{next(_NUMBERS):04x}"}),
}  # fmt: skip
"""Per mutation of lending the roles that may, and an input that names what is there for it, made anew each time."""

OF_A_NETWORK = {"networkRulesPublish", "networkAdmit", "coCirculationSettle", "clusterDecide", "clusterUndo"}
"""Mutations that the network's coordinator may, wherever they act, and no role of a library."""
OVERRIDING = {"recall"}
"""Mutations whose input lets something pass: whoever may not override is refused as well."""
PERHAPS_NOTHING = {"runDue"}
"""Mutations that may find nothing to do."""
NAMES_NOTHING = {"runDue", "offlineUpload", "patronCreate", "orgUnitPut", "servicePointPut", "lendingRulesPublish",
                 "openingHoursPublish", "lendingLimitsSet", "noticeTemplatesPublish", "appearanceSet",
                 "paymentProviderSet", "paymentProviderTry", "partnerPut",
                 "accountCreate", "tenantUpdate", "networkApply", "networkLeave"}  # fmt: skip
"""Mutations that are about the acting library only: who acts at home may do them there. What an upload names and isn't
there is a conflict of the library that acts.
"""
