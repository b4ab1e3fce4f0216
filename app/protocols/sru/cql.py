"""CQL, the Contextual Query Language (version 1.2), as a tree. What its names mean is not known here.

dc.title all "whales sea" and (dc.creator = melville or dc.date within "1850 1860") sortBy dc.title
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from app.protocols.sru.diagnostics import (
    BOOLEAN_MODIFIER,
    NESTED,
    PROXIMITY,
    SYNTAX,
    TOO_LONG,
    TOO_MANY_BOOLEANS,
    SearchRefused,
)

LONGEST: Final = 4_000
MOST_BOOLEANS: Final = 50
DEEPEST: Final = 30
_TOKEN: Final = re.compile(
    r"""(?P<space>\s++) | (?P<text>"(?:[^"\\]|\\.)*+") | (?P<symbol><=|>=|<>|==|[=<>/()]) | (?P<word>[^\s"()=<>/]++)
      | (?P<open>")""",
    re.VERBOSE | re.DOTALL,
)
_BOOLEANS: Final = frozenset({"and", "or", "not", "prox"})
_COMPARING: Final = frozenset({"=", "<", ">", "<=", ">=", "<>", "=="})


@dataclass(frozen=True, slots=True)
class Term:
    """A search for a term in an index (empty where none is named), with a relation, its modifiers, and the prefixes of
    context sets that were given names around it.
    """

    index: str
    relation: str
    term: str
    modifiers: tuple[str, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Both:
    """Two queries joined by `and`, `or` or `not`."""

    how: str
    left: Tree
    right: Tree


Tree: TypeAlias = Term | Both


@dataclass(frozen=True, slots=True)
class Sorting:
    """An index to sort by, and its modifiers."""

    index: str
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query: what is looked for, in which order."""

    tree: Tree
    sorting: tuple[Sorting, ...] = ()


def parse(text: str) -> Query:
    """The query that a text is. Raises `SearchRefused`."""
    if len(text) > LONGEST:
        raise SearchRefused(TOO_LONG, f"at most {LONGEST}")
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[tuple[str, str]]:
    found = []
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "open":
            raise SearchRefused(SYNTAX, "a quotation mark that is never closed")
        if kind == "text":
            found.append((kind, match.group()[1:-1]))
        elif kind != "space":
            found.append((kind, match.group()))
    return found


class _Parser:
    """Reads tokens from left to right; all booleans bind alike."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens, self._at = tokens, 0
        self._booleans = self._depth = 0

    def whole(self) -> Query:
        tree = self._query({})
        sorting: list[Sorting] = []
        if self._is_word("sortby"):
            self._at += 1
            while self._kind() in {"word", "text"}:
                sorting.append(Sorting(self._taken(), self._modifiers()))
            if not sorting:
                raise SearchRefused(SYNTAX, "sortBy without an index")
        if self._at < len(self._tokens):
            raise SearchRefused(SYNTAX, self._tokens[self._at][1])
        return Query(tree, tuple(sorting))

    def _query(self, prefixes: Mapping[str, str]) -> Tree:
        while self._is_symbol(">"):
            self._at += 1
            name, uri = "", self._named()
            if self._is_symbol("="):
                self._at += 1
                name, uri = uri.lower(), self._named()
            prefixes = {**prefixes, name: uri}
        tree = self._clause(prefixes)
        while self._kind() == "word" and self._tokens[self._at][1].lower() in _BOOLEANS:
            tree = Both(self._boolean(), tree, self._clause(prefixes))
        return tree

    def _boolean(self) -> str:
        how = self._taken().lower()
        self._booleans += 1
        if how == "prox":
            raise SearchRefused(PROXIMITY)
        if self._booleans > MOST_BOOLEANS:
            raise SearchRefused(TOO_MANY_BOOLEANS, f"at most {MOST_BOOLEANS}")
        if modifiers := self._modifiers():
            raise SearchRefused(BOOLEAN_MODIFIER, modifiers[0])
        return how

    def _clause(self, prefixes: Mapping[str, str]) -> Tree:
        if self._is_symbol("("):
            self._at, self._depth = self._at + 1, self._depth + 1
            if self._depth > DEEPEST:
                raise SearchRefused(NESTED, f"at most {DEEPEST}")
            tree = self._query(prefixes)
            if not self._is_symbol(")"):
                raise SearchRefused(SYNTAX, "a bracket that is never closed")
            self._at, self._depth = self._at + 1, self._depth - 1
            return tree
        first_kind, first = self._kind(), self._named()
        relation = self._relation()
        if relation is None:
            return Term("", "=", first, prefixes=prefixes)
        if first_kind != "word":
            raise SearchRefused(SYNTAX, first)
        modifiers = self._modifiers()
        return Term(first, relation, self._named(), modifiers, prefixes)

    def _relation(self) -> str | None:
        """The relation that follows a word, None where it was a term by itself."""
        if self._kind() == "symbol" and self._tokens[self._at][1] in _COMPARING:
            return self._taken()
        if self._kind() == "word" and self._tokens[self._at][1].lower() not in {*_BOOLEANS, "sortby"}:
            return self._taken().lower()
        return None

    def _modifiers(self) -> tuple[str, ...]:
        found = []
        while self._is_symbol("/"):
            self._at += 1
            said = self._named()
            if self._kind() == "symbol" and self._tokens[self._at][1] in _COMPARING:
                said += self._taken() + self._named()
            found.append(said.lower())
        return tuple(found)

    def _named(self) -> str:
        if self._kind() not in {"word", "text"}:
            said = self._tokens[self._at][1] if self._at < len(self._tokens) else "it ends too soon"
            raise SearchRefused(SYNTAX, said)
        return self._taken()

    def _taken(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _is_symbol(self, symbol: str) -> bool:
        return self._kind() == "symbol" and self._tokens[self._at][1] == symbol

    def _is_word(self, word: str) -> bool:
        return self._kind() == "word" and self._tokens[self._at][1].lower() == word
