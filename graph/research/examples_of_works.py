"""Queries to begin from about works: who made them, in which languages, what about."""

from __future__ import annotations

from typing import Final

from graph.research.example import Example
from graph.research.saved import Language

OF_WORKS: Final = (
    Example(
        "translations",
        "Which works are read in which languages?",
        "Works by author and original title, with the languages they are there in: first those in most.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?author ?original (GROUP_CONCAT(DISTINCT ?tongue; separator=", ") AS ?languages)
       (COUNT(DISTINCT ?tongue) AS ?count) (COUNT(DISTINCT ?work) AS ?works) WHERE {
  ?work bf:expressionOf ?from ; bf:language ?code ; bf:contribution ?made .
  ?from bf:title/bf:mainTitle ?original .
  ?made a bf:PrimaryContribution ; bf:agent/rdfs:label ?author .
  BIND(REPLACE(STR(?code), "^.*/", "") AS ?tongue) FILTER(ISIRI(?code))
} GROUP BY ?author ?original ORDER BY DESC(?count) DESC(?works) LIMIT 100
""",
    ),
    Example(
        "translators",
        "Who translated most, and into what?",
        "People who translated works, with their languages.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?translator (SAMPLE(?l) AS ?translatorLabel) (COUNT(DISTINCT ?work) AS ?works)
       (GROUP_CONCAT(DISTINCT ?into; separator=", ") AS ?languages) WHERE {
  ?work bf:contribution ?made .
  ?made bf:role/rdfs:label ?role ; bf:agent ?translator .
  ?translator rdfs:label ?l .
  FILTER(STRSTARTS(LCASE(STR(?role)), "transl"))
  OPTIONAL { ?work bf:language ?code BIND(REPLACE(STR(?code), "^.*/", "") AS ?into) }
} GROUP BY ?translator ORDER BY DESC(?works) LIMIT 100
""",
    ),
    Example(
        "coauthors",
        "Who worked with most people?",
        "People by how many others contributed to the same works.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?agent (SAMPLE(?l) AS ?agentLabel) (COUNT(DISTINCT ?other) AS ?people) (COUNT(DISTINCT ?work) AS ?works) WHERE {
  ?work bf:contribution/bf:agent ?agent , ?other .
  ?agent a bf:Person ; rdfs:label ?l .
  ?other a bf:Person FILTER(?agent != ?other)
} GROUP BY ?agent ORDER BY DESC(?people) DESC(?works) LIMIT 50
""",
    ),
    Example(
        "roles",
        "What do people do for works?",
        "Contributions by role: authors, translators, illustrators.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?role (COUNT(DISTINCT ?agent) AS ?people) (COUNT(*) AS ?contributions) WHERE {
  ?made bf:role/rdfs:label ?label ; bf:agent ?agent BIND(LCASE(STR(?label)) AS ?role)
} GROUP BY ?role ORDER BY DESC(?contributions) LIMIT 40
""",
    ),
    Example(
        "subject-decades",
        "What was written about in each decade?",
        "Works by subject and decade of publication.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?decade ?subjectLabel (COUNT(DISTINCT ?work) AS ?works) WHERE {
  ?work bf:subject/rdfs:label ?subjectLabel .
  ?edition bf:instanceOf ?work ; bf:provisionActivity/bf:date ?date .
  FILTER(REGEX(STR(?date), "^[0-9]{4}"))
  BIND(CONCAT(SUBSTR(STR(?date), 1, 3), "0") AS ?decade)
} GROUP BY ?decade ?subjectLabel ORDER BY ?decade DESC(?works) LIMIT 500
""",
    ),
    Example(
        "genres",
        "Which genres and forms are there?",
        "Works by genre, the most frequent first: a bar chart.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?genre (COUNT(DISTINCT ?work) AS ?works) WHERE {
  ?work bf:genreForm/rdfs:label ?label BIND(STR(?label) AS ?genre)
} GROUP BY ?genre ORDER BY DESC(?works) LIMIT 40
""",
    ),
    Example(
        "series",
        "Which series have most parts here?",
        "Series by the number of works in them.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?series (COUNT(DISTINCT ?part) AS ?parts) WHERE {
  ?part bf:relation ?relation .
  ?relation bf:relationship <http://id.loc.gov/vocabulary/relationship/series> ;
            bf:associatedResource/bf:title/bf:mainTitle ?series .
} GROUP BY ?series ORDER BY DESC(?parts) LIMIT 50
""",
    ),
    Example(
        "oldest",
        "What is the oldest?",
        "Editions by year, the oldest first.",
        Language.SPARQL,
        """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?year ?title ?edition WHERE {
  ?edition bf:provisionActivity/bf:date ?date ; bf:title/bf:mainTitle ?title .
  FILTER(REGEX(STR(?date), "^[0-9]{4}")) BIND(SUBSTR(STR(?date), 1, 4) AS ?year)
} ORDER BY ?year LIMIT 100
""",
    ),
)
"""What people of literature and history bring."""
