"""Links, headings and keys follow from a document by the tables; every row's examples hold."""

from __future__ import annotations

import pytest

from graph.store.derive import UNLINKED, VOCABULARIES, derive, is_vocabulary
from graph.store.headings import HEADING_KINDS, heading_kind, heading_urn
from graph.store.keys import KEYS
from graph.store.model import DerivedKey, Key

HARBOR = Key("https://c.example/harbor/graphs/catalogue", "https://c.example/harbor/works/1")


def edges(body):
    return set(derive(HARBOR, body).edges)


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in KEYS for example in rule.examples],
    ids=[f"{rule.scheme}-{example.value}" for rule in KEYS for example in rule.examples],
)
def test_every_row_of_the_key_table_holds_for_its_examples(rule, example):
    found = [key.value for key in derive(HARBOR, example.body).keys if key.scheme == rule.scheme]
    assert found == ([] if example.value is None else [example.value])


@pytest.mark.parametrize("rule", KEYS, ids=[f"{rule.scheme}-{rule.part}" for rule in KEYS])
def test_every_row_of_the_key_table_has_an_example_and_a_known_space(rule):
    assert rule.examples
    assert rule.unique in {"", "tenant", "installation"}


def test_unique_keys_name_the_space_they_are_unique_in():
    body = {"@type": ["bf:Instance", "lsp:Tenant"], "lsp:controlNumber": ["a|1"], "lsp:slug": ["s"]}
    assert derive(HARBOR, body).keys == (
        DerivedKey("control-number", "a|1", "tenant:harbor"),
        DerivedKey("slug", "s", "installation"),
    )


def test_a_link_is_named_by_the_path_to_it_and_lists_are_seen_through():
    body = {
        "bf:contribution": [{"@id": "#c", "bf:agent": [{"@id": "http://a/1"}]}],
        "bf:subject": [{"@id": "#s", "madsrdf:componentList": [{"@list": ["text", {"@id": "http://s/1"}]}]}],
        "bf:instanceOf": [{"@id": "https://c.example/harbor/works/2"}],
    }
    assert edges(body) == {
        ("bf:contribution/bf:agent", "http://a/1"),
        ("bf:subject/madsrdf:componentList", "http://s/1"),
        ("bf:instanceOf", "https://c.example/harbor/works/2"),
    }


def test_links_below_a_node_with_an_iri_of_its_own_are_links_of_the_document():
    body = {"bf:expressionOf": [{"@id": "http://hub/1", "bf:agent": [{"@id": "http://a/1"}]}]}
    assert edges(body) == {("bf:expressionOf", "http://hub/1"), ("bf:expressionOf/bf:agent", "http://a/1")}


def test_a_document_has_no_link_to_itself_or_its_parts():
    body = {"bf:relation": [{"@id": HARBOR.iri}, {"@id": f"{HARBOR.iri}#title-1"}, {"@id": "#title-1"}]}
    assert edges(body) == set()
    assert edges({"bf:relation": [{"@id": f"{HARBOR.iri}0"}]}) == {("bf:relation", f"{HARBOR.iri}0")}


@pytest.mark.parametrize("name", sorted(UNLINKED - {"@id", "@type"}))
def test_no_link_is_kept_below_what_nobody_asks_for(name):
    assert edges({name: [{"@id": "http://a/1"}, {"@id": "#x", "bf:agent": [{"@id": "http://a/2"}]}]}) == set()


@pytest.mark.parametrize("start", VOCABULARIES)
def test_no_link_and_no_heading_is_kept_for_a_vocabulary_term(start):
    term = {"@id": f"{start}x", "@type": ["bf:Place"], "rdfs:label": ["Somewhere"]}
    assert is_vocabulary(term["@id"])
    assert edges({"bf:place": [term]}) == set()


@pytest.mark.parametrize(("type", "kind"), HEADING_KINDS.items())
def test_a_heading_described_in_place_is_linked_by_its_label_too(type, kind):
    body = {"bf:subject": [{"@id": "http://a/1", "@type": [type], "rdfs:label": ["Some Label."]}]}
    assert edges(body) == {("bf:subject", "http://a/1"), ("bf:subject", heading_urn(kind, "some label"))}


def test_a_heading_without_words_or_label_has_no_link_by_label():
    for more in ({}, {"rdfs:label": ["—"]}, {"rdfs:label": [{"@value": ""}]}):
        assert edges({"bf:subject": [{"@id": "http://a/1", "@type": ["bf:Topic"], **more}]}) == {
            ("bf:subject", "http://a/1")
        }


def test_a_heading_in_another_script_is_known_by_its_first_label():
    label = [{"@value": "Толстой, Лев", "@language": "ru-Cyrl"}, "Tolstoy, Leo"]
    body = {"bf:agent": [{"@id": "#a", "@type": ["bf:Person"], "rdfs:label": label}]}
    assert edges(body) == {("bf:agent", heading_urn("agents", "толстой, лев"))}


def test_a_node_of_several_kinds_is_of_the_most_telling_one():
    assert heading_kind({"@type": ["bf:Topic", "bf:Person"]}) == "agents"
    assert heading_kind({"@type": ["madsrdf:Topic", "bf:Hub"]}) == "hubs"
    assert heading_kind({"@type": ["bf:Work"]}) is None


def test_a_heading_document_is_found_by_each_of_its_labels():
    person = {
        "@type": ["bf:Person"],
        "rdfs:label": ["Eco, Umberto", {"@value": "Эко, Умберто", "@language": "ru-Cyrl"}],
    }
    assert {key.value for key in derive(HARBOR, person).keys} == {
        heading_urn("agents", "Eco, Umberto"),
        heading_urn("agents", "эко, умберто"),
    }
