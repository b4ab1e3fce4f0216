"""Dates and place of provision in the 008: what its characters 06-17 say as activities, and those characters again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.rules import iris
from mappings.rules.compile_back import text_of

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value
    from mappings.rules.back import Back

COUNTRIES: Final = "http://id.loc.gov/vocabulary/countries/"
STATUSES: Final = "http://id.loc.gov/vocabulary/mstatus/"


def status(name: str) -> Node:
    """A `bf:status` of an activity: current, ceased, earliest."""
    return {"@id": STATUSES + name, "@type": ["bf:Status"], "rdfs:label": [name]}


def _edtf(text: str) -> Node:
    return {"@value": text.replace("u", "X").replace("U", "X"), "@type": "edtf:edtf"}


def _date(kind: str, first: str, second: str) -> str:
    """The EDTF date of 008/06-14; empty where none is told."""
    one, two = first.strip(" |") != "", second.strip(" |") != ""
    if kind == "c":
        return first + "/.."
    if kind in "dikmu" or (kind == "|" and one and two) or (kind == "n" and one and two):
        return f"{first}/{second}"
    if kind == "q":
        return f"{first}~/{second}~"
    if kind == "e":
        return f"{first}-{second[:2]}" + ("" if second[2:] == "  " else f"-{second[2:]}")
    if kind in "prst" or (kind in "|n" and one):
        return first
    return "XXXX" if kind == "n" else ""


def of_008(text: str) -> dict[str, dict[str, list[Value]]]:
    """What the 008 says of provision, by function; "Copyright" holds a copyright date."""
    if len(text) < 18:
        return {}
    kind, first, second, place = text[6], text[7:11], text[11:15], text[15:18]
    where: dict[str, list[Value]] = {}
    country = place[:2] if place[2] == " " else place
    if country.strip() and country != "|||":
        where = {"bf:place": [{"@id": COUNTRIES + iris.encoded(" ".join(country.split()))}]}
    date = _date(kind, first, second)
    if not date:
        return {"Publication": where} if where else {}
    function = "Production" if kind in "ik" else "Distribution" if kind == "p" else "Publication"
    said: dict[str, list[Value]] = {}
    if kind in "ik":
        label = "inclusive collection dates" if kind == "i" else "bulk collection dates"
        said["bf:note"] = [{"@type": ["bf:Note"], "rdfs:label": [label]}]
    said["bf:date"] = [_edtf(date)]
    if kind in "cd":
        said["bf:status"] = [status("current" if kind == "c" else "ceased")]
    out = {function: {**said, **where}}
    if kind == "p":
        out["Production"] = {"bf:date": [_edtf(second)]}
    if kind == "t" and second.strip(" |"):
        out["Copyright"] = {"bf:copyrightDate": [_edtf(second)]}
    return out


def to_008(out: Back, node: Node, function: str) -> None:
    """The dates and the place of an activity as characters of the 008."""
    for place in node.get("bf:place", ()):
        iri = place.get("@id", "")
        if iri.startswith(COUNTRIES):
            out.put("008", 15, iri.removeprefix(COUNTRIES).ljust(3)[:3])
    date = next((text_of(value)[0] for value in node.get("bf:date", ())), "")
    if not date:
        return
    notes = str(node.get("bf:note", ""))
    seen: set[str] = out.notes.setdefault("provision dates", set())
    if "p" in seen and function == "Production":
        out.put("008", 11, date.replace("X", "u"))
        return
    kind, first, second = _of_edtf(date, function, notes, ceased="ceased" in str(node.get("bf:status", "")))
    if kind == "p":
        seen.add("p")
    out.put("008", 6, kind + first.replace("X", "u").ljust(4)[:4] + second.replace("X", "u").ljust(4)[:4])


def _of_edtf(date: str, function: str, notes: str, *, ceased: bool) -> tuple[str, str, str]:
    """(type of date, date 1, date 2) of an EDTF date."""
    first, slash, second = date.partition("/")
    if slash:
        if second == "..":
            return "c", first, "9999"
        if first.endswith("~"):
            return "q", first[:-1], second[:-1]
        kind = "i" if "inclusive" in notes else "k" if "bulk" in notes else "d" if ceased else "m"
        return kind, first, second
    if date == "XXXX":
        return "n", "    ", "    "
    if "-" in date:
        year, _, rest = date.partition("-")
        return "e", year, rest.replace("-", "")
    return ("p" if function == "Distribution" else "s"), first, "    "
