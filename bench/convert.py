"""How fast MARC becomes BIBFRAME on one core, and the Library of Congress converter on the same records, in one run.

    make bench NAME=convert            # or: python bench/convert.py [FILE ...] [--records N] [--xsl marc2bibframe2.xsl]

Takes `--records` records spread over the files (those of the shared data if none is named). Ours and the reference take
turns, `--rounds` times, so that a machine that slows down slows both. `records_per_s` is reading ISO 2709, converting
and writing N-Quads; `reference_records_per_s` is reading MARCXML, converting and writing RDF/XML; `ratio` is that of
these two. `reference_converting_records_per_s` leaves out the reading of the reference, which is to its favour. All in
processor time of all threads. Progress goes to stderr, one JSON object to stdout.

The reference is not installed with Catalograph. To have it: `pip install saxonche`, and

    git clone --branch v2.10.0 https://github.com/lcnetdev/marc2bibframe2

then give `--xsl marc2bibframe2/xsl/marc2bibframe2.xsl` or set CATALOGRAPH_REFERENCE_XSL. Without it the figures of the
reference are null.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.bibframe.rdf import nquads
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.marc.writer import write_marc21, write_marcxml

SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
FILES = ("us_federal", "mixed_libraries", "german_union")
MINTER = TemplateMinter("http://ex.org/{n}/{001}#{part}")
Timed = Callable[[], float]


def sampled(files: list[Path], count: int) -> list[Record]:
    """About `count` bibliographic records, as many from each file, spread over its first 20,000."""
    out: list[Record] = []
    for path in files:
        with path.open("rb") as stream:
            found = [each for each in islice(read(stream), 20_000) if isinstance(each, Record)]
        share = max(1, count // len(files))
        out += found[:: max(1, len(found) // share)][:share]
    return out


class Ours:
    """Reading, converting and writing, in seconds of processor time for all records."""

    def __init__(self, records: list[Record]) -> None:
        self.octets = b"".join(write_marc21(record) for record in records)
        self.statements = 0

    def reading(self) -> float:
        """Reading alone."""
        began = time.process_time()
        for _ in read(self.octets):
            pass
        return time.process_time() - began

    def converting(self) -> float:
        """Reading, converting and writing N-Quads."""
        forward = converter().forward
        self.statements = 0
        began = time.process_time()
        for n, record in enumerate(read(self.octets)):
            if isinstance(record, Record):
                text = nquads(forward(record, MINTER.of(n, record)).roots, f"http://ex.org/g/{n}")
                self.statements += text.count("\n")
        gc.collect(0)
        return time.process_time() - began


def reference(records: list[Record], stylesheet: str | None) -> tuple[Timed, Timed] | None:
    """(reading, converting) of the Library of Congress converter, or None where it is not here."""
    try:
        from saxonche import PySaxonProcessor
    except ImportError:
        return None
    if not stylesheet:
        return None
    processor = PySaxonProcessor(license=False)
    transform = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=stylesheet)
    agency = processor.make_string_value("http://id.loc.gov/vocabulary/organizations/dlc")
    transform.set_parameter("idsource", agency)  # without it each record costs a warning
    sources = [write_marcxml(record) for record in records]
    documents = [processor.parse_xml(xml_text=source) for source in sources]

    def reading() -> float:
        began = time.process_time()
        for source in sources:
            processor.parse_xml(xml_text=source)
        return time.process_time() - began

    def converting() -> float:
        began = time.process_time()
        for document in documents:
            transform.transform_to_string(xdm_node=document)
        return time.process_time() - began

    converting()  # the engine has compiled what it runs by now
    return reading, converting


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("files", nargs="*", type=Path)
    asked.add_argument("--records", type=int, default=600)
    asked.add_argument("--rounds", type=int, default=4)
    asked.add_argument("--xsl", default=os.environ.get("CATALOGRAPH_REFERENCE_XSL"), help="marc2bibframe2.xsl")
    given = asked.parse_args()
    files = given.files or [path for name in FILES if (path := SHARED / "marc" / f"{name}.mrc.gz").exists()]
    if not files:
        sys.exit("no records here; name MARC files")
    records = sampled(files, given.records)
    ours = Ours(records)
    peer = reference(records, given.xsl)
    if peer is None:
        print("The reference is not here: install saxonche and give --xsl (see --help).", file=sys.stderr)
    gc.collect()
    gc.freeze()
    gc.disable()
    ours.converting()
    seconds: dict[str, list[float]] = {"reading": [], "ours": [], "peer reading": [], "peer": []}
    for turn in range(given.rounds):
        seconds["reading"].append(ours.reading())
        seconds["ours"].append(ours.converting())
        if peer is not None:
            seconds["peer reading"].append(peer[0]())
            seconds["peer"].append(peer[1]())
        print(f"round {turn + 1} of {given.rounds}", file=sys.stderr)
    rate = {name: given.rounds * len(records) / sum(spent) for name, spent in seconds.items() if spent}
    whole = given.rounds * len(records) / (sum(seconds["peer reading"]) + sum(seconds["peer"])) if peer else None
    figures = {
        "records": len(records),
        "files": [path.name for path in files],
        "statements_per_record": round(ours.statements / len(records), 1),
        "reading_records_per_s": round(rate["reading"]),
        "records_per_s": round(rate["ours"]),
        "reference_records_per_s": whole and round(whole, 1),
        "reference_converting_records_per_s": peer and round(rate["peer"], 1),
        "ratio": whole and round(rate["ours"] / whole, 1),
        "ratio_to_its_converting": peer and round(rate["ours"] / rate["peer"], 1),
    }
    print(json.dumps({"name": "convert", "figures": figures}))


if __name__ == "__main__":
    main()
