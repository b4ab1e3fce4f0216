"""The walls between libraries: no query and no mutation, whatever it asks for and however deep, shows or changes what
is another library's alone. The questions are made from the schema, so a new field is held to it from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.settings import StoreAddress
from schema.build import schema
from schema.ids import Naming, make_id, resource_id
from schema.running.engine import Engine
from tests.schema import lending_world
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
    profile_of,
)
from tests.schema.walker import Name, Walker, written

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
    "networkApplications",
    "paymentProvider",
    "roles",
    "settingsPast",
    "tenantSettings",
    "tokens",
}
"""What only administrators may ask."""
LENDING = {
    "patron",
    "patronData",
    "patrons",
    "paymentRefusals",
    "queue",
    "holdShelf",
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
SPARQL = (
    "SELECT * { ?s ?p ?o }",
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    *(
        query.format(slug=slug, kind=kind)
        for slug in (LINDENAU, CLOISTER)
        for kind in ("catalogue", "source", "settings")
        for query in (
            "SELECT * FROM <http://localhost:8000/{slug}/graphs/{kind}> {{ ?s ?p ?o }}",
            "SELECT * FROM NAMED <http://localhost:8000/{slug}/graphs/{kind}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <http://localhost:8000/{slug}/graphs/{kind}> {{ ?s ?p ?o }} }}",
        )
    ),
    "DESCRIBE <http://localhost:8000/graphs/identity>",
    f'SELECT * {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), "{MARKS[CLOISTER]}")) }}',
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, store_address: StoreAddress) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("files"), store_address)
    yield made
    made.installation.close()


@pytest.fixture(scope="module")
def engine(world: World) -> Engine:
    return world.engine()


class Pool:
    """Values for arguments: everything that names something of the libraries given."""

    def __init__(self, world: World, libraries: Sequence[str], cursors: Sequence[str] = ()) -> None:
        self.cursors = list(cursors)
        iris = [iri for slug in libraries for kind in world.resources[slug].values() for iri in _some(kind)]
        self.iris = [*iris, *(f"{each}#title-1" for each in iris[:1])]
        self.ids = [
            *(str(resource_id(each)) for each in self.iris),
            *(str(make_id(Naming.TENANT, slug)) for slug in libraries),
            *(
                str(make_id(Naming.LOCATION, iri))
                for slug in libraries
                for iri in world.resources[slug]["lsp:Location"]
            ),
            *(str(job_id(world.jobs[slug])) for slug in libraries),
            *(str(batch_id(world.batches[slug])) for slug in libraries),
            str(make_id(Naming.NETWORK, NETWORK)),
        ]
        self.tenants = [*libraries, *(str(make_id(Naming.TENANT, slug)) for slug in libraries), NETWORK]
        self.words = [word for slug in libraries for word in (*_words(MARKS[slug]), f"{LENT[slug]}name")]
        self.numbers: dict[str, list[str]] = {}
        for slug in libraries:
            for name, value in numbers(slug).items():
                self.numbers.setdefault(name, []).append(value)
            self.numbers.setdefault("externalId", []).append(f"{LENT[slug]}external")
            self.numbers["barcode"].append(f"{LENT[slug]}card")
        self.profiles = ["monograph", *(profile_of(slug) for slug in libraries)]
        types = [["bf:Work", "bf:Text", "bf:Monograph"], ["bf:Agent", "bf:Person"]]
        self.of_profiles = {"profile": self.profiles, "types": types, "nodes": [Name('[{title: ["x"]}]')]}
        self.of_profiles |= {"from": ["2020-01-01"], "to": ["2040-12-31"]}
        self.ids += [str(each) for slug in libraries for each in world.lent[slug]]
        self.ids += [str(each) for slug in libraries for each in (*world.lent[slug], *world.papers[slug])]

    def __call__(self, name: str, type_: str) -> Sequence[Any]:
        match name, type_:
            case "scope", _:
                return [Name("{all: true}"), Name(f'{{network: "{NETWORK}"}}'), Name(f'{{tenants: ["{HARBOR}"]}}')]
            case "input", "SearchInput":
                kinds = "kinds: [WORK, INSTANCE, AGENT, CONCEPT], scope: {all: true}"
                return [Name(f"{{text: {written(each)}, {kinds}}}") for each in ["", *self.words, *self.barcodes()]]
            case "ids", _:
                return [self.ids[:100]]
            case "names", "TermNameInput":
                return [[Name(f"{{text: {written(each)}}}") for each in self.words[:50]]]
            case "network", "ID":
                return [NETWORK, str(make_id(Naming.NETWORK, NETWORK))]
            case "tenant", "ID":
                return self.tenants
            case "id", "ID":
                return [*self.ids, *self.tenants, *self.profiles]
            case _, "IRI":
                return self.iris
            case "text" | "name", _:
                return self.words
            case "records", _:
                return [f"020 ## $a {each}\n245 10 $a Pasted" for each in self.numbers["isbn"]]
            case "servicePoint", _:
                return ["DESK", *(each for each in self.ids if each.startswith("s"))]
            case "query", _:
                return SPARQL
            case "after" | "before", _:
                return self.cursors
        return self.numbers.get(name, self.of_profiles.get(name, []))

    def barcodes(self) -> list[str]:
        """Numbers, as people type them into a search box."""
        return [value for name in ("barcode", "isbn", "oclc") for value in self.numbers[name]]


def _some(iris: Sequence[str]) -> Sequence[str]:
    return iris[:1] if len(iris) < 8 else iris[:3]  # headings are many


def _words(mark: str) -> list[str]:
    return [mark[:4], mark[:-1] + "x", f"{mark}title", f"{mark}topc", f"title:{mark}title", f'"{mark}title 1"']


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != "extensions"}


def test_every_root_field_has_something_to_ask_about(world: World) -> None:
    pool = Pool(world, list(SHARING))
    assert [field for field in ROOTS if not list(WALKER.choices(field, pool))] == []


@pytest.mark.parametrize("field", ROOTS)
def test_no_query_shows_a_foreign_librarys_private_data(world: World, engine: Engine, field: str) -> None:
    pool = Pool(world, [LINDENAU, CLOISTER])
    callers = [(who, world.who(who), hidden_from(world, world.who(who))) for who in OUTSIDERS]
    for arguments in WALKER.choices(field, pool):
        query = WALKER.everything(field, arguments, 1)
        for who, actor, hidden in callers:  # all ask the same in a row: it is parsed and validated once
            body = _shown(ask(engine, actor, query).body)
            assert not given_away(body, hidden, query), (who, arguments)
            assert "INTERNAL" not in _codes(body), (who, arguments, body["errors"])


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
            body = ask(engine, actor, WALKER.everything(field, arguments, 1)).body
            if body["data"] is not None and body["data"][field]:
                answered.add(field)
            seen |= {text for text in _words_of(body) if MARKS[slug] in text or KEPT[slug] in text}
    said = " ".join(seen)
    for part in ("title", "subtitle", "variant", "note", "summary", "author", "topic", "genre", "publisher", "branch"):
        assert f"{MARKS[slug]}{part}" in said, part
    for kept in (f"{KEPT[slug]}nine", f"{KEPT[slug]}copy", f"{MARKS[slug]}-1-a", f"{MARKS[slug]}call1"):
        assert kept in said, kept
    # Descriptions can't be written in a query's own text: the walls of their MARC are held with the drafts.
    unasked = {"sparql", "marcPreview", *LENDING, *ADMINISTERING}
    assert set(ROOTS) - answered == unasked, "a cataloguer has no right to those"


def test_a_desk_sees_its_patrons_loans_and_rules(world: World, engine: Engine) -> None:
    actor, pool = world.who(f"desk@{LINDENAU}"), Pool(world, [LINDENAU])
    seen, answered = set(), set()
    for field in LENDING:
        for arguments in WALKER.choices(field, pool):
            body = ask(engine, actor, WALKER.everything(field, arguments, 2)).body
            if body["data"] is not None and body["data"][field]:
                answered.add(field)
            seen |= {text for text in _words_of(body) if LENT[LINDENAU] in text}
    assert answered == LENDING - {"patronData"}, "a desk hands nothing out whole"
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


MUTATIONS = {
    "importCancel": 'importCancel(input: {job: "%(job)s"}) { job { id } %(errors)s }',
    "resourceCreate": (
        'resourceCreate(input: {type: "http://id.loc.gov/ontologies/bibframe/Item", statements: [{predicate: '
        '"http://id.loc.gov/ontologies/bibframe/itemOf", iri: "%(instance)s"}]}) { resource { iri } %(errors)s }'
    ),
    "resourceUpdate": (
        'resourceUpdate(input: {id: "%(work)s", ifRevision: "%(revision)s", add: [{predicate: '
        '"http://id.loc.gov/ontologies/bibframe/note", value: "x"}]}) { resource { iri } %(errors)s }'
    ),
    "resourceDelete": ('resourceDelete(input: {id: "%(work)s", ifRevision: "%(revision)s"}) { deletedId %(errors)s }'),
    "resourceRestore": (
        'resourceRestore(input: {id: "%(work)s", ifRevision: "%(revision)s", to: "%(revision)s"}) '
        "{ resource { iri } %(errors)s }"
    ),
    "resourceUndo": (
        'resourceUndo(input: {id: "%(work)s", ifRevision: "%(revision)s", event: 1}) { resource { iri } %(errors)s }'
    ),
    "batchContinue": 'batchContinue(input: {id: "%(changes)s"}) { batch { id } %(errors)s }',
    "resourcesMerge": (
        'resourcesMerge(input: {keep: "%(work)s", merge: ["%(instanceId)s"], ifRevisions: '
        '[{id: "%(work)s", revision: "%(revision)s"}]}) { batch { id } %(errors)s }'
    ),
    "resourceSplit": (
        'resourceSplit(input: {id: "%(work)s", ifRevision: "%(revision)s", instances: ["%(instanceId)s"]}) '
        "{ batch { id } %(errors)s }"
    ),
    "batchUndo": 'batchUndo(input: {id: "%(changes)s"}) { batch { id } %(errors)s }',
    "resourceCopy": 'resourceCopy(input: {id: "%(work)s"}) { draft { id } %(errors)s }',
    "templatePut": (
        'templatePut(input: {id: "%(template)s", ifRevision: "1", name: "x", nodes: []}) { template { id } %(errors)s }'
    ),
    "templateDelete": 'templateDelete(input: {id: "%(template)s", ifRevision: "1"}) { deletedId %(errors)s }',
    "savedQueryPut": (
        'savedQueryPut(input: {id: "%(query)s", ifRevision: "1", name: "x", language: GRAPHQL, text: "x"}) '
        "{ savedQuery { id } %(errors)s }"
    ),
    "savedQueryDelete": 'savedQueryDelete(input: {id: "%(query)s", ifRevision: "1"}) { deletedId %(errors)s }',
    "proposalSend": 'proposalSend(input: {draft: "%(draft)s", ifRevision: "1"}) { proposal { id } %(errors)s }',
    "proposalAccept": 'proposalAccept(input: {id: "%(proposal)s", ifRevision: "1"}) { resources { id } %(errors)s }',
    "proposalRefuse": (
        'proposalRefuse(input: {id: "%(proposal)s", ifRevision: "1", reason: "x"}) { proposal { id } %(errors)s }'
    ),
    "proposalTakeBack": 'proposalTakeBack(input: {id: "%(proposal)s", ifRevision: "1"}) { draft { id } %(errors)s }',
    "draftPut": 'draftPut(input: {id: "%(draft)s", ifRevision: "1", nodes: []}) { draft { id } %(errors)s }',
    "draftDelete": 'draftDelete(input: {id: "%(draft)s", ifRevision: "1"}) { deletedId %(errors)s }',
    "draftPublish": 'draftPublish(input: {id: "%(draft)s", ifRevision: "1"}) { resources { iri } %(errors)s }',
    "headingsCarry": 'headingsCarry(input: {ids: ["%(heading)s"]}) { batch { id } %(errors)s }',
    "headingAdopt": (
        'headingAdopt(input: {heading: "%(author)s", authority: "%(author)s"}) { batch { id } %(errors)s }'
    ),
    "headingBatchUndo": 'headingBatchUndo(input: {id: "%(batch)s"}) { batch { id } %(errors)s }',
    "itemCreate": 'itemCreate(input: {instance: "%(instanceId)s"}) { item { id } %(errors)s }',
    "itemUpdate": (
        'itemUpdate(input: {id: "%(item)s", ifRevision: "%(revision)s", set: {barcode: "x"}}) '
        "{ item { id } %(errors)s }"
    ),
    "itemWithdraw": 'itemWithdraw(input: {id: "%(item)s", ifRevision: "%(revision)s"}) { item { id } %(errors)s }',
    "itemDelete": 'itemDelete(input: {id: "%(item)s", ifRevision: "%(revision)s"}) { deletedId %(errors)s }',
    "itemsMove": 'itemsMove(input: {ids: ["%(item)s"], toHolding: "%(holding)s"}) { items { id } %(errors)s }',
    "itemsChange": (
        'itemsChange(input: {items: {location: "%(location)s"}, set: {condition: "x"}}) '
        "{ reports { named } %(errors)s }"
    ),
    "holdingsCreate": 'holdingsCreate(input: {instance: "%(instanceId)s"}) { holding { id } %(errors)s }',
    "holdingsUpdate": (
        'holdingsUpdate(input: {id: "%(holding)s", ifRevision: "%(revision)s", set: {notes: []}}) '
        "{ holding { id } %(errors)s }"
    ),
    "holdingsMove": (
        'holdingsMove(input: {ids: ["%(holding)s"], toInstance: "%(instanceId)s"}) { holdings { id } %(errors)s }'
    ),
}
"""Each mutation that names something, naming something of Cloister's. `importMarc`, `profilesPublish` name nothing."""


@pytest.mark.parametrize("name", MUTATIONS)
@pytest.mark.parametrize("who", [*OUTSIDERS, f"cataloguer@{LINDENAU}"])
def test_no_mutation_reaches_into_another_library(world: World, engine: Engine, who: str, name: str) -> None:
    actor = world.who(who)
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
        **dict(zip(("draft", "template", "changes", "proposal", "query"), world.papers[CLOISTER], strict=True)),
        "errors": "userErrors { __typename message code hint path ... on StaleRevisionError { current { iri } } "
        "... on InUseError { users } ... on DuplicateError { holder { iri } } }",
    }
    before = world.state()
    mutation = f"mutation {{ {MUTATIONS[name] % values} }}"
    body = _shown(ask(engine, actor, mutation).body)
    assert world.state() == before
    (payload,) = body["data"].values()
    (error,) = payload["userErrors"]
    assert error["code"] in {"NOT_FOUND", "FORBIDDEN"}
    assert [value for key, value in payload.items() if key != "userErrors"] in ([None], [[]])
    named = [text for kind in world.resources[CLOISTER].values() for text in kind]
    assert not given_away(body, hidden_from(world, actor), [mutation, *named])


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
    assert world.state() == before
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
    assert world.state() == before
    assert (found["batch"], found["changed"], found["refused"], found["userErrors"]) == (None, 0, len(works), [])
    assert found["reports"] == [{"changes": [], "refusal": {"code": "NOT_FOUND"}}] * len(works)


def test_every_mutation_that_names_something_is_held_to_the_wall() -> None:
    mutation = schema()._schema.mutation_type
    assert mutation is not None
    assert set(MUTATIONS) | set(lending_world.ROWS) == set(mutation.fields) - {
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
