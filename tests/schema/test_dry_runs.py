"""Each command can be tried: a dry run answers as the command would, and nothing at all is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument

from graph.access.model import Actor
from schema.build import schema
from schema.ids import Naming, make_id
from schema.running.engine import Engine
from tests.schema import test_permission_matrix as cataloguing
from tests.schema.lending_rows import OF_A_NETWORK, ROWS
from tests.schema.lending_world import Desk
from tests.schema.library import WHOLE, ask, make_world
from tests.schema.marked import HARBOR

ONE_WAY = {
    "importMarc": "a dry run is a job with a report, and that is kept",
    "importCancel": "it stops what runs, and writes no document of its own",
    "importRunAgain": "a dry run of an import is an import with a report",
    "resourceCreate": "cataloguing: what is written is what is said, and can be said otherwise",
    "resourceUpdate": "cataloguing: what is written is what is said, and can be said otherwise",
    "resourceDelete": "cataloguing: what is written is what is said, and can be said otherwise",
    "resourceRestore": "`diff` tells what it would do",
    "resourceUndo": "`diff` tells what it takes back",
    "headingAdopt": "what is written is what is said",
    "headingsCarry": "the batch says what it did, and is taken back whole",
    "headingBatchContinue": "the batch says what it did, and is taken back whole",
    "headingBatchUndo": "the batch says what it did, and is taken back whole",
    "batchContinue": "the batch was previewed, says what it did, and is taken back whole",
    "resourceCopy": "it is for oneself alone",
    "templatePut": "what is written is what is said",
    "templateDelete": "what is written is what is said",
    "savedQueryPut": "what is written is what is said",
    "savedQueryDelete": "what is written is what is said",
    "sparqlRunStart": "it changes nothing but what it answers",
    "sparqlPastMake": "it changes nothing but what it answers",
    "sparqlRunCancel": "it is for oneself alone",
    "proposalSend": "it can be taken back",
    "proposalAccept": "`diffs` tells what it would do",
    "proposalRefuse": "what is written is what is said",
    "proposalTakeBack": "it can be sent again",
    "draftPut": "it is for oneself alone",
    "draftDelete": "it is for oneself alone",
    "draftPublish": "cataloguing: what is written is what is said; `profileCheck` tells what the profile would say",
    "offlineUpload": "it tells what has happened: what can't be applied is kept as a conflict",
    "offlineSettle": "it tells what was done about a conflict",
    "libraryLettersSend": "it only lets messages wait again",
    "libraryRequestAgree": "others are asked what the reader wanted, and that can be cancelled",
    "cancelElsewhere": "it can be asked for again",
    "partnerPut": "what is written is what is said",
    "partnerRemove": "it can be made known again",
    "noticesRetry": "it only lets notices wait again",
    "patronCreate": "what is written is what is said",
    "patronUpdate": "what is written is what is said",
    "patronBlockAdd": "what is written is what is said",
    "patronBlockLift": "what is written is what is said",
    "patronCodeIssue": "its answer is the code that it makes",
    "patronErase": "`patronData` shows what would go",
    "orgUnitPut": "what is written is what is said",
    "orgUnitDelete": "only what is empty goes, and it can be put again",
    "servicePointPut": "what is written is what is said",
    "servicePointDelete": "what is written is what is said",
    "lendingLimitsSet": "what is written is what is said",
    "appearanceSet": "what is written is what is said",
    "accountCreate": "what is written is what is said",
    "accountLock": "what is written is what is said",
    "accountRolesSet": "what is written is what is said",
    "accountCode": "its answer is the code that it makes",
    "tokenIssue": "its answer is the token that it makes",
    "tokenRevoke": "what is written is what is said",
    "tenantUpdate": "what is written is what is said",
    "networkApply": "what is written is what is said",
    "networkAdmit": "what is written is what is said",
    "paymentProviderSet": "what is written is what is said",
    "poolingNetworkSet": "what is written is what is said",
    "clusterDecide": "clusterUndo takes it back whole",
    "clusterUndo": "the decision can be made again",
    "coCirculationSettle": "what is written is what is said; `run co-circulation` can be tried",
    "paymentProviderTry": "it is a trial itself",
    "lendingNetworkSet": "what is written is what is said; `rules simulate` tells what it would do",
}
"""Mutations that can't be tried, and why."""

OWN = {"revision", "event", "changedAt", "provenance", "batch", "letters"}
"""What a write alone has."""
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = make_world(tmp_path_factory.mktemp("files"), sparql=False)
    yield Desk(made)
    made.close()


@pytest.fixture(scope="module")
def engine(desk: Desk) -> Engine:
    return desk.world.engine()


def _fields() -> dict[str, Any]:
    root = schema()._schema.mutation_type
    assert root is not None
    return dict(root.fields)


def _takes(mutation: str, name: str) -> bool:
    return name in get_named_type(_fields()[mutation].args["input"].type).fields


TRIED = sorted(name for name in _fields() if _takes(name, "dryRun") and name not in ONE_WAY)


def test_every_mutation_can_be_tried_or_has_a_reason_not_to_be() -> None:
    assert {name for name in _fields() if not _takes(name, "dryRun")} | {"importMarc"} == set(ONE_WAY)


@pytest.mark.parametrize("mutation", TRIED)
def test_a_dry_run_answers_as_the_command_and_writes_nothing(desk: Desk, engine: Engine, mutation: str) -> None:
    asked = _given(desk, mutation)
    if _takes(mutation, "requestId"):
        asked["requestId"] = f"once-{mutation}"
    actor = desk.world.who("coordinator") if mutation in OF_A_NETWORK else None
    before = desk.world.state()
    tried = _ask(desk, engine, mutation, asked | {"dryRun": True}, actor)
    assert (tried["userErrors"], tried["event"]) == ([], None)
    assert desk.world.changed_since(before) == []
    done = _ask(desk, engine, mutation, asked, actor)
    assert done["userErrors"] == []
    assert done["event"] is not None
    assert _alike(tried) == _alike(done)
    if mutation != "runDue":  # nothing may be due
        assert desk.world.changed_since(before), "the dry run's request id was not taken for the command's"


def _given(desk: Desk, mutation: str) -> dict[str, Any]:
    if mutation in ROWS:
        return dict(ROWS[mutation][1](desk))
    return dict(cataloguing.ROWS[mutation].input(cataloguing.Case(desk.world, Path())))


def _ask(
    desk: Desk, engine: Engine, mutation: str, given: dict[str, Any], actor: Actor | None = None
) -> dict[str, Any]:
    field = _fields()[mutation]
    shown, type_ = _shown(get_named_type(field.type)), field.args["input"].type
    query = f"mutation M($input: {type_}) {{ {mutation}(input: $input) {shown} }}"
    body = ask(engine, actor or desk.chief, query, {"input": given}).body
    assert "errors" not in body, body
    found: dict[str, Any] = body["data"][mutation]
    return found


def _shown(type_: Any, depth: int = 0) -> str:
    """Everything that a payload tells of itself and of what it names."""
    if not isinstance(type_, GraphQLObjectType):
        return "{ __typename code message hint path ... on BlockedError { blocks { code message override } } }"
    fields = [
        name if is_leaf_type(inner) else f"{name} {_shown(inner, depth + 1)}"
        for name, field in type_.fields.items()
        if not any(map(is_required_argument, field.args.values()))
        and ((inner := get_named_type(field.type)) is not None)
        and (is_leaf_type(inner) or depth == 0 or (depth == 1 and not field.args and _is_value(inner)))
    ]
    return f"{{ __typename {' '.join(fields)} }}"


def _is_value(type_: Any) -> bool:
    """Whether it is told whole in what it is part of: no field of it is a thing of its own."""
    return isinstance(type_, GraphQLObjectType) and "id" not in type_.fields and "nodes" not in type_.fields


def _alike(answer: Any) -> Any:
    """An answer without what a write alone has, and whatever time it is."""
    if isinstance(answer, dict):
        return {name: _alike(each) for name, each in answer.items() if name not in OWN}
    if isinstance(answer, list):
        return [_alike(each) for each in answer]
    return "a moment" if isinstance(answer, str) and MOMENT.match(answer) else answer


def test_a_refusal_of_a_dry_run_gives_the_same_reasons(desk: Desk, engine: Engine) -> None:
    lent, over, patron = desk.loan(), desk.loan(), desk.blocked()
    desk.services.circulation.returning.check_in(desk.chief, over.item, desk.point_iri())
    loan, item = str(make_id(Naming.LOAN, over.iri)), str(make_id(Naming.RESOURCE, lent.item))
    fee = {
        "fee": str(make_id(Naming.FEE, desk.fee().iri)),
        "amount": {"amount": "9.00", "currency": "EUR"},
        "note": "x",
    }
    request = str(make_id(Naming.REQUEST, desk.request().iri))
    taken, other = desk.copy(), desk.copy()
    (known,) = desk.services.holdings.items_by_barcode([other], WHOLE)[0]
    update = {"id": str(make_id(Naming.RESOURCE, known.iri)), "ifRevision": known.resource.revision}
    refused: list[tuple[str, dict[str, Any]]] = [
        ("checkOut", {"item": item, "patron": patron.barcode, "servicePoint": "NOWHERE"}),
        ("recall", {"loan": loan}),
        ("claimReturned", {"loan": loan}),
        ("declareLost", {"loan": loan}),
        ("payLost", {"loan": loan}),
        ("markMissing", {"item": item}),
        ("markUnavailable", {"item": item, "reason": "why"}),
        ("clearMarker", {"item": "nowhere"}),
        ("renewAll", {"patron": "nobody"}),
        ("suspendRequest", {"request": request, "until": "2001-01-01"}),
        ("reorderRequest", {"request": request, "position": 99}),
        ("moveRequest", {"request": request, "pickup": "NOWHERE"}),
        ("feeWaive", fee),
        ("feeRefund", fee),
        ("feeTransfer", fee | {"note": " "}),
        ("feePay", {"fees": [fee["fee"]], "amount": fee["amount"]}),
        ("itemUpdate", update | {"set": {"barcode": taken}}),
        ("itemUpdate", update | {"ifRevision": "x", "set": {"condition": "torn"}}),
        ("itemWithdraw", {"id": item, "ifRevision": _revision(desk, lent.item)}),
        ("itemDelete", {"id": item, "ifRevision": _revision(desk, lent.item)}),
    ]
    before = desk.world.state()
    for mutation, given in refused:
        tried, done = (_ask(desk, engine, mutation, given | {"dryRun": dry}) for dry in (True, False))
        assert tried == done, mutation
        assert tried["userErrors"], mutation
    assert desk.world.changed_since(before) == []


def _revision(desk: Desk, iri: str) -> str:
    (found,) = desk.services.holdings.items([iri], desk.services.access.scope(desk.chief))
    assert found is not None
    return found.resource.revision


def test_what_nobody_may_do_nobody_may_try(desk: Desk, engine: Engine) -> None:
    reader = desk.world.who(f"reader@{HARBOR}")
    given = {mutation: _given(desk, mutation) for mutation in TRIED}
    before = desk.world.state()
    for mutation, asked in given.items():
        tried = _ask(desk, engine, mutation, asked | {"dryRun": True}, reader)
        assert [each["code"] for each in tried["userErrors"]] == ["FORBIDDEN"], mutation
    assert desk.world.changed_since(before) == []


def test_patrons_try_what_they_may_do_for_themselves(desk: Desk, engine: Engine) -> None:
    loan, wanted = desk.loan(), desk.copy()
    (patron,) = desk.services.patrons.patrons(desk.chief, [loan.patron])
    oneself = Actor("self", "Self", HARBOR, patrons={HARBOR: patron.iri})
    wish = {"target": wanted, "patron": patron.barcode, "pickup": desk.point()}
    request = _ask(desk, engine, "placeRequest", wish, oneself)["request"]["id"]
    before = desk.world.state()
    for mutation, given in (
        ("renewAll", {"patron": patron.barcode}),
        ("renew", {"loan": str(make_id(Naming.LOAN, loan.iri))}),
        ("suspendRequest", {"request": request, "until": "2126-01-01"}),
        ("moveRequest", {"request": request, "pickup": desk.point()}),
        ("cancelRequest", {"request": request}),
    ):
        tried = _ask(desk, engine, mutation, given | {"dryRun": True}, oneself)
        assert (tried["userErrors"], tried["event"]) == ([], None), mutation
    assert desk.world.changed_since(before) == []


def test_an_item_is_shown_as_the_command_would_leave_it(desk: Desk, engine: Engine) -> None:
    item = desk.copy()
    shown = "item { marker availability { status available } statusExplained { status } }"
    asked = f"mutation M($input: MarkMissingInput!) {{ markMissing(input: $input) {{ {shown} }} }}"
    tried, done = (
        ask(engine, desk.chief, asked, {"input": {"item": item, "dryRun": dry}}).body["data"] for dry in (True, False)
    )
    assert tried == done
    assert tried["markMissing"]["item"]["availability"] == {"status": "MISSING", "available": False}
