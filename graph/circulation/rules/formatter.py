"""Writing lending rules in their canonical form: reading it again gives the same rules, comments included.

A rule that fits stands on one line, rules below each other have their colons in one column, and a longer rule has a
line for each declaration. What a comment speaks of stands below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from graph.circulation.rules.declarations import written
from graph.circulation.rules.model import Rule, RuleSet, Schedule, spelled

WIDTH: Final = 100
"""Where a line ends."""

_INDENT: Final = "    "


def format_rules(rules: RuleSet) -> str:
    """The canonical text."""
    lines: list[str] = []
    for beside, block in groupby(_blocks(rules), key=lambda pair: pair[0]):
        for item in (each for _, each in block):
            lines += item.lead
            lines += _schedule(item) if isinstance(item, Schedule) else _rule(item, beside)
    return "".join(f"{each}\n" for each in (*lines, *rules.tail))


def _blocks(rules: RuleSet) -> Iterator[tuple[tuple[int, int], Rule | Schedule]]:
    """Each item with its block, by number, and how wide the selectors of the block are. Any line above ends one."""
    blocks: list[list[Rule | Schedule]] = []
    for item in rules.items:
        if blocks and not item.lead and _one_line(item) and _one_line(blocks[-1][-1]):
            blocks[-1].append(item)
        else:
            blocks.append([item])
    for n, block in enumerate(blocks):
        width = max((len(str(each.selector)) for each in block if isinstance(each, Rule)), default=0)
        fits = all(width + 3 + len(_declared(each)) <= WIDTH for each in block if isinstance(each, Rule))
        yield from (((n, width if fits else 0), each) for each in block)


def _one_line(item: Rule | Schedule) -> bool:
    if isinstance(item, Schedule) or any(each.lead for each in item.declarations):
        return False
    return len(str(item.selector)) + 3 + len(_declared(item)) <= WIDTH


def _declared(rule: Rule) -> str:
    return ", ".join(written(each.field, each.value) for each in rule.declarations)


def _rule(rule: Rule, block: tuple[int, int]) -> Iterator[str]:
    if _one_line(rule):
        yield f"{str(rule.selector).ljust(block[1])} : {_declared(rule)}"
        return
    yield f"{rule.selector} :"
    for each in rule.declarations:
        yield from (f"{_INDENT}{line}" for line in each.lead)
        yield f"{_INDENT}{written(each.field, each.value)}"


def _schedule(schedule: Schedule) -> Iterator[str]:
    yield f"schedule {spelled(schedule.name)} :"
    for each in schedule.terms:
        yield f"{_INDENT}{each.first} to {each.last} due {each.due}"
