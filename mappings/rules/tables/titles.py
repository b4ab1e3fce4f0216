"""Titles 210-247: main, variant, parallel, abbreviated and key titles."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import INSTANCE, WORK, Adds, Example, Field, Ind, Part, Rule, Sub, When
from mappings.rules.tables.shared import INSTITUTION

_NUMBER: Final = Sub("n", "bf:partNumber", lead=".")
_NAME: Final = Sub("p", "bf:partName", lead=",")
_VARTITLE: Final = "http://id.loc.gov/vocabulary/vartitletype/"

TITLE_STATEMENT: Final = Field(
    "245",
    on=INSTANCE,
    makes=Part("bf:title", "bf:Title"),
    subfields=(
        Sub("a", "bf:mainTitle", nonfiling=2),
        _NUMBER,
        _NAME,
        Sub("b", "bf:subtitle", lead=" :"),
        Sub("c", "bf:responsibilityStatement", lead=" /", on=INSTANCE),
    ),
    ind1="1",
    ends=".",
    interleave="np",
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
            "245 14 $a The works. $n Part 2, $p Letters.",
            {"bf:title": {"bflc:nonSortNum": "4", "bf:mainTitle": "The works", "bf:partNumber": "Part 2"}},
        ),
        Example(
            """008 850101s1985####ru############000#0#rus##
               245 10 $6 880-01 $a Voĭna i mir / $c L. Tolstoĭ.
               880 10 $6 245-01/(N $a Война и мир / $c Л. Толстой.""",
            {"bf:title": {"bf:mainTitle": ["Voĭna i mir", {"@value": "Война и мир", "@language": "ru-Cyrl"}]}},
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
    Sub("a", "bf:mainTitle"),
    Sub("n", "bf:partNumber", lead="."),
    Sub("p", "bf:partName", lead=","),
    Sub("b", "bf:subtitle", lead=" :"),
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
    twin="same",
    examples=(
        Example(
            "246 38 $a Spine of the matter",
            {"bf:title": {"@type": ["bf:VariantTitle", _VARTITLE + "spi"], "bf:mainTitle": "Spine of the matter"}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (TITLE_STATEMENT, WORK_TITLE, VARIANT_OF_WORK, VARIANT_OF_INSTANCE)
