"""`catalograph tenant`: libraries, their networks, locations and policies."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from app.bootstrap import opened
from app.cli import leaving, parcels, places, removing
from app.cli.naming import NameOption, Slug, names_in, text_of
from app.cli.sharing import (
    AvailabilityOption,
    ForReadersOption,
    GiveOption,
    MemberGroupOption,
    MemberGroupsOption,
    RefuseOption,
    RequestsOption,
    TakeBackOption,
    TransitOption,
    member_groups_in,
    sharing_in,
    sharing_lines,
    transit_in,
)
from app.cli.terminal import StoreOption, note, say, show_table
from graph.access.model import Reading, SharingLevel, operator
from graph.tenants.model import ImportPolicy, OnConflict, OnMatch, Quota, Sharing, Tenant

_EXAMPLES = """\b
Examples:
  catalograph tenant network create lakeside --name "Lakeside Network"
  catalograph tenant create harbor --name "en=Harbor Library" --name "de=Hafenbibliothek" --network lakeside
  catalograph tenant set harbor --sharing network --match-on lccn --match-on isbn
  catalograph tenant set harbor --records 200000 --cost-per-minute 50000 --import-lanes 2 --region eu-central
  catalograph tenant location harbor map-room --name "Map Room"
  catalograph tenant list
"""

commands = typer.Typer(help="Make and change libraries and networks.", no_args_is_help=True, epilog=_EXAMPLES)
networks = typer.Typer(help="Networks: libraries that share with each other.", no_args_is_help=True)
commands.add_typer(networks, name="network")
commands.add_typer(places.units, name="unit")
commands.add_typer(places.points, name="point")

SharingOption = Annotated[
    SharingLevel | None, typer.Option("--sharing", help="Who reads its catalogue: everyone, its networks, or nobody.")
]
MatchOption = Annotated[
    list[str] | None,
    typer.Option("--match-on", help="Identifiers imports match on besides control numbers; `none` for none."),
]
OnMatchOption = Annotated[OnMatch | None, typer.Option("--on-match", help="What a matching record does.")]
OnConflictOption = Annotated[
    OnConflict | None, typer.Option("--on-conflict", help="Whose statement wins: a person's (keep) or the source's.")
]
SourceOption = Annotated[str | None, typer.Option("--source", help="The source its imports declare by default.")]
TableOption = Annotated[str | None, typer.Option("--item-table", help="How its local item fields are read.")]

RecordsOption = Annotated[
    str | None, typer.Option("--records", metavar="N|none", help="How many records (instances) it may have.")
]
CostOption = Annotated[
    str | None,
    typer.Option("--cost-per-minute", metavar="N|none", help="What its requests may cost in a minute on one machine."),
]
LanesOption = Annotated[
    int | None, typer.Option("--import-lanes", min=1, max=64, help="How many of its imports may run at once.")
]
RegionOption = Annotated[
    str | None, typer.Option("--region", metavar="NAME|none", help="The only region its data may be written in.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    commands.command("export", epilog=parcels.EXPORT)(parcels.send)
    commands.command("import", epilog=parcels.IMPORT)(parcels.receive)
    commands.command(epilog=removing.EXAMPLES)(removing.remove)
    app.add_typer(commands, name="tenant")


@commands.command(epilog='\b\nExample:\n  catalograph tenant create harbor --name "Harbor Library" --network lakeside')
def create(
    slug: Slug,
    name: NameOption = None,
    network: Annotated[list[str] | None, typer.Option("--network", help="A network it belongs to.")] = None,
    sharing: SharingOption = None,
    match_on: MatchOption = None,
    on_match: OnMatchOption = None,
    on_conflict: OnConflictOption = None,
    source: SourceOption = None,
    item_table: TableOption = None,
    store: StoreOption = None,
) -> None:
    """Make a library."""
    with opened(store, create=True) as installation:
        tenants = installation.services.tenants
        tenants.create_tenant(
            operator(),
            slug,
            names_in(name) or {"und": slug},
            networks=network or (),
            sharing=Sharing(sharing or SharingLevel.PUBLIC),
            policy=_policy(ImportPolicy(), match_on, on_match, on_conflict, source),
            item_table=item_table or "standard",
        )
        note(f"made {slug}")


@commands.command("set", epilog="\b\nExample:\n  catalograph tenant set harbor --sharing network --match-on isbn")
def change(
    slug: Slug,
    name: NameOption = None,
    sharing: SharingOption = None,
    match_on: MatchOption = None,
    on_match: OnMatchOption = None,
    on_conflict: OnConflictOption = None,
    source: SourceOption = None,
    item_table: TableOption = None,
    records: RecordsOption = None,
    cost_per_minute: CostOption = None,
    import_lanes: LanesOption = None,
    region: RegionOption = None,
    availability: AvailabilityOption = None,
    requests: RequestsOption = None,
    give: GiveOption = None,
    refuse: RefuseOption = None,
    take_back: TakeBackOption = None,
    transit: TransitOption = None,
    members_group: MemberGroupOption = None,
    group_for: MemberGroupsOption = None,
    for_readers: ForReadersOption = None,
    store: StoreOption = None,
) -> None:
    """Change a library; what isn't named stays."""
    with opened(store) as installation:
        tenants = installation.services.tenants
        tenants.update(
            operator(),
            slug,
            name=names_in(name) if name else None,
            sharing=sharing_in(tenants.tenant(slug).sharing, sharing, availability, requests, give, refuse, take_back),
            transit=transit_in(tenants.tenant(slug).transit, transit),
            member_group="" if members_group == "none" else members_group,
            member_groups=member_groups_in(tenants.tenant(slug).member_groups, group_for),
            asks_for_readers=for_readers,
            policy=_policy(tenants.tenant(slug).policy, match_on, on_match, on_conflict, source),
            item_table=item_table,
            quota=_quota(tenants.tenant(slug).quota, records, cost_per_minute, import_lanes),
            region="" if region == "none" else region,
        )
        note(f"changed {slug}")


@commands.command(
    "list", epilog="\b\nExample:\n  catalograph tenant list --store sqlite:///var/demo/catalograph.sqlite"
)
def list_all(store: StoreOption = None) -> None:
    """List the libraries."""
    with opened(store) as installation:
        tenants = [tenant for tenant in installation.services.tenants.tenants() if tenant is not None]
        show_table(
            ("slug", "name", "networks", "sharing"),
            ((each.slug, text_of(each.name), " ".join(each.networks), each.sharing.catalogue) for each in tenants),
        )


@commands.command(epilog="\b\nExample:\n  catalograph tenant show harbor")
def show(slug: Slug, store: StoreOption = None) -> None:
    """Show everything about one library."""
    with opened(store) as installation:
        tenant = installation.services.tenants.tenant(slug)
        scope = installation.services.access.scope(operator(slug), Reading())
        (locations,) = installation.services.tenants.locations([slug], scope)
        for line in _lines(tenant):
            say(line)
        for location in locations:
            say(f"location    {location.code}: {text_of(location.name)}")


@commands.command(epilog="\b\nExample:\n  catalograph tenant join harbor lakeside")
def join(
    slug: Slug,
    network: Annotated[str, typer.Argument(help="The network's slug.")],
    store: StoreOption = None,
) -> None:
    """Make a library a member of a network."""
    with opened(store) as installation:
        installation.services.tenants.join(operator(), slug, network)
        note(f"{slug} belongs to {network}")


@commands.command(epilog=leaving.EXAMPLES)
def leave(
    slug: Slug,
    network: Annotated[str, typer.Argument(help="The network's slug.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what it would do, and do nothing.")] = False,
    store: StoreOption = None,
) -> None:
    """End a library's membership of a network; it takes along what is its own."""
    leaving.leave(slug, network, store, dry_run=dry_run)


@commands.command(epilog='\b\nExample:\n  catalograph tenant location harbor map-room --name "Map Room" --parent main')
def location(
    slug: Slug,
    code: Annotated[str, typer.Argument(help="The code its records use.")],
    name: NameOption = None,
    parent: Annotated[str | None, typer.Option("--parent", help="The code of the location it is part of.")] = None,
    store: StoreOption = None,
) -> None:
    """Add or rename a location of a library."""
    with opened(store) as installation:
        wanted = (code, names_in(name) or {"und": code}, parent)
        installation.services.tenants.add_locations(operator(), slug, [wanted])
        note(f"{slug} has the location {code}")


@networks.command(
    "create", epilog='\b\nExample:\n  catalograph tenant network create lakeside --name "Lakeside Network"'
)
def create_network(
    slug: Slug,
    name: NameOption = None,
    sharing: SharingOption = None,
    store: StoreOption = None,
) -> None:
    """Make a network."""
    with opened(store, create=True) as installation:
        shared = Sharing(sharing or SharingLevel.PUBLIC)
        installation.services.tenants.create_network(operator(), slug, names_in(name) or {"und": slug}, shared)
        note(f"made the network {slug}")


@networks.command("list", epilog="\b\nExample:\n  catalograph tenant network list")
def list_networks(store: StoreOption = None) -> None:
    """List the networks and their members."""
    with opened(store) as installation:
        found = [network for network in installation.services.tenants.networks() if network is not None]
        show_table(
            ("slug", "name", "members"), ((each.slug, text_of(each.name), " ".join(each.members)) for each in found)
        )


def _policy(
    before: ImportPolicy,
    match_on: list[str] | None,
    on_match: OnMatch | None,
    on_conflict: OnConflict | None,
    source: str | None,
) -> ImportPolicy:
    return replace(
        before,
        match_on=before.match_on if match_on is None else tuple(each for each in match_on if each != "none"),
        on_match=on_match or before.on_match,
        on_conflict=on_conflict or before.on_conflict,
        source=source or before.source,
    )


def _quota(before: Quota, records: str | None, cost_per_minute: str | None, import_lanes: int | None) -> Quota | None:
    if records is None and cost_per_minute is None and import_lanes is None:
        return None
    return Quota(
        before.records if records is None else _number(records),
        before.cost_per_minute if cost_per_minute is None else _number(cost_per_minute),
        import_lanes or before.import_lanes,
    )


def _number(text: str) -> int | None:
    if text == "none":
        return None
    if not text.isdecimal():
        raise typer.BadParameter(f"“{text}” is neither a whole number nor none.")
    return int(text)


def _lines(tenant: Tenant) -> list[str]:
    names = [f"name        {text} ({language})" for language, text in sorted(tenant.name.items())]
    policy = tenant.policy
    return [
        f"slug        {tenant.slug}",
        f"iri         {tenant.iri}",
        *names,
        f"networks    {' '.join(tenant.networks) or 'none'}",
        f"follows     {tenant.lending_network or 'no network'}",
        f"lends       {f'to members as to {tenant.member_group}' if tenant.member_group else 'to no members'}",
        *sharing_lines(tenant),
        f"match on    control number {' '.join(policy.match_on)}".rstrip(),
        f"on match    {policy.on_match}",
        f"on conflict {policy.on_conflict}",
        f"source      {policy.source}",
        f"item table  {tenant.item_table}",
        f"records     {_most(tenant.quota.records)}",
        f"cost/minute {_most(tenant.quota.cost_per_minute)}",
        f"lanes       {tenant.quota.import_lanes}",
        f"region      {tenant.region or 'any'}",
    ]


def _most(number: int | None) -> str:
    return "no quota" if number is None else f"at most {number:,}"
