"""What comes back of MARC: every record is imported, one title edited as a cataloguer would, and exported again.

`untouched_returned`: the share of all other fields that come back byte for byte.
`standard_returned`: the share of subfields that MARC 21 defines, current or obsolete, that statements alone give back;
local tags and codes that the format doesn't define are not counted.

    make bench NAME=roundtrip            # or: python bench/roundtrip.py [FILE] [--limit N] [--every N]

`--every N` takes each Nth record, from the first: a sample that anyone can take again. `--standard` leaves out the
first figure.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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
from mappings.marc.formats import format_of, is_standard
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
    parser.add_argument("--limit", type=int, default=None, help="no more than so many records")
    parser.add_argument("--every", type=int, default=1, help="each Nth record")
    parser.add_argument("--standard", action="store_true", help="only what statements alone give back")
    chosen = parser.parse_args()
    sample = Sample(chosen.file, chosen.limit, chosen.every)
    figures = standard(sample) if chosen.standard else untouched(sample) | standard(sample)
    print(json.dumps({"name": "roundtrip", "figures": figures}))


@dataclass(frozen=True)
class Sample:
    """Each `every`th readable record of a file, no more than `limit`."""

    file: Path
    limit: int | None
    every: int

    def __iter__(self) -> Iterator[Record]:
        """The records, read anew each time."""
        with self.file.open("rb") as stream:
            readable = (each for each in read(stream) if isinstance(each, Record))
            yield from islice(islice(readable, 0, None, self.every), self.limit)


def untouched(sample: Sample) -> dict[str, object]:
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
    chunks = (record.source for record in sample)
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
            title = "245" if any(tag == "245" for tag, _ in before) else "880 245"
            other = Counter({field: n for field, n in before.items() if stood_for(*field) != title})
            kept = (other & after).total()
            tags.update(tag for tag, _ in (other - after).elements())
            fields, same = fields + other.total(), same + kept
            edited += 1
            lost += not any(EDITED.encode() in body for tag, body in after if stood_for(tag, body) == title)
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


def stood_for(tag: str, octets: bytes) -> str:
    """The tag of a field; of an 880 with the one it stands for, as a title may be in another script only."""
    return f"880 {octets[4:7].decode('ascii', 'replace')}" if tag == "880" and octets[2:4] == b"\x1f6" else tag


def with_title(resource: Resource) -> Node | None:
    """The description with another title proper, or None where it has none."""
    titles = [dict(each) for each in resource.body.get("bf:title", ())]
    for title in titles:
        if title["@type"] == ["bf:Title"] and "bf:mainTitle" in title:
            texts = list(title["bf:mainTitle"])
            proper = next((at for at, text in enumerate(texts) if isinstance(text, str)), 0)
            texts[proper] = EDITED if isinstance(texts[proper], str) else {**texts[proper], "@value": EDITED}
            title["bf:mainTitle"] = texts
            return {**resource.body, "bf:title": titles}
    return None


def standard(sample: Sample) -> dict[str, object]:
    """Go there and back without source and residue, and count the subfields that return in their field."""
    machine = converter()
    headings = HeadingNames(Names("https://catalogue.example/"), TENANT)
    total = back = 0
    missing: Counter[tuple[str, str]] = Counter()
    seen: Counter[str] = Counter()
    for number, record in enumerate(sample):
        described = machine.forward(record, StoreMinter(headings, str(number)))
        wanted = subfields(machine.norm(record))
        found = wanted & subfields(machine.back(described))
        total, back = total + wanted.total(), back + found.total()
        missing.update((tag, code) for tag, code, _ in (wanted - found).elements())
        seen.update(tag for tag, _, _ in wanted.elements())
        if number % 1000 == 999:
            print(f"{number + 1} there and back, {back} of {total} subfields", file=sys.stderr)
    by_tag(missing, seen)
    return {"standard_returned": round(back / max(total, 1), 6), "standard_subfields": total}


def by_tag(missing: Counter[tuple[str, str]], seen: Counter[str]) -> None:
    """Print what did not return: a line a tag, most lost first, with its codes."""
    lost: Counter[str] = Counter()
    for (tag, _), count in missing.items():
        lost[tag] += count
    for tag, count in lost.most_common():
        codes = Counter({code: n for (of, code), n in missing.items() if of == tag}).most_common()
        spelled = " ".join(f"${code} {n}" for code, n in codes)
        print(f"not returned: {tag} {count} of {seen[tag]}: {spelled}", file=sys.stderr)


def subfields(record: Record) -> Counter[tuple[str, str, str]]:
    """The subfields of a record that its MARC 21 format defines, as (tag, code, value). An 880 has the codes of the
    field it is linked to.
    """
    name = format_of(record.leader)
    return Counter(
        (field.tag, sub.code, sub.value)
        for field in record.fields
        if isinstance(field, DataField)
        for sub in field.subfields
        if is_standard(name, stands_for(field), sub.code)
    )


def stands_for(field: DataField) -> str:
    """The tag of a field; of an 880 the one that its $6 names."""
    if field.tag != "880":
        return field.tag
    linkage = next((sub.value for sub in field.subfields if sub.code == "6"), "")
    return linkage[:3] or field.tag


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
