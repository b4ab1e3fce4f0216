"""Checks of the tables when they are loaded: terms declared, claims unambiguous, an example beside every rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mappings.bibframe.terms import CLASSES, PROPERTIES
from mappings.rules.compile_back import Claimer
from mappings.rules.errors import RuleError
from mappings.rules.model import Field, Ind, Part, Rule, Step, Sub


def check(rules: Iterable[Rule], claims: Iterable[Claimer]) -> None:
    """Raise `RuleError` for the first row that can't stand."""
    for rule in rules:
        if not rule.examples:
            raise RuleError(rule.at, f"the rule for {_name(rule)} has no example")
        for kind, term in _terms(rule):
            declared = PROPERTIES if kind == "property" else CLASSES
            if term and ":" in term and not term.startswith("http") and term not in declared:
                raise RuleError(rule.at, f"no vocabulary declares the {kind} {term}")
        if isinstance(rule, Field):
            _check_field(rule)
    _check_claims(claims)


def _name(rule: Rule) -> str:
    return rule.tags if isinstance(rule, Field) else f"“{rule.name}”"


def _check_field(row: Field) -> None:
    codes = [code for sub in row.subfields if not sub.every for code in sub.codes]
    if row.makes is not None and (missing := set(row.makes.each) - set(codes)):
        raise RuleError(row.at, f"nodes begin at ${min(missing)}, but no subfield row reads it")
    for sub in row.subfields:
        if sub.on is not None and not sub.prop and sub.part is None:
            raise RuleError(sub.at, f"${sub.codes} hangs on a root without a property")
        if sub.whole and sub.on is None:
            raise RuleError(sub.at, f"${sub.codes} takes whole values of a root, but hangs on none")


def _check_claims(claims: Iterable[Claimer]) -> None:
    seen: dict[tuple[object, ...], Claimer] = {}
    for claim in claims:
        other = seen.setdefault(claim.key, claim)
        if (other.at, other.name) != (claim.at, claim.name):
            raise RuleError(
                claim.at, f"{claim.root.value} {claim.prop} {claim.type} is claimed by {other.at} too; give an order"
            )


def _terms(rule: Rule) -> Iterator[tuple[str, str]]:
    if isinstance(rule, Step):
        for claim in rule.claims:
            yield "property", claim.prop
            yield "class", claim.type
        return
    if rule.makes is not None:
        yield from _part_terms(rule.makes)
    for ind in (rule.ind1, rule.ind2):
        if isinstance(ind, Ind):
            for adds in ind.means.values():
                yield from (("class", type_) for type_ in (*adds.types, adds.type))
                yield from _statement_terms(adds.also)
    for sub in rule.subfields:
        yield from _sub_terms(sub)


def _sub_terms(sub: Sub) -> Iterator[tuple[str, str]]:
    yield "property", sub.prop
    yield from (("class", type_) for type_ in sub.types)
    yield from _statement_terms(sub.also)
    if sub.part is not None:
        yield from _part_terms(sub.part)


def _part_terms(part: Part) -> Iterator[tuple[str, str]]:
    yield "property", part.prop
    yield from (("class", type_) for type_ in (part.type, *part.types))
    yield from _statement_terms(part.also)


def _statement_terms(statements: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for prop, value in statements.items():
        if prop == "@type":
            yield from (("class", type_) for type_ in ([value] if isinstance(value, str) else value))
        elif prop[0] != "@":
            yield "property", prop
            for member in value if isinstance(value, list | tuple) else [value]:
                if isinstance(member, Mapping) and "@value" not in member:
                    yield from _statement_terms(member)
