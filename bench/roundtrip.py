"""What comes back of MARC: every record is imported, one title edited as a cataloguer would, and exported again.

`untouched_returned`: the share of all other fields that come back byte for byte.
`standard_returned`: the share of standard subfields (010-899, no local tags or codes) that statements alone give back.

    make bench NAME=roundtrip            # or: python bench/roundtrip.py [FILE] [--limit N]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from graph.access.model import operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.catalogue.exporter import Exporter
from graph.catalogue.identity import HeadingNames, StoreMinter
from graph.catalogue.importer import Importer
from graph.catalogue.model import Resource
from graph.catalogue.report import ImportOptions, OnRepeat
from graph.catalogue.service import CatalogueService
from graph.store.names import Names
from graph.store.scope import Scope
from graph.tenants.service import TenantService
from mappings.bibframe.convert import converter
from mappings.bibframe.node import Node
from mappings.marc.directory import layout
from mappings.marc.errors import Unwritable
from mappings.marc.reader import parse, read
from mappings.marc.record import DataField, Record
from mappings.marc.writer import field_text

Fields = Counter[tuple[str, bytes]]

TENANT = "harbor"
EDITED = "An edited title"
_HERE = Path(__file__).resolve().parent
_SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", _HERE.parent.parent / "shared" / "data"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=_SHARED / "marc" / "mixed_libraries.mrc.gz")
    parser.add_argument("--limit", type=int, default=None)
    chosen = parser.parse_args()
    figures = untouched(chosen.file, chosen.limit) | standard(chosen.file, chosen.limit)
    print(json.dumps({"name": "roundtrip", "figures": figures}))


def records(file: Path, limit: int | None) -> Iterator[Record]:
    """The readable records of a file."""
    with file.open("rb") as stream:
        yield from islice((each for each in read(stream) if isinstance(each, Record)), limit)


def untouched(file: Path, limit: int | None) -> dict[str, object]:
    """Edit one title of every record through the service and compare what comes back."""
    names = Names("https://catalogue.example/")
    store = MemoryStore()
    tenants = TenantService(store, names, now)
    tenants.create_tenant(operator(), TENANT, {"en": "Harbor"})
    access = AccessService(store, names, now, tenants.policies)
    exporter = Exporter(store, names, tenants)
    catalogue = CatalogueService(store, names, now, access, exporter)
    actor = operator(TENANT)
    importer = Importer(store, names, now, tenants)
    chunks = (record.source for record in records(file, limit))
    report = importer.run(actor, TENANT, chunks, ImportOptions(on_repeat=OnRepeat.KEEP))
    print(f"{report.read} read, {report.stored} stored, {report.reported} reported", file=sys.stderr)
    scope = access.scope(actor)
    same = fields = edited = lost = 0
    tags: Counter[str] = Counter()
    instances = exporter._instances(TENANT, scope)  # noqa: SLF001 - the order of the export
    while page := list(islice(instances, 200)):
        sources = exporter.source_records(page, scope)
        for resource, source in zip(catalogue.resources(page, scope), sources, strict=True):
            if resource is None or source is None or source.describes[1] != resource.iri:
                continue
            changed = with_title(resource)
            if changed is None:
                continue
            catalogue.update(actor, resource.iri, resource.revision, changed)
            before, after = compared(exporter, resource.iri, source.octets, scope)
            other = Counter({field: n for field, n in before.items() if field[0] != "245"})
            kept = (other & after).total()
            tags.update(tag for tag, _ in (other - after).elements())
            fields, same = fields + other.total(), same + kept
            edited += 1
            lost += not any(EDITED.encode() in body for tag, body in after if tag == "245")
        print(f"{edited} edited, {same} of {fields} fields", file=sys.stderr)
    print(f"not returned: {tags.most_common(30)}", file=sys.stderr)
    return {
        "untouched_returned": round(same / max(fields, 1), 6),
        "edited_records": edited,
        "edits_not_exported": lost,
    }


def compared(exporter: Exporter, iri: str, octets: bytes, scope: Scope) -> tuple[Fields, Fields]:
    """The fields of a record before and after, as bytes; of one too long for ISO 2709, as MARCXML has them."""
    try:
        (exported,) = exporter.marc(TENANT, scope, [iri])
    except Unwritable:
        (exported,) = exporter.marc(TENANT, scope, [iri], "marcxml")
        return in_words(parse(octets)), in_words(parse(exported, "marcxml"))
    return Counter(layout(octets).fields), Counter(layout(exported).fields)


def in_words(record: Record) -> Fields:
    """The fields of a record, as the bytes of their texts."""
    return Counter((field.tag, field_text(field).encode()) for field in record.fields)


def with_title(resource: Resource) -> Node | None:
    """The description with another title proper, or None where it has none."""
    titles = [dict(each) for each in resource.body.get("bf:title", ())]
    for title in titles:
        if title["@type"] == ["bf:Title"] and "bf:mainTitle" in title:
            texts = list(title["bf:mainTitle"])
            proper = next((at for at, text in enumerate(texts) if isinstance(text, str)), 0)
            texts[proper] = EDITED
            title["bf:mainTitle"] = texts
            return {**resource.body, "bf:title": titles}
    return None


def standard(file: Path, limit: int | None) -> dict[str, object]:
    """Go there and back without source and residue, and count the subfields that return in their field."""
    machine = converter()
    headings = HeadingNames(Names("https://catalogue.example/"), TENANT)
    total = back = 0
    missing: Counter[str] = Counter()
    for number, record in enumerate(records(file, limit)):
        described = machine.forward(record, StoreMinter(headings, str(number)))
        wanted = subfields(machine.norm(record))
        found = wanted & subfields(machine.back(described))
        total, back = total + wanted.total(), back + found.total()
        missing.update(f"{tag} {code}" for tag, code, _ in (wanted - found).elements())
        if number % 1000 == 999:
            print(f"{number + 1} there and back, {back} of {total} subfields", file=sys.stderr)
    print(f"not returned: {missing.most_common(60)}", file=sys.stderr)
    return {"standard_returned": round(back / max(total, 1), 6), "standard_subfields": total}


def subfields(record: Record) -> Counter[tuple[str, str, str]]:
    """The standard subfields of a record as (tag, code, value): no local tags (9XX, X9X), no local code (9)."""
    return Counter(
        (field.tag, sub.code, sub.value)
        for field in record.fields
        if isinstance(field, DataField) and "010" <= field.tag <= "899" and "9" not in field.tag[1:2]
        for sub in field.subfields
        if sub.code != "9"
    )


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
