"""How fast MARC becomes BIBFRAME: reading alone, and reading + converting + writing N-Quads, on one core.

    python bench/convert.py [FILE.mrc[.gz] | FILE.xml[.gz]] [--records N]

Prints `records_per_s`, `reading_records_per_s`, and `reference_records_per_s` for the Library of Congress converter
(marc2bibframe2) on the same records in the same run: point `CATALOGRAPH_REFERENCE_XSL` at its `marc2bibframe2.xsl` and
have the package `saxonche` installed; without them that figure is null. Progress goes to stderr, one JSON object to
stdout.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import itertools
import json
import os
import sys
import time
from pathlib import Path

from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.bibframe.rdf import nquads
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.marc.writer import write_marcxml

SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
BATCH = 500


def opened(path: Path):
    """The bytes of a file, unpacked where it is packed."""
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")


def reading(path: Path, most: int) -> tuple[float, list[Record]]:
    """Records a second of reading alone, and the records."""
    began = time.process_time()
    with opened(path) as stream:
        found = [each for each in itertools.islice(read(stream), most) if isinstance(each, Record)]
    return len(found) / (time.process_time() - began), found


def converting(path: Path, most: int) -> tuple[float, int]:
    """Records a second of reading, converting and writing N-Quads, and how many statements came out."""
    forward = converter().forward
    minter = TemplateMinter("http://ex.org/{n}/{001}#{part}")
    statements = done = 0
    gc.disable()
    began = time.process_time()
    with opened(path) as stream:
        for position, record in enumerate(itertools.islice(read(stream), most)):
            if not isinstance(record, Record):
                continue
            description = forward(record, minter.of(position, record))
            statements += nquads(description.roots, f"http://ex.org/g/{position}").count("\n")
            done += 1
            if done % BATCH == 0:
                gc.collect(0)
                print(f"\r{done} records", end="", file=sys.stderr)
    spent = time.process_time() - began
    gc.enable()
    print(file=sys.stderr)
    return done / spent, statements


def reference(records: list[Record]) -> float | None:
    """Records a second of the Library of Congress converter, or None where it is not here."""
    stylesheet = os.environ.get("CATALOGRAPH_REFERENCE_XSL")
    try:
        from saxonche import PySaxonProcessor
    except ImportError:
        return None
    if not stylesheet:
        return None
    with PySaxonProcessor(license=False) as processor:
        transform = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=stylesheet)
        documents = [processor.parse_xml(xml_text=write_marcxml(each)) for each in records]
        transform.transform_to_string(xdm_node=documents[0])
        began = time.process_time()
        for each in documents:
            transform.transform_to_string(xdm_node=each)
        return len(documents) / (time.process_time() - began)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("file", nargs="?", type=Path, default=SHARED / "marc" / "us_federal.mrc.gz")
    asked.add_argument("--records", type=int, default=10_000)
    asked.add_argument("--reference-records", type=int, default=300)
    given = asked.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file} is not here; name a MARC file.")
    read_rate, records = reading(given.file, given.records)
    sample = records[:: max(1, len(records) // given.reference_records)][: given.reference_records]
    count = len(records)
    del records
    rate, statements = converting(given.file, given.records)
    peer = reference(sample)
    figures = {
        "records": count,
        "statements_per_record": round(statements / max(1, count), 1),
        "reading_records_per_s": round(read_rate),
        "records_per_s": round(rate),
        "reference_records_per_s": None if peer is None else round(peer, 1),
        "ratio": None if peer is None else round(rate / peer, 1),
    }
    print(json.dumps({"name": "convert", "figures": figures}))


if __name__ == "__main__":
    main()
