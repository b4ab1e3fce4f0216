"""Queries to begin from about collections: who has what, what is shared, from where it comes."""

from __future__ import annotations

from typing import Final

from graph.research.example import Example
from graph.research.saved import Language

OF_COLLECTIONS: Final = (
    Example(
        "who-holds",
        "Who holds a title?",
        "Libraries with editions of a title and their copies: write a word of it in place of “the”.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX lsp: <https://catalograph.org/ns/lsp#>
SELECT ?library (SAMPLE(?t) AS ?title) (COUNT(DISTINCT ?copy) AS ?copies) WHERE {
  GRAPH ?library {
    ?edition bf:title/bf:mainTitle ?t FILTER(CONTAINS(LCASE(STR(?t)), "the"))
    ?copy bf:itemOf ?edition .
  }
} GROUP BY ?library ?edition ORDER BY DESC(?copies) LIMIT 100
""",
    ),
    Example(
        "overlap",
        "What do libraries have in common?",
        "Pairs of libraries by how many ISBNs both have: a picture of who is near to whom.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?one ?other (COUNT(DISTINCT ?number) AS ?shared) WHERE {
  GRAPH ?one { ?a bf:identifiedBy ?i . ?i a bf:Isbn ; rdf:value ?number }
  GRAPH ?other { ?b bf:identifiedBy ?j . ?j a bf:Isbn ; rdf:value ?number }
  FILTER(STR(?one) < STR(?other))
} GROUP BY ?one ?other ORDER BY DESC(?shared)
""",
    ),
    Example(
        "only-here",
        "What does one library alone have?",
        "ISBNs that no other library asked has, by library.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?library ?number (SAMPLE(?t) AS ?title) WHERE {
  { SELECT ?number (COUNT(DISTINCT ?graph) AS ?libraries) (SAMPLE(?graph) AS ?library) WHERE {
    GRAPH ?graph { ?i a bf:Isbn ; rdf:value ?number }
  } GROUP BY ?number HAVING(COUNT(DISTINCT ?graph) = 1) }
  GRAPH ?library { ?edition bf:identifiedBy/rdf:value ?number ; bf:title/bf:mainTitle ?t }
} GROUP BY ?library ?number ORDER BY ?library ?number LIMIT 200
""",
    ),
    Example(
        "shelves",
        "What stands where?",
        "Copies by location, with its name.",
        Language.SPARQL,
        """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX lsp: <https://catalograph.org/ns/lsp#>
SELECT ?shelf (SAMPLE(?l) AS ?shelfLabel) (COUNT(DISTINCT ?copy) AS ?copies) WHERE {
  ?copy lsp:location ?shelf . ?shelf rdfs:label ?l
} GROUP BY ?shelf ORDER BY DESC(?copies) LIMIT 50
""",
    ),
    Example(
        "publishers",
        "Which publishers are collected?",
        "Publishers by editions, with the first year and the last.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX bflc: <http://id.loc.gov/ontologies/bflc/>
SELECT ?publisher (COUNT(DISTINCT ?edition) AS ?editions) (MIN(?year) AS ?first) (MAX(?year) AS ?last) WHERE {
  ?edition bf:provisionActivity ?published .
  ?published a bf:Publication ; bflc:simpleAgent ?publisher .
  OPTIONAL { ?published bf:date ?date BIND(SUBSTR(STR(?date), 1, 4) AS ?year) }
} GROUP BY ?publisher ORDER BY DESC(?editions) LIMIT 50
""",
    ),
    Example(
        "places",
        "Where were the editions published?",
        "Editions by country: a bar chart.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?country (COUNT(DISTINCT ?edition) AS ?editions) WHERE {
  ?edition bf:provisionActivity/bf:place ?place .
  ?place rdfs:label ?country FILTER(LANG(?country) = "en")
} GROUP BY ?country ORDER BY DESC(?editions) LIMIT 40
""",
    ),
    Example(
        "classes",
        "Which fields of knowledge are collected?",
        "Works by the hundreds of the Dewey classification: a bar chart.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?class (COUNT(DISTINCT ?work) AS ?works) WHERE {
  ?work bf:classification ?at .
  ?at a bf:ClassificationDdc ; bf:classificationPortion ?number
  BIND(CONCAT(SUBSTR(STR(?number), 1, 1), "00") AS ?class) FILTER(REGEX(?class, "^[0-9]"))
} GROUP BY ?class ORDER BY ?class
""",
    ),
    Example(
        "without-subjects",
        "Where is work left to do?",
        "Works that nobody has given a subject yet, by library.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?library (COUNT(DISTINCT ?work) AS ?works) WHERE {
  GRAPH ?library { ?work a bf:Work FILTER NOT EXISTS { ?work bf:subject ?subject } }
} GROUP BY ?library ORDER BY DESC(?works)
""",
    ),
)
"""What people of libraries bring."""
