"""How the libraries of the demo are organised: which places are libraries, desks, opening hours, lending rules.

Rules begin with those for a library of their kind and add what is particular to their own places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.demo.libraries import HARBOR, LINDENAU, MERIDIAN, DemoLibrary
from graph.circulation.rules.presets import PRESETS
from graph.tenants.model import Names


@dataclass(frozen=True, slots=True)
class DemoPoint:
    """A desk: its `library` is the code of a unit, None the whole; `serves` the codes of locations at home there."""

    code: str
    name: Names
    library: str | None
    serves: tuple[str, ...]
    shelf_days: int = 7


@dataclass(frozen=True, slots=True)
class Organisation:
    """What one library has settled: the `buildings` among its locations, its desks, hours and rules."""

    library: DemoLibrary
    timezone: str
    buildings: tuple[str, ...]
    points: tuple[DemoPoint, ...]
    hours: str
    rules: str


_HARBOR_HOURS: Final = """\
[everywhere]
zone = "America/New_York"
monday = ["10:00-18:00"]
tuesday = ["10:00-20:00"]
wednesday = ["10:00-18:00"]
thursday = ["10:00-20:00"]
friday = ["10:00-18:00"]
saturday = ["10:00-16:00"]

[[everywhere.exceptions]]
from = 2026-12-24
to = 2026-12-26
name = "Winter holidays"

["harbor/hbq"]
tuesday = ["13:00-18:00"]
thursday = ["13:00-18:00"]
saturday = ["10:00-13:00"]
"""

_LINDENAU_HOURS: Final = """\
[everywhere]
zone = "Europe/Berlin"
monday = ["08:00-22:00"]
tuesday = ["08:00-22:00"]
wednesday = ["08:00-22:00"]
thursday = ["08:00-22:00"]
friday = ["08:00-20:00"]
saturday = ["10:00-18:00"]

[[everywhere.exceptions]]
from = 2026-12-24
to = 2027-01-01
name = "Weihnachten"

["lindenau/ls"]
monday = ["09:00-17:00"]
tuesday = ["09:00-17:00"]
wednesday = ["09:00-17:00"]
thursday = ["09:00-19:00"]
friday = ["09:00-15:00"]
"""

_MERIDIAN_HOURS: Final = """\
[everywhere]
zone = "America/Chicago"
monday = ["09:00-21:00"]
tuesday = ["09:00-21:00"]
wednesday = ["09:00-21:00"]
thursday = ["09:00-21:00"]
friday = ["09:00-17:00"]
sunday = ["14:00-20:00"]

["meridian/mp"]
monday = ["10:00-16:00"]
wednesday = ["10:00-16:00"]
friday = ["10:00-16:00"]
"""

_HARBOR_RULES: Final = """
# Our own places.
harbor/hbc/ref : not loanable, requests none
harbor/hbc/loc : not loanable, requests none
harbor/hbc/av  : period 7 days, renewals 1
harbor/hbq/q-av : period 7 days, renewals 1
"""

_LINDENAU_RULES: Final = """
# Our own places.
lindenau/ls   : not loanable, requests none
lindenau/zs   : not loanable, requests none
lindenau/kart : period 7 days, renewals 0, not renewable
"""

_MERIDIAN_RULES: Final = """
# Our own places.
meridian/mu/mu-ref    : not loanable, requests none
meridian/mp/mp-ref    : not loanable, requests none
meridian/mp/mp-rare   : not loanable, requests none
meridian/mu/mu-scores : period 8 weeks
meridian group=institution : fee 2.00 EUR
"""

ORGANISATIONS: Final = (
    Organisation(
        HARBOR,
        "America/New_York",
        ("HBC", "HBQ"),
        (
            DemoPoint(
                "central",
                {"en": "Central desk"},
                "HBC",
                tuple(each.code for each in HARBOR.locations if each.parent == "HBC"),
            ),
            DemoPoint(
                "quayside",
                {"en": "Quayside desk"},
                "HBQ",
                tuple(each.code for each in HARBOR.locations if each.parent == "HBQ"),
            ),
        ),
        _HARBOR_HOURS,
        PRESETS["public"].text() + _HARBOR_RULES,
    ),
    Organisation(
        LINDENAU,
        "Europe/Berlin",
        (),
        (
            DemoPoint(
                "ausleihe",
                {"de": "Ausleihe", "en": "Lending desk"},
                None,
                ("FH", "MAG", "SLAV", "OR", "OA", "KLASS", "KART"),
                10,
            ),
            DemoPoint("lesesaal", {"de": "Lesesaaltheke", "en": "Reading room desk"}, None, ("LS", "ZS"), 10),
        ),
        _LINDENAU_HOURS,
        PRESETS["university"].text() + _LINDENAU_RULES,
    ),
    Organisation(
        MERIDIAN,
        "America/Chicago",
        ("MU", "MP"),
        (
            DemoPoint(
                "music",
                {"en": "Music desk"},
                "MU",
                tuple(each.code for each in MERIDIAN.locations if each.parent == "MU"),
            ),
            DemoPoint(
                "maps", {"en": "Map desk"}, "MP", tuple(each.code for each in MERIDIAN.locations if each.parent == "MP")
            ),
        ),
        _MERIDIAN_HOURS,
        PRESETS["university"].text() + _MERIDIAN_RULES,
    ),
)
"""In the order they are set up."""
