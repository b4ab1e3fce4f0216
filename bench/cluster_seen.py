"""What of a record its pairs are judged by: identifiers, links and dates of entry, which a matcher doesn't see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mappings.marc.notation import show
from mappings.marc.record import DataField, Record
from mappings.text import fold, isbn13, issn, lccn, oclc, tokens

SHOWN = ("008", "041", "088", "100", "110", "111", "130", "240", "245", "250", "260", "264", "300", "490", "700", "710")
_DESCRIBED = ("100", "110", "240", "245", "250", "260", "264", "300", "490", "700", "710")
_OF_SETS = re.compile(r"\bset\b|series|\bv\.|\bvol", re.IGNORECASE)
_SUFFIX = re.compile(r"(/?\(?(ONLINE|MF|CD|INTERNET|DVD|FINAL)[^/]*\)?)$")
_PAGES = re.compile(r"(\d+)\s*(?:unnumbered\s+)?(?:p\b|pages|leaves|l\b)")
_KINDS = {"t": "a", "m": "a"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a record its pairs are judged by. `lines` are what a person reads, `control` and `entered` its number and
    the day it was first made, `linked` the identifiers in linking fields, by what they link to.
    """

    iri: str
    control: str
    entered: str
    kind: str
    serial: bool
    lines: tuple[str, ...]
    main: str
    number: str
    name: str
    whole: str
    author: str
    body: str
    others: frozenset[str]
    language: str
    uniform: str
    year: str
    pages: frozenset[str]
    edition: str
    identifiers: frozenset[str]
    reports: frozenset[str]
    documents: frozenset[str]
    forms: frozenset[str]
    continued: frozenset[str]
    supplements: frozenset[str]
    same: tuple[str, ...]


def seen(iri: str, record: Record) -> Seen:
    """What is to be known of a record."""
    title = next(record.data("245"), None)
    words = {codes: " ".join(tokens(" ".join(title.all(codes)))) if title else "" for codes in ("a", "n", "p", "abnp")}
    entry, body = next(record.data("100"), None), next(record.data("110", "111", "710"), None)
    fixed = record.control("008") or ""
    return Seen(
        iri=iri,
        control=record.control_number or "",
        entered=fixed[:6],
        kind=_KINDS.get(record.leader[6], record.leader[6]),
        serial=record.leader[7] not in "mac",
        lines=tuple(show(each) for each in record.fields if each.tag in SHOWN),
        main=words["a"],
        number=words["n"],
        name=words["p"],
        whole=" ".join(each for each in words["abnp"].split() if each not in {"the", "a", "an"}),
        author=_surname(entry.get("a")) if entry else "",
        body=" ".join(tokens(" ".join(body.all("ab")))) if body else "",
        others=frozenset(_surname(each.get("a")) for each in record.data("700", "710", "110", "111")),
        language=fixed[35:38],
        uniform=" ".join(tokens(next((each.get("a") or "" for each in record.data("240")), ""))),
        year=fixed[7:11] if fixed[7:11].isdecimal() else "",
        pages=frozenset(n for each in record.data("300") for v in each.all("a") for n in _PAGES.findall(v)),
        edition=" ".join(tokens(next((each.get("a") or "" for each in record.data("250")), ""))),
        identifiers=_identifiers(record),
        reports=frozenset(_report(v) for each in record.data("027", "088") for v in each.all("a")) - {""},
        documents=frozenset(_document(v) for each in record.data("086") if each.ind1 == "0" for v in each.all("a")),
        forms=_linked(record.data("776")),
        continued=_linked(record.data("780", "785")),
        supplements=_linked(record.data("770", "772")),
        same=tuple(show(each) for each in record.fields if each.tag in _DESCRIBED),
    )


def _identifiers(record: Record) -> frozenset[str]:
    isbns = (each for each in record.data("020") if not _OF_SETS.search(show(each)))
    return frozenset((
        *_numbers("oclc", (v for each in record.data("035") for v in each.all("a") if v.startswith("(OCoLC)")), oclc),
        *_numbers("lccn", (v for each in record.data("010") for v in each.all("a")), lccn),
        *_numbers("isbn", (v for each in isbns for v in each.all("a")), isbn13),
        *_numbers("issn", (v for each in record.data("022") for v in each.all("al")), issn),
    ))  # fmt: skip


def _linked(fields: Iterable[DataField]) -> frozenset[str]:
    numbers = [value for each in fields for value in each.all("w")]
    return frozenset((
        *_numbers("oclc", (each for each in numbers if "OCoLC" in each), oclc),
        *_numbers("lccn", (each.replace("(DLC)", "") for each in numbers if "DLC" in each), lccn),
    ))  # fmt: skip


def _numbers(scheme: str, values: Iterable[str], normal: Callable[[str], str | None]) -> list[str]:
    return [f"{scheme}:{found}" for value in values if (found := normal(value))]


def _surname(name: str | None) -> str:
    return fold((name or "").partition(",")[0]).strip(" .")


def _document(value: str) -> str:
    return _SUFFIX.sub("", re.sub(r"\s+", "", value).upper()).rstrip("/")


def _report(value: str) -> str:
    """A report number that tells one report: letters and three digits at least."""
    found = "".join(each for each in value.upper() if each.isalnum())
    return found if sum(map(str.isdecimal, found)) > 2 and any(map(str.isalpha, found)) else ""
