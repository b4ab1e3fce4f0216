"""The table of the mutations of lending: who may, an input that names what is there for it, and how they differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from graph.access.model import ROLES, Permission, operator
from graph.circulation.publishing import DEFAULT_RULES
from graph.network.clusters.documents import Answer
from graph.store.model import Key
from graph.store.names import GraphKind
from graph.tenants.model import ForReaders
from graph.tenants.places import PointWanted, UnitWanted
from schema.ids import Naming, make_id, resource_id
from tests.schema.lending_world import NUMBERS, Desk
from tests.schema.library import WHOLE
from tests.schema.marked import HARBOR, LINDENAU, NETWORK


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
    return {"network": NETWORK, "k": next(NUMBERS) + 5, "ifRevision": None if known is None else str(known.revision)}


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
    return {"overdue": next(NUMBERS), "ifRevision": None if known is None else str(known.version)}


def _provider(desk: Desk) -> dict[str, Any]:
    known = desk.services.payment_providers.of(desk.library)
    address, secret = f"https://pay.example/{next(NUMBERS)}", "0123456789abcdef" * 4
    return {"address": address, "secret": secret, "ifRevision": None if known is None else str(known.revision)}


def _tried_provider(desk: Desk) -> dict[str, Any]:
    if desk.services.payment_providers.of(desk.library) is None:
        desk.services.payment_providers.put(desk.chief, "https://pay.example/", "0123456789abcdef" * 4)
    return {"amount": {"amount": "1.00", "currency": "EUR"}}


def _offline(desk: Desk) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()
    done = {"requestId": f"offline-{next(NUMBERS)}", "kind": "CHECK_OUT", "at": at}
    return {"transactions": [done | _check_out(desk)]}


def _templates(desk: Desk) -> dict[str, Any]:
    known = desk.services.settings.templates(desk.chief)
    text = f"[overdue en]\nsubject: {next(NUMBERS)}\n\nBring it back.\n"
    return {"text": text, "ifRevision": str(known.revision) if known.revision else None}


def _point(desk: Desk) -> dict[str, Any]:
    code = f"P{next(NUMBERS)}"
    point = desk.services.places.put_point(desk.chief, PointWanted(code, {"en": "Gone soon"}))
    return {"code": code, "ifRevision": str(point.revision)}


def _unit(desk: Desk) -> dict[str, Any]:
    code = f"U{next(NUMBERS)}"
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
    symbol = {"value": f"XX-{next(NUMBERS)}"}
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
    "patronCreate": (_PATRONS, lambda _: {"barcode": f"new-{next(NUMBERS)}", "name": "New", "group": "adult"}),
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
    "orgUnitPut": (_SETTLING, lambda _: {"code": f"U{next(NUMBERS)}", "name": [{"value": "Unit", "lang": "en"}]}),
    "orgUnitDelete": (_SETTLING, _unit),
    "servicePointPut": (_SETTLING, lambda _: {"code": f"P{next(NUMBERS)}", "name": [{"value": "Point"}]}),
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
    "accountCreate": (_SETTLING, lambda _: {"name": "New", "username": f"new-{next(NUMBERS)}", "roles": ["desk"]}),
    "accountLock": (_SETTLING, lambda desk: {"account": desk.account()}),
    "accountRolesSet": (_SETTLING, lambda desk: {"account": desk.account(), "roles": ["desk", "cataloguer"]}),
    "accountCode": (_SETTLING, lambda desk: {"account": desk.account()}),
    "tokenIssue": (_SETTLING, lambda desk: {"account": desk.account(), "label": "kiosk"}),
    "tokenRevoke": (_SETTLING, lambda desk: {"token": desk.token()}),
    "tenantUpdate": (_SETTLING, lambda _: {"imports": {"source": f"source-{next(NUMBERS)}"}}),
    "networkApply": (_SETTLING, lambda desk: {"network": desk.network()}),
    "networkAdmit": (frozenset(), lambda desk: {"network": NETWORK, "tenant": desk.applicant()}),
    "networkLeave": (_SETTLING, lambda desk: {"network": desk.network(joined=True)}),
    "paymentProviderSet": (_SETTLING, _provider),
    "paymentProviderTry": (_SETTLING, _tried_provider),
    "appearanceSet": (_SETTLING, lambda _: {"accent": f"#00{next(NUMBERS):04x}"}),
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
