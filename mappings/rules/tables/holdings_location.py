"""Where holdings are: 852, and what 841-845 say of them.

A location is that of holdings, or of a single copy where nothing else is said of it (`mappings.rules.holdings`). The
scheme of the shelf mark follows from the first indicator, its order on the shelf from the second.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from mappings.rules.model import HOLDINGS, Adds, Example, Field, Ind, Part, Rule
from mappings.rules.model import Sub as _Sub
from mappings.rules.punctuation import keep
from mappings.rules.tables.shared import APPLIES_TO, INSTITUTION, LOCATOR, note_type

Sub = partial(_Sub, take=keep)
"""Texts of holdings are kept as they are: a full stop belongs to a call number."""

On = partial(_Sub, take=keep, on=HOLDINGS, whole=True)

_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9/:-]*")
_SCHEMES: Final = "http://id.loc.gov/vocabulary/classSchemes/"


def _code(text: str) -> str:
    """A code of an organisation (`CSt`, `DE-101`), empty for a name."""
    text = keep(text)
    return text if _CODE.fullmatch(text) else ""


def _name(text: str) -> str:
    text = keep(text)
    return "" if _CODE.fullmatch(text) else text


def _scheme(words: str, **also: str) -> Adds:
    return Adds(also={"lsp:shelvingScheme": words, **also})


_SHELVING_SCHEMES: Final = {
    "0": Adds(type="bf:ShelfMarkLcc"),
    "1": Adds(type="bf:ShelfMarkDdc"),
    "2": Adds(type="bf:ShelfMarkNlm"),
    "3": _scheme("Superintendent of Documents classification"),
    "4": _scheme("shelving control number"),
    "5": _scheme("title"),
    "6": _scheme("shelved separately"),
    "7": _scheme("source specified"),
    "8": _scheme("other scheme"),
}
_SHELVING_ORDERS: Final = {
    "0": Adds(also={"lsp:shelvingOrder": "not enumeration"}),
    "1": Adds(also={"lsp:shelvingOrder": "primary enumeration"}),
    "2": Adds(also={"lsp:shelvingOrder": "alternative enumeration"}),
}

LOCATION: Final = Field(
    "852",
    on=HOLDINGS,
    makes=Part("bf:shelfMark", "bf:ShelfMark"),
    ind1=Ind(means=_SHELVING_SCHEMES),
    ind2=Ind(means=_SHELVING_ORDERS),
    subfields=(
        On("8", "lsp:linkNumber"),
        On("3", "rdfs:label", part=Part("bf:enumerationAndChronology", "bf:EnumerationAndChronology")),
        _Sub("a", "bf:code", take=_code, plain=True, on=HOLDINGS, whole=True, part=Part("bf:heldBy", "bf:Agent"),
             iri="http://id.loc.gov/vocabulary/organizations/{strip}"),
        _Sub("a", "rdfs:label", take=_name, on=HOLDINGS, whole=True, part=Part("bf:heldBy", "bf:Agent")),
        On("b", "lsp:libraryCode"),
        On("c", "lsp:locationCode"),
        On("cb", "rdfs:label", part=Part("bf:sublocation", "bf:Sublocation"), derived=True),
        On("d", "lsp:formerLocation"),
        On("e", "lsp:postalAddress"),
        On("f", "lsp:codedLocationQualifier"),
        On("g", "lsp:locationQualifier"),
        Sub("k", "lsp:callNumberPrefix"),
        Sub("h", "bf:classificationPortion"),
        Sub("i", "bf:itemPortion"),
        Sub("j", "lsp:shelvingControlNumber"),
        Sub("l", "lsp:shelvingTitle"),
        Sub("m", "lsp:callNumberSuffix"),
        Sub("hkijlm", "rdfs:label", join=" ", derived=True),
        On("n", "lsp:countryCode"),
        On("p", "rdf:value", part=Part("bf:identifiedBy", "bf:Barcode")),
        On("q", "lsp:condition"),
        On("s", "lsp:articleFeeCode"),
        On("t", "lsp:copyNumber"),
        On("u", "lsp:address"),
        On("z", "rdfs:label", part=Part("bf:note", "bf:Note")),
        Sub("2", "bf:code", plain=True, part=Part("bf:source", "bf:Source"), iri=_SCHEMES + "{}"),
    ),
    examples=(
        Example(
            "852 01 $a CSt $b GREEN $c STACKS $h ML410.B4 $i K4 $m folio $t 1 $z Ask at the desk",
            {
                "@type": "lsp:Holdings",
                "bf:heldBy": {"@type": "bf:Agent", "bf:code": "CSt",
                              "@id": "http://id.loc.gov/vocabulary/organizations/cst"},
                "lsp:libraryCode": "GREEN",
                "lsp:locationCode": "STACKS",
                "bf:sublocation": {"@type": "bf:Sublocation", "rdfs:label": "STACKS"},
                "bf:shelfMark": {
                    "@type": "bf:ShelfMarkLcc",
                    "rdfs:label": "ML410.B4 K4 folio",
                    "bf:classificationPortion": "ML410.B4",
                    "bf:itemPortion": "K4",
                    "lsp:shelvingOrder": "primary enumeration",
                },
                "bf:note": {"rdfs:label": "Ask at the desk"},
            },
        ),
        Example(
            "852 7# $a British Library $k (P) $h SL 40 $2 blsrissc",
            {
                "bf:heldBy": {"rdfs:label": "British Library"},
                "bf:shelfMark": {"rdfs:label": "(P) SL 40", "bf:source": {"bf:code": "blsrissc"}},
            },
        ),
        Example(
            "852 0# $b MU $c MU-STACKS $h ML410.B4 $i K4 $p M0004014 $t 2",
            item={
                "bf:identifiedBy": {"@type": "bf:Barcode", "rdf:value": "M0004014"},
                "lsp:copyNumber": "2",
                "lsp:locationCode": "MU-STACKS",
            },
        ),
        Example("852 8# $b ANNEX $h Z 52 $x Moved in 1998", {"bf:note": []}, back="852 8# $b ANNEX $h Z 52"),
    ),
)  # fmt: skip

FORM: Final = Field(
    "842",
    on=HOLDINGS,
    subfields=(On("8", "lsp:formLinkNumber"), On("a", "lsp:physicalForm")),
    examples=(Example("842 ## $a Microfilm", {"lsp:physicalForm": "Microfilm"}),),
)
UNIT_NAME: Final = Field(
    "844",
    on=HOLDINGS,
    subfields=(On("a", "lsp:unitName"),),
    examples=(Example("844 ## $a Teacher's guide", {"lsp:unitName": "Teacher's guide"}),),
)
REPRODUCTION: Final = Field(
    "843",
    on=HOLDINGS,
    makes=Part("bf:note", "bf:Note", (note_type("repro"),)),
    subfields=(
        APPLIES_TO,
        Sub("abcdefmn", "rdfs:label", join=" "),
        INSTITUTION,
        Sub("7", "lsp:reproductionCodes"),
    ),
    examples=(
        Example(
            "843 ## $a Microfilm $b Ann Arbor, Mich. $d 1981",
            {"bf:note": {"rdfs:label": "Microfilm Ann Arbor, Mich. 1981"}},
        ),
    ),
)
TERMS: Final = Field(
    "845",
    on=HOLDINGS,
    makes=Part("bf:usageAndAccessPolicy", "bf:UsePolicy"),
    subfields=(APPLIES_TO, Sub("abcd", "rdfs:label", join=" "), LOCATOR, INSTITUTION),
    examples=(
        Example(
            "845 ## $3 Photographs $a Restricted: no copies $d Staff",
            {"bf:usageAndAccessPolicy": {"rdfs:label": "Restricted: no copies Staff"}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (FORM, REPRODUCTION, UNIT_NAME, TERMS, LOCATION)
