"""Loading vocabularies: what is kept, what is written again, and what is reported."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import orjson
import pytest

from graph.access.model import ANONYMOUS, Actor, Forbidden, operator
from graph.authorities.loading import VocabularyLoader
from graph.authorities.model import LoadReport, Renamed, Shelf
from graph.catalogue.service import CatalogueService
from graph.store.model import Key
from graph.store.names import Names
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.model import UnknownNetwork
from mappings.bibframe.node import Node
from mappings.vocabularies.codes import code_terms
from tests.graph.authorities.conftest import MADS, RDF, SKOS, SUBJECTS, packed, topic

Bring = Callable[..., LoadReport]
CATS = topic(1, "Cats", f"<{MADS}hasVariant> _:b1", f"<{MADS}hasBroaderAuthority> <{SUBJECTS}/sh2>")
FELINES = [f'_:b1 <{MADS}variantLabel> "Felines"@en .', f"_:b1 <{RDF}type> <{MADS}Variant> ."]
ANIMALS = topic(2, "Animals")


def stored(store: Store, names: Names, iri: str, shelf: Shelf = Shelf()) -> Node:  # noqa: B008 - a value
    (found,) = store.read([Key(shelf.graph(names), iri)], shelf.scope())
    assert found is not None
    return {name: values for name, values in found.body.items() if name != "lsp:digest"}


def test_a_topic_is_kept_with_its_label_variants_and_links(bring: Bring, store: Store, names: Names) -> None:
    report = bring(*CATS, *FELINES)
    assert (report.read, report.created, report.problems) == (1, 1, [])
    assert stored(store, names, f"{SUBJECTS}/sh1") == {
        "@id": f"{SUBJECTS}/sh1",
        "@type": ["bf:Topic", "madsrdf:Topic", "madsrdf:Authority"],
        "rdfs:label": [{"@value": "Cats", "@language": "en"}],
        "madsrdf:hasVariant": [
            {
                "@id": "#hasVariant-1",
                "@type": ["madsrdf:Variant"],
                "madsrdf:variantLabel": [{"@value": "Felines", "@language": "en"}],
            }
        ],
        "madsrdf:hasBroaderAuthority": [{"@id": f"{SUBJECTS}/sh2"}],
        "madsrdf:isMemberOfMADSScheme": [{"@id": SUBJECTS}],
    }


def test_statements_of_a_resource_may_stand_anywhere_in_the_file(bring: Bring, store: Store, names: Names) -> None:
    bring(*CATS, *FELINES)
    before = stored(store, names, f"{SUBJECTS}/sh1")
    assert bring(FELINES[0], *ANIMALS, *reversed(CATS), FELINES[1]).created == 1
    after = stored(store, names, f"{SUBJECTS}/sh1")
    assert {**after, "@type": sorted(after["@type"])} == {**before, "@type": sorted(before["@type"])}


def test_a_person_is_described_as_the_thing_with_its_authority_below(bring: Bring, store: Store, names: Names) -> None:
    name = "http://id.loc.gov/authorities/names/n79021164"
    bring(
        f"<{name}> <{RDF}type> <{MADS}PersonalName> .",
        f'<{name}> <{MADS}authoritativeLabel> "Eco, Umberto" .',
        f"<{name}> <{MADS}identifiesRWO> <http://id.loc.gov/rwo/agents/n79021164> .",
        f'<{name}> <http://id.loc.gov/vocabulary/identifiers/lccn> "n 79021164" .',
    )
    found = stored(store, names, "http://id.loc.gov/rwo/agents/n79021164")
    assert found["@type"] == ["bf:Agent", "bf:Person"]
    (authority,) = found["madsrdf:isIdentifiedByAuthority"]
    assert authority["@id"] == name
    assert authority["bf:identifiedBy"][0]["rdf:value"] == ["n 79021164"]


def test_skos_in_several_languages_keeps_each_label(bring: Bring, store: Store, names: Names) -> None:
    iri = "https://thesaurus.example/concepts/7"
    bring(
        f"<{iri}> <{RDF}type> <{SKOS}Concept> .",
        f'<{iri}> <{SKOS}prefLabel> "Katzen"@de .',
        f'<{iri}> <{SKOS}prefLabel> "Koty"@pl .',
        f'<{iri}> <{SKOS}altLabel> "Hauskatzen"@de .',
    )
    found = stored(store, names, iri)
    assert [each["@language"] for each in found["rdfs:label"]] == ["de", "pl"]
    assert found["@type"] == ["bf:Topic", "madsrdf:Topic", "madsrdf:Authority"]


def _line(number: int, label: str) -> dict[str, Any]:
    """A resource as id.loc.gov writes it: its context elsewhere, the terms it is related to described beside it."""
    return {
        "@context": "http://v3/authorities/subjects/context.json",
        "@id": f"/authorities/subjects/sh{number}",
        "@graph": [
            {
                "@id": f"{SUBJECTS}/sh{number}",
                "@type": ["madsrdf:Topic", "madsrdf:Authority"],
                "madsrdf:authoritativeLabel": {"@language": "en", "@value": label},
                "madsrdf:hasVariant": [{"@id": "_:n1"}],
                "madsrdf:hasBroaderAuthority": {"@id": f"{SUBJECTS}/sh2"},
            },
            {"@id": "_:n1", "@type": "madsrdf:Variant", "madsrdf:variantLabel": "Felines"},
            {"@id": f"{SUBJECTS}/sh2", "@type": "madsrdf:Authority", "madsrdf:authoritativeLabel": "Animals"},
        ],
    }


def test_json_ld_lines_say_what_they_name_as_their_own(loader: VocabularyLoader, store: Store, names: Names) -> None:
    lines = b"\n".join([orjson.dumps(_line(1, "Cats")), b"{broken", orjson.dumps(_line(3, "Lynxes"))])
    report = loader.load(operator(), Shelf(), io.BytesIO(lines))
    assert (report.created, report.failed) == (2, 1)
    assert [(each.line, each.code) for each in report.problems] == [(2, "UNREADABLE_LINE")]
    assert stored(store, names, f"{SUBJECTS}/sh1")["rdfs:label"] == [{"@value": "Cats", "@language": "en"}]
    assert store.read([Key(names.vocabulary, f"{SUBJECTS}/sh2")], Shelf().scope()) == [None]


def test_loading_again_writes_nothing(bring: Bring, store: Store) -> None:
    bring(*CATS, *FELINES, *ANIMALS)
    before = store.position()
    report = bring(*CATS, *FELINES, *ANIMALS)
    assert (report.unchanged, report.created, report.updated) == (2, 0, 0)
    assert store.position() == before


def test_a_new_label_is_written_and_told(bring: Bring, store: Store, names: Names) -> None:
    bring(*CATS)
    report = bring(*topic(1, "Domestic cats"))
    assert (report.updated, report.renamed) == (1, [Renamed(f"{SUBJECTS}/sh1", "Cats", "Domestic cats")])


def test_bad_lines_and_terms_are_reported_with_their_line_and_keep_nothing_else_out(bring: Bring) -> None:
    nameless = [f"<{SUBJECTS}/sh9> <{RDF}type> <{MADS}Topic> ."]
    report = bring(*CATS, "this is nothing", *nameless, *ANIMALS, f"<{SUBJECTS}> <{RDF}type> <{MADS}MADSScheme> .")
    assert (report.created, report.failed, report.passed) == (2, 2, 1)
    line = len(CATS) + 1
    assert [(each.line, each.code) for each in report.problems] == [(line, "UNREADABLE_LINE"), (line + 1, "NO_TERM")]


def test_a_file_that_is_cut_off_is_loaded_as_far_as_it_goes(loader: VocabularyLoader) -> None:
    whole = packed(*(line for number in range(2000) for line in topic(number, f"Topic {number}"))).getvalue()
    report = loader.load(operator(), Shelf(), io.BytesIO(whole[: len(whole) // 2]))
    assert report.created > 100
    assert report.failed >= 1


def test_what_people_changed_is_kept_unless_replacing(
    bring: Bring, catalogue: CatalogueService, actor: Actor, scope: Scope, store: Store, names: Names
) -> None:
    shelf = Shelf(tenant="harbor")
    bring(*CATS, shelf=shelf)
    (found,) = catalogue.resources([f"{SUBJECTS}/sh1"], scope)
    assert found is not None
    catalogue.update(actor, found.iri, found.revision, {**found.body, "rdfs:label": ["House cats"]})
    report = bring(*topic(1, "Domestic cats"), shelf=shelf)
    assert (report.kept, report.updated, [each.code for each in report.problems]) == (1, 0, ["KEPT_AS_IT_IS"])
    assert stored(store, names, f"{SUBJECTS}/sh1", shelf)["rdfs:label"] == ["House cats"]
    assert bring(*topic(1, "Domestic cats"), shelf=shelf, replace=True).updated == 1


def test_a_stopped_load_goes_on_when_it_is_run_again(loader: VocabularyLoader, store: Store) -> None:
    lines = [line for number in range(450) for line in topic(number, f"Topic {number}")]
    first = loader.load(operator(), Shelf(), packed(*lines), lambda report: report.read == 0)
    assert first.stopped
    assert 0 < first.created < 450
    second = loader.load(operator(), Shelf(), packed(*lines))
    assert (second.unchanged, second.created) == (first.created, 450 - first.created)


def test_only_who_may_load_there_loads(loader: VocabularyLoader, store: Store) -> None:
    before = store.position()
    for shelf in (Shelf(), Shelf(network="rivers"), Shelf(tenant="harbor")):
        with pytest.raises(Forbidden):
            loader.load(ANONYMOUS, shelf, packed(*CATS))
    assert store.position() == before


def test_a_network_that_is_not_there_takes_no_vocabulary(bring: Bring) -> None:
    with pytest.raises(UnknownNetwork):
        bring(*CATS, shelf=Shelf(network="nowhere"))


def test_the_code_lists_that_ship_can_be_loaded(loader: VocabularyLoader) -> None:
    report = loader.load(operator(), Shelf(), code_terms())
    assert report.failed == 0
    assert report.created > 1000
