"""`catalograph notices`: what messages to patrons say, and which could not be sent."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.publishing import DryOption, FileArgument, PastOption, TenantOption, publish_text, show_text, text_in
from app.cli.terminal import StoreOption, note, say, show_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.circulation.messages.places import Addressed, Thing
    from graph.circulation.messages.templates import Template

_EXAMPLES: Final = """\b
Examples:
  catalograph notices preset --language de > templates.txt
  catalograph notices preview overdue templates.txt --language de
  catalograph notices publish templates.txt --tenant harbor
  catalograph notices list --tenant harbor

\b
How to write templates: docs/how-to/notices.md.
"""

commands = typer.Typer(help="What messages to patrons say, and which were not sent.", no_args_is_help=True,
                       epilog=_EXAMPLES)  # fmt: skip

LanguageOption = Annotated[str, typer.Option("--language", help="A language, as a BCP 47 tag: en, de-AT.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="notices")


@commands.command(epilog=_EXAMPLES)
def preset(language: LanguageOption = "en") -> None:
    """Print the templates that hold where a library has none of its own."""
    from graph.circulation.messages.presets import TEMPLATES
    from graph.circulation.messages.templates import as_text

    sys.stdout.write(as_text(each for each in TEMPLATES if each.language == language))


@commands.command(epilog=_EXAMPLES)
def publish(file: FileArgument, tenant: TenantOption, dry_run: DryOption = False, store: StoreOption = None) -> None:
    """Put templates in force for a library."""
    from graph.circulation.messages.templates import InvalidTemplates

    try:
        publish_text(file, tenant, store, lambda settings, actor, text: settings.publish_templates(
            actor, text, settings.templates(actor).revision, dry_run=dry_run), dry_run=dry_run)  # fmt: skip
    except InvalidTemplates as error:
        for each in error.problems:
            note(f"{file}:{each}")
        raise


@commands.command(epilog=_EXAMPLES)
def show(tenant: TenantOption, past: PastOption = False, store: StoreOption = None) -> None:
    """Print a library's own templates."""
    show_text(tenant, store, lambda settings, actor: settings.templates(actor), "notice-templates", past=past)


@commands.command(epilog=_EXAMPLES)
def preview(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="The kind of notice: overdue, ready …")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="Templates; without, only the presets.")] = "",
    language: LanguageOption = "en",
) -> None:
    """Print what a message would say to somebody invented."""
    from graph.circulation.messages.composing import House
    from graph.circulation.messages.templates import written

    house = House({}, tuple(_read(file)) if file else ())
    template = house.template(kind, language)
    if template is None:
        raise typer.BadParameter(f"there is no template of “{kind}”")
    subject, text = written(template, *_example(language))
    say(f"Subject: {subject}\n\n{text}")


@commands.command("list", epilog=_EXAMPLES)
def list_notices(tenant: TenantOption, store: StoreOption = None) -> None:
    """Say how many notices of a library wait, and how many could not be sent, and why."""
    from app.bootstrap import opened
    from graph.access.model import operator
    from graph.circulation.messages.model import NoticeState

    with opened(store) as installation:
        installation.services.tenants.tenant(tenant)
        sending, actor = installation.services.sending, operator(tenant)
        counts = Counter(
            (state.value, each.template, each.trouble.value if each.trouble else "")
            for state in (NoticeState.WAITING, NoticeState.SENDING, NoticeState.FAILED)
            for each in sending.notices(actor, state)
        )
    show_table(("state", "kind", "because", "notices"), [(*key, f"{n:,}") for key, n in sorted(counts.items())])


def _read(file: str) -> Sequence[Template]:
    from graph.circulation.messages.templates import InvalidTemplates, read_templates

    try:
        return read_templates(text_in(file))
    except InvalidTemplates as error:
        for each in error.problems:
            note(f"{file}:{each}")
        raise


def _example(language: str) -> tuple[Addressed, Sequence[Thing]]:
    from dataclasses import replace

    from graph.circulation.messages.places import EXAMPLE

    to, things = EXAMPLE
    return replace(to, language=language), things
