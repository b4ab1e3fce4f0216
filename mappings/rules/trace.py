"""The tables with an eye on every rule: which one made which statements, and which one made which field coming back.

A variant of `Tables` for explaining one record. It compares the roots before and after each rule, so it is slow and
ordinary conversion, which uses `Tables` itself, pays nothing for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from mappings.marc.record import DataField
from mappings.rules.authority_run import AuthorityRun
from mappings.rules.back import Back, Made
from mappings.rules.compile import Tables
from mappings.rules.compile_back import Claimer
from mappings.rules.forward import Run
from mappings.rules.model import Field, Root, Rule, Step

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.forward import Handler


class Said(NamedTuple):
    """One statement: the root it hangs under ("Work", "Instance2", "AdminMetadata"), the properties that lead to it
    with their places (`bf:title`, 0), and what it says. `types` are the classes of a node; `text` its IRI then.
    """

    root: str
    path: tuple[tuple[str, int], ...]
    text: str
    language: str = ""
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A rule at work going forward: at a field (`position` in the record, the leader 0; None over the whole record)."""

    rule: Rule
    position: int | None
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Gift:
    """A rule at work coming back: the property it read (`work/bf:title`; empty at the end) and what it made."""

    rule: Rule
    origin: str
    value: Any
    made: tuple[Made, ...]
    fixed: tuple[str, ...] = ()
    """Positions of fixed fields it wrote: `008/35-37`."""


class TracedTables(Tables):
    """The tables of one explanation: `uses` and `gifts` gather what rules did, in the order they did it."""

    def __init__(self, rules: tuple[Rule, ...], run: type[Run] = Run) -> None:
        self.uses: list[Use] = []
        self.gifts: list[Gift] = []
        self._own: dict[int, Rule] = {}  # watched rule → the rule of the table it stands for
        super().__init__(tuple(map(self._watched, rules)), run)

    def _watched(self, rule: Rule) -> Rule:
        if isinstance(rule, Field):
            return rule
        watched: dict[str, Any] = {}
        if rule.prepare is not None:
            watched["prepare"] = self._over_record(rule, rule.prepare)
        if rule.finish is not None:
            watched["finish"] = self._over_record(rule, rule.finish)
        if rule.back_finish is not None:
            watched["back_finish"] = self._at_end(rule, rule.back_finish)
        made = replace(rule, **watched) if watched else rule
        self._own[id(made)] = rule
        return made

    def _forward_rule(self, rule: Rule) -> None:
        before = {tag: len(self._handlers.get(tag, ())) for tag in rule.tags.split()}
        super()._forward_rule(rule)
        own = self._own.get(id(rule), rule)
        for tag, count in before.items():
            handlers = self._handlers.get(tag, ())
            if handlers[count:]:
                watched = (self._at_field(own, each) for each in handlers[count:])
                self._handlers[tag] = (*handlers[:count], *watched)

    def _back_rule(self, rule: Rule) -> list[Claimer]:
        own = self._own.get(id(rule), rule)
        ends, held = len(self._back_finish), len(self._holdings_finish)
        made = super()._back_rule(rule)
        for claim in made:
            claims = self._claims[claim.root, claim.prop]
            claims[claims.index(claim)] = replace(claim, take=self._taken(own, claim))
        if isinstance(rule, Field):
            self._back_finish[ends:] = [self._at_end(own, each) for each in self._back_finish[ends:]]
            self._holdings_finish[held:] = [self._at_end(own, each) for each in self._holdings_finish[held:]]
        return made

    # ---- forward ----------------------------------------------------------------------------------------------------

    def _at_field(self, rule: Rule, handler: Handler) -> Handler:
        def watched(run: Run, field: DataField, language: str | None) -> None:
            before = Counter(_said(run))
            handler(run, field, language)
            self._note(rule, run, run.position - 1, before)

        return watched

    def _over_record(self, rule: Step, act: Callable[[Run], None]) -> Callable[[Run], None]:
        def watched(run: Run) -> None:
            before = Counter(_said(run))
            act(run)
            self._note(rule, run, None, before)

        return watched

    def _note(self, rule: Rule, run: Run, position: int | None, before: Counter[Said]) -> None:
        after = Counter(_said(run))
        fresh = after - before
        statements = tuple(each for each in after if fresh[each] > 0)
        if statements:
            self.uses.append(Use(rule, position, statements))

    # ---- back -------------------------------------------------------------------------------------------------------

    def _taken(self, rule: Rule, claim: Claimer) -> Callable[[Back, Root, Any], None]:
        def watched(out: Back, root: Root, value: Any) -> None:
            self._gift(rule, out, value, lambda: claim.take(out, root, value))

        return watched

    def _at_end(self, rule: Rule, act: Callable[[Back], None]) -> Callable[[Back], None]:
        def watched(out: Back) -> None:
            self._gift(rule, out, None, lambda: act(out))

        return watched

    def _gift(self, rule: Rule, out: Back, value: Any, act: Callable[[], None]) -> None:
        made, fixed = len(out.made), out.fixed_text()
        act()
        now = out.fixed_text()
        written = tuple(_written(tag, fixed.get(tag, " " * len(text)), text) for tag, text in now.items())
        parts = tuple(part for part in written if part)
        if len(out.made) > made or parts:
            self.gifts.append(Gift(rule, out.origin, value, tuple(out.made[made:]), parts))


def _written(tag: str, before: str, after: str) -> str:
    places = [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    if not places:
        return ""
    first, last = places[0], places[-1]
    return f"{tag}/{first:02}" + (f"-{last:02}" if last > first else "")


def _said(run: Run) -> Iterator[Said]:
    """Every statement on the roots of a run."""
    if isinstance(run, AuthorityRun):
        roots = [("Heading", run.thing), ("AdminMetadata", run.admin)]
    else:
        roots = [("Work", run.work), ("AdminMetadata", run.admin)]
    roots += [(f"Instance{n if n > 1 else ''}", node) for n, node in enumerate(run.instances, 1)]
    roots += [(f"Item{n}", node) for n, node in enumerate(run.items, 1)]
    roots += [(f"Holdings{n}", node) for n, node in enumerate(run.holdings, 1)]
    for name, node in roots:
        yield from _below(name, (), node)


def _below(root: str, path: tuple[tuple[str, int], ...], node: Node) -> Iterator[Said]:
    types = tuple(node.get("@type", ()))
    if path:
        yield Said(root, path, str(node.get("@id", "")), types=types)
    else:
        yield from (Said(root, (("rdf:type", at),), each) for at, each in enumerate(types))
    for prop, values in node.items():
        if prop[0] != "@":
            for at, value in enumerate(values):
                yield from _value(root, (*path, (prop, at)), value)


def _value(root: str, path: tuple[tuple[str, int], ...], value: Any) -> Iterator[Said]:
    if isinstance(value, str):
        yield Said(root, path, value)
    elif "@value" in value:
        yield Said(root, path, str(value["@value"]), value.get("@language", ""))
    elif "@list" in value:
        for at, member in enumerate(value["@list"]):
            yield from _value(root, (*path[:-1], (path[-1][0], path[-1][1] * 1000 + at)), member)
    else:
        yield from _below(root, path, value)
