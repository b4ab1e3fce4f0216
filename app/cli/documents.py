"""`catalograph documents`: the manifest of trusted GraphQL documents, made from the `.graphql` files of a client."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import orjson
import typer

from app.cli.terminal import note, say

_EXAMPLES: Final = """\b
Examples:
  catalograph documents client/queries --output documents.json
  CATALOGRAPH_TRUSTED_DOCUMENTS=documents.json catalograph serve

\b
Each operation becomes one document, with the fragments it uses from any of the files. Names of operations and
fragments are unique among the files. Nothing is written unless every operation fits the schema. Needs no store.
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(documents)


def documents(
    sources: Annotated[
        list[Path], typer.Argument(exists=True, help="Files, or folders whose .graphql files are read.")
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the manifest to this file.")] = None,
) -> None:
    """Make the manifest of trusted documents from a client's GraphQL files."""
    from app.trusted import manifest
    from graph.store.durable import replacing

    made = manifest(sources)
    text = orjson.dumps(made, option=orjson.OPT_INDENT_2).decode()
    if output is None:
        say(text)
    else:
        with replacing(output) as part:
            part.write_text(f"{text}\n", "utf-8")
    note(f"{len(made):,} documents")
