"""`catalograph sparql`: one read-only SPARQL query from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.freshness import brought_up_to_date
from app.cli.progress import metered, stopping
from app.cli.sparql_later import begin, fetch
from app.cli.terminal import Exit, StoreOption, note, say, show_table, stop
from app.clock import clock
from graph.access.model import Reading, operator
from graph.research.past_sets import PastBeingMade, PastSet
from graph.services import Services
from graph.store.scope import Scope
from graph.store.sparql import SparqlAnswer, Term, TermType

_EXAMPLES: Final = """\b
Examples:
  catalograph sparql 'SELECT (COUNT(*) AS ?works) WHERE { ?work a <http://id.loc.gov/ontologies/bibframe/Work> }'
  catalograph sparql --file question.rq --tenant harbor
  catalograph sparql - < question.rq
  catalograph sparql --file question.rq --tenant harbor --as-of 2026-05-01
  catalograph sparql --file question.rq --later
  catalograph sparql --fetch 8zk4… --to answer.csv.gz

\b
SELECT, ASK, CONSTRUCT and DESCRIBE over the catalogues that may be shared; nothing that writes or calls out. As of a
moment, the data is put together from the log first, and kept for a day; who said what is in graphs of their own.
With --later the query is answered in the background, with longer limits.
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(sparql)


def sparql(
    query: Annotated[str | None, typer.Argument(help="The query, or - to read it from standard input.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the query from this file.")] = None,
    tenant: Annotated[list[str] | None, typer.Option("--tenant", help="Only the graphs of these libraries.")] = None,
    rows: Annotated[int, typer.Option("--rows", min=1, max=1_000_000, help="At most so many rows.")] = 1000,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Of what was said then: a day (its end, in UTC), or a time.")
    ] = None,
    later: Annotated[bool, typer.Option("--later", help="Answer it in the background; says what to fetch.")] = False,
    run: Annotated[
        str | None, typer.Option("--fetch", help="Wait for and fetch the answer of this run of --later.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write what is fetched here, in the format it ends in.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Ask one SPARQL question."""
    if run is not None:
        with opened(store) as installation:
            fetch(installation.services, run, to)
        return
    if (query is None) is (file is None):
        raise typer.BadParameter("Give the query, or --file with the query in it.")
    if later and as_of is not None:
        raise typer.BadParameter("--later is about what is said now; leave --as-of out.")
    text = file.read_text("utf-8") if file is not None else sys.stdin.read() if query == "-" else query or ""
    with opened(store) as installation:
        reading = Reading(tenants=tuple(tenant)) if tenant else Reading(all=True)
        services = installation.services
        scope = services.access.scope(operator(), reading)
        if as_of is not None:
            show(_past(services, text, scope, as_of, rows))
            return
        brought_up_to_date(installation, "sparql")
        if later:
            begin(services, text, scope)
            return
        show(services.research.sparql(operator(), text, scope, max_rows=rows))


def _past(services: Services, text: str, scope: Scope, as_of: str, rows: int) -> SparqlAnswer:
    """The answer as of a moment: the data is put together here, or waited for where another process does it."""
    from app.protocols.linked.memento import moment_in

    now = clock()
    moment = moment_in(as_of, now) or now
    past = services.past.by_hand()
    with metered("put together", "descriptions") as meter, stopping() as asked:

        def told(each: PastSet) -> bool:
            meter.show(each.documents, each.fraction)
            return not asked()

        while True:
            try:
                return past.sparql(operator(), text, scope, moment, max_rows=rows)
            except PastBeingMade:
                if asked():
                    stop(Exit.INTERRUPTED)
                past.work(told)


def show(answer: SparqlAnswer) -> None:
    """An answer of any of the four forms."""
    if answer.boolean is not None:
        say("true" if answer.boolean else "false")
    elif answer.triples is not None:
        sys.stdout.write(answer.triples)
    else:
        show_table(answer.variables, ([text_of(term) for term in row] for row in answer.rows))
        note(f"{len(answer.rows):,} rows in {answer.took_ms} ms{', there are more' if answer.truncated else ''}")


def text_of(term: Term | None) -> str:
    """A term as people read it: an IRI in angle brackets, a literal as its text."""
    if term is None:
        return ""
    if term.type is TermType.IRI:
        return f"<{term.value}>"
    return " ".join(term.value.split()) if term.type is TermType.LITERAL else f"_:{term.value}"
