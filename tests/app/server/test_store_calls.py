"""How often a query goes to the store depends on how deep it goes, never on how many rows come back."""

from __future__ import annotations

import pytest

PAGE = """query Page($first: Int!) { search(input: {text: "tides"}, first: $first, sort: TITLE) { nodes { ... on Work {
  id title { full } revision provenance { tenant { name { value } } }
  contributions(first: 10) { nodes { agent { id name { value } revision works(first: 5) { nodes { id } } } } }
  subjects(first: 10) { nodes { ... on Concept { id label { value } } } }
  relatedWorks(first: 5) { totalCount }
  availability { total available byTenant { tenant { slug } } }
  statements(first: 5) { totalCount }
  instances(first: 5) { nodes { id title { full } identifiers { value } work { id } marc
    availability { total }
    holdings(first: 5) { nodes { location { code tenant { slug } } items(first: 5) { nodes { id } } } }
    items(first: 10) { nodes { id barcode tenant { slug } location { name { value } parent { code } }
      holding { id } instance { id } availability { status } } } } } } } } }"""
READS = ("read", "layers", "incoming", "find", "scan", "history", "versions", "as_of", "changes")


@pytest.fixture
def calls(world, monkeypatch):
    counted: list[str] = []
    store = type(world.installation.store._store)  # the engine behind what guards it
    for name in READS:
        original = getattr(store, name)

        def counting(self, *arguments, _original=original, _name=name, **options):
            counted.append(_name)
            return _original(self, *arguments, **options)

        monkeypatch.setattr(store, name, counting)
    return counted


def test_the_store_is_called_as_often_for_one_work_as_for_many(client, calls):
    client.data(PAGE, {"first": 6}, who="cataloguer@harbor")
    counts = {}
    for first in (1, 2, 6):
        calls.clear()
        found = client.data(PAGE, {"first": first}, who="cataloguer@harbor")["search"]["nodes"]
        assert len(found) == first
        counts[first] = sorted(calls)
    assert counts[1] == counts[2] == counts[6]


def test_fifty_instances_by_id_with_items_cost_as_many_calls_as_one(client, calls):
    found = client.data("{ search(input: {kinds: [INSTANCE]}, first: 6) { nodes { ... on Instance { id } } } }")
    ids = [each["id"] for each in found["search"]["nodes"]]
    query = """query I($ids: [ID!]!) { instances(ids: $ids) { title { full }
      items(first: 10) { nodes { barcode location { code } availability { status } } } } }"""
    counts = []
    for wanted in (ids[:1], ids):
        calls.clear()
        assert len(client.data(query, {"ids": wanted})["instances"]) == len(wanted)
        counts.append(sorted(calls))
    assert counts[0] == counts[1]
