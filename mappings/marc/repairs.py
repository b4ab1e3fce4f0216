"""What the reader puts right by itself, and by which rule. Everything else that is wrong makes a record `Broken`.

A repaired record names its rules in `Record.repairs`, with the tag after a colon where one field is meant, so that a
report can say what was done and where. No rule drops a value; the bytes as they came stay in `Record.source`.
"""

from __future__ import annotations

from enum import StrEnum


class Repair(StrEnum):
    """The rules by name; `RULES` states each."""

    LENGTH = "record-length"
    TERMINATOR = "record-terminator"
    LEADER = "leader"
    BASE = "base-address"
    DIRECTORY = "directory"
    LINES = "line-breaks"
    EMBEDDED = "embedded-terminator"
    UTF8 = "text-is-utf8"
    MARC8 = "text-is-marc8"
    LATIN1 = "text-is-windows-1252"
    REPLACED = "bytes-replaced"
    CONTROLS = "control-characters"
    INDICATORS = "indicators"
    NO_CODE = "text-without-code"
    EMPTY = "empty-subfield"
    KIND = "field-kind"
    TAG = "tag"


RULES: dict[Repair, str] = {
    Repair.LENGTH: "Leader/00-04 did not give the length; the record was taken up to its record terminator (1D).",
    Repair.TERMINATOR: "The record terminator (1D) was missing at the end of the file; all fields were complete.",
    Repair.LEADER: "The leader did not have 24 ASCII characters; it was cut, padded, others became blanks.",
    Repair.BASE: "Leader/12-16 did not point at the first field; the first field terminator (1E) ends the directory.",
    Repair.DIRECTORY: "Lengths or positions in the directory were wrong; as many fields as entries: taken in order.",
    Repair.LINES: "Line breaks had been put into the record; without them the directory agrees.",
    Repair.EMBEDDED: "A field terminator (1E) stood inside a field that the directory delimits; it became a blank.",
    Repair.UTF8: "Leader/09 says MARC-8, the bytes are valid UTF-8 beyond ASCII; they were read as UTF-8.",
    Repair.MARC8: "Leader/09 says UTF-8, the bytes are not; diacritics stand before letters that take them: MARC-8.",
    Repair.LATIN1: "The bytes are neither UTF-8 nor plausible MARC-8, but letters of Windows-1252; read as that.",
    Repair.REPLACED: "Bytes without a meaning in the record's encoding became the replacement character (U+FFFD).",
    Repair.CONTROLS: "Control characters, which no MARC form may carry, were taken out of the text.",
    Repair.INDICATORS: "A field did not have two indicators of one character; missing ones became blanks.",
    Repair.NO_CODE: "Text stood before the first subfield code; it became subfield $a.",
    Repair.EMPTY: "A subfield delimiter stood without code and value; it was left out.",
    Repair.KIND: "A control field with the tag of a data field became $a of one; a data field tagged 00X its text.",
    Repair.TAG: "The tag did not have three letters or digits; other characters became zeros.",
}
"""Each rule in one sentence, for reports and for the reference page."""


def noted(repairs: list[str], rule: Repair, tag: str = "") -> None:
    """Add `rule` (at `tag`) to `repairs` unless it is there already."""
    name = f"{rule}:{tag}" if tag else str(rule)
    if name not in repairs:
        repairs.append(name)
