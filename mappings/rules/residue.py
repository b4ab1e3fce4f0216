"""What statements do not give back: computed by going back and comparing, kept beside the description, put in again.

The residue of a record is the difference between its canonical form (`Converter.norm`) and the fields its description
alone gives. So the law `back(forward(m)) = norm(m)` holds whatever a table leaves out, and a small residue is the
measure of good tables. An entry remembers what the statements gave in its place (`given`): when that still comes, the
entry replaces it; when an edit changed it, the edit stands and the subfields the statements never had are added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mappings.marc.record import DataField, Subfield


@dataclass(frozen=True, slots=True)
class ResidueField:
    """One field of the record that statements do not give, or not wholly.

    `position` is its place in the canonical record (0 = the first field); `field` as it stands there; `given` what the
    statements make in its place (None: nothing). `reason`: "unmapped" or "partly". A field of `position` -1 with tag
    "ORD" carries the tags of the record in their order, where that is not the order of tags.
    """

    position: int
    field: DataField
    reason: str
    given: DataField | None = None


def residue(norm: Sequence[DataField], made: Sequence[DataField]) -> list[ResidueField]:
    """The entries that turn `made` (from statements alone) into `norm`."""
    waiting = _by_tag(made)
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
    entries.extend(ResidueField(-1, field, "surplus", field) for field in surplus)
    entries.sort(key=lambda entry: entry.position)
    return [*_order(norm, restore(made, entries)), *entries]


def _by_tag(fields: Sequence[DataField]) -> dict[str, list[DataField]]:
    out: dict[str, list[DataField]] = defaultdict(list)
    for field in fields:
        out[field.tag].append(field)
    return out


def _nearest(field: DataField, candidates: list[DataField]) -> DataField | None:
    """The candidate that shares most subfields, taken out of the list; an 880 is like one of the same tag only."""
    alike = candidates
    if field.tag == "880":
        alike = [other for other in candidates if (other.get("6") or "")[:3] == (field.get("6") or "")[:3]]
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
    places = _by_tag(unordered)
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


def restore(made: Sequence[DataField], entries: Sequence[ResidueField]) -> list[DataField]:
    """The record's fields: what statements made, with the residue back in its places."""
    order = next((entry.field.ind1.split() for entry in entries if entry.reason == "order"), None)
    ranked: list[tuple[str, DataField]] = [("", field) for field in made]
    inserts: list[ResidueField] = []
    for entry in entries:
        if entry.reason == "order":
            continue
        at = next((i for i, (_, field) in enumerate(ranked) if field == entry.given), None) if entry.given else None
        if entry.reason == "surplus":
            if at is not None:
                ranked.pop(at)
        elif at is not None:
            ranked[at] = ("", entry.field)
        elif entry.given is None:
            inserts.append(entry)
        else:
            _merge(ranked, entry)
    out = [field for _, field in ranked]
    for entry in inserts:
        _insert(out, entry.field, entry.position)
    return _arranged(out, order) if order else sorted(out, key=_rank)


def _rank(field: DataField) -> str:
    return "" if field.tag == "LDR" else field.tag


def _merge(ranked: list[tuple[str, DataField]], entry: ResidueField) -> None:
    """An edit changed what the statements give: keep the edit, and add the subfields statements never had."""
    assert entry.given is not None  # noqa: S101 - the caller looked
    lost = Counter(sub.code for sub in entry.field.subfields) - Counter(sub.code for sub in entry.given.subfields)
    extra = tuple(sub for sub in entry.field.subfields if lost[sub.code] > 0)
    for index, (mark, field) in enumerate(ranked):
        if field.tag == entry.given.tag and not mark and _shares(field, entry.given):
            ranked[index] = ("merged", field._replace(subfields=(*field.subfields, *extra)))
            return


def _shares(field: DataField, given: DataField) -> bool:
    return bool(set(_texts(field)) & set(_texts(given)))


def _texts(field: DataField) -> list[Subfield]:
    return list(field.subfields)


def _insert(out: list[DataField], field: DataField, position: int) -> None:
    """Put a field the statements know nothing of among those of its tag, as near its place as that allows."""
    same = [index for index, other in enumerate(out) if other.tag == field.tag]
    if same and position > same[-1]:
        out.insert(same[-1] + 1, field)
    else:
        out.insert(min(position, len(out)), field)


def _arranged(fields: list[DataField], order: list[str]) -> list[DataField]:
    """The fields in the order of the record they came from; new ones after the last of their tag."""
    by_tag = _by_tag(fields)
    out: list[DataField] = []
    used: dict[str, set[int]] = defaultdict(set)
    seen: Counter[str] = Counter()
    for item in order:
        tag, _, at = item.partition(":")
        index = int(at) if at else seen[tag]
        seen[tag] += 1
        if index < len(by_tag[tag]) and index not in used[tag]:
            used[tag].add(index)
            out.append(by_tag[tag][index])
    for tag, rest in by_tag.items():
        for index, field in enumerate(rest):
            if index not in used[tag]:
                last = max((i for i, other in enumerate(out) if other.tag <= tag), default=-1)
                out.insert(last + 1, field)
    return out
