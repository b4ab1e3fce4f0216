"""Writing descriptions as RDF: what a strict parser reads is what the nodes say, in every form."""

from __future__ import annotations

import json
from collections.abc import Callable

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mappings.bibframe.convert import converter
from mappings.bibframe.node import Node
from mappings.bibframe.rdf import jsonld, jsonld_line, nquads, ntriples, triples, turtle
from mappings.rules.examples import ExampleMinter
from mappings.rules.iris import absolute, mended, valid

from .records import NOVEL

ROOTS = converter().forward(NOVEL, ExampleMinter()).roots
BASE = "http://example.org/works/1"


def read(text: str, form: pyoxigraph.RdfFormat) -> set[str]:
    """The statements a strict parser finds."""
    return {f"{q.subject} {q.predicate} {q.object}" for q in pyoxigraph.parse(text.encode(), format=form)}


def literal(text: str) -> Node:
    return {"@id": BASE, "@type": ["bf:Work"], "rdfs:label": [text]}


@pytest.mark.parametrize("write", [turtle, lambda nodes: json.dumps(jsonld(nodes))], ids=["Turtle", "JSON-LD"])
def test_every_form_says_the_same(write: Callable[[list[Node]], str]) -> None:
    form = pyoxigraph.RdfFormat.TURTLE if write is turtle else pyoxigraph.RdfFormat.JSON_LD
    plain = read(ntriples(ROOTS), pyoxigraph.RdfFormat.N_TRIPLES)
    found = read(write(ROOTS), form)
    lists = {each for each in plain if "componentList" in each or "22-rdf-syntax-ns#first" in each or "#rest" in each}
    assert plain - lists <= found


def test_statements_come_one_by_one_or_together() -> None:
    assert "".join(triples(ROOTS)) == ntriples(ROOTS)


@given(st.text())
@example('"@id":"#x')
def test_a_line_of_json_ld_is_the_same_document(text: str) -> None:
    for root in (*ROOTS, {**literal(text), "bf:note": [{"@id": "#n", "rdfs:label": [text]}]}):
        line = jsonld_line(root)
        assert line.count(b"\n") == 1
        (whole,) = jsonld([root])["@graph"]
        assert json.loads(line) == {"@context": jsonld([root])["@context"], **whole}


@given(st.text())
def test_a_statement_is_one_line_whatever_it_says(text: str) -> None:
    assert len(ntriples([literal(text)]).splitlines()) == 2


def test_a_list_that_is_said_of_something_shared_is_the_same_in_every_description() -> None:
    heading: Node = {
        "@id": "http://id.example/harbours",
        "madsrdf:componentList": [{"@list": [{"@id": "http://id.example/a"}, "b"]}],
    }
    first, second = (
        {line for line in ntriples([{"@id": f"{BASE}{end}", "bf:subject": [heading]}]).splitlines() if BASE not in line}
        for end in ("1", "2")
    )
    assert first == second
    assert len(first) == 5


def test_nquads_name_their_graph_in_every_line() -> None:
    assert all(
        line.endswith(" <http://example.org/g> .") for line in nquads(ROOTS, "http://example.org/g").splitlines()
    )


def test_there_are_no_blank_nodes() -> None:
    found = pyoxigraph.parse(ntriples(ROOTS).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert not any(isinstance(term, pyoxigraph.BlankNode) for quad in found for term in (quad.subject, quad.object))


def test_parts_are_named_below_their_root() -> None:
    node: Node = {"@id": BASE, "@type": ["bf:Work"], "bf:title": [{"@id": "#title-1", "@type": ["bf:Title"]}]}
    assert f"<{BASE}#title-1>" in ntriples([node])
    node["@id"] = BASE + "#Work"
    assert f"<{BASE}#Work-title-1>" in ntriples([node])


@given(st.text())
def test_any_text_comes_through_a_parser_unchanged(text: str) -> None:
    (quad,) = [
        quad
        for quad in pyoxigraph.parse(ntriples([literal(text)]).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
        if isinstance(quad.object, pyoxigraph.Literal)
    ]
    assert quad.object.value == text


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert '"a\ufffdb"' in ntriples([literal("a\ud800b")])


@pytest.mark.parametrize("bad", ["http://a.b/[c]", "http://a.b/x#y#z", "http://a.b/ c", "no iri", "http://a.b/%zz"])
def test_a_reference_rdf_cannot_carry_is_left_out(bad: str) -> None:
    assert bad not in ntriples([{"@id": BASE, "@type": ["bf:Work"], "bf:subject": [{"@id": bad}]}])


def test_a_language_tag_that_is_none_is_left_out() -> None:
    value: Node = {"@value": "x", "@language": "not a tag"}
    assert ntriples([{"@id": BASE, "rdfs:label": [value]}]).endswith('"x" .\n')


@given(st.text(min_size=1).map(lambda tail: "http://example.org/" + tail))
def test_what_counts_as_an_iri_a_strict_parser_takes(iri: str) -> None:
    for one in (iri if valid(iri) or absolute(iri) else None, mended(iri)):
        if one is not None:
            list(pyoxigraph.parse(f"<{one}> <{one}> <{one}> .", format=pyoxigraph.RdfFormat.N_TRIPLES))


def test_a_mended_link_is_mended_once() -> None:
    once = mended("http://example.org/a b?q=[1]#x#y")
    assert once == "http://example.org/a%20b?q=%5B1%5D#x%23y"
    assert mended(once) == once


@pytest.mark.parametrize("part", ["#title 1", "#a<b", "#%zz", "#a#b", "#"])
def test_a_part_whose_name_rdf_cannot_carry_is_left_out(part: str) -> None:
    node: Node = {"@id": BASE, "bf:title": [{"@id": part, "@type": ["bf:Title"], "bf:mainTitle": ["x"]}]}
    assert ntriples([node]) == ""


def test_a_class_or_property_rdf_cannot_carry_is_left_out() -> None:
    assert ntriples([{"@id": BASE, "@type": ["no class"], "no property": ["x"]}]) == ""


def test_a_datatype_rdf_cannot_carry_is_left_out() -> None:
    assert ntriples([{"@id": BASE, "bf:date": [{"@value": "x", "@type": "no type"}]}]).endswith(' "x" .\n')


def test_members_of_lists_are_numbered_as_components() -> None:
    assert "-component-1>" in ntriples(ROOTS)
