"""What becomes of every field and subfield that a MARC 21 format defines: measured, not declared.

Each is looked for in the examples beside the rules; where none has it, an example's field of that tag is tried with the
subfield added. The record is converted with and without the subfield: the statements that only the first has are what
it becomes, and going back from statements alone shows whether it returns as it came (lossless), in its canonical form
(normalised), or only from the residue. Different situations may end differently; then all outcomes are told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal

from mappings.marc.formats import FormatName, format_of
from mappings.marc.record import ControlField, DataField, Record, Subfield
from mappings.rules.examples import ExampleMinter, record_of
from mappings.rules.model import Field, Rule, Step

if TYPE_CHECKING:
    from mappings.bibframe.convert import Converter, Description
    from mappings.bibframe.node import Node, Value
    from mappings.marc.formats import FieldOf, Format

Outcome = Literal["lossless", "normalised", "residue"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("lossless", "normalised", "residue")

_SITUATIONS: Final = 6
"""How many examples of one subfield are looked at."""

_PROBES: Final = {
    "0": "http://id.loc.gov/authorities/names/n79021164",
    "1": "http://www.wikidata.org/entity/Q42",
    "2": "local",
    "4": "aut",
    "5": "DLC",
    "6": "880-01",
    "8": "1\\c",
    "u": "http://example.org/u",
    "w": "(DLC)   79021164",
}
_PROBE: Final = "Wexford"
_CODED_PROBES: Final = {"041": "fre", "043": "us", "044": "xxu", "047": "sy", "048": "ka01"}
"""What a subfield is tried with where no example has it; in fields of codes, a code."""

CONVERTED: Final[tuple[FormatName, ...]] = ("bibliographic", "authority", "holdings")
"""The formats whose records are converted; of the others only the record itself is kept."""

LEADERS: Final[Mapping[str, str]] = {
    "bibliographic": "00000nam a2200000 i 4500",
    "authority": "00000nz  a2200000n  4500",
    "holdings": "00000nx  a2200000zn 4500",
}
LEADER_PLACE: Final = -1
_FILLER: Final = DataField("999", " ", " ", (Subfield("a", "x"),))
_KEY: Final = "bflc:marcKey"
_TYPE: Final = "@type"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What becomes of a subfield (of a control field: `code` is "").

    `outcomes` as they were seen, best first; `paths` to the statements that say it, most seen first; `modules` the
    tables whose rules read it.
    """

    tag: str
    code: str
    outcomes: tuple[Outcome, ...]
    paths: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()

    @property
    def carried(self) -> bool:
        """Whether a statement says it, even where going back doesn't give it."""
        return bool(self.paths) or self.outcomes != ("residue",)


@dataclass(slots=True)
class Situation:
    """A record and the place in it of the field looked at."""

    record: Record
    at: int

    @property
    def field(self) -> DataField:
        """The field, a control field and the leader in the form of a data field."""
        if self.at == LEADER_PLACE:
            return DataField("LDR", self.record.leader, "", ())
        found = self.record.fields[self.at]
        return DataField(found.tag, found.value, "", ()) if isinstance(found, ControlField) else found

    def with_field(self, other: DataField) -> Situation:
        """The same record with another field in this place."""
        fields = (*self.record.fields[: self.at], other, *self.record.fields[self.at + 1 :])
        return Situation(Record(self.record.leader, fields), self.at)


@dataclass(slots=True)
class _Seen:
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    paths: Counter[str] = field(default_factory=Counter)


def coverage(standard: Format, converter: Converter) -> Iterator[Coverage]:
    """What becomes of each field and subfield of the format, in its order. An 880 becomes what the field it stands for
    does, and has no row.
    """
    rules = converter.rules_of(standard.name)
    situations = _situations(rules, standard.name)
    for each in standard:
        if each.tag == "880":
            continue
        of_tag = situations.get(each.tag, [])
        for code in each.subfields or ("",):
            seen = _Seen()
            for situation in _chosen(standard, each, code, of_tag):
                _look(converter, situation, code, seen)
            yield Coverage(
                each.tag,
                code,
                tuple(outcome for outcome in OUTCOMES if seen.outcomes[outcome]) or ("residue",),
                tuple(path for path, _ in seen.paths.most_common(3 if code else 12)),
                _modules(rules, each.tag, code),
            )


def _modules(rules: Sequence[Rule], tag: str, code: str) -> tuple[str, ...]:
    """The tables whose rules say that they read the subfield; where none says so, those with steps for the tag."""
    offered = [rule for rule in rules if tag in rule.tags.split()]
    reading = [rule for rule in offered if _reads(rule, tag, code)] or [r for r in offered if isinstance(r, Step)]
    return tuple(dict.fromkeys(PurePath(rule.at.rpartition(":")[0]).stem for rule in reading))


def _reads(rule: Rule, tag: str, code: str) -> bool:
    if code == "6":
        return rule.twin != "none"
    if isinstance(rule, Field):
        return any(code in sub.codes for sub in rule.subfields)
    return not code or not rule.takes or code in rule.takes.get(tag, "")


# ---- situations -----------------------------------------------------------------------------------------------------


def _situations(rules: Iterable[Rule], name: str) -> dict[str, list[Situation]]:
    found: dict[str, list[Situation]] = defaultdict(list)
    for rule in rules:
        for example in rule.examples:
            record = record_of(rule, example)
            if format_of(record.leader) != name:
                continue
            found["LDR"].append(Situation(record, LEADER_PLACE))
            for at, each in enumerate(record.fields):
                found[each.tag].append(Situation(record, at))
    return found


def _chosen(standard: Format, each: FieldOf, code: str, of_tag: list[Situation]) -> Iterator[Situation]:
    """The situations in which a subfield is looked at: examples that have it, or else made ones."""
    if not code:
        yield from of_tag[:_SITUATIONS]
        return
    having = [situation for situation in of_tag if any(sub.code == code for sub in situation.field.subfields)]
    if having:
        yield from having[:_SITUATIONS]
        return
    probe = Subfield(code, _PROBES.get(code) or _CODED_PROBES.get(each.tag, _PROBE))
    for situation in of_tag[:_SITUATIONS] or [_made(standard, each)]:
        own = situation.field
        if code == "6":
            yield _paired(situation)
        else:
            yield situation.with_field(own._replace(subfields=(*own.subfields, probe)))


def _made(standard: Format, each: FieldOf) -> Situation:
    """A record of one field, for a tag that no example has."""
    code = "a" if "a" in each.subfields else next(iter(each.subfields))
    return Situation(Record(LEADERS[standard.name], (DataField(each.tag, " ", " ", (Subfield(code, "Probe"),)),)), 0)


def _paired(situation: Situation) -> Situation:
    """The situation with a field of another script for the one looked at."""
    own = situation.field
    pair = own._replace(subfields=(Subfield("6", "880-01"), *own.subfields))
    other = own._replace(tag="880", subfields=(Subfield("6", f"{own.tag}-01/(N"), *own.subfields))
    paired = situation.with_field(pair)
    return Situation(Record(paired.record.leader, (*paired.record.fields, other)), situation.at)


# ---- looking --------------------------------------------------------------------------------------------------------


def _look(converter: Converter, situation: Situation, code: str, seen: _Seen) -> None:
    described = converter.forward(situation.record, ExampleMinter())
    own = situation.field
    if code:
        seen.outcomes[_outcome(converter, situation, code, described)] += 1
    else:
        seen.outcomes.update(_outcomes_of_bytes(own, converter.statements(described)))
    if situation.at == LEADER_PLACE:
        return
    rest = tuple(sub for sub in own.subfields if sub.code != code)
    without = situation.with_field(own._replace(subfields=rest) if rest else _FILLER)
    missing = converter.forward(without.record, ExampleMinter())
    texts = [sub.value for sub in own.subfields if sub.code == code]
    seen.paths.update(list(_paths(_said(described) - _said(missing), texts)))


def _outcomes_of_bytes(own: DataField, given: Iterable[DataField]) -> tuple[Outcome, ...]:
    """Of a control field: lossless where all of it comes back, both where some of its bytes do."""
    alike = [each.ind1 for each in given if each.tag == own.tag]
    if own.ind1 in alike:
        return ("lossless",)
    some = any(one == other for text in alike for one, other in zip(own.ind1, text, strict=False) if one not in " |")
    return ("lossless", "residue") if some else ("residue",)


def _outcome(converter: Converter, situation: Situation, code: str, described: Description) -> Outcome:
    own = situation.field
    canonical = converter.norm(situation.record).fields[situation.at]
    assert isinstance(canonical, DataField)  # noqa: S101 - only data fields have subfields
    wanted = Counter(sub for sub in canonical.subfields if sub.code == code) or Counter(canonical.subfields)
    for each in converter.statements(described):
        if each.tag == canonical.tag and wanted <= Counter(each.subfields):
            came = Counter(sub for sub in own.subfields if sub.code == code)
            return "lossless" if canonical.tag == own.tag and came == wanted else "normalised"
    return "residue"


def _said(described: Description) -> Counter[tuple[str, str]]:
    """Every statement as (path from its root, value)."""
    found: Counter[tuple[str, str]] = Counter()
    for name, nodes in (
        ("Work", [described.work] if described.work else []),
        ("Heading", [] if described.heading is None else [described.heading]),
        ("Instance", described.instances),
        ("Item", described.items),
        ("Holdings", described.holdings),
    ):
        for node in nodes:
            found.update(_below(node, name))
    return found


def _below(node: Node, path: str) -> Iterator[tuple[str, str]]:
    for prop, values in node.items():
        if prop == "@id":
            continue
        for value in values:
            yield from _value(value, path, prop)


def _value(value: Value, path: str, prop: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield f"{path} / {prop}", value
    elif "@value" in value:
        yield f"{path} / {prop}", str(value["@value"])
    elif "@list" in value:
        for member in value["@list"]:
            yield from _value(member, path, prop)
    else:
        kind = next(iter(value.get("@type", ())), "")
        here = f"{path} / {prop}" + (f" [{kind}]" if kind else "")
        if not value.get("@id", "#").startswith(("#", ExampleMinter.base)):
            yield here, value["@id"]
        yield from _below(value, here)


def _paths(said: Counter[tuple[str, str]], texts: list[str]) -> dict[str, None]:
    """The paths of the statements that carry the text; of all that came with it where none carries it literally."""
    keys = [(path, value) for path, value in said if path.endswith(_KEY)]
    told = [(path, value) for path, value in said if not path.endswith((_KEY, _TYPE))] or keys
    wanted = [_bare(text) for text in texts if _bare(text)]
    carrying = dict.fromkeys(path for path, value in told if any(each in _bare(value) for each in wanted))
    return carrying or dict.fromkeys(path for path, _ in told)


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
