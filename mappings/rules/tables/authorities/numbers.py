"""Numbers and codes of an authority: 010–046."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules.agents import ORGANIZATIONS
from mappings.rules.attributes import Value, attributes
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add
from mappings.rules.model import AUTHORITY, THING, Claim, Example, Field, Part, Root, Rule, Step, Sub, When
from mappings.rules.punctuation import as_is
from mappings.rules.tables.number_text import CANCELED
from mappings.rules.tables.shared import INCORRECT, source
from mappings.rules.tables.system_numbers import system_number

if TYPE_CHECKING:
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
_IDENTIFIED: Final = "bf:identifiedBy"


def _pair(type_: str, also: dict[str, Any] | None = None) -> tuple[Value, Value]:
    """`$a`, the number, and `$z`, one that is void."""
    constants = also or {}
    return (
        Value("a", _IDENTIFIED, type_, "rdf:value", also=constants),
        Value("z", _IDENTIFIED, type_, "rdf:value", also={**constants, **CANCELED}),
    )


LCCN: Final = attributes(
    "010",
    AUTHORITY,
    _pair("bf:Lccn"),
    once="a",
    numbers="",
    examples=(
        Example(
            "010 ## $a n 79068416 $z n 50043095",
            authority={
                "bf:identifiedBy": {"@type": "bf:Lccn", "rdf:value": "n 79068416"},
            },
        ),
        Example(
            "010 ## $z sh 85038797",
            authority={"bf:identifiedBy": {"rdf:value": "sh 85038797", "bf:status": {"rdfs:label": "invalid"}}},
        ),
    ),
)

SERIAL: Final = attributes(
    "014",
    AUTHORITY,
    (Value("a", "bf:relatedTo", "bf:Identifier", "rdf:value"),),
    once="a",
    numbers="",
    examples=(
        Example(
            "014 ## $a 84640018",
            authority={"bf:relatedTo": {"@type": "bf:Identifier", "rdf:value": "84640018"}},
        ),
    ),
)

_CANADA: Final = {"bf:assigner": {"@id": ORGANIZATIONS + "caooonl", "@type": "bf:Agent"}}

NATIONAL_CANADA: Final = attributes(
    "016",
    AUTHORITY,
    _pair("bf:Local", _CANADA),
    once="a",
    only=lambda field: field.ind1 != "7",
    order=1,
    numbers="",
    examples=(
        Example(
            "016 ## $a 0055A8795",
            authority={"bf:identifiedBy": {"@type": "bf:Local", "rdf:value": "0055A8795", **_CANADA}},
        ),
    ),
)

NATIONAL: Final = Field(
    "016",
    on=AUTHORITY,
    makes=Part(_IDENTIFIED, "bf:Local", each="az"),
    when=When(ind1="7", has="2"),
    subfields=(
        Sub("a", "rdf:value", take=as_is),
        Sub("z", "rdf:value", take=as_is, also=CANCELED),
        source(ORGANIZATIONS),
    ),
    ind1="7",
    order=2,
    accepts=lambda node: "bf:source" in node,
    examples=(
        Example(
            "016 7# $a 040533093 $2 DE-101",
            authority={"bf:identifiedBy": {"@type": "bf:Local", "rdf:value": "040533093"}},
        ),
    ),
)

STANDARD: Final = Field(
    "024",
    on=THING,
    makes=Part(_IDENTIFIED, "bf:Identifier"),
    subfields=(
        Sub("a", "rdf:value", take=as_is),
        Sub("z", "rdf:value", take=as_is, also=CANCELED),
        Sub("q", "bf:qualifier", take=as_is),
        Sub("c", "bf:acquisitionTerms", take=as_is),
        Sub("d", "rdfs:label", take=as_is),
        Sub("0", "madsrdf:isIdentifiedByAuthority", reference=True),
        Sub("1", "madsrdf:identifiesRWO", reference=True),
        source(_VOCABULARY + "identifiers/"),
    ),
    ind1="7",
    examples=(
        Example(
            "024 7# $a 0000000121224087 $2 isni",
            thing={
                "bf:identifiedBy": {
                    "@type": "bf:Identifier",
                    "rdf:value": "0000000121224087",
                    "bf:source": {"@id": _VOCABULARY + "identifiers/isni"},
                },
                "owl:sameAs": {"@id": "https://isni.org/isni/0000000121224087"},
            },
        ),
        Example(
            "024 7# $a 118601121 $0 http://d-nb.info/gnd/118601121 $2 gnd",
            thing={"bf:identifiedBy": {"bf:source": {"bf:code": "gnd"}}},
        ),
    ),
)

ISBN: Final = attributes(
    "020",
    THING,
    _pair("bf:Isbn"),
    shared="q",
    once="a",
    numbers="",
    examples=(
        Example(
            "020 ## $a 9785040989355 $q (set)",
            thing={"bf:identifiedBy": {"@type": "bf:Isbn", "rdf:value": "9785040989355", "bf:qualifier": "(set)"}},
        ),
    ),
)

ISSN: Final = attributes(
    "022",
    THING,
    (
        *_pair("bf:Issn"),
        Value("y", _IDENTIFIED, "bf:Issn", "rdf:value", also=INCORRECT),
        Value("l", _IDENTIFIED, "bf:IssnL", "rdf:value"),
        Value("m", _IDENTIFIED, "bf:IssnL", "rdf:value", also=CANCELED),
    ),
    once="al",
    examples=(
        Example(
            "022 ## $a 0131-2456 $y 0131-2465",
            thing={"bf:identifiedBy": {"@type": "bf:Issn", "rdf:value": "0131-2456"}},
        ),
        Example("022 ## $l 0131-2456", thing={"bf:identifiedBy": {"@type": "bf:IssnL"}}),
    ),
)

SYSTEM: Final = system_number(
    AUTHORITY,
    (
        Example(
            "035 ## $a (OCoLC)oca04552535",
            authority={"bf:identifiedBy": {"@type": "bf:OclcNumber", "rdf:value": "oca04552535"}},
        ),
        Example(
            "035 ## $a (DE-588)118601121",
            authority={
                "bf:identifiedBy": {"@type": "bf:Local", "rdf:value": "118601121"},
            },
        ),
        Example(
            "035 ## $z (DE-588)1025671430", authority={"bf:identifiedBy": {"bf:status": {"rdfs:label": "invalid"}}}
        ),
    ),
)

COORDINATES: Final = Field(
    "034",
    on=THING,
    makes=Part("bf:cartographicAttributes", "bf:Cartographic"),
    subfields=(
        Sub("defgst", "bf:coordinates", join=" ", take=as_is),
        Sub("r", "bf:dimensions", take=as_is),
        Sub("p", "bf:equinox", take=as_is),
        Sub("x", "madsrdf:activityStartDate", take=as_is),
        Sub("y", "madsrdf:activityEndDate", take=as_is),
        Sub("z", "rdfs:label", take=as_is),
        source(),
    ),
    examples=(
        Example(
            "034 ## $d E0373704 $e E0373704 $f N0554521 $g N0554521 $2 geonames",
            thing={"bf:cartographicAttributes": {"bf:coordinates": "E0373704 E0373704 N0554521 N0554521"}},
        ),
    ),
)

AREA: Final = attributes(
    "043",
    THING,
    (
        Value("a", "bf:geographicCoverage", "bf:GeographicCoverage", "bf:code"),
        Value("b", "bf:place", "bf:GeographicCoverage", "bf:code"),
        Value("c", "bf:originPlace", "bf:GeographicCoverage", "bf:code"),
    ),
    shared="2",
    examples=(
        Example(
            "043 ## $a e-ru---",
            thing={"bf:geographicCoverage": {"@type": "bf:GeographicCoverage", "bf:code": "e-ru---"}},
        ),
        Example("043 ## $c XA-RU", thing={"bf:originPlace": {"bf:code": "XA-RU"}}),
        Example("043 ## $b c-cc-nm $2 ceeus", thing={"bf:place": {"bf:code": "c-cc-nm"}}),
    ),
)

PERIOD: Final = Field(
    "045",
    on=THING,
    makes=Part("bf:temporalCoverage", "bf:Temporal"),
    subfields=(
        Sub("a", "bf:code", take=as_is),
        Sub("b", "bf:date", take=as_is),
        Sub("c", "bf:legalDate", take=as_is),
    ),
    examples=(Example("045 ## $a v0v1", thing={"bf:temporalCoverage": {"@type": "bf:Temporal", "bf:code": "v0v1"}}),),
)


# ---- 046 ------------------------------------------------------------------------------------------------------------

DATES: Final = {
    "f": "madsrdf:birthDate",
    "g": "madsrdf:deathDate",
    "k": "bf:originDate",
    "q": "madsrdf:establishDate",
    "r": "madsrdf:terminateDate",
    "s": "madsrdf:activityStartDate",
    "t": "madsrdf:activityEndDate",
}
"""046: what happened to whom, as a date of the thing itself."""
_CODE_OF: Final = {prop: code for code, prop in DATES.items()}
_EDTF: Final = "edtf:edtf"


def _forward_dates(run: Run, field: DataField, language: str | None) -> None:
    edtf = field.get("2") == "edtf"
    for code, text in field.subfields:
        if code in DATES:
            add(run.root(THING), DATES[code], {"@value": text, "@type": _EDTF} if edtf else text)
    del language


def _back_dates(out: Back, _: Root, value: Any) -> None:
    text, edtf = text_of(value)[0], isinstance(value, dict)
    code = _CODE_OF[out.origin.rpartition("/")[2]]
    fields: list[tuple[bool, list[tuple[str, str]]]] = out.notes.setdefault("dates", [])
    last = next((each for each in fields if each[0] == edtf and code not in {c for c, _ in each[1]}), None)
    if last is None:
        last = (edtf, [])
        fields.append(last)
    last[1].append((code, text))


def _finish_dates(out: Back) -> None:
    for edtf, pairs in out.notes.pop("dates", ()):
        out.origin = "thing/madsrdf:birthDate"
        pairs.sort()
        out.field("046", " ", " ", [*pairs, *([("2", "edtf")] if edtf else [])])


SPECIAL_DATES: Final = Step(
    "special coded dates",
    tags="046",
    forward=_forward_dates,
    claims=tuple(Claim(THING, prop) for prop in DATES.values()),
    back=_back_dates,
    back_finish=_finish_dates,
    examples=(
        Example(
            "046 ## $f 1828-09-09 $g 1910-11-20 $2 edtf",
            thing={
                "madsrdf:birthDate": {"@value": "1828-09-09", "@type": _EDTF},
                "madsrdf:deathDate": {"@value": "1910-11-20", "@type": _EDTF},
            },
        ),
        Example("046 ## $s 1862 $t 1917", thing={"madsrdf:activityStartDate": "1862"}),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    LCCN, SERIAL, ISBN, ISSN, NATIONAL_CANADA, NATIONAL, STANDARD, COORDINATES, SYSTEM, AREA, PERIOD, SPECIAL_DATES,
)  # fmt: skip
