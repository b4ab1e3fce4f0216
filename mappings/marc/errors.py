"""What can go wrong with MARC, said to a person: inputs refused, records that cannot be read, records not writable.

The reader turns every `Unreadable` into a `Broken` value with the same code, so one bad record never ends a batch; only
an `InputRefused` does, because there is nothing to go on with.
"""

from __future__ import annotations

from typing import ClassVar

from mappings.errors import CatalographError


class MarcError(CatalographError):
    """Anything wrong with MARC data."""

    code: ClassVar[str] = "MARC_ERROR"


class InputRefused(MarcError):
    """The input as a whole cannot be read as MARC 21."""

    code: ClassVar[str] = "MARC_REFUSED"


class EmptyInput(InputRefused):
    """The input has no bytes at all, or nothing but blanks."""

    code: ClassVar[str] = "MARC_EMPTY"
    hint: ClassVar[str] = "Check that the export has finished and that this is the right file."


class Unrecognised(InputRefused):
    """The input is neither ISO 2709 nor MARCXML nor MARC-in-JSON, packed with gzip or not."""

    code: ClassVar[str] = "MARC_UNRECOGNISED"
    hint: ClassVar[str] = "Export the records as MARC 21 (.mrc), MARCXML or MARC-in-JSON; gzip is unpacked by itself."


class Unimarc(InputRefused):
    """The records are UNIMARC, whose tags mean something else; converting them as MARC 21 would make nonsense."""

    code: ClassVar[str] = "MARC_UNIMARC"
    hint: ClassVar[str] = "Export as MARC 21, or convert from UNIMARC to MARC 21 first."


class Unreadable(MarcError):
    """One record cannot be read; the records around it can."""

    code: ClassVar[str] = "MARC_UNREADABLE"
    hint: ClassVar[str] = "The other records have been read. Correct this one at its source and import it again."


class LeaderUnreadable(Unreadable):
    """A record has no leader of 24 characters where it should begin."""

    code: ClassVar[str] = "MARC_LEADER"


class DirectoryUnreadable(Unreadable):
    """The directory of a record does not fit its fields, and no stated rule says which tag belongs to which field."""

    code: ClassVar[str] = "MARC_DIRECTORY"


class NoFields(Unreadable):
    """A record has a leader but no field."""

    code: ClassVar[str] = "MARC_NO_FIELDS"


class Truncated(Unreadable):
    """The input ends in the middle of a record."""

    code: ClassVar[str] = "MARC_TRUNCATED"
    hint: ClassVar[str] = "The file was cut off, often by a broken transfer. Fetch it again."


class Noise(Unreadable):
    """Bytes between two records that belong to neither."""

    code: ClassVar[str] = "MARC_NOISE"


class Oversized(Unreadable):
    """A record does not end within the number of bytes that a single record may have here."""

    code: ClassVar[str] = "MARC_OVERSIZED"


class GzipDamaged(Unreadable):
    """The packed input ends early or is damaged; the records before the damage have been read."""

    code: ClassVar[str] = "MARC_GZIP"
    hint: ClassVar[str] = "Fetch the file again, or unpack it by hand to see where it is damaged."


class XmlMalformed(Unreadable):
    """A MARCXML record is not well-formed, or is not MARCXML."""

    code: ClassVar[str] = "MARC_XML"


class JsonMalformed(Unreadable):
    """A MARC-in-JSON record is not valid JSON, or is not of the MARC-in-JSON shape."""

    code: ClassVar[str] = "MARC_JSON"


class Unwritable(MarcError):
    """A record cannot be written in the form asked for."""

    code: ClassVar[str] = "MARC_UNWRITABLE"


class RecordTooLong(Unwritable):
    """ISO 2709 writes the length of a record with five digits, so a record ends at 99,999 bytes."""

    code: ClassVar[str] = "MARC_RECORD_TOO_LONG"
    hint: ClassVar[str] = "Export as MARCXML or MARC-in-JSON, or export holdings and items as records of their own."


class FieldTooLong(Unwritable):
    """ISO 2709 writes the length of a field with four digits, so a field ends at 9,999 bytes."""

    code: ClassVar[str] = "MARC_FIELD_TOO_LONG"
    hint: ClassVar[str] = "Export as MARCXML or MARC-in-JSON, or split the field."


class FieldInvalid(Unwritable):
    """A leader, tag, indicator, subfield code or value has a form or a character that MARC cannot carry."""

    code: ClassVar[str] = "MARC_FIELD_INVALID"
    hint: ClassVar[str] = (
        "Tags have three letters or digits, indicators and codes one character, values no control codes."
    )
