"""A table of profiles is laid over another cell by cell, and every mistake is told with its row and column."""

from __future__ import annotations

import pytest

from mappings.profiles.errors import InvalidProfiles, TableProblem, UnknownProfile
from mappings.profiles.model import Field, Level, Profile
from mappings.profiles.reader import read_table
from mappings.profiles.resolve import Library, library, shared, tables
from mappings.profiles.validator import check

HEAD = "profileID,extends,profileLabel,shapeID,propertyID,propertyLabel,mandatory,severity,hidden,default,target,group"


def own(*rows: str, head: str = HEAD) -> Library:
    return library(tables(), read_table("\n".join((head, *rows))))


def problems(*rows: str, head: str = HEAD) -> list[TableProblem]:
    with pytest.raises(InvalidProfiles) as caught:
        own(*rows, head=head)
    return list(caught.value.problems)


def field(profile: Profile, shape: str, key: str) -> Field:
    return next(each for each in profile.shapes[shape].fields if each.key == key)


def test_a_librarys_row_changes_the_cells_it_fills_and_no_others() -> None:
    before = field(shared().get("monograph"), "Instance", "bf:dimensions")
    after = field(own("monograph,,,Instance,bf:dimensions,Size,TRUE,Warning").get("monograph"), "Instance", before.key)
    assert (after.label["en"], after.mandatory, after.absent) == ("Size", True, Level.WARNING)
    assert (after.label["pl"], after.marc, after.example) == (before.label["pl"], before.marc, before.example)


def test_what_a_library_says_of_a_profile_that_others_begin_from_holds_in_all_of_them() -> None:
    changed = own("resource,,,Item,lsp:copyNumber,,,,TRUE")
    for profile in changed.offered:
        if any(each.id == "Item" for each in profile.roots):
            assert field(profile, "Item", "lsp:copyNumber").hidden
            assert profile.own


def test_a_library_makes_a_profile_of_its_own_that_begins_from_a_shared_one() -> None:
    made = own("zine,monograph,Zine,,", ",,,Instance,bf:binding,Binding,TRUE,,,,,carrier")
    assert made.offered[-1].label["en"] == "Zine"
    groups = [each.group for each in made.get("zine").shapes["Instance"].fields]
    at = [each.property for each in made.get("zine").shapes["Instance"].fields].index("bf:binding")
    assert (groups[at - 1], groups[at + 1]) == ("carrier", "identifier")
    assert "bf:binding" not in [each.property for each in made.get("monograph").shapes["Instance"].fields]


def test_a_dash_takes_away_what_was_inherited() -> None:
    assert field(shared().get("monograph"), "Instance", "bf:carrier").default
    assert not field(own("monograph,,,Instance,bf:carrier,,,,,-").get("monograph"), "Instance", "bf:carrier").default


def test_a_librarys_rule_is_checked() -> None:
    profile = own("monograph,,,Item,lsp:copyNumber,,TRUE").get("monograph")
    node = {"@id": "https://e.example/i", "@type": ["bf:Item"], "bf:itemOf": [{"@id": "https://e.example/x"}]}
    assert ("lsp:copyNumber", "MISSING") in {(each.path, each.code) for each in check(profile, node)}


def test_every_mistake_is_told_with_its_row_and_column_and_what_was_meant() -> None:
    found = problems(
        "monograph,,,Work,bf:tilte", ",,,,bf:content,,maybe", "zine,monografph,Zine,,", ",,,Work,bf:summary,,TRUE,Fatal"
    )
    assert [(each.line, each.column, each.suggestion) for each in found] == [
        (2, "propertyID", "bf:title"),
        (3, "mandatory", ""),
        (4, "extends", "monograph"),
        (5, "severity", ""),
    ]


def test_a_row_that_could_speak_of_several_fields_has_to_say_of_which() -> None:
    (problem,) = problems("monograph,,,Work,bf:title,Name")
    assert (problem.line, problem.column) == (2, "target")
    assert "bf:VariantTitle" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("shapeID,propertyID,colour\n", 1, "colour"),
        ("shapeID,propertyID,shapeID\n", 1, "shapeID"),
        ("profileID,propertyID\n", 1, "shapeID"),
        ("shapeID,propertyID\nWork,bf:title\n", 2, "profileID"),
        ("profileID,shapeID,propertyID\nmonograph,,bf:title\n", 2, "shapeID"),
        ("profileID,shapeID,propertyID,mandatory\nmonograph,Work,,TRUE\n", 2, "mandatory"),
        ('profileID,shapeID,propertyID\nmonograph,Work,"bf:title\n', 2, ""),
        ("profileID,shapeID,propertyID\nmonograph,Work,bf:title,x\n", 2, ""),
    ],
)
def test_what_is_no_table_is_told_where(text: str, line: int, column: str) -> None:
    with pytest.raises(InvalidProfiles) as caught:
        read_table(text)
    assert (caught.value.problems[0].line, caught.value.problems[0].column) == (line, column)


@pytest.mark.parametrize(
    ("constraint", "rule"),
    [
        ("(a+)+b", "pattern"),
        ("(a|aa)*b", "pattern"),
        ("a*a*b", "pattern"),
        ("^a*a*a*b", "pattern"),
        (r"(a)\1", "pattern"),
        ("(?=a)", "pattern"),
        ("(a?b?){40}", "pattern"),
        ("[", "pattern"),
        ("not-an-iri", "IRIstem"),
        ("x_y", "languageTag"),
        ("moods", "vocabulary"),
    ],
)
def test_a_constraint_that_cannot_be_is_refused(constraint: str, rule: str) -> None:
    head = "profileID,shapeID,propertyID,valueConstraint,valueConstraintType"
    (problem,) = problems(f"monograph,Instance,bf:dimensions,{constraint},{rule}", head=head)
    assert (problem.line, problem.column) == (2, "valueConstraint")


def test_profiles_that_begin_from_each_other_are_refused() -> None:
    assert {each.column for each in problems("a,b,A,,", "b,a,B,,")} == {"extends"}


def test_a_profile_there_is_none_of_is_told() -> None:
    with pytest.raises(UnknownProfile):
        shared().get("moods")
