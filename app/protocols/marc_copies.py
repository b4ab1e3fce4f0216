"""Item data in a MARC record: an 852 for each place and call number, 866-868 for what is held, an 876 for each copy.

They take the place of what the record has of holdings and items, which is as it was catalogued. Links are as in the
holdings format: `$8` of an 852 is a number, that of its copies this number and their place. What MARC has no subfield
for is in `$9`, which is for local use, with a word in brackets before it.

Source: MARC 21 Format for Holdings Data, 852, 866-868, 876, and appendix A (`$8`, `$9`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from lxml import etree

from app.clock import instant
from app.formats import xml_text
from app.protocols.copies import Copies, Copy, Place
from graph.holdings.model import Holding
from mappings.marc.marcxml import NAMESPACE
from mappings.rules.holdings_fields import TAGS
from mappings.rules.tables.item_fields import item_table

Values: TypeAlias = Sequence[str | None]
Subfields: TypeAlias = list[tuple[str, str]]

_DATAFIELD: Final = f"{{{NAMESPACE}}}datafield"
_SUBFIELD: Final = f"{{{NAMESPACE}}}subfield"
_LAST: Final = max(TAGS)
_HELD: Final = {"basic": "866", "supplement": "867", "index": "868"}


@dataclass(frozen=True, slots=True)
class Said:
    """A subfield of 876: what it says of a copy, and what that is of the copy that the tests have as an example."""

    code: str
    values: Callable[[Copy], Values]
    example: tuple[str, ...]


def _due(copy: Copy) -> str | None:
    due = copy.item.whereabouts.due_at
    return None if due is None else f"(due){instant(due)}"


COPY: Final = (
    Said("3", lambda copy: (copy.item.enumeration,), ("v. 2",)),
    Said("a", lambda copy: (copy.item.iri,), ("https://c.example/harbor/items/x1",)),
    Said("h", lambda copy: copy.item.restrictions, ("In library use",)),
    Said("j", lambda copy: (copy.row.ncip,), ("On Loan",)),
    Said("p", lambda copy: (copy.item.barcode,), ("31000",)),
    Said("t", lambda copy: (copy.item.copy_number,), ("1",)),
    Said("z", lambda copy: copy.item.notes, ("Signed",)),
    Said("9", lambda copy: (f"(status){copy.row.status.name}",), ("(status)CHECKED_OUT",)),
    Said("9", lambda copy: (_due(copy),), ("(due)2026-12-01T22:59:59Z",)),
    Said("9", lambda copy: (f"(waiting){copy.waiting}",), ("(waiting)2",)),
)
"""What an 876 says, in its order. `$j` is NCIP's circulation status, `$9` the exact one as GraphQL names it."""


@dataclass(slots=True)
class _Group:
    """What has one 852."""

    place: Place
    call_number: str | None
    holding: Holding | None
    copies: list[Copy]


def with_copies(record: etree._Element, copies: Copies) -> etree._Element:
    """A MARCXML record that says what there is now. The record given is changed."""
    own = item_table(copies.tenant.item_table)
    fields = list(record.iter(_DATAFIELD))
    for each in fields:
        is_own = own is not None and (each.get("tag"), each.get("ind1"), each.get("ind2")) == (
            own.tag, own.ind1, own.ind2,
        )  # fmt: skip
        if is_own or _tag(each) in TAGS:
            record.remove(each)
    following = next((each for each in record.iter(_DATAFIELD) if str(each.get("tag")) > _LAST), None)
    at = len(record) if following is None else record.index(following)
    record[at:at] = _fields(copies)
    return record


def said_of(copy: Copy) -> Subfields:
    """The subfields of a copy but its link."""
    return [(each.code, value) for each in COPY for value in each.values(copy) if value]


def _tag(field: etree._Element) -> str:
    """The tag of a field, or of the one that it has in another script."""
    tag = str(field.get("tag"))
    if tag != "880":
        return tag
    return next((str(each.text)[:3] for each in field if each.get("code") == "6"), tag)


def _fields(copies: Copies) -> Iterator[etree._Element]:
    for number, group in enumerate(_groups(copies), 1):
        yield _field("852", [("8", str(number)), *_where(group, copies)])
        for held in group.holding.statements if group.holding is not None else ():
            if held.text:
                notes = [("z", each) for each in held.notes]
                yield _field(_HELD[held.unit], [("8", str(number)), ("a", held.text), *notes], "0")
        for place, copy in enumerate(group.copies, 1):
            yield _field("876", [("8", f"{number}.{place}"), *said_of(copy)])


def _groups(copies: Copies) -> list[_Group]:
    """Holdings with the copies in them, then copies that stand elsewhere or are in none, by place and call number."""
    groups: dict[tuple[str | None, ...], _Group] = {}
    for held, place in copies.holdings:
        if held.location or held.call_number or held.summary:
            at: tuple[str | None, ...] = (held.iri, held.location, held.call_number)
            groups[at] = _Group(place, held.call_number, held, [])
    for copy in copies.copies:
        item = copy.item
        at = (item.holding, item.location, item.call_number)
        if at not in groups:
            at = ("", item.location, item.call_number)
        groups.setdefault(at, _Group(copy.place, item.call_number, None, [])).copies.append(copy)
    return list(groups.values())


def _where(group: _Group, copies: Copies) -> Subfields:
    library, location = group.place.library, group.place.location
    said: list[tuple[str, str | None]] = [
        ("a", None if library is None else library.isil),
        ("b", copies.tenant.slug if library is None else library.code),
        ("c", None if location is None else location.code),
        ("h", group.call_number),
        *(("z", each) for each in (group.holding.notes if group.holding is not None else ())),
    ]
    return [(code, value) for code, value in said if value]


def _field(tag: str, subfields: Subfields, ind2: str = " ") -> etree._Element:
    field = etree.Element(_DATAFIELD, tag=tag, ind1=" ", ind2=ind2)
    for code, value in subfields:
        etree.SubElement(field, _SUBFIELD, code=code).text = xml_text(value)
    return field
