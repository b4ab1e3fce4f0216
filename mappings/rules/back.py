"""One conversion coming back: the description at hand, the fields being made, what was claimed and what was left.

Rules get values one at a time and answer with `field(...)`. Values of a root that belong to a field begun elsewhere
(300 $c beside the extent) wait in queues and are taken with `pop`. A value tagged with a language belongs to the paired
880 of its field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from mappings.marc.record import DataField, Subfield
from mappings.rules.holdings_fields import place
from mappings.rules.languages import SET_OF_SCRIPT
from mappings.rules.model import Root
from mappings.rules.punctuation import UNPUNCTUATED

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value


class Made(NamedTuple):
    """A field made from statements. `origin` names the root and the property it came from; `twin` is its paired 880."""

    field: DataField
    origin: str
    twin: DataField | None = None
    language: str = ""
    group: int = 0
    """The holdings it belongs to, counted from 1; their fields stand together."""


class Back:
    """The state of one way back."""

    __slots__ = ("_fixed", "_here", "_queues", "admin", "claimed", "group", "holdings", "instance", "instances", "isbd",
                 "items", "leader", "left", "made", "notes", "origin", "work")  # fmt: skip

    def __init__(self, work: Node, instances: list[Node], items: list[Node], holdings: list[Node]) -> None:
        self.work = work
        self.instances = instances
        self.instance: Node = instances[0] if instances else {"@type": []}
        self.items = items
        self.holdings = holdings
        self.group = 0
        self._here: Node = {}
        main = work or next(iter(holdings), work)
        self.admin: Node = next(
            (node for node in main.get("bf:adminMetadata", ()) if "bf:descriptionLevel" in node), {}
        )
        self.isbd = not any(
            text in UNPUNCTUATED.values()
            for note in self.admin.get("bf:note", ())
            if isinstance(note, dict)
            for text in note.get("rdfs:label", ())
            if isinstance(text, str)
        )
        """Whether punctuation is put back: not where the description says it was omitted."""
        self.made: list[Made] = []
        self.leader: list[str] = list("00000nam a2200000 i 4500")
        self._fixed: dict[str, list[str]] = {}
        self.left: list[tuple[Root, str, Value]] = []
        """Statements no rule claims."""
        self.notes: dict[str, Any] = {}
        self.origin = ""
        self.claimed: Callable[[Root, str, Value], bool] = lambda _root, _prop, _value: False
        """Whether a rule of its own takes a value, so that it doesn't wait for another field."""
        self._queues: dict[tuple[Root, str], list[Value]] = {}

    def root(self, root: Root) -> Node:
        """The node of a root."""
        if root is Root.WORK:
            return self.work
        if root is Root.ADMIN:
            return self.admin
        if root is Root.ITEM:
            return self.items[0] if self.items else {}
        if root is Root.HOLDINGS:
            return self._here
        return self.instance

    @property
    def home(self) -> str:
        """What our own names begin with: scheme and host of the work's. Empty where the work has no IRI."""
        scheme, mark, rest = str(self.work.get("@id", "")).partition("://")
        return f"{scheme}{mark}{rest.partition('/')[0]}/" if rest else ""

    def begin(self, group: int, holdings: Node) -> None:
        """From now on the holdings (or the copy described like holdings) at hand are these, number `group` from 1."""
        self.group = group
        self._here = holdings
        for key in [key for key in self._queues if key[0] is Root.HOLDINGS]:
            del self._queues[key]

    def queue(self, root: Root, prop: str) -> list[Value]:
        """The values of a root's property that no field has taken yet."""
        key = (root, prop)
        if key not in self._queues:
            values = self.root(root).get(prop, ())
            self._queues[key] = [value for value in values if not self.claimed(root, prop, value)]
        return self._queues[key]

    def field(
        self,
        tag: str,
        ind1: str,
        ind2: str,
        subfields: Iterable[tuple[str, str]],
        *,
        twin: Iterable[tuple[str, str]] = (),
        language: str = "",
    ) -> None:
        """Make a field. `twin` are the subfields of its paired 880 in `language`. Nothing is made of no subfields."""
        ind1, ind2 = (ind if len(ind) == 1 and " " <= ind <= "~" else " " for ind in (ind1, ind2))
        own = tuple(Subfield(code, value) for code, value in subfields)
        other = tuple(Subfield(code, value) for code, value in twin)
        if own:
            paired = DataField("880", ind1, ind2, other) if other else None
            self.made.append(Made(DataField(tag, ind1, ind2, own), self.origin, paired, language, self.group))
        elif other:
            six = Subfield("6", f"{tag}-00{script_mark(language)}")
            self.made.append(Made(DataField("880", ind1, ind2, (six, *other)), self.origin, None, language))

    def control_field(self, tag: str, text: str) -> None:
        """Make a control field."""
        self.made.append(Made(DataField(tag, text, "", ()), self.origin))

    def put(self, tag: str, position: int, text: str) -> None:
        """Write characters of a fixed field: the leader ("LDR") or the 008; steps share it, a character each."""
        into = self.leader if tag == "LDR" else self._fixed.setdefault(tag, [" "] * 40)
        text = "".join([each if " " <= each <= "~" else " " for each in text[: len(into) - position]])
        into[position : position + len(text)] = text

    def fixed_text(self) -> dict[str, str]:
        """What has been written of fixed fields so far, by tag."""
        return {"LDR": "".join(self.leader), **{tag: "".join(text) for tag, text in self._fixed.items()}}

    def begun(self, tag: str) -> bool:
        """Whether anything was written of a fixed field."""
        return tag in self._fixed

    def fields(self) -> list[DataField]:
        """The fields made, by tag, paired ones numbered; control fields as `DataField(tag, text, "", ())`."""
        made = [*self.made, *(Made(DataField(tag, "".join(text), "", ()), tag) for tag, text in self._fixed.items())]
        ordered = sorted(made, key=_place)
        out: list[DataField] = []
        paired: list[DataField] = []
        for each in ordered:
            field = each.field
            if each.twin is not None:
                number = f"{len(paired) + 1:02d}"
                six = Subfield("6", f"{field.tag}-{number}{script_mark(each.language)}")
                paired.append(each.twin._replace(subfields=(six, *each.twin.subfields)))
                field = field._replace(subfields=(Subfield("6", f"880-{number}"), *field.subfields))
            out.append(field)
        return [*out, *paired]


def _place(made: Made) -> tuple[str, int, str]:
    """Fields stand by tag, 880 last; those of holdings stand together where their location does."""
    tag = made.field.tag if made.field.tag != "880" else "999"
    return (place(tag) if made.group else tag, made.group, tag)


def script_mark(language: str) -> str:
    """What a `$6` ends with for a language tag: the set of its script, and the direction."""
    script = language.partition("-")[2]
    if not script:
        return ""
    return "/" + SET_OF_SCRIPT.get(script, script) + ("/r" if script in {"Arab", "Hebr"} else "")
