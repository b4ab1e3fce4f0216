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
_ALIKE: Final = "{ BIND({work} AS ?member) } UNION { ?cluster lsp:clusterMember {work} , ?member }"


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
  GRAPH ?graph {{ ?item bf:itemOf ?instance }}
}} GROUP BY ?graph ORDER BY DESC(?copies) ?graph
""",
)
LAST_COPIES: Final = Question(
    "last-copies",
    "Works of which a library has the only copy in the network.",
    ("library",),
    ("work", "item"),
    """\
SELECT ?work ?item WHERE {
  { SELECT ?work (SAMPLE(?copy) AS ?item) WHERE {
      GRAPH {library} { ?copy bf:itemOf ?instance . ?instance bf:instanceOf ?work }
    } GROUP BY ?work HAVING (COUNT(DISTINCT ?copy) = 1) }
  MINUS {
    GRAPH {library} { ?work a bf:Work }
    ?cluster lsp:clusterMember ?work , ?other FILTER(?other != ?work)
    ?edition bf:instanceOf ?other . ?elsewhere bf:itemOf ?edition
  }
} ORDER BY ?work
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
  UNION {{ {_ALIKE} ?member bf:expressionOf/rdfs:label ?called .
    ?hub rdfs:label ?called . ?version bf:expressionOf ?hub }}
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
          GRAPH {library} { ?mine bf:contribution/bf:agent ?agent } } GROUP BY ?agent }
      GRAPH {library} { ?agent rdfs:label ?name }
  } GROUP BY ?name }
  { SELECT ?name (SUM(?works) AS ?there) WHERE {
      { SELECT ?agent (COUNT(DISTINCT ?theirs) AS ?works) WHERE {
          GRAPH {other} { ?theirs bf:contribution/bf:agent ?agent } } GROUP BY ?agent }
      GRAPH {other} { ?agent rdfs:label ?name }
  } GROUP BY ?name }
} ORDER BY DESC(?here * ?there) ?name
""",
)

QUESTIONS: Final = (HOLDERS, LAST_COPIES, OVERLAP, VERSIONS, LINKING_AGENTS)
"""Every question, in the order in which somebody who builds a collection asks them."""
