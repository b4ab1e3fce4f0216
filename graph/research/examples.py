"""Queries to begin from, shown to everybody: the questions that people of libraries bring first. Each runs as it is."""

from __future__ import annotations

from typing import Final

from graph.research.example import Example
from graph.research.examples_of_collections import OF_COLLECTIONS
from graph.research.examples_of_works import OF_WORKS
from graph.research.saved import Language

EXAMPLES: Final = (
    Example(
        "languages",
        "Which languages do the libraries collect?",
        "Works by language, the most frequent first: a bar chart.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?language (COUNT(DISTINCT ?work) AS ?works) WHERE {
  ?work a bf:Work ; bf:language ?code .
  ?code rdfs:label ?language FILTER(LANG(?language) = "en")
} GROUP BY ?language ORDER BY DESC(?works) LIMIT 25
""",
    ),
    Example(
        "years",
        "In which years were the editions published?",
        "Instances by year of publication: a line.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?year (COUNT(DISTINCT ?instance) AS ?editions) WHERE {
  ?instance a bf:Instance ; bf:provisionActivity/bf:date ?date .
  BIND(SUBSTR(STR(?date), 1, 4) AS ?year) FILTER(REGEX(?year, "^[0-9]{4}$"))
} GROUP BY ?year ORDER BY ?year
""",
    ),
    Example(
        "libraries",
        "How many works does each library describe?",
        "Works and editions by named graph: each library has one.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?library (COUNT(DISTINCT ?work) AS ?works) WHERE {
  GRAPH ?library { ?work a bf:Work }
} GROUP BY ?library ORDER BY DESC(?works)
""",
    ),
    Example(
        "together",
        "Who made works together?",
        "Pairs of agents that contributed to the same work: a picture of who is joined to whom.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?one (SAMPLE(?a) AS ?oneLabel) ?other (SAMPLE(?b) AS ?otherLabel)
       (COUNT(DISTINCT ?work) AS ?works) WHERE {
  ?work bf:contribution/bf:agent ?one , ?other .
  ?one rdfs:label ?a . ?other rdfs:label ?b .
  FILTER(STR(?one) < STR(?other))
} GROUP BY ?one ?other ORDER BY DESC(?works) LIMIT 60
""",
    ),
    Example(
        "subjects",
        "Which subjects hang together?",
        "A few works with what they are about, as statements: a picture of works and subjects.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT { ?work bf:subject ?subject ; rdfs:label ?title . ?subject rdfs:label ?label } WHERE {
  { SELECT DISTINCT ?work WHERE { ?work a bf:Work ; bf:subject ?any } LIMIT 15 }
  ?work bf:subject ?subject ; bf:title/bf:mainTitle ?title .
  ?subject rdfs:label ?label
}
""",
    ),
    Example(
        "search",
        "What is there about a word, and where?",
        "A search with the number of works in each language and library, in the libraries chosen.",
        Language.GRAPHQL,
        """\
query About($text: String = "history", $scope: TenantScope) {
  search(input: {text: $text, scope: $scope}, first: 20) {
    totalCount
    facets(fields: [LANGUAGE, TENANT], first: 10) { field buckets { label count } }
    nodes { ... on Work { iri title { full } availability { total available } } }
  }
}
""",
    ),
    Example(
        "holdings",
        "How many copies do the libraries have of a title?",
        "Works with their copies, and how many of them are on the shelf now.",
        Language.GRAPHQL,
        """\
query Copies($text: String = "music", $scope: TenantScope) {
  search(input: {text: $text, scope: $scope}, first: 25) {
    nodes { ... on Work { iri title { full } availability { total available byTenant { tenant { slug } total } } } }
  }
}
""",
    ),
    *OF_WORKS,
    *OF_COLLECTIONS,
)
"""In the order a newcomer should try them."""
