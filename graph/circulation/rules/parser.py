"""Reading a text of lending rules: all rules, or every problem in it at once.

# a comment
everywhere            : loanable, period 28 days, renewals 2
harbor group=student  : items 20
harbor/map-room type=map :
    not loanable
    requests none

schedule terms :
    2026-02-01 to 2026-06-30 due 2026-07-15
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graph.circulation.rules.declarations import BY_WORD
from graph.circulation.rules.errors import InvalidRules, Problem
from graph.circulation.rules.lexer import Comment, Kind, RawItem, Token, cut
from graph.circulation.rules.model import (
    Declaration,
    Field,
    OnSchedule,
    Rule,
    RuleSet,
    Schedule,
    Selector,
    Term,
)
from graph.circulation.rules.reader import Reader, parts
from graph.circulation.units import EVERYWHERE

LONGEST: Final = 500_000
"""How many characters a text may have: some 8,000 rules."""

MOST_PROBLEMS: Final = 1_000
"""Behind so many problems nothing more is read: this is no text of rules."""

_CRITERIA: Final = {"group": "group", "type": "material_type", "loan": "loan_type"}
_ORDER: Final = {each: n for n, each in enumerate(Field)}
_FLAGS: Final = (Field.LOANABLE, Field.RENEWABLE)


def parse(text: str) -> RuleSet:
    """The rules of a text. Raises `InvalidRules` with every problem in it."""
    if len(text) > LONGEST:
        raise InvalidRules([Problem(1, 1, f"expected at most {LONGEST:,} characters, not {len(text):,}")])
    whole = cut(text)
    parser = _Parser(whole.problems)
    items: list[Rule | Schedule] = []
    for raw in whole.items:
        if len(parser.problems) >= MOST_PROBLEMS:
            break
        item = parser.item(raw)
        if item is not None:
            items.append(item)
    else:
        parser.check_schedules()
    if parser.problems:
        raise InvalidRules(sorted(parser.problems, key=lambda each: (each.line, each.column)))
    return RuleSet(tuple(items), whole.tail)


class _Parser:
    """Reads item after item and gathers what is wrong, and which schedules are named where."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self._schedules: dict[str, int] = {}
        self._named: list[Token] = []

    def item(self, raw: RawItem) -> Rule | Schedule | None:
        """One rule or schedule; nothing where it can't be understood."""
        tokens = raw.tokens
        colon = next((n for n, each in enumerate(tokens) if each.is_mark(":")), None)
        if colon is None:
            self._note(tokens[-1], "expected “:” and what is declared")
            return None
        head = Reader([each for each in tokens[:colon] if each.kind is not Kind.LINE], tokens[colon], self.problems)
        body = parts(tokens[colon + 1 :], tokens[-1], self.problems)
        if not body:
            self._note(tokens[-1], "expected what is declared after “:”")
        if _is_schedule(tokens[:colon]):
            return self._schedule(raw, head, body)
        selector = head.attempt(_selector)
        declarations = self._declarations(body)
        if selector is None:
            return None
        return _commented(Rule(selector, declarations, raw.lead, raw.line), raw.comments)

    def check_schedules(self) -> None:
        """Every schedule that is named must be there."""
        for token in self._named:
            if token.text not in self._schedules:
                reader = Reader([token], token, self.problems)
                with reader.going_on():
                    raise reader.fail("the name of a schedule of this text", self._schedules)

    def _note(self, token: Token, message: str) -> None:
        self.problems.append(Problem(token.line, token.column, message))

    def _declarations(self, body: list[Reader]) -> tuple[Declaration, ...]:
        found: dict[Field, Declaration] = {}
        for reader in body:
            first = reader.next
            with reader.going_on():
                declaration = self._declaration(reader)
                if declaration.field in found:
                    raise reader.fail(f"“{declaration.field}” once in a rule", token=first)
                found[declaration.field] = declaration
        return tuple(sorted(found.values(), key=lambda each: _ORDER[each.field]))

    def _declaration(self, reader: Reader) -> Declaration:
        first = reader.next
        if reader.takes("not"):
            field = reader.choice("what is not so", {each.value: each for each in _FLAGS})
            reader.end(f"“not {field}”")
            return Declaration(field, value=False, line=first.line)
        if first.kind is not Kind.WORD or first.text not in BY_WORD:
            raise reader.fail("something to declare", BY_WORD)
        row = BY_WORD[reader.take().text]
        value = row.read(reader)
        reader.end(f"“{row.field}”")
        if isinstance(value, OnSchedule):
            self._named.append(reader.last)
        return Declaration(row.field, value, line=first.line)

    def _schedule(self, raw: RawItem, head: Reader, body: list[Reader]) -> Schedule | None:
        head.take()
        name = ""
        with head.going_on():
            token = head.next
            name = head.name("the name of the schedule")
            if not head.done:
                raise head.fail("“:” after the name of the schedule")
            if name in self._schedules:
                raise head.fail(f"another name, “{name}” is on line {self._schedules[name]}", token=token)
            self._schedules[name] = raw.line
        terms: list[Term] = []
        for reader in body:
            with reader.going_on():
                terms.append(_term(reader))
        lead = (*raw.lead, *(each.text for each in raw.comments))
        return Schedule(name, tuple(terms), lead, raw.line) if name else None


def _is_schedule(head: list[Token]) -> bool:
    """Whether an item begins as a schedule does, and not as a rule for a unit of that name."""
    words = [each.text for each in head if each.kind is not Kind.LINE]
    return words[:1] == ["schedule"] and len(words) > 1 and words[2:3] != ["="]


def _selector(head: Reader) -> Selector:
    token = head.next
    unit = head.name(f"an organisational unit such as harbor/map-room, or “{EVERYWHERE}”")
    if token.kind is Kind.WORD and unit == EVERYWHERE:
        unit = ""
    elif not all(each.strip() for each in unit.split("/")):
        raise head.fail("a path of organisational units such as harbor/map-room", token=token)
    given: dict[str, str] = {}
    while not head.done:
        token = head.next
        key = head.choice("a criterion", {each: each for each in _CRITERIA})
        if key in given:
            raise head.fail(f"“{key}=” once", token=token)
        if not head.takes("="):
            raise head.fail(f"“=” after “{key}”")
        given[key] = head.name(f"a value after “{key}=”")
    return Selector(unit, **{_CRITERIA[key]: value for key, value in given.items()})


def _term(reader: Reader) -> Term:
    token = reader.next
    first = reader.day()
    if not reader.takes("to"):
        raise reader.fail("“to” and the last day of the term", ("to",))
    last = reader.day()
    if not reader.takes("due"):
        raise reader.fail("“due” and a date", ("due",))
    due = reader.day()
    reader.end("the due date")
    if last < first:
        raise reader.fail("a term whose first day is not after its last", token=token)
    return Term(first, last, due)


def _commented(rule: Rule, comments: list[Comment]) -> Rule:
    """A rule with the comments within it, each above the declaration it stands at or before."""
    lead = list(rule.lead)
    below: dict[Field, list[str]] = {}
    by_line = sorted(rule.declarations, key=lambda each: each.line)
    for comment in comments:
        if comment.beside:
            here = [each for each in by_line if each.line <= comment.line]
            owner = here[-1] if here and comment.line != rule.line else None
        else:
            owner = next((each for each in by_line if each.line > comment.line), by_line[-1] if by_line else None)
        (lead if owner is None else below.setdefault(owner.field, [])).append(comment.text)
    declarations = tuple(replace(each, lead=tuple(below.get(each.field, ()))) for each in rule.declarations)
    return replace(rule, lead=tuple(lead), declarations=declarations)
