"""`conversionReport`: what a record lost and kept, told to those who may read source records; counted for an import."""

from __future__ import annotations

import pytest

from schema.ids import resource_id
from tests.schema.library import World, ask, job_id
from tests.schema.marked import HARBOR, KEPT, LINDENAU

OF_INSTANCE = """
query ($id: ID!) {
  node(id: $id) { ... on Instance { conversionReport {
    records lossless normalised residue
    rows(outcomes: [RESIDUE]) { nodes { tag outcome reasons fields records lost { part fields } } totalCount }
    fields(outcomes: [RESIDUE]) { nodes { position tag text outcome reasons lost instead } totalCount }
  } } }
}
"""
OF_JOB = "query ($id: ID!) { importJob(id: $id) { conversionReport { records lossless normalised residue } } }"


def test_a_cataloguer_sees_what_became_of_every_field(world: World) -> None:
    instance = {"id": str(resource_id(world.resources[HARBOR]["bf:Instance"][0]))}
    answer = ask(world.engine(), world.who(f"cataloguer@{HARBOR}"), OF_INSTANCE, instance).body
    report = answer["data"]["node"]["conversionReport"]
    assert report["records"] == 1
    local = next(each for each in report["fields"]["nodes"] if each["tag"] == "991")
    assert local["reasons"] == ["UNMAPPED"]
    assert local["text"] == f"991 ## $a {KEPT[HARBOR]}nine"
    assert report["residue"] == report["fields"]["totalCount"]
    assert report["residue"] == sum(row["fields"] for row in report["rows"]["nodes"])


@pytest.mark.parametrize("who", ["anonymous", f"reader@{HARBOR}", f"cataloguer@{LINDENAU}"])
def test_nobody_else_sees_a_report_of_a_record(world: World, who: str) -> None:
    instance = {"id": str(resource_id(world.resources[HARBOR]["bf:Instance"][0]))}
    answer = ask(world.engine(), world.who(who), OF_INSTANCE, instance).body
    assert answer["data"]["node"] in ({"conversionReport": None}, None)


def test_an_import_that_was_asked_to_counts_what_became_of_its_records(world: World) -> None:
    job = {"id": str(job_id(world.jobs[HARBOR]))}
    answer = ask(world.engine(), world.who(f"cataloguer@{HARBOR}"), OF_JOB, job).body
    report = answer["data"]["importJob"]["conversionReport"]
    assert report["records"] == 4
    assert report["lossless"] > 20 < report["lossless"] + report["residue"]
