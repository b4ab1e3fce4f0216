"""Titles 210-247: main, variant, parallel, abbreviated, key, translated, collective and former titles."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import INSTANCE, WORK, Adds, Example, Field, Ind, Part, Rule, Sub, When
from mappings.rules.punctuation import as_is, chop_hard, chop_parens, keep
from mappings.rules.tables.shared import INSTITUTION

_NUMBER: Final = Sub("n", "bf:partNumber", lead=".")
_NAME: Final = Sub("p", "bf:partName", lead=",")
_LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
_VARTITLE: Final = "http://id.loc.gov/vocabulary/vartitletype/"

TITLE_STATEMENT: Final = Field(
    "245",
    on=INSTANCE,
    makes=Part("bf:title", "bf:Title"),
    subfields=(
        Sub("a", "bf:mainTitle", nonfiling=2),
        _NUMBER,
        _NAME,
        Sub("h", "bf:qualifier"),
        Sub("b", "bf:subtitle", lead=" :"),
        Sub("f", "bf:originDate", lead=",", on=WORK),
        Sub("g", "bf:originDate", take=chop_parens, wrap="()", on=WORK),
        Sub("s", "bf:version", lead=".", on=WORK),
        Sub("c", "bf:responsibilityStatement", lead=" /", on=INSTANCE),
    ),
    ind1="1",
    ends=".",
    interleave="np",
    ordered=True,
    twin="same",
    examples=(
        Example(
            "245 10 $a War and peace : $b a novel / $c Leo Tolstoy.",
            {
                "bf:title": {"@type": "bf:Title", "bf:mainTitle": "War and peace", "bf:subtitle": "a novel"},
                "bf:responsibilityStatement": "Leo Tolstoy",
            },
        ),
        Example(
            "245 10 $a Harbour lights $h [electronic resource]",
            {"bf:title": {"bf:mainTitle": "Harbour lights", "bf:qualifier": "[electronic resource]"}},
        ),
        Example(
            "245 10 $a Letters from the harbour, $f 1982-1986.",
            {"bf:title": {"bf:mainTitle": "Letters from the harbour"}},
            work={"bf:originDate": "1982-1986"},
        ),
        Example(
            "245 10 $a Letters from the harbour, $f 1982-1986 $g (bulk 1984)",
            {"bf:title": {"bf:mainTitle": "Letters from the harbour"}},
            work={"bf:originDate": ["1982-1986", "bulk 1984"]},
        ),
        Example(
            "245 00 $a The harbour rolls. $s Supplement.",
            {"bf:title": {"bf:mainTitle": "The harbour rolls"}},
            work={"bf:version": "Supplement"},
            back="245 10 $a The harbour rolls. $s Supplement.",
        ),
        Example(
            "245 14 $a The works. $n Part 2, $p Letters.",
            {"bf:title": {"bflc:nonSortNum": "4", "bf:mainTitle": "The works", "bf:partNumber": "Part 2"}},
        ),
        Example(
            """008 850101s1985####ru############000#0#rus##
               245 10 $6 880-01 $a Voĭna i mir / $c L. Tolstoĭ.
               880 10 $6 245-01/(N $a Война и мир / $c Л. Толстой.""",
            {
                "bf:title": {"bf:mainTitle": ["Voĭna i mir", {"@value": "Война и мир", "@language": "ru-Cyrl"}]},
                "bf:responsibilityStatement": ["L. Tolstoĭ", {"@value": "Л. Толстой", "@language": "ru-Cyrl"}],
            },
        ),
    ),
)

WORK_TITLE: Final = Field(
    "245",
    on=WORK,
    makes=Part("bf:title", "bf:Title"),
    subfields=(Sub("a", "bf:mainTitle", nonfiling=2), _NUMBER, _NAME),
    echo=True,
    twin="same",
    examples=(
        Example(
            "245 10 $a Walden, or, Life in the woods.",
            work={"bf:title": {"@type": "bf:Title", "bf:mainTitle": "Walden, or, Life in the woods"}},
        ),
    ),
)

_VARIANT: Final = (
    Sub("i", "rdfs:label", part=Part("bf:note", "bf:Note")),
    Sub("a", "bf:mainTitle", lead=":"),
    Sub("n", "bf:partNumber", lead="."),
    Sub("p", "bf:partName", lead=","),
    Sub("h", "bf:qualifier"),
    Sub("b", "bf:subtitle", lead=" :"),
    Sub("f", "bf:date", take=chop_hard, lead=","),
    Sub("g", "rdfs:label", take=keep, part=Part("bf:note", "bf:Note"), also={"bf:noteType": "miscellaneous"}),
    INSTITUTION,
)

VARIANT_OF_WORK: Final = Field(
    "246",
    on=WORK,
    makes=Part("bf:title", "bf:VariantTitle"),
    when=When(ind2="#0123567"),
    subfields=_VARIANT,
    ind1="3",
    ind2=Ind(
        " ",
        {
            "0": Adds(types=(_VARTITLE + "por",)),
            "1": Adds(type="bf:ParallelTitle"),
            "2": Adds(types=(_VARTITLE + "dis",)),
            "5": Adds(types=(_VARTITLE + "atp",)),
            "6": Adds(types=(_VARTITLE + "cap",)),
            "7": Adds(types=(_VARTITLE + "run",)),
        },
    ),
    interleave="np",
    ordered=True,
    twin="same",
    examples=(
        Example(
            "246 3# $a Beaver Valley 2",
            {"bf:title": {"@type": "bf:VariantTitle", "bf:mainTitle": "Beaver Valley 2"}},
        ),
        Example(
            "246 31 $a Guerre et paix",
            {"bf:title": {"@type": "bf:ParallelTitle", "bf:mainTitle": "Guerre et paix"}},
        ),
        Example(
            "246 3# $i At head of title: $a Library of novels, $f 1869",
            {
                "bf:title": {
                    "bf:note": {"rdfs:label": "At head of title"},
                    "bf:mainTitle": "Library of novels",
                    "bf:date": "1869",
                }
            },
        ),
    ),
)

VARIANT_OF_INSTANCE: Final = Field(
    "246",
    on=INSTANCE,
    makes=Part("bf:title", "bf:VariantTitle"),
    when=When(ind2="48"),
    subfields=_VARIANT,
    ind1="3",
    ind2=Ind("4", {"4": Adds(types=(_VARTITLE + "cov",)), "8": Adds(types=(_VARTITLE + "spi",))}),
    interleave="np",
    ordered=True,
    twin="same",
    examples=(
        Example(
            "246 38 $a Spine of the matter $h [microform] $g by a friend",
            {
                "bf:title": {
                    "@type": ["bf:VariantTitle", _VARTITLE + "spi"],
                    "bf:mainTitle": "Spine of the matter",
                    "bf:qualifier": "[microform]",
                    "bf:note": {"rdfs:label": "by a friend", "bf:noteType": "miscellaneous"},
                }
            },
        ),
    ),
)

_ABBREVIATED: Final = (
    Sub("a", "bf:mainTitle", take=keep),
    Sub("b", "bf:qualifier", take=keep),
)
ABBREVIATED_BY_ISSN: Final = Field(
    "210",
    on=WORK,
    makes=Part("bf:title", "bf:AbbreviatedTitle", also={"bf:assigner": {"@type": "bf:Agent", "bf:code": "issnkey"}}),
    when=When(ind2="#"),
    subfields=_ABBREVIATED,
    ind1="0",
    twin="own",
    examples=(
        Example(
            "210 0# $a Vopr. filos. $b (Moskva)",
            {
                "bf:title": {
                    "@type": "bf:AbbreviatedTitle",
                    "bf:mainTitle": "Vopr. filos.",
                    "bf:qualifier": "(Moskva)",
                    "bf:assigner": {"bf:code": "issnkey"},
                }
            },
        ),
    ),
)

ABBREVIATED_BY_OTHERS: Final = Field(
    "210",
    on=WORK,
    makes=Part("bf:title", "bf:AbbreviatedTitle"),
    when=When(ind2="0"),
    subfields=(
        *_ABBREVIATED,
        Sub("2", "bf:code", take=as_is, plain=True, part=Part("bf:assigner", "bf:Agent")),
    ),
    ind1="0",
    ind2="0",
    twin="own",
    examples=(
        Example(
            "210 00 $a Vopr Filos $2 dnlm",
            {"bf:title": {"@type": "bf:AbbreviatedTitle", "bf:assigner": {"bf:code": "dnlm"}}},
        ),
    ),
)

KEY_TITLE: Final = Field(
    "222",
    on=WORK,
    makes=Part("bf:title", "bf:KeyTitle"),
    subfields=(Sub("a", "bf:mainTitle", take=keep, nonfiling=2), Sub("b", "bf:qualifier", take=keep)),
    twin="own",
    examples=(
        Example(
            "222 #4 $a The journal of botany $b (Online)",
            {
                "bf:title": {
                    "@type": "bf:KeyTitle",
                    "bf:mainTitle": "The journal of botany",
                    "bf:qualifier": "(Online)",
                    "bflc:nonSortNum": "4",
                }
            },
        ),
    ),
)

TRANSLATION: Final = Field(
    "242",
    on=INSTANCE,
    makes=Part("bf:title", "bf:VariantTitle", also={"bf:variantType": "translated"}),
    subfields=(
        Sub("a", "bf:mainTitle", nonfiling=2),
        _NUMBER,
        _NAME,
        Sub("h", "bf:qualifier"),
        Sub("b", "bf:subtitle", lead=" :"),
        Sub("c", "bf:responsibilityStatement", lead=" /"),
        Sub("y", "", take=keep, part=Part("bf:language", "bf:Language"), iri=f"{_LANGUAGES}{{}}"),
    ),
    ind1="1",
    ends=".",
    interleave="np",
    ordered=True,
    twin="own",
    examples=(
        Example(
            "242 10 $a War and peace : $b a novel / $c Leo Tolstoy. $y eng",
            {
                "bf:title": {
                    "bf:variantType": "translated",
                    "bf:mainTitle": "War and peace",
                    "bf:subtitle": "a novel",
                    "bf:responsibilityStatement": "Leo Tolstoy",
                    "bf:language": {"@id": _LANGUAGES + "eng"},
                }
            },
        ),
    ),
)

COLLECTIVE: Final = Field(
    "243",
    on=WORK,
    makes=Part("bf:title", "bf:CollectiveTitle"),
    subfields=(Sub("a", "bf:mainTitle", nonfiling=2),),
    ind1="1",
    ends=".",
    twin="own",
    examples=(Example("243 10 $a Works.", {"bf:title": {"@type": "bf:CollectiveTitle", "bf:mainTitle": "Works"}}),),
)

FORMER: Final = Field(
    "247",
    on=WORK,
    makes=Part("bf:title", "bf:VariantTitle", (_VARTITLE + "for",)),
    subfields=(
        Sub("a", "bf:mainTitle"),
        Sub("n", "bf:partNumber", lead="."),
        Sub("p", "bf:partName", lead=","),
        Sub("b", "bf:subtitle", lead=" :"),
        Sub("h", "rdfs:label", part=Part("bf:note", "bf:Note"), also={"bf:noteType": "medium"}),
        Sub("g", "bf:qualifier", take=chop_parens, wrap="()"),
        Sub("f", "bf:date", take=chop_hard, lead=","),
        Sub("x", "rdf:value", part=Part("bf:identifiedBy", "bf:Issn"), plain=True),
    ),
    ind1="1",
    ind2="0",
    twin="same",
    examples=(
        Example(
            "247 10 $a Sheets on botany $h [microform], $f 1890-1902",
            {
                "bf:title": {
                    "@type": ["bf:VariantTitle", _VARTITLE + "for"],
                    "bf:mainTitle": "Sheets on botany",
                    "bf:note": {"rdfs:label": "[microform]", "bf:noteType": "medium"},
                    "bf:date": "1890-1902",
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    TITLE_STATEMENT,
    WORK_TITLE,
    ABBREVIATED_BY_ISSN,
    ABBREVIATED_BY_OTHERS,
    KEY_TITLE,
    TRANSLATION,
    COLLECTIVE,
    VARIANT_OF_WORK,
    VARIANT_OF_INSTANCE,
    FORMER,
)
