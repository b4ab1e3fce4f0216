"""`catalograph search`: full-text search from the command line."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.freshness import brought_up_to_date
from app.cli.terminal import StoreOption, note, say, show_table
from graph.access.model import Reading, operator
from graph.discovery.service import SearchRequest
from graph.store.paging import Page
from graph.store.search import FacetField, Filter, SearchKind, SearchSort

_EXAMPLES: Final = """\b
Examples:
  catalograph search "war and peace"
  catalograph search 'author:tolstoy -drama' --tenant harbor --filter language=rus
  catalograph search maps --facet type --facet decade
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(search)


def search(
    text: Annotated[
        str, typer.Argument(help='Words, "phrases", field:value (title, author, subject, isbn …), -word.')
    ] = "",
    tenant: Annotated[list[str] | None, typer.Option("--tenant", help="Only these libraries.")] = None,
    kind: Annotated[list[SearchKind] | None, typer.Option("--kind", help="What to look for; else works.")] = None,
    filter: Annotated[list[str] | None, typer.Option("--filter", metavar="FIELD=VALUE", help="Keep these.")] = None,
    facet: Annotated[list[FacetField] | None, typer.Option("--facet", help="Count the values of a field.")] = None,
    available: Annotated[bool, typer.Option("--available", help="Only what can be had now.")] = False,
    sort: Annotated[SearchSort, typer.Option("--sort", help="The order.")] = SearchSort.RELEVANCE,
    first: Annotated[int, typer.Option("--first", min=1, max=1000, help="How many.")] = 20,
    store: StoreOption = None,
) -> None:
    """Search the catalogues."""
    with opened(store) as installation:
        brought_up_to_date(installation, "search")
        reading = Reading(tenants=tuple(tenant)) if tenant else Reading(all=True)
        scope = installation.services.access.scope(operator(), reading)
        request = SearchRequest(
            text=text,
            kinds=frozenset(kind or {SearchKind.WORK}),
            filters=filters(filter),
            available_only=available,
            sort=sort,
            page=Page(first),
            facets=tuple(facet or ()),
        )
        answer = installation.services.discovery.search(request, scope)
    note(f"{answer.total:,} found")
    show_table(("kind", "library", "title", "iri"), ((hit.kind, hit.owner, hit.label, hit.iri) for hit in answer.hits))
    for each in answer.facets:
        say()
        rows = ((bucket.value, bucket.label, str(bucket.count)) for bucket in each.buckets)
        show_table((each.field, "label", "count"), rows)
    if answer.did_you_mean:
        note(f"did you mean: {', '.join(answer.did_you_mean)}?")


def filters(wanted: list[str] | None) -> tuple[Filter, ...]:
    """Filters from `field=value`; several of one field are alternatives. Raises a usage error for another field."""
    found: dict[FacetField, list[str]] = {}
    for each in wanted or ():
        name, separator, value = each.partition("=")
        if not separator or name not in list(FacetField):
            raise typer.BadParameter(f"“{each}” is no filter; write FIELD=VALUE with one of {', '.join(FacetField)}.")
        found.setdefault(FacetField(name), []).append(value)
    return tuple(Filter(field, tuple(values)) for field, values in found.items())
