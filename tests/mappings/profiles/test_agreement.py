"""The check and the published SHACL say the same: the same things, in the same places, of the same weight."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from pyshacl import validate
from rdflib import SH, Graph

from mappings.bibframe.node import Node, expand
from mappings.bibframe.rdf import ntriples
from mappings.profiles.model import Level, Profile
from mappings.profiles.reader import read_table
from mappings.profiles.resolve import library, shared, tables
from mappings.profiles.shacl import shacl_of
from mappings.profiles.validator import check
from tests.mappings.profiles.examples import root_of
from tests.mappings.profiles.mutations import MUTATIONS, VOCABULARY, Case, demo, mutated

LEVELS = {SH.Violation: Level.ERROR, SH.Warning: Level.WARNING, SH.Info: Level.NOTE}
Told = set[tuple[str, str, Level]]
"""What is told: of which node, of which property, and how much it matters."""


def by_check(profile: Profile, root: Node) -> Told:
    """What the check tells of a description."""
    found: Told = set()
    for each in check(profile, root):
        *above, last = each.path.split("/") if "://" not in each.path else _steps(each.path)
        node: Any = root
        for step in above:
            name, at = re.fullmatch(r"(.+)\[(\d+)\]", step).groups()  # type: ignore[union-attr]
            node = (node[name] if name in node else node["@list"])[int(at)]
        iri = node["@id"]
        found.add((root["@id"] + iri if iri[0] == "#" else iri, expand(re.sub(r"\[\d+\]$", "", last)), each.level))
    return found


def _steps(path: str) -> list[str]:
    return re.split(r"(?<=\])/", path)


def by_shacl(profile: Profile, roots: Sequence[Node]) -> Told:
    """What pyshacl tells of descriptions by the profile's shapes."""
    data, shapes = Graph(), Graph()
    data.parse(data=ntriples(roots), format="nt")
    shapes.parse(data=shacl_of(profile), format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, advanced=True)
    assert isinstance(report, Graph)
    return {
        (str(report.value(each, SH.focusNode)), str(report.value(each, SH.resultPath)),
         LEVELS[report.value(each, SH.resultSeverity)])
        for each in report.objects(None, SH.result)
    }  # fmt: skip


def apart(cases: Iterable[Case]) -> dict[Profile, list[Node]]:
    """Descriptions by profile, so renamed that none says anything of what another speaks of."""
    found = defaultdict(list)
    for number, case in enumerate(cases):
        own = f"https://c.example/{number}"
        names = {case.node["@id"]: own} | {
            iri: f"{own}/{at}" for at, iri in enumerate(sorted(_described(case.node) - {case.node["@id"]}))
        }
        found[case.profile].append(_renamed(case.node, names))
    return found


def _described(value: Any) -> set[str]:
    """The addresses of what is described in place and isn't a term of a vocabulary."""
    if isinstance(value, list):
        return set().union(*map(_described, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    below = set().union(*(_described(each) for each in value.values())) if value else set()
    iri = value.get("@id", "#")
    return below | ({iri} if len(value) > 1 and iri[0] != "#" and not iri.startswith(VOCABULARY) else set())


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: names.get(each, each)
        if name == "@id"
        else each
        if name[0] == "@" and name != "@list"
        else _renamed(each, names)
        for name, each in value.items()
    }


def _agree(cases: Iterable[Case]) -> dict[Level, int]:
    counts: dict[Level, int] = defaultdict(int)
    for profile, roots in apart(cases).items():
        checked = set().union(*(by_check(profile, each) for each in roots))
        shaped = by_shacl(profile, roots)
        assert (checked - shaped, shaped - checked) == (set(), set()), profile.id
        for _, _, level in checked:
            counts[level] += 1
    return counts


def test_no_description_of_the_demo_has_an_error() -> None:
    wrong = [(each.node["@id"], one) for each in demo() for one in check(each.profile, each.node)]
    assert [each for each in wrong if each[1].level is Level.ERROR] == []


@pytest.mark.slow
def test_both_say_the_same_of_every_description_of_the_demo() -> None:
    assert _agree(demo())[Level.ERROR] == 0


@pytest.mark.slow
def test_both_say_the_same_of_a_thousand_descriptions_with_something_wrong_in_each() -> None:
    cases = list(mutated(1000))
    counts = _agree(cases)
    assert {each.what for each in cases} == set(MUTATIONS)
    assert min(counts[level] for level in Level) > 20, counts


@pytest.mark.parametrize("profile", shared().offered, ids=lambda each: each.id)
def test_the_shapes_of_each_profile_find_nothing_wrong_with_its_examples(profile: Profile) -> None:
    assert by_shacl(profile, [root_of(profile, each) for each in profile.roots]) == set()


OWN = """profileID,shapeID,propertyID,valueConstraint,valueConstraintType,constraintSeverity
monograph,Instance,bf:dimensions,en de,languageTag,Warning
,,bf:editionStatement,^[A-Z],pattern,Info
,,bf:electronicLocator,https://a.example/ https://b.example/x,IRIstem,
,,bf:responsibilityStatement,one | two,picklist,Warning
"""
VALUES: tuple[Any, ...] = (
    "one", "Two", "X" * 3_000, {"@value": "One", "@language": "en-GB"}, {"@value": "eins", "@language": "de"},
    {"@value": "odin", "@language": "ru"}, {"@value": "1", "@type": "xsd:integer"}, {"@id": "https://a.example/1"},
    {"@id": "https://b.example/y"}, {"@list": ["one", {"@id": "https://a.example/2"}]},
)  # fmt: skip


def test_both_say_the_same_of_every_way_in_which_a_library_holds_values_to_something() -> None:
    profile = library(tables(), read_table(OWN)).get("monograph")
    names = [line.split(",")[2] for line in OWN.splitlines()[1:]]
    whole = root_of(profile, profile.shapes["Instance"])
    roots = [
        {**whole, "@id": f"https://c.example/{name[3:]}/{at}", name: [value]}
        for name in names
        for at, value in enumerate(VALUES)
    ]
    checked = set().union(*(by_check(profile, each) for each in roots))
    assert checked == by_shacl(profile, roots)
    assert {level for _, _, level in checked} == set(Level)
