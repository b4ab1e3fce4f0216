"""What codes say of holdings: acquisition, retention, completeness, lending and reproduction.

The elements are those of 008 in a holdings record; 841 carries them in a bibliographic one. Each is a word or a number
of ours; a code that the format doesn't define is not stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from mappings.rules.model import HOLDINGS, Example, Rule, Step

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run


class Element(NamedTuple):
    """One element of 008: its first position, its length, its property, and the word of each code (none: as it is)."""

    at: int
    width: int
    prop: str
    words: Mapping[str, str] = {}


ELEMENTS: Final = (
    Element(6, 1, "lsp:receiptStatus", {
        "0": "unknown", "1": "other", "2": "complete or ceased", "3": "on order", "4": "currently received",
        "5": "not currently received", "6": "external access",
    }),
    Element(7, 1, "lsp:acquisitionMethod", {
        "c": "cooperative or consortial purchase", "d": "deposit", "e": "exchange", "f": "free", "g": "gift",
        "l": "legal deposit", "m": "membership", "n": "non-library purchase", "p": "purchase", "q": "lease",
        "u": "unknown", "z": "other",
    }),
    Element(8, 4, "lsp:expectedEnd"),
    Element(12, 1, "lsp:retention", {
        "0": "unknown", "1": "other", "2": "retained except as replaced by updates", "3": "sample issue retained",
        "4": "retained until replaced by microform",
        "5": "retained until replaced by cumulation, replacement volume, or revision",
        "6": "retained for a limited period", "7": "not retained", "8": "permanently retained",
    }),
    Element(13, 3, "lsp:retentionPolicy"),
    Element(16, 1, "lsp:completeness", {
        "0": "other", "1": "complete", "2": "incomplete", "3": "scattered", "4": "not applicable",
    }),
    Element(17, 3, "lsp:copiesReported"),
    Element(20, 1, "lsp:lending", {
        "a": "will lend", "b": "will not lend", "c": "will lend hard copy only", "l": "limited lending policy",
        "u": "unknown",
    }),
    Element(21, 1, "lsp:reproduction", {"a": "will reproduce", "b": "will not reproduce", "u": "unknown"}),
    Element(22, 3, "lsp:statementLanguage"),
    Element(25, 1, "lsp:compositeReport", {"0": "separate", "1": "composite"}),
    Element(26, 6, "lsp:reportDate"),
)  # fmt: skip
"""MARC 21 Format for Holdings Data, 008/06-31."""

TYPES: Final = {"u": "unknown", "v": "multipart", "x": "single-part", "y": "serial"}
"""Leader/06."""
LEVELS: Final = frozenset("12345muz")
"""Leader/17."""
LENGTH: Final = 32
_NOTHING: Final = frozenset(" |")


def read_elements(node: Node, text: str) -> None:
    """Put what 008 says on holdings."""
    for element in ELEMENTS:
        code = text[element.at : element.at + element.width]
        if len(code) < element.width or set(code) <= _NOTHING:
            continue
        said = element.words.get(code, "") if element.words else code
        if said and said.strip() == said:
            node[element.prop] = [said]


def elements_of(node: Node, entered: str = "") -> str:
    """008 of holdings; blanks where nothing is said, empty where nothing at all is."""
    text = list((entered or "").ljust(LENGTH)[:LENGTH])
    for element in ELEMENTS:
        said = next((each for each in node.get(element.prop, ()) if isinstance(each, str)), "")
        code = next((code for code, word in element.words.items() if word == said), "") if element.words else said
        if len(code) == element.width:
            text[element.at : element.at + element.width] = code
    return "".join(text) if any(letter != " " for letter in text) else ""


def type_code(node: Node) -> str:
    """Leader/06 of holdings, empty where none is said."""
    said = next(iter(node.get("lsp:holdingsType", ())), "")
    return next((code for code, word in TYPES.items() if word == said), "")


def _forward(run: Run, field: DataField, language: str | None) -> None:
    if language is not None:
        return
    node = run.root(HOLDINGS)
    if (word := TYPES.get((field.get("a") or "").strip()[:1])) is not None and len(field.get("a") or "") <= 4:
        node["lsp:holdingsType"] = [word]
    text = field.get("b") or ""
    if len(text) >= LENGTH:
        read_elements(node, text)
        if text[:6].isdigit():
            node["lsp:entered"] = [text[:6]]
    if (level := field.get("e") or "") in LEVELS:
        node["lsp:holdingsLevel"] = [level]


def _back(out: Back) -> None:
    for number, node in enumerate(out.holdings, 1):
        out.begin(number, node)
        entered = next(iter(node.get("lsp:entered", ())), "")
        pairs = (
            ("a", type_code(node)),
            ("b", elements_of(node, entered)),
            ("e", next(iter(node.get("lsp:holdingsLevel", ())), "")),
        )
        out.field("841", " ", " ", [(code, text) for code, text in pairs if text])
    out.begin(0, {})


CODED: Final = Step(
    "coded data of holdings",
    tags="841",
    takes={"841": "abe"},
    forward=_forward,
    back_finish=_back,
    examples=(
        Example(
            "841 ## $a y $b 9801014p    8   1001aaeng0980201 $e 4",
            holdings={
                "lsp:holdingsType": "serial",
                "lsp:receiptStatus": "currently received",
                "lsp:acquisitionMethod": "purchase",
                "lsp:retention": "permanently retained",
                "lsp:completeness": "complete",
                "lsp:lending": "will lend",
                "lsp:reproduction": "will reproduce",
                "lsp:holdingsLevel": "4",
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (CODED,)
