"""What statements do not give back: computed by going back and comparing, kept beside the description, put in again.

The residue of a record is the difference between its canonical form (`Converter.norm`) and the fields its description
alone gives. So the law `back(forward(m)) = norm(m)` holds whatever a table leaves out, and a small residue is the
measure of good tables. `mappings.rules.restoring` puts it in again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from mappings.marc.record import DataField
from mappings.rules.carrying import core
from mappings.rules.link_numbers import stands_for
from mappings.rules.restoring import ResidueField, by_tag, restore


def residue(norm: Sequence[DataField], made: Sequence[DataField]) -> list[ResidueField]:
    """The entries that turn `made` (from statements alone) into `norm`."""
    waiting = by_tag(made)
    open_places: dict[str, list[int]] = defaultdict(list)
    for position, field in enumerate(norm):
        fields = waiting.get(field.tag)
        if fields and field in fields:
            fields.remove(field)
        else:
            open_places[field.tag].append(position)
    entries: list[ResidueField] = []
    for tag, positions in open_places.items():
        for position in positions:
            given = _nearest(norm[position], waiting.get(tag, []))
            entries.append(ResidueField(position, norm[position], "partly" if given else "unmapped", given))
    surplus = [field for fields in waiting.values() for field in fields]
    entries = _tied(entries, surplus)
    entries.sort(key=lambda entry: entry.position)
    return [*_order(norm, restore(made, entries)), *entries]


def _tied(entries: Sequence[ResidueField], surplus: Sequence[DataField]) -> list[ResidueField]:
    """The entries with those of fields nobody asked for: each tied to the field whose texts it says again, if any."""
    held = {entry.position: entry.field for entry in entries}
    ties = [ResidueField(_said_by(field, held), field, "surplus", field) for field in surplus]
    moved = {tie.position for tie in ties}
    return [
        *(
            entry._replace(reason="elsewhere") if entry.reason == "unmapped" and entry.position in moved else entry
            for entry in entries
        ),
        *ties,
    ]


def _said_by(field: DataField, held: dict[int, DataField]) -> int:
    """The position of the field that a surplus one says again: most of its texts are there; or -1."""
    texts = {core(sub.value) for sub in field.subfields if sub.code != "6" and len(core(sub.value)) > 1}
    best, weight = -1, len(texts) // 2
    for position, other in held.items():
        there = [core(sub.value) for sub in other.subfields if len(core(sub.value)) > 1]
        shared = sum(any(text in each or text.endswith(each) for each in there) for text in texts)
        same_tag = best >= 0 and shared == weight and other.tag == field.tag != held[best].tag
        if shared > weight or same_tag:
            best, weight = position, shared
    return best


def _nearest(field: DataField, candidates: list[DataField]) -> DataField | None:
    """The candidate that shares most subfields, taken out of the list; an 880 is like one of the same tag only."""
    alike = candidates
    if field.tag == "880":
        alike = [other for other in candidates if stands_for(other) == stands_for(field)]
    if not alike:
        return None
    own = Counter(field.subfields)
    best = max(alike, key=lambda other: ((own & Counter(other.subfields)).total(), -alike.index(other)))
    candidates.remove(best)
    return best


def _order(norm: Sequence[DataField], unordered: Sequence[DataField]) -> list[ResidueField]:
    """The order entry: needed unless the fields, sorted by tag, stand as in the record already."""
    if list(norm) == list(unordered):
        return []
    return [ResidueField(-1, DataField("ORD", " ".join(_runs(norm, unordered)), "", ()), "order")]


def _runs(norm: Sequence[DataField], unordered: Sequence[DataField]) -> list[str]:
    """Tags in the record's order; `tag:n` where the n-th field of this tag is not the n-th one without the order."""
    places = by_tag(unordered)
    seen: Counter[str] = Counter()
    used: dict[str, set[int]] = defaultdict(set)
    out = []
    for field in norm:
        want = seen[field.tag]
        seen[field.tag] += 1
        at = next((i for i, other in enumerate(places[field.tag]) if other == field and i not in used[field.tag]), want)
        used[field.tag].add(at)
        out.append(field.tag if at == want else f"{field.tag}:{at}")
    return out
