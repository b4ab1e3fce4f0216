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
_OF_ONE: Final = "{work} (^lsp:clusterMember/lsp:clusterMember)?"
_NOBODYS: Final = "FILTER NOT EXISTS { ?hub bf:contribution ?somebody }"


def _called(member: str, *, tongue: bool, maker: bool, more: str = "") -> str:
    """Members with the uniform title they go by, under which translations meet: without the language that stands in it
    ("Beowulf. English") and the version after that, and with whom it is by. `member` is what finds them.
    """
    whole = '"[. ]+$", "") AS ?title)'
    cut = f"""BIND(CONCAT(". ", STR(?tongue)) AS ?end) BIND(STRAFTER(STR(?whole), ?end) AS ?rest)
      FILTER(CONTAINS(STR(?whole), ?end))
      BIND(IF(STRSTARTS(?rest, " (") || STRSTARTS(?rest, ". "), "", ?rest) AS ?part)
      BIND(REPLACE(CONCAT(STRBEFORE(STR(?whole), ?end), ?part), {whole}"""
    return f"""{{ {member} GRAPH ?describing {{ ?member bf:expressionOf ?hub . ?hub bf:title/bf:mainTitle ?whole .
      {"?hub bf:language/rdfs:label ?tongue ." if tongue else ""}
      {"?hub bf:contribution/bf:agent/rdfs:label ?by ." if maker else ""} }} {more}
      {cut if tongue else f"BIND(REPLACE(STR(?whole), {whole}"}
      BIND({'CONCAT(?title, " / ", STR(?by))' if maker else "?title"} AS ?called) }}"""


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
      {{ GRAPH {{library}} {{ ?copy bf:itemOf ?instance }} BIND(1 AS ?own) }}
      UNION
      {{ GRAPH {{library}} {{ ?mine bf:itemOf ?instance }} FILTER(CONTAINS(STR(?instance), "/networks/"))
        GRAPH ?there {{ ?copy bf:itemOf ?instance }} FILTER(?there != {{library}}) BIND(0 AS ?own) }}
      MINUS {{ ?copy {_GONE} }}
      ?instance bf:instanceOf ?work
    }} GROUP BY ?work HAVING (COUNT(DISTINCT ?copy) = 1 && SUM(?own) > 0) }}
  MINUS {{
    GRAPH {{library}} {{ ?work a bf:Work }}
    ?cluster lsp:clusterMember ?work , ?other FILTER(?other != ?work)
    ?edition bf:instanceOf ?other . ?elsewhere bf:itemOf ?edition MINUS {{ ?elsewhere {_GONE} }}
  }}
  FILTER(!CONTAINS(STR(?work), "/networks/") || NOT EXISTS {{
    {{ ?edition bf:instanceOf ?work . GRAPH ?there {{ ?elsewhere bf:itemOf ?edition }} FILTER(?there != {{library}}) }}
    UNION
    {{ ?cluster lsp:clusterMember ?work , ?other FILTER(?other != ?work)
      ?edition bf:instanceOf ?other . ?elsewhere bf:itemOf ?edition }}
    FILTER NOT EXISTS {{ ?elsewhere {_GONE} }}
  }})
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
  {{ SELECT DISTINCT ?version WHERE {{
    {{ {_OF_ONE} ?version }}
    UNION {{ {_OF_ONE}/bf:translationOf ?version }}
    UNION {{ {_OF_ONE}/^bf:translationOf ?version }}
    UNION {{
      {{ SELECT DISTINCT ?called WHERE {{
        {_called(f"{_OF_ONE} ?member .", tongue=False, maker=True)}
        UNION {_called(f"{_OF_ONE} ?member .", tongue=True, maker=True)}
        UNION {_called(f"{_OF_ONE} ?member .", tongue=True, maker=False, more=_NOBODYS)}
        UNION {{ {_OF_ONE} ?member .
          GRAPH ?describing {{ ?member bf:title/bf:mainTitle ?own ; bf:contribution/bf:agent/rdfs:label ?by }}
          BIND(CONCAT(STR(?own), " / ", STR(?by)) AS ?called) }}
      }} }}
      {{ SELECT DISTINCT ?called (?member AS ?version) WHERE {{
        {_called("", tongue=False, maker=True)}
        UNION {_called("", tongue=True, maker=True)}
        UNION {_called("", tongue=True, maker=False, more=_NOBODYS)}
      }} }}
    }}
  }} }}
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
