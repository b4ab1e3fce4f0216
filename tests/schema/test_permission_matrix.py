"""Who may change what: a row for each mutation, a column for each kind of caller. A refusal has its code and leaves the
log and every document as they were. A mutation without a row fails here.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.settings import StoreAddress
from graph.access.model import ROLES, Forbidden, Permission
from graph.catalogue.job_documents import ImportJob, JobState
from graph.store.model import ABSENT
from schema.build import schema
from schema.ids import resource_id
from schema.mutations.import_marc import UploadedFile
from schema.running.engine import Engine
from tests.schema import lending_rows
from tests.schema.case import Case
from tests.schema.library import ask, batch_id, job_id, make_world
from tests.schema.marked import CLOISTER, HARBOR, LINDENAU, NETWORK, OUTPOST, record

BF = "http://id.loc.gov/ontologies/bibframe/"
ERRORS = "userErrors { code message hint path }"


@dataclass(frozen=True)
class Row:
    """One mutation, or one of its uses that needs another right: its document, its input, and the roles that may."""

    mutation: str
    input: Callable[[Case], dict[str, Any]]
    may: frozenset[str]

    @property
    def document(self) -> str:
        """The mutation with everything that a refusal could tell."""
        root = schema()._schema.mutation_type
        assert root is not None
        payload = root.fields[self.mutation].type.of_type
        below = {
            **dict.fromkeys(("draft", "resources", "template", "proposal", "savedQuery", "run"), "{ id }"),
            "problems": "{ message }",
            "past": "{ status }",
            **dict.fromkeys(
                ("job", "batch", "headingBatch", "resource", "item", "items", "holding", "holdings"), "{ id }"
            ),
            "marcChanges": "{ tag before after }",
            "settings": "{ text revision }",
            "notTaken": "{ iri path values }",
            "moved": "{ iri now }",
            "reports": "{ outcome changes { path removed added } }",
        }
        shown = [f"{name} {below.get(name, '')}" for name in payload.fields if name != "userErrors"]
        type_ = root.fields[self.mutation].args["input"].type
        return f"mutation M($input: {type_}) {{ {self.mutation}(input: $input) {{ {' '.join(shown)} {ERRORS} }} }}"


def _query(language: str) -> dict[str, Any]:
    return {"name": "Languages", "language": language, "text": "{ event }", "shared": "LIBRARY"}


def _upload(case: Case) -> dict[str, Any]:
    path = case.folder / "upload.mrc"
    path.write_bytes(record(HARBOR, 1))
    return {"file": UploadedFile(path, "upload.mrc", path.stat().st_size)}


def _stopped(case: Case) -> dict[str, Any]:
    """An import that was stopped, with its file."""
    jobs, name = case.world.installation.services.jobs, f"{HARBOR}.{secrets.token_hex(10)}"
    jobs._write(ImportJob(name, HARBOR, JobState.CANCELLED, "operator", finished=jobs.now()), ABSENT)
    jobs._file(name).write_bytes(record(HARBOR, 1))
    return {"job": job_id(name)}


def _note(pair: tuple[str, str]) -> dict[str, Any]:
    return {"id": pair[0], "ifRevision": pair[1], "add": [{"predicate": f"{BF}note", "iri": "https://e.example/x"}]}


def _batch(work: str) -> dict[str, Any]:
    return {"ids": [work], "operations": [{"kind": "ADD", "property": f"{BF}note", "to": {"@value": "of a batch"}}]}


def _merged(keep: tuple[str, str], other: tuple[str, str]) -> dict[str, Any]:
    seen = [{"id": id_, "revision": revision} for id_, revision in (keep, other)]
    return {"keep": keep[0], "merge": [other[0]], "ifRevisions": seen}


def _split(work: tuple[str, str]) -> dict[str, Any]:
    label = {"predicate": "http://www.w3.org/2000/01/rdf-schema#label", "value": "A work to change"}
    return {"id": work[0], "ifRevision": work[1], "statements": [label]}


def _shared(pair: tuple[str, str]) -> dict[str, Any]:
    return {"network": NETWORK, "resources": [{"id": pair[0], "revision": pair[1]}]}


def _promoted(case: Case) -> dict[str, Any]:
    case.sharing()
    return _shared(case.work())


def _sent(draft: dict[str, Any]) -> dict[str, Any]:
    return {"draft": draft["id"], "ifRevision": draft["ifRevision"]}


def _gone(pair: tuple[str, str]) -> dict[str, Any]:
    return {"id": pair[0], "ifRevision": pair[1]}


def _new_item(case: Case) -> dict[str, Any]:
    return {"type": f"{BF}Item", "statements": [{"predicate": f"{BF}itemOf", "iri": case.instance}]}


def _many(case: Case) -> dict[str, Any]:
    return {"items": {"location": case.location}, "set": {"condition": secrets.token_hex(4)}}


def _profiles(case: Case) -> dict[str, Any]:
    known = case.world.installation.services.profiles.own(case.world.who(f"administrator@{HARBOR}"))
    label = f"Zine {secrets.token_hex(4)}"
    text = f"profileID,extends,profileLabel,shapeID,propertyID\nzine,monograph,{label},,\n"
    return {"text": text, "ifRevision": str(known.revision)}


CATALOGUING = frozenset({"cataloguer", "administrator"})
RESEARCHING = frozenset({"researcher", "administrator"})
PROPOSING = CATALOGUING | {"contributor"}
HOLDING = frozenset({"cataloguer", "desk", "desk-lead", "acquisitions", "administrator"})
ROWS = {
    "importMarc": Row("importMarc", _upload, CATALOGUING),
    "importCancel": Row("importCancel", lambda case: {"job": job_id(case.world.jobs[HARBOR])}, CATALOGUING),
    "importRunAgain": Row("importRunAgain", _stopped, CATALOGUING),
    "resourceCreate of a work": Row(
        "resourceCreate",
        lambda _: {"type": f"{BF}Work", "statements": [{"predicate": f"{BF}note", "value": "New"}]},
        CATALOGUING,
    ),
    "resourceCreate of an item": Row("resourceCreate", _new_item, HOLDING),
    "resourceUpdate of a work": Row("resourceUpdate", lambda case: _note(case.work()), CATALOGUING),
    "resourceUpdate of an item": Row("resourceUpdate", lambda case: _note(case.item()), HOLDING),
    "resourceDelete of a work": Row("resourceDelete", lambda case: _gone(case.work()), CATALOGUING),
    "resourceDelete of an item": Row("resourceDelete", lambda case: _gone(case.item()), HOLDING),
    "draftPut": Row("draftPut", lambda _: {"nodes": [{"@type": "bf:Work"}]}, PROPOSING),
    "draftDelete": Row("draftDelete", lambda case: case.draft(), PROPOSING),
    "draftPublish": Row("draftPublish", lambda case: case.draft(), CATALOGUING),
    "batchApply": Row("batchApply", lambda case: _batch(case.work()[0]), CATALOGUING),
    "batchUndo": Row("batchUndo", lambda case: {"id": case.changes()}, CATALOGUING),
    "batchContinue": Row("batchContinue", lambda case: {"id": case.cut_off()}, CATALOGUING),
    "resourcesMerge": Row("resourcesMerge", lambda case: _merged(case.work(), case.work()), CATALOGUING),
    "resourceSplit": Row("resourceSplit", lambda case: _split(case.work()), CATALOGUING),
    "networkPromote": Row("networkPromote", _promoted, CATALOGUING),
    "networkTakeBack": Row("networkTakeBack", lambda case: _shared(case.shared_work()), CATALOGUING),
    "resourceCopy": Row("resourceCopy", lambda case: {"id": resource_id(case.instance)}, PROPOSING),
    "templatePut": Row("templatePut", lambda _: {"name": "Novel", "nodes": [{"@type": "bf:Work"}]}, CATALOGUING),
    "templateDelete": Row("templateDelete", lambda case: case.template(), CATALOGUING),
    "savedQueryPut": Row("savedQueryPut", lambda _: _query("GRAPHQL"), frozenset(ROLES) - {"coordinator"}),
    "savedQueryPut of SPARQL": Row("savedQueryPut", lambda _: _query("SPARQL"), RESEARCHING),
    "savedQueryDelete": Row("savedQueryDelete", lambda case: case.saved_query(), frozenset(ROLES) - {"coordinator"}),
    "sparqlRunStart": Row("sparqlRunStart", lambda _: {"query": "ASK { ?s ?p ?o }"}, RESEARCHING),
    "sparqlPastMake": Row("sparqlPastMake", lambda _: {"asOf": "2026-01-01T00:00:00Z"}, RESEARCHING),
    "sparqlRunCancel": Row("sparqlRunCancel", lambda case: case.run(), RESEARCHING),
    "proposalSend": Row("proposalSend", lambda case: _sent(case.draft()), PROPOSING),
    "proposalAccept": Row("proposalAccept", lambda case: case.proposal(), CATALOGUING),
    "proposalRefuse": Row("proposalRefuse", lambda case: case.proposal() | {"reason": "No"}, CATALOGUING),
    "proposalTakeBack": Row("proposalTakeBack", lambda case: case.proposal(), PROPOSING),
    "resourceRestore": Row("resourceRestore", lambda case: case.changed_work()["restore"], CATALOGUING),
    "resourceUndo": Row("resourceUndo", lambda case: case.changed_work()["undo"], CATALOGUING),
    "headingsCarry": Row("headingsCarry", lambda case: {"ids": [resource_id(case.author)]}, CATALOGUING),
    "headingAdopt": Row(
        "headingAdopt", lambda case: {"heading": case.heading(), "authority": case.author}, CATALOGUING
    ),
    "headingBatchContinue": Row("headingBatchContinue", lambda case: {"id": batch_id(case.stopped())}, CATALOGUING),
    "headingBatchUndo": Row("headingBatchUndo", lambda case: {"id": batch_id(case.batch())}, CATALOGUING),
    "itemCreate": Row("itemCreate", lambda case: {"instance": resource_id(case.instance)}, HOLDING),
    "itemUpdate": Row("itemUpdate", lambda case: _gone(case.item()) | {"set": {"condition": "torn"}}, HOLDING),
    "itemWithdraw": Row("itemWithdraw", lambda case: _gone(case.item()), HOLDING),
    "itemDelete": Row("itemDelete", lambda case: _gone(case.item()), HOLDING),
    "itemsMove": Row("itemsMove", lambda case: {"ids": [case.item()[0]], "toHolding": case.holding()[0]}, HOLDING),
    "itemsChange": Row("itemsChange", _many, HOLDING),
    "holdingsCreate": Row("holdingsCreate", lambda case: {"instance": resource_id(case.instance)}, HOLDING),
    "holdingsUpdate": Row(
        "holdingsUpdate", lambda case: _gone(case.holding()) | {"set": {"notes": ["Ask at the desk"]}}, HOLDING
    ),
    "holdingsMove": Row(
        "holdingsMove",
        lambda case: {"ids": [case.holding()[0]], "toInstance": resource_id(case.another_instance)},
        HOLDING,
    ),
    "profilesPublish": Row("profilesPublish", _profiles, frozenset({"administrator"})),
}

AT_HOME = "the same role in another library"
COORDINATOR = "the network's coordinator"
NAMES_NOTHING = {
    "importMarc",
    "resourceCreate",
    "profilesPublish",
    "draftPut",
    "templatePut",
    "savedQueryPut",
    "resourceCopy",
    "batchApply",
}
"""Mutations that are about the acting library only: who acts at home may do them there."""

OF_NO_LIBRARY = {"sparqlRunStart", "sparqlPastMake"}
"""Mutations whose right isn't one library's: who may elsewhere may here, over what they may read."""

BESIDE_THE_STORE = {"sparqlRunStart", "sparqlRunCancel", "sparqlPastMake"}

REFUSED = {
    "anonymous": ("anonymous", None),
    "anonymous, acting there": ("anonymous", HARBOR),
    "signed in without any role": ("stranger", HARBOR),
    AT_HOME: (f"administrator@{OUTPOST}", None),
    "the same role in another library, acting there": (f"administrator@{OUTPOST}", HARBOR),
    "the same role in the network, acting there": (f"cataloguer@{LINDENAU}", HARBOR),
    COORDINATOR: ("coordinator", HARBOR),
}
"""Callers who may do nothing in Harbor, whatever their roles elsewhere, and the library they say they act in."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, store_address: StoreAddress) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("files")
    made = make_world(folder, store_address, sparql=False)
    yield Case(made, folder)
    made.close()


@pytest.fixture(scope="module")
def engine(case: Case) -> Engine:
    return case.world.engine()


def test_every_mutation_of_the_schema_has_a_row() -> None:
    root = schema()._schema.mutation_type
    assert root is not None
    assert {row.mutation for row in ROWS.values()} | set(lending_rows.ROWS) == set(root.fields)


def test_every_mutation_says_which_permission_it_needs() -> None:
    root = schema()._schema.mutation_type
    assert root is not None
    for name, field in root.fields.items():
        declared = field.extensions["strawberry-definition"].directives
        needed = [each.permission for each in declared if type(each).__name__ == "Requires"]
        assert len(needed) == 1, name
        permission = Permission(needed[0])
        widest = [row.may for row in ROWS.values() if row.mutation == name]
        widest += [may for each, (may, _) in lending_rows.ROWS.items() if each == name]
        assert any(may == {role for role in ROLES if permission in ROLES[role]} - {"coordinator"} for may in widest)


@pytest.mark.parametrize("row", ROWS)
def test_who_has_no_right_in_the_library_changes_nothing(case: Case, engine: Engine, row: str) -> None:
    refused = {name: who for name, who in REFUSED.items() if not _may_anywhere(name, ROWS[row])}
    callers = {name: case.world.who(*who) for name, who in refused.items() if not _at_home(name, ROWS[row])}
    callers |= {
        role: case.world.who(f"{role}@{HARBOR}") for role in ROLES if role not in {"coordinator", *ROWS[row].may}
    }
    given = ROWS[row].input(case)
    before, waiting = case.world.state(), _files(case)
    for name, actor in callers.items():
        _refused(ask(engine, actor, ROWS[row].document, {"input": given}).body, name)
        assert _files(case) == waiting, name
    assert case.world.changed_since(before) == []


def _may_anywhere(caller: str, row: Row) -> bool:
    return row.mutation in OF_NO_LIBRARY and ("administrator@" in REFUSED[caller][0] or caller == COORDINATOR)


def _at_home(caller: str, row: Row) -> bool:
    return caller == AT_HOME and row.mutation in NAMES_NOTHING


@pytest.mark.parametrize(("row", "role"), [(row, role) for row in ROWS for role in sorted(ROWS[row].may)])
def test_a_role_may_what_it_is_for(case: Case, engine: Engine, row: str, role: str) -> None:
    given = ROWS[row].input(replace(case, role=role))
    before = case.world.installation.store.position()
    body = ask(engine, case.world.who(f"{role}@{HARBOR}"), ROWS[row].document, {"input": given}).body
    assert "errors" not in body
    (payload,) = body["data"].values()
    assert payload["userErrors"] == []
    # An import that has ended isn't changed by stopping it, and runs are no part of the store.
    if ROWS[row].mutation not in {"importCancel", *BESIDE_THE_STORE}:
        assert case.world.installation.store.position() > before


def test_a_library_that_is_private_is_not_acted_in_at_all(case: Case) -> None:
    for name in ("anonymous", "stranger", f"administrator@{HARBOR}", "coordinator"):
        with pytest.raises(Forbidden):
            case.world.who(name, CLOISTER)


def _refused(body: dict[str, Any], caller: str) -> None:
    assert "errors" not in body, (caller, body["errors"])
    (payload,) = body["data"].values()
    (error,) = payload["userErrors"]
    assert error["code"] in {"FORBIDDEN", "NOT_FOUND"}, (caller, error)
    assert error["message"]
    assert error["hint"]
    assert {name: value for name, value in payload.items() if name != "userErrors" and value not in (None, [], 0)} == {}


def _files(case: Case) -> set[str]:
    folder = case.world.installation.layout.uploads
    return {each.name for each in folder.iterdir()} if folder.exists() else set()
