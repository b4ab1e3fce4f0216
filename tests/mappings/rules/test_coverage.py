"""What becomes of each subfield is measured, and none that a format defines is left out unnoticed."""

from __future__ import annotations

from functools import cache

import pytest

from mappings.bibframe.convert import Converter, converter
from mappings.marc.formats import FormatName, marc21
from mappings.rules.by_intent import BY_FORMAT, Reason, reason
from mappings.rules.coverage import CONVERTED, Coverage, coverage
from mappings.rules.model import INSTANCE, Example, Field, Part, Step, Sub
from mappings.rules.punctuation import keep


@cache
def measured(name: FormatName = "bibliographic") -> dict[tuple[str, str], Coverage]:
    return {(each.tag, each.code): each for each in coverage(marc21(name), converter())}


@pytest.mark.parametrize("name", CONVERTED)
def test_every_subfield_of_the_format_is_carried_or_has_a_reason_not_to_be(name: FormatName) -> None:
    standard = marc21(name)
    without: dict[str, str] = {}
    for (tag, code), row in measured(name).items():
        field = standard.fields[tag]
        if not row.carried and reason(name, field, field.subfields.get(code)) is None:
            without[tag] = without.get(tag, "") + (code or "-")
    rows = "\n".join(f"{tag} {codes}" for tag, codes in without.items())
    assert not rows, f"no rule of the {name} format reads these, and mappings/rules/by_intent.py has no reason:\n{rows}"


@pytest.mark.parametrize("name", CONVERTED)
def test_a_reason_stands_only_where_no_rule_reads(name: FormatName) -> None:
    standard = marc21(name)
    kept = {
        (tag, code)
        for (tag, code), row in measured(name).items()
        if not row.carried and not standard.fields[tag].obsolete
    }
    idle = [
        row for row in BY_FORMAT[name]
        for tag in row.tags.split()
        if not any(tag == each and (row.codes == "*" or code in row.codes) for each, code in kept)
    ]  # fmt: skip
    assert not idle


STEPS = [
    (name, rule) for name in CONVERTED for rule in converter().rules_of(name) if isinstance(rule, Step) and rule.takes
]


@pytest.mark.parametrize(("name", "step"), STEPS, ids=lambda part: part if isinstance(part, str) else part.name)
def test_a_step_takes_what_it_says(name: FormatName, step: Step) -> None:
    assert set(step.takes) <= set(step.tags.split())
    idle = [
        f"{tag} ${code}"
        for tag, codes in step.takes.items()
        for code in codes
        if (row := measured(name).get((tag, code))) is None or not row.carried
    ]
    assert not idle, f"{step.at}: no statement comes of these in any situation tried"


@pytest.mark.parametrize(
    ("tag", "code", "outcomes", "path"),
    [
        ("020", "a", ("lossless",), "Instance / bf:identifiedBy [bf:Isbn] / rdf:value"),
        ("300", "c", ("lossless",), "Instance / bf:dimensions"),
        ("260", "a", ("normalised",), "Instance / bf:provisionActivity [bf:ProvisionActivity] / bflc:simplePlace"),
        ("043", "a", ("lossless",), "Work / bf:geographicCoverage"),
    ],
)
def test_a_subfield_tells_what_it_becomes_and_whether_it_comes_back(
    tag: str, code: str, outcomes: tuple[str, ...], path: str
) -> None:
    row = measured()[tag, code]
    assert row.outcomes == outcomes
    assert path in row.paths


def test_what_only_the_residue_keeps_is_residue_with_its_reason() -> None:
    standard = marc21("bibliographic")
    row = measured()["245", "8"]
    assert (row.outcomes, row.carried) == (("residue",), False)
    assert reason("bibliographic", standard.fields["245"], standard.fields["245"].subfields["8"]) is Reason.LINKS
    assert reason("bibliographic", standard.fields["241"], standard.fields["241"].subfields["a"]) is Reason.OBSOLETE
    assert reason("bibliographic", standard.fields["245"], standard.fields["245"].subfields["a"]) is None


def test_a_subfield_that_no_example_has_is_tried_on_one() -> None:
    note = Field(
        "500",
        INSTANCE,
        (Sub("a", "rdfs:label", take=keep), Sub("3", "bf:qualifier", take=keep)),
        makes=Part("bf:note", "bf:Note"),
        examples=(Example("500 ## $a Includes index.", {"bf:note": {"rdfs:label": "Includes index."}}),),
    )
    seen = {each.code: each for each in coverage(marc21("bibliographic"), Converter((note,))) if each.tag == "500"}
    assert seen["a"].outcomes == ("lossless",)
    assert seen["3"].outcomes == ("lossless",)
    assert seen["3"].paths == ("Instance / bf:note [bf:Note] / bf:qualifier",)
    assert seen["3"].modules == ("test_coverage",)
    assert not seen["5"].carried
