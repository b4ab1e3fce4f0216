"""Three-way merging of descriptions: its laws over invented descriptions, and what a cataloguer would expect of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue.alignment import content, same, same_node
from graph.catalogue.merge import differences, merge, renumbered
from mappings.bibframe.node import Node, Value, nodes_below

WORDS = st.sampled_from(["sea", "ships", "harbour", "maps of the coast", "Море", "海", "a history of salt"])
LITERALS: st.SearchStrategy[Value] = st.one_of(
    WORDS, st.builds(lambda text, lang: {"@value": text, "@language": lang}, WORDS, st.sampled_from(["en", "ru-Cyrl"]))
)
REFERENCES: st.SearchStrategy[Value] = st.builds(
    lambda n: {"@id": f"http://id.example/{n}"}, st.integers(min_value=1, max_value=4)
)
PROPERTIES = ("bf:note", "bf:title", "bf:subject", "bf:contribution", "rdfs:label")


def _node(name: str, types: list[str], properties: dict[str, list[Value]]) -> Node:
    return {"@id": name, "@type": types, **{key: values for key, values in properties.items() if values}}


def _number(root: Node) -> Node:
    counts: dict[str, int] = {}
    for key, values in root.items():
        for value in values if key[0] != "@" else ():
            if isinstance(value, dict) and value.get("@id", "").startswith("#"):
                counts[key] = counts.get(key, 0) + 1
                value["@id"] = f"#{key.partition(':')[2]}-{counts[key]}"
    return root


PARTS = st.builds(
    _node,
    st.just("#part"),
    st.sampled_from([["bf:Title"], ["bf:Note"], ["bf:Title", "bf:VariantTitle"]]),
    st.dictionaries(st.sampled_from(["rdfs:label", "bf:mainTitle"]), st.lists(LITERALS, max_size=2), max_size=2),
)
AGENTS = st.builds(
    lambda n, label: _node(f"http://id.example/agents/{n}", ["bf:Agent"], {"rdfs:label": [label]}),
    st.integers(min_value=1, max_value=3),
    WORDS,
)
VALUES = st.one_of(LITERALS, REFERENCES, PARTS, AGENTS)
DESCRIPTIONS = st.dictionaries(st.sampled_from(PROPERTIES), st.lists(VALUES, min_size=1, max_size=4), max_size=4).map(
    lambda properties: _number(_node("https://c.example/h/works/1", ["bf:Work"], properties))
)


@given(DESCRIPTIONS, DESCRIPTIONS)
def test_where_nobody_edited_the_source_is_taken_as_it_is(base: Node, incoming: Node) -> None:
    merged = merge(base, base, incoming)
    assert same_node(merged.node, incoming)
    assert not merged.clashes


@given(DESCRIPTIONS, DESCRIPTIONS)
def test_where_the_source_did_not_change_people_keep_all(base: Node, current: Node) -> None:
    merged = merge(base, current, base)
    assert merged.node == current
    assert not merged.clashes


@given(DESCRIPTIONS, DESCRIPTIONS)
def test_the_same_change_on_both_sides_is_made_once_and_is_no_clash(base: Node, changed: Node) -> None:
    merged = merge(base, changed, changed)
    assert same_node(merged.node, changed)
    assert not merged.clashes


@given(DESCRIPTIONS, DESCRIPTIONS, DESCRIPTIONS)
def test_every_literal_and_reference_that_people_added_stays(base: Node, current: Node, incoming: Node) -> None:
    merged = merge(base, current, incoming).node
    for name in PROPERTIES:
        before = [content(value) for value in base.get(name, ())]
        after = [content(value) for value in merged.get(name, ())]
        for value in current.get(name, ()):
            is_part = isinstance(value, dict) and "@type" in value and "@value" not in value
            if content(value) not in before and not is_part:
                assert content(value) in after


@given(DESCRIPTIONS, DESCRIPTIONS, DESCRIPTIONS)
def test_a_property_that_people_left_alone_is_as_the_source_has_it(base: Node, current: Node, incoming: Node) -> None:
    merged = merge(base, current, incoming).node
    for name in PROPERTIES:
        if same(base.get(name, ()), current.get(name, ())):
            assert same(merged.get(name, ()), incoming.get(name, ()))


@given(DESCRIPTIONS, DESCRIPTIONS, DESCRIPTIONS)
def test_a_property_that_the_source_left_alone_is_as_people_have_it(base: Node, current: Node, incoming: Node) -> None:
    merged = merge(base, current, incoming).node
    for name in PROPERTIES:
        if same(base.get(name, ()), incoming.get(name, ())):
            assert same(merged.get(name, ()), current.get(name, ()))


@given(DESCRIPTIONS, DESCRIPTIONS, DESCRIPTIONS)
def test_taking_the_same_source_record_again_changes_nothing(base: Node, current: Node, incoming: Node) -> None:
    once = merge(base, current, incoming).node
    again = merge(incoming, once, incoming)
    assert again.node == once
    assert not again.clashes


@given(DESCRIPTIONS, DESCRIPTIONS, DESCRIPTIONS)
def test_no_part_shares_its_id_with_another(base: Node, current: Node, incoming: Node) -> None:
    merged = renumbered(merge(base, current, incoming).node)
    names = [node["@id"] for node in nodes_below(merged) if node.get("@id", "").startswith("#")]
    assert len(names) == len(set(names))


def _statements(value: Value, path: str = "") -> set[tuple[str, bytes]]:
    """What a description says, ids of parts apart: each text and reference by the properties that lead to it."""
    if not isinstance(value, dict) or "@value" in value or set(value) == {"@id"}:
        return {(path, content(value))}
    members = [(f"{path}/{name}", each) for name, values in value.items() if name != "@id" for each in values]
    return {said for below, each in members for said in _statements(each, below)}


@given(DESCRIPTIONS, DESCRIPTIONS, DESCRIPTIONS)
def test_no_statement_of_either_side_is_lost_without_being_shown_as_a_conflict(
    base: Node, ours: Node, theirs: Node
) -> None:
    merged = merge(base, ours, theirs)
    kept = _statements(merged.node)
    shown = {
        said
        for clash in merged.clashes
        for values in (clash.ours, clash.theirs)
        for each in values
        for said in _statements(each, f"/{clash.path}")
    }
    before, mine, others = _statements(base), _statements(ours), _statements(theirs)
    for side, other in ((mine, others), (others, mine)):
        for said in side - kept - shown:
            assert said in before - other, "only what the other side took away is gone without a word"
    for gone in (before - mine) & (before - others):
        assert gone not in kept or gone in shown, "what both took away stays away"


@given(DESCRIPTIONS)
def test_a_description_does_not_differ_from_itself(node: Node) -> None:
    assert differences(node, node) == ()


@given(DESCRIPTIONS, DESCRIPTIONS)
def test_two_descriptions_differ_exactly_when_a_difference_is_told(before: Node, after: Node) -> None:
    told = differences(before, after)
    names = {change.path.split("/")[0] for change in told}
    for name in PROPERTIES:
        left, right = unordered(before.get(name, [])), unordered(after.get(name, []))
        assert (left != right) <= (name in names)


def unordered(value: object) -> object:
    """A description in which the order of values stands for nothing, as in the graph; lists keep theirs. Ids of parts
    don't count.
    """
    if isinstance(value, list):
        return sorted(map(repr, map(unordered, value)))
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if name != "@id" or not each.startswith("#")}
        return sorted((name, each if name == "@list" else unordered(each)) for name, each in kept.items())
    return value


WORK: Node = {
    "@id": "https://c.example/h/works/1",
    "@type": ["bf:Work"],
    "bf:title": [{"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": ["Salt"], "bf:subtitle": ["a history"]}],
    "bf:subject": [
        {"@id": "#subject-1", "@type": ["bf:Topic"], "rdfs:label": ["Salt mines"]},
        {"@id": "#subject-2", "@type": ["bf:Topic"], "rdfs:label": ["Trade routes"]},
    ],
}


def _title(main: str, subtitle: str) -> list[Value]:
    return [{"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [main], "bf:subtitle": [subtitle]}]


def test_two_sides_may_change_two_statements_of_one_title() -> None:
    merged = merge(
        WORK, {**WORK, "bf:title": _title("SALT", "a history")}, {**WORK, "bf:title": _title("Salt", "a new history")}
    )
    assert merged.node["bf:title"] == _title("SALT", "a new history")
    assert not merged.clashes


def test_people_win_where_both_changed_the_same_statement_and_it_is_told() -> None:
    ours = {**WORK, "bf:title": _title("SALT", "a history")}
    theirs = {**WORK, "bf:title": _title("Salt!", "a history")}
    merged = merge(WORK, ours, theirs)
    assert merged.node["bf:title"] == _title("SALT", "a history")
    assert [(clash.path, clash.ours, clash.theirs) for clash in merged.clashes] == [
        ("bf:title/bf:mainTitle", ("SALT",), ("Salt!",))
    ]
    assert merge(WORK, ours, theirs, prefer_incoming=True).node["bf:title"] == _title("Salt!", "a history")


def test_a_subject_of_the_source_goes_in_front_though_people_removed_and_added_others() -> None:
    first, second = WORK["bf:subject"]
    added = {"@id": "#subject-3", "@type": ["bf:Topic"], "rdfs:label": ["Caravans"]}
    new = {
        "@id": "#subject-1",
        "@type": ["bf:Topic"],
        "rdfs:label": ["Kitchens of the world, and whatever else there is"],
    }
    incoming = {**WORK, "bf:subject": [new, {**first, "@id": "#subject-2"}, {**second, "@id": "#subject-3"}]}
    merged = merge(WORK, {**WORK, "bf:subject": [first, added]}, incoming)
    labels = [value["rdfs:label"][0] for value in merged.node["bf:subject"]]
    assert labels == [new["rdfs:label"][0], "Salt mines", "Caravans"]
    assert not merged.clashes


def test_what_people_removed_does_not_come_back_when_the_source_rewords_it() -> None:
    first, second = WORK["bf:subject"]
    reworded = {**second, "rdfs:label": ["Trade routes (old)"]}
    merged = merge(WORK, {**WORK, "bf:subject": [first]}, {**WORK, "bf:subject": [first, reworded]})
    assert merged.node["bf:subject"] == [first]
    assert [clash.ours for clash in merged.clashes] == [()]
