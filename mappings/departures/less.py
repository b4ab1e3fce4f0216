"""What the reference says and we don't."""

from __future__ import annotations

from functools import partial
from typing import Final

from mappings.departures.model import Departure, Kind

_Less: Final = partial(Departure, Kind.LESS)

LESS: Final = (
    _Less(
        "no `bf:language` of a text that is no code (008/35-37 `N/A`, number signs)",
        "no such language exists",
        "008 850101s1985####gw############000#0#N/A#d",
        theirs=("Work/bf:language=<http://id.loc.gov/vocabulary/languages/N%2FA>",),
        less=("Work/bf:language=<http://id.loc.gov/vocabulary/languages/*>",),
        where=r"^008 .{35}(?![a-z]{3})",
        count=12,
    ),
    _Less(
        "no `bf:place` for an empty country code (008/15-17)",
        "the IRI would be that of the whole vocabulary",
        "008 850101s1985#################000#0#eng#d",
        theirs=(
            "Instance/bf:provisionActivity/bf:ProvisionActivity+bf:Publication/bf:place"
            "=<http://id.loc.gov/vocabulary/countries/>",
        ),
        less=("Instance/bf:provisionActivity/*/bf:place=<http://id.loc.gov/vocabulary/countries/>",),
        count=9,
    ),
    _Less(
        "a date of origin such as `195u` isn't written",
        "it is no EDTF",
        "008 850101r195u1990nyu###########000#0#eng#d",
        theirs=('Work/bf:originDate="195u"^^edtf:edtf',),
        less=("Work/bf:originDate=*",),
        where=r"^008 .{6}r",
        count=2,
    ),
    _Less(
        "empty fields make no resource",
        "a name without a word names nothing",
        "730 0# $a ",
        theirs=('Work/bf:relation/bf:Relation/bf:associatedResource/bf:Hub/bf:title/bf:Title/bf:mainTitle=""',),
        less=("Work/*", "Instance/*"),
        where=r"^(1\d\d|730|240|264) .. *(\$. *)?$",
        count=141,
    ),
    _Less(
        "no running time of what isn't a number of minutes (008/18-20)",
        "`PTengM` is no duration",
        "008 850101s1985####nyueng#########v#eng#d",
        theirs=('Work/bf:duration="PTengM"^^xsd:duration',),
        less=("Work/bf:duration=*",),
        where=r"^008 ",
        leader="00000ngm a2200000 i 4500",
        count=4,
    ),
)
