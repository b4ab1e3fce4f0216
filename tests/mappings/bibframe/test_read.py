"""Typed readings of descriptions, complete and incomplete."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.bibframe import read
from mappings.bibframe.read import Text

AUSTEN = {
    "@id": "https://c.example/harbor/agents/a1",
    "@type": ["bf:Agent", "bf:Person"],
    "rdfs:label": ["Austen, Jane, 1775-1817"],
    "bflc:marcKey": ["1001 $aAusten, Jane,$d1775-1817."],
}
WORK = {
    "@id": "https://c.example/harbor/works/w1",
    "@type": ["bf:Work", "bf:Text", "bf:Monograph"],
    "bf:title": [
        {
            "@id": "#title-1",
            "@type": ["bf:Title"],
            "bf:mainTitle": ["Voĭna i mir", {"@value": "Война и мир", "@language": "ru-Cyrl"}],
            "bf:subtitle": ["roman"],
            "bf:partNumber": ["Tom 1"],
        },
        {"@id": "#title-2", "@type": ["bf:ParallelTitle"], "bf:mainTitle": ["War and peace"]},
        {"@id": "#title-3", "@type": ["bf:VariantTitle"], "bf:mainTitle": ["Peace and war"]},
    ],
    "bf:contribution": [
        {
            "@id": "#contribution-1",
            "@type": ["bf:Contribution", "bf:PrimaryContribution"],
            "bf:agent": [AUSTEN],
            "bf:role": [{"@id": "http://id.loc.gov/vocabulary/relators/aut"}],
        },
        {
            "@id": "#contribution-2",
            "@type": ["bf:Contribution"],
            "bf:agent": [{"@id": "#agent-2", "@type": ["bf:Agent", "bf:Organization"], "rdfs:label": ["Harbor Press"]}],
            "bf:role": [{"@id": "#role-1", "@type": ["bf:Role"], "rdfs:label": ["issuing body"]}],
        },
    ],
    "bf:subject": [
        {
            "@id": "https://c.example/harbor/subjects/s1",
            "@type": ["bf:Topic", "madsrdf:ComplexSubject"],
            "madsrdf:authoritativeLabel": ["Ethics--England"],
            "madsrdf:isMemberOfMADSScheme": [{"@id": "http://id.loc.gov/authorities/subjects"}],
            "madsrdf:componentList": [
                {
                    "@list": [
                        {
                            "@id": "#component-1",
                            "@type": ["madsrdf:Topic"],
                            "madsrdf:authoritativeLabel": ["Ethics"],
                        },
                        {
                            "@id": "#component-2",
                            "@type": ["madsrdf:Geographic"],
                            "madsrdf:authoritativeLabel": ["England"],
                        },
                    ]
                }
            ],
        },
        AUSTEN,
    ],
    "bf:language": [
        {"@id": "http://id.loc.gov/vocabulary/languages/rus"},
        {"@id": "http://id.loc.gov/vocabulary/languages/rus"},
    ],
    "bf:originDate": ["1869"],
}
INSTANCE = {
    "@id": "https://c.example/harbor/instances/i1",
    "@type": ["bf:Instance"],
    "bf:provisionActivity": [
        {
            "@id": "#provisionActivity-1",
            "@type": ["bf:ProvisionActivity", "bf:Publication"],
            "bf:place": [{"@id": "http://id.loc.gov/vocabulary/countries/enk"}],
            "bf:date": [{"@value": "1985", "@type": "edtf:edtf"}],
            "bflc:simplePlace": ["Leicester"],
            "bflc:simpleAgent": ["Ulverscroft"],
            "bflc:simpleDate": ["c1985"],
        }
    ],
    "bf:identifiedBy": [
        {"@id": "#identifiedBy-1", "@type": ["bf:Isbn"], "rdf:value": ["0-7089-8246-8"], "bf:qualifier": ["hardback"]},
        {
            "@id": "#identifiedBy-2",
            "@type": ["bf:OclcNumber"],
            "rdf:value": ["ocm00012345"],
            "bf:status": [{"@id": "http://id.loc.gov/vocabulary/mstatus/cancinv"}],
        },
        {"@id": "#identifiedBy-3", "@type": ["bf:MatrixNumber"], "rdf:value": ["MX 100"]},
        {"@id": "#identifiedBy-4", "@type": ["bf:Isbn"]},
    ],
    "bf:relation": [
        {
            "@id": "#relation-1",
            "@type": ["bf:Relation"],
            "bf:relationship": [{"@id": "http://id.loc.gov/vocabulary/relationship/series"}],
            "bf:seriesEnumeration": ["7"],
            "bf:associatedResource": [
                {
                    "@id": "#associatedResource-1",
                    "@type": ["bf:Series"],
                    "bf:title": [{"@id": "#title-9", "@type": ["bf:Title"], "bf:mainTitle": ["Large print classics"]}],
                }
            ],
        }
    ],
    "bf:note": [
        {
            "@id": "#note-1",
            "@type": ["bf:Note", "http://id.loc.gov/vocabulary/mnotetype/biblio"],
            "rdfs:label": ["Index"],
        }
    ],
    "bf:electronicLocator": [{"@id": "https://books.example/1"}],
}


def test_a_title_reads_with_its_parts_and_its_other_scripts() -> None:
    title = read.title(WORK)
    assert title is not None
    assert (title.main, title.subtitle, title.part_number) == ("Voĭna i mir", "roman", "Tom 1")
    assert title.full == "Voĭna i mir : roman. Tom 1"
    assert title.parallel == (Text("Война и мир", "ru-Cyrl"), Text("War and peace"))
    assert [each.full for each in read.variant_titles(WORK)] == ["War and peace", "Peace and war"]


def test_sorting_leaves_out_the_leading_article() -> None:
    node = {"bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": ["The sea"], "bflc:nonSortNum": ["4"]}]}
    title = read.title(node)
    assert title is not None
    assert title.sorting == "sea"


def test_a_resource_without_a_title_has_none() -> None:
    assert read.title({"@id": "x", "bf:title": [{"@id": "#title-1", "@type": ["bf:Title"]}]}) is None


def test_contributions_keep_order_roles_and_the_main_entry() -> None:
    first, second = read.contributions(WORK)
    assert first.primary
    assert first.agent.label == "Austen, Jane, 1775-1817"
    assert first.roles == ("http://id.loc.gov/vocabulary/relators/aut",)
    assert second.agent.iri is None
    assert second.role_terms == ("issuing body",)


def test_subjects_read_with_components_and_scheme() -> None:
    topic, person = read.subjects(WORK)
    assert topic.label == "Ethics--England"
    assert topic.scheme == "http://id.loc.gov/authorities/subjects"
    assert [part.label for part in topic.components] == ["Ethics", "England"]
    assert person.is_agent


def test_languages_are_each_named_once() -> None:
    assert read.languages(WORK) == ("http://id.loc.gov/vocabulary/languages/rus",)


def test_identifiers_meet_in_their_normal_form() -> None:
    isbn, oclc, matrix = read.identifiers(INSTANCE)
    assert (isbn.scheme, isbn.normalized, isbn.qualifier) == ("isbn", "9780708982464", "hardback")
    assert (oclc.scheme, oclc.normalized, oclc.cancelled) == ("oclc", "12345", True)
    assert matrix.scheme == "MatrixNumber"


def test_a_publication_reads_transcribed_and_coded() -> None:
    (publication,) = read.publications(INSTANCE)
    assert publication.places == (Text("Leicester"),)
    assert publication.publishers == (Text("Ulverscroft"),)
    assert (publication.date, publication.date_text) == ("1985", "c1985")
    assert publication.countries == ("http://id.loc.gov/vocabulary/countries/enk",)


@pytest.mark.parametrize(
    ("date", "year"),
    [("1985", 1985), ("[ca. 1748]", 1748), ("198X", 1980), ("19uu", 1900), ("2014/2016", 2014), ("n.d.", None)],
)
def test_a_year_is_read_out_of_any_date(date: str, year: int | None) -> None:
    assert read.year(date) == year


def test_decades_come_from_publication_or_origin() -> None:
    assert read.decade(INSTANCE) == 1980
    assert read.decade(WORK) == 1860
    assert read.decade({"@id": "x"}) is None


def test_series_notes_and_links_read_with_their_kind() -> None:
    (series,) = read.relations(INSTANCE)
    assert series.is_series
    assert (series.label, series.enumeration) == ("Large print classics", "7")
    (note,) = read.notes(INSTANCE)
    assert note.type == "http://id.loc.gov/vocabulary/mnotetype/biblio"
    assert read.electronic_locations(INSTANCE) == (read.Link("https://books.example/1"),)


VALUES = st.recursive(
    st.one_of(
        st.text(max_size=5),
        st.builds(lambda value: {"@value": value}, st.text(max_size=5)),
        st.builds(lambda iri: {"@id": iri}, st.sampled_from(["#part-1", "https://c.example/x"])),
    ),
    lambda inner: st.one_of(
        st.dictionaries(
            st.sampled_from(
                ["bf:agent", "bf:role", "bf:mainTitle", "rdfs:label", "bf:source", "bf:status", "rdf:value", "bf:date"]
            ),
            st.lists(inner, max_size=3),
            max_size=3,
        ),
        st.builds(lambda members: {"@list": members}, st.lists(inner, max_size=3)),
    ),
    max_leaves=8,
)
PROPERTIES = [*WORK, *INSTANCE, "bf:expressionOf", "bf:classification", "bf:extent", "bf:summary", "bf:genreForm"]


@given(st.dictionaries(st.sampled_from([name for name in PROPERTIES if name[0] != "@"]), st.lists(VALUES, max_size=3)))
def test_any_incomplete_node_reads_without_an_error(node: dict[str, Any]) -> None:
    for name in read.__all__:
        function = getattr(read, name)
        if callable(function) and function.__module__.startswith("mappings.bibframe.reading") and name[0].islower():
            code = function.__code__
            if code.co_argcount == 1 and code.co_varnames[0] == "node":
                function(node)
