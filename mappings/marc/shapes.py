"""Fields out of texts, with the stated repairs: what the readers of all three forms share.

The invariants of every `Record` a reader makes: a leader of 24 ASCII characters; tags of three ASCII letters or digits;
a tag that begins with 00 is a `ControlField` and no other is; one character per indicator and subfield code; no control
characters in values but tab and line breaks.
"""

from __future__ import annotations

import re
from typing import Final

from mappings.marc.record import ControlField, DataField, Field, Subfield
from mappings.marc.repairs import Repair, noted

CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
"""Characters that XML 1.0, and so MARCXML, cannot carry."""

_NOT_TAG: Final = re.compile(r"[^0-9A-Za-z]")
_NOT_LEADER: Final = re.compile(r"[^\x20-\x7e]")


def leader_of(text: str, repairs: list[str]) -> str:
    """A leader of 24 printable ASCII characters out of `text`."""
    leader = _NOT_LEADER.sub(" ", text).ljust(24)[:24]
    if leader != text:
        noted(repairs, Repair.LEADER)
    return leader


def tag_of(text: str, repairs: list[str]) -> str:
    """A tag of three letters or digits out of `text`."""
    tag = _NOT_TAG.sub("0", text).rjust(3, "0")[:3]
    if tag != text:
        noted(repairs, Repair.TAG, tag)
    return tag


def clean(tag: str, value: str, repairs: list[str]) -> str:
    """`value` without control characters."""
    if CONTROLS.search(value):
        noted(repairs, Repair.CONTROLS, tag)
        return CONTROLS.sub("", value)
    return value


def field_of_text(tag: str, text: str, repairs: list[str]) -> Field:
    """A field out of the text of an ISO 2709 field, its delimiters (1F) included, its terminator not."""
    if tag.startswith("00"):
        if "\x1f" in text:
            noted(repairs, Repair.KIND, tag)
            head, *parts = text.split("\x1f")
            text = " ".join(value for value in (head.strip(), *(part[1:] for part in parts)) if value)
        return ControlField(tag, clean(tag, text, repairs))
    head, *parts = text.split("\x1f")
    subfields: list[Subfield] = []
    for part in parts:
        code, value = clean(tag, part[:1], repairs), clean(tag, part[1:], repairs)
        if code:
            subfields.append(Subfield(code, value))
        elif value:
            subfields.append(_without_code(tag, value, repairs))
        else:
            noted(repairs, Repair.EMPTY, tag)
    indicators = clean(tag, head, repairs)
    if len(indicators) != 2:
        noted(repairs, Repair.INDICATORS, tag)
        if indicators[2:].strip():
            subfields.insert(0, _without_code(tag, indicators[2:].strip(), repairs))
        indicators = indicators.ljust(2)[:2]
    return DataField(tag, indicators[0], indicators[1], tuple(subfields))


def control_field(tag: str, value: str, repairs: list[str]) -> Field:
    """A field that XML or JSON gives as a control field."""
    value = clean(tag, value, repairs)
    if tag.startswith("00"):
        return ControlField(tag, value)
    noted(repairs, Repair.KIND, tag)
    return DataField(tag, " ", " ", (Subfield("a", value),))


def data_field(tag: str, ind1: str, ind2: str, subfields: list[tuple[str, str]], repairs: list[str]) -> Field:
    """A field that XML or JSON gives as a data field."""
    if tag.startswith("00"):
        noted(repairs, Repair.KIND, tag)
        return ControlField(tag, clean(tag, " ".join(value for _, value in subfields), repairs))
    return DataField(
        tag,
        _one(tag, ind1, Repair.INDICATORS, repairs),
        _one(tag, ind2, Repair.INDICATORS, repairs),
        tuple(
            Subfield(_one(tag, code, Repair.NO_CODE, repairs, missing="a"), clean(tag, value, repairs))
            for code, value in subfields
        ),
    )


def _one(tag: str, text: str, rule: Repair, repairs: list[str], missing: str = " ") -> str:
    if len(text) == 1 and not CONTROLS.match(text):
        return text
    noted(repairs, rule, tag)
    return CONTROLS.sub("", text)[:1] or missing


def _without_code(tag: str, value: str, repairs: list[str]) -> Subfield:
    noted(repairs, Repair.NO_CODE, tag)
    return Subfield("a", value)
