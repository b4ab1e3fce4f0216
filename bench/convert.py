"""How fast MARC becomes BIBFRAME on one core, and the Library of Congress converter on the same records, in one run.

    make bench NAME=convert            # or: python bench/convert.py [FILE ...] [--records N] [--xsl marc2bibframe2.xsl]

Takes `--records` records spread over the files (those of the shared data if none is named). Ours and the reference take
turns, `--rounds` times, so that a machine that slows down slows both. `records_per_s` is reading ISO 2709, converting
and writing N-Quads; `reference_records_per_s` is reading MARCXML, converting and writing RDF/XML; `ratio` is that of
these two. `reference_converting_records_per_s` leaves out the reading of the reference, which is to its favour. All in
processor time of all threads. Progress goes to stderr, one JSON object to stdout.

`--agreement` measures instead how far our statements are those of the reference, on the 807 records of the shared data
that come with its conversion of them: F1 with and without administrative metadata, and of whole trees without it; the
patterns of difference, how many of them occur more than five times, and how many differences the rows behind
`docs/reference/differences.md` explain. `unexplained` are the patterns of which more than five are left. It ends with 1
if there are any.

The reference is not installed with Catalograph. To have it: `pip install saxonche`, and

    git clone --branch v2.10.0 https://github.com/lcnetdev/marc2bibframe2

then give `--xsl marc2bibframe2/xsl/marc2bibframe2.xsl` or set CATALOGRAPH_REFERENCE_XSL. Without it the figures of the
reference are null.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import importlib.util
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.bibframe.rdf import nquads
from mappings.departures.explain import Account, Compared, account
from mappings.marc.notation import show
from mappings.marc.reader import read
from mappings.marc.record import ControlField, Record
from mappings.marc.writer import write_marc21, write_marcxml

SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
FILES = ("us_federal", "mixed_libraries", "german_union")
BASE = "http://ex.org/"
MINTER = TemplateMinter(BASE + "{n}/{001}#{part}")
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


def agreement() -> dict[str, Any]:
    """How far our statements are those of the reference, and which differences are explained."""
    tool = SHARED.parent / "tools" / "compare_bibframe.py"
    found = importlib.util.spec_from_file_location("comparing", tool)
    if not tool.exists() or found is None or found.loader is None:
        sys.exit(f"the comparison of conversions, {tool.name}, is not beside the shared data")
    comparing = importlib.util.module_from_spec(found)
    found.loader.exec_module(comparing)
    with gzip.open(SHARED / "reference" / "marc.xml.gz") as stream:
        records = [each for each in read(stream) if isinstance(each, Record)]
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = Path(folder) / "theirs.nq", Path(folder) / "ours.nq"
        theirs.write_bytes(gzip.decompress((SHARED / "reference" / "loc_bibframe.nq.gz").read_bytes()))
        with ours.open("w", encoding="utf-8") as out:
            for n, record in enumerate(records):
                roots = converter().forward(record, MINTER.of(n, record)).roots
                out.write(nquads(roots, f"http://ex.org/g/{n}"))
        graphs = [comparing.load(str(path), base=BASE) for path in (theirs, ours)]
    whole = [comparing.signatures(graph, BASE) for graph in graphs]
    public = [comparing.signatures(graph, BASE, ignore_admin=True) for graph in graphs]
    trees = [comparing.trees(graph, BASE, ignore_admin=True) for graph in graphs]
    figures: dict[str, Any] = {"records": len(records)}
    for name, pair in (("without_admin", public), ("with_admin", whole), ("trees", trees)):
        score = comparing.score(*pair)
        figures[f"f1_{name}"] = round(score["f1"], 4)
        figures[f"macro_f1_{name}"] = round(score["macro_f1"], 4)
    return figures | _explained(account(_compared(records, *whole)))


def _compared(
    records: list[Record], theirs: dict[str, Counter[str]], ours: dict[str, Counter[str]]
) -> Iterator[Compared]:
    for name in sorted({*theirs, *ours}):
        record = records[int(name.partition("/")[0])]
        lines = "\n".join(show(each) for each in (ControlField("LDR", record.leader), *record.fields))
        reference, own = theirs.get(name, Counter()), ours.get(name, Counter())
        yield Compared(lines, own - reference, reference - own, alone=not (name in theirs and name in ours))


def _explained(kept: Account) -> dict[str, Any]:
    return {
        "differences": kept.patterns.total(),
        "explained": kept.explained.total(),
        "patterns": len(kept.patterns),
        "patterns_of_more_than_five": len(kept.often),
        "explained_by_row": {row.says: count for row, count in kept.explained.most_common()},
        "unexplained": kept.unexplained,
    }


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("files", nargs="*", type=Path)
    asked.add_argument("--records", type=int, default=600)
    asked.add_argument("--rounds", type=int, default=4)
    asked.add_argument("--xsl", default=os.environ.get("CATALOGRAPH_REFERENCE_XSL"), help="marc2bibframe2.xsl")
    asked.add_argument("--agreement", action="store_true", help="what agrees with the reference, instead of how fast")
    given = asked.parse_args()
    if given.agreement:
        agreed = agreement()
        print(json.dumps({"name": "convert", "figures": agreed}, ensure_ascii=False))
        sys.exit(1 if agreed["unexplained"] else 0)
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
