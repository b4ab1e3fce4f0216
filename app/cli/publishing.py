"""`catalograph rules publish`, `rules show` and `catalograph calendar`: what is in force in a library of a store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Final

import typer

from app.cli.terminal import StoreOption, note, say, show_table
from mappings.errors import CatalographError

if TYPE_CHECKING:
    from graph.access.model import Actor
    from graph.circulation.publishing import SettingsService
    from graph.tenants.texts import Edition, Published

PUBLISH_RULES: Final = """\b
Examples:
  catalograph rules publish lending.rules --tenant harbor --dry-run
  catalograph rules publish lending.rules --tenant harbor
  catalograph rules publish rivers.rules --network rivers

\b
What can't be understood is refused with its lines, and what is in force stays. What was hardly meant is told.
"""
SHOW_RULES: Final = """\b
Examples:
  catalograph rules show --tenant harbor > lending.rules
  catalograph rules show --tenant harbor --past
  catalograph rules show --network rivers
"""
FOLLOW_RULES: Final = """\b
Examples:
  catalograph rules follow --tenant harbor --network rivers
  catalograph rules follow --tenant harbor

\b
What the library's own rules say goes before; without --network it follows none.
"""
_CALENDAR: Final = """\b
Examples:
  catalograph calendar show --tenant harbor > hours.toml
  catalograph calendar publish hours.toml --tenant harbor
  catalograph calendar show --tenant harbor --past
"""

calendar = typer.Typer(help="The opening hours of a library.", no_args_is_help=True, epilog=_CALENDAR)

TenantOption = Annotated[str, typer.Option("--tenant", help="The library.")]
EitherTenant = Annotated[str | None, typer.Option("--tenant", help="The library.")]
EitherNetwork = Annotated[str | None, typer.Option("--network", help="The network, by slug, instead of a library.")]
FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="The text, or - for standard input.")]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Only check it; nothing is written.")]
PastOption = Annotated[bool, typer.Option("--past", help="Who changed it when, instead of the text.")]


class NotText(CatalographError):
    """A file of rules, hours or names that is not text in UTF-8."""

    code: ClassVar[str] = "NOT_TEXT"
    hint: ClassVar[str] = "Save it as UTF-8 text; `iconv -f latin1 -t utf-8` converts an old one."


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(calendar, name="calendar")


def publish_rules(
    file: FileArgument,
    tenant: EitherTenant = None,
    network: EitherNetwork = None,
    dry_run: DryOption = False,
    store: StoreOption = None,
) -> None:
    """Put lending rules in force for a library, or for all that follow a network."""
    from graph.circulation.rules.errors import InvalidRules

    try:
        if _one(tenant, network):
            publish_text(file, tenant or "", store, lambda settings, actor, text: settings.publish_rules(
                actor, text, settings.rules(actor).revision, dry_run=dry_run), dry_run=dry_run)  # fmt: skip
        else:
            _publish_network_rules(file, network or "", store, dry_run=dry_run)
    except InvalidRules as error:
        for each in error.problems:
            note(f"{file}:{each}")
        raise


def show_rules(
    tenant: EitherTenant = None,
    network: EitherNetwork = None,
    past: PastOption = False,
    store: StoreOption = None,
) -> None:
    """Print the lending rules in force in a library, or those of a network."""
    if _one(tenant, network):
        show_text(tenant or "", store, lambda settings, actor: settings.rules(actor), "lending-rules", past=past)
        return
    from app.bootstrap import opened
    from graph.access.model import operator

    with opened(store) as installation:
        rules, actor = installation.services.network_rules, operator()
        if past:
            _show_past(rules.past(actor, network or ""))
        else:
            _show(rules.rules(actor, network or ""))


def follow_rules(
    tenant: TenantOption,
    network: Annotated[str | None, typer.Option("--network", help="One of its networks; without, none.")] = None,
    store: StoreOption = None,
) -> None:
    """Choose the network whose lending rules hold behind those of a library."""
    from app.bootstrap import opened
    from graph.access.model import operator

    with opened(store) as installation:
        installation.services.tenants.tenant(tenant)
        installation.services.settings.follow(operator(tenant), network)
    note(f"{tenant} follows the rules of {network or 'no network'}")


@calendar.command("publish", epilog=_CALENDAR)
def publish_hours(
    file: FileArgument, tenant: TenantOption, dry_run: DryOption = False, store: StoreOption = None
) -> None:
    """Put opening hours in force for a library."""
    publish_text(file, tenant, store, lambda settings, actor, text: settings.publish_hours(
        actor, text, settings.hours(actor).revision, dry_run=dry_run), dry_run=dry_run)  # fmt: skip


@calendar.command("show", epilog=_CALENDAR)
def show_hours(tenant: TenantOption, past: PastOption = False, store: StoreOption = None) -> None:
    """Print the opening hours in force in a library."""
    show_text(tenant, store, lambda settings, actor: settings.hours(actor), "opening-hours", past=past)


def publish_text(
    file: str,
    tenant: str,
    store: str | None,
    publish: Callable[[SettingsService, Actor, str], Published],
    *,
    dry_run: bool,
) -> None:
    """Put the text of a file in force for a library, and tell what is to be looked at again."""
    from app.bootstrap import opened
    from graph.access.model import operator

    text = text_in(file)
    with opened(store) as installation:
        installation.services.tenants.tenant(tenant)
        published = publish(installation.services.settings, operator(tenant), text)
    _tell(file, tenant, published, dry_run=dry_run)


def _publish_network_rules(file: str, network: str, store: str | None, *, dry_run: bool) -> None:
    from app.bootstrap import opened
    from graph.access.model import operator

    text = text_in(file)
    with opened(store) as installation:
        rules, actor = installation.services.network_rules, operator()
        revision = rules.rules(actor, network).revision
        published = rules.publish(actor, network, text, revision, dry_run=dry_run)
    _tell(file, f"the network {network}", published, dry_run=dry_run)


def _tell(file: str, where: str, published: Published, *, dry_run: bool) -> None:
    for each in published.findings:
        say(f"{file}:{each}")
    done = "would be in force" if dry_run else f"is in force in {where}, revision {published.revision}"
    note(f"{file} {done}; {len(published.findings)} to look at")


def _one(tenant: str | None, network: str | None) -> bool:
    """Whether it is about a library, and not about a network."""
    if (tenant is None) == (network is None):
        raise typer.BadParameter("Name a --tenant or a --network.")
    return tenant is not None


def show_text(
    tenant: str, store: str | None, read: Callable[[SettingsService, Actor], Published], which: str, *, past: bool
) -> None:
    """Print the text that is in force in a library, or who wrote which version of it."""
    from app.bootstrap import opened
    from graph.access.model import operator
    from graph.circulation.publishing import Text

    with opened(store) as installation:
        installation.services.tenants.tenant(tenant)
        settings, actor = installation.services.settings, operator(tenant)
        if past:
            _show_past(settings.past(actor, Text(which)))
        else:
            _show(read(settings, actor))


def _show_past(past: Sequence[Edition]) -> None:
    rows = [(str(each.revision), each.changed.isoformat(), each.by or "operator") for each in past]
    show_table(("revision", "when", "who"), rows)


def _show(published: Published) -> None:
    sys.stdout.write(published.text)
    note("written by nobody: the default" if published.revision == 0 else f"revision {published.revision}")


def text_in(file: str) -> str:
    """A file's text, or that of standard input. Raises `NotText`."""
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NotText(f"{file} is not UTF-8: line {line} has a byte that is none.") from None
