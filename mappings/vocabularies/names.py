"""What well-known vocabularies are called, by the IRI of the scheme: their files do not say it."""

from __future__ import annotations

from typing import Final

VOCABULARY_NAMES: Final[dict[str, str]] = {
    "http://id.loc.gov/authorities/subjects": "Library of Congress Subject Headings",
    "http://id.loc.gov/authorities/names": "Library of Congress Name Authority File",
    "http://id.loc.gov/rwo/agents": "Agents of the Library of Congress Name Authority File",
    "http://id.loc.gov/authorities/genreForms": "Library of Congress Genre/Form Terms",
    "http://id.loc.gov/authorities/childrensSubjects": "Children's Subject Headings",
    "http://id.loc.gov/authorities/performanceMediums": "Medium of Performance Thesaurus for Music",
    "http://id.loc.gov/authorities/demographicTerms": "Demographic Group Terms",
    "http://id.loc.gov/vocabulary/graphicMaterials": "Thesaurus for Graphic Materials",
    "http://id.loc.gov/vocabulary/relators": "Relators",
    "http://id.loc.gov/vocabulary/languages": "Languages (MARC)",
    "http://id.loc.gov/vocabulary/countries": "Countries (MARC)",
    "http://id.loc.gov/vocabulary/geographicAreas": "Geographic areas (MARC)",
    "http://id.loc.gov/vocabulary/contentTypes": "Content types",
    "http://id.loc.gov/vocabulary/mediaTypes": "Media types",
    "http://id.loc.gov/vocabulary/carriers": "Carriers",
    "http://id.worldcat.org/fast": "FAST",
    "https://d-nb.info/gnd": "Gemeinsame Normdatei",
}
"""IRI of a scheme → its name."""
