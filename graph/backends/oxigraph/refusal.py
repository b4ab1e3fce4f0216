"""What is asked in a query before it runs: what would write or call out is refused, FROM clauses are checked.

The text is cut into the tokens of the SPARQL 1.1 grammar (section 19.8), so that a word in a string, an IRI, a
comment, a name or a variable is not taken for a keyword. Whether the query is well formed is the engine's to say.
Cutting takes time in proportion to the text, whatever it is: every repetition is possessive, and what a repetition
has passed over is never looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from graph.store.sparql import NamedGraphs, SparqlRefused

LONGEST: Final = 100_000
"""Characters of a query's text."""

DEEPEST: Final = 200
"""Brackets open at once: the engine reads what is nested by recursion."""

_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*+)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
  | (?P<text>'{3}(?:(?:'{0,2})(?:[^'\\]|\\.))*+'{3}|"{3}(?:(?:"{0,2})(?:[^"\\]|\\.))*+"{3}
        |'(?:[^'\\\n\r]|\\.)*+'|"(?:[^"\\\n\r]|\\.)*+")
  | (?P<open>['"])
  | (?P<variable>[?$][\w\u00b7]++)
  | (?P<name>[\w\u00b7.-]*+:(?:[\w\u00b7.:%-]|\\.)*+)
  | (?P<tag>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<run>[\w\u00b7.-]++)
  | (?P<space>\s++)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD: Final = re.compile(r"(?P<word>[A-Za-z_]\w*+)|(?P<other>[^A-Za-z_]++)")
_GLUED: Final = re.compile(r"([^:]*(?:SERVICE|FROM|NAMED))(:.*)", re.IGNORECASE | re.DOTALL)
"""A keyword, maybe behind a literal, with a name of the empty prefix right behind it."""
_WRITES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_BRACKETS: Final = {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a query runs over."""

    default: tuple[str, ...]
    named: tuple[str, ...]


def checked(text: str, graphs: frozenset[str], asked: NamedGraphs | None = None) -> Dataset:
    """The dataset for a query over `graphs`, as the request or else the text names it. Raises `SparqlRefused` for what
    may not run.
    """
    if len(text) > LONGEST:
        raise SparqlRefused("The query is longer than a query may be.", hint=f"Send at most {LONGEST:,} characters.")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise SparqlRefused("The query holds half a character.", hint="Send it as UTF-8.")
    tokens = _tokens(text)
    words = [token.upper() for kind, token in tokens if kind == "word"]
    # The engine takes a keyword also where it stands right behind a literal: `trueSERVICE`.
    if any(word.endswith("SERVICE") for word in words):
        raise SparqlRefused("The query would call another server.", hint="Leave the SERVICE clause out.")
    form = next((word for word in words if word in _FORMS or word in _WRITES), None)
    if form in _WRITES:
        raise SparqlRefused(f"The query would write ({form}).", hint="Change data through the API.")
    _check_depth(tokens)
    if asked is not None:
        return _dataset(list(asked.default), list(asked.named), graphs)
    return _dataset(*_from_clauses(tokens), graphs)


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "open":
            raise SparqlRefused(f"The string that begins at character {match.start() + 1} of the query never ends.")
        if kind == "run":
            found.extend((str(part.lastgroup), part.group()) for part in _WORD.finditer(match.group()))
        elif kind not in {"comment", "space"}:
            found.append((kind, match.group()))
    if any(kind == "name" and (name == ":" or name.upper() == "PREFIX:") for kind, name in found):
        return [part for token in found for part in _unglued(token)]
    return found


def _unglued(token: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """`SERVICE:x` as the engine reads it where there is an empty prefix: a keyword and a name."""
    glued = _GLUED.fullmatch(token[1]) if token[0] == "name" else None
    if glued is None:
        yield token
    else:
        yield "word", glued[1]
        yield "name", glued[2]


def _check_depth(tokens: list[tuple[str, str]]) -> None:
    depth = 0
    for kind, token in tokens:
        depth += _BRACKETS.get(token, 0) if kind == "other" else 0
        if depth > DEEPEST:
            raise SparqlRefused(
                "The query is nested deeper than a query may be.", hint=f"Open at most {DEEPEST} brackets at once."
            )


def _dataset(default: list[str], named: list[str], graphs: frozenset[str]) -> Dataset:
    if not default and not named:
        readable = tuple(sorted(graphs))
        return Dataset(readable, readable)
    foreign = sorted({*default, *named} - graphs)
    if foreign:
        message = f"The graph <{foreign[0][:200]}> is not readable here."
        raise SparqlRefused(message, hint="Leave FROM out, or name other graphs.")
    return Dataset(tuple(default), tuple(named))


def _from_clauses(tokens: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """The graphs of FROM and FROM NAMED, as absolute IRIs."""
    prefixes: dict[str, str] = {}
    base = ""
    default: list[str] = []
    named: list[str] = []
    for at, (kind, token) in enumerate(tokens):
        following = tokens[at + 1 : at + 3]
        if kind == "word" and token.upper() == "BASE" and following:
            base = _joined(base, following[0][1][1:-1])
        elif kind == "word" and token.upper() == "PREFIX" and len(following) == 2:
            prefixes[following[0][1]] = following[1][1][1:-1]
        elif kind == "word" and token.upper().endswith("FROM") and following:
            is_named = following[0][0] == "word" and following[0][1].upper() == "NAMED"
            found = following[-1] if is_named else following[0]
            (named if is_named else default).append(_absolute(found, prefixes, base))
    return default, named


def _absolute(token: tuple[str, str], prefixes: dict[str, str], base: str) -> str:
    kind, text = token
    iri = text[1:-1] if kind == "iri" else ""
    if kind == "name":
        prefix, _, local = text.partition(":")
        iri = prefixes.get(f"{prefix}:", "") + local
    iri = _joined(base, iri)
    if "://" not in iri:
        raise SparqlRefused("A FROM clause names no graph.", hint="Write the graph's whole address after FROM.")
    return iri


def _joined(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:  # it looks like an address and is none
        return ""
