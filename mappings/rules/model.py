"""The form of a mapping rule: what a cataloguer reads and the compiler compiles.

A `Field` row says once how the subfields of a tag become statements under a root and what they are on the way back. A
`Step` is a named piece of the mapping that is not local to one field; it brings both directions as functions. Both
carry their examples, and both know the file and line where they were written (`at`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from mappings.bibframe.node import Node
from mappings.codes.model import CodeList
from mappings.marc.record import DataField

if TYPE_CHECKING:
    from mappings.rules.back import Back
    from mappings.rules.forward import Run


class Root(Enum):
    """What a statement is about. `ADMIN` is the main bf:AdminMetadata below the Work (the authority, the holdings).

    An authority record describes a `THING` (an agent, a place, a work, a concept) and the `AUTHORITY` for it: its
    headings and what cataloguers note about them. For concepts and works both are one node. `HOLDINGS` are those that
    the field at hand belongs to (`mappings.rules.holdings`), or the item where an 852 alone describes a single copy.
    """

    WORK = "work"
    INSTANCE = "instance"
    ITEM = "item"
    HOLDINGS = "holdings"
    ADMIN = "admin"
    THING = "thing"
    AUTHORITY = "authority"


WORK: Final = Root.WORK
INSTANCE: Final = Root.INSTANCE
ITEM: Final = Root.ITEM
HOLDINGS: Final = Root.HOLDINGS
ADMIN: Final = Root.ADMIN
THING: Final = Root.THING
AUTHORITY: Final = Root.AUTHORITY

Take: TypeAlias = Callable[[str], str]
"""How a subfield's text becomes a literal: `chop`, `chop_parens`, `keep` … of `mappings.rules.punctuation`."""

Twin: TypeAlias = Literal["same", "own", "none"]
"""What a paired 880 becomes: language-tagged values in the `same` node, a node of its `own`, or nothing (residue)."""


def _here() -> str:
    """The file and line of the row being written: the first frame outside this module and the dataclass machinery."""
    frame = sys._getframe(1)  # noqa: SLF001 - the interpreter's own way to say who calls
    while frame.f_back is not None and frame.f_code.co_filename in {__file__, "<string>"}:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


@dataclass(frozen=True, slots=True)
class Part:
    """A node: the property that leads to it, its class, further types, and constant statements.

    `each` names the subfields that begin a node of their own (`each="az"`: every `$a` and every `$z`); otherwise the
    field makes one node. `also` are constant statements (property -> value as in an `Example`). `alone`: a field that
    lacks what begins a node makes one of its other subfields (a price without a number).
    """

    prop: str
    type: str
    types: tuple[str, ...] = ()
    also: Mapping[str, Any] = field(default_factory=dict)
    each: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Sub:
    """Subfields and the property they become.

    - `codes`: one or more subfield codes. Several codes give each the same property; with `join` they give one literal.
    - `prop`: the property of the node made (or of `part`); `""` with `iri` when only the node's IRI carries the value.
    - `take`: what is taken off going forward (punctuation); default `chop`. `keep` leaves the text as it is.
    - `prefix`: words put before the text going forward and taken off coming back (`"Contract: "`); they also tell
      subfields of one property apart.
    - `lead`: punctuation that stands before this subfield, at the end of the one before it (`" :"`, `" /"`, `","`).
    - `wrap`: two characters put round the value coming back where `take` removed them (`"()"`).
    - `join`: separator of one literal made of all these subfields in the order of the field. It comes back as the
      first code; with `lead`, cut in two where that mark stands.
    - `split`: one subfield becomes several values, separated so.
    - `nonfiling`: `1` or `2`: the indicator counts characters not filed on; kept as `bflc:nonSortNum`.
    - `part`: the value hangs in a node of its own, below the node made (or below the root with `on`).
    - `on`: the value hangs on this root itself, not in the node made. Without `makes` that is the row's own root.
    - `iri`: the node made (or `part`) gets this IRI, `{}` replaced by the value in lower case, percent-encoded, or
      `{strip}` by the same without punctuation (organisation codes). With `reference=True` the
      value itself is an IRI and becomes a bare reference (an invalid one stays out and goes to the residue).
    - `codes_of`: a code list; the value becomes the IRI and the label of `part` (or of the node made).
    - `datatype`: prefixed datatype of the literal. `plain`: never language-tagged.
    - `also`: constant statements added to the node where this subfield occurs (property -> value).
    - `types`: further types of the node made where this subfield occurs.
    - `first`: only the first one counts, the rest goes to the residue.
    - `every`: with `makes.each`, the value belongs to every node of the field ($2, $3, $5), not to the last begun.
    - `whole`: with `on`, coming back one field takes all values of the root, not the next one alone.
    - `derived`: repeats what other subfields of the row say, for readers who look for it; it comes back, as the first
      code, only where none of its codes does.
    """

    codes: str
    prop: str
    take: Take | None = None
    prefix: str = ""
    lead: str | tuple[str, ...] = ""
    wrap: str = ""
    join: str | None = None
    split: str = ""
    nonfiling: int = 0
    part: Part | None = None
    on: Root | None = None
    iri: str = ""
    reference: bool = False
    codes_of: CodeList | None = None
    datatype: str = ""
    plain: bool = False
    also: Mapping[str, Any] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    first: bool = False
    every: bool = False
    whole: bool = False
    derived: bool = False
    at: str = field(default_factory=_here, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Adds:
    """What one value of an indicator adds to the node made: `types`, constant statements, or another main type."""

    types: tuple[str, ...] = ()
    also: Mapping[str, Any] = field(default_factory=dict)
    type: str = ""


@dataclass(frozen=True, slots=True)
class Ind:
    """An indicator: `default` is written coming back; `means` says what its values add going forward."""

    default: str = " "
    means: Mapping[str, Adds] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class When:
    """Where a row applies. All given conditions hold together.

    `ind1`, `ind2`: strings of allowed values (`#` for blank). `has`/`lacks`: subfield codes (all present / none).
    `source`: values of `$2`. `test`: any further condition on the run and the field.
    """

    ind1: str = ""
    ind2: str = ""
    has: str = ""
    lacks: str = ""
    source: tuple[str, ...] = ()
    test: Callable[[Run, DataField], bool] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """MARC in, statements out, MARC back: a test.

    `marc`: one field a line in the notation of `mappings.marc.notation`. `gives`: statements of the row's root, a part
    of all that come out; values need no lists. Other roots by name. `back`: what the statements alone give, where it
    is not `marc` again; `()` where nothing comes back. Several lines as in `marc`.
    """

    marc: str
    gives: Mapping[str, Any] = field(default_factory=dict)
    work: Mapping[str, Any] = field(default_factory=dict)
    instance: Mapping[str, Any] = field(default_factory=dict)
    item: Mapping[str, Any] = field(default_factory=dict)
    holdings: Mapping[str, Any] = field(default_factory=dict)
    admin: Mapping[str, Any] = field(default_factory=dict)
    thing: Mapping[str, Any] = field(default_factory=dict)
    authority: Mapping[str, Any] = field(default_factory=dict)
    back: str | None = None
    leader: str = "00000nam a2200000 i 4500"
    at: str = field(default_factory=_here, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A row: one tag, one root, one node (or none), and its subfields in the order they come back in.

    - `tags`: the tag; several separated by blanks convert alike and come back as the first.
    - `makes`: the node; without it every subfield's property is the root's own.
    - `when`: where the row applies. Rows of one tag are tried in order; all that apply are used, so alternatives
      exclude each other by `when`.
    - `ind1`, `ind2`: what indicators mean, and what they are coming back.
    - `echo`: the statements repeat what another row says, so nothing is made of them coming back.
    - `ends`: final punctuation put at the end of the field coming back ("." unless it ends a sentence already).
    - `twin`: what a paired 880 becomes.
    - `order`: rules that claim the same kind of node coming back are tried in this order (lower first); two rules with
      the same order that claim the same statement are refused. `accepts` looks at the node further.
    - `interleave`: subfields whose values alternate coming back (`"np"`: $n $p $n $p).
    - `ordered`: a field whose subfields stand in another order than the row's keeps that order in `bflc:marcKey`.
      Coming back the key gives the order alone, the texts come from the statements.
    - `current`: an older way to write the field as it is written today: how it is read, and its canonical form.
    """

    tags: str
    on: Root
    subfields: tuple[Sub, ...]
    makes: Part | None = None
    when: When = field(default_factory=When)
    ind1: Ind | str = " "
    ind2: Ind | str = " "
    echo: bool = False
    ends: str = ""
    twin: Twin = "none"
    order: int = 0
    accepts: Callable[[Node], bool] | None = None
    interleave: str = ""
    ordered: bool = False
    current: Callable[[DataField], DataField] | None = None
    examples: tuple[Example, ...] = ()
    at: str = field(default_factory=_here, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a step takes coming back: a property of a root and, for nodes, one of the types (`""`: any, literals too).

    `pattern`: only IRIs that begin so (for bare references). `order` as in `Field`. `allows`: a further class that the
    node has.
    """

    on: Root
    prop: str
    type: str = ""
    pattern: str = ""
    allows: str = ""
    order: int = 0
    accepts: Callable[[Node], bool] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A named step: both directions as functions, for what is not local to one field.

    - `tags`: fields it is offered going forward, with the language tag of an 880 or None (`forward`). "LDR" is the
      leader; control fields arrive as `DataField(tag, value, "", ())`, so `field.ind1` is their text.
    - `finish`: called once per record after all fields. `prepare`: once before.
    - `claims` and `back(out, root, value)`: called for each value claimed; it calls `out.field(...)`.
    - `back_finish(out)`: called once after all values were offered.
    - `normalise`: the canonical form of a field, with or without ISBD punctuation; default: as it is.
    - `takes`: the subfield codes it reads, by tag (`{"856": "uzy3"}`); a test holds it to that. Empty: any of its tags.
    """

    name: str
    tags: str = ""
    forward: Callable[[Run, DataField, str | None], None] | None = None
    prepare: Callable[[Run], None] | None = None
    finish: Callable[[Run], None] | None = None
    claims: tuple[Claim, ...] = ()
    back: Callable[[Back, Root, Any], None] | None = None
    back_finish: Callable[[Back], None] | None = None
    normalise: Callable[[DataField, bool], DataField] | None = None
    twin: Twin = "none"
    takes: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    at: str = field(default_factory=_here, compare=False, repr=False)


Rule: TypeAlias = Field | Step
