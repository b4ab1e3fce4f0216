"""Laws of uniting two descriptions, over invented ones: what either side says is there, or shown as not taken."""

from __future__ import annotations

from hypothesis import given

from graph.catalogue.alignment import content
from graph.catalogue.uniting import CHOSEN, pointing, united
from mappings.bibframe.node import Node, nodes_below
from tests.graph.catalogue.test_merge import DESCRIPTIONS


def other(body: Node) -> Node:
    """The same as the description of something else."""
    return {**body, "@id": "https://c.example/h/works/2"}


def said(body: Node) -> set[tuple[str, bytes]]:
    """Every value of the whole, by its property."""
    return {(name, content(value)) for name, values in body.items() if name[0] != "@" for value in values}


@given(DESCRIPTIONS, DESCRIPTIONS)
def test_no_value_of_either_side_is_lost_without_being_shown(keep: Node, gone: Node) -> None:
    found = united(keep, [other(gone)])
    shown = {(each.path, content(value)) for each in found.not_taken for value in each.values}
    assert said(keep) <= said(found.node)
    assert said(gone) <= said(found.node) | shown
    assert said(found.node) <= said(keep) | said(gone), "nothing is made up"


@given(DESCRIPTIONS, DESCRIPTIONS)
def test_what_is_taken_in_place_of_the_kept_ones_own_loses_nothing_unseen_either(keep: Node, gone: Node) -> None:
    found = united(keep, [other(gone)], [(other(gone)["@id"], name) for name in CHOSEN])
    shown = {(each.path, content(value)) for each in found.not_taken for value in each.values}
    assert said(gone) <= said(found.node) | {each for each in said(gone) if each[0] not in CHOSEN}
    assert said(keep) <= said(found.node) | shown
    assert said(found.node) <= said(keep) | said(gone), "nothing is made up"


@given(DESCRIPTIONS, DESCRIPTIONS)
def test_parts_of_the_kept_description_keep_their_names_and_no_name_is_used_twice(keep: Node, gone: Node) -> None:
    node = united(keep, [other(gone)]).node
    names = [each["@id"] for each in nodes_below(node) if str(each.get("@id", "")).startswith("#")]
    assert len(names) == len(set(names))
    parts = {each["@id"]: content(each) for each in nodes_below(node) if "@id" in each}
    for each in nodes_below(keep):
        if str(each.get("@id", "")).startswith("#"):
            assert parts[each["@id"]] == content(each)


@given(DESCRIPTIONS)
def test_a_description_united_with_itself_says_what_it_said(keep: Node) -> None:
    found = united(keep, [other(keep)])
    assert said(found.node) == said(keep)
    assert found.not_taken == ()


@given(DESCRIPTIONS)
def test_pointing_elsewhere_leaves_nothing_that_points_there(body: Node) -> None:
    moved = pointing(body, {"http://id.example/1": "http://id.example/9"})
    assert not any({"@id": "http://id.example/1"} in values for name, values in moved.items() if name[0] != "@")
