"""`catalograph headings`: heading changes carried into descriptions, as batches that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

import typer

from app.bootstrap import Installation, opened
from app.cli.freshness import brought_up_to_date
from app.cli.progress import metered, stopping
from app.cli.terminal import Exit, StoreOption, note, show_table, stop
from app.projecting import projectors
from graph.access.model import operator
from graph.authorities.batches import Batch, BatchReport, split_id
from graph.catalogue.job_documents import JobState

_EXAMPLES: Final = """\b
Examples:
  catalograph headings carry http://id.loc.gov/rwo/agents/n79068416 --tenant harbor
  catalograph headings report --tenant harbor
  catalograph headings batches --tenant harbor
  catalograph headings undo harbor.4k1x0m2p
  catalograph headings run harbor.4k1x0m2p

\b
A batch is started whenever somebody gives a heading another label, or a vocabulary is loaded that does. `run` finishes
one whose process was ended.
"""
_SHOWN: Final = 10
_AT_ONCE: Final = 100
TenantOption = Annotated[str, typer.Option("--tenant", help="The library.")]
BatchArgument = Annotated[str, typer.Argument(metavar="BATCH", help="Its id, as `headings batches` shows it.")]

commands = typer.Typer(help="Headings in many descriptions at once.", no_args_is_help=True, epilog=_EXAMPLES)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="headings")


@commands.command(epilog=_EXAMPLES)
def carry(
    heading: Annotated[list[str], typer.Argument(metavar="IRI...", help="The headings, described ones.")],
    tenant: TenantOption,
    store: StoreOption = None,
) -> None:
    """Have every description of a library call these headings as they are called."""
    with opened(store) as installation, projectors(installation.settings):
        installation.services.tenants.tenant(tenant)
        batch = installation.services.headings.by_hand().carry(operator(tenant), heading)
        _tell(run_batch(installation, batch.id))


@commands.command(epilog=_EXAMPLES)
def report(tenant: TenantOption, store: StoreOption = None) -> None:
    """The headings of a library that lead to no authority, how often they are used, and the nearest authorities."""
    with opened(store) as installation:
        brought_up_to_date(installation, "search")
        installation.services.tenants.tenant(tenant)
        show_table(("heading", "iri", "used", "nearest", "iri", "likeness"), _bare(installation, tenant))


def _bare(installation: Installation, tenant: str) -> Iterator[tuple[str, ...]]:
    services = installation.services
    scope, reports, after = services.access.scope(operator(tenant)), services.heading_reports, None
    while True:
        page = reports.bare(tenant, scope, _AT_ONCE, after)
        used, near = reports.usage(page.headings, scope), reports.candidates(page.headings, scope, 1)
        for heading, count, candidates in zip(page.headings, used, near, strict=True):
            best = candidates[0] if candidates else None
            nearest = ("", "", "") if best is None else (best.term.label.value, best.term.iri, f"{best.likeness:.2f}")
            yield heading.label, heading.iri, str(count), *nearest
        if (after := page.after) is None:
            return


@commands.command(epilog=_EXAMPLES)
def adopt(
    heading: Annotated[
        str, typer.Argument(metavar="HEADING", help="The heading's IRI, as `headings report` shows it.")
    ],
    authority: Annotated[str, typer.Argument(metavar="AUTHORITY", help="The authority's IRI.")],
    tenant: TenantOption,
    store: StoreOption = None,
) -> None:
    """Have an authority take a heading's place in every description of a library."""
    with opened(store) as installation, projectors(installation.settings):
        installation.services.tenants.tenant(tenant)
        batch = installation.services.headings.by_hand().adopt(operator(tenant), heading, authority)
        _tell(run_batch(installation, batch.id))


@commands.command(epilog=_EXAMPLES)
def run(batch: BatchArgument, store: StoreOption = None) -> None:
    """Do what a batch has still to do."""
    with opened(store) as installation, projectors(installation.settings):
        _tell(run_batch(installation, batch))


@commands.command(epilog=_EXAMPLES)
def undo(batch: BatchArgument, store: StoreOption = None) -> None:
    """Take back what a batch did; what was edited since is brought together, or told."""
    with opened(store) as installation, projectors(installation.settings):
        service = installation.services.headings.by_hand()
        _tell(run_batch(installation, service.undo(operator(split_id(batch)[0]), batch).id))


@commands.command(epilog=_EXAMPLES)
def batches(tenant: TenantOption, store: StoreOption = None) -> None:
    """A library's batches, the newest first."""
    with opened(store) as installation:
        services = installation.services
        services.tenants.tenant(tenant)
        known = services.headings.batches_of(tenant, services.access.scope(operator(tenant)))
    rows = ((each.id, each.kind, each.state, _what(each), str(each.report.changed)) for each in known)
    show_table(("batch", "kind", "state", "what", "changed"), rows)


def run_batch(installation: Installation, batch: str) -> Batch:
    """Do the work of a batch here, with progress; Ctrl-C ends it after a Change."""
    with stopping() as asked, metered("headings", "descriptions") as meter:

        def watch(report: BatchReport) -> None:
            meter.show(report.found)

        return installation.services.headings.run(batch, asked, watch)


def carry_since(installation: Installation, tenant: str, position: int) -> None:
    """Carry the labels that an import of authority records has changed into the descriptions that use them."""
    carry_all(installation, installation.services.headings.by_hand().since(operator(tenant), position))


def carry_all(installation: Installation, batches: Sequence[Batch]) -> None:
    """Run batches that carry new labels, one after the other; Ctrl-C ends it, and `headings run` goes on."""
    for batch in batches:
        done = run_batch(installation, batch.id)
        note(f"{len(batch.rewrites):,} new labels carried into {done.report.changed:,} descriptions: batch {batch.id}")
        if done.state is JobState.FAILED:
            note(f"  {done.message}")
        if done.state is JobState.CANCELLED:
            stop(Exit.INTERRUPTED)


def _what(batch: Batch) -> str:
    if batch.undoes is not None:
        return batch.undoes
    return "; ".join(f"{each.before} → {each.after}" for each in batch.rewrites[:3]) + (
        "; …" if batch.rewrites[3:] else ""
    )


def _tell(batch: Batch) -> None:
    report = batch.report
    note(
        f"{batch.id}: {batch.state.lower()}: {report.found:,} descriptions, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged, {report.refused:,} left as they are"
    )
    for problem in report.problems[:_SHOWN]:
        note(f"  {problem.iri}: {problem.code}: {problem.message}")
    if batch.state is JobState.CANCELLED:
        stop(Exit.INTERRUPTED)
    if batch.state is JobState.FAILED:
        note(f"  {batch.message}")
        stop(Exit.FAILED)
    if report.refused:
        stop(Exit.PARTIAL)
