"""Item fields of common systems become items, and items become those fields again."""

import pytest

from mappings.bibframe.convert import converter
from mappings.marc.notation import record
from mappings.rules.errors import RuleError
from mappings.rules.examples import ExampleMinter, failures
from mappings.rules.items import ItemTable, item_step
from mappings.rules.tables.item_fields import ITEM_TABLES, item_table


@pytest.mark.parametrize("table", ITEM_TABLES.values(), ids=ITEM_TABLES)
def test_the_example_of_each_system_runs_both_ways(table: ItemTable) -> None:
    step = item_step(table)
    assert [problem for example in step.examples for problem in failures(step, example, converter(table.name))] == []


def test_each_copy_is_an_item_of_the_instance_with_barcode_place_and_call_number() -> None:
    made = record(
        """
        LDR 00000cam#a2200000#i#4500
        001 1
        245 00 $a Title
        952 ## $a HBC $c FIC $o FIC TOL $p 1 $y BK
        952 ## $a HBQ $p 2 $1 1
        """
    )
    description = converter("koha").forward(made, ExampleMinter())
    first, second = description.items
    assert first["bf:identifiedBy"][0]["rdf:value"] == ["1"]
    assert first["bf:shelfMark"][0]["rdfs:label"] == ["FIC TOL"]
    assert (first["lsp:libraryCode"], first["lsp:locationCode"]) == (["HBC"], ["FIC"])
    assert second["lsp:locationCode"] == ["HBQ"]
    assert second["lsp:marker"] == ["Missing"]
    assert first["bf:itemOf"] == [{"@id": description.instances[0]["@id"]}]


def test_an_unknown_table_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(RuleError, match="koha"):
        item_table("unheard-of")
