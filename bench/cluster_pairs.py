"""Pairs of records of which is known whether they are of one work, by what a matcher doesn't see: bench/clusters.py.

The same: records that share an identifier (`oclc`, `lccn`, `isbn`), records that a cataloguer linked as one thing in
another physical form (`form`, MARC 776), records of one Superintendent of Documents number catalogued twice (`sudoc`).
Left out are copies of one record, ISBNs of sets and series, numbers that a whole map series shares, and pairs whose
document numbers contradict the identifier they share: those identifiers are mistakes.

Not the same, and hard: one title by other authors (`author`), other volumes (`volume`) and other parts (`part`) of one
title, translations (`language`), other kinds of one title (`format`), and documents of other numbers whose titles are
alike (`near`) or begin alike (`main`). Pairs of one whole title and other document numbers are not judged: some are
editions, some are not, and no field tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from random import Random

from rapidfuzz.fuzz import ratio

from mappings.marc.notation import show
from mappings.marc.record import Record
from mappings.text import fold, isbn13, lccn, oclc, tokens

SHOWN = ("008", "041", "088", "100", "110", "111", "130", "240", "245", "250", "260", "264", "300", "490", "700", "710")
_DESCRIBED = ("100", "110", "240", "245", "250", "260", "264", "300", "490", "700", "710")
_OF_SETS = re.compile(r"\bset\b|series|\bv\.|\bvol", re.IGNORECASE)
_TESTS = re.compile(r"test record|diacritics|C\d{5,}|leader/0|Instance \d+|MSEARCH|in 100|dollar sign", re.IGNORECASE)
_SUFFIX = re.compile(r"(/?\(?(ONLINE|MF|CD|INTERNET|DVD|FINAL)[^/]*\)?)$")
_KINDS = {"t": "a", "m": "a"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a record its pairs are judged by. `lines` are what a person reads."""

    iri: str
    kind: str
    serial: bool
    lines: tuple[str, ...]
    main: str
    number: str
    name: str
    whole: str
    author: str
    others: frozenset[str]
    language: str
    uniform: str
    identifiers: frozenset[str]
    documents: frozenset[str]
    forms: frozenset[str]
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, whether it is one work, and why that is known."""

    one: str
    other: str
    same: bool
    why: str


def seen(iri: str, record: Record) -> Seen:
    """What is to be known of a record."""
    title = next(record.data("245"), None)
    words = {codes: " ".join(tokens(" ".join(title.all(codes)))) if title else "" for codes in ("a", "n", "p", "abnp")}
    entry = next(record.data("100"), None)
    fixed = record.control("008") or ""
    isbns = (each for each in record.data("020") if not _OF_SETS.search(show(each)))
    own = {
        *_numbers("oclc", (v for each in record.data("035") for v in each.all("a") if v.startswith("(OCoLC)")), oclc),
        *_numbers("lccn", (v for each in record.data("010") for v in each.all("a")), lccn),
        *_numbers("isbn", (v for each in isbns for v in each.all("a")), isbn13),
    }
    return Seen(
        iri,
        _KINDS.get(record.leader[6], record.leader[6]),
        record.leader[7] not in "mac",
        tuple(show(each) for each in record.fields if each.tag in SHOWN),
        words["a"],
        words["n"],
        words["p"],
        words["abnp"],
        _surname(entry.get("a")) if entry else "",
        frozenset(_surname(each.get("a")) for each in record.data("700", "710", "110", "111")),
        fixed[35:38],
        " ".join(tokens(next((each.get("a") or "" for each in record.data("240")), ""))),
        frozenset(own),
        frozenset(_document(v) for each in record.data("086") if each.ind1 == "0" for v in each.all("a")),
        frozenset(_numbers("oclc", (v for each in record.data("776") for v in each.all("w") if "OCoLC" in v), oclc)),
        tuple(show(each) for each in record.fields if each.tag in _DESCRIBED),
    )


def _numbers(scheme: str, values: Iterable[str], normal: Callable[[str], str | None]) -> list[str]:
    return [f"{scheme}:{found}" for value in values if (found := normal(value))]


def _surname(name: str | None) -> str:
    return fold((name or "").partition(",")[0]).strip(" .")


def _document(value: str) -> str:
    return _SUFFIX.sub("", re.sub(r"\s+", "", value).upper()).rstrip("/")


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
        if key not in found and one.identifiers.isdisjoint(other.identifiers | other.forms):
            found[key] = Judged(*key, same=False, why=why)
    return list(found.values())


def _holds(one: Seen, other: Seen, why: str) -> bool:
    if one.same == other.same or one.serial != other.serial:
        return False
    if one.number and other.number and one.number != other.number:
        return False
    contradicted = one.documents and other.documents and one.documents.isdisjoint(other.documents)
    return not (contradicted and why in {"oclc", "lccn", "isbn"})


def _same(records: list[Seen]) -> Iterator[tuple[str, str, str]]:
    holders, documents = defaultdict(list), defaultdict(list)
    for each in records:
        for identifier in each.identifiers:
            holders[identifier].append(each.iri)
        if len(each.documents) == 1 and not each.serial:
            documents[next(iter(each.documents))].append(each.iri)
    for each in records:
        for number in sorted(each.forms):
            yield from ((each.iri, other, "form") for other in holders.get(number, ()) if other != each.iri)
    for identifier, iris in holders.items():
        if len(iris) <= 4:
            yield from ((one, other, identifier[:4]) for one, other in combinations(iris, 2))
    for document, iris in documents.items():
        if len(iris) == 2 and ":" in document:
            yield iris[0], iris[1], "sudoc"


def _different(records: list[Seen]) -> Iterator[tuple[Seen, Seen, str]]:
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
