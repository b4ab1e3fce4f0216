"""A MARC record for a description as it is now.

Nobody touched it: the bytes as they came. Somebody did: the fields whose statements changed are made anew and put into
the record between the others, which keep every byte. Described here from the start: all fields from statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.catalogue.alignment import content
from graph.catalogue.descriptions import AUTHORITY, Describer, Root, without_barcode, without_control_numbers
from graph.catalogue.export_units import Unit
from graph.catalogue.identity import body_digest
from graph.catalogue.record_changes import changes
from graph.catalogue.source import described_by, octets_of
from graph.store.canonical import canonical
from mappings.bibframe.convert import Converter, Description
from mappings.bibframe.node import Node, Value
from mappings.bibframe.vocabulary import restore
from mappings.marc.reader import parse
from mappings.marc.record import Field, Record
from mappings.marc.splice import Changes, replace_fields
from mappings.marc.writer import Encoding


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it came, in the form it came in (`marc21`, `marcxml`, `marcjson`), and what to change in it."""

    octets: bytes
    format: str
    changes: Changes = field(default_factory=Changes)

    @property
    def encoding(self) -> Encoding | None:
        """The encoding it is in; None where it isn't sound ISO 2709, or says another encoding than it is in."""
        if self.format != "marc21" or parse(self.octets).repairs:
            return None
        return Encoding.UTF8 if self.octets[9:10] == b"a" else Encoding.MARC8

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
    to_change = _changes(record, before, {part: each.body for part, each in unit.parts.items()}, describer.converter)
    return Kept(kept.octets, kept.format, to_change)


def _untouched(unit: Unit) -> bool:
    """Whether every part is what the converter made of the source, and none was added or taken away."""
    assert unit.source is not None  # noqa: S101 - the caller looked
    described = described_by(unit.source.body)
    return described.keys() == unit.parts.keys() and all(
        body_digest(without_control_numbers(unit.parts[part].body)) == each.digest for part, each in described.items()
    )


def _changes(record: Record, before: Sequence[Root], now: Mapping[str, Node], converter: Converter) -> Changes:
    """What to change in a record so that it says what its description says now."""
    made = {root.part: canonical(root.body) for root in before}
    described = _description(made)
    entries = converter.residue(record, described)
    is_now = converter.back(_description(_following(made, now)), entries, described)
    return changes(record, converter.norm(record), converter.back(described, entries), is_now)


def _following(made: Mapping[str, Node], now: Mapping[str, Node]) -> Mapping[str, Node]:
    """What nobody edited, though it looks so: an item that was stored without its barcode because another one had it,
    and further instances that the converter called like the main one, which are still called like it after an edit.
    """
    answer = dict(now)
    for part, body in now.items():
        if part.startswith("Item ") and part in made and body == without_barcode(made[part]):
            answer[part] = made[part]
    was, is_now = _proper_title(made.get("Instance")), _proper_title(now.get("Instance"))
    if was is None or is_now is None or was == is_now:
        return answer
    for part, body in now.items():
        if part.startswith("Instance") and part != "Instance" and part in made and body == made[part]:
            titles = [is_now if content(title) == content(was) else title for title in body.get("bf:title", ())]
            answer[part] = {**body, "bf:title": titles} if titles else body
    return answer


def _proper_title(body: Node | None) -> Value | None:
    return next((each for each in (body or {}).get("bf:title", ()) if each.get("@type") == ["bf:Title"]), None)


def _description(bodies: Mapping[str, Node]) -> Description:
    """The converter's own form of stored bodies: labels of vocabularies back, items listed by their instance."""
    roots = {part: restore(without_control_numbers(body)) for part, body in bodies.items()}
    items = [node for part, node in roots.items() if part.startswith("Item")]
    instances = [node for part, node in roots.items() if part.startswith("Instance")]
    holdings = [node for part, node in roots.items() if part.startswith("Holdings")]
    if instances and items:
        instances[0]["bf:hasItem"] = [{"@id": item["@id"]} for item in items]
    if AUTHORITY in roots:
        return Description({}, [], [], [], heading=roots[AUTHORITY])
    if holdings and not instances and "Work" not in roots:
        return Description({}, [], items, holdings)
    work = roots.get("Work", {"@id": "", "@type": ["bf:Work"]})
    return Description(work, instances, items, holdings)
