"""Writing MARC records to a file or to standard output, one after the other, in any of the formats."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from mappings.marc.marcxml import NAMESPACE
from mappings.marc.record import Record
from mappings.marc.writer import write_marc21, write_marcjson, write_marcxml


class MarcFormat(StrEnum):
    """A MARC format by the name the command line uses."""

    MARC21 = "marc21"
    MARCXML = "marcxml"
    MARCJSON = "marcjson"


class RecordWriter:
    """Writes records in one format, with what stands around and between them. `end` finishes, also when stopped."""

    def __init__(self, out: BinaryIO, format: MarcFormat) -> None:
        self._out = out
        self._format = format
        self._count = 0
        if format is MarcFormat.MARCXML:
            out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'.encode())
        elif format is MarcFormat.MARCJSON:
            out.write(b"[\n")

    def write(self, record: Record) -> None:
        """One record. Raises errors of `mappings.marc` when it can't be written in this format; nothing is, then."""
        if self._format is MarcFormat.MARC21:
            octets = write_marc21(record)
        elif self._format is MarcFormat.MARCXML:
            octets = (write_marcxml(record, declare=False) + "\n").encode()
        else:
            octets = write_marcjson(record).encode()
            octets = b",\n" + octets if self._count else octets
        self._out.write(octets)
        self._count += 1

    def end(self) -> None:
        """What closes the file."""
        if self._format is MarcFormat.MARCXML:
            self._out.write(b"</collection>\n")
        elif self._format is MarcFormat.MARCJSON:
            self._out.write(b"\n]\n")


@contextmanager
def writing(output: str) -> Iterator[BinaryIO]:
    """A file to write bytes to; `-` is standard output."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    with Path(output).open("wb") as out:
        yield out
