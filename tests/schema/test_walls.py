"""The walls between libraries: no query and no mutation, whatever it asks for and however deep, shows or changes what
is another library's alone. The questions are made from the schema, so a new field is held to it from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.settings import StoreAddress
from graph.access.model import Actor
from schema.build import schema
from schema.ids import Naming, make_id, resource_id
from schema.running.engine import Engine
from tests.schema import lending_rows
from tests.schema.leaks import given_away, hidden_from
from tests.schema.library import World, ask, batch_id, job_id, make_world
from tests.schema.marked import (
    CLOISTER,
    HARBOR,
    KEPT,
    LENT,
    LINDENAU,
    MARKS,
    NETWORK,
    OUTPOST,
    SHARING,
    numbers,
)
from tests.schema.naming_mutations import MUTATIONS
from tests.schema.pool import SPARQL, Pool
from tests.schema.walker import Question, Walker

OUTSIDERS = (
    "anonymous",
    "stranger",
    f"reader@{OUTPOST}",
    f"cataloguer@{OUTPOST}",
    f"administrator@{OUTPOST}",
    f"cataloguer@{HARBOR}",
    f"administrator@{LINDENAU}",
    "coordinator",
)
"""Callers from whom something is hidden: Cloister's catalogue from all, Lindenau's from those outside the network."""

ROOTS = sorted(schema()._schema.query_type.fields)
ADMINISTERING = {
    "accounts",
    "auditTrail",
    "clusterActs",
    "clusterProposals",
    "networkApplications",
    "paymentProvider",
    "profilesTableCheck",
    "roles",
    "settingsPast",
    "tenantSettings",
    "tokens",
}
"""What only administrators may ask."""
LENDING = {
    "libraryCharges",
    "libraryOffers",
    "patron",
    "patronData",
    "patrons",
    "paymentRefusals",
    "queue",
    "holdShelf",
    "libraryRequests",
    "partners",
    "pickList",
    "requestsOpen",
    "transits",
    "lendingRules",
    "networkLendingRules",
    "openingHours",
    "lendingLimits",
    "lendingPolicy",
    "notices",
    "noticeTemplates",
    "offlineConflicts",
    "lendingRulesCheck",
    "lendingRulesPresets",
    "openingHoursCheck",
    "noticeTemplatesCheck",
}
"""What only those who lend may ask."""
WALKER = Walker(schema()._schema)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, store_address: StoreAddress) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("files"), store_address)
    yield made
    made.close()


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != "extensions"}


def test_every_root_field_has_something_to_ask_about(world: World) -> None:
    pool = Pool(world, list(SHARING))
    assert [field for field in ROOTS if not list(WALKER.choices(field, pool))] == []


@pytest.mark.parametrize("field", ROOTS)
def test_no_query_shows_a_foreign_librarys_private_data(world: World, engine: Engine, field: str) -> None:
    pool = Pool(world, [LINDENAU, CLOISTER])
    callers = [(who, world.who(who), hidden_from(world, world.who(who))) for who in OUTSIDERS]
    for questions in WALKER.questions(field, pool):
        for who, actor, hidden in callers:
            for question, answer in questions.answered(partial(_answer, engine, actor)):
                body = _shown(answer)
                assert not given_away(body, hidden, question.variables), (who, question.variables)
                assert "INTERNAL" not in _codes(body), (who, question.variables, body["errors"])


def _answer(engine: Engine, actor: Actor, question: Question) -> dict[str, Any]:
    return ask(engine, actor, *question).body


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    who=st.sampled_from(OUTSIDERS), field=st.sampled_from(ROOTS), depth=st.integers(2, 4), seed=st.integers(0, 2**32)
)
def test_no_path_through_the_schema_leads_behind_a_wall(
    world: World, engine: Engine, who: str, field: str, depth: int, seed: int
) -> None:
    random, actor = Random(seed), world.who(who)
    pool = Pool(world, list(SHARING))
    query = WALKER.path(field, random.choice(list(WALKER.choices(field, pool))), depth, random, pool)
    body = _shown(ask(engine, actor, query).body)
    assert not given_away(body, hidden_from(world, actor), query)
    assert "INTERNAL" not in _codes(body), body["errors"]


@pytest.mark.parametrize("slug", [LINDENAU, CLOISTER])
def test_the_same_questions_show_a_library_to_its_own_staff(world: World, engine: Engine, slug: str) -> None:
    actor = world.who(f"cataloguer@{slug}")
    pool = Pool(world, [slug])
    seen: set[str] = set()
    answered = set()
    for field in ROOTS:
        for arguments in WALKER.choices(field, pool):
            body = ask(engine, actor, *WALKER.everything(field, arguments, 1)).body
            if body["data"] is not None and body["data"][field]:
                answered.add(field)
            seen |= {text for text in _words_of(body) if MARKS[slug] in text or KEPT[slug] in text}
    said = " ".join(seen)
    for part in ("title", "subtitle", "variant", "note", "summary", "author", "topic", "genre", "publisher", "branch"):
        assert f"{MARKS[slug]}{part}" in said, part
    for kept in (f"{KEPT[slug]}nine", f"{KEPT[slug]}copy", f"{MARKS[slug]}-1-a", f"{MARKS[slug]}call1"):
        assert kept in said, kept
    # Descriptions can't be written in a query's own text: the walls of their MARC are held with the drafts.
    unasked = {"sparql", "sparqlRuns", "marcPreview", *LENDING, *ADMINISTERING}
    assert set(ROOTS) - answered == unasked, "a cataloguer has no right to those"


def test_a_desk_sees_its_patrons_loans_and_rules(world: World, engine: Engine) -> None:
    actor, pool = world.who(f"desk@{LINDENAU}"), Pool(world, [LINDENAU])
    seen, answered = set(), set()
    for field in LENDING:
        for arguments in WALKER.choices(field, pool):
            body = ask(engine, actor, *WALKER.everything(field, arguments, 2)).body
            if body["data"] is not None and body["data"][field]:
                answered.add(field)
            seen |= {text for text in _words_of(body) if LENT[LINDENAU] in text}
    nothing = {"patronData", "libraryOffers"}
    assert answered == LENDING - nothing, "a desk hands nothing out whole, and no member lends to it"
    for part in ("name", "card", "reason", "note", "fee", "mail"):
        assert any(f"{LENT[LINDENAU]}{part}" in text for text in seen), part


def test_a_researcher_asks_in_sparql_what_their_library_may_read(world: World, engine: Engine) -> None:
    query = "query Q($q: String!) { sparql(query: $q, scope: {all: true}, first: 100000) { rows { value } } }"
    asked = {"q": f'SELECT ?o {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), "{MARKS[LINDENAU]}")) }}'}
    own = ask(engine, world.who(f"researcher@{LINDENAU}"), query, asked).body["data"]["sparql"]["rows"]
    member = ask(engine, world.who(f"researcher@{HARBOR}"), query, asked).body["data"]["sparql"]["rows"]
    foreign = ask(engine, world.who(f"researcher@{OUTPOST}"), query, asked).body["data"]["sparql"]["rows"]
    assert own
    assert own == member
    assert foreign == []


@pytest.mark.parametrize("who", [f"researcher@{OUTPOST}", f"researcher@{LINDENAU}", "coordinator"])
@pytest.mark.parametrize("text", SPARQL)
def test_no_text_of_a_sparql_query_reaches_a_private_graph(world: World, engine: Engine, who: str, text: str) -> None:
    actor = world.who(who)
    query = "query Q($q: String!) { sparql(query: $q, first: 100000) { rows { value } triples boolean } }"
    for scope in ("", ", scope: {all: true}"):
        asked = query.replace("$q,", f"$q{scope},")
        body = _shown(ask(engine, actor, asked, {"q": text}).body)
        assert not given_away(body, hidden_from(world, actor), [asked, text])


SCOPED = """
query Scoped($scope: TenantScope!, $iri: IRI!) {
  search(input: {scope: $scope, kinds: [WORK, INSTANCE, AGENT, CONCEPT]}) { totalCount }
  agents(scope: $scope) { totalCount }
  suggest(text: "t", scope: $scope) { iri }
  resource(iri: $iri, scope: $scope) { iri }
  work(by: {iri: $iri}, scope: $scope) { iri }
}
"""


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("named", ["slug", "id"])
def test_naming_a_library_one_may_not_read_is_refused_as_if_it_did_not_exist(
    world: World, engine: Engine, who: str, named: str
) -> None:
    iri = world.resources[CLOISTER]["bf:Work"][0]
    answers = []
    for slug in (CLOISTER, "nowhere-at-all"):
        name = slug if named == "slug" else str(make_id(Naming.TENANT, slug))
        body = ask(engine, world.who(who), SCOPED, {"scope": {"tenants": [name]}, "iri": iri}).body
        assert body["data"] is None or not any(body["data"].values())
        assert _codes(body) == {"FORBIDDEN"}
        answers.append(str(_shown(body)).replace(slug, "…"))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_what_may_not_be_read_is_answered_like_what_is_not_there(world: World, engine: Engine, who: str) -> None:
    """No oracle: neither an identifier nor an address tells whether something exists behind the wall."""
    actor = world.who(who)
    there, absent = numbers(CLOISTER, 1), numbers(CLOISTER, 7)
    for field in ("work", "instance", "item"):
        for name in there:
            query = f"query Q($v: String!) {{ {field}(by: {{{name}: $v}}, scope: {{all: true}}) {{ iri }} }}"
            assert ask(engine, actor, query, {"v": there[name]}).body["data"] == {field: None}, name
            assert ask(engine, actor, query, {"v": absent[name]}).body["data"] == {field: None}, name
    private = Pool(world, [CLOISTER])
    ids = [each for each in private.ids if each != str(make_id(Naming.NETWORK, NETWORK))]
    body = ask(engine, actor, "query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ids[:100]}).body
    assert body["data"]["nodes"] == [None] * len(ids[:100])
    query = "query Q($t: String!) { search(input: {text: $t, scope: {all: true}}) { totalCount didYouMean } }"
    for word in private.words:
        found = ask(engine, actor, query, {"t": word}).body["data"]["search"]
        assert found == {"totalCount": 0, "didYouMean": []}, word


@pytest.mark.parametrize("name", MUTATIONS)
def test_no_mutation_reaches_into_another_library(world: World, engine: Engine, name: str) -> None:
    (work, *_), (instance, *_) = world.resources[CLOISTER]["bf:Work"], world.resources[CLOISTER]["bf:Instance"]
    staff = world.who(f"cataloguer@{CLOISTER}")
    seen = ask(engine, staff, f'{{ resource(iri: "{work}") {{ revision }} }}').body["data"]["resource"]
    values = {
        "job": job_id(world.jobs[CLOISTER]),
        "batch": batch_id(world.batches[CLOISTER]),
        "author": world.resources[CLOISTER]["bf:Agent"][0],
        "heading": resource_id(world.resources[CLOISTER]["bf:Agent"][0]),
        "work": resource_id(work),
        "instance": instance,
        "revision": seen["revision"],
        "instanceId": resource_id(instance),
        "item": resource_id(world.resources[CLOISTER]["bf:Item"][0]),
        "holding": resource_id(world.resources[CLOISTER]["lsp:Holdings"][0]),
        "location": make_id(Naming.LOCATION, world.resources[CLOISTER]["lsp:Location"][0]),
        **dict(zip(("draft", "template", "changes", "proposal", "query", "run"), world.papers[CLOISTER], strict=True)),
        "errors": "userErrors { __typename code message hint path ... on StaleRevisionError { current { iri } } "
        "... on InUseError { users } ... on DuplicateError { holder { iri } } }",
    }
    named = [text for kind in world.resources[CLOISTER].values() for text in kind]
    mutation = f"mutation {{ {MUTATIONS[name] % values} }}"
    before = world.state_so_far()
    for who in (*OUTSIDERS, f"cataloguer@{LINDENAU}"):
        actor = world.who(who)
        body = _shown(ask(engine, actor, mutation).body)
        assert world.logged_since(before) == [], who
        (payload,) = body["data"].values()
        (error,) = payload["userErrors"]
        assert error["code"] in {"NOT_FOUND", "FORBIDDEN"}, who
        assert [value for key, value in payload.items() if key != "userErrors"] in ([None], [[]]), who
        assert not given_away(body, hidden_from(world, actor), [mutation, *named]), who
    assert world.changed_since(before) == []


BULK = """
mutation Many($ids: [ID!], $barcodes: String) {
  itemsChange(input: {items: {ids: $ids, barcodes: $barcodes}, set: {condition: "x"}}) {
    changed refused reports { named item { iri } changes { path removed added } refusal { code message } }
    userErrors { code }
  }
}
"""


@pytest.mark.parametrize("dry", [False, True])
def test_a_bulk_change_tells_nothing_of_another_librarys_items(world: World, engine: Engine, dry: bool) -> None:
    actor = world.who(f"administrator@{OUTPOST}")
    items = world.resources[CLOISTER]["bf:Item"][:2]
    codes = [numbers(CLOISTER)["barcode"], numbers(HARBOR)["barcode"], numbers(CLOISTER, 7)["barcode"]]
    before = world.state()
    asked = {"ids": [resource_id(each) for each in items], "barcodes": "\n".join(codes)}
    body = _shown(ask(engine, actor, BULK.replace("set:", f"dryRun: {str(dry).lower()}, set:"), asked).body)
    assert world.changed_since(before) == []
    found = body["data"]["itemsChange"]
    assert (found["changed"], found["refused"], found["userErrors"]) == (0, 5, [])
    assert {each["refusal"]["code"] for each in found["reports"]} == {"NOT_FOUND"}
    assert all(each["item"] is None and each["changes"] == [] for each in found["reports"])
    told = str(body)
    for sent in (*items, *codes):
        told = told.replace(sent, "…")
    assert not given_away(told, hidden_from(world, actor), [])


def test_a_batch_tells_nothing_of_another_librarys_descriptions(world: World, engine: Engine) -> None:
    actor, works = world.who(f"administrator@{OUTPOST}"), world.resources[CLOISTER]["bf:Work"][:2]
    before = world.state()
    query = """
    mutation B($ids: [ID!], $a: JSONLD, $b: JSONLD) {
      batchApply(input: {ids: $ids, operations: [{kind: REPLACE_TEXT, value: $a, to: $b}]}) {
        batch { id } changed refused reports { changes { path } refusal { code } } userErrors { code }
      }
    }
    """
    asked = {"ids": [resource_id(each) for each in works], "a": {"@value": "a"}, "b": {"@value": "b"}}
    found = ask(engine, actor, query, asked).body["data"]["batchApply"]
    assert world.changed_since(before) == []
    assert (found["batch"], found["changed"], found["refused"], found["userErrors"]) == (None, 0, len(works), [])
    assert found["reports"] == [{"changes": [], "refusal": {"code": "NOT_FOUND"}}] * len(works)


def test_every_mutation_that_names_something_is_held_to_the_wall() -> None:
    mutation = schema()._schema.mutation_type
    assert mutation is not None
    assert set(MUTATIONS) | set(lending_rows.ROWS) == set(mutation.fields) - {
        "importMarc",
        "batchApply",
        "profilesPublish",
    }


def _codes(body: dict[str, Any]) -> set[str]:
    return {each["extensions"]["code"] for each in body.get("errors", ())}


def _words_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _words_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words_of(each)
