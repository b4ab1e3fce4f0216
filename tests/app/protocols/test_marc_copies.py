"""A MARC record that says what copies there are now, in place of those it was catalogued with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest
from lxml import etree

from app.protocols.copies import Copies, Copy, Place
from app.protocols.marc_copies import COPY, Said, with_copies
from graph.catalogue.model import Resource
from graph.holdings.model import Holding, Item
from graph.holdings.status import STATUS, ItemStatus, Whereabouts
from graph.tenants.model import Tenant
from graph.tenants.organisation import OrgUnit, UnitKind, library_at
from mappings.bibframe.read import HoldingsPolicies, HoldingsStatement
from mappings.marc import notation
from mappings.marc.marcxml import NAMESPACE
from mappings.marc.writer import write_marcxml

from .conftest import DESK, ON_SHELF, World, edition, item

NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)
RESOURCE: Final = Resource("https://c.example/harbor/items/x1", ("bf:Item",), {}, (), "1", NOW, NOW)
ITEM: Final = Item(
    iri="https://c.example/harbor/items/x1", tenant="harbor", instance=None, holding=None, barcode="31000",
    call_number="TI 1", copy_number="1", enumeration="v. 2", location="stacks", material_type=None, loan_type=None,
    restrictions=("In library use",), notes=("Signed",), status=ItemStatus.CHECKED_OUT, resource=RESOURCE,
    whereabouts=Whereabouts(due_at=datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)),
)  # fmt: skip
CENTRAL: Final = OrgUnit(
    "central", "harbor", UnitKind.LIBRARY, "central", {"en": "Central"}, "harbor/central", isil="XX-1"
)
STACKS: Final = OrgUnit(
    "stacks", "harbor", UnitKind.LOCATION, "stacks", {"en": "Stacks"}, "harbor/central/stacks", "central"
)
PLACE: Final = Place(CENTRAL, STACKS)
EXAMPLE: Final = Copy(ITEM, next(row for row in STATUS if row.status is ItemStatus.CHECKED_OUT), 2, PLACE)
HOLDING: Final = Holding(
    "https://c.example/harbor/holdings/h1", "harbor", None, "stacks", "TI",
    (HoldingsStatement("basic", "v.1-4"), HoldingsStatement("index", "1990")),
    HoldingsPolicies(None, None, None, None, None, None), ("Ask at the desk",), None, RESOURCE,
)  # fmt: skip
HARBOR: Final = Tenant("harbor", "https://c.example/tenants/harbor", {"en": "Harbor"}, item_table="koha")
RECORD: Final = """\
LDR 00000nam a2200000 i 4500
001 b1
245 10 $a Tides.
841 ## $b a
852 0# $b OLD $p 999
876 ## $p 998
880 ## $6 852-01 $b OLD
880 10 $6 245-01 $a Приливы.
900 ## $a Kept
952 ## $p 997
"""


@pytest.mark.parametrize("said", COPY, ids=lambda each: f"{each.code} {each.example[0]}")
def test_a_subfield_says_of_the_example_what_its_row_says(said: Said) -> None:
    assert tuple(said.values(EXAMPLE)) == said.example


def test_copies_take_the_place_of_those_a_record_was_catalogued_with() -> None:
    own = replace(
        EXAMPLE, item=replace(ITEM, iri="https://c.example/harbor/items/x2", holding=HOLDING.iri, call_number="TI")
    )
    made = written(Copies(HARBOR, NOW, (EXAMPLE, own), ((HOLDING, PLACE),)))
    assert [each.partition(" $a https")[0] for each in made] == [
        "245 $a Tides.",
        "852 $8 1 $a XX-1 $b central $c stacks $h TI $z Ask at the desk",
        "866 $8 1 $a v.1-4",
        "868 $8 1 $a 1990",
        "876 $8 1.1 $3 v. 2",
        "852 $8 2 $a XX-1 $b central $c stacks $h TI 1",
        "876 $8 2.1 $3 v. 2",
        "880 $6 245-01 $a Приливы.",
        "900 $a Kept",
    ]


def test_a_copy_that_stands_nowhere_is_said_to_be_the_library_s() -> None:
    lost = replace(EXAMPLE, place=Place(), item=replace(ITEM, location=None, call_number=None))
    assert written(Copies(HARBOR, NOW, (lost,)))[1] == "852 $8 1 $b harbor"


def test_the_library_of_a_unit_is_found_and_a_ring_of_units_has_none() -> None:
    ring = replace(STACKS, parent="stacks")
    assert library_at(STACKS, {"central": CENTRAL, "stacks": STACKS}) == CENTRAL
    assert library_at(ring, {"stacks": ring}) is None


def test_records_with_their_copies_cost_as_many_store_calls_however_many_there_are(
    fresh: World, store_calls: list[str]
) -> None:
    counts = []
    for editions in (2, 20):
        for number in range(editions - 2):
            instance = edition(fresh, f"many{number}", fresh.at["work"])
            for copy in "ab":
                item(fresh, f"many{number}{copy}", instance)
            fresh.installation.services.circulation.lending.check_out(DESK, f"many{number}a", "P1", fresh.at["desk"])
        fresh.get("/harbor/oai?verb=Identify")
        store_calls.clear()
        told = fresh.get("/harbor/oai?verb=ListRecords&metadataPrefix=marcxml_holdings").text
        assert told.count("<metadata>") == editions
        counts.append(sorted(store_calls))
    assert counts[0] == counts[1]


def test_a_loan_is_told_at_once_and_moves_no_datestamp(fresh: World) -> None:
    def harvested() -> tuple[list[str], list[str]]:
        address = "/harbor/oai?verb=ListRecords&metadataPrefix=marcxml_holdings"
        root = etree.fromstring(fresh.get(address).content)
        fields = [field for field in root.iter("{*}datafield") if ON_SHELF in "".join(field.itertext())]
        return [each.text for each in root.iter("{*}datestamp")], [str(each.text) for each in fields[-1]]

    stamps, before = harvested()
    fresh.installation.services.circulation.lending.check_out(DESK, ON_SHELF, "P1", fresh.at["desk"])
    assert harvested()[0] == stamps
    assert ("(status)AVAILABLE" in before, "(status)CHECKED_OUT" in harvested()[1]) == (True, True)


def written(copies: Copies) -> list[str]:
    """The fields of the record with these copies, as text without indicators."""
    record = with_copies(etree.fromstring(write_marcxml(notation.record(RECORD)).encode()), copies)
    return [
        " ".join([field.get("tag"), *(f"${each.get('code')} {each.text}" for each in field)])
        for field in record.iter(f"{{{NAMESPACE}}}datafield")
    ]
