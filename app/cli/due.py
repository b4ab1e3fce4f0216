"""`catalograph run due`: what becomes due in lending by itself, done now."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.terminal import Exit, StoreOption, note, say, show_table, stop
from graph.access.model import operator
from mappings.errors import CatalographError

if TYPE_CHECKING:
    from graph.circulation.messages.mailing import Mailer
    from graph.circulation.messages.sending import Sending
    from graph.circulation.nightly import Due
    from graph.network.co_circulation.model import Publication
    from graph.services import Services

_EPILOG: Final = """\b
Examples:
  catalograph run due
  catalograph run due --tenant harbor --tenant lindenau

\b
Run it once a night or every quarter of an hour, beside a running server: what is done is not done again. Requests and
hold shelves run out and the next in the queue is served, whoever waits while a copy stands on the shelf has it fetched,
long overdue items count as lost and are billed, loans of lost items that are paid for end, and the notices that are due
are written and sent by e-mail, where a mail server is named (CATALOGRAPH_MAIL_HOST). Loans that ended long enough ago
are nobody's from then on, where the library settled so. Without --tenant, networks publish what is due of what the same
people borrow, before that, and find which works of their libraries are one.
"""

_PUBLISHING: Final = """\b
Examples:
  catalograph run co-circulation --dry-run
  catalograph run co-circulation --network rivers

\b
A network that counts (coCirculationSettle) publishes on fixed days what the same people borrowed in the months before,
from so many distinct borrowers on that nobody can be told from it. What was published is not published again.
`catalograph run due` does this, too.
"""

_FOLLOWING: Final = """\b
Examples:
  catalograph run clusters

\b
Networks find which works of their libraries are one: those that changed since are compared again. What is sure is
joined, what is likely waits for a person (clusterProposals). Beside a running server this is done all the time; the end
of an import over the API does it, too, and so does `catalograph run due`. What was cut off when a library had just left
a network is completed along with it.
"""

_COLUMNS: Final = ("library", "requests over", "to fetch", "lost", "paid for", "notices", "sent", "not sendable",
                   "loans made nameless")  # fmt: skip

commands = typer.Typer(help="Do what otherwise becomes due by itself.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    commands.callback()(_run)
    commands.command(epilog=_EPILOG)(due)
    commands.command("co-circulation", epilog=_PUBLISHING)(co_circulation)
    commands.command("clusters", epilog=_FOLLOWING)(clusters)
    app.add_typer(commands, name="run")


def _run() -> None:
    """Do what otherwise becomes due by itself."""


def due(
    tenant: Annotated[list[str] | None, typer.Option("--tenant", help="Only these libraries; else every one.")] = None,
    store: StoreOption = None,
) -> None:
    """End requests that are over, count long overdue items as lost, write and send the notices that are due."""
    from app.mail import mailer

    rows: list[tuple[str, ...]] = []
    problems: list[str] = []
    with opened(store) as installation:
        services, sender = installation.services, mailer(installation.settings)
        published = [] if tenant else _published(services, None, problems, dry_run=False)
        if not tenant:
            services.clusters.follow()
            services.departures.complete()
        slugs = [services.tenants.tenant(each).slug for each in tenant or services.tenants.directory().tenants]
        for slug in slugs:
            done = _done(slug, lambda slug=slug: services.circulation.nightly.due(operator(slug)))  # type: ignore[misc]
            _told(services, slug, done)
            nameless = _forgotten(services, slug, done)
            lists: tuple[Sized, ...] = (done.expired, done.fetched, done.lost, done.paid, done.notices)
            sent = _sent(services, slug, sender, done)
            counts = (*map(len, lists), sent.sent, sent.failed, nameless)
            rows.append((slug, *(f"{each:,}" for each in counts)))
            problems += [*done.problems, *sent.problems]
    show_table(_COLUMNS, rows)
    _tell(published)
    if sender is None:
        note("notices wait: no mail server is named (CATALOGRAPH_MAIL_HOST)")
    for each in problems:
        say(each)
    note(f"{len(problems):,} problems")
    if problems:
        stop(Exit.FAILED)


def co_circulation(
    network: Annotated[list[str] | None, typer.Option("--network", help="Only these networks; else every one.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be published.")] = False,
    store: StoreOption = None,
) -> None:
    """Publish what the same people borrow, where it is due."""
    problems: list[str] = []
    with opened(store) as installation:
        published = _published(installation.services, network, problems, dry_run=dry_run)
    _tell(published)
    note(f"{len(published):,} {'would be published' if dry_run else 'published'}")
    for each in problems:
        say(each)
    if problems:
        stop(Exit.FAILED)


def clusters(store: StoreOption = None) -> None:
    """Find which works of a network's libraries are one."""
    with opened(store) as installation:
        for network, written in installation.services.clusters.follow().items():
            say(f"{network}: {written:,} clusters and proposals written")
        if completed := installation.services.departures.complete():
            say(f"{completed:,} departures completed that were cut off")


def _published(
    services: Services, networks: list[str] | None, problems: list[str], *, dry_run: bool
) -> list[Publication]:
    """What networks published, or would. What is wrong with one keeps no other from its turn."""
    known = services.tenants.directory().networks
    found = []
    for slug in networks or known:
        try:
            found.append(services.co_circulation.publish(operator(), slug, dry_run=dry_run))
        except CatalographError as error:
            problems.append(f"{slug}: {error.message}")
    return [each for each in found if each is not None]


def _tell(published: list[Publication]) -> None:
    for each in published:
        days = f"{each.window.start} to {each.window.end}"
        say(f"{each.network}: {each.pairs:,} pairs of works borrowed together, {days}")


def _told(services: Services, slug: str, done: Due) -> None:
    """Other libraries are written to about loans of theirs that are overdue, called back, lost or returned."""
    try:
        services.interlending.follow(operator(slug))
    except CatalographError as error:
        done.problems.append(f"{slug}: {error.message}")


def _forgotten(services: Services, slug: str, done: Due) -> int:
    """How many loans are nobody's from now on. What is wrong is told with the rest."""
    try:
        days = services.settings.of(slug).limits.history_days
        services.interlending.forgetting.forget(operator(slug), days)
        return services.privacy.anonymise(operator(slug), days)
    except CatalographError as error:
        done.problems.append(f"{slug}: {error.message}")
        return 0


def _sent(services: Services, slug: str, sender: Mailer | None, done: Due) -> Sending:
    """What was sent for a library, with what it had done before. What is wrong is told with the rest."""
    from graph.circulation.messages.sending import Sending

    try:
        return Sending() if sender is None else services.sending.send(operator(slug), sender)
    except CatalographError as error:
        done.problems.append(f"{slug}: {error.message}")
        return Sending()


def _done(slug: str, run: Callable[[], Due]) -> Due:
    """What was done in a library. Settings that are wrong in one keep no other from its turn."""
    from graph.circulation.nightly import Due

    try:
        return run()
    except CatalographError as error:
        return Due(problems=[f"{slug}: {error.message}"])
