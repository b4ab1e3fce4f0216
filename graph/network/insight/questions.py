"""The questions as a table: what each asks, and its text in SPARQL, which anybody who may run queries can run as well.

`{library}`, `{other}` are named graphs of catalogues and `{work}` a work, put in as IRIs. Works of several libraries
are one where they are in one cluster, or have one address. Groups that are excluded come by MINUS: what is in a MINUS
is found once, not once for each row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mappings.bibframe.node import PREFIXES

_HEAD: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("bf", "lsp", "rdfs"))
_GONE: Final = 'lsp:lifecycle "Withdrawn"'
_ALIKE: Final = "{ BIND({work} AS ?member) } UNION { ?cluster lsp:clusterMember {work} , ?member }"


def _uniform(hub: str) -> str:
    """The title of a hub without the language that stands in it ("Beowulf. English"), and the part that it is of."""
    tongue = f'CONCAT(". ", STR(?{hub}Tongue))'
    return f"""?{hub} bf:title ?{hub}Titled . ?{hub}Titled bf:mainTitle ?{hub}Whole .
    OPTIONAL {{ ?{hub} bf:language/rdfs:label ?{hub}Tongue }}
    OPTIONAL {{ ?{hub}Titled bf:partName ?{hub}Named }}
    BIND(COALESCE(STR(?{hub}Named), "") AS ?{hub}Part)
    BIND(COALESCE(IF(CONTAINS(STR(?{hub}Whole), {tongue}), STRBEFORE(STR(?{hub}Whole), {tongue}), 1/0),
      STR(?{hub}Whole)) AS ?{hub}Before) BIND(REPLACE(?{hub}Before, "[. ]+$", "") AS ?{hub}Title)"""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in words and in SPARQL; what is put into it, and which columns are answered."""

    key: str
    asks: str
    takes: tuple[str, ...]
    answers: tuple[str, ...]
    body: str

    @property
    def open_text(self) -> str:
        """The query with the names of what it takes in braces."""
        return _HEAD + self.body

    def text(self, **given: str) -> str:
        """The query for these graphs and works, each an IRI. `KeyError` where one is missing."""
        text = self.open_text
        for name in self.takes:
            text = text.replace(f"{{{name}}}", f"<{given[name]}>")
        return text


HOLDERS: Final = Question(
    "holders",
    "Which libraries have a work, and how many copies of it each has.",
    ("work",),
    ("graph", "copies"),
    f"""\
SELECT ?graph (COUNT(DISTINCT ?item) AS ?copies) WHERE {{
  {_ALIKE}
  ?instance bf:instanceOf ?member .
  GRAPH ?graph {{ ?item bf:itemOf ?instance MINUS {{ ?item {_GONE} }} }}
}} GROUP BY ?graph ORDER BY DESC(?copies) ?graph
""",
)
LAST_COPIES: Final = Question(
    "last-copies",
    "Works of which a library has the only copy in the network.",
    ("library",),
    ("work", "item"),
    f"""\
SELECT ?work ?item WHERE {{
  {{ SELECT ?work (SAMPLE(?copy) AS ?item) WHERE {{
      GRAPH {{library}} {{ ?copy bf:itemOf ?instance MINUS {{ ?copy {_GONE} }} }}
      ?instance bf:instanceOf ?work
    }} GROUP BY ?work HAVING (COUNT(DISTINCT ?copy) = 1) }}
  MINUS {{
    GRAPH {{library}} {{ ?work a bf:Work }}
    ?cluster lsp:clusterMember ?work , ?other FILTER(?other != ?work)
    ?edition bf:instanceOf ?other . ?elsewhere bf:itemOf ?edition MINUS {{ ?elsewhere {_GONE} }}
  }}
  MINUS {{
    GRAPH {{library}} {{ ?mine bf:itemOf ?held }} ?held bf:instanceOf ?work . ?any bf:instanceOf ?work .
    GRAPH ?there {{ ?elsewhere bf:itemOf ?any MINUS {{ ?elsewhere {_GONE} }} }} FILTER(?there != {{library}})
  }}
}} ORDER BY ?work
""",
)
OVERLAP: Final = Question(
    "overlap",
    "How many works each of two libraries describes, and how many both do.",
    ("library", "other"),
    ("here", "there", "both"),
    """\
SELECT ?here ?there ?both WHERE {
  { SELECT (COUNT(DISTINCT ?mine) AS ?here) WHERE { GRAPH {library} { ?mine a bf:Work } } }
  { SELECT (COUNT(DISTINCT ?theirs) AS ?there) WHERE { GRAPH {other} { ?theirs a bf:Work } } }
  { SELECT (COUNT(DISTINCT ?same) AS ?both) WHERE {
      { GRAPH {library} { ?same a bf:Work } GRAPH {other} { ?same a bf:Work } }
      UNION
      { GRAPH {library} { ?one a bf:Work } ?same lsp:clusterMember ?one , ?another
        GRAPH {other} { ?another a bf:Work } FILTER(?one != ?another) }
  } }
}
""",
)
OVERLAPS: Final = Question(
    "overlaps",
    "How many works each library describes, and how many of them a library describes as well.",
    ("library",),
    ("other", "works", "both"),
    """\
SELECT ?other ?works (COALESCE(?common, 0) AS ?both) WHERE {
  { SELECT ?other (COUNT(?work) AS ?works) WHERE { GRAPH ?other { ?work a bf:Work } } GROUP BY ?other }
  OPTIONAL {
    SELECT ?other (COUNT(DISTINCT ?same) AS ?common) WHERE {
      { GRAPH {library} { ?same a bf:Work } GRAPH ?other { ?same a bf:Work } }
      UNION
      { GRAPH {library} { ?one a bf:Work } ?same lsp:clusterMember ?one , ?another
        GRAPH ?other { ?another a bf:Work } FILTER(?one != ?another && ?other != {library}) }
    } GROUP BY ?other
  }
  FILTER(STRENDS(STR(?other), "/graphs/catalogue"))
} ORDER BY DESC(?both) ?other
""",
)
VERSIONS: Final = Question(
    "versions",
    "Editions of a work and of what is a version of it (translations), over all libraries.",
    ("work",),
    ("version", "instance", "language"),
    f"""\
SELECT DISTINCT ?version ?instance ?language WHERE {{
  {{ {_ALIKE.replace("?member", "?version")} }}
  UNION {{ {_ALIKE} ?member bf:translationOf ?version }}
  UNION {{ {_ALIKE} ?version bf:translationOf ?member }}
  UNION {{ {_ALIKE} ?member bf:expressionOf ?uniform .
    {_uniform("uniform")}
    ?uniform bf:contribution/bf:agent/rdfs:label ?by .
    ?other a bf:Hub ; bf:contribution/bf:agent/rdfs:label ?by .
    {_uniform("other")}
    FILTER(?uniformTitle = ?otherTitle && ?uniformPart = ?otherPart) ?version bf:expressionOf ?other }}
  UNION {{ {_ALIKE} ?member bf:expressionOf ?uniform .
    {_uniform("uniform")}
    FILTER NOT EXISTS {{ ?uniform bf:contribution ?somebody }}
    ?other a bf:Hub . {_uniform("other")}
    FILTER(?uniformTitle = ?otherTitle && ?uniformPart = ?otherPart)
    FILTER NOT EXISTS {{ ?other bf:contribution ?somebody }} ?version bf:expressionOf ?other }}
  UNION {{ {_ALIKE} ?member bf:expressionOf ?uniform .
    {_uniform("uniform")}
    ?uniform bf:contribution/bf:agent/rdfs:label ?by .
    ?version a bf:Work ; bf:contribution/bf:agent/rdfs:label ?by ; bf:title/bf:mainTitle ?own
    FILTER(STR(?own) = ?uniformTitle) }}
  UNION {{ {_ALIKE} ?member bf:title/bf:mainTitle ?own ; bf:contribution/bf:agent/rdfs:label ?by .
    ?other a bf:Hub ; bf:contribution/bf:agent/rdfs:label ?by .
    {_uniform("other")}
    FILTER(STR(?own) = ?otherTitle) ?version bf:expressionOf ?other }}
  ?instance bf:instanceOf ?version .
  OPTIONAL {{ ?version bf:language ?language }}
}} ORDER BY ?language ?version ?instance
""",
)
LINKING_AGENTS: Final = Question(
    "linking-agents",
    "Who made works in the collections of both of two libraries, and in how many of each.",
    ("library", "other"),
    ("name", "here", "there"),
    """\
SELECT ?name ?here ?there WHERE {
  { SELECT ?name (SUM(?works) AS ?here) WHERE {
      { SELECT ?agent (COUNT(DISTINCT ?mine) AS ?works) WHERE {
          GRAPH {library} { ?mine a bf:Work ; bf:contribution/bf:agent ?agent } } GROUP BY ?agent }
      GRAPH {library} { ?agent rdfs:label ?name }
  } GROUP BY ?name }
  { SELECT ?name (SUM(?works) AS ?there) WHERE {
      { SELECT ?agent (COUNT(DISTINCT ?theirs) AS ?works) WHERE {
          GRAPH {other} { ?theirs a bf:Work ; bf:contribution/bf:agent ?agent } } GROUP BY ?agent }
      GRAPH {other} { ?agent rdfs:label ?name }
  } GROUP BY ?name }
} ORDER BY DESC(?here * ?there) ?name
""",
)

QUESTIONS: Final = (HOLDERS, LAST_COPIES, OVERLAP, OVERLAPS, VERSIONS, LINKING_AGENTS)
"""Every question, in the order in which somebody who builds a collection asks them."""
