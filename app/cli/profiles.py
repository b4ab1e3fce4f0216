"""`catalograph profiles`: which application profiles there are, what each says, and a library's own table of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

import orjson
import typer

from app.cli.publishing import DryOption, EitherTenant, FileArgument, TenantOption, text_in
from app.cli.terminal import Exit, StoreOption, note, say, show_table, stop

if TYPE_CHECKING:
    from mappings.profiles.resolve import Library

_EXAMPLES: Final = """\b
Examples:
  catalograph profiles list
  catalograph profiles show monograph
  catalograph profiles shacl monograph > monograph.ttl
  catalograph profiles check own.csv
  catalograph profiles publish own.csv --tenant harbor

\b
How a library changes a form: docs/how-to/profiles.md.
"""
_SHOW: Final = """\b
Examples:
  catalograph profiles show monograph
  catalograph profiles show monograph --form
  catalograph profiles show resource --table
  catalograph profiles show monograph --tenant harbor
"""

_LIST: Final = """\b
Examples:
  catalograph profiles list
  catalograph profiles list --tenant harbor
"""
_SHACL: Final = """\b
Examples:
  catalograph profiles shacl monograph > monograph.ttl
  catalograph profiles shacl zine --tenant harbor
"""
_CHECK: Final = """\b
Example:
  catalograph profiles check own.csv
"""
_PUBLISH: Final = """\b
Examples:
  catalograph profiles publish own.csv --tenant harbor --dry-run
  catalograph profiles publish own.csv --tenant harbor
"""

commands = typer.Typer(
    help="Application profiles: the forms and checks of cataloguing.", no_args_is_help=True, epilog=_EXAMPLES
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The profile, such as monograph.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="profiles")


@commands.command("list", epilog=_LIST)
def list_profiles(tenant: EitherTenant = None, store: StoreOption = None) -> None:
    """Tell which profiles there are; with --tenant, those of a library."""
    rows = [
        (each.id, ", ".join(str(root.describes) for root in each.roots), each.label["en"], "own" if each.own else "")
        for each in _library(tenant, store).offered
    ]
    show_table(("profile", "describes", "label", ""), rows)


@commands.command(epilog=_SHOW)
def show(
    name: NameArgument,
    form: Annotated[bool, typer.Option("--form", help="The form as clients get it, in JSON.")] = False,
    table: Annotated[bool, typer.Option("--table", help="The shared table itself, to copy rows from.")] = False,
    tenant: EitherTenant = None,
    store: StoreOption = None,
) -> None:
    """Tell the fields of a profile with everything it inherits, or its form, or its table."""
    from mappings.profiles.form import form_of
    from mappings.profiles.resolve import table_text

    if table:
        sys.stdout.write(table_text(name))
        return
    profile = _library(tenant, store).get(name)
    if form:
        say(orjson.dumps(form_of(profile), option=orjson.OPT_INDENT_2).decode())
        return
    rows = [
        (shape.id, field.property, field.label["en"], field.marc, _often(field.mandatory, field.repeatable))
        for shape in profile.shapes.values()
        for field in shape.fields
        if not field.hidden
    ]
    show_table(("shape", "property", "label", "MARC", ""), rows)


def _often(mandatory: bool, repeatable: bool) -> str:  # noqa: FBT001 - the two columns of a row
    return " ".join(word for word, holds in (("mandatory", mandatory), ("once", not repeatable)) if holds)


@commands.command(epilog=_SHACL)
def shacl(name: NameArgument, tenant: EitherTenant = None, store: StoreOption = None) -> None:
    """Print the shapes of a profile as SHACL, in Turtle."""
    from mappings.profiles.shacl import shacl_of

    sys.stdout.write(shacl_of(_library(tenant, store).get(name)))


@commands.command(epilog=_CHECK)
def check(file: FileArgument) -> None:
    """Say what can't be understood in a library's own table, with row and column. Exit code 1 for a mistake."""
    from mappings.profiles.errors import InvalidProfiles
    from mappings.profiles.reader import read_table
    from mappings.profiles.resolve import library, tables

    try:
        found = library(tables(), read_table(text_in(file)))
    except InvalidProfiles as error:
        for each in error.problems:
            say(f"{file}: {each}")
        note(f"{len(error.problems)} to correct")
        stop(Exit.FAILED)
    changed = [each.id for each in found.offered if each.own]
    note(f"{file} can be published; it changes {', '.join(changed) or 'nothing'}")


@commands.command(epilog=_PUBLISH)
def publish(file: FileArgument, tenant: TenantOption, dry_run: DryOption = False, store: StoreOption = None) -> None:
    """Put a library's own table of profiles in force; an empty file leaves the shared ones as they are."""
    from app.bootstrap import opened
    from graph.access.model import operator
    from mappings.profiles.errors import InvalidProfiles

    text, actor = text_in(file), operator(tenant)
    with opened(store) as installation:
        installation.services.tenants.tenant(tenant)
        profiles = installation.services.profiles
        try:
            published = profiles.publish(actor, text, profiles.own(actor).revision, dry_run=dry_run)
        except InvalidProfiles as error:
            for each in error.problems:
                note(f"{file}: {each}")
            raise
    for finding in published.findings:
        say(f"{file}:{finding}")
    note(f"{file} {'would be in force' if dry_run else f'is in force in {tenant}, revision {published.revision}'}")


def _library(tenant: str | None, store: str | None) -> Library:
    """The profiles of a library, or the shared ones, for which no store is opened."""
    if tenant is None:
        from mappings.profiles.resolve import shared

        return shared()
    from app.bootstrap import opened

    with opened(store) as installation:
        installation.services.tenants.tenant(tenant)
        return installation.services.profiles.of(tenant)
