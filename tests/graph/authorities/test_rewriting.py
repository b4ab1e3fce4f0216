"""What a new label does to a description: the label in place changes, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from graph.authorities.rewriting import Rewrite, others_named, rewritten
from mappings.bibframe.node import Node

TOLSTOY = "http://id.loc.gov/rwo/agents/n79068416"
CATS = "https://c.example/harbor/subjects/cats"
AGENT = Rewrite("agents", (TOLSTOY,), "Tolstoi, Leo, 1828-1910", "Tolstoy, Leo, graf, 1828-1910")
TOPIC = Rewrite("subjects", (CATS,), "Cats", "Domestic cats")


def work(*, agent: Node | None = None, subject: Node | None = None) -> Node:
    body: Node = {"@id": "https://c.example/harbor/works/1", "@type": ["bf:Work"], "rdfs:label": ["Cats"]}
    if agent is not None:
        body["bf:contribution"] = [{"@id": "#contribution-1", "@type": ["bf:Contribution"], "bf:agent": [agent]}]
    if subject is not None:
        body["bf:subject"] = [subject]
    return body


def person(*labels: Any, iri: str = TOLSTOY) -> Node:
    return {"@id": iri, "@type": ["bf:Agent", "bf:Person"], "rdfs:label": list(labels), "bflc:marcKey": ["1001 $aT"]}


@pytest.mark.parametrize("label", ["Tolstoi, Leo, 1828-1910", "Tolstoi, Leo, 1828-1910.", "Another form altogether"])
def test_what_points_at_the_heading_is_called_as_it_is_now(label: str) -> None:
    assert rewritten(work(agent=person(label)), AGENT) == work(agent=person("Tolstoy, Leo, graf, 1828-1910"))


def test_forms_in_other_scripts_and_languages_stay() -> None:
    cyrillic = {"@value": "Толстой, Лев", "@language": "ru-Cyrl"}
    before = work(agent=person(cyrillic, "Tolstoi, Leo, 1828-1910"))
    assert rewritten(before, AGENT) == work(agent=person(cyrillic, "Tolstoy, Leo, graf, 1828-1910"))


def test_an_equal_heading_of_ones_own_follows_and_one_of_another_authority_does_not() -> None:
    own, other = "https://c.example/harbor/agents/t", "https://d-nb.info/gnd/118623338"
    before = work(agent=person("Tolstoi, Leo, 1828-1910", iri=own))
    assert list(others_named(before, AGENT)) == [own]
    assert rewritten(before, AGENT) == work(agent=person("Tolstoy, Leo, graf, 1828-1910", iri=own))
    foreign = work(agent=person("Tolstoi, Leo, 1828-1910", iri=other))
    assert rewritten(foreign, AGENT, frozenset({other})) is foreign


def test_a_part_of_a_subject_string_takes_the_string_along() -> None:
    def string(label: str, first: str) -> Node:
        parts = [{"@id": f"#component-{n}", "@type": ["madsrdf:Topic"], "madsrdf:authoritativeLabel": [each]}
                 for n, each in enumerate((first, "History"), 1)]  # fmt: skip
        return {
            "@id": "https://c.example/harbor/subjects/cats-history",
            "@type": ["bf:Topic", "madsrdf:ComplexSubject"],
            "rdfs:label": [label],
            "madsrdf:authoritativeLabel": [label],
            "madsrdf:componentList": [{"@list": parts}],
        }

    before = work(subject=string("Cats--History", "Cats"))
    assert rewritten(before, TOPIC) == work(subject=string("Domestic cats--History", "Domestic cats"))


def test_a_description_that_is_up_to_date_or_names_something_else_is_not_touched() -> None:
    for body in (
        work(agent=person("Tolstoy, Leo, graf, 1828-1910")),
        work(agent=person("Eco, Umberto", iri="http://id.loc.gov/rwo/agents/n1")),
        work(subject={"@id": "https://c.example/x", "@type": ["bf:GenreForm"], "rdfs:label": ["Cats"]}),
        work(),
    ):
        assert rewritten(body, AGENT) is body
        assert rewritten(body, TOPIC) is body


def test_adopting_puts_the_authoritys_address_in_place_too() -> None:
    own = "https://c.example/harbor/agents/t"
    adopt = Rewrite("agents", (own,), "Tolstoi, L.", "Tolstoy, Leo, graf, 1828-1910", to=TOLSTOY)
    before = work(agent=person("Tolstoi, L.", iri=own))
    assert rewritten(before, adopt) == work(agent=person("Tolstoy, Leo, graf, 1828-1910"))
