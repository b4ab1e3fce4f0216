"""The libraries of the demo as data: who they are, what they are called, where their items stand.

They are invented; the books, maps and recordings in their records are real. Each keeps its items in the local field
that systems of its kind use, so the demo shows three item tables at work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.access.model import SharingLevel
from graph.tenants.model import ImportPolicy, Names, Sharing

_SHARING: Final = Sharing(catalogue=SharingLevel.PUBLIC)
_POLICY: Final = ImportPolicy()
"""What all three do: anyone may read the catalogue; a record is recognised by its control number alone, so that the
works the libraries have in common stay as many descriptions and meet in the network.
"""


@dataclass(frozen=True, slots=True)
class DemoNetwork:
    """The consortium of the demo: its `slug` and its `name` by language."""

    slug: str
    name: Names


@dataclass(frozen=True, slots=True)
class DemoLocation:
    """A branch, room or shelf. `code` is what the records say, `parent` the code of what it is part of."""

    code: str
    name: Names
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class DemoLibrary:
    """One library: how to set it up, and `records`, the file beside this module that holds what it owns.

    `item_field` is the tag of its local item field and `location_subfield` the subfield there that holds the code of
    one of `locations`; `item_table` names how the field is read.
    """

    slug: str
    name: Names
    about: str
    language: str
    records: str
    item_table: str
    item_field: str
    location_subfield: str
    barcode_subfield: str
    locations: tuple[DemoLocation, ...]
    sharing: Sharing = _SHARING
    policy: ImportPolicy = _POLICY


NETWORK: Final = DemoNetwork(
    "three-rivers", {"en": "Three Rivers Library Network", "de": "Bibliotheksverbund Dreistrom"}
)

HARBOR: Final = DemoLibrary(
    slug="harbor",
    name={"en": "Harbor Public Library"},
    about="The public library of a port town, with a branch on the quay.",
    language="en",
    records="harbor.txt",
    item_table="koha",
    item_field="952",
    location_subfield="c",
    barcode_subfield="p",
    locations=(
        DemoLocation("HBC", {"en": "Central Library"}),
        DemoLocation("HBQ", {"en": "Quayside Branch"}),
        DemoLocation("FIC", {"en": "Fiction"}, "HBC"),
        DemoLocation("NF", {"en": "Nonfiction"}, "HBC"),
        DemoLocation("CHI", {"en": "Children's room"}, "HBC"),
        DemoLocation("YA", {"en": "Young adults"}, "HBC"),
        DemoLocation("WL", {"en": "World languages"}, "HBC"),
        DemoLocation("AV", {"en": "Film and music"}, "HBC"),
        DemoLocation("PER", {"en": "Newspapers and magazines"}, "HBC"),
        DemoLocation("REF", {"en": "Reference"}, "HBC"),
        DemoLocation("LOC", {"en": "Local and maritime collection"}, "HBC"),
        DemoLocation("Q-FIC", {"en": "Fiction, Quayside"}, "HBQ"),
        DemoLocation("Q-NF", {"en": "Nonfiction, Quayside"}, "HBQ"),
        DemoLocation("Q-CHI", {"en": "Children's corner, Quayside"}, "HBQ"),
        DemoLocation("Q-AV", {"en": "Film and music, Quayside"}, "HBQ"),
    ),
)

LINDENAU: Final = DemoLibrary(
    slug="lindenau",
    name={"de": "Universitätsbibliothek Lindenau", "en": "Lindenau University Library"},
    about="The library of an old German university, with collections in many languages and scripts.",
    language="de",
    records="lindenau.txt",
    item_table="local-949",
    item_field="949",
    location_subfield="l",
    barcode_subfield="b",
    locations=(
        DemoLocation("FH", {"de": "Freihandbereich", "en": "Open stacks"}),
        DemoLocation("MAG", {"de": "Magazin", "en": "Closed stacks"}),
        DemoLocation("LS", {"de": "Lesesaal Alte Drucke", "en": "Reading room for early books"}),
        DemoLocation("ZS", {"de": "Zeitschriftenlesesaal", "en": "Periodicals reading room"}),
        DemoLocation("SLAV", {"de": "Slavische Sammlung", "en": "Slavic collection"}),
        DemoLocation("OR", {"de": "Orientalische Sammlung", "en": "Collection of West and South Asia"}),
        DemoLocation("OA", {"de": "Ostasiatische Sammlung", "en": "East Asian collection"}),
        DemoLocation("KLASS", {"de": "Seminar für Klassische Philologie", "en": "Classics department library"}),
        DemoLocation("KART", {"de": "Kartensammlung", "en": "Map collection"}),
    ),
)

MERIDIAN: Final = DemoLibrary(
    slug="meridian",
    name={"en": "Meridian College of Music and Cartography Library"},
    about="The library of a small college for musicians and map makers.",
    language="en",
    records="meridian.txt",
    item_table="standard",
    item_field="852",
    location_subfield="c",
    barcode_subfield="p",
    locations=(
        DemoLocation("MU", {"en": "Music Library"}),
        DemoLocation("MP", {"en": "Map Library"}),
        DemoLocation("MU-STACKS", {"en": "Books on music"}, "MU"),
        DemoLocation("MU-SCORES", {"en": "Scores"}, "MU"),
        DemoLocation("MU-AV", {"en": "Listening and viewing room"}, "MU"),
        DemoLocation("MU-REF", {"en": "Music reference"}, "MU"),
        DemoLocation("MU-PER", {"en": "Music periodicals"}, "MU"),
        DemoLocation("MP-SHEETS", {"en": "Map cases"}, "MP"),
        DemoLocation("MP-ATLAS", {"en": "Atlases"}, "MP"),
        DemoLocation("MP-BOOKS", {"en": "Books on maps"}, "MP"),
        DemoLocation("MP-REF", {"en": "Map reference and periodicals"}, "MP"),
        DemoLocation("MP-RARE", {"en": "Rare maps"}, "MP"),
    ),
)

LIBRARIES: Final = (HARBOR, LINDENAU, MERIDIAN)
"""In the order they are set up."""
