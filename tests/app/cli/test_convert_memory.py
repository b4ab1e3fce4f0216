"""A large file streams: converting ten times the records takes no more memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mappings.marc.notation import field
from mappings.marc.record import Record
from mappings.marc.writer import write_marc21

_CONVERT = """
import resource, sys
from app.cli.main import app
try:
    app(["convert", sys.argv[1], "-o", sys.argv[2]], standalone_mode=True)
except SystemExit:
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _record(number: int) -> bytes:
    lines = (
        f"001 {number}",
        "008 850101s1985####nyua###j######000#1#eng##",
        f"100 1# $a Writer, {number}, $d 1828-1910, $e author.",
        f"245 10 $a Harbour lights {number} : $b a novel / $c Writer {number}.",
        f"264 #1 $a Harbor City : $b Press {number}, $c 1985.",
        f"520 ## $a {'Ships come and go. ' * 20}{number}",
        f"650 #0 $a Harbours $z City {number} $v Fiction.",
    )
    return write_marc21(Record("00000nam a2200000 i 4500", tuple(field(line) for line in lines)))


def _peak_kib(tmp_path: Path, records: int) -> int:
    source = tmp_path / f"{records}.mrc"
    with source.open("wb") as out:
        for number in range(records):
            out.write(_record(number))
    done = subprocess.run(
        [sys.executable, "-c", _CONVERT, str(source), str(tmp_path / f"{records}.nq")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (tmp_path / f"{records}.nq").stat().st_size > 1_000 * records
    return int(done.stdout.split()[-1])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak is told in KiB on Linux")
def test_ten_times_the_records_take_no_more_memory(tmp_path: Path) -> None:
    few, many = _peak_kib(tmp_path, 2_500), _peak_kib(tmp_path, 25_000)
    assert many < 1.1 * few
