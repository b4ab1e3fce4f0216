"""The law over real records, where present: a record comes back as its canonical form, and that says the same again."""

from itertools import islice
from pathlib import Path

import pytest

from mappings.bibframe.convert import converter
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.rules.examples import ExampleMinter

SAMPLES = {
    "us_federal": 400,
    "us_federal_marc8": 10,
    "mixed_libraries": 20,
    "mixed_libraries_marc8": 20,
    "german_union": 4,
    "authorities": 40,
    "holdings": 1,
    "holdings_marc8": 1,
}
"""File -> each so many records are looked at."""


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_a_record_comes_back_as_its_canonical_form_which_says_the_same(shared_data: Path, name: str) -> None:
    machine = converter()
    with (shared_data / "marc" / f"{name}.mrc.gz").open("rb") as stream:
        for record in islice(read(stream), 0, None, SAMPLES[name]):
            if not isinstance(record, Record):
                continue
            first = machine.forward(record, ExampleMinter())
            canonical = machine.norm(record)
            back = machine.back(first, first.residue)
            assert back == canonical
            assert machine.norm(back) == back
            assert machine.forward(back, ExampleMinter()).roots == first.roots, record.control_number
