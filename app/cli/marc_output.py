"""Writing MARC records to a file or to standard output, one after the other, in any of the formats."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer

from app.cli.terminal import note
from mappings.marc.marcxml import NAMESPACE
from mappings.marc.record import Record
from mappings.marc.writer import Encoding, marc8_lacks, write_marc21, write_marcjson, write_marcxml

EncodingOption = Annotated[
    Encoding | None,
    typer.Option("--encoding", help="marc21: how text is written; what MARC-8 lacks as &#x…; and counted at the end."),
]


class MarcFormat(StrEnum):
    """A MARC format by the name the command line uses."""

    MARC21 = "marc21"
    MARCXML = "marcxml"
    MARCJSON = "marcjson"


def check_encoding(encoding: Encoding | None, to: str) -> None:
    """Refuse an encoding for a format that has only one."""
    if encoding is not None and to != MarcFormat.MARC21:
        raise typer.BadParameter("--encoding goes with --to marc21; the other formats are always UTF-8.")


class RecordWriter:
    """Writes records in one format, with what stands around and between them. `end` finishes, also when stopped."""

    def __init__(self, out: BinaryIO, format: MarcFormat, encoding: Encoding = Encoding.UTF8) -> None:
        self._out = out
        self._format = format
        self._encoding = encoding
        self.lacking = Lacking()
        self._count = 0
        if format is MarcFormat.MARCXML:
            out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'.encode())
        elif format is MarcFormat.MARCJSON:
            out.write(b"[\n")

    def write(self, record: Record) -> None:
        """One record. Raises errors of `mappings.marc` when it can't be written in this format; nothing is, then."""
        if self._format is MarcFormat.MARC21:
            octets = write_marc21(record, self._encoding)
            if self._encoding is Encoding.MARC8:
                self.lacking.see(record)
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


_MOST: Final = 10


class Lacking:
    """The characters that MARC-8 lacks in the records written, for saying so at the end."""

    def __init__(self) -> None:
        self._characters: Counter[str] = Counter()
        self._records = 0

    def see(self, record: Record) -> None:
        """Count a record written in MARC-8."""
        found = marc8_lacks(record)
        self._characters += found
        self._records += bool(found)

    def tell(self) -> None:
        """Say which characters stand in the file as numeric character references, the most frequent by name."""
        if not self._characters:
            return
        named = ", ".join(f"{each} (U+{ord(each):04X}) {count}×" for each, count in self._characters.most_common(_MOST))
        more = f" and {len(self._characters) - _MOST} more" if len(self._characters) > _MOST else ""
        note(
            f"{self._characters.total():,} characters that MARC-8 lacks stand as &#x…; in "
            f"{self._records:,} record{'s' if self._records > 1 else ''}: {named}{more}"
        )


@contextmanager
def writing(output: str) -> Iterator[BinaryIO]:
    """A file to write bytes to; `-` is standard output."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    with Path(output).open("wb") as out:
        yield out
