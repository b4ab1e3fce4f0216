"""The format a reader asks for (book, e-book, journal, map, score …), told from a Work's classes and an Instance's
carrier.

BIBFRAME spreads this over the Work's class, its issuance and the Instance's media and carrier; the table below brings
it together. First row that holds wins; every row carries an example that runs as a test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """One row. It holds when the work has one of `works` (any when empty), all of `issued`, and the instance one of
    `carriers` or `media` (any when both are empty). Classes are local names in `bf:`, carriers and media are codes of
    the Library of Congress lists, with `Electronic` and the like for the classes of an instance.
    """

    name: str
    label: str
    works: frozenset[str]
    issued: frozenset[str]
    carriers: frozenset[str]
    example: tuple[tuple[str, ...], tuple[str, ...]]

    def holds(self, work: frozenset[str], carriers: frozenset[str]) -> bool:
        """Whether a work with these classes on these carriers is of this format."""
        return (
            (not self.works or not self.works.isdisjoint(work))
            and self.issued <= work
            and (not self.carriers or not self.carriers.isdisjoint(carriers))
        )


def _row(
    name: str, label: str, works: str, example: tuple[str, str], *, issued: str = "", carriers: str = ""
) -> Format:
    return Format(
        name,
        label,
        frozenset(works.split()),
        frozenset(issued.split()),
        frozenset(carriers.split()),
        (tuple(example[0].split()), tuple(example[1].split())),
    )


_ONLINE: Final = "cr Electronic"
_MICROFORM: Final = "ha hb hc hd he hf hg hh hj Microform h"

FORMATS: Final = (
    _row("microform", "Microform", "", ("Text Monograph", "h he"), carriers=_MICROFORM),
    _row("e-journal", "E-journal", "", ("Text Serial", "c cr"), issued="Serial", carriers=_ONLINE),
    _row("journal", "Journal", "", ("Text Serial", "n nc"), issued="Serial"),
    _row("website", "Website", "", ("Text Integrating", "c cr"), issued="Integrating", carriers=_ONLINE),
    _row("map", "Map", "Cartography", ("Cartography Monograph", "n nb")),
    _row("score", "Score", "NotatedMusic", ("NotatedMusic Monograph", "n nc")),
    _row("music", "Music recording", "MusicAudio", ("MusicAudio Monograph", "s sd")),
    _row("audiobook", "Spoken recording", "NonMusicAudio Audio", ("NonMusicAudio Monograph", "s sd")),
    _row("video", "Video", "MovingImage", ("MovingImage Monograph", "v vd")),
    _row("image", "Image", "StillImage", ("StillImage Monograph", "n no")),
    _row("archive", "Archival material", "MixedMaterial", ("MixedMaterial Collection", "n")),
    _row("manuscript", "Manuscript", "", ("Manuscript Text Monograph", "n nc"), issued="Manuscript"),
    _row("data", "Data or software", "Dataset Multimedia", ("Multimedia Monograph", "c cd")),
    _row("object", "Object", "Object", ("Object Monograph", "n nr")),
    _row("e-book", "E-book", "Text", ("Text Monograph", "c cr"), carriers=_ONLINE),
    _row("book", "Book", "Text", ("Text Monograph", "n nc")),
)
"""Every format, first that holds wins."""

TYPE_LABELS: Final = {
    "NotatedMusic": "Notated music",
    "MusicAudio": "Music",
    "NonMusicAudio": "Spoken word",
    "MovingImage": "Moving image",
    "StillImage": "Still image",
    "MixedMaterial": "Mixed material",
    "Cartography": "Maps and geodata",
}
"""What kinds of content are called in English, by the class without its prefix, where it isn't that word."""
FORMAT_LABELS: Final = {row.name: row.label for row in FORMATS}


def format_of(work_types: Iterable[str], instance_types: Iterable[str], carriers: Iterable[str]) -> str | None:
    """The name of the format, None where the classes say nothing.

    `work_types` and `instance_types` are prefixed names, `carriers` IRIs of carriers and media.
    """
    work = frozenset(each.removeprefix("bf:") for each in work_types)
    how = frozenset(each.rpartition("/")[2] for each in carriers) | {
        each.removeprefix("bf:") for each in instance_types
    }
    return next((row.name for row in FORMATS if row.holds(work, how)), None)
