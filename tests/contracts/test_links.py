"""What points at a target, and the roots of a graph, in pages that stay stable."""

from __future__ import annotations

import pytest

from graph.store.errors import InvalidCursor, UseSearch
from graph.store.headings import heading_urn
from graph.store.model import ABSENT, Put
from graph.store.names import GraphKind

AGENT = "http://id.loc.gov/rwo/agents/n79068416"
BY = "bf:contribution/bf:agent"


def by(library, *agents, label="Tolstoy, Leo", **more):
    """A work by these agents."""
    contributions = [
        {"@id": f"#contribution-{n}", "bf:agent": [{"@id": agent, "@type": ["bf:Person"], "rdfs:label": [label]}]}
        for n, agent in enumerate(agents, 1)
    ]
    return library.work("T", bf_contribution=contributions, **more)


def pages(ask):
    """All pages of a question, each a list of keys."""
    found, after = [], None
    while True:
        page = ask(after)
        found.append(list(page.keys))
        after = page.after
        if after is None:
            return found


def all_incoming(library, target, paths, first=2, scope=None):
    whole = scope or library.everything

    def ask(after):
        return library.store.incoming([target], paths, whole, first=first, after=after)[0]

    return pages(ask)


def test_incoming_answers_per_target_who_points_at_it(library):
    one, two = library.key("1"), library.key("2")
    library.put(one, by(library, AGENT))
    library.put(two, by(library, AGENT, "urn:x"))
    answers = library.store.incoming(["urn:x", "urn:none", AGENT], [BY], library.everything, count=True)
    assert [page.keys for page in answers] == [(two,), (), (one, two)]
    assert [page.total for page in answers] == [1, 0, 2]
    assert library.store.incoming([AGENT], ["bf:subject"], library.everything)[0].keys == ()


def test_total_is_counted_only_where_asked_for(library):
    library.put(library.key("1"), by(library, AGENT))
    assert library.store.incoming([AGENT], [BY], library.everything)[0].total is None


@pytest.mark.parametrize("first", [1, 2, 50])
def test_many_targets_are_answered_as_each_alone(library, first):
    for number in range(1, 6):
        library.put(library.key(str(number)), by(library, AGENT, *(f"urn:{n}" for n in range(number))))
    library.put(library.key("6", "lindenau"), by(library, AGENT, "urn:0"))
    targets = [AGENT, "urn:none", ("urn:0", "urn:3"), "urn:4", "urn:1"]
    asked = {"scope": library.readers(), "first": first, "count": True}
    together = library.store.incoming(targets, [BY], **asked)
    assert together == [library.store.incoming([each], [BY], **asked)[0] for each in targets]
    assert [page.total for page in together] == [6, 0, 6, 1, 4]


def test_a_document_that_points_by_several_paths_or_names_is_listed_once(library):
    key = library.key("1")
    library.put(key, by(library, AGENT, "urn:same", bf_subject=[{"@id": AGENT}]))
    (page,) = library.store.incoming([(AGENT, "urn:same")], [BY, "bf:subject"], library.everything, count=True)
    assert (page.keys, page.total, page.after) == ((key,), 1, None)


def test_equal_headings_with_different_names_meet_under_one(library):
    one, two = library.key("1"), library.key("2", "lindenau")
    library.put(one, by(library, "https://c.example/harbor/agents/1"))
    library.put(two, by(library, "https://c.example/lindenau/agents/9", label="TOLSTOY, Léo."))
    (page,) = library.store.incoming([heading_urn("agents", "Tolstoy, Leo")], [BY], library.everything)
    assert set(page.keys) == {one, two}


def test_links_follow_the_body_through_changes_and_deletion(library):
    key = library.key("1")
    library.put(key, by(library, AGENT, "urn:old"))
    library.put(key, by(library, AGENT, "urn:new"))
    asked = [AGENT, "urn:old", "urn:new"]
    assert [page.keys for page in library.store.incoming(asked, [BY], library.everything)] == [(key,), (), (key,)]
    library.delete(key)
    assert [page.keys for page in library.store.incoming(asked, [BY], library.everything)] == [(), (), ()]


@pytest.mark.parametrize("first", [1, 2, 3, 7, 100])
def test_pages_of_links_put_together_are_all_of_them_once(library, first):
    keys = [library.key(str(n), tenant) for n in range(5) for tenant in ("harbor", "lindenau", "zeta")]
    for at, key in enumerate(keys):
        library.put(key, by(library, AGENT, *(["urn:same"] if at % 2 else []), bf_subject=[{"@id": AGENT}]))
    found = all_incoming(library, (AGENT, "urn:same"), [BY, "bf:subject"], first)
    flat = [key for page in found for key in page]
    assert sorted(flat) == sorted(keys)
    assert all(len(page) == first for page in found[:-1])


def test_pages_of_links_stay_stable_while_documents_come_and_go(library):
    keys = [library.key(str(n)) for n in range(6)]
    for key in keys:
        library.put(key, by(library, AGENT))
    (first,) = library.store.incoming([AGENT], [BY], library.everything, first=2)
    library.delete(first.keys[0])
    library.put(library.key("new"), by(library, AGENT))
    rest = pages(
        lambda after: library.store.incoming([AGENT], [BY], library.everything, first=2, after=after or first.after)[0]
    )
    assert [key for page in rest for key in page] == [*keys[2:], library.key("new")]


@pytest.mark.parametrize("first", [1, 2, 3, 50])
def test_the_latest_of_a_graph_come_first_where_that_is_asked_for_and_each_is_a_place_to_go_on_from(library, first):
    keys = [library.key(str(n)) for n in range(7)]
    for at, key in enumerate(keys):
        library.put(key, by(library, AGENT, *(["urn:same"] if at % 2 else [])))
    asked = {"paths": [BY], "scope": library.everything, "latest": True}
    target = (AGENT, "urn:same")
    (page,) = library.store.incoming([target], first=first, count=True, **asked)
    found = list(page.keys)
    while page.after is not None:
        assert page.cursors[-1] == page.after
        library.put(library.key(f"new{len(found)}"), by(library, AGENT))
        (page,) = library.store.incoming([target], first=first, after=page.after, **asked)
        found += page.keys
    assert found == keys[::-1]
    (whole,) = library.store.incoming([target], first=50, **asked)
    for cursor, rest in ((cursor, whole.keys[at:]) for at, cursor in enumerate(whole.cursors, 1)):
        assert library.store.incoming([target], first=50, after=cursor, **asked)[0].keys == rest
    together = library.store.incoming([AGENT, "urn:same"], first=2, count=True, **asked)
    assert together == [library.store.incoming([each], first=2, count=True, **asked)[0] for each in (AGENT, "urn:same")]
    with pytest.raises(InvalidCursor):
        library.store.incoming([target], [BY], library.everything, after=whole.cursors[0])


def test_a_page_marker_of_another_list_is_refused(library):
    for n in range(3):
        library.put(library.key(str(n)), by(library, AGENT))
    (page,) = library.store.incoming([AGENT], [BY], library.everything, first=1)
    for wrong in (page.after[:-2], "", "x", "ä", "AAAAAAAAAAAA"):
        with pytest.raises(InvalidCursor):
            library.store.incoming([AGENT], [BY], library.everything, first=1, after=wrong)
    with pytest.raises(InvalidCursor):
        library.store.incoming(["urn:x"], [BY], library.everything, after=page.after)
    with pytest.raises(InvalidCursor):
        library.store.scan(library.graph(), library.everything, after=page.after)


@pytest.mark.parametrize(
    "term", ["http://id.loc.gov/vocabulary/languages/eng", "http://id.loc.gov/ontologies/bibframe/Work"]
)
def test_links_to_a_vocabulary_term_are_searched_for_instead(library, term):
    library.put(library.key("1"), library.work("T", bf_language=[{"@id": term}]))
    with pytest.raises(UseSearch):
        library.store.incoming([term], ["bf:language"], library.everything)
    with pytest.raises(UseSearch):
        library.store.incoming([("urn:x", term)], ["bf:language"], library.everything)


def test_a_scan_lists_the_roots_of_a_graph_by_type(library):
    work, item, elsewhere = library.key("w"), library.key("i"), library.key("x", "lindenau")
    library.put(work, {"@type": ["bf:Work", "bf:Text"]})
    library.put(item, library.item("1"))
    library.add(elsewhere)
    scan = library.store.scan
    assert scan(library.graph(), library.everything).keys == (work, item)
    assert scan(library.graph(), library.everything, type="bf:Text").keys == (work,)
    assert scan(library.graph(), library.everything, type="bf:Unheard").keys == ()
    assert scan(library.graph("nobody"), library.everything).keys == ()
    library.put(work, {"@type": ["bf:Work"]})
    library.delete(item)
    assert scan(library.graph(), library.everything, type="bf:Text").keys == ()
    assert scan(library.graph(), library.everything).keys == (work,)


def test_pages_of_a_scan_stay_stable_while_documents_come_and_go(library):
    keys = [library.key(str(n)) for n in range(7)]
    library.add(*keys)
    first = library.store.scan(library.graph(), library.everything, first=3)
    library.delete(keys[1])
    library.delete(keys[4])
    library.add(library.key("new"))
    rest = pages(
        lambda after: library.store.scan(library.graph(), library.everything, first=3, after=after or first.after)
    )
    assert list(first.keys) == keys[:3]
    assert [key for page in rest for key in page] == [keys[3], keys[5], keys[6], library.key("new")]


def test_links_of_private_graphs_are_kept_apart_by_scope(library):
    shown, hidden = library.key("1"), library.key("2", kind=GraphKind.STAFF)
    library.commit(Put(shown, by(library, AGENT), ABSENT), Put(hidden, by(library, AGENT), ABSENT))
    (page,) = library.store.incoming([AGENT], [BY], library.readers(), count=True)
    assert (page.keys, page.total) == ((shown,), 1)
