"""Looking terms up: what is found, in which order, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.access.model import ANONYMOUS, SharingLevel, operator
from graph.access.service import AccessService
from graph.authorities.looking_up import LookUp, LookUpService, TermKind
from graph.authorities.model import Shelf
from graph.store.errors import InvalidCursor
from graph.store.scope import Scope, SystemScope
from graph.store.terms import TermMatch
from graph.tenants.model import Sharing
from tests.graph.authorities.conftest import MADS, RDF, SUBJECTS, topic

Find = Callable[..., list[Any]]
Bring = Callable[..., Any]
TOPICS = [
    *topic(1, "Cats", f"<{MADS}hasVariant> _:b1", f"<{MADS}hasBroaderAuthority> <{SUBJECTS}/sh2>"),
    f'_:b1 <{MADS}variantLabel> "Félines"@en .',
    *topic(2, "Animals", f"<{MADS}hasVariant> _:b2"),
    f'_:b2 <{MADS}variantLabel> "Catalogue of beasts" .',
    *topic(3, "Catalogues, Library"),
    *topic(4, "Łódź (Poland)"),
    *topic(5, "كتاب", language="ar"),
]


def labels(terms: list[Any]) -> list[str]:
    return [each.label.value for each in terms]


def test_labels_that_begin_so_come_in_order_before_those_found_by_another_form(bring: Bring, find: Find) -> None:
    bring(*TOPICS)
    found = find("cat")
    assert labels(found) == ["Catalogues, Library", "Cats", "Animals"]
    assert [(each.matched.value, each.by_variant) for each in found] == [
        ("Catalogues, Library", False),
        ("Cats", False),
        ("Catalogue of beasts", True),
    ]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("felin", "Cats"),
        ("FÉLIN", "Cats"),
        ("lodz (po", "Łódź (Poland)"),
        ("كِتَا", "كتاب"),
        ("catalogues lib", "Catalogues, Library"),
    ],
)
def test_case_marks_and_punctuation_make_no_difference(bring: Bring, find: Find, typed: str, label: str) -> None:
    bring(*TOPICS)
    assert labels(find(typed)) == [label]


def test_keywords_stand_anywhere_and_the_last_may_be_begun(bring: Bring, find: Find) -> None:
    bring(*TOPICS)
    assert labels(find("library cata", TermMatch.KEYWORD)) == ["Catalogues, Library"]
    assert labels(find("beasts", TermMatch.KEYWORD)) == ["Animals"]
    assert labels(find("library", TermMatch.LEFT_ANCHORED)) == []


def test_a_word_with_a_slip_of_the_pen_is_found_nearby(bring: Bring, find: Find) -> None:
    bring(*TOPICS)
    assert labels(find("catalogeus library", TermMatch.FUZZY)) == ["Catalogues, Library"]


def test_kinds_and_vocabularies_narrow_what_is_found(bring: Bring, find: Find) -> None:
    bring(*TOPICS)
    assert labels(find("cats", kinds=(TermKind.TOPIC,))) == ["Cats"]
    assert labels(find("cats", kinds=(TermKind.SUBJECT,))) == ["Cats"]
    assert labels(find("cats", kinds=(TermKind.PERSON,))) == []
    assert labels(find("cats", vocabularies=(SUBJECTS + "/",))) == ["Cats"]
    assert labels(find("cats", vocabularies=("http://id.worldcat.org/fast",))) == []


def test_a_replaced_term_leads_to_its_replacement(bring: Bring, find: Find) -> None:
    old = f"{SUBJECTS}/sh8"
    bring(
        *topic(1, "Cats"),
        f"<{old}> <{RDF}type> <{MADS}DeprecatedAuthority> .",
        f'<{old}> <{MADS}variantLabel> "Pussycats" .',
        f"<{old}> <{MADS}useInstead> <{SUBJECTS}/sh1> .",
    )
    (found,) = find("pussy")
    assert (found.iri, found.label.value, found.replaces) == (f"{SUBJECTS}/sh1", "Cats", "Pussycats")
    assert (found.matched.value, found.by_variant, found.replaced) == ("Pussycats", True, False)


def test_usage_counts_descriptions_that_name_it_or_an_equal_heading(
    bring: Bring, find: Find, load: Callable[..., Any], marc: Callable[..., bytes], scope: Scope
) -> None:
    bring(*TOPICS)
    load(
        marc("001 1", "245 10 $a One", f"650 #0 $a Cats $0 {SUBJECTS}/sh1"),
        marc("001 2", "245 10 $a Two", "650 #0 $a Cats."),
        marc("001 3", "245 10 $a Three", "650 #0 $a Dogs."),
    )
    found = find("ca")
    service: LookUpService = find.service  # type: ignore[attr-defined]
    assert dict(zip(labels(found), service.usage(found, scope), strict=True)) == {
        "Catalogues, Library": 0,
        "Cats": 2,
        "Animals": 0,
    }


def test_what_a_library_does_not_share_is_looked_up_there_alone(
    bring: Bring, find: Find, scope: Scope, access: AccessService, tenants: Any
) -> None:
    tenants.create_tenant(operator(), "abbey", {"en": "Abbey"}, sharing=Sharing(SharingLevel.PRIVATE))
    bring(*TOPICS, shelf=Shelf(tenant="abbey"))
    assert labels(find("cats", within=access.scope(operator("abbey")))) == ["Cats"]
    assert find("cats") == []
    assert find("cats", within=access.scope(ANONYMOUS)) == []
    bring(*topic(1, "Cats"))
    assert labels(find("cats", within=access.scope(ANONYMOUS))) == ["Cats"]


def test_pages_follow_one_another_across_labels_and_other_forms(bring: Bring, find: Find, scope: Scope) -> None:
    lines = [line for number in range(10) for line in topic(number, f"Cat {number}")]
    for number in range(10, 15):
        lines += topic(number, f"Animal {number}", f"<{MADS}hasVariant> _:b{number}")
        lines.append(f'_:b{number} <{MADS}variantLabel> "Cat beast {number}" .')
    bring(*lines)
    every = labels(find("cat"))
    assert every == [*(f"Cat {number}" for number in range(10)), *(f"Animal {number}" for number in range(10, 15))]
    service: LookUpService = find.service  # type: ignore[attr-defined]
    seen: list[str] = []
    after = None
    while True:
        page = service.look_up(LookUp("cat", first=4, after=after), scope)
        assert page.total == 15
        seen += labels(list(page.items))
        if not page.has_next:
            break
        after = page.cursors[-1]
    assert seen == every
    assert labels(list(service.look_up(LookUp("cat", first=4, offset=9), scope).items)) == every[9:13]
    with pytest.raises(InvalidCursor):
        service.look_up(LookUp("dog", after=after), scope)


def test_a_term_that_goes_away_is_looked_up_no_more(bring: Bring, find: Find, store: Any, names: Any) -> None:
    bring(*TOPICS)
    assert labels(find("cats")) == ["Cats"]
    store.drop(names.vocabulary, SystemScope())
    assert find("cats") == []


@pytest.mark.parametrize("match", list(TermMatch))
def test_whatever_is_typed_is_text_and_never_an_error(bring: Bring, find: Find, match: TermMatch) -> None:
    bring(*topic(1, "C++ & C# (Programming)"), *topic(2, "L'été, 紅樓夢"))
    assert len(find("c++ & c#", match)) in {1, 2}
    for odd in ("", " ", "^.*$", "[a-", "a{9}", "\\", "\x00", "AT&T", "~-~", "紅", "l'e", "x" * 2000, "😀 \ud800"):
        assert len(find(odd, match)) <= 2
