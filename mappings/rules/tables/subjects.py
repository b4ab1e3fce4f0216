"""Subjects 6xx: headings and strings of subdivisions as ordered components.

The names 600-611, 630, and 653, 656, 662 have rows of their own below; what they share with 648-655 is the string: the
label joined by "--" and a `madsrdf:componentList` of one component per subfield.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import Subfield
from mappings.rules.agents import authority, identifier_node, real_world, source_node, written_iri
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.marc_keys import marc_key, parsed_key
from mappings.rules.model import WORK, Adds, Claim, Example, Field, Ind, Part, Root, Rule, Step, Sub, When
from mappings.rules.punctuation import arrange, chop, chopped, keep
from mappings.rules.tables.shared import INSTITUTION
from mappings.text import heading_key

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

THESAURI: Final = {
    "0": "http://id.loc.gov/authorities/subjects",
    "1": "http://id.loc.gov/authorities/childrensSubjects",
    "2": "http://id.loc.gov/vocabulary/subjectSchemes/mesh",
    "3": "http://id.loc.gov/vocabulary/subjectSchemes/nal",
    "5": "http://id.loc.gov/vocabulary/subjectSchemes/cash",
    "6": "http://id.loc.gov/vocabulary/subjectSchemes/rvm",
}
"""Second indicator -> the source of the heading."""
_BY_SOURCE: Final = {iri: ind for ind, iri in THESAURI.items()}
SUBJECT_SCHEMES: Final = "http://id.loc.gov/vocabulary/subjectSchemes/"
GENRE_SCHEMES: Final = "http://id.loc.gov/vocabulary/genreFormSchemes/"

DIVISIONS: Final = {
    "v": "madsrdf:GenreForm", "x": "madsrdf:Topic", "y": "madsrdf:Temporal", "z": "madsrdf:Geographic",
}  # fmt: skip
"""Subdivision -> the class of its component."""
_DIVISION_OF: Final = {kind: code for code, kind in DIVISIONS.items()}


@dataclass(frozen=True, slots=True)
class Kind:
    """A tag: subfields of its main heading, class of the node, MADS class of its component, property, kind of key."""

    tag: str
    codes: str
    type: str
    mads: str
    key: str
    prop: str = "bf:subject"


KINDS: Final = {
    kind.tag: kind
    for kind in (
        Kind("647", "acd", "bf:Event", "", "subjects"),
        Kind("648", "a", "bf:Temporal", "madsrdf:Temporal", "subjects"),
        Kind("650", "abcd", "bf:Topic", "madsrdf:Topic", "subjects"),
        Kind("651", "ab", "bf:Place", "madsrdf:Geographic", "places"),
        Kind("655", "a", "bf:GenreForm", "madsrdf:GenreForm", "genres", "bf:genreForm"),
    )
}


def label_of(field: DataField, codes: str) -> str:
    """The heading and its subdivisions, joined by "--", the final full stop taken off."""
    main = keep(" ".join([text for code, text in field.subfields if code in codes]))
    parts = [main, *(text for code, text in field.subfields if code in DIVISIONS)]
    return chopped("--".join(parts), ends=".")


def _forward(run: Run, field: DataField, language: str | None) -> None:
    kind = KINDS[field.tag]
    if field.tag == "655" and field.ind1 != " ":
        return
    divided = any(code in DIVISIONS for code, _ in field.subfields)
    label = label_of(field, kind.codes)
    type_ = _type(field, kind, divided=divided)
    place = type_ == "bf:Place"
    zero, one = authority(field), real_world(field)
    iri = (one if place else zero) or run.heading(
        "subjects" if divided else kind.key, heading_key(type_, label), type_[3:], field
    )
    node: Node = {
        "@id": iri,
        "@type": [type_, "madsrdf:ComplexSubject" if divided else kind.mads] if divided or kind.mads else [type_],
        "rdfs:label": [literal(label, language)],
        "madsrdf:authoritativeLabel": [literal(label, language)],
    }
    if (twin := run.twin()) is not None:
        node["madsrdf:authoritativeLabel"].append(literal(label_of(twin[0], kind.codes), twin[1]))
    if field.ind2 in "01":
        node["madsrdf:isMemberOfMADSScheme"] = [{"@id": THESAURI[field.ind2]}]
    if divided:
        node["madsrdf:componentList"] = [{"@list": _components(field, kind, language)}]
    put_source(node, field, kind)
    if place and zero and zero != iri:
        add(node, "madsrdf:isIdentifiedByAuthority", {"@id": zero})
    if not place and one and one != iri:
        add(node, "madsrdf:identifiesRWO", {"@id": one})
    _numbers(node, field)
    if type_ == "bf:Event":
        node["bflc:marcKey"] = [marc_key(field)]
    add(run.work, kind.prop if not divided else "bf:subject", node)


def _type(field: DataField, kind: Kind, *, divided: bool) -> str:
    if field.tag == "651" and not any(code in "vxy" for code, _ in field.subfields):
        return "bf:Place"
    return "bf:Topic" if divided else kind.type


def _components(field: DataField, kind: Kind, language: str | None) -> list[Node]:
    main = chop(" ".join([text for code, text in field.subfields if code in kind.codes]))
    first: Node = {"@type": [kind.mads or kind.type], "madsrdf:authoritativeLabel": [literal(main, language)]}
    return [first, *divisions(field, language)]


def divisions(field: DataField, language: str | None) -> list[Node]:
    """The components of the subdivisions of a heading."""
    return [
        {"@type": [DIVISIONS[code]], "madsrdf:authoritativeLabel": [literal(chop(text), language)]}
        for code, text in field.subfields
        if code in DIVISIONS
    ]


def put_source(node: Node, field: DataField, kind: Kind) -> None:
    """The thesaurus of a heading, from the second indicator or `$2`."""
    if field.ind2 in THESAURI:
        node["bf:source"] = [{"@id": THESAURI[field.ind2]}]
    elif field.ind2 in "47":
        stem = GENRE_SCHEMES if kind.tag == "655" else SUBJECT_SCHEMES
        for text in field.all("2"):
            add(node, "bf:source", source_node(text, stem))


def _numbers(node: Node, field: DataField) -> None:
    for code, text in field.subfields:
        if code in "0w" and not text.startswith(("(uri)", "http")) and "(OCoLC)fst" not in text:
            add(node, "bf:identifiedBy", identifier_node(code, text))


# ---- coming back ----------------------------------------------------------------------------------------------------


def _back(out: Back, _: Root, value: Any) -> None:
    kind = _kind_of(value)
    pairs, language = _parts(value, kind)
    ind2, trailing = scheme_of(value, kind)
    plain = arrange([(code, text, "") for code, text in pairs], ".", isbd=out.isbd)
    twin = _twin(value)
    out.field(kind.tag, " ", ind2, [*plain, *trailing], twin=[("a", twin[0])] if twin[0] else (),
              language=language or twin[1])  # fmt: skip


def _kind_of(node: Node) -> Kind:
    types = node["@type"]
    lists = node.get("madsrdf:componentList")
    first = lists[0]["@list"][0]["@type"] if lists and lists[0]["@list"] else types
    by_component = (kind for kind in KINDS.values() if (kind.mads or kind.type) in first)
    by_type = (kind for kind in KINDS.values() if kind.type in types)
    return next(by_component, None) or next(by_type, KINDS["650"])


def _parts(node: Node, kind: Kind) -> tuple[list[tuple[str, str]], str]:
    lists = node.get("madsrdf:componentList")
    if not lists:
        label, language = text_of(next(iter(node.get("rdfs:label", [""]))))
        return _by_key(node, kind, label) or [("a", label)], language
    members = lists[0]["@list"]
    out = [("a", _label(members[0]))] if members else []
    out.extend(divisions_back(members[1:]))
    return out, kind.key and ""


def _by_key(node: Node, kind: Kind, label: str) -> list[tuple[str, str]]:
    """The subfields of a heading as its `marcKey` has them, where that agrees with the label."""
    field = next((parsed_key(text_of(key)[0]) for key in node.get("bflc:marcKey", ())), None)
    if field is None or label_of(field, kind.codes) != label:
        return []
    return [(code, text) for code, text in field.subfields if code in kind.codes]


def divisions_back(members: list[Node]) -> list[tuple[str, str]]:
    """The subdivisions that these components are."""
    return [(_DIVISION_OF.get(_mads(member), "x"), _label(member)) for member in members]


def _mads(node: Node) -> str:
    return next((type_ for type_ in node.get("@type", ()) if type_ in _DIVISION_OF), "")


def _label(node: Node) -> str:
    return text_of(next(iter(node.get("madsrdf:authoritativeLabel", [""]))))[0]


def _twin(node: Node) -> tuple[str, str]:
    labels = [text_of(value) for value in node.get("madsrdf:authoritativeLabel", ())]
    return next(((text, language) for text, language in labels if language), ("", "")) if len(labels) > 1 else ("", "")


def scheme_of(node: Node, kind: Kind) -> tuple[str, list[Subfield]]:
    """The second indicator, and `$2` and `$0` that follow the text."""
    trailing: list[Subfield] = []
    ind2 = "4"
    for source in node.get("bf:source", ()):
        iri = source.get("@id", "")
        if iri in _BY_SOURCE:
            ind2 = _BY_SOURCE[iri]
        else:
            ind2 = "7"
            stem = GENRE_SCHEMES if kind.tag == "655" else SUBJECT_SCHEMES
            code = text_of(source["bf:code"][0])[0] if "bf:code" in source else iri.removeprefix(stem)
            trailing.append(Subfield("2", code))
    trailing.extend(_iris(node))
    return ind2, trailing


def _iris(node: Node) -> list[Subfield]:
    named = [node.get("@id", ""), *(value["@id"] for value in node.get("madsrdf:isIdentifiedByAuthority", ()))]
    out = [written for iri in named if (written := written_iri(iri)) is not None]
    out.extend(Subfield("1", value["@id"]) for value in node.get("madsrdf:identifiesRWO", ()))
    for number in node.get("bf:identifiedBy", ()):
        source: Node = next(iter(number.get("bf:source", ())), {})
        code = text_of(source["bf:code"][0])[0] if "bf:code" in source else ""
        text = text_of(number.get("rdf:value", [""])[0])[0]
        whole = f"({code}){text}" if code else text
        if whole.startswith("(DE-588)") and out and out[0].value == whole:
            continue
        out.append(Subfield("0", whole))
    return out


SUBJECT_STRINGS: Final = Step(
    "subject strings",
    tags="647 648 650 651 655",
    takes={"647": "acdegvxyz240138", "648": "avxyz01", "650": "abcdvxyz201", "651": "abvxyz01", "655": "avxyz021"},
    forward=_forward,
    claims=(
        Claim(WORK, "bf:subject", "bf:Topic"),
        Claim(WORK, "bf:subject", "bf:Place"),
        Claim(WORK, "bf:subject", "bf:Temporal"),
        Claim(WORK, "bf:subject", "bf:Event"),
        Claim(WORK, "bf:genreForm", "madsrdf:GenreForm"),
    ),
    back=_back,
    twin="same",
    examples=(
        Example(
            "650 #0 $a Nuclear power plants $x Environmental aspects $z Pennsylvania.",
            {
                "bf:subject": {
                    "@type": ["bf:Topic", "madsrdf:ComplexSubject"],
                    "rdfs:label": "Nuclear power plants--Environmental aspects--Pennsylvania",
                    "bf:source": {"@id": THESAURI["0"]},
                    "madsrdf:componentList": {
                        "@list": [
                            {"@type": "madsrdf:Topic", "madsrdf:authoritativeLabel": "Nuclear power plants"},
                            {"@type": "madsrdf:Topic", "madsrdf:authoritativeLabel": "Environmental aspects"},
                            {"@type": "madsrdf:Geographic", "madsrdf:authoritativeLabel": "Pennsylvania"},
                        ]
                    },
                }
            },
        ),
        Example(
            "655 #7 $a Musical films. $2 lcgft",
            {
                "bf:genreForm": {
                    "@type": ["bf:GenreForm", "madsrdf:GenreForm"],
                    "rdfs:label": "Musical films",
                    "bf:source": {"@id": GENRE_SCHEMES + "lcgft", "bf:code": "lcgft"},
                }
            },
        ),
        Example(
            "647 #7 $a Battle of Borodino $c (Russia : $d 1812). $2 fast",
            {
                "bf:subject": {
                    "@type": "bf:Event",
                    "rdfs:label": "Battle of Borodino (Russia : 1812)",
                    "bflc:marcKey": "647 7$aBattle of Borodino$c(Russia :$d1812).$2fast",
                }
            },
        ),
        Example(
            "650 #7 $a Whales. $2 fast $0 (OCoLC)fst01174266",
            {"bf:subject": {"@id": "http://id.worldcat.org/fast/01174266", "@type": "bf:Topic"}},
        ),
    ),
)

UNCONTROLLED: Final = Field(
    "653",
    on=WORK,
    makes=Part("bf:subject", "bf:Topic", types=("bflc:Uncontrolled",), each="a"),
    when=When(ind2="#012345789"),
    subfields=(Sub("a", "rdfs:label"), INSTITUTION),
    ind2=Ind(
        " ",
        {
            "1": Adds(type="bf:Person"),
            "2": Adds(type="bf:Organization"),
            "3": Adds(type="bf:Meeting"),
            "4": Adds(type="bf:Temporal"),
            "5": Adds(type="bf:Place"),
        },
    ),
    examples=(
        Example(
            "653 ## $a polytechnics",
            {"bf:subject": {"@type": ["bf:Topic", "bflc:Uncontrolled"], "rdfs:label": "polytechnics"}},
        ),
        Example("653 #5 $a Yasnaya Polyana", {"bf:subject": {"@type": ["bf:Place", "bflc:Uncontrolled"]}}),
    ),
)

UNCONTROLLED_GENRE: Final = Field(
    "653",
    on=WORK,
    makes=Part("bf:genreForm", "bf:GenreForm", types=("bflc:Uncontrolled",), each="a"),
    when=When(ind2="6"),
    subfields=(Sub("a", "rdfs:label"), INSTITUTION),
    ind2="6",
    examples=(
        Example(
            "653 #6 $a pastoral novels",
            {"bf:genreForm": {"@type": ["bf:GenreForm", "bflc:Uncontrolled"], "rdfs:label": "pastoral novels"}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (SUBJECT_STRINGS, UNCONTROLLED, UNCONTROLLED_GENRE)
