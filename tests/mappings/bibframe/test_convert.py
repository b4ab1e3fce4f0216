"""The promises of the converter: it takes any record, gives back its canonical form, and forgets nothing."""

from __future__ import annotations

import gzip
from collections import Counter
from itertools import islice
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given

from mappings.bibframe.convert import Description, converter
from mappings.bibframe.minting import TemplateMinter
from mappings.bibframe.rdf import nquads
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.rules.examples import ExampleMinter

from .records import NOVEL, RANDOM_RECORDS, SCRIPTS, record

MACHINE = converter()
SAMPLES = {"mixed_libraries": 12, "german_union": 1, "authorities": 20, "holdings": 1, "us_federal_marc8": 3}
"""Files of real records, and which part of each is tested: every n-th."""


def described(source: Record) -> Description:
    return MACHINE.forward(source, ExampleMinter())


@given(RANDOM_RECORDS)
def test_any_record_is_converted_to_statements_that_a_strict_parser_reads(source: Record) -> None:
    written = nquads(described(source).roots, "http://example.org/graph")
    list(pyoxigraph.parse(written.encode(), format=pyoxigraph.RdfFormat.N_QUADS))


@given(RANDOM_RECORDS)
def test_any_record_comes_back_in_its_canonical_form(source: Record) -> None:
    description = described(source)
    assert MACHINE.back(description, description.residue) == MACHINE.norm(source)


@given(RANDOM_RECORDS)
def test_the_canonical_form_is_its_own_canonical_form(source: Record) -> None:
    once = MACHINE.norm(source)
    assert MACHINE.norm(once) == once


@given(RANDOM_RECORDS)
def test_every_field_is_accounted_for(source: Record) -> None:
    told = described(source).outcomes
    assert [each.field.tag for each in told] == ["LDR", *(field.tag for field in source.fields)]
    assert all(bool(each.reasons) is (each.outcome != "lossless") for each in told)


def test_older_ways_of_writing_come_back_as_today() -> None:
    fields = MACHINE.statements(described(NOVEL))
    shown = {field.tag: [(sub.code, sub.value) for sub in field.subfields] for field in fields}
    assert shown["264"] == [("a", "New York :"), ("b", "Knopf,"), ("c", "1985.")]
    assert shown["020"] == [("a", "9780679405733"), ("q", "(hardcover)")]
    assert next(field.ind1 for field in fields if field.tag == "588") == "0"
    assert shown["533"] == [(sub.code, sub.value) for field in NOVEL.fields if field.tag == "533" for sub in field[3]]


def test_the_report_tells_lossless_normalised_and_residue_apart() -> None:
    told = {each.tag: each.outcome for each in described(NOVEL).outcomes}
    assert told["245"] == "lossless"
    assert told["260"] == told["588"] == "normalised"
    assert told["856"] == "residue"


def test_two_scripts_come_back_paired_and_numbered_in_order() -> None:
    fields = MACHINE.statements(described(SCRIPTS))
    links = [(field.tag, field.get("6")) for field in fields if field.get("6")]
    assert links == [("100", "880-01"), ("245", "880-02"), ("880", "100-01/(3/r"), ("880", "245-02/(3/r")]


def test_a_broken_link_becomes_one_that_works() -> None:
    (content,) = described(NOVEL).instances[0]["bf:supplementaryContent"]
    assert content["bf:electronicLocator"] == [{"@id": "https://example.org/a%20b%5B1%5D"}]


def test_a_marc_key_counts_only_where_it_agrees_with_the_label() -> None:
    description = described(NOVEL)
    note = next(each for each in description.instances[0]["bf:note"] if "bflc:marcKey" in each)
    note["rdfs:label"] = ["Microfiche."]
    field = next(field for field in MACHINE.statements(description) if field.tag == "533")
    assert [(sub.code, sub.value) for sub in field.subfields] == [("a", "Microfiche.")]


def test_punctuation_is_not_put_back_where_the_record_omits_it() -> None:
    source = record("245 10 $a War and peace $b a novel $c Leo Tolstoy", leader="00000nam a2200000 c 4500")
    fields = MACHINE.statements(described(source))
    (title,) = [field for field in fields if field.tag == "245"]
    assert title == source.fields[0]


def test_an_edited_title_changes_no_other_field() -> None:
    for source in (NOVEL, SCRIPTS):
        before, after = described(source), described(source)
        after.instances[0]["bf:title"][0]["bf:mainTitle"][0] = "Another title"
        was, now = Counter(MACHINE.statements(before)), Counter(MACHINE.statements(after))
        changed = [*(was - now).elements(), *(now - was).elements()]
        assert changed
        assert {field.tag for field in changed} == {"245"}


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_real_records_keep_the_law_and_give_valid_statements(shared_data: Path, name: str) -> None:
    minter = TemplateMinter("http://example.org/{n}/{001}#{part}")
    with gzip.open(shared_data / "marc" / f"{name}.mrc.gz") as stream:
        found = [each for each in islice(read(stream), 0, None, SAMPLES[name]) if isinstance(each, Record)]
    written: list[str] = []
    for number, source in enumerate(found):
        description = MACHINE.forward(source, minter.of(number, source))
        written.append(nquads(description.roots, f"http://example.org/g/{number}"))
        canonical = MACHINE.norm(source)
        assert MACHINE.norm(canonical) == canonical
        assert MACHINE.back(description, description.residue) == canonical
    assert len(list(pyoxigraph.parse("".join(written).encode(), format=pyoxigraph.RdfFormat.N_QUADS))) > len(found)


@pytest.mark.slow
def test_an_edit_of_a_real_title_changes_the_title_field_only(shared_data: Path) -> None:
    minter = TemplateMinter("http://example.org/{n}#{part}")
    with gzip.open(shared_data / "marc" / "mixed_libraries.mrc.gz") as stream:
        found = [each for each in islice(read(stream), 0, None, 20) if isinstance(each, Record)]
    for number, source in enumerate(found):
        before, after = (MACHINE.forward(source, minter.of(number, source)) for _ in range(2))
        titles = [each for each in after.instances[0].get("bf:title", ()) if each["@type"] == ["bf:Title"]]
        if not titles or "bf:mainTitle" not in titles[0]:
            continue
        titles[0]["bf:mainTitle"][0] = "Another title"
        was, now = Counter(MACHINE.statements(before)), Counter(MACHINE.statements(after))
        assert {field.tag for field in (was - now) + (now - was)} <= {"245"}
