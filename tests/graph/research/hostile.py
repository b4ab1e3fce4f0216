"""A collection of hostile SPARQL: queries that want another library's statements, another server, or all of a machine.

In a query `{foreign}` stands for the catalogue graph of a library that shares with nobody, `{base}` for the base of all
addresses, `{slug}` for that library's name in them, and `{listener}` for a server that nobody may be made to call.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Ends(Enum):
    """How a query ends."""

    REFUSED = auto()
    """Not run: SPARQL_REFUSED."""
    STOPPED = auto()
    """At its limit of time or memory: SPARQL_TIMEOUT."""
    CUT = auto()
    """Answered up to the limit of rows or size, and said to be cut."""
    EMPTY = auto()
    """Answered with nothing: no row, no triple, false."""
    OWN = auto()
    """Answered whole, with what the asker may read."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One query and the ways in which it may end. `shows` tells that it shows the foreign library to its own staff."""

    name: str
    query: str
    ends: frozenset[Ends]
    shows: bool = False

    def text(self, **values: str) -> str:
        """The query with its places filled."""
        found = self.query
        for name, value in values.items():
            found = found.replace(f"{{{name}}}", value)
        return found


_REFUSED, _EMPTY, _OWN, _CUT = (frozenset({each}) for each in (Ends.REFUSED, Ends.EMPTY, Ends.OWN, Ends.CUT))
_STOPPED: Final = frozenset({Ends.STOPPED})
_LIMITED: Final = frozenset(Ends)
"""Whether it is done before its limit depends on the machine."""

_PREFIXED: Final = "PREFIX p: <{base}{slug}/graphs/> "
_EMPTY_PREFIX: Final = "PREFIX : <{base}{slug}/graphs/> "
_CALL: Final = "PREFIX : <http://{listener}/> SELECT * {{} UNION "
_BF: Final = "http://id.loc.gov/ontologies/bibframe/"
_TITLE: Final = f"?s <{_BF}mainTitle> ?o"

FOREIGN: Final = (
    Hostile("from", "SELECT * FROM <{foreign}> { ?s ?p ?o }", _REFUSED, shows=True),
    Hostile("from named", "SELECT * FROM NAMED <{foreign}> { GRAPH ?g { ?s ?p ?o } }", _REFUSED, shows=True),
    Hostile("from a prefix", _PREFIXED + "SELECT * FROM p:catalogue { ?s ?p ?o }", _REFUSED, shows=True),
    Hostile("from glued", _EMPTY_PREFIX + "SELECT * FROM:catalogue { ?s ?p ?o }", _REFUSED, shows=True),
    Hostile("named glued", _EMPTY_PREFIX + "SELECT*FROM NAMED:catalogue{GRAPH ?g{?s ?p ?o}}", _REFUSED, shows=True),
    Hostile("ask from", "ASKFROM<{foreign}>{?s ?p ?o}", _REFUSED),
    Hostile("from an escape", "SELECT * FROM <{base}\\u0063loister/graphs/catalogue> { ?s ?p ?o }", _REFUSED),
    Hostile("from relative", "BASE <{base}> SELECT * FROM <{slug}/graphs/catalogue> { ?s ?p ?o }", _REFUSED),
    Hostile("describe from", "DESCRIBE ?s FROM <{foreign}> { ?s ?p ?o }", _REFUSED, shows=True),
    Hostile("construct from", "CONSTRUCT { ?s ?p ?o } FROM <{foreign}> WHERE { ?s ?p ?o }", _REFUSED, shows=True),
    Hostile("private kind", "SELECT * FROM <{base}{slug}/graphs/source> { ?s ?p ?o }", _REFUSED),
    Hostile("identity", "SELECT * FROM <{base}graphs/identity> { ?s ?p ?o }", _REFUSED),
    Hostile("graph", "SELECT * { GRAPH <{foreign}> { ?s ?p ?o } }", _EMPTY, shows=True),
    Hostile("graph prefixed", _PREFIXED + "SELECT * { GRAPH p:catalogue { ?s ?p ?o } }", _EMPTY, shows=True),
    Hostile("graph glued", _EMPTY_PREFIX + "SELECT * { GRAPH:catalogue{ ?s ?p ?o } }", _EMPTY, shows=True),
    Hostile("graph percent", "SELECT * { GRAPH <{base}%63loister/graphs/catalogue> { ?s ?p ?o } }", _EMPTY),
    Hostile(
        "graph escaped", "SELECT * { GRAPH <{base}\\u0063loister/graphs/catalogue> { ?s ?p ?o } }", _EMPTY, shows=True
    ),
    Hostile("graph relative", "BASE <{base}> SELECT * { GRAPH <{slug}/graphs/catalogue> { ?s ?p ?o } }", _EMPTY, True),
    Hostile(
        "graph upwards",
        "BASE <{base}harbor/x/> SELECT * { GRAPH <../../{slug}/graphs/catalogue> { ?s ?p ?o } }",
        _EMPTY,
        True,
    ),
    Hostile("graph of values", "SELECT * { VALUES ?g { <{foreign}> } GRAPH ?g { ?s ?p ?o } }", _EMPTY, shows=True),
    Hostile(
        "graph made",
        "SELECT * { BIND(IRI(CONCAT('{base}', '{slug}/graphs/catalogue')) AS ?g) GRAPH ?g { ?s ?p ?o } }",
        _EMPTY,
        True,
    ),
    Hostile("graph filtered", "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(?g = <{foreign}>) }", _EMPTY, shows=True),
    Hostile("graph by name", "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(REGEX(STR(?g), '{slug}')) }", _EMPTY, shows=True),
    Hostile("graph empty", "SELECT * { GRAPH <{foreign}> {} }", frozenset({Ends.EMPTY, Ends.OWN})),
    Hostile("ask", "ASK { GRAPH <{foreign}> { ?s ?p ?o } }", _EMPTY),
    Hostile(
        "optional", "SELECT ?o { OPTIONAL { GRAPH <{foreign}> { ?s ?p ?o } } FILTER(BOUND(?o)) }", _EMPTY, shows=True
    ),
    Hostile(
        "union",
        "SELECT * { { GRAPH <{foreign}> { ?s ?p ?o } } UNION { GRAPH <{foreign}> { ?o ?p ?s } } }",
        _EMPTY,
        True,
    ),
    Hostile("minus", f"SELECT * {{ {_TITLE} MINUS {{ GRAPH <{{foreign}}> {{ ?s ?p ?o }} }} }}", _OWN),
    Hostile(
        "exists", f"SELECT * {{ {_TITLE} FILTER EXISTS {{ GRAPH <{{foreign}}> {{ ?a ?b ?c }} }} }}", _EMPTY, shows=True
    ),
    Hostile("not exists", f"SELECT * {{ {_TITLE} FILTER NOT EXISTS {{ GRAPH <{{foreign}}> {{ ?a ?b ?c }} }} }}", _OWN),
    Hostile("exists in bind", "SELECT * { BIND(EXISTS { GRAPH <{foreign}> { ?a ?b ?c } } AS ?x) FILTER(?x) }", _EMPTY),
    Hostile(
        "exists in order", f"SELECT * {{ {_TITLE} }} ORDER BY (EXISTS {{ GRAPH <{{foreign}}> {{ ?a ?b ?o }} }})", _OWN
    ),
    Hostile("select in select", "SELECT * { { SELECT ?s ?o { GRAPH <{foreign}> { ?s ?p ?o } } } }", _EMPTY, shows=True),
    Hostile(
        "counted", "SELECT ?n { { SELECT (COUNT(*) AS ?n) { GRAPH <{foreign}> { ?s ?p ?o } } } FILTER(?n > 0) }", _EMPTY
    ),
    Hostile("path", "SELECT * { GRAPH <{foreign}> { ?s (!<urn:x>)+ ?o } }", _EMPTY, shows=True),
    Hostile(
        "path backwards", "SELECT * { GRAPH <{foreign}> { ?s ^(!<urn:x>)/(<urn:a>|!<urn:b>)* ?o } }", _EMPTY, shows=True
    ),
    Hostile("path of no length", "SELECT * { GRAPH <{foreign}> { ?s <urn:x>* ?o } }", _EMPTY, shows=True),
    Hostile("path over all", "SELECT * { ?s <urn:x>? ?o FILTER(CONTAINS(STR(?s), '{slug}/')) }", _EMPTY, shows=True),
    Hostile("every graph", "SELECT DISTINCT ?g { GRAPH ?g {} FILTER(CONTAINS(STR(?g), '{slug}')) }", _EMPTY),
    Hostile("construct", "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <{foreign}> { ?s ?p ?o } }", _EMPTY, shows=True),
    Hostile("describe in graph", "DESCRIBE ?s { GRAPH <{foreign}> { ?s ?p ?o } }", _EMPTY, shows=True),
    Hostile("describe its name", "DESCRIBE <{foreign}> <{base}tenants/{slug}>", _EMPTY),
    Hostile(
        "by word",
        "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(CONTAINS(STR(?o), 'Zugvogel')) }",
        _EMPTY,
        True,
    ),
)
"""Another library's graph in every clause where a graph can stand."""

OUTWARDS: Final = (
    Hostile("service", "SELECT * { SERVICE <http://{listener}/> { ?s ?p ?o } }", _REFUSED),
    Hostile("service silent", "SELECT * { SERVICE SILENT <http://{listener}/> { ?s ?p ?o } }", _REFUSED),
    Hostile(
        "service of a variable", "SELECT * { VALUES ?x { <http://{listener}/> } SERVICE ?x { ?s ?p ?o } }", _REFUSED
    ),
    Hostile("service prefixed", _CALL + "{ SERVICE :x { ?s ?p ?o } } }", _REFUSED),
    Hostile("service glued", _CALL + "{ SERVICE:x{ ?s ?p ?o } } }", _REFUSED),
    Hostile("service glued small", _CALL + "{ service:x{ ?s ?p ?o } } }", _REFUSED),
    Hostile("service behind a truth", _CALL + "{ ?s ?p trueSERVICE:x{ ?s ?p ?o } } }", _REFUSED),
    Hostile("service behind a number", _CALL + "{ ?s ?p 1e5SERVICE <http://{listener}/> { ?s ?p ?o } } }", _REFUSED),
    Hostile("service behind a dot", _CALL + "{ ?s ?p 1.SERVICE:x{ ?s ?p ?o } } }", _REFUSED),
    Hostile("service behind a text", _CALL + "{ ?s ?p ''SERVICE:x{ ?s ?p ?o } } }", _REFUSED),
    Hostile("service behind a comparison", _CALL + "{ FILTER(1<2)SERVICE:x{ ?s ?p ?o }FILTER(2>1) } }", _REFUSED),
    Hostile("service in exists", "SELECT * { FILTER EXISTS { SERVICE <http://{listener}/> { ?s ?p ?o } } }", _REFUSED),
    Hostile("service in minus", "SELECT * { ?s ?p ?o MINUS { SERVICE <http://{listener}/> { ?s ?p ?o } } }", _REFUSED),
    Hostile("service escaped", "SELECT * { \\u0053ERVICE <http://{listener}/> { ?s ?p ?o } }", _REFUSED),
    Hostile("service long escaped", "SELECT * { SER\\U00000056ICE <http://{listener}/> { ?s ?p ?o } }", _REFUSED),
    Hostile("service behind a comment", "SELECT * { #\\u000A\nSERVICE <http://{listener}/> { ?s ?p ?o } }", _REFUSED),
    Hostile("service behind a return", "SELECT * { #\rSERVICE <http://{listener}/> { ?s ?p ?o } }", _REFUSED),
    Hostile("service in a text's clothes", "SELECT * { ?s ?p '\\'' SERVICE <http://{listener}/> {} #'\n }", _REFUSED),
    Hostile("a function", "SELECT (<http://{listener}/f>(1) AS ?x) {}", _REFUSED),
    Hostile("a graph elsewhere", "SELECT * FROM <http://{listener}/> { ?s ?p ?o }", _REFUSED),
    Hostile("load", "LOAD <http://{listener}/>", _REFUSED),
    Hostile("load behind a query", "SELECT * {} ; LOAD <http://{listener}/>", _REFUSED),
    Hostile("insert", "INSERT DATA { GRAPH <{foreign}> { <urn:a> <urn:b> <urn:c> } }", _REFUSED),
    Hostile("delete", "PREFIX a: <urn:a> DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", _REFUSED),
    Hostile("with", "WITH <{foreign}> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", _REFUSED),
    Hostile("clear", "CLEAR SILENT ALL", _REFUSED),
    Hostile("drop", "DROP GRAPH <{foreign}>", _REFUSED),
    Hostile("create", "CREATE GRAPH <urn:g>", _REFUSED),
    Hostile("copy", "COPY <{foreign}> TO DEFAULT", _REFUSED),
    Hostile("move", "MOVE <{foreign}> TO DEFAULT", _REFUSED),
    Hostile("add", "ADD <{foreign}> TO DEFAULT", _REFUSED),
)
"""What would call another server, or write."""


def _triples(count: int) -> str:
    return " ".join(f"?s{number} ?p{number} ?o{number} ." for number in range(count))


def _doubled(times: int) -> str:
    return "BIND('xxxxxxxx' AS ?v0) " + " ".join(
        f"BIND(CONCAT(?v{number}, ?v{number}) AS ?v{number + 1})" for number in range(times)
    )


FLOODS: Final = (
    Hostile("cross product counted", f"SELECT (COUNT(*) AS ?n) {{ {_triples(5)} }}", _STOPPED),
    Hostile("cross product shown", f"SELECT * {{ {_triples(3)} }}", _CUT),
    Hostile("cross product sorted", f"SELECT * {{ {_triples(3)} }} ORDER BY ?o2 ?o1 ?s0", _STOPPED),
    Hostile("cross product distinct", f"SELECT DISTINCT ?o0 ?o1 ?o2 {{ {_triples(3)} }} OFFSET 999999999", _STOPPED),
    Hostile("cross product grouped", f"SELECT ?o0 (COUNT(*) AS ?n) {{ {_triples(4)} }} GROUP BY ?o0 ?o1", _STOPPED),
    Hostile("cross product never true", f"SELECT * {{ {_triples(4)} FILTER(?o0 = ?o1 + ?o2 + ?o3) }}", _STOPPED),
    Hostile("ask never true", f"ASK {{ {_triples(4)} FILTER(STRLEN(CONCAT(STR(?o0), STR(?o3))) < 0) }}", _STOPPED),
    Hostile("construct flood", f"CONSTRUCT {{ ?s0 ?p0 ?o1 . ?s1 ?p1 ?o2 }} WHERE {{ {_triples(3)} }}", _CUT),
    Hostile("describe everything", "DESCRIBE *  { ?s ?p ?o }", frozenset({Ends.CUT, Ends.STOPPED})),
    Hostile(
        "not exists of everything",
        f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ {_triples(3)} FILTER(?o0 = ?c && ?o1 = 5) }} }}",
        _STOPPED,
    ),
    Hostile(
        "optional flood",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i OPTIONAL { ?j ?k ?l } } } }",
        _STOPPED,
    ),
    Hostile("minus flood", f"SELECT (COUNT(*) AS ?n) {{ {_triples(2)} MINUS {{ ?s0 ?x ?o1 . ?s1 ?y ?z }} }}", _STOPPED),
    Hostile(
        "path of anything",
        "SELECT (COUNT(*) AS ?n) { ?s (!<urn:a>|!<urn:b>)* ?o . ?x (!<urn:a>|^!<urn:b>)* ?y }",
        _STOPPED,
    ),
    Hostile(
        "path both ways",
        "SELECT (COUNT(*) AS ?n) { ?s (!<urn:a>|!(^<urn:b>))* ?o . ?o (!<urn:a>|!(^<urn:b>))+ ?z }",
        _STOPPED,
    ),
    Hostile(
        "path of paths",
        "SELECT * { ?s ((!<urn:a>)*/(!<urn:b>)*)* ?o . ?o ((!<urn:a>)+/(^(!<urn:b>))+)+ ?z } OFFSET 99999999",
        _STOPPED,
    ),
    Hostile(
        "path long", "SELECT * { ?s " + "/".join(["(!<urn:a>|^!<urn:b>)"] * 40) + " ?o } OFFSET 99999999", _STOPPED
    ),
    Hostile("sequence of a thousand", "SELECT * { ?s " + "/".join(["<urn:p>"] * 2000) + " ?o }", _STOPPED),
    Hostile("list of lists", "SELECT * { ?s ?p " + "(" * 199 + "1" + ")" * 199 + " }", _LIMITED),
    Hostile("patterns by the thousand", f"SELECT * {{ {_triples(3000)} }}", _STOPPED),
    Hostile("values by the thousand", "SELECT * { VALUES ?x { " + "1 " * 45_000 + "} }", _CUT),
    Hostile(
        "values against values",
        "SELECT (COUNT(*) AS ?n) { "
        + " ".join(f"VALUES ?v{n} {{ {'1 2 3 4 5 6 7 8 9 0 ' * 100} }}" for n in range(5))
        + "}",
        _STOPPED,
    ),
    Hostile(
        "unions by the thousand",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 5000) + " }",
        frozenset({Ends.CUT, Ends.STOPPED}),
    ),
    Hostile("unions in unions", "SELECT * { " + "{" * 100 + "?s ?p ?o" + "} UNION { ?s ?p ?o }" * 100 + " }", _LIMITED),
    Hostile("optionals by the thousand", "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 4000 + " }", _LIMITED),
    Hostile("alternatives by the thousand", "SELECT * { ?s " + "|".join(["<urn:p>"] * 9000) + " ?o }", _LIMITED),
    Hostile(
        "conditions by the thousand", "SELECT * { ?s ?p ?o FILTER(" + "||".join(["?s=1"] * 15_000) + ") }", _LIMITED
    ),
    Hostile("sums by the thousand", "SELECT * { ?s ?p ?o FILTER(" + "+".join(["1"] * 40_000) + " < 0) }", _LIMITED),
    Hostile("negations by the thousand", "SELECT * { FILTER(" + "!" * 90_000 + "true) }", _LIMITED),
    Hostile(
        "binds by the thousand", "SELECT * { " + "".join(f"BIND(1 AS ?s{n})" for n in range(6000)) + " }", _LIMITED
    ),
    Hostile("deep parentheses", "SELECT * { FILTER(" + "(" * 45_000 + "1" + ")" * 45_000 + ") }", _REFUSED),
    Hostile("deep groups", "SELECT * " + "{" * 45_000 + "}" * 45_000, _REFUSED),
    Hostile("deep and never closed", "SELECT * { FILTER(" + "(" * 90_000, _REFUSED),
    Hostile("deep selects", "SELECT * { " + "{ SELECT * {" * 6000 + "?s ?p ?o" + "}}" * 6000 + " }", _REFUSED),
    Hostile("deep exists", "SELECT * { " + "FILTER EXISTS {" * 5000 + "?s ?p ?o" + "}" * 5000 + " }", _REFUSED),
    Hostile("deep blank nodes", "SELECT * { ?s ?p " + "[ ?p " * 9000 + "1" + "]" * 9000 + " }", _REFUSED),
    Hostile("deep functions", "SELECT * { BIND(" + "IF(true,1," * 8000 + "1" + ")" * 8000 + " AS ?x) }", _REFUSED),
    Hostile(
        "regex that backtracks",
        "SELECT * { ?s ?p ?o BIND('"
        + "a" * 20_000
        + "!' AS ?t) FILTER(REGEX(?t, '(a+)+$') || REGEX(?t, '(a|a)*b')) } OFFSET 999999999",
        frozenset({Ends.STOPPED, Ends.EMPTY}),
    ),
    Hostile(
        "regex of every text",
        f"SELECT (COUNT(*) AS ?n) {{ {_triples(3)} FILTER(REGEX(CONCAT(STR(?o0), STR(?o2)), '(x|y)*(w|v)+$')) }}",
        _STOPPED,
    ),
    Hostile(
        "regex too large", "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '((((a{99}){99}){99}){99}){99}')) }", _LIMITED
    ),
    Hostile("texts that double", f"SELECT (STRLEN(?v40) AS ?n) {{ {_doubled(40)} }}", _STOPPED),
    Hostile("a text too long to send", f"SELECT ?v22 {{ {_doubled(22)} }}", frozenset({Ends.CUT, Ends.STOPPED})),
    Hostile(
        "replaced by more",
        "SELECT (STRLEN(?z) AS ?n) { BIND('"
        + "a" * 9000
        + "' AS ?a) BIND(REPLACE(?a, 'a', ?a) AS ?x) BIND(REPLACE(?x, 'a', ?a) AS ?z) }",
        _STOPPED,
    ),
    Hostile(
        "texts joined",
        f"SELECT (STRLEN(GROUP_CONCAT(?o0; separator='{'x' * 5000}')) AS ?n) {{ {_triples(3)} }}",
        _STOPPED,
    ),
    Hostile(
        "encoded again and again",
        "SELECT (STRLEN(?n) AS ?m) { BIND(" + "ENCODE_FOR_URI(" * 150 + "'%'" + ")" * 150 + " AS ?n) }",
        _LIMITED,
    ),
    Hostile("everything in order", "SELECT * { ?s ?p ?o . ?a ?b ?c } ORDER BY " + "DESC(?o) ?c ?s " * 500, _STOPPED),
    Hostile("everything distinct", "SELECT DISTINCT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f } OFFSET 99999999999", _STOPPED),
    Hostile("random order", f"SELECT * {{ {_triples(3)} }} ORDER BY RAND()", _STOPPED),
    Hostile("a megabyte", "SELECT * { ?s ?p '" + "x" * 900_000 + "' }", _REFUSED),
    Hostile("a megabyte of spaces", "ASK {} " + " " * 900_000, _REFUSED),
    Hostile("digits", "9" * 100_000, _REFUSED),
    Hostile("dots", "." * 100_000, _REFUSED),
    Hostile("words and dots", "a." * 50_000, _REFUSED),
    Hostile("quotes", "'''" + "'" * 90_000, _REFUSED),
    Hostile("quotes and backslashes", '"""' + '\\"' * 45_000, _REFUSED),
    Hostile("angles", "SELECT * { " + "<" * 90_000, _REFUSED | _STOPPED),
    Hostile("prefixes", "PREFIX a: <urn:a> " * 5000 + "SELECT", _REFUSED),
    Hostile("nothing", " \n#", _REFUSED),
    Hostile("a zero", "SELECT * { ?s ?p '\0' }", _EMPTY),
)
"""What would take all of a machine: its time, its memory, its stack."""


COLLECTION: Final = (*FOREIGN, *OUTWARDS, *FLOODS)
"""All of them."""
