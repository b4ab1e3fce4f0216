"""Rows compiled coming back: which values a `Field` claims, and the field it makes of each.

A row claims the nodes that carry its class, types and constants (and its indicators' and subfields' additional ones). A
row without a node claims the properties of its subfields on its root: the n-th value of each makes the n-th field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mappings.rules.constants import holds, lifted, same
from mappings.rules.marc_keys import parsed_key
from mappings.rules.model import Claim, Field, Ind, Root, Step, Sub
from mappings.rules.order import Marked, in_order, interleaved, order_of
from mappings.rules.punctuation import IDEMPOTENT, arrange, as_is, chop, keep

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value
    from mappings.marc.record import DataField, Subfield
    from mappings.rules.back import Back

Taker = Callable[["Back", Root, Any], None]


@dataclass(frozen=True, slots=True)
class Claimer:
    """One entry of the backward dispatch: what is claimed below (root, prop), and the function that takes it."""

    root: Root
    prop: str
    type: str
    types: frozenset[str]
    allowed: frozenset[str]
    constants: tuple[tuple[str, tuple[str, ...]], ...]
    order: int
    at: str
    name: str
    accepts: Callable[[Any], bool] | None
    take: Taker

    @property
    def key(self) -> tuple[object, ...]:
        """Two claimers with one key claim the same statement."""
        return (self.root, self.prop, self.type, self.types, self.constants, self.order, self.accepts)


def claimers(rule: Field | Step) -> list[Claimer]:
    """What a rule claims coming back."""
    if isinstance(rule, Step):
        return [_of_step(rule, claim) for claim in rule.claims]
    if rule.makes is None:
        return []
    return [_of_node(rule)]


def _accepting(claim: Claim) -> Callable[[Any], bool] | None:
    pattern, further = claim.pattern, claim.accepts
    if not pattern:
        return further

    def accepts(value: Any) -> bool:
        if not isinstance(value, dict) or not str(value.get("@id", "")).startswith(pattern):
            return False
        return further is None or further(value)

    return accepts


def _of_step(step: Step, claim: Claim) -> Claimer:
    accepts = _accepting(claim)
    take = step.back or (lambda _out, _root, _value: None)
    types = frozenset({claim.type} if claim.type else ())
    allowed = types | {claim.allows} if claim.allows else types
    return Claimer(
        claim.on, claim.prop, claim.type, types, allowed, (("pattern", (claim.pattern,)),), claim.order, step.at,
        step.name, accepts, take,
    )  # fmt: skip


def _of_node(row: Field) -> Claimer:
    part = row.makes
    assert part is not None  # noqa: S101 - the caller looked
    required = {part.type, *part.types}
    allowed = set(required)
    for ind in (row.ind1, row.ind2):
        if isinstance(ind, Ind):
            for adds in ind.means.values():
                allowed |= {*adds.types, *([adds.type] if adds.type else [])}
                if adds.type:
                    required.discard(part.type)
    for sub in row.subfields:
        if sub.part is None:
            allowed |= set(sub.types)
    constants = lifted(part.also)
    seal = tuple(sorted((prop, tuple(map(repr, values))) for prop, values in constants.items()))

    def accepts(value: Any) -> bool:
        return holds(value, constants) and (row.accepts is None or row.accepts(value))

    take = _nothing if row.echo else _taker(row)
    further = accepts if constants or row.accepts else None
    named = "" if part.type not in required else part.type
    return Claimer(
        row.on, part.prop, named, frozenset(required), frozenset(allowed), seal, row.order, row.at, row.tags, further,
        take,
    )  # fmt: skip


def _nothing(_out: Back, _root: Root, _value: Value) -> None:
    """An echo: said elsewhere."""


# ---- from a node to subfields ---------------------------------------------------------------------------------------


class Reader:
    """Reads the values of one `Sub` off a node: plain ones, and those of other languages."""

    __slots__ = ("code", "constants", "others", "prefix", "sub")

    def __init__(self, sub: Sub, others: tuple[str, ...] = ()) -> None:
        self.sub = sub
        self.others = others
        """Prefixes that other subfields put before values of the same property."""
        self.code = sub.codes[0]
        self.constants = lifted(sub.also)
        self.prefix = sub.iri.replace("{strip}", "").replace("{}", "")

    def applies(self, node: Node) -> bool:
        """Whether the constants this subfield adds are on the node."""
        sub = self.sub
        return sub.part is not None or (
            holds(node, self.constants) and all(type_ in node.get("@type", ()) for type_ in sub.types)
        )

    def values(self, node: Node, taken: set[int] | None = None) -> list[tuple[str, str]]:
        """(text, language) of each value. `taken` are nodes below (by identity) that others have read; it grows."""
        sub = self.sub
        if sub.part is None:
            return self._direct(node)
        wanted = {*([sub.part.type] if sub.part.type else []), *sub.part.types, *sub.types}
        constants = {**lifted(sub.part.also), **self.constants}
        out: list[tuple[str, str]] = []
        for child in node.get(sub.part.prop, ()):
            if isinstance(child, dict) and wanted <= set(child.get("@type", ())) and holds(child, constants):
                if taken is not None and id(child) in taken:
                    continue
                found = self._direct(child)
                out.extend(found)
                if taken is not None and found and constants:
                    taken.add(id(child))
        return out

    def _direct(self, node: Node) -> list[tuple[str, str]]:
        sub = self.sub
        if sub.codes_of is not None:
            iri = node.get("@id", "")
            return [(row.code, "") for row in sub.codes_of if row.iri == iri][:1]
        if sub.prop:
            found = [text_of(value) for value in node.get(sub.prop, ())]
            if found or not self.prefix:
                return [(self._wrapped(text), language) for text, language in found if text and self._own(text)]
        iri = node.get("@id", "")
        if self.prefix and iri.startswith(self.prefix):
            return [(unquote(iri[len(self.prefix) :]), "")]
        return []

    def _own(self, text: str) -> bool:
        return text.startswith(self.sub.prefix) if self.sub.prefix else not text.startswith(self.others or "\0")

    def _wrapped(self, text: str) -> str:
        text = text.removeprefix(self.sub.prefix)
        return f"{self.sub.wrap[0]}{text}{self.sub.wrap[1]}" if self.sub.wrap else text


def text_of(value: Value) -> tuple[str, str]:
    """(text, language) of a literal or a reference."""
    if isinstance(value, str):
        return value, ""
    if "@value" in value:
        return value["@value"], value.get("@language", "")
    return value.get("@id", ""), ""


def _taker(row: Field) -> Taker:
    readers = [
        Reader(sub, tuple(other.prefix for other in row.subfields if other.prefix and other.prop == sub.prop))
        for sub in row.subfields
    ]
    # A property shared by several subfields goes to the one whose constants are there, so those come first.
    by_weight = sorted(range(len(readers)), key=lambda i: -len(readers[i].constants) - len(readers[i].sub.types))

    told = [(prop, value) for prop, values in _of_indicators(row) for value in values]
    bearing = bearing_marks(row)

    def take(out: Back, _: Root, node: Node) -> None:
        found: dict[int, list[tuple[str, str]]] = {}
        spent: set[object] = set()
        taken = {id(child) for prop, value in told for child in node.get(prop, ()) if same(child, value)}
        for index in by_weight:
            reader = readers[index]
            sub = reader.sub
            if sub.on is not None:
                found[index] = _popped(out, reader)
                continue
            part = (sub.part.prop, sub.part.types, repr(reader.constants)) if sub.part else ""
            key = (sub.prop, part, sub.iri, sub.prefix)
            if key in spent or not reader.applies(node):
                continue
            values = reader.values(node, taken)
            if values:
                found[index] = values
                spent.add(key)
        _emit(out, row, bearing, readers, found, node)

    return take


def _of_indicators(row: Field) -> list[tuple[str, list[Value]]]:
    """The constant statements that the indicators of a row say."""
    means = [adds for ind in (row.ind1, row.ind2) if isinstance(ind, Ind) for adds in ind.means.values()]
    return [item for adds in means for item in lifted(adds.also).items()]


def _popped(out: Back, reader: Reader) -> list[tuple[str, str]]:
    """The next value of a property that hangs on a root, with its twin in another script."""
    sub = reader.sub
    assert sub.on is not None  # noqa: S101 - the caller looked
    prop = sub.part.prop if sub.part else sub.prop
    queue = out.queue(sub.on, prop)
    taken: list[tuple[str, str]] = []
    skipped: list[Value] = []
    while queue:
        value = queue[0]
        pieces = reader.values({"@type": [], prop: [value]})
        if not pieces and sub.whole:
            skipped.append(queue.pop(0))
            continue
        if not pieces or (taken and not sub.whole and (not pieces[0][1] or any(language for _, language in taken))):
            break
        taken.extend(pieces)
        queue.pop(0)
    queue.extend(skipped)
    return taken


def _emit(
    out: Back, row: Field, bearing: frozenset[str], readers: list[Reader],
    found: dict[int, list[tuple[str, str]]], node: Node,
) -> None:  # fmt: skip
    plain: list[tuple[str, str, str | tuple[str, ...]]] = []
    other: list[tuple[str, str, str | tuple[str, ...]]] = []
    language = ""
    said = {readers[index].code for index, values in found.items() if values and not readers[index].sub.derived}
    for index, reader in enumerate(readers):
        if reader.sub.derived and not said.isdisjoint(reader.sub.codes):
            continue
        for text, tag in found.get(index, ()):
            if reader.sub.join is not None and (parts := _of_key(reader.sub, text, tag, node)):
                (other if tag else plain).extend((code, part, "") for code, part in parts)
            elif not tag and (cut := _cut(reader.sub, text)):
                plain.extend(cut)
            else:
                (other if tag else plain).append((reader.code, text, reader.sub.lead))
            language = tag or language
    if row.interleave:
        plain, other = interleaved(plain, row.interleave), interleaved(other, row.interleave)
    if row.ordered and (codes := order_of(node)):
        plain, other = in_order(plain, codes), in_order(other, codes)
    out.field(
        row.tags.split()[0], _indicator(row.ind1, row, 1, node), _indicator(row.ind2, row, 2, node),
        arrange(plain, row.ends, isbd=out.isbd, bearing=bearing),
        twin=arrange(other, row.ends, isbd=out.isbd, bearing=bearing), language=language,
    )  # fmt: skip


def _cut(sub: Sub, text: str) -> list[Marked]:
    """A literal of two subfields, cut where the mark stands that leads the second (`$a 2nd ed. / $b revised …`)."""
    if sub.join is None or not sub.lead or len(sub.codes) != 2:
        return []
    mark = sub.lead if isinstance(sub.lead, str) else sub.lead[0]
    first, found, rest = text.partition(mark + " ")
    return [(sub.codes[0], first + mark, ""), (sub.codes[1], rest, "")] if found and rest else []


def _of_key(sub: Sub, text: str, language: str, node: Node) -> tuple[Subfield, ...]:
    """The subfields a literal was joined of, where the node's `marcKey` still agrees with it."""
    for key in node.get("bflc:marcKey", ()):
        written, tongue = text_of(key)
        field = parsed_key(written) if tongue == language else None
        if (
            field is not None
            and (sub.take or chop)((sub.join or " ").join(part for _, part in field.subfields)) == text
        ):
            return field.subfields
    return ()


def _indicator(ind: Ind | str, row: Field, number: int, node: Node) -> str:
    if any(sub.nonfiling == number for sub in row.subfields):
        return next((text_of(value)[0] for value in node.get("bflc:nonSortNum", ())), "0")
    if isinstance(ind, str):
        return ind
    best, weight = ind.default, 0
    types = set(node.get("@type", ()))
    for value, adds in ind.means.items():
        wanted = {*adds.types, *([adds.type] if adds.type else [])}
        if wanted <= types and holds(node, lifted(adds.also)) and len(wanted) + len(adds.also) > weight:
            best, weight = value, len(wanted) + len(adds.also)
    return best.replace("#", " ")


# ---- rows without a node --------------------------------------------------------------------------------------------


def roots_taker(row: Field) -> Callable[[Back], None] | None:
    """For a row whose values hang on roots: the function that makes fields of what is still there at the end."""
    if row.makes is not None and not any(sub.on for sub in row.subfields):
        return None
    if row.echo:
        return None
    subs = [sub if sub.on else replace(sub, on=row.on) for sub in row.subfields if sub.on or row.makes is None]
    readers = [Reader(sub) for sub in subs]
    bearing = bearing_marks(row)

    def finish(out: Back) -> None:
        for _ in range(1000):
            found = {index: _popped(out, reader) for index, reader in enumerate(readers)}
            if not any(found.values()):
                return
            _emit(out, row, bearing, readers, found, {"@type": []})

    return finish


def rooted_props(row: Field) -> list[tuple[Root, str]]:
    """The (root, property) pairs a row takes from queues, so that the dispatch leaves them alone."""
    return [
        (sub.on or row.on, sub.part.prop if sub.part else sub.prop)
        for sub in row.subfields
        if sub.on or row.makes is None
    ]


# ---- the canonical form ---------------------------------------------------------------------------------------------


def bearing_marks(row: Field) -> frozenset[str]:
    """The codes of the subfields that punctuation may end: what the row doesn't take off again would become text."""
    return frozenset(
        code for sub in row.subfields
        if sub.take not in {keep, as_is} and not sub.reference and sub.codes_of is None
        for code in sub.codes
    )  # fmt: skip


def normaliser(row: Field) -> Callable[[DataField, bool], DataField]:
    """The canonical form of a field this row reads: its punctuation as the row puts it back."""
    subs = {code: sub for sub in row.subfields if not sub.derived for code in sub.codes}

    current = row.current
    bearing = bearing_marks(row)

    def normalise(field: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
        if current is not None:
            field = current(field)
        pairs: list[tuple[str, str, str | tuple[str, ...]]] = []
        for code, text in field.subfields:
            sub = subs.get(code)
            joined = (
                sub is not None and sub.join is not None and sum(each in sub.codes for each, _ in field.subfields) > 1
            )
            if sub is None or sub.codes_of is not None or joined or sub.split:
                pairs.append((code, keep(text), ""))
                continue
            take = sub.take or chop
            taken = text.strip() if sub.reference else take(text) if take in IDEMPOTENT else keep(text)
            if taken:
                wrapped = f"{sub.wrap[0]}{taken}{sub.wrap[1]}" if sub.wrap else taken
                pairs.append((code, wrapped, sub.lead))
        return field._replace(subfields=arrange(pairs, row.ends, isbd=isbd, bearing=bearing)) if pairs else field

    return normalise
