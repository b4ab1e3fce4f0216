"""Titles with their parts, in every script they are recorded in."""

from __future__ import annotations

import strawberry

from mappings.bibframe import read
from mappings.bibframe.node import Node as Body
from schema.directives import Iri
from schema.fields import attribute
from schema.languages import LangString, lang_string


@strawberry.type(description="A title and its parts.", directives=[Iri(term="bf:Title")])
class Title:
    """A title and its parts."""

    main: LangString = attribute("The title proper.", iri="bf:mainTitle")
    subtitle: LangString | None = attribute("What follows the title proper.", iri="bf:subtitle")
    parallel: list[LangString] = attribute("The same title in other scripts and languages.")
    part_number: str | None = attribute("The number of the part it names.", iri="bf:partNumber")
    part_name: str | None = attribute("The name of the part it names.", iri="bf:partName")
    full: str = attribute("All of it as a person reads it.")
    sort_key: str = attribute("The full title without its leading article.")


def title_of(node: Body) -> Title | None:
    """The title proper of a description."""
    found = read.title(node)
    return None if found is None else _shown(found)


def variant_titles_of(node: Body) -> list[Title]:
    """The other titles of a description."""
    return [_shown(each) for each in read.variant_titles(node)]


def _shown(title: read.Title) -> Title:
    return Title(
        main=lang_string(title.main, title.main_lang),
        subtitle=lang_string(title.subtitle, title.main_lang) if title.subtitle else None,
        parallel=[lang_string(each.value, each.lang) for each in title.parallel],
        part_number=title.part_number,
        part_name=title.part_name,
        full=title.full,
        sort_key=title.sorting,
    )
