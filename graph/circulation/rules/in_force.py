"""The rules of a library as they are in force: its own text, behind it the text of the network whose rules it follows.

Whatever a library says holds before what its network says, wherever and for whomever it says it: its text is nearer.
Where neither gives a value, as after the end of a membership, the built-in preset does: no case is without an answer.
"""

from __future__ import annotations

from typing import Final

from graph.circulation.rules.errors import IncompleteRules, InvalidRules, Problem
from graph.circulation.rules.model import RuleSet
from graph.circulation.rules.parser import parse
from graph.circulation.rules.presets import PRESETS
from graph.circulation.rules.resolver import Resolver

PRESET: Final = "public"
"""The preset by which a library lends that has written nothing and follows no network."""


_UNITS: Final = "units belong to a library and are ruled by its own text; a network's holds in all that follow it"


def read_complete(text: str, behind: Resolver | None = None) -> RuleSet:
    """The rules of a library's text. Raises `InvalidRules`, and `IncompleteRules` where it leaves a declaration without
    a value that nothing `behind` it gives.
    """
    rules = parse(text)
    check_complete(Resolver(rules, behind))
    return rules


def read_network(text: str) -> RuleSet:
    """The rules of a network's text. Raises `InvalidRules`, also for units, and `IncompleteRules`."""
    rules = parse(text)
    problems = [Problem(each.line, 1, f"expected “everywhere”, not “{each.selector.unit}”: {_UNITS}")
                for each in rules.rules if each.selector.unit]  # fmt: skip
    if problems:
        raise InvalidRules(problems)
    check_complete(Resolver(rules))
    return rules


def check_complete(rules: Resolver) -> None:
    """Raises `IncompleteRules` where some case has no answer."""
    if missing := rules.missing:
        raise IncompleteRules(f"No rule for everything everywhere gives {', '.join(missing)}.")


def of_network(slug: str, rules: RuleSet) -> Resolver:
    """A network's rules, told by its name."""
    return Resolver(rules, origin=f"network {slug}")


def in_force(own: RuleSet | None, network: Resolver | None) -> Resolver:
    """What a library lends by: `own` None where it has written nothing, `network` None where it follows none."""
    if network is not None:
        return Resolver(own or RuleSet(), network)
    preset = PRESETS[PRESET].rules()
    if own is None:
        return Resolver(preset)
    return Resolver(own, Resolver(preset, origin=f"preset {PRESET}") if own.missing else None)


class Compiled:
    """The rules in force of each library, compiled again only when one of the texts they come from is another. The text
    of a network is compiled once for all that follow it.

    What is known is told by the texts themselves: a version can stand for another text after a restore.
    """

    def __init__(self) -> None:
        self._networks: dict[str, tuple[str, Resolver]] = {}
        self._libraries: dict[str, tuple[str | None, Resolver | None, Resolver]] = {}

    def network(self, slug: str, text: str) -> Resolver:
        """The rules of a network."""
        known = self._networks.get(slug)
        if known is None or known[0] != text:
            known = self._networks[slug] = (text, of_network(slug, parse(text)))
        return known[1]

    def library(self, slug: str, own: str | None, network: Resolver | None) -> Resolver:
        """The rules in force in a library; `network` as `network` gave it."""
        known = self._libraries.get(slug)
        if known is None or known[0] != own or known[1] is not network:
            made = in_force(None if own is None else parse(own), network)
            known = self._libraries[slug] = (own, network, made)
        return known[2]
