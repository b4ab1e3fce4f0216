"""Reading the tokens of one declaration: what comes next, or an error that says what was expected there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Final, TypeVar

from graph.circulation.duration import Duration, TimeUnit
from graph.circulation.rules.errors import Problem, nearest
from graph.circulation.rules.lexer import Kind, Token
from mappings.money import DECIMALS, InvalidMoney, Money

T = TypeVar("T")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")
_AMOUNT: Final = re.compile(r"[0-9][0-9.,]*")
_UNITS: Final = {name: unit for unit in TimeUnit for name in (unit.value, unit.value[:-1])}
_YEARS: Final = range(1900, 3000)


class Unexpected(Exception):
    """Something else stands where a word was expected. It never leaves the parser."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Reader:
    """The tokens of one part of a text, read from left to right. Problems are gathered where reading can go on."""

    def __init__(self, tokens: Sequence[Token], end: Token, problems: list[Problem]) -> None:
        self._tokens, self._at, self._end = tokens, 0, end
        self.problems = problems

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self._tokens[self._at] if self._at < len(self._tokens) else self._end

    @property
    def done(self) -> bool:
        """Whether all was read."""
        return self._at >= len(self._tokens)

    @property
    def last(self) -> Token:
        """The token that was read last."""
        return self._tokens[self._at - 1]

    def take(self) -> Token:
        """The next token, read."""
        token = self.next
        self._at += 1
        return token

    def takes(self, *words: str) -> bool:
        """Whether the next tokens are these words and marks; they are read if so."""
        there = self._tokens[self._at : self._at + len(words)]
        if [each.text for each in there if each.kind is not Kind.QUOTED] != list(words):
            return False
        self._at += len(words)
        return True

    def fail(self, expected: str, known: Iterable[str] = (), *, token: Token | None = None) -> Unexpected:
        """The error that something else stands here, with what was probably meant."""
        found = token or self.next
        suggestion = nearest(found.text, known) if found.kind is Kind.WORD else ""
        problem = Problem(found.line, found.column, f"expected {expected}, not {found.shown}", suggestion)
        return Unexpected(problem)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """What is wrong inside is noted, and reading goes on behind it."""
        try:
            yield
        except Unexpected as error:
            self.problems.append(error.problem)

    def attempt(self, read: Callable[[Reader], T]) -> T | None:
        """What is read; None where something was wrong, which is noted."""
        try:
            return read(self)
        except Unexpected as error:
            self.problems.append(error.problem)
            return None

    def end(self, after: str) -> None:
        """Nothing more comes."""
        if not self.done:
            raise self.fail(f"a comma or the end of the line after {after}")

    def choice(self, expected: str, known: dict[str, T]) -> T:
        """One of the known words."""
        token = self.next
        if token.kind is not Kind.WORD or token.text not in known:
            raise self.fail(f"{expected}: {listed(known)}", known)
        self._at += 1
        return known[token.text]

    def name(self, expected: str) -> str:
        """A name, with or without quotes."""
        if self.next.kind not in {Kind.WORD, Kind.QUOTED} or not self.next.text.strip():
            raise self.fail(expected)
        return self.take().text

    def names(self, expected: str) -> tuple[str, ...]:
        """One or more names, to the end."""
        found = [self.name(expected)]
        while not self.done:
            found.append(self.name(expected))
        return tuple(found)

    def number(self, expected: str, known: Iterable[str] = ()) -> int:
        """A whole number from 0 to 9999."""
        if not _NUMBER.fullmatch(self.next.text) or self.next.kind is not Kind.WORD:
            raise self.fail(expected, known)
        return int(self.take().text)

    def duration(self, expected: str = "a length of time such as “28 days”", known: Iterable[str] = ()) -> Duration:
        """A number and a unit of time."""
        count = self.number(expected, known)
        if self.next.text not in _UNITS:
            units = [each.value for each in TimeUnit]
            raise self.fail(f"a unit of time: {listed(units)}", units)
        return Duration(count, _UNITS[self.take().text])

    def day(self) -> date:
        """A date as 2026-07-31."""
        try:
            found = date.fromisoformat(self.next.text) if len(self.next.text) == 10 else None
        except ValueError:
            found = None
        if found is None or found.year not in _YEARS:
            raise self.fail("a date such as 2026-07-31")
        self._at += 1
        return found

    def money(self, expected: str = "an amount such as “0.50 EUR”", known: Iterable[str] = ()) -> Money:
        """An amount and a currency."""
        amount = self.next
        if amount.kind is not Kind.WORD or not _AMOUNT.fullmatch(amount.text):
            raise self.fail(expected, known)
        self._at += 1
        if self.next.text not in DECIMALS:
            raise self.fail("a currency of ISO 4217 such as EUR", DECIMALS)
        try:
            return Money.read(amount.text, self.take().text)
        except InvalidMoney as error:
            raise Unexpected(Problem(amount.line, amount.column, error.message.removesuffix("."))) from None

    def entries(self, expected: str) -> list[Reader]:
        """What stands in braces, cut at commas and ends of lines."""
        opening = self.next
        if not opening.is_mark("{"):
            raise self.fail(expected)
        self._at += 1
        inside: list[Token] = []
        while not self.done and not self.next.is_mark("}"):
            inside.append(self.take())
        if self.done:
            raise Unexpected(Problem(opening.line, opening.column, "expected a closing “}” for this “{”"))
        closing = self.take()
        return parts(inside, closing, self.problems)


def parts(tokens: Sequence[Token], end: Token, problems: list[Problem]) -> list[Reader]:
    """A reader for each part of a list, cut at commas and ends of lines outside braces; empty parts are left out."""
    found: list[Reader] = []
    current: list[Token] = []
    depth = 0
    for token in tokens:
        if token.ends and not depth:
            if current:
                found.append(Reader(current, token, problems))
            current = []
            continue
        depth += token.is_mark("{") - (depth > 0 and token.is_mark("}"))
        current.append(token)
    if current:
        found.append(Reader(current, end, problems))
    return found


def listed(words: Iterable[str], last_by: str = "or") -> str:
    """Words as a sentence lists them."""
    *most, last = words
    return f"{', '.join(most)} {last_by} {last}" if most else last
