"""What two libraries say of a work is compared by a table whose every row is tested by its own example."""

from dataclasses import replace
from itertools import permutations, product
from typing import Any

import pytest

from graph.network.clusters.agent_features import AGENT_FEATURES
from graph.network.clusters.blocking import block_keys
from graph.network.clusters.comparing import hub
from graph.network.clusters.facts import WorkFacts, name, work_facts
from graph.network.clusters.features import FEATURES
from graph.network.clusters.grouping import Decided, Grouped, grouped, links, meeting
from graph.network.clusters.outcomes import Feature, Outcome
from graph.network.clusters.scoring import Verdict, likeness, score
from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.marc.notation import record

ROWS = [(feature, row) for table in (FEATURES, AGENT_FEATURES) for feature in table for row in feature.outcomes]
LEADER = "LDR 00000cam a2200000 i 4500"
PEACE = """
008 110422s2011####nyu###########000#1#eng##
100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910, $e author.
240 10 $a Voĭna i mir. $l English
245 10 $a War and peace : $b a novel / $c Leo Tolstoy.
264 #1 $a New York : $b Knopf, $c 2011.
300 ## $a 1273 pages ; $c 24 cm"""


def facts(iri: str, text: str, leader: str = LEADER) -> WorkFacts:
    read = record(leader + text)
    roots = converter().forward(read, TemplateMinter(f"https://c.example/{iri}/{{part}}").of(1, read)).roots
    return work_facts(roots[0], roots[1:])


@pytest.mark.parametrize(("feature", "row"), ROWS, ids=[f"{feature.name} {row.name}" for feature, row in ROWS])
def test_each_outcome_is_what_its_example_gives_whichever_comes_first(feature: Feature[Any], row: Outcome[Any]) -> None:
    one, other = row.example
    assert feature.compare(one, other) == feature.compare(other, one) == row.name


def test_what_is_told_without_comparing_everything_is_what_comparing_everything_tells() -> None:
    every = [each for _, row in ROWS for each in row.example]
    for one, other in product(every, repeat=2):
        whole = score(one, other)
        assert likeness(one, other) == (None if whole.verdict is Verdict.APART else whole)


def test_an_edition_of_another_publisher_is_the_same_work() -> None:
    other = """
008 930601s1964####enk###########000#1#eng##
100 1# $a Tolstoy, Leo, $d 1828-1910.
245 10 $a War & peace / $c by L. Tolstoy.
260 ## $a London : $b Penguin, $c 1964.
300 ## $a 1451 p. ; $c 18 cm."""
    assert score(facts("a", PEACE), facts("b", other)).verdict is Verdict.JOIN


def changed(old: str, new: str) -> str:
    assert old in PEACE
    return PEACE.replace(old, new)


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        (changed("#1#eng##", "#1#rus##"), LEADER),
        (changed("245 10 $a War and peace : $b a novel", "245 10 $a War and peace. $n Volume 2"), LEADER),
        (PEACE, LEADER.replace("cam", "cgm")),
        (changed("Tolstoy, Leo, $c graf, $d 1828-1910", "Saunders, Ann, $d 1950-"), LEADER),
        (changed("Tolstoy, Leo, $c graf, $d 1828-1910", "Tolstoy, Leo, $d 1869-1945"), LEADER),
    ],
    ids=["translation", "volume", "film", "another author", "another of the same name"],
)
def test_what_is_by_definition_another_work_is_never_joined(text: str, leader: str) -> None:
    first = changed("245 10 $a War and peace : $b a novel", "245 10 $a War and peace. $n Volume 1")
    base = first if "$n Volume 2" in text else PEACE
    assert score(facts("a", base), facts("b", text, leader)).verdict is Verdict.APART


REPORT = """
008 751015s1975####ohua##########f000#0#eng#d
100 1# $a Peterson, Howard C.
245 10 $a Acid from waste streams of mills, phase 1, 1974 / $c by Howard C. Peterson and Ann Lee.
264 #1 $a Cincinnati : $b Research Center, $c 1975.
300 ## $a vii, 45 pages
490 1# $a Technology series ; $v EPA-670/2-75-016"""
BRIEF = """
008 110224s19uu####dcu##########f000#0#eng#d
245 00 $a Acid from waste streams of mills, phase I [with list of references] / $c by H. C. Peterson, 1974.
264 #1 $a [Place not identified], $c [between 1900 and 1999?]
300 ## $a vii, 45 pages
490 1# $a Technology series ; $v 670/2-75-016"""


def test_a_brief_description_is_the_same_work_though_much_of_it_stands_elsewhere_or_not_at_all() -> None:
    found = score(facts("a", REPORT), facts("b", BRIEF))
    assert found.verdict is Verdict.JOIN
    assert {("title", "equal"), ("maker", "among"), ("series", "equal")} <= set(found.evidence)
    assert not {"numbers", "year"} & {feature for feature, _ in found.evidence}


def test_a_cataloguer_who_leaves_words_out_leaves_nothing_to_tell_apart() -> None:
    whole = (
        "245 00 $a Audit act : $b hearing before the Committee on Banking, first session, on H.R. 2176, May 2, 1977."
    )
    short = "245 00 $a Audit act : $b hearing before the Committee on Banking ... May 2, 1977."
    found = score(facts("a", f"\n{whole}"), facts("b", f"\n{short}"))
    assert ("title", "abridged") in found.evidence
    assert "numbers" not in {feature for feature, _ in found.evidence}


def test_a_title_that_is_a_number_alone_has_no_words_that_a_preferred_title_adds_to() -> None:
    one, other = (WorkFacts(iri, numbers=frozenset({"1984"})) for iri in "ab")
    assert not hub(one, replace(other, uniform=("nineteen", "eighty", "four")))


def work(iri: str, **said: object) -> WorkFacts:
    known: dict[str, object] = {
        "title": ("history", "of", "the", "harbor", "town"),
        "makers": (name("Lee, Ann", ("bf:Person",)),),
        "primary": True,
        "languages": frozenset({"eng"}),
        "medium": "text",
        "years": (1990,),
        "pages": (321,),
    }
    return WorkFacts(iri, **(known | said))  # type: ignore[arg-type]


def clusters(works: list[WorkFacts], decided: Decided | None = None) -> Grouped:
    return grouped({each.iri: each for each in works}, list(links(meeting(works))), decided or Decided())


WORKS = [work("a"), work("b", years=(1991,)), work("c", part=("1",)), work("d", part=("2",)), work("e", pages=(12,))]


def test_clusters_are_the_same_in_whichever_order_works_came() -> None:
    assert {clusters(list(each)) for each in permutations(WORKS)} == {clusters(WORKS)}


def test_no_chain_of_likenesses_joins_what_is_apart_by_definition() -> None:
    first, second = work("b", part=("1",), series=(("annals", "7"),)), work("c", part=("2",), series=(("annals", "7"),))
    whole = work("a", series=(("annals", "7"),))
    (members,) = clusters([whole, first, second]).clusters
    assert members in {("a", "b"), ("a", "c")}


def test_what_a_person_said_wins_over_every_score() -> None:
    one, other, third = work("a"), work("b"), work("c", title=("something", "else"), pages=(5,))
    said = Decided(together=frozenset({("a", "c")}), apart=frozenset({("a", "b")}))
    found = clusters([one, other, third], said)
    assert found.clusters == (("a", "c"),)
    assert ("a", "b") not in {each.pair for each in found.review}


def test_a_description_without_title_or_number_meets_nobody() -> None:
    assert block_keys(WorkFacts("a")) == ()
    assert clusters([WorkFacts("a"), WorkFacts("b")]) == Grouped(())


def test_a_block_that_is_too_large_is_compared_by_year_and_not_wholly() -> None:
    many = [work(f"w{n:03}", years=(1900 + n // 10,)) for n in range(100)]
    met = list(meeting(many))
    assert met
    assert {one.years == other.years for one, other in met} == {True}
