"""Headings without an authority: which are listed, how much they are used, and which authorities may be meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.authorities.reporting import HeadingReporter
from graph.store.port import Store
from graph.store.scope import Scope
from tests.graph.authorities.conftest import MADS, RDF, topic

Find = Callable[..., list[Any]]
NAME = "http://id.loc.gov/authorities/names/n1"
TOLSTOY = [
    f"<{NAME}> <{RDF}type> <{MADS}PersonalName> .",
    f'<{NAME}> <{MADS}authoritativeLabel> "Tolstoy, Leo, graf, 1828-1910" .',
    f"<{NAME}> <{MADS}hasVariant> _:v .",
    f'_:v <{MADS}variantLabel> "Tolstoi, Lev Nikolaevich" .',
]


@pytest.fixture
def reporter(
    store: Store, find: Find, bring: Callable[..., Any], load: Callable[..., Any], marc: Callable[..., bytes]
) -> HeadingReporter:
    bring(*TOLSTOY, *topic(1, "Cats"), *topic(2, "Dogs"))
    load(
        marc("001 1", "100 1# $a Tolstoi, Lev", "245 10 $a One", "650 #0 $a Cats", "650 #0 $a Dogz"),
        marc("001 2", "100 1# $a Tolstoi, Lev", "245 10 $a Two", "650 #0 $a Zymurgy"),
    )
    find("cats")
    service = find.service  # type: ignore[attr-defined]
    return HeadingReporter(store, service._index, service)


def test_headings_that_lead_to_no_authority_are_listed_with_their_use(reporter: HeadingReporter, scope: Scope) -> None:
    page = reporter.bare("harbor", scope, 10)
    assert [each.label for each in page.headings] == ["Dogz", "Tolstoi, Lev", "Zymurgy"]
    assert page.after is None
    assert reporter.usage(page.headings, scope) == [1, 2, 1]


def test_the_nearest_authorities_of_the_kind_are_named(reporter: HeadingReporter, scope: Scope) -> None:
    page = reporter.bare("harbor", scope, 10)
    near = reporter.candidates(page.headings, scope, 3)
    assert [[each.term.label.value for each in some] for some in near] == [
        ["Dogs"],
        ["Tolstoy, Leo, graf, 1828-1910"],
        [],
    ]
    assert near[1][0].likeness > 0.9


def test_pages_go_on_after_the_last_heading(reporter: HeadingReporter, scope: Scope) -> None:
    seen: list[str] = []
    after = None
    while True:
        page = reporter.bare("harbor", scope, 1, after)
        seen += [each.label for each in page.headings]
        if (after := page.after) is None:
            break
    assert seen == ["Dogz", "Tolstoi, Lev", "Zymurgy"]


def test_a_library_that_may_not_be_read_has_no_report(reporter: HeadingReporter) -> None:
    assert reporter.bare("harbor", Scope(), 10).headings == ()
