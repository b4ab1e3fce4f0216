"""The shared profiles are to be had by anyone at an address of their own."""

from __future__ import annotations

from rdflib import SH, Graph

from mappings.profiles.reader import read_table


def test_shapes_and_tables_are_answered_to_anyone(client):
    shapes = client.http.get("/profiles/monograph.ttl")
    assert (shapes.status_code, shapes.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert "public" in shapes.headers["cache-control"]
    assert set(Graph().parse(data=shapes.text, format="turtle").subjects(None, SH.NodeShape))
    table = client.http.get("/profiles/resource.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert "resource" in read_table(table.text).profiles


def test_what_is_no_shared_profile_is_not_found(client):
    for name, code in (
        ("moods.ttl", "UNKNOWN_PROFILE"),
        ("moods.csv", "UNKNOWN_PROFILE"),
        ("..%2f..%2fresolve.csv", "NO_SUCH_ADDRESS"),
    ):
        response = client.http.get(f"/profiles/{name}")
        assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (404, code), name
