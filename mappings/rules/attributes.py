"""Attributes of an authority: fields whose values each become a node, with what the field says of all of them.

`372 $a Drama $a Poetry $2 lcsh` makes two nodes, each with its source; coming back, values that share what is said of
them stand in one field again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from mappings.rules import iris
from mappings.rules.agents import authority_values, source_node
from mappings.rules.compile_back import text_of
from mappings.rules.constants import fresh, holds, lifted
from mappings.rules.forward import add, literal
from mappings.rules.model import Claim, Example, Root, Step

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField, Subfield
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"


@dataclass(frozen=True, slots=True)
class Value:
    """One subfield: the property it becomes and the class of its node.

    `says`: the property of the text in it. `below`: the text stands in a node of its own, (property, class). `stem`:
    the text is a code, the IRI of the node is `stem` + code. `also`: constant statements.
    """

    code: str
    prop: str
    type: str
    says: str = "rdfs:label"
    below: tuple[str, str] | None = None
    stem: str = ""
    also: Mapping[str, Any] = field(default_factory=dict)

    def node(self, text: str, language: str | None) -> Node:
        """The node of a value."""
        inner: Node = {"@type": [self.below[1] if self.below else self.type]}
        if self.stem and (tail := iris.code(text)) == text:
            inner["@id"] = self.stem + tail
        else:
            inner[self.says] = [literal(text, language)]
        node: Node = {"@type": [self.type], self.below[0]: [inner]} if self.below else inner
        for prop, values in lifted(self.also).items():
            node[prop] = [fresh(value) for value in values]
        return node

    def text(self, node: Node) -> tuple[str, str]:
        """(text, language) of a node."""
        inner = next(iter(node.get(self.below[0], ())), {}) if self.below else node
        said = next(iter(inner.get(self.says, ())), None)
        if said is not None:
            return text_of(said)
        iri = str(inner.get("@id", ""))
        return (iri[len(self.stem) :], "") if self.stem and iri.startswith(self.stem) else ("", "")


# ---- what a field says of all its values ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shared:
    """A subfield that holds for every value: what it puts on a node, and how it reads coming back."""

    put: Callable[[Node, str], None]
    texts: Callable[[Node], list[str]]


def _said(node: Node, prop: str, part: str = "") -> list[str]:
    found = node.get(prop, ())
    if part:
        found = [text for each in found if isinstance(each, dict) for text in each.get(part, ())]
    return [text for text, _ in map(text_of, found) if text]


def _literal(prop: str) -> Shared:
    return Shared(lambda node, text: add(node, prop, text), lambda node: _said(node, prop))


def _below(prop: str, type_: str, part: str) -> Shared:
    return Shared(
        lambda node, text: add(node, prop, {"@type": [type_], part: [text]}), lambda node: _said(node, prop, part)
    )


def _put_link(node: Node, text: str) -> None:
    if iris.valid(text):
        add(node, "rdfs:seeAlso", {"@id": text})


def _put_relationship(node: Node, text: str) -> None:
    iri = _RELATORS + text if len(text) == 3 and text.isalpha() and text.isascii() else text
    said: Node = {"@type": ["bf:Relationship"]}
    said |= {"@id": iri} if iris.valid(iri) else {"bf:code": [text]}
    add(node, "bf:relationship", said)


def _relationships(node: Node) -> list[str]:
    found = []
    for each in node.get("bf:relationship", ()):
        if "rdfs:label" not in each:
            iri = each.get("@id", "")
            found.append(_said(each, "bf:code")[0] if "bf:code" in each else iri.removeprefix(_RELATORS))
    return found


def _source_codes(node: Node) -> list[str]:
    return [_said(each, "bf:code")[0] for each in node.get("bf:source", ()) if "bf:code" in each]


SHARED: Final[dict[str, Shared]] = {
    "3": _below("bflc:appliesTo", "bflc:AppliesTo", "rdfs:label"),
    "i": _below("bf:relationship", "bf:Relationship", "rdfs:label"),
    "4": Shared(_put_relationship, _relationships),
    "m": _below("bflc:demographicGroup", "bflc:DemographicGroup", "rdfs:label"),
    "n": _below("bflc:demographicGroup", "bflc:DemographicGroup", "bf:code"),
    "q": _literal("bf:qualifier"),
    "d": _literal("bf:note"),
    "s": _literal("madsrdf:activityStartDate"),
    "t": _literal("madsrdf:activityEndDate"),
    "u": Shared(_put_link, lambda node: _said(node, "rdfs:seeAlso")),
    "v": _below("madsrdf:hasSource", "madsrdf:Source", "madsrdf:citationSource"),
    "x": _literal("madsrdf:editorialNote"),
    "z": _literal("madsrdf:note"),
    "5": _below("bflc:applicableInstitution", "bf:Agent", "bf:code"),
    "2": Shared(lambda node, text: add(node, "bf:source", source_node(text)), _source_codes),
}
"""Subfield → what it says of every value of its field, in the order they come back in."""


# ---- the step -------------------------------------------------------------------------------------------------------


def attributes(
    tag: str,
    on: Root,
    values: Sequence[Value],
    *,
    shared: str = "",
    once: str = "",
    ind1: str = " ",
    ind2: str = " ",
    sourced: int = 0,
    numbers: str = "01",
    only: Callable[[DataField], bool] | None = None,
    order: int = 0,
    examples: tuple[Example, ...],
) -> Step:
    """The rule of a field of attributes.

    `shared`: subfields that hold for all values, of `SHARED`. `once`: subfields that a field has once, so that the next
    one begins a new field. `ind1`, `ind2`: written coming back; `sourced`: the number of the indicator that is 7 where
    there is a source. `numbers`: `$0` and `$1`, where the field has them. `only`: for which fields the rule is.
    """
    table = _Table(tag, on, tuple(values), shared, once, (ind1, ind2), sourced, numbers, only)
    return Step(
        f"attributes {tag}",
        tags=tag,
        takes={tag: "".join(value.code for value in values) + numbers + shared},
        forward=table.forward,
        claims=tuple(
            Claim(on, value.prop, value.type, order=order - bool(value.also), accepts=partial(table.takes, value))
            for value in values
        ),
        back=table.back,
        back_finish=table.finish,
        twin="own",
        examples=examples,
        at=examples[0].at,
    )


_Fields: TypeAlias = tuple[tuple[tuple[tuple[str, str], ...], str], list[tuple[str, str]]]
"""A field coming back: what it says of all values with the language, and the values with their numbers."""


@dataclass(frozen=True, slots=True)
class _Table:
    tag: str
    on: Root
    values: tuple[Value, ...]
    shared: str
    once: str
    inds: tuple[str, str]
    sourced: int
    numbers: str
    only: Callable[[DataField], bool] | None

    def forward(self, run: Run, source: DataField, language: str | None) -> None:
        if self.only is not None and not self.only(source):
            return
        found: list[tuple[Value, Node]] = []
        early: list[Subfield] = []
        said: list[tuple[str, str]] = []
        for sub in source.subfields:
            value = next((each for each in self.values if each.code == sub.code), None)
            if value is not None:
                found.append((value, value.node(sub.value, language)))
                self._number(found[-1][1], early)
                early = []
            elif sub.code in self.numbers:
                self._number(found[-1][1], [sub]) if found else early.append(sub)
            elif sub.code in self.shared:
                said.append(sub)
        root = run.root(self.on)
        for value, node in found:
            for code, text in said:
                SHARED[code].put(node, text)
            add(root, value.prop, node)

    @staticmethod
    def _number(node: Node, subfields: Sequence[Subfield]) -> None:
        for prop, value in authority_values([sub for sub in subfields if sub.code == "0"]):
            add(node, prop, value)
        for sub in subfields:
            if sub.code == "1" and iris.valid(sub.value):
                add(node, "madsrdf:identifiesRWO", {"@id": sub.value})

    def takes(self, value: Value, node: Any) -> bool:
        """Whether a node is one of this value's."""
        return isinstance(node, dict) and holds(node, lifted(value.also)) and bool(value.text(node)[0])

    def back(self, out: Back, _: Root, node: Any) -> None:
        prop = out.origin.rpartition("/")[2]
        value = next(
            each for each in sorted(self.values, key=lambda each: -len(each.also))
            if each.prop == prop and each.type in node["@type"] and self.takes(each, node)
        )  # fmt: skip
        text, language = value.text(node)
        said = tuple((code, text) for code in SHARED if code in self.shared for text in SHARED[code].texts(node))
        fields: list[_Fields] = out.notes.setdefault(self._note, [])
        last = fields[-1] if fields else None
        if (
            last is None
            or last[0] != (said, language)
            or (value.code in self.once and any(code == value.code for code, _ in last[1]))
        ):
            last = ((said, language), [])
            fields.append(last)
        last[1].extend([(value.code, text), *_numbers(node)])

    def finish(self, out: Back) -> None:
        for (said, language), pairs in out.notes.pop(self._note, ()):
            inds = list(self.inds)
            if self.sourced and any(code == "2" for code, _ in said):
                inds[self.sourced - 1] = "7"
            whole = [*pairs, *said]
            out.origin = f"{self.on.value}/{self.values[0].prop}"
            if language:
                out.field(self.tag, inds[0], inds[1], (), twin=whole, language=language)
            else:
                out.field(self.tag, inds[0], inds[1], whole)

    @property
    def _note(self) -> str:
        return f"{self.tag} {self.values[0].prop} {self.only is not None}"


def _numbers(node: Node) -> list[tuple[str, str]]:
    found = [("0", value["@id"]) for value in node.get("madsrdf:isIdentifiedByAuthority", ())]
    for number in node.get("bf:identifiedBy", ()):
        source: Node = next(iter(number.get("bf:source", ())), {})
        code, text = next(iter(_said(source, "bf:code")), ""), next(iter(_said(number, "rdf:value")), "")
        found.append(("0", f"({code}){text}" if code else text))
    return [*found, *(("1", value["@id"]) for value in node.get("madsrdf:identifiesRWO", ()))]
