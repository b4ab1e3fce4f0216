"""Three example queries, one for each kind of people the API is for. They work when pasted, on the demo's records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """A query to paste: who asks it, what it does, and what it needs to be allowed. Its variables have defaults.

    `role` is the role whose sign-in it needs, None where anybody may ask it.
    """

    key: str
    title: str
    about: str
    query: str
    role: str | None = None


DISCOVERY: Final = ExampleQuery(
    "discovery",
    "Discovery: what is there, and can I have it?",
    "A search page: titles, who made them, editions, copies, availability in every library, and facets.",
    """\
query Discovery($text: String! = "Beethoven") {
  search(input: {text: $text, scope: {all: true}}, first: 5) {
    totalCount
    facets(fields: [LANGUAGE, FORMAT], first: 5) { field buckets { label count } }
    nodes {
      ... on Work {
        title { full parallel { value lang direction } }
        contributions(first: 3) { nodes { agent { name { value } } role { label { value } } roleTerms } }
        subjects(first: 3) { nodes { ... on Concept { label { value } } ... on Agent { name { value } } } }
        availability { total available byTenant { tenant { name { value } } available } }
        instances(first: 3) {
          nodes {
            publication { publisher { value } dateText }
            items(first: 5) { nodes { barcode callNumber availability { status } location { name { value } } } }
          }
        }
      }
    }
  }
}
""",
)

CATALOGUER: Final = ExampleQuery(
    "cataloguer",
    "Cataloguer: where does this description come from?",
    "A record for editing: its revision, every statement with who says it, and the whole of it as MARC and JSON-LD.",
    """\
query Cataloguer($text: String! = "Metropolis") {
  viewer { name tenant { slug } permissions }
  search(input: {text: $text, kinds: [INSTANCE]}, first: 1) {
    nodes {
      ... on Instance {
        id
        revision
        title { full }
        identifiers { scheme value normalized }
        provenance { tenant { slug } source recordedAt }
        statements(first: 10) { nodes { predicate object { ... on Literal { lexical } ... on ResourceRef { iri } } } }
        marc(format: MARCXML)
        work { id revision variantTitles { full } jsonld }
      }
    }
  }
}
""",
    role="cataloguer",
)

RESEARCHER: Final = ExampleQuery(
    "researcher",
    "Researcher: which languages do the libraries collect?",
    "SPARQL over the linked data of every library at once: works and languages, counted by named graph.",
    '''\
query Researcher($query: String! = """
  PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
  SELECT ?library ?language (COUNT(DISTINCT ?work) AS ?works) WHERE {
    GRAPH ?library { ?work a bf:Work ; bf:language ?language }
  } GROUP BY ?library ?language ORDER BY DESC(?works) LIMIT 20
""") {
  sparql(query: $query, scope: {all: true}, first: 20) {
    variables
    rows { value }
    tookMs
  }
}
''',
    role="researcher",
)

EXAMPLES: Final = (DISCOVERY, CATALOGUER, RESEARCHER)
"""In the order a newcomer should try them."""
