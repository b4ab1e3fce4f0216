"""The text of lending rules cut into items (a rule, a schedule) and their tokens; comments are kept beside them.

An item begins at the margin and goes on over the indented lines below it. The end of a line ends a declaration as a
comma does; nothing else depends on lines. `#` begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from graph.circulation.rules.errors import Problem

_TOKEN: Final = re.compile(r"""(?P<word>[^\s:,{}=#"]+)|(?P<quoted>"[^"]*")|(?P<mark>[:,{}=])|(?P<bad>")""")


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    MARK = "mark"
    LINE = "line"  # the end of a line


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text (quotes taken off) and where it begins, counting from 1."""

    kind: Kind
    text: str
    line: int
    column: int

    def is_mark(self, mark: str) -> bool:
        """Whether it is this mark."""
        return self.kind is Kind.MARK and self.text == mark

    @property
    def ends(self) -> bool:
        """Whether it ends a declaration."""
        return self.kind is Kind.LINE or self.is_mark(",")

    @property
    def shown(self) -> str:
        """How an error names it."""
        return "the end of the line" if self.kind is Kind.LINE else f"“{self.text}”"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its `#`; `beside` where code stands before it on its line."""

    text: str
    line: int
    beside: bool


@dataclass(slots=True)
class RawItem:
    """The tokens of one rule or schedule, the lines above it, and the comments within."""

    line: int
    lead: tuple[str, ...]
    tokens: list[Token] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


@dataclass(slots=True)
class Cut:
    """A text as items. `tail` are the lines below the last one."""

    items: list[RawItem]
    tail: tuple[str, ...]
    problems: list[Problem]


def cut(text: str) -> Cut:
    """The items of a text; what is no token is a problem."""
    found = Cut([], (), [])
    pending: list[str] = []
    above: list[Comment] = []  # the comments in `pending`, should the item go on below them
    for number, line in enumerate(_lines(text), 1):
        code, comment = _split(line)
        if not code.strip():
            pending.append(comment)
            if comment:
                above.append(Comment(comment, number, beside=False))
            continue
        continues = found.items and (code[0].isspace() or code.strip() == "}")
        if not continues:
            found.items.append(RawItem(number, set_apart(pending, first=not found.items)))
        else:
            found.items[-1].comments += above
        pending, above = [], []
        item = found.items[-1]
        item.tokens += _tokens(code, number, found.problems)
        if comment:
            item.comments.append(Comment(comment, number, beside=True))
    found.tail = set_apart(pending, first=not found.items)
    while found.tail and not found.tail[-1]:
        found.tail = found.tail[:-1]
    return found


def set_apart(lines: list[str], *, first: bool) -> tuple[str, ...]:
    """Comment lines with no two empty ones together, and none at the very top of the text."""
    kept: list[str] = []
    for each in lines:
        if each or (kept[-1] if kept else not first):
            kept.append(each)
    return tuple(kept)


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _split(line: str) -> tuple[str, str]:
    """The code and the comment of a line; a `#` in quotes is none."""
    quoted = False
    for n, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character == "#" and not quoted:
            return line[:n], line[n:].rstrip()
    return line, ""


def _tokens(code: str, number: int, problems: list[Problem]) -> Iterator[Token]:
    for found in _TOKEN.finditer(code):
        kind, column = found.lastgroup, found.start() + 1
        if kind == "bad":
            problems.append(Problem(number, column, 'expected a closing “"” on this line'))
            continue
        yield Token(Kind(kind or "word"), found[0].strip('"') if kind == "quoted" else found[0], number, column)
    yield Token(Kind.LINE, "", number, len(code.rstrip()) + 1)
