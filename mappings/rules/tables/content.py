"""Content, media and carrier types (336, 337, 338) and other statements of 3xx about content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from mappings.codes.fixed_fields import CARRIERS, CONTENT_BY_RECORD_TYPE, MEDIA_BY_CATEGORY
from mappings.rules import iris
from mappings.rules.forward import add, literal
from mappings.rules.model import INSTANCE, WORK, Claim, Example, Field, Part, Root, Rule, Step, Sub, When
from mappings.rules.punctuation import chop, keep
from mappings.rules.tables.shared import APPLIES_TO, NUMBERS, internal_note, number_node, numbers_said, source

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
_SCHEMES: Final = _VOCABULARY + "genreFormSchemes/"
_TYPES: Final = {
    "334": (INSTANCE, "bf:issuance", "bf:Issuance", _VOCABULARY + "issuance/"),
    "336": (WORK, "bf:content", "bf:Content", _VOCABULARY + "contentTypes/"),
    "337": (INSTANCE, "bf:media", "bf:Media", _VOCABULARY + "mediaTypes/"),
    "338": (INSTANCE, "bf:carrier", "bf:Carrier", _VOCABULARY + "carriers/"),
    "353": (WORK, "bf:supplementaryContent", "bf:SupplementaryContent", _VOCABULARY + "msupplcont/"),
}
_BY_PROPERTY: Final = {prop: (tag, stem) for tag, (_, prop, _, stem) in _TYPES.items()}
_BY_LABEL: Final = {
    row.label: row.iri for codes in (CONTENT_BY_RECORD_TYPE, CARRIERS, MEDIA_BY_CATEGORY) for row in codes
}


def _pairs(field: DataField) -> Iterator[tuple[str, str]]:
    """(term, code) of each type the field states: `$b` with the `$a` before it, and each `$a` without a `$b`."""
    term = ""
    for code, text in field.subfields:
        if code == "b":
            yield term, text
        elif term and code in "ab":
            yield term, ""
        term = text if code == "a" else "" if code == "b" else term
    if term:
        yield term, ""


def _forward_type(run: Run, field: DataField, language: str | None) -> None:
    tag = field.tag if field.tag != "880" else (field.get("6") or "")[:3]
    root, prop, kind, stem = _TYPES[tag]
    if language is None and not field.all("2") and not field.all("3"):
        add(run.admin, "bf:note", internal_note(field))  # tells it from a type that leader, 007 and 008 say
    for term, code in _pairs(field):
        node: Node = {}
        if tail := iris.code(code):
            node["@id"] = stem + tail
        elif iri := _BY_LABEL.get(term.strip()):
            node["@id"] = iri
        node["@type"] = [kind]
        if label := chop(term):
            node["rdfs:label"] = [literal(label, language)]
        for two in field.all("2"):
            add(node, "bf:source", {"@id": _SCHEMES + iris.code(two), "@type": ["bf:Source"]})
        for three in field.all("3"):
            add(node, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [literal(chop(three), language)]})
        number_node(node, field)
        add(run.root(root), prop, node)


def _back_type(out: Back, _: Root, value: Any) -> None:
    tag, stem = _BY_PROPERTY[out.origin.rpartition("/")[2]] if "/" in out.origin else _tag_of(value)
    subfields = [("3", _text(part, "rdfs:label")) for part in value.get("bflc:appliesTo", ())]
    subfields += [("a", text) for text in value.get("rdfs:label", ()) if isinstance(text, str)]
    iri = value.get("@id", "")
    if iri.startswith(stem):
        subfields.append(("b", iri.removeprefix(stem)))
    subfields += [("2", part["@id"].removeprefix(_SCHEMES)) for part in value.get("bf:source", ()) if "@id" in part]
    out.field(tag, " ", " ", [*subfields, *numbers_said(value)])


def _tag_of(value: Node) -> tuple[str, str]:
    kind = value["@type"][0]
    return next((tag, stem) for tag, (_, _, each, stem) in _TYPES.items() if each == kind)


def _text(node: Node, prop: str) -> str:
    return next((text for text in node.get(prop, ()) if isinstance(text, str)), "")


def _stated(value: Node) -> bool:
    """Whether the type tells its field: it names its source or part. Of others the field is noted (`internal_note`)."""
    return "bf:source" in value or "bflc:appliesTo" in value


TYPES: Final = Step(
    "types of issuance, content, media, carrier and supplements",
    tags="334 336 337 338 353",
    takes={"334": "ab201"} | dict.fromkeys(("336", "337", "338", "353"), "ab2301"),
    forward=_forward_type,
    claims=tuple(Claim(root, prop, kind, accepts=_stated) for root, prop, kind, _ in _TYPES.values()),
    back=_back_type,
    twin="own",
    examples=(
        Example(
            "336 ## $a text $b txt $2 rdacontent",
            work={
                "bf:content": {
                    "@id": "http://id.loc.gov/vocabulary/contentTypes/txt",
                    "@type": "bf:Content",
                    "rdfs:label": "text",
                    "bf:source": {"@id": "http://id.loc.gov/vocabulary/genreFormSchemes/rdacontent"},
                }
            },
        ),
        Example(
            "337 ## $3 Film $a projected $b g $2 rdamedia",
            instance={
                "bf:media": {
                    "@id": "http://id.loc.gov/vocabulary/mediaTypes/g",
                    "bflc:appliesTo": {"rdfs:label": "Film"},
                }
            },
        ),
        Example(
            "337 ## $a computer $b c",
            instance={"bf:media": {"@id": "http://id.loc.gov/vocabulary/mediaTypes/c", "rdfs:label": "computer"}},
            admin={"bf:note": {"rdfs:label": "337  $acomputer$bc"}},
        ),
        Example(
            "334 ## $a serial $b serl $2 rdami",
            instance={"bf:issuance": {"@id": "http://id.loc.gov/vocabulary/issuance/serl", "rdfs:label": "serial"}},
        ),
        Example(
            "353 ## $a index $b index $2 msupplcont",
            work={"bf:supplementaryContent": {"@id": "http://id.loc.gov/vocabulary/msupplcont/index"}},
        ),
        Example(
            "338 ## $a volume $b nc $2 rdacarrier",
            instance={"bf:carrier": {"@id": "http://id.loc.gov/vocabulary/carriers/nc", "rdfs:label": "volume"}},
        ),
    ),
)

ARRANGEMENT: Final = Field(
    "351",
    on=WORK,
    makes=Part("bf:collectionArrangement", "bf:CollectionArrangement"),
    subfields=(
        APPLIES_TO,
        Sub("c", "bf:hierarchicalLevel"),
        Sub("a", "bf:collectionOrganization"),
        Sub("b", "bf:pattern"),
    ),
    examples=(
        Example(
            "351 ## $a In two series $b alphabetical",
            {"bf:collectionArrangement": {"bf:collectionOrganization": "In two series", "bf:pattern": "alphabetical"}},
        ),
    ),
)

FORM_OF_WORK: Final = Field(
    "380",
    on=WORK,
    makes=Part("bf:genreForm", "bf:GenreForm", each="a"),
    subfields=(APPLIES_TO, Sub("a", "rdfs:label"), source(_SCHEMES), *NUMBERS),
    order=9,
    accepts=lambda node: not node.get("@id", "#").startswith("http"),
    examples=(
        Example(
            "380 ## $a Novel",
            {"bf:genreForm": {"@type": "bf:GenreForm", "rdfs:label": "Novel"}},
        ),
    ),
)

_DEMOGRAPHIC_GROUP: Final = Part("bflc:demographicGroup", "bflc:DemographicGroup")
_GROUP: Final = (
    Sub("b", "bf:code", take=keep),
    Sub("m", "rdfs:label", part=_DEMOGRAPHIC_GROUP, every=True),
    Sub("n", "bf:code", take=keep, part=_DEMOGRAPHIC_GROUP, every=True),
)
"""The code of a term, and the demographic group it belongs to by name and code."""

AUDIENCE: Final = Field(
    "385",
    on=WORK,
    makes=Part("bf:intendedAudience", "bf:IntendedAudience", each="a"),
    subfields=(
        APPLIES_TO,
        Sub("a", "rdfs:label"),
        *_GROUP,
        source("http://id.loc.gov/vocabulary/demographicTermSchemes/"),
        *NUMBERS,
    ),
    when=When(has="a"),
    order=1,
    accepts=lambda node: any("rdfs:label" not in each for each in node.get("bf:source", ())),
    examples=(
        Example(
            "385 ## $a Teachers $2 lcdgt",
            {
                "bf:intendedAudience": {
                    "rdfs:label": "Teachers",
                    "bf:source": {"@id": "http://id.loc.gov/vocabulary/demographicTermSchemes/lcdgt"},
                }
            },
        ),
    ),
)

CREATOR_CHARACTERISTIC: Final = Field(
    "386",
    on=WORK,
    makes=Part("bflc:creatorCharacteristic", "bflc:CreatorCharacteristic", each="a"),
    subfields=(
        APPLIES_TO,
        Sub("a", "rdfs:label"),
        *_GROUP,
        source("http://id.loc.gov/vocabulary/demographicTermSchemes/"),
        *NUMBERS,
    ),
    when=When(has="a"),
    examples=(
        Example(
            "386 ## $a Americans $2 lcdgt",
            {"bflc:creatorCharacteristic": {"rdfs:label": "Americans"}},
        ),
    ),
)

ACCESSIBILITY: Final = Field(
    "532",
    on=INSTANCE,
    makes=Part("bf:contentAccessibility", "bf:ContentAccessibility", each="a"),
    subfields=(APPLIES_TO, Sub("a", "rdfs:label", take=keep)),
    ind1="8",
    examples=(
        Example(
            "532 8# $a Closed captioning in English.",
            {"bf:contentAccessibility": {"rdfs:label": "Closed captioning in English."}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    TYPES,
    ARRANGEMENT,
    FORM_OF_WORK,
    AUDIENCE,
    CREATOR_CHARACTERISTIC,
    ACCESSIBILITY,
)
