"""`importMarc`: bring a file of MARC records, or of BIBFRAME, into the acting tenant's catalogue, as a job in a process
of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, Final

import strawberry

from graph.access.model import Permission, acting
from graph.catalogue.errors import Invalid
from graph.catalogue.rdf_file import RdfFormat
from graph.catalogue.reading import MARC
from graph.catalogue.report import ImportOptions, OnRepeat
from graph.tenants.model import MATCH_SCHEMES, ImportPolicy, OnConflict, OnMatch
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, choice
from schema.mutations.payload import REQUEST_ID, attempt
from schema.scalars import Upload
from schema.types.identifier import IdentifierScheme
from schema.types.job import ImportJob, job_of


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that came with a request, on disk until the request is answered. `media` is what its sender says it is."""

    path: Path
    name: str
    octets: int
    media: str = ""


@strawberry.enum(description="The format of a file of records.")
class ImportFormat(Enum):
    """The format of a file of records."""

    MARC = choice(MARC, "MARC 21: ISO 2709, MARCXML or MARC-in-JSON.")
    NQUADS = choice(RdfFormat.NQUADS.value, "BIBFRAME as N-Triples or N-Quads.")
    TURTLE = choice(RdfFormat.TURTLE.value, "BIBFRAME as Turtle or TriG.")
    RDFXML = choice(RdfFormat.RDFXML.value, "BIBFRAME as RDF/XML.")
    JSONLD = choice(RdfFormat.JSONLD.value, "BIBFRAME as a document of JSON-LD.")
    JSONL = choice(RdfFormat.JSONL.value, "BIBFRAME as JSON-LD, a document a line.")


_BY_MEDIA: Final[Mapping[str, str]] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/trig": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.NQUADS,
    "application/n-quads": RdfFormat.NQUADS,
    "application/rdf+xml": RdfFormat.RDFXML,
    "application/ld+json": RdfFormat.JSONLD,
    "application/marc": MARC,
    "application/marcxml+xml": MARC,
}
"""What a sender may say that tells the format; anything else, and it is recognised."""


@strawberry.enum(description="What becomes of a record that matches one already there by an identifier.")
class MatchAction(Enum):
    """What becomes of a record that matches one already there by an identifier."""

    UPDATE = choice(OnMatch.UPDATE, "It updates what is there.")
    SKIP = choice(OnMatch.SKIP, "It is left out and reported.")
    ADD = choice(OnMatch.ADD, "It is added beside what is there.")


@strawberry.enum(description="Who wins where people and the source changed the same since the last import.")
class ConflictAction(Enum):
    """Who wins where people and the source changed the same."""

    KEEP = choice(OnConflict.KEEP, "What people wrote stays; the conflict is counted.")
    REPLACE = choice(OnConflict.REPLACE, "What the source says replaces it.")


@strawberry.enum(description="What becomes of a control number that repeats in one file with other content.")
class RepeatAction(Enum):
    """What becomes of a control number that repeats in one file with other content."""

    SKIP = choice(OnRepeat.SKIP, "It is reported and not stored.")
    REPLACE = choice(OnRepeat.REPLACE, "It replaces the earlier one.")
    KEEP = choice(OnRepeat.KEEP, "Both are kept.")


@strawberry.input(
    description=(
        "A file of records and how to import it. What is absent follows the library's policy. MARC (ISO 2709, MARCXML, "
        "MARC-in-JSON) and BIBFRAME (RDF/XML, Turtle, TriG, N-Triples, N-Quads, JSON-LD) are recognised, with gzip or "
        "without."
    )
)
class ImportMarcInput:
    """A file of records and how to import it."""

    file: Upload = strawberry.field(description="The file.")
    format: ImportFormat | None = strawberry.field(
        default=None, description="Its format; else what its media type says, else what is recognised."
    )
    source: str | None = strawberry.field(
        default=None,
        description="Where the records come from, a name that stays: importing again from it updates.",
    )
    match_on: list[IdentifierScheme] | None = strawberry.field(
        default=None, description="Identifiers to match on besides control numbers: LCCN, OCLC, ISBN."
    )
    on_match: MatchAction | None = strawberry.field(default=None, description="What a match does.")
    on_conflict: ConflictAction | None = strawberry.field(default=None, description="Who wins a conflict.")
    on_repeat: RepeatAction = strawberry.field(
        default=RepeatAction.SKIP, description="What becomes of repeated control numbers."
    )
    dry_run: bool = strawberry.field(default=False, description="Whether to report only and write nothing.")
    conversion_report: bool = strawberry.field(
        default=False, description="Whether the job's conversionReport tells what became of fields; takes longer."
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The job that imports, or why none was started.")
class ImportPayload:
    """The job that imports, or why none was started."""

    job: ImportJob | None = attribute("The job; follow it with importProgress.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was done; empty when it was.")


def import_marc(input: ImportMarcInput, ask: Ask) -> ImportPayload:
    """Start an import."""

    def command() -> ImportPayload:
        tenant = acting(ask.actor, Permission.CATALOGUE_IMPORT)
        file: Any = input.file
        if not isinstance(file, UploadedFile):
            raise Invalid("There is no file here.", ("file",), hint="Send it as a multipart request.")
        options = _options(input, file.media, ask.services.tenants.tenant(tenant).policy)
        job = ask.services.jobs.start(ask.actor, file.path, options, input.request_id)
        return ImportPayload(job=job_of(job), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: ImportPayload(request_id=input.request_id, user_errors=errors))


def _options(input: ImportMarcInput, media: str, policy: ImportPolicy) -> ImportOptions:
    if input.match_on is not None:
        schemes = tuple(str(each.value) for each in input.match_on)
        if not set(schemes) <= set(MATCH_SCHEMES):
            raise Invalid("Imports match on LCCN, OCLC and ISBN only.", ("matchOn",))
        policy = replace(policy, match_on=schemes)
    if input.on_match is not None:
        policy = replace(policy, on_match=input.on_match.value)
    if input.on_conflict is not None:
        policy = replace(policy, on_conflict=input.on_conflict.value)
    return ImportOptions(
        source=input.source or None,
        policy=policy,
        on_repeat=input.on_repeat.value,
        dry_run=input.dry_run,
        conversion=input.conversion_report,
        format=_BY_MEDIA.get(media) if input.format is None else input.format.value,
    )
