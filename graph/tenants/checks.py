"""What a library's settings may be: quotas, regions, item tables and import policies, checked before they are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from graph.tenants.model import MATCH_SCHEMES, ImportPolicy, InvalidPolicy, Quota, Sharing
from mappings.rules.tables.item_fields import ITEM_TABLE_NAMES

LONGEST_SOURCE: Final = 200
LONGEST_GROUP: Final = 100
MOST_SAID: Final = 1_000
LONGEST_TRANSIT_DAYS: Final = 365
_REGION: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def checked_sharing(sharing: Sharing) -> Sharing:
    """What is shared with whom, where that can be kept. Raises `InvalidPolicy`."""
    if len(sharing.given) > MOST_SAID:
        raise InvalidPolicy(f"At most {MOST_SAID} exceptions are kept.", which="many-given", values={"most": MOST_SAID})
    return sharing


def checked_transit(transit: Mapping[str, int]) -> Mapping[str, int]:
    """How long things are on their way from other libraries. Raises `InvalidPolicy`."""
    if any(not 0 <= days <= LONGEST_TRANSIT_DAYS for days in transit.values()):
        raise InvalidPolicy(
            f"Something is on its way for 0 to {LONGEST_TRANSIT_DAYS} days.",
            which="transit-days",
            values={"most": LONGEST_TRANSIT_DAYS},
        )
    if len(transit) > MOST_SAID:
        raise InvalidPolicy(f"At most {MOST_SAID} are kept.", which="many-given", values={"most": MOST_SAID})
    return transit


def checked_quota(quota: Quota) -> Quota:
    """The quota, where it leaves a library something. Raises `InvalidPolicy`."""
    for name, value, least in (
        ("records", quota.records, 0),
        ("cost a minute", quota.cost_per_minute, 100),
        ("import lanes", quota.import_lanes, 1),
    ):
        if value is not None and value < least:
            raise InvalidPolicy(f"A quota of {value} {name} is too small.", hint=f"The least is {least}.")
    return quota


def checked_region(region: str) -> str:
    """The region, where it can be a name. Raises `InvalidPolicy`."""
    if not _REGION.fullmatch(region):
        raise InvalidPolicy(f"“{region[:40]}” can't name a region.", hint="Use a short name such as eu-central.")
    return region


def checked_group(group: str) -> str:
    """The name of a group of patrons, without spaces around it. Raises `InvalidPolicy`."""
    if len(group) > LONGEST_GROUP or not group.isprintable():
        raise InvalidPolicy(f"A group of patrons has a name of at most {LONGEST_GROUP} characters.")
    return group.strip()


def checked_groups(groups: Mapping[str, str]) -> Mapping[str, str]:
    """The groups of patrons by whose rules single libraries are lent to. Raises `InvalidPolicy`."""
    if len(groups) > MOST_SAID:
        raise InvalidPolicy(f"At most {MOST_SAID} are kept.", which="many-given", values={"most": MOST_SAID})
    return {slug: name for slug, group in groups.items() if (name := checked_group(group))}


def checked_table(name: str) -> str:
    """The name of an item table, where there is such a table. Raises `InvalidPolicy`."""
    if name not in ITEM_TABLE_NAMES:
        known = ", ".join(sorted(ITEM_TABLE_NAMES))
        raise InvalidPolicy(f"There is no item table “{name}”.", hint=f"There are {known}.")
    return name


def checked_policy(policy: ImportPolicy) -> ImportPolicy:
    """The import policy, where imports can follow it. Raises `InvalidPolicy`."""
    for scheme in policy.match_on:
        if scheme not in MATCH_SCHEMES:
            raise InvalidPolicy(
                f"Imports can't match on “{scheme}”.", hint=f"They can on {', '.join(MATCH_SCHEMES)}, or on nothing."
            )
    if not policy.source.strip() or len(policy.source) > LONGEST_SOURCE:
        raise InvalidPolicy(
            f"The declared source has 1 to {LONGEST_SOURCE} characters.",
            hint="Name it as people know it, such as `main`.",
        )
    return policy
