"""Pairs of records of which is known whether they are of one work, by what a matcher doesn't see: bench/clusters.py.

The same: records that share an identifier (`oclc`, `lccn`, `isbn`, `issn`) or a report number (`report`), that a
cataloguer linked as one thing in another physical form (`form`, MARC 776), of one Superintendent of Documents number
catalogued twice (`sudoc`); and editions (`edition`): one whole title, document numbers alike but for the year or
revision at their end, and an edition statement, or a personal author, that says it is the old text again.
Left out are copies: records alike, and states of one record, which have one number and one date of entry.
Left out as mistakes are numbers of sets and series, a whole and its part, pairs whose document numbers contradict what
they share, and a number given twice: to two of titles without a word in common or of other years, with other pages.

Not the same, and hard: one title by other authors (`author`), other volumes (`volume`) and other parts (`part`) of one
title, translations (`language`), other kinds of one title (`format`), documents of other numbers whose titles are
alike (`near`) or begin alike (`main`), what a serial was called before (`continues`, MARC 780 and 785), what goes with
another (`supplement`, MARC 770 and 772), and documents of one whole title by one body that no edition statement joins:
of other years, with other numbers and other pages (`years`), or by one person under other preferred titles
(`preferred`). Others of one whole title are not judged: no field tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from random import Random

from rapidfuzz.fuzz import ratio

from bench.cluster_seen import Seen

_TESTS = re.compile(
    r"test record|diacritics|C\d{5,}|leader/0|Instance \d+|MSEARCH|in 100|dollar sign|\bisbns?\b|Base URL",
    re.IGNORECASE,
)
_REVISION = re.compile(r"(/(\d{3,4}|REV[^/]*))+$")
_AGAIN = re.compile(
    r"\b(rev|revised|revision|updated|corrected|second|third|fourth|fifth|sixth|\d{1,2}(d|nd|rd|th)) ?\b"
)
_SHARED = ("oclc", "lccn", "isbn", "issn", "report")


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, whether it is one work, and why that is known."""

    one: str
    other: str
    same: bool
    why: str


def judged(records: Iterable[Seen]) -> list[Judged]:
    """Every pair that is known, those that are the same first."""
    kept = [each for each in records if not any(line.startswith("245") and _TESTS.search(line) for line in each.lines)]
    by = {each.iri: each for each in kept}
    found: dict[tuple[str, str], Judged] = {}
    for one, other, why in _same(kept):
        key = (min(one, other), max(one, other))
        if key not in found and _holds(by[one], by[other], why):
            found[key] = Judged(*key, same=True, why=why)
    for one, other, why in _different(kept):
        key = (min(one.iri, other.iri), max(one.iri, other.iri))
        linked = one.identifiers & (other.identifiers | other.forms)
        if key not in found and not linked and not (why in {"near", "main"} and _perhaps_one(one, other)):
            found[key] = Judged(*key, same=False, why=why)
    return list(found.values())


def _perhaps_one(one: Seen, other: Seen) -> bool:
    """Whether two documents may be one work after all: of one report number, of numbers that tell editions alone apart,
    or, in two classes of documents, of one author, year and number of pages.
    """
    if one.reports & other.reports or _stems(one) & _stems(other):
        return True
    alike = one.author == other.author and one.year == other.year and one.pages == other.pages
    return alike and bool(one.year and one.pages)


def _holds(one: Seen, other: Seen, why: str) -> bool:
    if one.same == other.same or one.serial != other.serial or _states_of_one(one, other):
        return False
    if one.number != other.number or _given_twice(one, other):
        return False
    contradicted = one.documents and other.documents and one.documents.isdisjoint(other.documents)
    return not (contradicted and why in _SHARED)


def _states_of_one(one: Seen, other: Seen) -> bool:
    """Whether two are the same record as it was at two times, or in two libraries that took it over."""
    numbered = one.control == other.control != "" or any(
        each.startswith(("oclc", "lccn")) for each in one.identifiers & other.identifiers
    )
    return numbered and one.entered == other.entered


def _given_twice(one: Seen, other: Seen) -> bool:
    """Whether a number that two share was given twice: their titles differ, or their years, and their pages."""
    mine, theirs = set(one.whole.split()), set(other.whole.split())
    if not one.pages or not other.pages or one.pages & other.pages:
        return False
    other_year = bool(one.year and other.year) and one.year != other.year
    return len(mine & theirs) * 3 < min(len(mine), len(theirs)) * (2 if other_year else 1)


def _same(records: list[Seen]) -> Iterator[tuple[str, str, str]]:
    holders, documents = defaultdict(list), defaultdict(list)
    for each in records:
        for identifier in sorted(each.identifiers) + [f"report:{number}" for number in sorted(each.reports)]:
            holders[identifier].append(each)
        if not each.serial:
            for document in each.documents:
                documents[document].append(each)
    for each in records:
        for number in sorted(each.forms):
            yield from ((each.iri, other.iri, "form") for other in holders.get(number, ()) if other is not each)
    for identifier, found in sorted(holders.items(), key=lambda one: (_SHARED.index(one[0].partition(":")[0]), one[0])):
        if len(found) <= 4 and not _of_a_set(found):
            yield from ((one.iri, other.iri, identifier.partition(":")[0]) for one, other in combinations(found, 2))
    for document, found in sorted(documents.items()):
        if len(found) <= 4 and document.partition(":")[2]:
            yield from ((one.iri, other.iri, "sudoc") for one, other in combinations(found, 2) if _of_one(one, other))
    for one, other in _some(_titled(records), 12):
        if _editions(one, other):
            yield one.iri, other.iri, "edition"


def _of_a_set(found: list[Seen]) -> bool:
    """Whether a number is a set's: three have it, under three titles."""
    return len({each.whole for each in found}) > 2


def _of_one(one: Seen, other: Seen) -> bool:
    return len(one.documents) == len(other.documents) == 1


def _titled(records: list[Seen]) -> Mapping[object, list[Seen]]:
    found = defaultdict(list)
    for each in records:
        if each.documents and not each.serial and len(each.whole.split()) > 2:
            found[each.whole, each.language, each.kind].append(each)
    return found


def _editions(one: Seen, other: Seen) -> bool:
    """Whether two of one whole title are editions: their numbers are alike but for what tells revisions, and the later
    one says it is one, or one person wrote both.
    """
    if one.documents & other.documents or not (_stems(one) & _stems(other)) or one.year == other.year:
        return False
    if one.author or other.author:
        return one.author == other.author and one.uniform == other.uniform
    later = max(one, other, key=lambda each: (each.year, each.iri))
    return bool(_AGAIN.search(later.edition)) and one.body == other.body


def _stems(one: Seen) -> set[str]:
    return {_REVISION.sub("", each) for each in one.documents if ":" in each}


def _years(one: Seen, other: Seen) -> bool:
    """Whether two of one whole title are a body's documents of other years: nothing says that one is the other."""
    if one.author or other.author or one.body != other.body or not one.body or one.documents & other.documents:
        return False
    if one.edition or other.edition or one.reports & other.reports or one.pages & other.pages:
        return False
    if _stems(one) & _stems(other):
        return False
    return bool(one.pages and other.pages and one.year and other.year) and abs(int(one.year) - int(other.year)) > 1


def _different(records: list[Seen]) -> Iterator[tuple[Seen, Seen, str]]:
    yield from _linked_as_others(records)
    yield from _of_one_whole_title(records)
    mains, works, begins = defaultdict(list), defaultdict(list), defaultdict(list)
    for each in records:
        if each.main:
            mains[each.main].append(each)
        if each.author:
            for title in sorted({each.main, each.uniform} - {""}):
                works[title, each.author].append(each)
        if each.documents and len(words := each.whole.split()) >= 5:
            begins[tuple(words[:3])].append(each)
    for one, other in _some(mains, 12):
        if one.documents.isdisjoint(other.documents) and (why := _of_one_title(one, other)):
            yield one, other, why
    for one, other in _some(works, 60):
        if one.language != other.language and one.language.strip() and other.language.strip():
            yield one, other, "language"
    for one, other in _some(begins, 8):
        documents_differ = one.documents.isdisjoint(other.documents)
        if documents_differ and one.whole != other.whole and ratio(one.whole, other.whole) > 80:
            yield one, other, "near"


def _linked_as_others(records: list[Seen]) -> Iterator[tuple[Seen, Seen, str]]:
    holders = {number: each for each in records for number in sorted(each.identifiers)}
    for each in records:
        for number in sorted(each.continued):
            if (found := holders.get(number)) and found is not each and each.serial and found.serial:
                yield each, found, "continues"
        for number in sorted(each.supplements):
            if (found := holders.get(number)) and found is not each:
                yield each, found, "supplement"


def _of_one_whole_title(records: list[Seen]) -> Iterator[tuple[Seen, Seen, str]]:
    for one, other in _some(_titled(records), 12):
        if _years(one, other):
            yield one, other, "years"
        if one.author and one.author == other.author and "" != one.uniform != other.uniform != "":
            yield one, other, "preferred"


def _some(groups: Mapping[object, list[Seen]], most: int) -> Iterator[tuple[Seen, Seen]]:
    chance = Random(5)
    for members in groups.values():
        pairs = list(combinations(members[:200], 2))
        yield from pairs if len(pairs) <= most else chance.sample(pairs, most)


def _of_one_title(one: Seen, other: Seen) -> str:
    if one.author and other.author and one.author != other.author:
        named = {one.author} | one.others, {other.author} | other.others
        return "author" if named[0].isdisjoint(named[1]) else ""
    if one.number and other.number and one.number != other.number:
        return "volume"
    if one.name and other.name and one.name != other.name:
        return "part"
    if one.kind != other.kind:
        return "format"
    return "main" if one.documents and other.documents and one.whole != other.whole else ""
