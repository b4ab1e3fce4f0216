"""A MARC record for a description as it is now.

Nobody touched it: the bytes as they came. Somebody did: the fields whose statements changed are made anew and put into
the record between the others, which keep every byte. Described here from the start: all fields from statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from graph.catalogue.descriptions import Describer, Root, without_control_numbers
from graph.catalogue.export_units import Unit
from graph.catalogue.identity import body_digest
from graph.catalogue.source import described_by, octets_of
from graph.store.canonical import canonical
from mappings.bibframe.convert import Converter, Description
from mappings.bibframe.node import Node
from mappings.bibframe.vocabulary import restore
from mappings.marc.reader import parse
from mappings.marc.record import Field, Record
from mappings.marc.splice import Changes, replace_fields


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it came, in the form it came in (`marc21`, `marcxml`, `marcjson`), and what to change in it."""

    octets: bytes
    format: str
    changes: Changes = field(default_factory=Changes)

    def written(self) -> bytes:
        """The record in its own form, untouched fields byte for byte. Raises `Unwritable`."""
        return replace_fields(self.octets, self.changes, self.format)

    def record(self) -> Record:
        """The record for writing in another form."""
        record = parse(self.octets, self.format)
        last = len(record.fields)
        fields: list[Field] = []
        for at, unchanged in enumerate(record.fields):
            fields += self.changes.before(at, last)
            kept = self.changes.replaced.get(at, unchanged)
            if kept is not None:
                fields.append(kept)
        fields += self.changes.before(last, last)
        return Record(self.changes.leader or record.leader, tuple(fields))


def regenerated(unit: Unit, describer: Describer) -> Kept | Record:
    """The record of a unit: the kept one where it has a source, else one made from statements alone."""
    if unit.source is None:
        return describer.converter.back(_description({part: each.body for part, each in unit.parts.items()}))
    kept = Kept(octets_of(unit.source.body), unit.source.body["lsp:format"][0])
    if _untouched(unit):
        return kept
    record = parse(kept.octets, kept.format)
    known = {each.part: each.iri for each in described_by(unit.source.body).values()}
    before = describer.roots(record, "", known)
    changes = _changes(record, before, {part: each.body for part, each in unit.parts.items()}, describer.converter)
    return Kept(kept.octets, kept.format, changes)


def _untouched(unit: Unit) -> bool:
    """Whether every part is what the converter made of the source, and none was added or taken away."""
    assert unit.source is not None  # noqa: S101 - the caller looked
    described = described_by(unit.source.body)
    return described.keys() == unit.parts.keys() and all(
        body_digest(without_control_numbers(unit.parts[part].body)) == each.digest for part, each in described.items()
    )


def _changes(record: Record, before: Sequence[Root], now: Mapping[str, Node], converter: Converter) -> Changes:
    """What to change in a record so that it says what its description says now."""
    described = _description({root.part: canonical(root.body) for root in before})
    entries = converter.residue(record, described)
    was, is_now = converter.back(described, entries), converter.back(_description(now), entries)
    places = _places(was.fields, converter.norm(record).fields)
    replaced: dict[int, Field | None] = {}
    inserted: list[tuple[int, Field]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, was.fields, is_now.fields, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old = [places.get(i) for i in range(i1, i2)]
        new = list(is_now.fields[j1:j2])
        at = next((places[i] for i in range(i1, len(was.fields)) if i in places), len(record.fields))
        for place in old:
            if place is not None:
                mate = _taken(new, record.fields[place].tag)
                replaced[place] = mate
                at = place + 1
        inserted.extend((at, one) for one in new)
    leader = is_now.leader if is_now.leader != was.leader else None
    return Changes(replaced, tuple(sorted(inserted, key=lambda pair: pair[0])), leader)


def _places(made: Sequence[Field], canonical: Sequence[Field]) -> dict[int, int]:
    """Position among the fields that description and residue give → position in the record, equal fields first."""
    places: dict[int, int] = {}
    for start, at, size in SequenceMatcher(None, made, canonical, autojunk=False).get_matching_blocks():
        places.update({start + n: at + n for n in range(size)})
    free = [at for at in range(len(canonical)) if at not in set(places.values())]
    for loose in (False, True):
        for i, one in enumerate(made):
            if i in places:
                continue
            fits = [at for at in free if canonical[at] == one or (loose and canonical[at].tag == one.tag)]
            if fits:
                places[i] = fits[0]
                free.remove(fits[0])
    return places


def _taken(fields: list[Field], tag: str) -> Field | None:
    """The first of the new fields with this tag, taken out of the list."""
    for at, one in enumerate(fields):
        if one.tag == tag:
            return fields.pop(at)
    return None


def _description(bodies: Mapping[str, Node]) -> Description:
    """The converter's own form of stored bodies: labels of vocabularies back, items listed by their instance."""
    roots = {part: restore(without_control_numbers(body)) for part, body in bodies.items()}
    items = [node for part, node in roots.items() if part.startswith("Item")]
    instances = [node for part, node in roots.items() if part.startswith("Instance")]
    holdings = [node for part, node in roots.items() if part.startswith("Holdings")]
    if instances and items:
        instances[0]["bf:hasItem"] = [{"@id": item["@id"]} for item in items]
    work = roots.get("Work", {"@id": "", "@type": ["bf:Work"]})
    return Description(work, instances, items, holdings)
