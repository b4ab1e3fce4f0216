"""Holdings in bibliographic records and in records of their own: which fields belong together, what stays private, and
the law for both.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.bibframe.convert import Description, converter
from mappings.bibframe.read import call_number
from mappings.marc.formats import format_of, is_standard
from mappings.marc.notation import record
from mappings.marc.reader import read
from mappings.marc.record import ControlField, DataField, Record, Subfield
from mappings.rules.examples import ExampleMinter
from mappings.rules.holdings_fields import TAGS

TITLE = """LDR 00000cas#a2200000#i#4500
           001 1
           245 00 $a Title."""


def described(text: str, items: str = "") -> Description:
    return converter(items).forward(record(text), ExampleMinter())


def test_copies_behind_a_location_are_items_in_its_holdings_and_nothing_is_said_twice() -> None:
    found = described(f"{TITLE}\n852 0# $8 25 $b MU $h ML5 $p 31\n876 ## $8 25 $p 31 $t 1\n876 ## $8 25 $p 32 $t 2")
    (holdings,) = found.holdings
    assert len(found.items) == 2
    assert [item["bf:identifiedBy"][0]["rdf:value"] for item in found.items] == [["31"], ["32"]]
    assert all(item["lsp:inHoldings"] == [{"@id": holdings["@id"]}] for item in found.items)
    assert holdings["lsp:holdingsFor"] == [{"@id": found.instances[0]["@id"]}]


def test_a_location_with_a_barcode_and_nothing_else_is_a_copy() -> None:
    found = described(f"{TITLE}\n852 0# $b MU $h ML5 $i .E18 $p 31")
    assert not found.holdings
    (item,) = found.items
    assert call_number(item) == "ML5 .E18"


def test_fields_belong_to_the_location_whose_link_number_they_have_else_to_the_last_one() -> None:
    found = described(
        f"{TITLE}\n852 ## $8 1 $b A\n852 ## $8 2 $b B\n866 ## $8 1 $a of A\n866 ## $8 2 $a of B\n"
        "852 ## $b C\n866 ## $8 0 $a of C\n876 ## $0 12 $p 1\n852 ## $0 12 $b D"
    )
    held = {h["lsp:libraryCode"][0]: [s["rdfs:label"][0] for s in h.get("lsp:holdingsStatement", ())]
            for h in found.holdings}  # fmt: skip
    assert held == {"A": ["of A"], "B": ["of B"], "C": ["of C"], "D": []}
    (item,) = found.items
    assert item["lsp:inHoldings"] == [{"@id": found.holdings[-1]["@id"]}]


def test_what_stands_before_its_location_belongs_to_it() -> None:
    first, second = described(f"{TITLE}\n852 ## $b A\n866 ## $a 1\n843 ## $a Microfilm\n852 ## $b B").holdings
    assert "bf:note" not in first
    assert second["bf:note"][0]["rdfs:label"] == ["Microfilm"]


def test_a_holdings_record_may_spread_its_location_over_several_fields() -> None:
    found = described("LDR 00000ny##a2200000#n#4500\n852 ## $8 1\n852 #1 $c Z 52 $m f\n852 ## $a DE-Wim2")
    (holdings,) = found.holdings
    assert holdings["lsp:locationCode"] == ["Z 52"]
    assert holdings["bf:heldBy"][0]["bf:code"] == ["DE-Wim2"]


def test_a_holdings_record_may_have_several_holdings() -> None:
    found = described("LDR 00000ny##a2200000#n#4500\n852 ## $b A $c 1\n866 ## $a a\n852 ## $b B $c 2\n866 ## $a b")
    assert [each["lsp:libraryCode"] for each in found.holdings] == [["A"], ["B"]]
    assert not found.work
    assert found.roots == found.holdings


def test_a_field_of_the_tenants_own_system_takes_the_place_of_the_location() -> None:
    found = described(f"{TITLE}\n852 4# $b BR1 $c Fiction $j FIC $p 31\n866 ## $a v.1", "evergreen")
    assert [item["lsp:itemField"] for item in found.items] == [["evergreen"]]
    (holdings,) = found.holdings
    assert "lsp:libraryCode" not in holdings


def test_a_new_copy_is_written_in_the_field_of_the_tenants_system() -> None:
    new = {"@id": "#i", "@type": ["bf:Item"], "bf:identifiedBy": [{"@type": ["bf:Barcode"], "rdf:value": ["9"]}]}
    alone = Description({"@type": []}, [], [new], [])
    written = {
        items: [field.tag for field in converter(items).statements(alone) if field.get("p")] for items in ("", "koha")
    }
    assert written == {"": ["852"], "koha": ["952"]}


PRIVATE = """845 ## $a open
             852 0# $b MU $h ML5 $x private $z open
             853 20 $8 1 $a v.
             863 41 $8 1.1 $a 1 $x private $z open
             866 41 $8 0 $a v.1 $x private $z open
             867 41 $8 0 $a suppl. $x private
             868 41 $8 0 $a index $x private
             876 ## $p 31 $x private $z open"""
OWN = """541 0# $a private
         561 0# $a private
         583 0# $a private $z private"""


@pytest.mark.parametrize("text", [f"{TITLE}\n{PRIVATE}", f"LDR 00000ny##a2200000#n#4500\n001 1\n{OWN}\n{PRIVATE}"])
def test_what_is_not_for_the_public_is_no_statement_and_comes_back(text: str) -> None:
    source = record(text)
    found = converter().forward(source, ExampleMinter())
    assert "private" not in json.dumps(found.roots)
    assert converter().back(found, found.residue) == converter().norm(source)


@pytest.mark.parametrize(("table", "line"), [
    ("koha", "952 ## $a A $p 1 $x private"),
    ("symphony", "999 ## $a QA1 $i 1 $m MAIN $o .STAFF. private"),
    ("evergreen", "852 4# $b A $j QA1 $p 1 $x private"),
])  # fmt: skip
def test_staff_notes_of_systems_are_no_statements(table: str, line: str) -> None:
    assert "private" not in json.dumps(described(f"{TITLE}\n{line}", table).roots)


def test_the_words_of_systems_for_a_status_become_facts_that_can_change() -> None:
    found = described(f"{TITLE}\n852 ## $b A\n876 ## $p 1 $j Missing")
    (item,) = found.items
    assert item["lsp:marker"] == ["Missing"]
    del item["lsp:marker"]
    written = [field for field in converter().statements(found) if field.tag == "876"]
    assert [dict(field.subfields) for field in written] == [{"p": "1"}]


_FIELDS = st.lists(
    st.builds(
        DataField,
        st.sampled_from([*sorted(TAGS), "035", "014", "541", "856"]),
        st.sampled_from(" 0123478"),
        st.sampled_from(" 01234"),
        st.lists(
            st.builds(
                Subfield,
                st.sampled_from("abcdefghijklmnopqrstuvwxyz01238"),
                st.one_of(
                    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12),
                    st.sampled_from(["1", "1.1", "2.1\\a", "0", "v.", "(year)", "1-5", "CSt", "A. B.", "Missing"]),
                ),
            ),
            min_size=1,
            max_size=6,
        ).map(tuple),
    ),
    max_size=10,
)
_CODES = st.text(st.sampled_from("0123456789abcdlnpuy |"), min_size=0, max_size=34)


@given(st.sampled_from("uvxya"), _FIELDS, _CODES)
def test_holdings_come_back_in_their_canonical_form(kind: str, fields: list[DataField], codes: str) -> None:
    source = Record(f"00000n{kind}  a22000003i 4500", (ControlField("001", "1"), ControlField("008", codes), *fields))
    machine = converter()
    canonical = machine.norm(source)
    assert machine.norm(canonical) == canonical
    found = machine.forward(source, ExampleMinter())
    assert machine.back(found, found.residue) == canonical
    assert machine.forward(canonical, ExampleMinter()).holdings == found.holdings


@pytest.mark.slow
@pytest.mark.parametrize("name", ["holdings", "holdings_marc8"])
def test_real_holdings_return_from_statements_alone(shared_data: Path, name: str) -> None:
    machine = converter()
    total = back = 0
    with (shared_data / "marc" / f"{name}.mrc.gz").open("rb") as stream:
        for each in read(stream):
            assert isinstance(each, Record)
            found = machine.forward(each, ExampleMinter())
            assert found.holdings
            wanted = _standard(machine.norm(each))
            total += wanted.total()
            back += (wanted & _standard(machine.back(found))).total()
            assert machine.back(found, found.residue) == machine.norm(each)
    assert back / total >= 0.97


def _standard(source: Record) -> Counter[tuple[str, str, str]]:
    name = format_of(source.leader)
    return Counter(
        (field.tag, sub.code, sub.value)
        for field in source.fields
        if isinstance(field, DataField)
        for sub in field.subfields
        if is_standard(name, field.tag, sub.code)
    )
