"""Every term of our own that a description may have is published, with a label and what it means."""

from __future__ import annotations

from mappings.bibframe import terms
from mappings.bibframe.node import PREFIXES
from mappings.bibframe.ontology import CLASSES, PROPERTIES, ontology


def test_every_term_that_a_rule_may_use_is_published():
    for known, published in ((terms.CLASSES, CLASSES), (terms.PROPERTIES, PROPERTIES)):
        assert {name[4:] for name in known if name.startswith("lsp:")} <= set(published)


def test_every_term_has_a_label_in_words_and_a_sentence():
    _, *described = ontology()
    assert len(described) == len(CLASSES) + len(PROPERTIES)
    for each in described:
        assert each["@id"].startswith(PREFIXES["lsp"])
        assert each["rdfs:label"][0]["@value"]
        assert each["rdfs:comment"][0]["@value"].endswith("."), each["@id"]
