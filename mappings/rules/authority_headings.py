"""Headings of authority records, in 1XX, 4XX, 5XX and 7XX: what they name, how they read, which IRI is theirs.

A heading has the class, the label and the IRI that the same heading gets in a bibliographic record (6XX, 1XX, 7XX), so
that both meet in one node.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules.agents import agent_iri, agent_types, authority, name_label, name_words, real_world
from mappings.rules.forward import literal
from mappings.rules.hubs import hub_iri, title_label, title_words
from mappings.rules.marc_keys import marc_key
from mappings.rules.punctuation import chop, chopped, keep
from mappings.text import heading_key

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.forward import Run

DIVISIONS: Final = {
    "v": "madsrdf:GenreForm", "x": "madsrdf:Topic", "y": "madsrdf:Temporal", "z": "madsrdf:Geographic",
}  # fmt: skip
"""Subdivision → the class of its component."""
CODE_OF_DIVISION: Final = {type_: code for code, type_ in DIVISIONS.items()}


@dataclass(frozen=True, slots=True)
class Kind:
    """What the last two characters of a tag say: subfields of the main heading, its BIBFRAME and MADS classes, the
    collection its IRIs are minted in, and the name of such a node (“Agent”).
    """

    ending: str
    codes: str
    type: str
    mads: str
    collection: str
    name: str


KINDS: Final = {
    kind.ending: kind
    for kind in (
        Kind("00", "abcdjqk", "bf:Person", "madsrdf:PersonalName", "agents", "Agent"),
        Kind("10", "abcdngk", "bf:Organization", "madsrdf:CorporateName", "agents", "Agent"),
        Kind("11", "acdengq", "bf:Meeting", "madsrdf:ConferenceName", "agents", "Agent"),
        Kind("30", "", "bf:Hub", "madsrdf:Title", "hubs", "Hub"),
        Kind("47", "acdg", "bf:Event", "", "subjects", "Event"),
        Kind("48", "a", "bf:Temporal", "madsrdf:Temporal", "subjects", "Temporal"),
        Kind("50", "abcdg", "bf:Topic", "madsrdf:Topic", "subjects", "Topic"),
        Kind("51", "abg", "bf:Place", "madsrdf:Geographic", "places", "Place"),
        Kind("55", "a", "bf:GenreForm", "madsrdf:GenreForm", "genres", "GenreForm"),
        Kind("62", "a", "bf:MusicMedium", "madsrdf:Medium", "subjects", "MusicMedium"),
        Kind("80", "", "lsp:Subdivision", "madsrdf:Topic", "subjects", "Subdivision"),
        Kind("81", "", "lsp:Subdivision", "madsrdf:Geographic", "subjects", "Subdivision"),
        Kind("82", "", "lsp:Subdivision", "madsrdf:Temporal", "subjects", "Subdivision"),
        Kind("85", "", "lsp:Subdivision", "madsrdf:GenreForm", "subjects", "Subdivision"),
    )
}
"""The headings of the authority format. Subdivisions (18X) are kept apart from the topics of the same words."""

NAMES: Final = frozenset({"00", "10", "11"})
ELEMENTS: Final = {
    "00": {"a": "FullName", "b": "TermsOfAddressName", "c": "TermsOfAddressName", "d": "DateName", "q": "FullName"},
    "10": {"a": "Name", "b": "Name", "c": "Geographic", "d": "DateName", "n": "PartNumber"},
    "11": {"a": "Name", "c": "Geographic", "d": "DateName", "e": "Name", "n": "PartNumber", "q": "Name"},
}  # fmt: skip
"""The element of a name that a subfield is (`madsrdf:FullNameElement` …)."""


@dataclass(slots=True)
class Heading:
    """A heading field, read: its kind, its parts, its label."""

    field: DataField
    kind: Kind
    main: DataField = dataclasses.field(init=False)
    """The field without subdivisions."""
    divisions: list[Subfield] = dataclasses.field(init=False)
    titled: bool = dataclasses.field(init=False)
    label: str = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        """Read the field."""
        tag, subfields = self.field.tag, self.field.subfields
        at = next((i for i, (code, _) in enumerate(subfields) if code in DIVISIONS), len(subfields))
        numbers = tuple(sub for sub in subfields[at:] if sub.code in "01")
        self.divisions = [sub for sub in subfields[at:] if sub.code in DIVISIONS]
        if self.kind.ending == "00" and self.field.ind1 == "3":
            self.kind = _FAMILY
        self.titled = self.kind.ending in NAMES and any(code == "t" for code, _ in subfields[:at])
        self.main = self.field._replace(subfields=(*subfields[:at], *numbers))
        main = self._main_label(tag)
        parts = [main, *(text for _, text in self.divisions)] if main else [text for _, text in self.divisions]
        self.label = chopped("--".join(parts), ends=".") if self.divisions or not self._is_name else main

    @property
    def _is_name(self) -> bool:
        return self.kind.ending in NAMES or self.kind.ending == "30"

    @property
    def is_thing(self) -> bool:
        """Whether the heading names an agent or a place: something other than the authority for it."""
        if self.type == "bf:Place":
            return True
        return self.kind.ending in NAMES and not self.titled and not self.divisions

    @property
    def is_work(self) -> bool:
        """Whether the heading is a title, alone or with a name."""
        return (self.titled or self.kind.ending == "30") and not self.divisions

    @property
    def type(self) -> str:
        """The class of what it names."""
        if not self.divisions or self.kind.type == "lsp:Subdivision":
            return "bf:Hub" if self.titled else self.kind.type
        if self.kind.type == "bf:Place" and all(code == "z" for code, _ in self.divisions):
            return "bf:Place"
        return "bf:Topic"

    @property
    def mads(self) -> str:
        """The MADS class of the heading; empty where there is none (events)."""
        if self.kind.type == "lsp:Subdivision":
            return self.kind.mads if len(self.divisions) < 2 else "madsrdf:ComplexSubject"
        if self.divisions:
            return "madsrdf:ComplexSubject"
        return "madsrdf:NameTitle" if self.titled else self.kind.mads

    @property
    def types(self) -> list[str]:
        """The classes of what it names, as in a bibliographic record."""
        if self.is_thing and self.type != "bf:Place":
            return agent_types(self.field, self.field.tag)
        return [self.type]

    def _main_label(self, tag: str) -> str:
        if self.kind.ending == "30":
            return title_label(self.main, tag)
        if self.kind.ending not in NAMES:
            return keep(" ".join([text for code, text in self.main.subfields if code in self.kind.codes]))
        if not self.titled:
            return name_label(self.main, tag)
        name = name_words(self.main, tag)
        return chop(f"{name if name.endswith(('.', '-')) else chop(name) + '.'} {title_words(self.main, tag)}")

    def name_heading(self) -> Heading:
        """The name of a name with a title, as a heading of its own."""
        at = next(i for i, (code, _) in enumerate(self.field.subfields) if code == "t")
        return Heading(self.field._replace(subfields=self.field.subfields[:at]), self.kind)

    def like(self, other: DataField) -> Heading:
        """The same heading in another script, as the paired 880 writes it."""
        return Heading(other._replace(tag=self.field.tag), self.kind)

    def iri(self, run: Run, numbers: Sequence[Subfield] = ()) -> str:
        """The IRI of what it names: what `$0` and `$1` (or `numbers` of the record) say, else one of our own."""
        source = self.main if not numbers else self.main._replace(subfields=(*self.main.subfields, *numbers))
        tag = self.field.tag
        if self.is_work:
            name = name_label(self.main, tag) if self.titled else ""
            return hub_iri(run, source, tag, title_label(self.main, tag), name)
        if self.type == "bf:Place":
            found = real_world(source)
        elif self.is_thing:
            return agent_iri(run, source, tag, self.label)
        else:
            found = authority(source)
        if found:
            return found
        collection = "subjects" if self.divisions and self.type != "bf:Place" else self.kind.collection
        return run.heading(collection, heading_key(self.type, self.label), self.kind.name, self.field)

    def describe(self, node: Node, label: str, language: str | None) -> None:
        """Put the label (as property `label`), its parts and the field itself on the node of the authority."""
        node[label] = [literal(self.label, language)]
        if parts := self._parts(language):
            node["madsrdf:componentList"] = [{"@list": parts}]
        elif (elements := ELEMENTS.get(self.kind.ending)) and not self.titled:
            found = [
                {"@type": [f"madsrdf:{elements[code]}Element"], "madsrdf:elementValue": [literal(chop(text), language)]}
                for code, text in self.main.subfields
                if code in elements and chop(text)
            ]
            if len(found) > 1:
                node["madsrdf:elementList"] = [{"@list": found}]
        node["bflc:marcKey"] = [literal(marc_key(self.field), language)]

    def _parts(self, language: str | None) -> list[Node]:
        """The components of a string or of a name with a title; none of anything simpler."""
        if self.titled and not self.divisions:
            name, title = name_label(self.main, self.field.tag), title_label(self.main, self.field.tag)
            pairs = [(self.kind.mads, name), ("madsrdf:Title", title)]
        elif len(self.divisions) > (self.kind.type == "lsp:Subdivision"):
            main = chop(self._main_label(self.field.tag))
            first = "madsrdf:NameTitle" if self.titled else self.kind.mads or "madsrdf:Topic"
            pairs = [(first, main)] if main else []
            pairs += [(DIVISIONS[code], chop(text)) for code, text in self.divisions]
        else:
            return []
        return [
            {"@type": [type_], "madsrdf:authoritativeLabel": [literal(text, language)]} for type_, text in pairs if text
        ]


_FAMILY: Final = Kind("00", "abcdjqk", "bf:Family", "madsrdf:FamilyName", "agents", "Agent")


def heading(source: DataField) -> Heading | None:
    """The heading of a field; None where its tag is none of a heading, or it has no text."""
    kind = KINDS.get(source.tag[1:])
    if kind is None:
        return None
    found = Heading(source, kind)
    return found if found.label else None


def main_heading(run: Run) -> Heading | None:
    """The heading that the record is for: its first 1XX field that is one."""
    tags = (f"1{ending}" for ending in KINDS)
    return next((found for field in run.tagged(*tags) if (found := heading(field)) is not None), None)
