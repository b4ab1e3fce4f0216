"""One edit, one field: whatever statement a person changes, every other field of the record keeps its bytes."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.access.model import operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.catalogue.exporter import Exporter
from graph.catalogue.importer import Importer
from graph.catalogue.report import ImportOptions, OnRepeat
from graph.catalogue.service import CatalogueService
from graph.store import walking
from graph.store.names import GraphKind, Names
from graph.tenants.service import TenantService
from mappings.marc.directory import layout
from mappings.marc.notation import field
from mappings.marc.reader import read
from mappings.marc.record import DataField, Record
from mappings.marc.writer import write_marc21

EDITS = {
    "title": ("Instance", ("bf:title", "bf:mainTitle"), ("245", "246", "247", "210", "222", "242")),
    "statement of responsibility": ("Instance", ("bf:responsibilityStatement",), ("245",)),
    "note": ("Instance", ("bf:note", "rdfs:label"), ("5",)),
    "subject": ("Work", ("bf:subject", "rdfs:label"), ("6",)),
    "agent": ("Work", ("bf:contribution", "bf:agent", "rdfs:label"), ("1", "7", "8")),
    "identifier": ("Instance", ("bf:identifiedBy", "rdf:value"), ("0",)),
    "place of publication": ("Instance", ("bf:provisionActivity", "bflc:simplePlace"), ("26",)),
    "extent": ("Instance", ("bf:extent", "rdfs:label"), ("300",)),
    "summary": ("Work", ("bf:summary", "rdfs:label"), ("520",)),
}
"""What is edited: the root, the path to the text, and how the tags begin that may change."""

MARK = " Qz"
FIELDS = (
    "019 ## $a 62521543",
    "020 ## $a 9780802713735 (odd   spacing)",
    "035 ## $a (OCoLC)12345 $z (OCoLC)54321",
    "100 1# $a Kurlansky, Mark, $d 1948- $e author. $9 kept",
    "245 10 $a Salt : $b a world history / $c Mark Kurlansky.",
    "246 3# $a Sale : $b una historia",
    "260 ## $a Paris ; $a London : $b Gallimard, $c 1950 $e (Lyon : $f Presses, $g 1951)",
    "264 #1 $a New York : $b Walker and Co., $c 2002.",
    "300 ## $a 1 v. :$b   ill.",
    "500 ## $a A note. $5 HBC",
    "520 ## $a About salt. $b And more of it. $8 1",
    "588 ## $a Description based on: Vol. 1.",
    "590 ## $a Local, and ours.",
    "650 #0 $a Salt industry and trade.",
    "653 ## $a Salt $a Sodium chloride",
    "700 1# $a Cod, Anna, $e illustrator, $e editor. $x odd",
    "952 ## $a HBC $c FIC $p 31 $9 kept",
)
OTHER_SCRIPT = (
    "100 1# $6 880-01 $a Tolstoĭ, Lev.",
    "245 10 $6 880-02 $a Voĭna i mir.",
    "264 #1 $6 880-03 $a Moskva : $b Nauka, $c 1985.",
    "500 ## $6 880-04 $a Primechanie. $8 1",
    "880 1# $6 100-01/(N $a Толстой, Лев.",
    "880 10 $6 245-02/(N $a Война и мир.",
    "880 #1 $6 264-03/(N $a Москва : $b Наука, $c 1985.",
    "880 ## $6 500-04/(N $a Примечание. $8 1",
    "880 ## $6 520-00/(N $a О войне.",
)


class Library:
    """A library in memory, with records in it, whose descriptions are edited and come out as MARC again."""

    def __init__(self, records: list[bytes]) -> None:
        store, names = MemoryStore(), Names("https://c.example/")
        tenants = TenantService(store, names, _now)
        tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
        access = AccessService(store, names, _now, tenants.policies)
        self.exporter = Exporter(store, names, tenants)
        self.catalogue = CatalogueService(store, names, _now, access, self.exporter)
        self.actor = operator("harbor")
        importer = Importer(store, names, _now, tenants)
        importer.run(self.actor, "harbor", records, ImportOptions(on_repeat=OnRepeat.KEEP))
        self.scope = access.scope(self.actor)
        catalogue = names.graph("harbor", GraphKind.CATALOGUE)
        self.instances = [
            iri
            for _, iri in walking.keys(store, catalogue, self.scope, type="bf:Instance")
            if self.exporter.source_records([iri], self.scope)[0].describes[1] == iri
        ]

    def edited(self, instance: str, edit: str, random: Random) -> tuple[Counter[Any], Counter[Any]] | None:
        """The fields gone and the fields new after one edit, which is taken back again; None where there is no text."""
        root, path, _ = EDITS[edit]
        (found,) = self.catalogue.resources([instance], self.scope)
        if root == "Work":
            (found,) = self.catalogue.works_of([instance], self.scope)
        body = copy.deepcopy(found.body)
        places = list(_texts(body, path))
        if not places:
            return None
        values, at = random.choice(places)
        values[at] += MARK
        before = self.fields(instance)
        changed = self.catalogue.update(self.actor, found.iri, found.revision, body)
        after = self.fields(instance)
        self.catalogue.update(self.actor, found.iri, changed.revision, found.body)
        return before - after, after - before

    def fields(self, instance: str) -> Counter[Any]:
        (octets,) = self.exporter.marc("harbor", self.scope, [instance])
        return Counter(layout(octets).fields)


def _now() -> datetime:
    return datetime.now(UTC)


def _texts(node: Any, path: tuple[str, ...]) -> Iterator[tuple[list[Any], int]]:
    """Lists and places in them of the plain texts at the end of a path. A text made of other nodes' is none."""
    if path[0] == "bf:subject":
        node = {**node, "bf:subject": [each for each in node.get("bf:subject", ()) if "--" not in str(each)]}
    for at, value in enumerate(node.get(path[0], ())):
        if len(path) > 1 and isinstance(value, dict) and "@value" not in value:
            yield from _texts(value, path[1:])
        elif len(path) == 1 and isinstance(value, str):
            yield node[path[0]], at


def _stands_for(tag: str, octets: bytes) -> str:
    return octets[4:7].decode() if tag == "880" else tag


def _is_one_field(edit: str, gone: Counter[Any], new: Counter[Any]) -> bool:
    """Whether an edit changed the one field it is about, and the text is there."""
    return (
        gone.total() == new.total() == 1
        and all(_stands_for(*each).startswith(EDITS[edit][2]) for each in (gone + new))
        and any(MARK.encode() in octets for _, octets in new)
    )


@given(st.sets(st.sampled_from(FIELDS), min_size=4), st.sampled_from(sorted(EDITS)), st.randoms())
@settings(max_examples=60, deadline=None)
def test_an_edit_changes_the_field_it_is_about_and_no_byte_of_another(
    chosen: set[str], edit: str, random: Random
) -> None:
    lines = ["001 s1", *(line for line in FIELDS if line in chosen)]
    library = Library([write_marc21(Record("00000cam a2200000 i 4500", tuple(map(field, lines))))])
    found = library.edited(library.instances[0], edit, random)
    assert found is None or _is_one_field(edit, *found), found


@given(st.sets(st.sampled_from(OTHER_SCRIPT), min_size=3), st.sampled_from(sorted(EDITS)), st.randoms())
@settings(max_examples=60, deadline=None)
def test_an_edit_beside_another_script_changes_its_field_and_perhaps_its_partner(
    chosen: set[str], edit: str, random: Random
) -> None:
    lines = ["001 s1", "008 850101s1985####ru############000#0#rus##", *(x for x in OTHER_SCRIPT if x in chosen)]
    library = Library([write_marc21(Record("00000cam a2200000 i 4500", tuple(map(field, lines))))])
    found = library.edited(library.instances[0], edit, random)
    if found is not None:
        gone, new = found
        assert gone.total() == new.total() == 1, found
        assert {_stands_for(*each) for each in gone} == {_stands_for(*each) for each in new}


def test_a_title_in_another_script_alone_is_edited_in_its_880() -> None:
    lines = (
        "001 k1",
        "008 160920r20161943ja############000#0#jpn#d",
        "264 #1 $6 880-03 $a Tōkyō : $b Yumani, $c 2016.",
        "775 08 $6 880-07 $i Reproduction of: $a Inooka. $t Tairiku.",
        "880 10 $6 245-02/{dollar}1 $a 大陸建設の礎.",
        "880 #1 $6 264-03/{dollar}1 $a 東京 : $b ゆまに書房, $c 2016.",
        "880 08 $6 775-07/{dollar}1 $i Reproduction of: $a 猪岡菊子. $t 大陸.",
    )
    library = Library([write_marc21(Record("00000cam a2200000 i 4500", tuple(map(field, lines))))])
    (iri,) = library.instances
    (found,) = library.catalogue.resources([iri], library.scope)
    titles = [{**found.body["bf:title"][0], "bf:mainTitle": ["Tairiku kensetsu"]}]
    before = library.fields(iri)
    library.catalogue.update(library.actor, iri, found.revision, {**found.body, "bf:title": titles})
    gone, new = before - library.fields(iri), library.fields(iri) - before
    assert {_stands_for(*each) for each in gone} == {"245"}
    assert {tag for tag, _ in new} == {"245"}


@pytest.mark.slow
def test_edits_of_real_records_change_their_field_alone(shared_data) -> None:
    with (shared_data / "marc" / "mixed_libraries.mrc.gz").open("rb") as stream:
        records = [each.source for each in islice(read(stream), 0, None, 24) if isinstance(each, Record)]
    library, random = Library(records), Random(1)
    outcomes: Counter[bool] = Counter()
    for instance in library.instances:
        for edit in sorted(EDITS):
            found = library.edited(instance, edit, random)
            if found is not None:
                gone, new = found
                assert max(gone.total(), new.total()) <= 2, (edit, found)
                outcomes[_is_one_field(edit, *found)] += 1
    assert outcomes[True] > 0.98 * outcomes.total() > 500, outcomes


def test_a_260_with_a_manufacturer_stays_one_field_when_its_place_is_edited() -> None:
    lines = ("001 s1", "260 ## $a Paris ; $a London : $b Gallimard, $c 1950 $e (Lyon : $f Presses, $g 1951)")
    library = Library([write_marc21(Record("00000cam a2200000 i 4500", tuple(map(field, lines))))])
    for seed in range(6):
        found = library.edited(library.instances[0], "place of publication", Random(seed))
        assert found is not None
        gone, new = found
        assert gone.total() == new.total() == 1
        ((tag, octets),) = new
        assert tag == "260"
        assert octets.replace(MARK.encode(), b"") == next(iter(gone))[1]


def test_an_imprint_with_the_mark_of_subfields_in_its_text_comes_back_after_an_edit_of_the_title() -> None:
    lines = ("001 s1", "245 10 $a Salt", "260 ## $a London : $b Gallimard, $c 1950 $e (Lyon : $f Presses, $g 1951)")
    record = Record("00000cam a2200000 i 4500", tuple(map(field, lines)))
    odd = record.fields[2]
    assert isinstance(odd, DataField)
    odd = odd._replace(subfields=(odd.subfields[0]._replace(value="$1!D0a(B :"), *odd.subfields[1:]))
    library = Library([write_marc21(Record(record.leader, (*record.fields[:2], odd)))])
    found = library.edited(library.instances[0], "title", Random(1))
    assert found is not None
    gone, new = found
    assert {tag for tag, _ in (*gone, *new)} == {"245"}
