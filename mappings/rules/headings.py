"""Subject headings: a main heading with its subdivisions as one node, an ordered list of components below it, and back.

The tables (`mappings.rules.tables.subjects`) say which subfields and classes a tag has; how a string is put together
and taken apart is here. `$0` at the end of a field names the whole string; where a `$0` stands before a subdivision,
each names the component it follows. Subfields of one main heading come back by its `marcKey`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.agents import authority, real_world, source_node
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.heading_numbers import NUMBERS, number_component, number_heading, numbers_of, plain, plain_number
from mappings.rules.marc_keys import marc_key, parsed_key
from mappings.rules.model import Root
from mappings.rules.punctuation import arrange, chop, chopped, keep
from mappings.text import heading_key

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"


@dataclass(frozen=True, slots=True)
class Kind:
    """A tag of topical headings.

    - `codes`: subfields of the main heading. `type`: class of the node. `mads`: its class as a component.
    - `key`: the kind of IRI minted for it. `prop`: what leads to it from the work; a subdivided heading is a subject.
    - `ind1`: first indicators it is read with (all where empty). `scheme`: the stem of `$2`.
    - `string`: a string of components even without subdivisions.
    """

    tag: str
    codes: str
    type: str
    mads: str
    key: str
    scheme: str
    prop: str = "bf:subject"
    ind1: str = ""
    string: bool = False


Pairs = list[tuple[str, str]]


class Headings:
    """The headings of some tags, by their table.

    `thesauri`: second indicator -> source. `divisions`: subdivision -> class of its component.
    """

    def __init__(self, kinds: Sequence[Kind], thesauri: Mapping[str, str], divisions: Mapping[str, str]) -> None:
        self.kinds = {kind.tag: kind for kind in kinds}
        self.thesauri = thesauri
        self.divisions = divisions
        self._dividing = frozenset(divisions)
        self._indicator_of = {iri: ind for ind, iri in thesauri.items()}
        self._division_of = {kind: code for code, kind in divisions.items()}

    # ---- going forward ----------------------------------------------------------------------------------------------

    def label(self, field: DataField, codes: str) -> str:
        """The heading and its subdivisions without the marks that end them, joined by "--"."""
        main = " ".join([text for code, text in field.subfields if code in codes])
        parts = [part for code, text in field.subfields if code in self.divisions and (part := chop(text))]
        if parts:
            return "--".join([chop(main), *parts])
        related = any(code == "e" for code, _ in field.subfields)
        return chop(main) if related else chopped(main, ends=".")

    def forward(self, run: Run, field: DataField, language: str | None) -> None:
        """The node of a heading, put below the work."""
        kind = self.kinds[field.tag]
        label = self.label(field, kind.codes)
        if not label or (kind.ind1 and field.ind1 not in kind.ind1):
            return
        codes = [code for code, _ in field.subfields]
        present = set(codes)
        if "0" in present:
            field = plain(field)
        divided = kind.string or not self._dividing.isdisjoint(present)
        numbered = not present.isdisjoint(NUMBERS)
        parted = divided and numbered and self._parted(codes)
        numbered = numbered and not parted
        type_ = _type(kind, codes, divided=divided)
        zero, one = (authority(field), real_world(field)) if numbered else (None, None)
        place = type_ == "bf:Place"
        iri = (one if place else zero) or run.heading(
            "subjects" if divided else kind.key, heading_key(type_, label), type_[3:], field
        )
        mads = "madsrdf:ComplexSubject" if divided else kind.mads
        node: Node = {
            "@id": iri,
            "@type": [type_, mads] if mads else [type_],
            "rdfs:label": [literal(label, language)],
            "madsrdf:authoritativeLabel": [literal(label, language)],
        }
        self._scheme(node, field, kind)
        if divided:
            node["madsrdf:componentList"] = [{"@list": self._components(field, kind, language, numbered=parted)}]
        if numbered:
            number_heading(node, field, None if place else one)
        if not present.isdisjoint("e43"):
            _relate(run, node, field, language)
        if type_ == "bf:Event" or _keyed(codes, kind):
            node["bflc:marcKey"] = [self._key(field, kind)]
        if (twin := run.twin()) is not None:
            self._twin(node, kind, *twin)
        add(run.work, kind.prop if not divided else "bf:subject", node)

    def _parted(self, codes: list[str]) -> bool:
        """Whether numbers name the components: one stands before a subdivision."""
        first = next((at for at, code in enumerate(codes) if code in "01"), len(codes))
        return any(code in self.divisions for code in codes[first:])

    def _scheme(self, node: Node, field: DataField, kind: Kind) -> None:
        if field.ind2 in "01":
            node["madsrdf:isMemberOfMADSScheme"] = [{"@id": self.thesauri[field.ind2]}]
        self.put_source(node, field, kind)

    def put_source(self, node: Node, field: DataField, kind: Kind) -> None:
        """The thesaurus of a heading, from the second indicator or `$2`."""
        if field.ind2 in self.thesauri:
            node["bf:source"] = [{"@id": self.thesauri[field.ind2]}]
        elif field.ind2 in "47":
            for text in field.all("2"):
                add(node, "bf:source", source_node(text.strip(), kind.scheme))

    def _twin(self, node: Node, kind: Kind, twin: DataField, language: str | None) -> None:
        node["madsrdf:authoritativeLabel"].append(literal(self.label(twin, kind.codes), language))
        lists = node.get("madsrdf:componentList", [{"@list": [node]}])
        said = [self._division_of.get(member["@type"][0]) for member in lists[0]["@list"][1:]]
        codes = [code for code, _ in twin.subfields]
        if _keyed(codes, kind) or [code for code in codes if code in self.divisions] != said:
            add(node, "bflc:marcKey", literal(self._key(twin, kind), language))

    def _key(self, field: DataField, kind: Kind) -> str:
        field = self._normal(field, kind, isbd=True)
        parts = [
            sub for sub in field.subfields if sub.code in kind.codes or sub.code == "g" or sub.code in self.divisions
        ]
        if parts and any(code == "e" for code, _ in field.subfields):
            parts[-1] = Subfield(parts[-1].code, chop(parts[-1].value))
        return marc_key(field, None if kind.type == "bf:Event" else parts)

    def _components(self, field: DataField, kind: Kind, language: str | None, *, numbered: bool) -> list[Node]:
        main = chop(" ".join([text for code, text in field.subfields if code in kind.codes]))
        first: Node = {"@type": [kind.mads or kind.type], "madsrdf:authoritativeLabel": [literal(main, language)]}
        at = next((i for i, (code, _) in enumerate(field.subfields) if code in self.divisions), len(field.subfields))
        if numbered:
            for code, text in field.subfields[:at]:
                number_component(first, code, text)
        return [first, *self.components(field.subfields[at:], language, numbered=numbered)]

    def components(self, subfields: Sequence[Subfield], language: str | None, *, numbered: bool = False) -> list[Node]:
        """The components of the subdivisions among `subfields`, with the numbers that follow each."""
        out: list[Node] = []
        for code, text in subfields:
            if code in self.divisions:
                if label := chop(text):
                    out.append(
                        {"@type": [self.divisions[code]], "madsrdf:authoritativeLabel": [literal(label, language)]}
                    )
            elif numbered and out:
                number_component(out[-1], code, text)
        return out

    # ---- coming back ------------------------------------------------------------------------------------------------

    def back(self, out: Back, _: Root, value: Any) -> None:
        """The field of a heading, with its pair in another script."""
        kind = self._kind_of(value)
        texts = [text_of(each) for each in value.get("rdfs:label") or value.get("madsrdf:authoritativeLabel", [""])]
        label, language = texts[0]
        pairs = self._pairs(value, kind, label, out.home)
        other, tongue = _other(value)
        twin = self._twin_pairs(value, kind, other, [code for code, _ in pairs if code in self.divisions])
        leads = [*_parts_said(value), *((code, text, "") for code, text in pairs), *_relations_said(value)]
        ind2, source = self.scheme_of(value, kind)
        whole = [*arrange(leads, ".", isbd=out.isbd), *source, *numbers_of(value, out.home)]
        paired = arrange([(code, text, "") for code, text in twin], ".", isbd=out.isbd)
        if language and not tongue:
            out.field(kind.tag, " ", ind2, (), twin=whole, language=language)
        else:
            out.field(kind.tag, " ", ind2, whole, twin=paired, language=tongue)

    def _kind_of(self, node: Node) -> Kind:
        types = node["@type"]
        lists = node.get("madsrdf:componentList")
        first = lists[0]["@list"][0]["@type"] if lists and lists[0]["@list"] else types
        by_component = (kind for kind in self.kinds.values() if (kind.mads or kind.type) in first)
        by_type = (kind for kind in self.kinds.values() if kind.type in types)
        return next(by_component, None) or next(by_type, self.kinds["650"])

    def _pairs(self, node: Node, kind: Kind, label: str, home: str) -> Pairs:
        """The heading and its subdivisions, each followed by the numbers of its component."""
        keyed = self._by_key(node, kind, label, tagged=False)
        lists = node.get("madsrdf:componentList")
        if not lists:
            return [*keyed[:-1], (keyed[-1][0], _ending(keyed[-1][1], label))] if keyed else [("a", label)]
        members = lists[0]["@list"]
        main = keyed or [("a", _label(member)) for member in members[:1]]
        numbers = [(sub.code, sub.value) for member in members[:1] for sub in numbers_of(member, home)]
        return [*main, *numbers, *self.divisions_back(members[1:], home)]

    def _by_key(self, node: Node, kind: Kind, label: str, *, tagged: bool) -> Pairs:
        """The subfields of the main heading as its `marcKey` has them, where that agrees with the label."""
        keys = (text_of(key) for key in node.get("bflc:marcKey", ()))
        field = next((parsed_key(text) for text, tongue in keys if bool(tongue) is tagged), None)
        if field is None or self.label(field, kind.codes) != label:
            return []
        return [
            (code, keep(text))
            for code, text in field.subfields
            if code in kind.codes or code == "g" or (tagged and code in self.divisions)
        ]

    def _twin_pairs(self, node: Node, kind: Kind, label: str, divisions: list[str]) -> Pairs:
        """A heading in another script, cut at the subdivisions where it has as many."""
        if not label:
            return []
        if keyed := self._by_key(node, kind, label, tagged=True):
            return [*keyed[:-1], (keyed[-1][0], _ending(keyed[-1][1], label))]
        parts = [chop(part) for part in label.split("--")]
        if len(parts) != len(divisions) + 1:
            return [("a", label)]
        return list(zip(["a", *divisions], parts, strict=True))

    def divisions_back(self, members: list[Node], home: str) -> Pairs:
        """The subdivisions that these components are, each followed by its numbers."""
        out: Pairs = []
        for member in members:
            kind = next((type_ for type_ in member.get("@type", ()) if type_ in self._division_of), "")
            out.append((self._division_of.get(kind, "x"), _label(member)))
            out.extend((sub.code, sub.value) for sub in numbers_of(member, home))
        return out

    def scheme_of(self, node: Node, kind: Kind) -> tuple[str, list[Subfield]]:
        """The second indicator and `$2`."""
        ind2, said = "4", []
        for source in node.get("bf:source", ()):
            iri = source.get("@id", "")
            if iri in self._indicator_of:
                ind2 = self._indicator_of[iri]
            else:
                ind2 = "7"
                code = text_of(source["bf:code"][0])[0] if "bf:code" in source else iri.removeprefix(kind.scheme)
                said.append(Subfield("2", code))
        return ind2, said

    # ---- the canonical form -----------------------------------------------------------------------------------------

    def normal(self, field: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
        """The canonical form: no mark between the parts of a string, a full stop at its end."""
        kind = self.kinds[field.tag]
        if kind.ind1 and field.ind1 not in kind.ind1:
            return field
        return self._normal(field, kind, isbd=isbd)

    def _normal(self, field: DataField, kind: Kind, *, isbd: bool) -> DataField:
        codes = [code for code, _ in field.subfields]
        divided = kind.string or any(code in self.divisions for code in codes)
        keyed = _keyed(codes, kind)
        label = self.label(field, kind.codes) if keyed else ""
        pairs: list[tuple[str, str, str]] = []
        last = max((at for at, code in enumerate(codes) if code in kind.codes or code == "g"), default=-1)
        for at, (code, text) in enumerate(field.subfields):
            lead = ""
            if code in kind.codes or code == "g":
                if keyed:
                    taken = _ending(text, label) if at == last and not divided else keep(text)
                else:
                    taken = chop(text) if divided or "e" in codes else chopped(text, ends=".")
            elif code in self.divisions or code == "3":
                taken = chop(text)
            elif code == "e":
                taken, lead = chop(text), ","
            else:
                taken = plain_number(text) if code in "012" else text
            if taken:
                pairs.append((code, taken, lead))
        heading = (*kind.codes, "g", "e", *self.divisions)
        end = max((at for at, pair in enumerate(pairs, 1) if pair[0] in heading), default=0)
        rest = [Subfield(code, text) for code, text, _ in pairs[end:]]
        return field._replace(subfields=(*arrange(pairs[:end], ".", isbd=isbd), *rest)) if pairs else field


# ---- parts of a heading ---------------------------------------------------------------------------------------------


def _type(kind: Kind, codes: list[str], *, divided: bool) -> str:
    if kind.type == "bf:Place" and not any(code in "vxy" for code in codes):
        return "bf:Place"
    return "bf:Topic" if divided else kind.type


def _keyed(codes: Sequence[str], kind: Kind) -> bool:
    """Whether the label alone would not tell the subfields of the main heading."""
    main = [code for code in codes if code in kind.codes or code == "g"]
    return main != ["a"]


def _ending(text: str, label: str) -> str:
    """The last subfield of a main heading without the full stop that its label doesn't have."""
    text = keep(text)
    return text[:-1] if text.endswith(".") and not label.endswith(".") else text


def _label(node: Node) -> str:
    return text_of(next(iter(node.get("madsrdf:authoritativeLabel", [""]))))[0]


def _other(node: Node) -> tuple[str, str]:
    """The label in another script and its language."""
    labels = [text_of(value) for value in node.get("madsrdf:authoritativeLabel", ())]
    return next(((text, language) for text, language in labels if language), ("", "")) if len(labels) > 1 else ("", "")


# ---- $3, $e, $4 -----------------------------------------------------------------------------------------------------


def _relate(run: Run, node: Node, field: DataField, language: str | None) -> None:
    """`$3`: the part a heading applies to; `$e`, `$4`: how the work relates to it."""
    for code, text in field.subfields:
        if code == "3":
            add(node, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [literal(chop(text), language)]})
            continue
        said: Node = {"@type": ["bf:Relationship"]}
        if code == "e":
            said["rdfs:label"] = [literal(chop(text), language)]
        elif (
            code == "4" and (iri := _RELATORS + text if len(text) == 3 and text.isalpha() else text) and iris.valid(iri)
        ):
            said["@id"] = iri
        else:
            continue
        add(node, "bf:relation", {"@type": ["bf:Relation"], "bf:relationship": [said],
                                  "bf:relatedTo": [{"@id": run.work["@id"]}]})  # fmt: skip


def _parts_said(node: Node) -> list[tuple[str, str, str]]:
    return [
        ("3", text_of(text)[0], "") for each in node.get("bflc:appliesTo", ()) for text in each.get("rdfs:label", ())
    ]


def _relations_said(node: Node) -> list[tuple[str, str, str]]:
    stated = [each for relation in node.get("bf:relation", ()) for each in relation.get("bf:relationship", ())]
    words = [("e", text_of(text)[0], ",") for each in stated for text in each.get("rdfs:label", ())]
    named = [each["@id"] for each in stated if "rdfs:label" not in each and "://" in each.get("@id", "")]
    return [*words, *(("4", iri.removeprefix(_RELATORS), "") for iri in named)]
