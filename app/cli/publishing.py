"""`catalograph rules publish`, `rules show` and `catalograph calendar`: what is in force in a library of a store."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Final

import typer

from app.cli.terminal import StoreOption, note, say, show_table
from mappings.errors import CatalographError

if TYPE_CHECKING:
    from graph.access.model import Actor
    from graph.circulation.publishing import Published, SettingsService

PUBLISH_RULES: Final = """\b
Examples:
  catalograph rules publish lending.rules --tenant harbor --dry-run
  catalograph rules publish lending.rules --tenant harbor

\b
What can't be understood is refused with its lines, and what is in force stays. What was hardly meant is told.
"""
SHOW_RULES: Final = """\b
Examples:
  catalograph rules show --tenant harbor > lending.rules
  catalograph rules show --tenant harbor --past
"""
_CALENDAR: Final = """\b
Examples:
  catalograph calendar show --tenant harbor > hours.toml
  catalograph calendar publish hours.toml --tenant harbor
  catalograph calendar show --tenant harbor --past
"""

calendar = typer.Typer(help="The opening hours of a library.", no_args_is_help=True, epilog=_CALENDAR)

TenantOption = Annotated[str, typer.Option("--tenant", help="The library.")]
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
    file: FileArgument, tenant: TenantOption, dry_run: DryOption = False, store: StoreOption = None
) -> None:
    """Put lending rules in force for a library."""
    from graph.circulation.rules.errors import InvalidRules

    try:
        publish_text(file, tenant, store, lambda settings, actor, text: settings.publish_rules(
            actor, text, settings.rules(actor).revision, dry_run=dry_run), dry_run=dry_run)  # fmt: skip
    except InvalidRules as error:
        for each in error.problems:
            note(f"{file}:{each}")
        raise


def show_rules(tenant: TenantOption, past: PastOption = False, store: StoreOption = None) -> None:
    """Print the lending rules in force in a library."""
    show_text(tenant, store, lambda settings, actor: settings.rules(actor), "lending-rules", past=past)


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
    for each in published.findings:
        say(f"{file}:{each}")
    done = "would be in force" if dry_run else f"is in force in {tenant}, revision {published.revision}"
    note(f"{file} {done}; {len(published.findings)} to look at")


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
            rows = [
                (str(x.revision), x.changed.isoformat(), x.by or "operator") for x in settings.past(actor, Text(which))
            ]
            show_table(("revision", "when", "who"), rows)
            return
        published = read(settings, actor)
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
