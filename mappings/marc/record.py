"""The MARC 21 record as a value: a leader and fields in their order, nothing interpreted.

Everything that reads or writes MARC meets here. Fields are tuples, because a converter touches dozens of them in each
record and a tuple is the cheapest thing Python can make. Text is Unicode; `Record.source` keeps the bytes as they came.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class ControlField(NamedTuple):
    """A field without indicators (001-009): `tag` and its `value`, unpadded."""

    tag: str
    value: str


class Subfield(NamedTuple):
    """One subfield: a `code` of one character and its `value`."""

    code: str
    value: str


class DataField(NamedTuple):
    """A field with two indicators and subfields in the order of the record (010-999)."""

    tag: str
    ind1: str
    ind2: str
    subfields: tuple[Subfield, ...]

    def get(self, code: str) -> str | None:
        """The first subfield `code`, or None."""
        for found, value in self.subfields:
            if found == code:
                return value
        return None

    def all(self, codes: str) -> list[str]:
        """The values of every subfield whose code is one of `codes`, in the order of the field."""
        return [value for code, value in self.subfields if code in codes]


Field: TypeAlias = ControlField | DataField


@dataclass(frozen=True, slots=True)
class Record:
    """One MARC 21 record.

    `leader` has 24 characters. `fields` keep the order of the source. `source` are the bytes as they came (empty when
    the record was made here), in the form `source_format` ("marc21", "marcxml" or "marcjson"). `repairs` name what the
    reader had to put right, each a rule of `mappings.marc.repairs` and, after a colon, the tag it touched.
    """

    leader: str
    fields: tuple[Field, ...]
    source: bytes = b""
    source_format: str = "marc21"
    repairs: tuple[str, ...] = ()

    @property
    def control_number(self) -> str | None:
        """The value of 001 without surrounding spaces, or None where it is missing or blank."""
        for field in self.fields:
            if field.tag == "001" and isinstance(field, ControlField):
                return field.value.strip() or None
        return None

    def tagged(self, *tags: str) -> Iterator[Field]:
        """The fields with one of these tags, in the order of the record."""
        return (field for field in self.fields if field.tag in tags)

    def control(self, tag: str) -> str | None:
        """The value of the first control field `tag`, or None."""
        for field in self.fields:
            if field.tag == tag and isinstance(field, ControlField):
                return field.value
        return None

    def data(self, *tags: str) -> Iterator[DataField]:
        """The data fields with one of these tags, in the order of the record."""
        return (field for field in self.fields if isinstance(field, DataField) and field.tag in tags)


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that could not be read: a value, so that the batch goes on.

    `position` counts records and broken records from 0, `offset` counts bytes of the (unpacked) input from 0. `code` is
    the code of an error class of `mappings.marc.errors`, `reason` a sentence for the person. `octets` are the bytes as
    they came, at most `mappings.marc.octets.KEPT` of them.
    """

    position: int
    offset: int
    control_number: str | None
    code: str
    reason: str
    octets: bytes = b""
