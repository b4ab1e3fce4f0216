"""Where metadata came from: 883-887, below the administrative metadata of the record."""

from __future__ import annotations

from functools import partial
from typing import Final

from mappings.rules.model import ADMIN, Adds, Example, Field, Ind, Part, Rule
from mappings.rules.model import Sub as _Sub
from mappings.rules.punctuation import keep

Sub = partial(_Sub, take=keep, plain=True)

_METHODS: Final = {
    "0": Adds(also={"lsp:assignment": "fully machine-generated"}),
    "1": Adds(also={"lsp:assignment": "partially machine-generated"}),
    "2": Adds(also={"lsp:assignment": "not machine-generated"}),
}
_AGENCY: Final = Sub("q", "bf:code", part=Part("bf:assigner", "bf:Agent"))


def _provenance(tag: str, subfields: tuple[_Sub, ...], line: str, kind: str, ind1: Ind | str = " ") -> Field:
    return Field(
        tag,
        on=ADMIN,
        makes=Part("lsp:provenance", "lsp:Provenance", also={"lsp:provenanceOf": kind}),
        ind1=ind1,
        subfields=subfields,
        examples=(Example(line, {"lsp:provenance": {"lsp:provenanceOf": kind}}),),
    )


METADATA: Final = _provenance(
    "883",
    (
        Sub("8", "lsp:linkNumber"),
        Sub("a", "lsp:process"),
        Sub("c", "lsp:confidence"),
        Sub("d", "bf:date"),
        _AGENCY,
        Sub("u", "lsp:address"),
        Sub("w", "lsp:recordNumber"),
        Sub("x", "lsp:validUntil"),
        Sub("0", "lsp:processNumber"),
        Sub("1", "lsp:processObject"),
    ),
    "883 1# $8 2\\p $a gndddc $c 1 $d 20190525 $q DE-101 $u https://d-nb.info/provenance/plan#gndddc",
    "metadata",
    Ind(means=_METHODS),
)
CONVERSION: Final = _provenance(
    "884",
    (
        Sub("a", "lsp:process"),
        Sub("g", "bf:date"),
        Sub("k", "lsp:recordNumber"),
        _AGENCY,
        Sub("u", "lsp:address"),
    ),
    "884 ## $a DLC bibframe2marc $g 20230515 $k https://example.org/resource/1 $q DLC",
    "conversion",
)
MATCHING: Final = _provenance(
    "885",
    (
        Sub("a", "lsp:process"),
        Sub("b", "lsp:matchingStatus"),
        Sub("c", "lsp:confidence"),
        Sub("d", "bf:date"),
        Sub("w", "lsp:recordNumber"),
        Sub("z", "lsp:publicNote"),
        Sub("2", "bf:code"),
        Sub("5", "lsp:institution"),
    ),
    "885 ## $a GeoMatch $b matched $d 20200101 $w (OCoLC)814782",
    "matching",
)
FOREIGN: Final = _provenance(
    "886",
    (Sub("2", "bf:code"), Sub("abcdefghijklmnopqrstuvwxyz", "rdf:value", join=" ")),
    "886 2# $2 ukmarc $a 690 $b 00 $z 11030 $a polytechnics",
    "foreign field",
    Ind(means={code: Adds(also={"lsp:foreignField": code}) for code in "012"}),
)
OTHER: Final = _provenance("887", (Sub("a", "rdf:value"), Sub("2", "bf:code")), "887 ## $a abc $2 pcc", "other format")

RULES: Final[tuple[Rule, ...]] = (METADATA, CONVERSION, MATCHING, FOREIGN, OTHER)
