"""An agent shows what its authority says, whether it is asked for by its own address, by a work, or by a variant."""

from __future__ import annotations

from typing import Any

from graph.access.model import ANONYMOUS
from schema.ids import resource_id
from schema.running.engine import Caller, Engine, Request
from tests.schema.library import World
from tests.schema.marked import HARBOR

AGENT = """
  iri name { value } birthDate deathDate variants { value } notes
  sources { citation note found }
  relatedHeadings { relation relationship heading { label { value } } }
  works(first: 5) { totalCount }
"""
EXPECTED = {
    "name": {"value": "Tidewortauthor, Keeper, 1901-1980"},
    "birthDate": "1901",
    "deathDate": "1980",
    "variants": [{"value": "Tidewortpseudonym, Keeper"}],
    "notes": ["Tidewortbiography"],
    "sources": [
        {"citation": "Tidewortcitation", "note": "Tidewortfinding", "found": True},
        {"citation": "Tidewortnothing", "note": None, "found": False},
    ],
    "relatedHeadings": [
        {
            "relation": "RELATED",
            "relationship": "Tidewortrelation",
            "heading": {"label": {"value": "Tidewortcompany"}},
        }
    ],
    "works": {"totalCount": 2},
}


def answered(engine: Engine, query: str, **variables: Any) -> dict[str, Any]:
    answer = engine.run(Request(query, None, variables), Caller(ANONYMOUS, "r", ()))
    assert "errors" not in answer.body, answer.body["errors"]
    found: dict[str, Any] = answer.body["data"]
    return found


def test_the_agent_of_a_work_is_shown_with_its_authority(engine: Engine) -> None:
    query = f"""{{ search(input: {{text: "tideworttitle", scope: {{tenants: ["harbor"]}}}}, first: 1) {{
        nodes {{ ... on Work {{ contributions(first: 1) {{ nodes {{ agent {{ {AGENT} }} }} }} }} }} }} }}"""
    (work,) = answered(engine, query)["search"]["nodes"]
    agent = work["contributions"]["nodes"][0]["agent"]
    assert {**agent, "iri": None} == {**EXPECTED, "iri": None}


def test_a_variant_that_is_typed_suggests_the_agent_of_the_works(engine: Engine) -> None:
    query = (
        """{ suggest(text: "tidewortpseud", kinds: [AGENT], scope: {tenants: ["harbor"]}) { iri label { value } } }"""
    )
    (suggested,) = answered(engine, query)["suggest"]
    assert suggested["label"] == {"value": "Tidewortauthor, Keeper, 1901-1980"}
    query = f"""query ($iri: IRI!) {{ agent(by: {{iri: $iri}}) {{ {AGENT} }} }}"""
    assert answered(engine, query, iri=suggested["iri"])["agent"] == {**EXPECTED, "iri": suggested["iri"]}


def test_what_is_about_a_work_or_an_agent_is_found_from_there(world: World, engine: Engine) -> None:
    work = world.resources[HARBOR]["bf:Work"][0]
    query = """query Q($id: ID!) { node(id: $id) { ... on Work {
        subjectOf { totalCount nodes { iri } }
        contributions(first: 1) { nodes { agent { iri subjectOf { totalCount nodes { iri } } } } }
    } } }"""

    def about() -> tuple[dict[str, Any], dict[str, Any]]:
        found = answered(engine, query, id=str(resource_id(work)))["node"]
        return found, found["contributions"]["nodes"][0]["agent"]

    before, agent = about()
    assert (before["subjectOf"]["totalCount"], agent["subjectOf"]["totalCount"]) == (0, 0)
    study = world.installation.services.catalogue.create(
        world.who(f"cataloguer@{HARBOR}"),
        "bf:Work",
        {"bf:subject": [
            {"@id": work, "@type": ["bf:Work"], "rdfs:label": ["It"]},
            {"@id": agent["iri"], "@type": ["bf:Agent"], "rdfs:label": ["They"]},
        ]},
    )  # fmt: skip
    after, agent = about()
    expected = {"totalCount": 1, "nodes": [{"iri": study.iri}]}
    assert (after["subjectOf"], agent["subjectOf"]) == (expected, expected)
