"""`catalograph tenant remove`: a library and everything of it, for good."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

import typer

from app.bootstrap import Installation, opened
from app.cli.progress import metered
from app.cli.terminal import StoreOption, note
from app.projecting import PROJECTIONS
from graph.access.model import Reading, operator
from graph.catalogue.job_documents import JobState
from graph.store.filelock import AlreadyRunning
from graph.tenants.model import TenantError

EXAMPLES: Final = """\b
Examples:
  catalograph tenant remove harbor
  catalograph tenant remove harbor --yes

\b
Removes its records, patrons, loans, orders, settings, files waiting for their import, and the accounts and tokens that
have no rights elsewhere; other libraries stay as they are. There is no way back but a file of `tenant export`:
a backup that is restored into this store leaves the library out. Killed, it is completed by running it again.
"""


class ImportsRunning(TenantError):
    """Imports into the library are waiting or running; it can't be removed under them."""

    code: ClassVar[str] = "IMPORTS_RUNNING"
    hint: ClassVar[str] = "Cancel them or wait until they have ended, then do it again."


def remove(
    slug: Annotated[str, typer.Argument(help="The library to remove.")],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask for its name to be typed.")] = False,
    store: StoreOption = None,
) -> None:
    """Remove a library without a trace."""
    with opened(store) as installation:
        if not yes and typer.prompt(f"Type {slug} to remove the library for good", err=True) != slug:
            raise typer.BadParameter("the name typed is another one; nothing was removed.")
        _refuse_imports(installation, slug)
        done = installation.remove_tenant(slug, lambda kind: note(f"removing {kind}"))
        _make_anew(installation)
    note(f"removed {slug}: {done.documents:,} documents, {done.accounts:,} accounts, {done.tokens:,} tokens")


def _make_anew(installation: Installation) -> None:
    """Search and SPARQL from the log: what is only deleted from them stays in their files."""
    try:
        for name in PROJECTIONS:
            with metered(name, "events") as meter:

                def progress(reached: int, goal: int, meter=meter) -> None:  # type: ignore[no-untyped-def]
                    meter.show(reached, reached / goal if goal else None)

                installation.bring_up_to_date(name, progress, again=True)
    except AlreadyRunning:
        note("search and SPARQL no longer find it; the processes that keep them are making their files anew")


def _refuse_imports(installation: Installation, slug: str) -> None:
    services = installation.services
    if services.tenants.tenants([slug]) == [None]:
        return
    jobs = services.jobs.jobs_of(slug, services.access.scope(operator(slug), Reading()))
    if any(job.state in {JobState.QUEUED, JobState.RUNNING} for job in jobs):
        raise ImportsRunning(f"An import into {slug} has not ended.")
