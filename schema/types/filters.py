"""Facets, and filters by them: what searches and batches are narrowed by."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.store import search as index
from schema.fields import choice

_Facet = index.FacetField


@strawberry.enum(description="What results can be filtered and counted by.")
class FacetField(Enum):
    """What results can be filtered and counted by."""

    TYPE = choice(_Facet.TYPE, "The kind of thing: text, map, music …")
    LANGUAGE = choice(_Facet.LANGUAGE, "The language.")
    AGENT = choice(_Facet.AGENT, "Who contributed.")
    SUBJECT = choice(_Facet.SUBJECT, "What it is about.")
    GENRE = choice(_Facet.GENRE, "Genre or form.")
    DECADE = choice(_Facet.DECADE, "The decade of publication.")
    FORMAT = choice(_Facet.FORMAT, "The carrier: volume, online resource, disc …")
    LIBRARY = choice(_Facet.LIBRARY, "The library that holds it.")
    LOCATION = choice(_Facet.LOCATION, "Where copies are.")
    AVAILABILITY = choice(_Facet.AVAILABILITY, "Whether a copy can be had now.")
    TENANT = choice(_Facet.TENANT, "The library whose description it is.")


@strawberry.input(description="Keep or drop hits by a facet. Values are those its buckets have.")
class FilterInput:
    """Keep or drop hits by a facet."""

    field: FacetField = strawberry.field(description="The facet.")
    any_of: list[str] | None = strawberry.field(default=None, description="Keep hits with any of these values.")
    none_of: list[str] | None = strawberry.field(default=None, description="Drop hits with any of these values.")

    def filter(self) -> index.Filter:
        """As the index takes it."""
        return index.Filter(self.field.value, tuple(self.any_of or ()), tuple(self.none_of or ()))
