"""Coded dates and places of events: capture (033), period of coverage (045), dates of the work (046)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.agents import source_node
from mappings.rules.compile_back import text_of
from mappings.rules.dates import EDTF, digits_of, edtf, edtf_of, period_code, period_of, year_code, year_of
from mappings.rules.forward import add
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import chop, keep, spaced
from mappings.rules.tables.shared import number_node, numbers_said

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField, Subfield
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_MAPS: Final = "http://id.loc.gov/authorities/classification/G"
_SCHEMES: Final = "http://id.loc.gov/vocabulary/subjectSchemes/"
_EVENTS: Final = {"0": "capture", "1": "broadcast", "2": "finding"}


def _texts(node: Node, prop: str) -> list[str]:
    return [text_of(value)[0] for value in node.get(prop, ())]


def _coded_date(value: Any) -> bool:
    return isinstance(value, dict) and value.get("@type") == EDTF


# ---- 033 ------------------------------------------------------------------------------------------------------------


def _forward_capture(run: Run, field: DataField, language: str | None) -> None:
    node: Node = {"@type": ["bf:Capture"]}
    if field.ind2 in _EVENTS:
        node["bf:note"] = [{"@type": ["bf:Note"], "rdfs:label": [_EVENTS[field.ind2]]}]
    dates = [date for text in field.all("a") if (date := edtf_of(text))]
    if field.ind1 == "2" and len(dates) > 1:
        dates = ["/".join(dates)]
    for date in dates:
        add(node, "bf:date", edtf(date))
    for at, (code, text) in enumerate(field.subfields):
        if code == "b":
            after = field.subfields[at + 1] if at + 1 < len(field.subfields) else None
            tail = keep(text) + (f".{keep(after.value)}" if after is not None and after.code == "c" else "")
            if safe := iris.encoded(tail):
                add(node, "bf:place", {"@id": _MAPS + safe})
        elif code == "p":
            place: Node = {"@type": ["bf:Place"], "rdfs:label": [keep(text)]}
            if two := field.all("2"):
                place["bf:source"] = [source_node(two[0], _SCHEMES)]
            number_node(place, field)
            add(node, "bf:place", place)
        elif code == "3":
            add(node, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [chop(text)]})
    if "bf:date" in node or "bf:place" in node:
        add(run.work, "bf:capture", node)
    del language


def _is_coded(value: Any) -> bool:
    return any(isinstance(date, dict) and date.get("@type") == EDTF for date in value.get("bf:date", ())) or any(
        isinstance(place, dict) and (place.get("@id", "").startswith(_MAPS) or "bf:Place" in place.get("@type", ()))
        for place in value.get("bf:place", ())
    )


def _back_capture(out: Back, _: Root, value: Any) -> None:
    labels = [label for note in value.get("bf:note", ()) for label in _texts(note, "rdfs:label")]
    event = next((code for code, label in _EVENTS.items() if label in labels), " ")
    dates = [date for text in _texts(value, "bf:date") for date in text.split("/")]
    kind = " " if not dates else "2" if "/" in "".join(_texts(value, "bf:date")) else "1" if len(dates) > 1 else "0"
    subfields = [("3", text) for part in value.get("bflc:appliesTo", ()) for text in _texts(part, "rdfs:label")]
    subfields += [("a", digits_of(date)) for date in dates]
    sources: list[str] = []
    numbers: dict[Subfield, None] = {}
    for place in value.get("bf:place", ()):
        if place.get("@id", "").startswith(_MAPS):
            area, dot, cutter = place["@id"].removeprefix(_MAPS).partition(".")
            subfields += [("b", area), *([("c", cutter)] if dot else [])]
        else:
            subfields += [("p", text) for text in _texts(place, "rdfs:label")]
            sources += [text for source in place.get("bf:source", ()) for text in _texts(source, "bf:code")]
            numbers |= dict.fromkeys(numbers_said(place))
    out.field("033", kind, event, [*subfields, *numbers, *(("2", text) for text in sources[:1])])


CAPTURE: Final = Step(
    "coded date and place of an event",
    tags="033",
    takes={"033": "abcp0123"},
    forward=_forward_capture,
    claims=(Claim(WORK, "bf:capture", "bf:Capture", order=-1, accepts=_is_coded),),
    back=_back_capture,
    normalise=spaced,
    examples=(
        Example(
            "033 00 $a 2001---- $b 6299 $c R5",
            work={
                "bf:capture": {
                    "bf:note": {"rdfs:label": "capture"},
                    "bf:date": {"@value": "2001-XX-XX", "@type": EDTF},
                    "bf:place": {"@id": "http://id.loc.gov/authorities/classification/G6299.R5"},
                }
            },
        ),
        Example(
            "033 2# $a 19850412 $a 19850413 $p Riga",
            work={
                "bf:capture": {
                    "bf:date": {"@value": "1985-04-12/1985-04-13", "@type": EDTF},
                    "bf:place": {"rdfs:label": "Riga"},
                }
            },
        ),
    ),
)

# ---- 045 ------------------------------------------------------------------------------------------------------------


def _forward_period(run: Run, field: DataField, language: str | None) -> None:
    for text in field.all("a"):
        if period := period_of(text.strip()):
            add(run.work, "bf:temporalCoverage", edtf(period))
    dates = [date for text in field.all("b") if (date := year_of(text.strip()))]
    if field.ind1 == "2" and len(dates) == 2:
        dates = ["/".join(dates)]
    for date in dates:
        add(run.work, "bf:temporalCoverage", edtf(date))
    del language


def _back_period(out: Back, _: Root, value: Any) -> None:
    out.notes.setdefault("045", []).append(text_of(value)[0])


def _back_periods(out: Back) -> None:
    out.origin = "work/bf:temporalCoverage"
    found: list[str] = out.notes.get("045", [])
    periods = [code for date in found if (code := period_code(date))]
    ranges = [date.split("/") for date in found if not period_code(date) and "/" in date]
    single = [date for date in found if not period_code(date) and "/" not in date]
    dates = [("b", year_code(date)) for date in single]
    if periods or dates:
        count = " " if not dates else "0" if len(dates) == 1 else "1"
        if ranges and not dates:
            count, dates, ranges = "2", [("b", year_code(date)) for date in ranges[0]], ranges[1:]
        out.field("045", count, " ", [*(("a", code) for code in periods), *dates])
    for each in ranges:
        out.field("045", "2", " ", [("b", year_code(date)) for date in each])


PERIOD: Final = Step(
    "time period of content",
    tags="045",
    takes={"045": "ab"},
    forward=_forward_period,
    claims=(Claim(WORK, "bf:temporalCoverage", accepts=_coded_date),),
    back=_back_period,
    back_finish=_back_periods,
    examples=(
        Example("045 ## $a w8x4", work={"bf:temporalCoverage": {"@value": "188X/194X", "@type": EDTF}}),
        Example("045 2# $b d1801 $b d1805", work={"bf:temporalCoverage": {"@value": "1801/1805", "@type": EDTF}}),
        Example("045 0# $a d7d7 $b c0221", work={"bf:temporalCoverage": {"@value": "-0221", "@type": EDTF}}),
    ),
)

# ---- 046 ------------------------------------------------------------------------------------------------------------

_DATES: Final = (("kl", "bf:originDate"), ("mn", "bf:validDate"))
"""Subfields of 046 that begin and end a period, and the property of the Work it becomes."""


def _forward_dates(run: Run, field: DataField, language: str | None) -> None:
    for (begins, ends), prop in _DATES:
        if prop == "bf:originDate" and run.text008[6:7] == "r":
            continue
        first, last = edtf_of(field.get(begins) or ""), edtf_of(field.get(ends) or "")
        if first or last:
            add(run.work, prop, edtf(f"{first or '..'}/{last}" if last else first))
    del language


def _back_dates(out: Back, _: Root, value: Any) -> None:
    codes = next(codes for codes, prop in _DATES if prop == out.origin.rpartition("/")[2])
    dates = text_of(value)[0].split("/")
    out.notes.setdefault("046", []).extend(
        (code, digits_of(date)) for code, date in zip(codes, dates, strict=False) if date != ".."
    )


def _back_046(out: Back) -> None:
    out.origin = "work/bf:originDate"
    out.field("046", " ", " ", out.notes.get("046", ()))


def _more_than_year(value: Any) -> bool:
    """A year alone is what the 008 says of a reprint."""
    return _coded_date(value) and len(value["@value"]) != 4


DATES: Final = Step(
    "special coded dates",
    tags="046",
    takes={"046": "klmn"},
    forward=_forward_dates,
    claims=(
        Claim(WORK, "bf:originDate", order=4, accepts=_more_than_year),
        Claim(WORK, "bf:validDate", accepts=_coded_date),
    ),
    back=_back_dates,
    back_finish=_back_046,
    examples=(
        Example(
            "046 ## $k 198504 $l 1987",
            work={"bf:originDate": {"@value": "1985-04/1987", "@type": EDTF}},
        ),
        Example("046 ## $m 20010101 $n 2003", work={"bf:validDate": {"@value": "2001-01-01/2003", "@type": EDTF}}),
    ),
)

RULES: Final[tuple[Rule, ...]] = (CAPTURE, PERIOD, DATES)
