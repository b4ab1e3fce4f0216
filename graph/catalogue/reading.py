"""Reading what is imported, in whichever form it comes: MARC in its three, descriptions in BIBFRAME as RDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from graph.catalogue.errors import ImportRefused
from graph.catalogue.rdf_cutting import Unfit, cut
from graph.catalogue.rdf_file import RdfFile, RdfFormat, recognised
from graph.catalogue.received import Received
from mappings.marc.octets import Blocks, Stream
from mappings.marc.reader import read
from mappings.marc.record import Broken, Record

MARC: Final = "marc"
FORMATS: Final = (MARC, *(each.value for each in RdfFormat))
"""What an input can be said to be; N-Triples are N-Quads, and TriG is read as Turtle."""

_HEAD: Final = 1 << 16


@contextmanager
def records_of(stream: Stream, format: str | None = None) -> Iterator[Iterator[Record | Broken | Received | Unfit]]:
    """The records of an input, each read or told why not. Raises `InputRefused` where the whole is refused."""
    if format is not None and format not in FORMATS:
        raise ImportRefused(f"“{format[:40]}” is no format that is imported.", hint=f"Say one of {', '.join(FORMATS)}.")
    blocks = Blocks(stream)
    found = recognised(blocks.peek(_HEAD)) if format is None else None if format == MARC else RdfFormat(format)
    if found is None:
        yield read(blocks)
        return
    with closing(RdfFile(blocks, found)) as file:
        if blocks.damage:
            raise ImportRefused(blocks.damage, hint="Send the file again.")
        yield cut(file)
