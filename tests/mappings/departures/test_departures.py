"""The departures from the reference conversion are what we do, explain what they say, and leave nothing out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from mappings.bibframe.convert import converter
from mappings.departures.explain import OFTEN, Compared, account
from mappings.departures.model import Departure
from mappings.departures.paths import paths
from mappings.departures.rows import DEPARTURES
from mappings.marc import notation
from mappings.marc.record import ControlField, Record
from mappings.rules.examples import ExampleMinter

ROOT = Path(__file__).parents[3]


def example(row: Departure) -> Record:
    return Record(row.leader, tuple(notation.field(line.strip()) for line in row.marc.splitlines()))


def lines(record: Record) -> str:
    return "\n".join(notation.show(field) for field in (ControlField("LDR", record.leader), *record.fields))


@pytest.mark.parametrize("row", DEPARTURES, ids=lambda row: row.says)
def test_an_example_has_our_statements_and_not_those_of_the_reference(row: Departure) -> None:
    said = set(paths(converter().forward(example(row), ExampleMinter())))
    assert [path for path in row.ours if path not in said] == []
    assert [path for path in row.theirs if path in said] == []


@pytest.mark.parametrize("row", DEPARTURES, ids=lambda row: row.says)
def test_an_example_is_a_case_of_its_row(row: Departure) -> None:
    assert row.ours or row.theirs
    assert row.concerns(lines(example(row)))
    if not row.one_sided:
        assert any(map(row.adds, row.ours)) or any(map(row.lacks, (*row.ours, *row.theirs)))


def test_rows_are_told_apart_by_what_they_say() -> None:
    assert [says for says, count in Counter(row.says for row in DEPARTURES).items() if count > 1] == []


def test_a_difference_that_no_row_explains_is_left() -> None:
    path = 'Instance/bf:title/bf:Title/bf:subtitle="a history"'
    kept = account([Compared("245 10 $a Salt : $b a history.", Counter({path: OFTEN + 1}), Counter())])
    assert kept.unexplained == {"+ Instance/bf:title/bf:Title/bf:subtitle=…": OFTEN + 1}
    assert kept.explained.total() == 0


def test_a_difference_is_explained_only_in_a_record_that_has_the_field() -> None:
    path = 'Instance/bf:title/bf:Title/bf:qualifier="[film]"'
    with_medium, without = (
        account([Compared(line, Counter({path: 1}), Counter())]) for line in ("245 10 $a Salt $h [film]", "245 10 $a A")
    )
    assert with_medium.explained.total() == 1
    assert without.explained.total() == 0


def test_another_way_to_say_it_is_explained_only_beside_what_it_stands_for() -> None:
    tagged, plain = ('Instance/bf:title/bf:Title/bf:mainTitle="Соль"' + tail for tail in ("@ru-cyrl", ""))
    fields = "245 00 $6 880-01 $a Sol\n880 00 $6 700-01 $a Соль"
    pair = account([Compared(fields, Counter({tagged: 1}), Counter({plain: 1}))])
    assert pair.explained.total() == 2
    alone = account([Compared(fields, Counter({tagged: 1}), Counter())])
    assert alone.explained.total() == 0


@pytest.mark.slow
def test_on_the_reference_records_every_frequent_difference_has_its_row(shared_data: Path) -> None:
    if not (shared_data.parent / "tools" / "compare_bibframe.py").exists():
        pytest.skip("the comparison of conversions is not here")
    ran = subprocess.run(
        [sys.executable, ROOT / "bench" / "convert.py", "--agreement"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ran.stdout, ran.stderr
    figures = json.loads(ran.stdout)["figures"]
    assert figures["unexplained"] == {}
    assert ran.returncode == 0
    for name, floor in (("without_admin", 0.97), ("with_admin", 0.95), ("trees", 0.93)):
        assert figures[f"f1_{name}"] >= floor
        assert abs(figures[f"f1_{name}"] - figures[f"macro_f1_{name}"]) <= 0.02
    found = figures["explained_by_row"]
    told = {row.says: (row.count, found.get(row.says, 0)) for row in DEPARTURES}
    wrong = {says: pair for says, pair in told.items() if not pair[1] or abs(pair[0] - pair[1]) > max(5, pair[1] // 10)}
    assert wrong == {}, "the page tells another count (first) than there is (second)"
