"""What application profiles cost: a check of an ordinary description, of a large one, a form, a library's own table.

make bench NAME=profiles
"""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import deepcopy
from statistics import median, quantiles
from typing import Any

from app.demo.collection import records
from app.demo.libraries import LIBRARIES
from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.profiles.form import form_of
from mappings.profiles.reader import read_table
from mappings.profiles.resolve import library, shared, tables
from mappings.profiles.shacl import shacl_of
from mappings.profiles.validator import check

CHECK_MS = 5.0
"""What an ordinary description may take."""
OWN = "profileID,shapeID,propertyID,mandatory\nmonograph,Instance,bf:dimensions,TRUE\n"


def main() -> None:
    """Print the figures."""
    first = _timed(shared, 1)
    print(f"reading and resolving the shared tables, once a process: {first[0]:.0f} ms")
    found = list(_descriptions())
    took = [_timed(lambda case=case: check(*case), 5)[0] for case in found]
    print(f"check of {len(found):,} descriptions of the demo: median {median(took):.3f} ms, p99 "
          f"{quantiles(took, n=100)[98]:.3f} ms, most {max(took):.3f} ms (promised: {CHECK_MS} ms)")  # fmt: skip
    large = _large(found)
    print(f"check of a work of 300 parts: {min(_timed(lambda: check(*large), 5)):.2f} ms")
    profile = shared().get("monograph")
    print(f"form: {min(_timed(lambda: form_of(profile), 5)):.2f} ms")
    print(f"SHACL: {min(_timed(lambda: shacl_of(profile), 5)):.2f} ms")
    print(f"a library's own table laid over: {min(_timed(lambda: library(tables(), read_table(OWN)), 5)):.0f} ms")


def _descriptions() -> Any:
    for each in LIBRARIES:
        minter, machine = TemplateMinter("https://c.example/{001}/{part}"), converter(each.item_table)
        for n, record in enumerate(records(each)):
            made = machine.forward(record, minter.of(n, record))
            profile = shared().for_types([name for root in (made.work, *made.instances) for name in root["@type"]])
            for root in (made.work, *made.instances, *made.items):
                yield profile, root


def _large(found: list[Any]) -> Any:
    profile, work = next(case for case in found if "bf:contribution" in case[1])
    large = deepcopy(work)
    large["bf:contribution"] = [deepcopy(work["bf:contribution"][0]) | {"@id": f"#c{n}"} for n in range(300)]
    return profile, large


def _timed(call: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of some calls, the least first."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)


if __name__ == "__main__":
    main()
