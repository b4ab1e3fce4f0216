"""With whom a library shares what, as options of `catalograph tenant set` and lines of `tenant show`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, TypeVar

import typer

from graph.access.model import SharedKind, SharingLevel
from graph.tenants.model import ForReaders, Sharing, Tenant

_T = TypeVar("_T")

AvailabilityOption = Annotated[
    SharingLevel | None,
    typer.Option("--availability", help="Whom of those who read its catalogue it tells whether copies can be had."),
]
RequestsOption = Annotated[SharingLevel | None, typer.Option("--requests", help="Who may ask for its copies.")]
GiveOption = Annotated[
    list[str] | None,
    typer.Option(
        "--give",
        metavar="KIND=WHOM",
        help="Let a library, or network:NAME, have its catalogue, availability or requests. May be repeated.",
    ),
]
RefuseOption = Annotated[
    list[str] | None, typer.Option("--refuse", metavar="KIND=WHOM", help="Keep that from them. May be repeated.")
]
TakeBackOption = Annotated[
    list[str] | None,
    typer.Option("--unsay", metavar="KIND=WHOM", help="Let hold for them what holds for all. May be repeated."),
]
MemberGroupOption = Annotated[
    str | None,
    typer.Option(
        "--members-group",
        metavar="GROUP|none",
        help="Lend to members of its networks, by the lending rules of this group of patrons.",
    ),
]
MemberGroupsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--group-for",
        metavar="LIBRARY=GROUP|none",
        help="Lend to this member by the lending rules of another group. May be repeated.",
    ),
]
ForReadersOption = Annotated[
    ForReaders | None,
    typer.Option(
        "--for-readers",
        help="Whether members of its networks are asked for what readers request and it can't lend.",
    ),
]
TransitOption = Annotated[
    list[str] | None,
    typer.Option(
        "--transit",
        metavar="LIBRARY=DAYS|none",
        help="How long something from another library is on its way. May be repeated.",
    ),
]


def sharing_in(
    before: Sharing,
    catalogue: SharingLevel | None,
    availability: SharingLevel | None,
    requests: SharingLevel | None,
    give: Sequence[str] | None,
    refuse: Sequence[str] | None,
    unsay: Sequence[str] | None,
) -> Sharing | None:
    """What is shared from now on; None where nothing about it was named."""
    if not any((catalogue, availability, requests, give, refuse, unsay)):
        return None
    given = dict(before.given)
    given |= dict.fromkeys(map(_given, give or ()), True) | dict.fromkeys(map(_given, refuse or ()), False)
    for each in map(_given, unsay or ()):
        given.pop(each, None)
    return replace(
        before,
        catalogue=catalogue or before.catalogue,
        availability=availability or before.availability,
        requests=requests or before.requests,
        given=given,
    )


def transit_in(before: Mapping[str, int], wanted: Sequence[str] | None) -> Mapping[str, int] | None:
    """How long things are on their way from now on; None where nothing about it was named."""
    return _of_each(before, wanted, lambda text: int(text) if text.isdecimal() else None, "lindenau=2")


def member_groups_in(before: Mapping[str, str], wanted: Sequence[str] | None) -> Mapping[str, str] | None:
    """By whose rules single members are lent to from now on; None where nothing about it was named."""
    return _of_each(before, wanted, lambda text: text or None, "lindenau=institution")


def _of_each(
    before: Mapping[str, _T], wanted: Sequence[str] | None, read: Callable[[str], _T | None], like: str
) -> Mapping[str, _T] | None:
    """What holds for single libraries, each as `LIBRARY=VALUE`; `none` takes it away."""
    if not wanted:
        return None
    found = dict(before)
    for each in wanted:
        library, _, text = each.partition("=")
        found.pop(library, None)
        if text == "none":
            continue
        if (value := read(text)) is None:
            raise typer.BadParameter(f"“{each}” is not like {like}.")
        found[library] = value
    return found


def sharing_lines(tenant: Tenant) -> Iterator[str]:
    """With whom a library shares what, a line each."""
    sharing = tenant.sharing
    yield f"sharing     {sharing.catalogue}"
    yield f"tells       {sharing.availability}"
    yield f"lends to    {sharing.requests}"
    for (kind, whom), allowed in sorted(sharing.given.items()):
        yield f"{'gives' if allowed else 'refuses':11} {kind} to {whom}"
    for slug, group in sorted(tenant.member_groups.items()):
        yield f"lends       to {slug} as to {group}"
    yield f"asks        members for its readers: {tenant.asks_for_readers}"
    for slug, days in sorted(tenant.transit.items(), key=lambda each: (each[1], each[0])):
        yield f"transit     {slug}: {days} days"


def _given(text: str) -> tuple[SharedKind, str]:
    kind, _, whom = text.partition("=")
    try:
        return SharedKind(kind), whom
    except ValueError:
        kinds = ", ".join(SharedKind)
        raise typer.BadParameter(f"“{text}” is not like catalogue=lindenau; there are {kinds}.") from None
