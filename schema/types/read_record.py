"""What somebody pastes, read and shown before anything is kept: records as a draft takes them, and their like."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import strawberry

from graph.catalogue.record_reading import ADDRESS, CONTROL_NUMBER, InputFormat, Match
from graph.catalogue.record_reading import ReadRecord as Known
from mappings.bibframe.conversion_report import ConversionReport as Counted
from schema.ask import Ask
from schema.fields import attribute, choice, reading, relation
from schema.scalars import JSONLD
from schema.types.conversion import ConversionReport, report_of
from schema.types.resource import Resource, document_of
from schema.types.tenant import EVERYWHERE
from schema.types.views import view


@strawberry.enum(description="A format that is read.")
class RecordFormat(Enum):
    """A format that is read."""

    MARC21 = choice(InputFormat.MARC21, "MARC 21 in ISO 2709, in base 64.")
    MARCXML = choice(InputFormat.MARCXML, "MARCXML.")
    MARC_JSON = choice(InputFormat.MARC_JSON, "MARC-in-JSON.")
    MARC_TEXT = choice(InputFormat.MARC_TEXT, "MARC, a field a line: `=245  10$aTitle` or `245 10 $a Title`.")
    TURTLE = choice(InputFormat.TURTLE, "BIBFRAME in Turtle.")
    NTRIPLES = choice(InputFormat.NTRIPLES, "BIBFRAME in N-Triples.")
    JSONLD = choice(InputFormat.JSONLD, "BIBFRAME in JSON-LD with its context in it.")
    RDFXML = choice(InputFormat.RDFXML, "BIBFRAME in RDF/XML.")


PastedText = Annotated[str, strawberry.argument(description="What was pasted, at most 1,000,000 octets.")]
PastedFormat = Annotated[
    RecordFormat | None, strawberry.argument(description="The format it is in; absent, it is recognised.")
]


@strawberry.enum(description="By what a description was recognised.")
class MatchScheme(Enum):
    """By what a description was recognised."""

    ISBN = choice("isbn", "International Standard Book Number.")
    ISSN = choice("issn", "International Standard Serial Number.")
    LCCN = choice("lccn", "Library of Congress Control Number.")
    OCLC = choice("oclc", "OCLC number.")
    CONTROL_NUMBER = choice(CONTROL_NUMBER, "The control number under which the acting library's imports know it.")
    ADDRESS = choice(ADDRESS, "Its address.")


@strawberry.type(description="An identifier that a record and a description have in common.")
class MatchedBy:
    """An identifier in common."""

    scheme: MatchScheme = attribute("What it belongs to.")
    value: str = attribute("Its normal form.")


@strawberry.type(description="A description that is there already and may be of the same thing.")
class RecordMatch:
    """A description that is there already."""

    resource: Resource = attribute("The description: an instance, or a work.")
    by: list[MatchedBy] = attribute("What both have in common.")
    own: bool = attribute("Whether it is in the acting library.")


@strawberry.type(description="Why a record could not be read.")
class RecordProblem:
    """Why a record could not be read."""

    code: str = attribute("What it is, as a stable code.")
    message: str = attribute("What it is, in a sentence.")
    hint: str | None = attribute("A way out, where there is one.")


@strawberry.type(description="A record that was read. Nothing of it is kept.")
class ReadRecord:
    """A record that was read."""

    known: strawberry.Private[Known]
    number: int = attribute("Which it is, counted from 1.")
    title: str = attribute("Its title; empty where it has none.")
    profile: str | None = attribute("The application profile that fits it best.")

    @reading(cost=5)
    def nodes(self) -> list[JSONLD]:
        """Work, instances, holdings and items as `draftPut` takes them, named `_:work-1`; none where it wasn't read."""
        return [document_of(each) for each in self.known.nodes]

    @reading()
    def problem(self) -> RecordProblem | None:
        """Why it could not be read."""
        found = self.known.problem
        if found is None:
            return None
        return RecordProblem(code=found.code, message=found.message, hint=found.way_out or None)

    @reading(cost=5)
    def conversion(self) -> ConversionReport | None:
        """What became of its fields; null for what isn't MARC."""
        if not self.known.outcomes:
            return None
        counted = Counted()
        counted.count(self.known.outcomes)
        return report_of(counted, self.known.outcomes)

    @relation(cost=20, requires="catalogue.propose")
    @staticmethod
    def matches(parents: list[ReadRecord], ask: Ask) -> list[list[RecordMatch]]:
        """Descriptions the caller may read that have an identifier in common with it, those of their own library first;
        at most 20.
        """
        found = ask.services.record_reading.matches(ask.actor, [each.known for each in parents])
        return [[_match(each, ask) for each in matches] for matches in found]


def _match(match: Match, ask: Ask) -> RecordMatch:
    by = [MatchedBy(scheme=MatchScheme(scheme), value=_shown(scheme, value)) for scheme, value in match.by]
    return RecordMatch(resource=view(match.resource, ask.scope(EVERYWHERE)), by=by, own=match.own)


def _shown(scheme: str, value: str) -> str:
    """A control number is known with its source."""
    return value.partition("|")[2].strip() if scheme == CONTROL_NUMBER else value


def records_read(text: str, format: RecordFormat | None, ask: Ask) -> list[ReadRecord]:
    """The records in a text."""
    found = ask.services.record_reading.read(ask.actor, text, None if format is None else format.value)
    return [ReadRecord(known=each, number=each.number, title=each.title, profile=each.profile) for each in found]
