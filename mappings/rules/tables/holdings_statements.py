"""What is held: statements in words (866-868), and in numbers (863-865) with their captions and patterns (853-855).

Each kind has a field for the basic unit, for supplements and for indexes. A link number (`$8`) joins the numbers
(`1.2`) with their caption (`1`); `mappings.bibframe.reading.holdings` computes the text to show from both.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mappings.rules.forward import add
from mappings.rules.model import HOLDINGS, Adds, Claim, Example, Field, Ind, Part, Root, Rule, Step
from mappings.rules.model import Sub as _Sub
from mappings.rules.punctuation import keep

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

Sub = partial(_Sub, take=keep)
UNITS: Final = ("basic", "supplement", "index")
"""What a field speaks of: the first of three tags, the second, the third."""


class Level(NamedTuple):
    """One subfield of 853-855 and 863-865: a caption there, a number or date here."""

    code: str
    prop: str


LEVELS: Final = (
    Level("a", "lsp:enumeration1"),
    Level("b", "lsp:enumeration2"),
    Level("c", "lsp:enumeration3"),
    Level("d", "lsp:enumeration4"),
    Level("e", "lsp:enumeration5"),
    Level("f", "lsp:enumeration6"),
    Level("g", "lsp:alternativeEnumeration1"),
    Level("h", "lsp:alternativeEnumeration2"),
    Level("i", "lsp:chronology1"),
    Level("j", "lsp:chronology2"),
    Level("k", "lsp:chronology3"),
    Level("l", "lsp:chronology4"),
    Level("m", "lsp:alternativeChronology"),
)
"""Levels from the largest to the smallest, numbering before dates."""

# ---- in words -------------------------------------------------------------------------------------------------------

_HOLDINGS_LEVELS: Final = {code: Adds(also={"lsp:holdingsLevel": code}) for code in "345"}
_NOTATIONS: Final = {
    "0": Adds(also={"lsp:notation": "non-standard"}),
    "1": Adds(also={"lsp:notation": "ANSI/NISO Z39.71 or ISO 10324"}),
    "2": Adds(also={"lsp:notation": "ANSI Z39.42"}),
    "7": Adds(also={"lsp:notation": "source specified"}),
}


def _in_words(tag: str, unit: str, text: str) -> Field:
    return Field(
        tag,
        on=HOLDINGS,
        makes=Part("lsp:holdingsStatement", "lsp:HoldingsStatement", also={"lsp:unit": unit}),
        ind1=Ind(means=_HOLDINGS_LEVELS),
        ind2=Ind(means=_NOTATIONS),
        twin="same",
        subfields=(
            Sub("8", "lsp:linkNumber", plain=True),
            Sub("a", "rdfs:label"),
            Sub("z", "rdfs:label", part=Part("bf:note", "bf:Note")),
            Sub("2", "bf:code", plain=True, part=Part("bf:source", "bf:Source")),
        ),
        examples=(
            Example(
                f"852 ## $b MU\n{tag} 41 $8 0 $a {text} $z In the reading room",
                {
                    "lsp:holdingsStatement": {
                        "lsp:unit": unit,
                        "rdfs:label": text,
                        "bf:note": {"rdfs:label": "In the reading room"},
                        "lsp:holdingsLevel": "4",
                    }
                },
            ),
            Example(
                f"008 850101s1985####ru############000#0#rus##\n852 ## $b MU\n{tag} #0 $6 880-01 $a T. 1-5\n"
                f"880 #0 $6 {tag}-01/(N $a Т. 1-5",
                {"lsp:holdingsStatement": {"rdfs:label": ["T. 1-5", {"@value": "Т. 1-5", "@language": "ru-Cyrl"}]}},
            ),
        ),
    )


TEXTS: Final = tuple(
    _in_words(tag, unit, text)
    for tag, unit, text in zip(
        ("866", "867", "868"), UNITS, ("v.1-22 (1984-2005)", "v.1-4 (1990-1993)", "v.1-10 (1984-1993)"), strict=True
    )
)

# ---- in numbers -----------------------------------------------------------------------------------------------------

_FORMS: Final = {
    "0": Adds(also={"lsp:holdingsForm": "compressed"}),
    "1": Adds(also={"lsp:holdingsForm": "uncompressed"}),
    "2": Adds(also={"lsp:holdingsForm": "compressed, use textual display"}),
    "3": Adds(also={"lsp:holdingsForm": "uncompressed, use textual display"}),
    "4": Adds(also={"lsp:holdingsForm": "items not published"}),
}


def _in_numbers(tag: str, unit: str) -> Field:
    return Field(
        tag,
        on=HOLDINGS,
        makes=Part("lsp:enumeratedHoldings", "lsp:EnumeratedHoldings", also={"lsp:unit": unit}),
        ind1=Ind(means=_HOLDINGS_LEVELS),
        ind2=Ind(means=_FORMS),
        subfields=(
            Sub("8", "lsp:linkNumber"),
            *(Sub(level.code, level.prop) for level in LEVELS),
            Sub("n", "lsp:gregorianYear"),
            *((Sub("o", "lsp:unitType"),) if unit != "basic" else ()),
            Sub("p", "lsp:pieceDesignation"),
            Sub("q", "lsp:condition"),
            Sub("s", "lsp:articleFeeCode"),
            Sub("t", "lsp:copyNumber"),
            Sub("v", "lsp:issuingDate"),
            Sub("w", "lsp:break"),
            Sub("z", "rdfs:label", part=Part("bf:note", "bf:Note")),
        ),
        examples=(
            Example(
                f"{tag} 40 $8 1.1 $a 1-5 $i 1990-1994 $w g $z Bound",
                {
                    "lsp:enumeratedHoldings": {
                        "lsp:unit": unit,
                        "lsp:linkNumber": "1.1",
                        "lsp:enumeration1": "1-5",
                        "lsp:chronology1": "1990-1994",
                        "lsp:break": "g",
                        "lsp:holdingsForm": "compressed",
                    }
                },
            ),
        ),
    )


NUMBERS: Final = tuple(_in_numbers(tag, unit) for tag, unit in zip(("863", "864", "865"), UNITS, strict=True))

# ---- captions and patterns ------------------------------------------------------------------------------------------

_CAPTIONS: Final = "lsp:captionsAndPattern"
_TAG_OF: Final = dict(zip(UNITS, ("853", "854", "855"), strict=True))
_PATTERN: Final = (
    ("n", "lsp:patternNote"),
    ("o", "lsp:unitType"),
    ("p", "lsp:piecesPerIssuance"),
    ("t", "lsp:copyNumber"),
    ("w", "lsp:frequency"),
    ("x", "lsp:calendarChange"),
    ("y", "lsp:regularity"),
    ("z", "lsp:numberingScheme"),
    ("2", "lsp:captionSource"),
    ("3", "lsp:appliesTo"),
)
"""Subfields that speak of the whole pattern."""
_OF_LEVEL: Final = (("u", "lsp:unitsPerHigherLevel"), ("v", "lsp:numberingContinuity"))
"""Subfields that speak of the level before them."""
_COMPRESSIBILITY: Final = {
    "0": "can't compress or expand",
    "1": "can compress but not expand",
    "2": "can compress or expand",
    "3": "unknown",
}
_EVALUATION: Final = {
    "0": "captions verified, all levels present",
    "1": "captions verified, all levels may not be present",
    "2": "captions unverified, all levels present",
    "3": "captions unverified, all levels may not be present",
}
_PROP_OF: Final = {level.code: level.prop for level in LEVELS}
_CODE_OF: Final = {level.prop: level.code for level in LEVELS}


def _forward(run: Run, field: DataField, language: str | None) -> None:
    if language is not None:
        return
    unit = UNITS[int(field.tag[2]) - 3]
    node: Node = {"@type": ["lsp:CaptionsAndPattern"], "lsp:unit": [unit]}
    pattern, of_level = dict(_PATTERN), dict(_OF_LEVEL)
    level: Node | None = None
    for code, text in field.subfields:
        text = keep(text)  # noqa: PLW2901 - the trimmed text is the subfield's value
        if not text:
            continue
        if code == "8":
            add(node, "lsp:linkNumber", text)
        elif code in _PROP_OF:
            level = {"@type": ["lsp:Level"], "lsp:levelOf": [_PROP_OF[code][4:]], "rdfs:label": [text]}
            add(node, "lsp:level", level)
        elif code in of_level and level is not None:
            add(level, of_level[code], text)
        elif code in pattern:
            add(node, pattern[code], text)
    if (words := _COMPRESSIBILITY.get(field.ind1)) is not None:
        node["lsp:compressibility"] = [words]
    if (words := _EVALUATION.get(field.ind2)) is not None:
        node["lsp:captionEvaluation"] = [words]
    add(run.root(HOLDINGS), _CAPTIONS, node)


def _texts(node: Node, prop: str) -> list[str]:
    return [text for text in node.get(prop, ()) if isinstance(text, str)]


def _back(out: Back, _: Root, node: Any) -> None:
    pairs = [("8", text) for text in _texts(node, "lsp:linkNumber")]
    levels = [level for level in node.get("lsp:level", ()) if isinstance(level, dict)]
    codes = {id(level): _CODE_OF.get("lsp:" + "".join(_texts(level, "lsp:levelOf")[:1]), "") for level in levels}
    for level in sorted((each for each in levels if codes[id(each)]), key=lambda each: codes[id(each)]):
        pairs.extend((codes[id(level)], text) for text in _texts(level, "rdfs:label")[:1])
        pairs.extend((code, text) for code, prop in _OF_LEVEL for text in _texts(level, prop))
    pairs.extend((code, text) for code, prop in _PATTERN for text in _texts(node, prop))
    unit = next(iter(_texts(node, "lsp:unit")), "basic")
    out.field(
        _TAG_OF.get(unit, "853"),
        _indicator(node, "lsp:compressibility", _COMPRESSIBILITY),
        _indicator(node, "lsp:captionEvaluation", _EVALUATION),
        pairs,
    )


def _indicator(node: Node, prop: str, words: dict[str, str]) -> str:
    said = next(iter(_texts(node, prop)), "")
    return next((code for code, each in words.items() if each == said), " ")


def _normal(field: DataField, _isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    subfields = (sub._replace(value=keep(sub.value) or sub.value) for sub in field.subfields)
    return field._replace(subfields=tuple(subfields))


CAPTIONS: Final = Step(
    "captions and patterns",
    tags="853 854 855",
    takes={
        tag: "".join(code for code, _ in (*LEVELS, *_PATTERN, *_OF_LEVEL) if code != "o" or tag != "853") + "8"
        for tag in ("853", "854", "855")
    },
    forward=_forward,
    claims=(Claim(HOLDINGS, _CAPTIONS, "lsp:CaptionsAndPattern"),),
    back=_back,
    normalise=_normal,
    examples=(
        Example(
            "853 20 $8 1 $a v. $b no. $u 12 $v r $i (year) $j (month) $w m",
            holdings={
                "lsp:captionsAndPattern": {
                    "@type": "lsp:CaptionsAndPattern",
                    "lsp:unit": "basic",
                    "lsp:linkNumber": "1",
                    "lsp:frequency": "m",
                    "lsp:compressibility": "can compress or expand",
                    "lsp:level": {
                        "lsp:levelOf": "enumeration2",
                        "rdfs:label": "no.",
                        "lsp:unitsPerHigherLevel": "12",
                        "lsp:numberingContinuity": "r",
                    },
                }
            },
        ),
        Example(
            "854 ## $8 1 $a suppl. $o Atlas",
            holdings={"lsp:captionsAndPattern": {"lsp:unit": "supplement", "lsp:unitType": "Atlas"}},
        ),
        Example("855 ## $8 1 $a index $i (year)", holdings={"lsp:captionsAndPattern": {"lsp:unit": "index"}}),
    ),
)

RULES: Final[tuple[Rule, ...]] = (CAPTIONS, *NUMBERS, *TEXTS)
