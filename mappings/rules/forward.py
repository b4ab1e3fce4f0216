"""One conversion going forward: the record at hand, the roots being filled, and what rules ask of both.

A `Run` lives for one record. Rules put statements on its roots with `add`; it finds paired fields of another script,
counts positions, and mints names. `parts` at the end gives every nested node its fragment id.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from mappings.bibframe.node import Node
from mappings.marc.record import DataField, Record
from mappings.rules.languages import tag_of
from mappings.rules.model import Root
from mappings.rules.punctuation import UNPUNCTUATED

if TYPE_CHECKING:
    from mappings.bibframe.node import Value
    from mappings.rules.holdings import Groups

Handler = Callable[["Run", DataField, "str | None"], None]


class Minter(Protocol):
    """Where names come from: the store's, or a template's on the command line."""

    def root(self, part: str) -> str:
        """The absolute IRI of a root: "Work", "Instance", "Instance2", "Item1", "Holdings1"."""
        ...

    def heading(self, kind: str, key: str, part: str) -> str:
        """The absolute IRI of a heading without an authority. `kind`: "agents", "hubs", "subjects", "places", "genres".

        `key`: type and first normalised form; equal headings have equal keys. `part`: its place in the record
        ("Agent100-4").
        """
        ...


class Run:
    """The state of one conversion. `position` is that of the field at hand, the leader being 1."""

    __slots__ = (
        "_roots",
        "admin",
        "fields",
        "groups",
        "holdings",
        "instance",
        "instances",
        "items",
        "leader",
        "main",
        "mint",
        "notes",
        "position",
        "record",
        "tags",
        "text008",
        "twins",
        "work",
    )

    def __init__(self, record: Record, mint: Minter) -> None:
        self.record = record
        self.mint = mint
        self.leader = record.leader
        self.position = 0
        self.work: Node = {"@id": mint.root("Work"), "@type": ["bf:Work"]}
        self.instance: Node = {"@id": mint.root("Instance"), "@type": ["bf:Instance"]}
        self.admin: Node = {"@type": ["bf:AdminMetadata"]}
        self.main = self.work
        """What the record is about, which carries its administrative metadata."""
        self.instances: list[Node] = [self.instance]
        self.items: list[Node] = []
        self.holdings: list[Node] = []
        self.groups: Groups | None = None
        """Which holdings a field of holdings belongs to; None where the record has none."""
        self.twins: dict[int, DataField] = {}
        """Paired 880 of the field at a position."""
        self.notes: dict[str, object] = {}
        """What steps leave for each other within one record."""
        self._roots: dict[Root, Node] = {Root.WORK: self.work, Root.INSTANCE: self.instance, Root.ADMIN: self.admin}
        self.tags: dict[str, list[DataField]] = {}
        self.text008 = ""
        self._index()

    def _index(self) -> None:
        tags = self.tags
        for source in self.record.fields:
            field = source if len(source) == 4 else DataField(source[0], source[1], "", ())  # a control field is a pair
            tag = field[0]
            if tag in tags:
                tags[tag].append(field)
            else:
                tags[tag] = [field]
        if "008" in tags:
            self.text008 = next((field.ind1 for field in tags["008"] if field.ind1 and not field.subfields), "")
        if "880" in tags:
            self._pair(tags["880"])

    def _pair(self, linked: list[DataField]) -> None:
        by_link: dict[tuple[str, str], DataField] = {}
        for field in linked:
            six = field.get("6") or ""
            by_link.setdefault((six[:3], six[4:6]), field)
        for position, source in enumerate(self.record.fields, 2):
            if isinstance(source, DataField) and source.tag != "880" and (link := source.get("6")):
                twin = by_link.get((source.tag, link[4:6]))
                if twin is not None and link[4:6] != "00":
                    self.twins[position] = twin

    @property
    def all_roots(self) -> tuple[Node, ...]:
        """The root nodes, that of the work first."""
        return (self.work, *self.instances, *self.items, *self.holdings)

    @property
    def isbd(self) -> bool:
        """Whether the record has punctuation, or its canonical form none."""
        return self.leader[18:19] not in UNPUNCTUATED

    def tagged(self, *tags: str) -> list[DataField]:
        """The fields with one of these tags (control fields as `DataField(tag, text, "", ())`), tag by tag."""
        if len(tags) == 1:
            return self.tags.get(tags[0]) or []
        return [field for tag in tags for field in self.tags.get(tag, ())]

    def has(self, *tags: str) -> bool:
        """Whether the record has a field with one of these tags."""
        return any(tag in self.tags for tag in tags)

    def root(self, root: Root) -> Node:
        """The node of a root; that of an item or of holdings is made when first asked for."""
        if root is Root.HOLDINGS and self.groups is not None:
            return self.groups.root(self)
        if root is Root.ITEM and root not in self._roots:
            self._roots[root] = self.item()
        return self._roots[root]

    def item(self) -> Node:
        """A new item of the main instance."""
        node: Node = {"@id": self.mint.root(f"Item{len(self.items) + 1}"), "@type": ["bf:Item"]}
        self.items.append(node)
        return node

    def new_holdings(self) -> Node:
        """New holdings of the main instance."""
        node: Node = {"@id": self.mint.root(f"Holdings{len(self.holdings) + 1}"), "@type": ["lsp:Holdings"]}
        self.holdings.append(node)
        return node

    def secondary_instance(self) -> Node:
        """A new instance of the work beside the main one."""
        node: Node = {"@id": self.mint.root(f"Instance{len(self.instances) + 1}"), "@type": ["bf:Instance"]}
        self.instances.append(node)
        return node

    def heading(self, kind: str, key: str, name: str, field: DataField) -> str:
        """The IRI of a heading without an authority; `name` as in "Agent", "Topic", "Hub"."""
        return self.mint.heading(kind, key, f"{name}{field.tag}-{self.position}")

    def twin(self) -> tuple[DataField, str | None] | None:
        """The paired field of another script of the field at hand, with its language tag."""
        if not self.twins or (field := self.twins.get(self.position)) is None:
            return None
        return field, tag_of(self, field)


def add(node: Node, prop: str, value: Value) -> None:
    """Add `value` to a property of `node`."""
    if prop in node:
        node[prop].append(value)
    else:
        node[prop] = [value]


def literal(text: str, language: str | None) -> Value:
    """A literal, language-tagged where a language is known."""
    return {"@value": text, "@language": language} if language else text


_MEMBER: Final = ":component"
"""As what the members of a list are numbered."""


def number_parts(root: Node) -> None:
    """Give every node below `root` that has no name a fragment: the property's local name and a number per property."""
    _number(root, {})


def _number(node: Node, counts: dict[str, int]) -> None:
    for prop, values in node.items():
        if prop[0] == "@":
            continue
        for value in values:
            if value.__class__ is not dict:
                continue
            if "@id" not in value:
                if "@value" in value:
                    continue
                if "@list" in value:
                    _number({_MEMBER: value["@list"]}, counts)
                    continue
                name = prop.partition(":")[2]
                counts[name] = number = counts.get(name, 0) + 1
                value["@id"] = f"#{name}-{number}"
            if len(value) > 1:
                _number(value, counts)
                if prop == "bf:hasInstance":
                    value["bf:instanceOf"] = [{"@id": node["@id"]}]
