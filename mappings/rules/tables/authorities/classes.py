"""Classification numbers and kinds of an authority, 050–087: call numbers of a series, classes of a heading."""

from __future__ import annotations

from typing import Final

from mappings.rules.attributes import Value, attributes
from mappings.rules.model import AUTHORITY, THING, Example, Field, Ind, Part, Rule, Sub
from mappings.rules.punctuation import as_is
from mappings.rules.tables.shared import INSTITUTION, NUMBERS, source

_NUMBER: Final = Sub("a", "madsrdf:code", take=as_is)
_END: Final = Sub("b", "lsp:rangeEnd", take=as_is)
_TERM: Final = Sub("c", "rdfs:label", take=as_is)
_PORTION: Final = Sub("a", "bf:classificationPortion", take=as_is)
_ITEM: Final = Sub("b", "bf:itemPortion", take=as_is)
_APPLIES: Final = Sub("d", "bf:note", take=as_is)


def _class(tag: str, type_: str, *further: Sub, ind1: str = " ", ind2: str = " ", example: str) -> Field:
    """A class number of the heading: a number, the end of a range, the words that explain it."""
    return Field(
        tag,
        on=AUTHORITY,
        makes=Part("madsrdf:classification", "madsrdf:ClassNumber", (type_,)),
        subfields=(_NUMBER, _END, _TERM, *further, INSTITUTION, *NUMBERS),
        ind1=ind1,
        ind2=ind2,
        examples=(Example(example, authority={"madsrdf:classification": {"@type": ["madsrdf:ClassNumber", type_]}}),),
    )


def _call_number(tag: str, type_: str, *further: Sub, ind1: str = " ", ind2: str = " ", example: str) -> Field:
    """The call number under which the parts of a series stand together."""
    return Field(
        tag,
        on=THING,
        makes=Part("bf:classification", type_),
        subfields=(_PORTION, _ITEM, _APPLIES, *further, INSTITUTION, *NUMBERS),
        ind1=ind1,
        ind2=ind2,
        examples=(Example(example, thing={"bf:classification": {"@type": type_}}),),
    )


SOURCE: Final = source()
GEOGRAPHIC: Final = attributes(
    "052",
    THING,
    (Value("a", "bf:place", "bf:Place", "bf:code"), Value("b", "bf:place", "bf:GeographicCoverage", "rdf:value")),
    shared="2d",
    once="a",
    ind1="#",
    examples=(Example("052 ## $a 7064 $b M7", thing={"bf:place": {"@type": "bf:Place", "bf:code": "7064"}}),),
)

CATEGORY: Final = Field(
    "072",
    on=AUTHORITY,
    makes=Part("bf:subject", "bf:Topic"),
    subfields=(Sub("ax", "bf:code", join=" ", take=as_is), SOURCE),
    examples=(Example("072 ## $a G2. $x 111. $x 29", authority={"bf:subject": {"bf:code": "G2. 111. 29"}}),),
)

USAGE: Final = attributes(
    "073",
    AUTHORITY,
    (Value("a", "madsrdf:isMemberOfMADSCollection", "madsrdf:MADSCollection", "madsrdf:code"),),
    shared="z",
    numbers="",
    examples=(
        Example(
            "073 ## $a H 1148 $z lcsh",
            authority={
                "madsrdf:isMemberOfMADSCollection": {"@type": "madsrdf:MADSCollection", "madsrdf:code": "H 1148"}
            },
        ),
    ),
)

ENTITY: Final = attributes(
    "075",
    AUTHORITY,
    (
        Value("a", "lsp:typeOfEntity", "madsrdf:Topic"),
        Value("b", "lsp:typeOfEntity", "madsrdf:Topic", "bf:code"),
    ),
    shared="2",
    once="b",
    examples=(Example("075 ## $b p $2 gndgen", authority={"lsp:typeOfEntity": {"bf:code": "p"}}),),
)

RULES: Final[tuple[Rule, ...]] = (
    _call_number("050", "bf:ClassificationLcc", ind2="0", example="050 #0 $a PG3365 $b .W37 $d v. 1"),
    GEOGRAPHIC,
    _class("053", "bf:ClassificationLcc", ind2="0", example="053 #0 $a SF421 $b SF440.2 $c Domestic animals"),
    _call_number("055", "bf:Classification", SOURCE, ind2="3", example="055 #3 $a PG3365 $b W37"),
    _call_number("060", "bf:ClassificationNlm", ind2="0", example="060 #0 $a QU 105"),
    _class("065", "bf:Classification", SOURCE, example="065 ## $a 12.2p $2 sswd"),
    _call_number("070", "bf:ClassificationNal", example="070 ## $a QL737.C22"),
    CATEGORY,
    USAGE,
    ENTITY,
    _call_number("080", "bf:ClassificationUdc", Sub("x", "bf:qualifier", take=as_is), Sub(
        "2", "bf:edition", take=as_is), example="080 ## $a 821.161.1"),
    _call_number("082", "bf:ClassificationDdc", Sub("2", "bf:edition", take=as_is), ind1="0", ind2="4",
                 example="082 04 $a 891.733 $2 23"),
    Field(
        "083",
        on=AUTHORITY,
        makes=Part("madsrdf:classification", "madsrdf:ClassNumber", ("bf:ClassificationDdc",)),
        subfields=(_NUMBER, _END, _TERM, Sub("y", "bf:qualifier", take=as_is), Sub("z", "bf:part", take=as_is), Sub(
            "2", "bf:edition", take=as_is), INSTITUTION),
        ind1="0",
        ind2="4",
        examples=(
            Example("083 04 $a 833.6 $2 23/ger", authority={"madsrdf:classification": {"madsrdf:code": "833.6"}}),
        ),
    ),
    Field(
        "086",
        on=THING,
        makes=Part("bf:classification", "bf:Classification", ("bf:ShelfMark",)),
        subfields=(_PORTION, Sub("z", "bf:itemPortion", take=as_is), _APPLIES, SOURCE, INSTITUTION),
        ind1=Ind("0"),
        examples=(Example("086 0# $a A 1.2:D 67", thing={"bf:classification": {"@type": "bf:ShelfMark"}}),),
    ),
    Field(
        "087",
        on=AUTHORITY,
        makes=Part("madsrdf:classification", "madsrdf:ClassNumber", ("bf:ShelfMark",)),
        subfields=(_NUMBER, _END, _TERM, SOURCE, *NUMBERS),
        ind1=Ind("0"),
        examples=(Example("087 0# $a A 1.2", authority={"madsrdf:classification": {"@type": "bf:ShelfMark"}}),),
    ),
)  # fmt: skip
