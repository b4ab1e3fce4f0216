"""How two works are compared: a function a feature, each answering the name of the outcome, "" where it says nothing.

The outcomes and what they weigh are in `graph.network.clusters.features`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz.fuzz import ratio, token_set_ratio

from graph.network.clusters.facts import Name, WorkFacts
from graph.network.clusters.wording import EMPTY_WORDS, own_words, telling

COLLECTIVE: Final = frozenset(
    "works selections correspondence speeches essays plays poems novels stories short prose laws treaties".split()  # noqa: SIM905 - a list to read
)
"""Preferred titles that say what kind of works are in it, not which."""

GENRES: Final = frozenset(
    "novel roman romance story stories poem poems poetry play plays drama tale tales comedy tragedy fiction".split()  # noqa: SIM905 - a list
)
"""Words that a title page adds to a title, or doesn't."""
DERIVED: Final = frozenset(
    "summary summaries preprint poster draft supplement appendix appendices index workbook abstract addendum"  # noqa: SIM905 - a list
    " errata highlights slides interim status progress".split()
)
"""Words that make of a title something made of it."""

FORMS: Final = frozenset("online website web print microform microfiche cd rom dvd".split())  # noqa: SIM905 - a list
"""Words by which preferred titles tell the physical forms of one serial apart."""

_NEAR_NAME: Final = 85.0
_SAME_PAGES: Final = 4
_EDITION_YEARS: Final = 1
_SHORT, _LONG = 3, 7


def title(one: WorkFacts, other: WorkFacts) -> str:
    """Titles proper, then whole titles, then the title of the hub."""
    first, second = _whole(one), _whole(other)
    if bool(one.part_name) != bool(other.part_name):
        first, second = (*first, *telling(one.part_name)), (*second, *telling(other.part_name))
    if not first or not second:
        return "" if one.numbers == other.numbers else "different"
    if first == second or "".join(first) == "".join(second):
        return "equal"
    more = set(first) ^ set(second)
    if more <= GENRES:
        return "equal"
    if _shortened(one, other, first, second):
        return "abridged"
    if not more.isdisjoint(DERIVED) and _begins(first, second) and not set(one.pages) & set(other.pages):
        return "derived"
    if _stated_after(one, other) or _stated_after(other, one):
        return "equal"
    if telling(one.title) == telling(other.title) and not (one.subtitle and other.subtitle):
        return "subtitle" if _written(one, other) and len(telling(one.title)) > 1 else "contained"
    if _begins(first, second):
        return "contained"
    mine, theirs = own_words(first, second)
    if not mine and not theirs:
        return "near"
    if _uniform(one, other):
        return "uniform"
    if mine and theirs:
        return "other-words" if len(mine) + len(theirs) < (len(first) + len(second)) / 2 else "different"
    return "within" if min(len(first), len(second)) > 2 else "other-words"


def _shortened(one: WorkFacts, other: WorkFacts, first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether one title is the other with words left out: it says so, begins alike and has no word of its own."""
    if not (one.abridged or other.abridged) or first[:2] != second[:2]:
        return False
    mine, theirs = own_words(first, second)
    return (one.abridged and not mine) or (other.abridged and not theirs)


def _stated_after(one: WorkFacts, other: WorkFacts) -> bool:
    """Whether what the one has as a subtitle stands in the statement of responsibility of the other."""
    if not one.subtitle or other.subtitle or telling(one.title) != telling(other.title):
        return False
    return all(f" {word} " in other.stated for word in telling(one.subtitle))


def _whole(work: WorkFacts) -> tuple[str, ...]:
    return telling((*work.title, *work.subtitle))


def _begins(first: Sequence[str], second: Sequence[str]) -> bool:
    short, long = sorted((first, second), key=len)
    return len(short) > 1 and tuple(long[: len(short)]) == tuple(short)


def _uniform(one: WorkFacts, other: WorkFacts) -> bool:
    """The same hub's title, of what a person wrote: a body's is often the name of a whole series."""
    if not (one.uniform or other.uniform) or not _written(one, other):
        return False
    left, right = one.uniform or one.title, other.uniform or other.title
    return left == right and bool(left) and left[0] not in COLLECTIVE


def hub(one: WorkFacts, other: WorkFacts) -> str:
    """Preferred titles: other ones are given to tell works of one title apart. Equal ones say something where a person
    wrote it, and of serials: a body's is often the name of a whole series.
    """
    if not one.uniform or not other.uniform:
        return "qualified" if _qualified(one, other) or _qualified(other, one) else ""
    if any(own_words(_formless(one.uniform), _formless(other.uniform))):
        return "different"
    if one.issued == other.issued == "serial":
        return "serial"
    return "equal" if _written(one, other) else ""


def _qualified(one: WorkFacts, other: WorkFacts) -> bool:
    """Whether the one has its own title as preferred title with something added, which tells it from others."""
    if one.issued == "serial" or not one.title or telling(one.title) != telling(other.title):
        return False
    return len(_formless(one.uniform)) > len(one.title) and one.uniform[: len(one.title)] == one.title


def _formless(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in FORMS]


def words(one: WorkFacts, other: WorkFacts) -> str:
    """How much the words that titles share tell: two may stand on anything, seven hardly."""
    shared = len(frozenset((*one.title, *one.subtitle)) & frozenset((*other.title, *other.subtitle)))
    if shared < _SHORT:
        return "" if _written(one, other) else "few"
    return "many" if shared >= _LONG else ""


def numbers(one: WorkFacts, other: WorkFacts) -> str:
    """Numbers and years in titles: the March hearing is not the April one."""
    first, second = one.numbers, other.numbers
    if first == second:
        return "equal" if first else ""
    if _left_out(one, second - first) if first < second else second < first and _left_out(other, first - second):
        return ""
    if not first or not second:
        return "one-silent"
    return "contained" if first < second or second < first else "different"


def _left_out(work: WorkFacts, more: frozenset[str]) -> bool:
    """Whether a title doesn't say some numbers for it is abridged, or says them after it with who is responsible."""
    return work.abridged or all(f" {each} " in work.stated for each in more)


def maker(one: WorkFacts, other: WorkFacts) -> str:
    """Who made them: the main entries, then anybody named."""
    if not one.makers or not other.makers:
        known, unknown = (one, other) if one.makers else (other, one)
        if known.primary and _stated(known.makers[0], unknown):
            return "among"
        return "silent" if known.makers else ""
    if one.primary and other.primary and (found := _alike(one.makers[0], other.makers[0])):
        return "body" if found == "equal" and not one.makers[0].person else found
    if (one.primary and _named(one.makers[0], other)) or (other.primary and _named(other.makers[0], one)):
        return "among"
    if _written(one, other):
        return "different"
    if (one.primary and _stated(one.makers[0], other)) or (other.primary and _stated(other.makers[0], one)):
        return "among"
    if one.primary and other.primary:
        if one.issued == other.issued == "serial":
            return "renamed"
        if not one.makers[0].person and not other.makers[0].person:
            return "bodies"
    if any(_named(each, other) for each in one.makers):
        return "shared"
    return "others"


def _named(name: Name, work: WorkFacts) -> bool:
    return any(_alike(name, each) == "equal" for each in work.makers)


def _stated(name: Name, work: WorkFacts) -> bool:
    """Whether a person is named where a description says who is responsible."""
    if not name.person or f" {name.first} " not in work.stated:
        return False
    return not name.rest or f" {name.rest[0]} " in work.stated or f" {name.rest[0][0]} " in work.stated


def _alike(one: Name, other: Name) -> str:
    """`equal`, `years` where only the years of life differ, or nothing."""
    if one.first != other.first and not (len(one.first) > 4 and ratio(one.first, other.first, score_cutoff=_NEAR_NAME)):
        return ""
    if one.person and other.person:
        if not _given(one.rest, other.rest):
            return ""
        if one.years and other.years and one.years[0] != other.years[0]:
            return "years"
        return "equal"
    if not one.rest or not other.rest:
        return "equal" if one.first == other.first else ""
    mine, theirs = own_words(one.rest, other.rest)
    return "" if mine and theirs else "equal"


def _given(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether given names agree as far as both say: “L.” with “Leo”, “Leo” with “Leo Nikolaevich”."""
    for left, right in zip(one, other, strict=False):
        if left == right:
            return True
        if len(left) == 1 or len(right) == 1:
            return left[0] == right[0]
        return bool(ratio(left, right, score_cutoff=75.0))
    return True


def version(one: WorkFacts, other: WorkFacts) -> str:
    """Whether only one was shortened or told anew, as what is for learners is."""
    return "" if _told_anew(one) == _told_anew(other) else "different"


def _told_anew(work: WorkFacts) -> bool:
    return any(f" {word} " in work.stated for word in ("abridged", "retold", "adapted", "simplified", "condensed"))


def language(one: WorkFacts, other: WorkFacts) -> str:
    """A translation is another work: it has its own text."""
    if not one.languages or not other.languages:
        return ""
    if one.languages == other.languages:
        return "equal"
    return "" if one.languages & other.languages else "different"


def medium(one: WorkFacts, other: WorkFacts) -> str:
    """Text, film, music, map: what is read, seen or heard."""
    if not one.medium or not other.medium:
        return ""
    if one.medium == other.medium:
        return "equal"
    return "" if {one.medium, other.medium} <= {"text", "data"} else "different"


def issued(one: WorkFacts, other: WorkFacts) -> str:
    """A journal and a book of its name are two works."""
    if one.issued == other.issued:
        return "equal"
    return "different" if {one.issued, other.issued} == {"serial", "monograph"} else "changed"


def part(one: WorkFacts, other: WorkFacts) -> str:
    """Numbers and names of parts."""
    if one.part and other.part and one.part != other.part:
        return "different"
    if one.part_name and other.part_name:
        mine, theirs = own_words(one.part_name, other.part_name)
        if (mine and theirs) or _figures(one.part_name) != _figures(other.part_name):
            return "different"
        if not mine and not theirs:
            return "equal"
        return "different" if one.issued == other.issued == "serial" else "contained"
    if one.part and other.part:
        return "equal"
    if not (one.part or other.part or one.part_name or other.part_name):
        return ""
    return "told" if _told(one, other) or _told(other, one) else "one-silent"


def _figures(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.isdecimal()]


def _told(one: WorkFacts, other: WorkFacts) -> bool:
    """Whether the part of the one is told in the title of the other."""
    return bool(one.part_name) and not one.part and set(one.part_name) <= {*_whole(other), *EMPTY_WORDS}


def year(one: WorkFacts, other: WorkFacts) -> str:
    """When they were published. Later editions of what a person wrote are the same work; a body's yearly reports of one
    title are not.
    """
    if not one.years or not other.years:
        return ""
    apart = min(abs(left - right) for left in one.years for right in other.years)
    if apart == 0:
        return "equal"
    if apart == _EDITION_YEARS:
        return "near"
    if one.issued == "serial" or other.issued == "serial":
        return ""
    return "editions" if _edited(one, other) else "far"


def _edited(one: WorkFacts, other: WorkFacts) -> bool:
    """Whether later years and other pages are an edition's: a person wrote it, or the later says that it is one."""
    if _written(one, other):
        return True
    later = max(one, other, key=lambda each: each.years)
    return later.revised and one.years != other.years


def _written(one: WorkFacts, other: WorkFacts) -> bool:
    return one.primary and other.primary and one.makers[0].person and other.makers[0].person


def edition(one: WorkFacts, other: WorkFacts) -> str:
    """Numbers of editions, and whether the later says that it is an older text again."""
    if not _written(one, other) and _edited(one, other):
        return "again"
    if one.editions and other.editions:
        return "equal" if one.editions & other.editions else "different"
    return ""


def pages(one: WorkFacts, other: WorkFacts) -> str:
    """How many pages."""
    if not one.pages or not other.pages:
        return ""
    apart, most = min((abs(left - right), max(left, right)) for left in one.pages for right in other.pages)
    if apart == 0:
        return "equal" if most > 20 else ""
    if apart <= _SAME_PAGES or apart * 33 <= most:
        return "near"
    return "editions" if _edited(one, other) else "different"


def publisher(one: WorkFacts, other: WorkFacts) -> str:
    """Who published them."""
    if not one.publishers or not other.publishers:
        return ""
    alike = max(token_set_ratio(left, right) for left in one.publishers for right in other.publishers)
    return "equal" if alike >= 90 else "different" if alike < 50 else ""


def series(one: WorkFacts, other: WorkFacts) -> str:
    """The number in a series."""
    mine: dict[str, set[str]] = {}
    for titled, numbered in one.series:
        mine.setdefault(titled, set()).add(numbered)
    theirs = [(titled, numbered) for titled, numbered in other.series if titled in mine]
    if not theirs:
        return "others" if mine and other.series and not _one_number(one, other) else ""
    alike = any(_same_number(own, numbered) for titled, numbered in theirs for own in mine[titled])
    return "equal" if alike else "different"


def _one_number(one: WorkFacts, other: WorkFacts) -> bool:
    return any(_same_number(mine, theirs) for _, mine in one.series for _, theirs in other.series)


def _same_number(one: str, other: str) -> bool:
    """Numbers of reports with and without the letters before them: “EPA 670 2 74 52” and “670 2 74 52”."""
    short, long = sorted((one, other), key=len)
    return long == short or (long.endswith(f" {short}") and not any(map(str.isdecimal, long[: -len(short)])))


def theme(one: WorkFacts, other: WorkFacts) -> str:
    """What maps of one place show: minerals, or who manages the land."""
    return "different" if one.theme and other.theme and one.theme != other.theme else ""


def identifier(one: WorkFacts, other: WorkFacts) -> str:
    """Identifiers that both have, or two of one scheme that gives each publication one."""
    shared = one.identifiers & other.identifiers
    if any(not each.startswith("isbn") for each in shared):
        return "equal"
    return "isbn" if shared else ""
