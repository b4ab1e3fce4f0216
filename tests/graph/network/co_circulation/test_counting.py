"""Which pairs are told of: none that fewer than `k` people made, or are left of where a library takes its own away."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from graph.network.co_circulation.counting import MOST_BESIDE, MOST_OF_ONE, Borrowed, beside, pairs

LIBRARIES = ("harbor", "lindenau", "outpost")


def both(library: str, *patrons: str, same: Sequence[str] = (), works: Sequence[str] = ("a", "b")) -> list[Borrowed]:
    """These patrons borrowed all of these works."""
    return [Borrowed(library, patron, work, tuple(same)) for patron in patrons for work in works]


def people(library: str, count: int) -> list[Borrowed]:
    return both(library, *(f"{library}-{number}" for number in range(count)))


def told(borrowed: Sequence[Borrowed], k: int = 5) -> dict[tuple[str, str], int]:
    return {each.works: each.borrowers for each in pairs(borrowed, k)}


def test_one_borrower_too_few_tells_nothing_and_one_more_tells_the_pair():
    assert told(people("harbor", 4)) == {}
    assert told(people("harbor", 5)) == {("a", "b"): 5}


def test_the_number_told_moves_in_steps_of_k_so_that_one_borrower_more_is_not_seen():
    assert {told(people("harbor", count))["a", "b"] for count in range(10, 15)} == {10}


def test_a_library_that_takes_its_own_borrowers_away_is_left_with_none_or_enough():
    assert told([*people("harbor", 12), *people("lindenau", 1)]) == {}
    assert told([*people("harbor", 12), *people("lindenau", 4)]) == {}
    assert told([*people("harbor", 12), *people("lindenau", 5)]) == {("a", "b"): 15}
    assert told([*people("harbor", 9), *people("outpost", 4), *people("lindenau", 4)]) == {("a", "b"): 15}


def test_a_person_with_cards_of_several_libraries_is_one_borrower():
    others = [*people("harbor", 9), *people("lindenau", 4)]
    ada, bob = both("harbor", "ada", same=["mail:x"]), both("lindenau", "bob", same=["mail:y"])
    assert told([*others, *ada, *bob]) == {("a", "b"): 15}
    assert told([*others, *ada, *both("lindenau", "ada-too", same=["mail:x"])]) == {}
    between = both("outpost", "ada-again", same=["mail:x", "mail:y"])
    assert told([*others, *ada, *bob, *between]) == {}


def test_no_library_learns_what_all_who_borrowed_a_work_of_it_borrowed_elsewhere():
    def across(number: int) -> list[Borrowed]:
        same = [f"mail:{number}"]
        there = both("lindenau", f"l-{number}", same=same, works=["b"])
        return [*both("harbor", f"h-{number}", same=same, works=["a"]), *there]

    five = [each for number in range(5) for each in across(number)]
    more = {work: both("harbor", f"only-{work}", works=[work]) for work in ("a", "b")}
    assert told(five) == told([*five, *more["a"]]) == told([*five, *more["b"]]) == {}
    assert told([*five, *more["a"], *more["b"]]) == {("a", "b"): 5}


def test_who_borrowed_a_work_twice_is_counted_once():
    assert told([*people("harbor", 4), *both("harbor", "harbor-0")]) == {}


def test_a_class_that_borrows_hundreds_of_works_is_no_reader():
    everything = [f"w{number}" for number in range(MOST_OF_ONE - 1)]
    assert told([*people("harbor", 4), *both("harbor", "class", works=["a", "b", *everything])]) == {}


def test_beside_a_work_stand_those_most_often_borrowed_with_it():
    borrowed = [
        one
        for number in range(MOST_BESIDE + 5)
        for one in both("harbor", *map(str, range(5 + number // 5 * 5)), works=["a", f"w{number:02}"])
    ]
    shown = beside(pairs(borrowed, 5))["a"]
    assert len(shown) == MOST_BESIDE
    assert [count for _, count in shown] == sorted((count for _, count in shown), reverse=True)
    assert shown[0] == ("w20", 25)


loans = st.builds(
    Borrowed,
    st.sampled_from(LIBRARIES),
    st.sampled_from([f"p{number}" for number in range(24)]),
    st.sampled_from("abcd"),
)


@given(st.lists(loans, max_size=150), st.integers(min_value=2, max_value=6))
def test_whatever_was_borrowed_no_pair_is_told_of_that_fewer_than_k_made_or_are_left_to_somebody(borrowed, k):
    own = [Borrowed(each.library, f"{each.library}/{each.patron}", each.work) for each in borrowed]
    for pair in pairs(own, k):
        who = [{each.patron for each in own if each.work == work} for work in pair.works]
        together = who[0] & who[1]
        assert k <= pair.borrowers <= len(together)
        assert pair.borrowers % k == 0
        for library in LIBRARIES:
            left = {each for each in together if not each.startswith(f"{library}/")}
            assert not left or len(left) >= k
