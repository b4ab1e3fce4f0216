"""What a request asks: the verbs and their arguments, and the tokens by which a list is continued.

A token says everything that the list depends on and where in it one is: the number of the last record seen, which
follows from the log. So nothing is kept for it here, it never grows old, and records that change meanwhile move
nobody's place. After a restore the numbers are another log's, and the list is begun anew.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

import orjson

from mappings.errors import CatalographError

LONGEST: Final = 1000
"""How many characters an argument may have."""
_MOST: Final = 20
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SECOND: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_LIST: Final = frozenset({"metadataPrefix", "from", "until", "set", "resumptionToken"})


class HarvestRefused(CatalographError):
    """What a harvester asks breaks OAI-PMH's rules, or nothing fits it; the answer's `error` element says which."""

    code: ClassVar[str] = "HARVEST_REFUSED"
    hint: ClassVar[str] = "https://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions explains each."

    def __init__(self, name: str, message: str, moment: datetime | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.moment = moment
        """Up to when this holds, where a harvester may go on from there."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: the arguments it must have and those it may have. `resumptionToken` stands alone."""

    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


VERBS: Final[Mapping[str, Verb]] = {
    "Identify": Verb(),
    "ListMetadataFormats": Verb(may=frozenset({"identifier"})),
    "ListSets": Verb(may=frozenset({"resumptionToken"})),
    "GetRecord": Verb(needs=frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": Verb(frozenset({"metadataPrefix"}), _LIST),
    "ListRecords": Verb(frozenset({"metadataPrefix"}), _LIST),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that keeps to the rules: its verb, and its arguments as they were given."""

    verb: str
    arguments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """Which records a list is of, and where one is in it: after the record `after`, of which `seen` came before."""

    verb: str
    prefix: str
    since: str = ""
    until: str = ""
    set: str = ""
    after: int = 0
    seen: int = 0
    total: int = 0
    log: str = ""

    def moved(self, after: int, seen: int, total: int, log: str) -> Listing:
        """The same list, further on."""
        return replace(self, after=after, seen=seen, total=total, log=log)


def asked_of(pairs: Sequence[tuple[str, str]]) -> Asked:
    """What a request asks. Raises `HarvestRefused`: badVerb, badArgument."""
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1:
        raise HarvestRefused("badVerb", "A request has one verb.")
    verb = VERBS.get(verbs[0])
    if verb is None:
        raise HarvestRefused("badVerb", f"The verbs are {', '.join(VERBS)}.")
    given = [(name, value) for name, value in pairs if name != "verb"]
    arguments = dict(given)
    if len(arguments) != len(given):
        raise HarvestRefused("badArgument", "An argument is given twice.")
    if len(given) > _MOST or any(len(value) > LONGEST or not value for value in arguments.values()):
        raise HarvestRefused("badArgument", f"An argument has 1 to {LONGEST:,} characters.")
    if not arguments.keys() <= verb.needs | verb.may:
        raise HarvestRefused("badArgument", f"{verbs[0]} takes {', '.join(sorted(verb.needs | verb.may)) or 'none'}.")
    if "resumptionToken" in arguments:
        if len(arguments) > 1:
            raise HarvestRefused("badArgument", "A resumptionToken stands alone.")
    elif missing := sorted(verb.needs - arguments.keys()):
        raise HarvestRefused("badArgument", f"{verbs[0]} needs {', '.join(missing)}.")
    return Asked(verbs[0], arguments)


def listing_of(asked: Asked) -> Listing:
    """The list that a request begins or continues. Raises `HarvestRefused`: badArgument, badResumptionToken."""
    given = asked.arguments
    token = given.get("resumptionToken")
    if token is not None:
        found = read_token(token)
        if found.verb != asked.verb:
            raise HarvestRefused("badResumptionToken", f"This token continues {found.verb}.")
        return found
    listing = Listing(
        asked.verb, given["metadataPrefix"], given.get("from", ""), given.get("until", ""), given.get("set", "")
    )
    span_of(listing)
    return listing


def span_of(listing: Listing) -> tuple[datetime | None, datetime | None]:
    """The first and last second of a list. Raises `HarvestRefused`."""
    since, until = listing.since, listing.until
    if since and until and len(since) != len(until):
        raise HarvestRefused("badArgument", "`from` and `until` are both days, or both to the second.")
    first, last = _time(since), _time(until)
    if last is not None and len(until) == len("2026-01-01"):
        last += timedelta(days=1, seconds=-1)
    if first is not None and last is not None and first > last:
        raise HarvestRefused("badArgument", "`from` is after `until`.")
    return first, last


def _time(text: str) -> datetime | None:
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
        if _SECOND.fullmatch(text):
            return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        pass
    raise HarvestRefused("badArgument", "Times are written as 2026-01-31 or 2026-01-31T12:00:00Z.")


def write_token(listing: Listing) -> str:
    """The token that continues a list."""
    said = [
        listing.verb, listing.prefix, listing.since, listing.until, listing.set,
        listing.after, listing.seen, listing.total, listing.log,
    ]  # fmt: skip
    return urlsafe_b64encode(orjson.dumps(said)).decode().rstrip("=")


def read_token(token: str) -> Listing:
    """The place that a token stands for. Raises `HarvestRefused`: whatever is in it is checked as arguments are."""
    try:
        said = orjson.loads(urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4)))
        found = Listing(*said)
        texts = (found.verb, found.prefix, found.since, found.until, found.set, found.log)
        numbers = (found.after, found.seen, found.total)
        well = all(type(each) is str for each in texts) and all(type(each) is int and each >= 0 for each in numbers)
        if well and all(each < 2**63 for each in numbers):
            span_of(found)
            return found
    except (ValueError, TypeError, HarvestRefused):
        pass
    raise HarvestRefused("badResumptionToken", "This token is none of ours.")
