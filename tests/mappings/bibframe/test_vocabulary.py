"""What a controlled vocabulary says of a term is said once."""

from mappings.bibframe.vocabulary import restore, shared, strip, terms
from mappings.rules.iris import valid

CARRIER = "http://id.loc.gov/vocabulary/carriers/nc"


def test_a_term_described_as_the_vocabulary_does_becomes_a_reference_and_comes_back() -> None:
    node = {
        "@id": "x",
        "@type": ["bf:Instance"],
        "bf:carrier": [{"@id": CARRIER, "@type": ["bf:Carrier"], "rdfs:label": ["volume"]}],
    }
    bare = strip(node)
    assert bare["bf:carrier"] == [{"@id": CARRIER}]
    assert restore(bare) == node


def test_what_goes_beyond_the_shared_description_stays() -> None:
    named = {"@id": CARRIER, "@type": ["bf:Carrier"], "rdfs:label": ["Band"]}
    assert strip({"@id": "x", "bf:carrier": [named]})["bf:carrier"] == [named]
    source = {"@id": "http://id.loc.gov/vocabulary/genreFormSchemes/rdacarrier", "@type": ["bf:Source"]}
    sourced = {"@id": CARRIER, "@type": ["bf:Carrier"], "rdfs:label": ["volume"], "bf:source": [source]}
    assert strip({"@id": "x", "bf:carrier": [sourced]})["bf:carrier"] == [
        {"@id": CARRIER, "bf:source": [{"@id": source["@id"]}]}
    ]


def test_agents_topics_and_texts_are_left_alone() -> None:
    node = {
        "@id": "x",
        "bf:subject": [
            {"@id": "http://id.loc.gov/authorities/subjects/sh1", "@type": ["bf:Topic"], "rdfs:label": ["Sea"]}
        ],
        "bf:note": [{"@id": "#note-1", "@type": ["bf:Note"], "rdfs:label": ["a", {"@value": "ب", "@language": "ar"}]}],
        "madsrdf:componentList": [{"@list": [{"@id": "y", "rdfs:label": ["z"]}]}],
    }
    assert strip(node) == node
    assert restore(node) == node


def test_every_shared_term_has_a_valid_address_a_class_and_a_label() -> None:
    found = list(terms())
    assert len(found) > 1500
    for node in found:
        assert valid(node["@id"])
        assert shared(node["@id"]) == (node["@type"][0], "rdfs:label", node["rdfs:label"][0]["@value"])
