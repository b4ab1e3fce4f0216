"""`catalograph tenant leave`: a library takes along what is its own, and leaves nothing of it in the network."""

from __future__ import annotations

from typing import Final

from app.bootstrap import opened
from app.cli.progress import metered
from app.cli.terminal import note
from graph.access.model import operator

EXAMPLES: Final = """\b
Examples:
  catalograph tenant leave harbor lakeside --dry-run
  catalograph tenant leave harbor lakeside

\b
Shared descriptions that the library has copies of, or said something of, become its own. Those that it brought in and
no other member uses go; its addresses go from the network's other descriptions and from their past. What others use by
now stays the network's. Roles in the network end for the library's own accounts. Killed, it is completed by running it
again, and by itself where the membership has ended already.
"""


def leave(slug: str, network: str, store: str | None, *, dry_run: bool) -> None:
    """Leave a network, or tell what that comes to."""
    with opened(store) as installation, metered("leave", "descriptions") as meter:
        departures = installation.services.departures
        if dry_run:
            done = departures.leave(operator(), slug, network, dry_run=True)
        else:
            done = departures.leave_wholly(operator(), slug, network, meter.show)
    note(f"{done.taken:,} shared descriptions {'would become' if dry_run else 'became'} {slug}'s own")
    note(f"{done.removed:,} that it brought in {'would go' if dry_run else 'went'}: nobody else uses them")
    note(f"{done.cleared:,} others {'name' if dry_run else 'named'} its addresses")
    note(f"{done.accounts:,} of its accounts {'would lose' if dry_run else 'lost'} their roles there")
    if not dry_run:
        note(f"{slug} no longer belongs to {network}")
