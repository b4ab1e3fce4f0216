"""The residue put in again: the record's own field where statements still give what they gave, an edit where not.

An entry remembers what the statements gave in its place (`given`). When that still comes, the entry replaces it. When
an edit changed it, the edit is carried into the record's own field, so that subfields and indicators the statements
never had stay.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from mappings.marc.record import DataField
from mappings.rules.carrying import carried
from mappings.rules.holdings_fields import place
from mappings.rules.link_numbers import relinked, stands_for, unlinked


class ResidueField(NamedTuple):
    """One field of the record that statements do not give, or not wholly.

    `position` is its place in the canonical record (0 = the first field); `field` as it stands there; `given` what the
    statements make in its place (None: nothing). `reason` is one of:

    - "unmapped": nothing comes back in its place;
    - "partly": a field of its tag comes back, with other subfields or indicators;
    - "elsewhere": its texts come back in fields of other tags;
    - "surplus": `field` comes back and isn't in the record; `position` is that of the field it says again, or -1;
    - "order": a field of position -1 with tag "ORD" carries the tags of the record in their order, where that is not
      the order of tags.
    """

    position: int
    field: DataField
    reason: str
    given: DataField | None = None


def by_tag(fields: Sequence[DataField]) -> dict[str, list[DataField]]:
    """The fields by their tags."""
    out: dict[str, list[DataField]] = defaultdict(list)
    for field in fields:
        out[field.tag].append(field)
    return out


def restore(
    made: Sequence[DataField], entries: Sequence[ResidueField], was: Sequence[DataField] = ()
) -> list[DataField]:
    """The record's fields: what statements made, with the residue back in its places.

    `was` are the fields the statements made before an edit, so that an edited field is known for what it was.
    """
    order = next((entry.field.ind1.split() for entry in entries if entry.reason == "order"), None)
    making = _Making(made, was)
    inserts: list[ResidueField] = []
    ties = _ties(entries)
    for entry in entries:
        if entry.reason == "unmapped":
            inserts.append(entry)
        elif entry.reason in {"partly", "elsewhere"}:
            inserts.extend(_put_back(making, entry, ties.get(entry.position, ())))
        elif entry.reason == "surplus" and entry.position < 0 and (at := making.unchanged(entry.field)) is not None:
            making.drop(at)
    out = making.fields()
    for entry in inserts:
        _insert(out, entry.field, entry.position)
    return _arranged(out, order) if order else sorted(out, key=_rank)


def _ties(entries: Sequence[ResidueField]) -> dict[int, list[DataField]]:
    """Position of a field → the surplus fields that say it again."""
    out: dict[int, list[DataField]] = defaultdict(list)
    for entry in entries:
        if entry.reason == "surplus" and entry.position >= 0:
            out[entry.position].append(entry.field)
    return out


def _put_back(making: _Making, entry: ResidueField, ties: Sequence[DataField]) -> list[ResidueField]:
    """Put the record's field where statements gave it, with the edits made there and in the fields that say it again.

    Where they gave it only by such others it is answered, to be inserted; where nothing is left of any, it is gone.
    """
    field, there, home = entry.field, False, None
    for given in (*([entry.given] if entry.given is not None else []), *ties):
        at = making.unchanged(given)
        if at is not None:
            now = making.at(at)
            field = field if now == given else relinked(field, now)
        elif (at := making.edited(given)) is not None:
            field = carried(field, given, making.at(at))
        else:
            field = carried(field, given, given._replace(subfields=()))
            continue
        there = True
        if given is entry.given:
            home = at
            making.settle(at, field)
        else:
            making.drop(at)
    if home is not None:
        making.settle(home, field)
        return []
    return [entry._replace(field=field)] if there and field.subfields else []


class _Making:
    """The fields that statements made, each settled at most once."""

    def __init__(self, made: Sequence[DataField], was: Sequence[DataField]) -> None:
        self._fields: list[DataField | None] = list(made)
        self._settled: set[int] = set()
        self._was = was
        self._next = _successors(was, made) if was else {}

    def at(self, place: int) -> DataField:
        """The field at a place that `unchanged` or `edited` answered."""
        field = self._fields[place]
        assert field is not None  # noqa: S101 - dropped places are never answered
        return field

    def fields(self) -> list[DataField]:
        """What is there now."""
        return [field for field in self._fields if field is not None]

    def settle(self, place: int, field: DataField) -> None:
        """Put the record's field here for good."""
        self._fields[place] = field
        self._settled.add(place)

    def drop(self, place: int) -> None:
        """Take the field out."""
        self._fields[place] = None
        self._settled.add(place)

    def unchanged(self, given: DataField) -> int | None:
        """Where what statements gave stands: as it was, or with another link number, as a pair came or went."""
        exact = next((at for at, field in self._open() if field == given), None)
        if exact is not None or given.get("6") is None:
            return exact
        bare = unlinked(given)
        return next((at for at, field in self._open() if unlinked(field) == bare), None)

    def edited(self, given: DataField) -> int | None:
        """Where what statements gave stands after an edit; without knowledge of before, by what it shares."""
        if self._was:
            nexts = (self._next.get(at) for at, field in enumerate(self._was) if field == given)
            return next((at for at in nexts if at is not None and at not in self._settled), None)
        return next(
            (at for at, field in self._open() if stands_for(field) == stands_for(given) and _shared(field, given)), None
        )

    def _open(self) -> Iterator[tuple[int, DataField]]:
        for at, field in enumerate(self._fields):
            if field is not None and at not in self._settled:
                yield at, field


def _successors(was: Sequence[DataField], made: Sequence[DataField]) -> dict[int, int]:
    """Place before an edit → place after it, of fields of one tag that an edit changed."""
    before, after = [unlinked(field) for field in was], [unlinked(field) for field in made]
    out: dict[int, int] = {}
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "replace":
            continue
        free = list(range(i1, i2))
        for j in range(j1, j2):
            alike = [i for i in free if stands_for(was[i]) == stands_for(made[j]) and was[i].tag == made[j].tag]
            if alike:
                best = max(alike, key=lambda i: (_shared(was[i], made[j]), -i))
                out[best] = j
                free.remove(best)
    return out


def _shared(field: DataField, other: DataField) -> int:
    """How many subfields two fields have in common, links apart."""
    own, others = (Counter(sub for sub in each.subfields if sub.code != "6") for each in (field, other))
    return (own & others).total()


def _rank(field: DataField) -> str:
    return "" if field.tag == "LDR" else place(field.tag)


def _insert(out: list[DataField], field: DataField, position: int) -> None:
    """Put a field the statements know nothing of among those of its tag, as near its place as that allows."""
    same = [index for index, other in enumerate(out) if other.tag == field.tag]
    if same and position > same[-1]:
        out.insert(same[-1] + 1, field)
    else:
        out.insert(min(position, len(out)), field)


def _arranged(fields: list[DataField], order: list[str]) -> list[DataField]:
    """The fields in the order of the record they came from; new ones after the last of their tag."""
    places = by_tag(fields)
    out: list[DataField] = []
    used: dict[str, set[int]] = defaultdict(set)
    seen: Counter[str] = Counter()
    for item in order:
        tag, _, at = item.partition(":")
        index = int(at) if at else seen[tag]
        seen[tag] += 1
        if index < len(places[tag]) and index not in used[tag]:
            used[tag].add(index)
            out.append(places[tag][index])
    for tag, rest in places.items():
        for index, field in enumerate(rest):
            if index not in used[tag]:
                last = max((i for i, other in enumerate(out) if other.tag <= tag), default=-1)
                out.insert(last + 1, field)
    return out
