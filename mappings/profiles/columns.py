"""The columns of a table of profiles: those of DCTAP, two of the BIBFRAME community's, and what a form needs besides.

A label or help may be given in several languages: `propertyLabel@ar` stands beside `propertyLabel`, which is English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "profileID": "the profile that this row and those below it belong to",
        "profileLabel": "what people call the profile",
        "extends": "in the row of a profile, the profile it begins from; in the row of a shape, another shape",
        "abstract": "TRUE for a profile that others begin from and nobody catalogues by",
        "shapeID": "the shape that this row and those below it belong to",
        "shapeLabel": "what people call the shape",
        "describes": "Work, Instance, Item, Agent, Subject or Series, where the shape is of a whole description",
        "target": "the classes of what is held to the shape; in the row of a field, of the values it takes",
        "types": "the classes that a new one is given",
        "propertyID": "the property",
        "propertyLabel": "what people call the field",
        "mandatory": "TRUE where it has to be said",
        "repeatable": "FALSE where it is said once",
        "valueNodeType": "literal, or IRI for what has a name of its own (parts of a description have)",
        "valueDataType": "the datatypes of a literal; none: text, rdfs:Literal: any",
        "valueShape": "the shapes of its values",
        "valueConstraint": "what a value is held to",
        "valueConstraintType": "how: picklist, pattern, IRIstem, languageTag or vocabulary",
        "note": "help for the cataloguer",
        "severity": "how much it matters that a mandatory value is missing: Violation, Warning or Info",
        "constraintSeverity": "how much it matters that a value is not as constrained: Violation, Warning or Info",
        "group": "the part of the form it stands in",
        "marc": "the MARC field it is known by, and its subfield",
        "ordered": "TRUE where the order of values is said by whoever writes them",
        "hidden": "TRUE where a form doesn't show it",
        "vocabulary": "the list to look values up in",
        "default": "the value that a new description begins with",
        "example": "a value, which the check must pass",
    }
)
"""Every column and what it is for."""

TRANSLATED: Final = frozenset({"profileLabel", "shapeLabel", "propertyLabel", "note"})
"""The columns that may be given in several languages."""

OF_PROFILE: Final = frozenset({"profileLabel", "extends", "abstract", "note"})
OF_SHAPE: Final = frozenset({"shapeLabel", "extends", "describes", "target", "types", "note"})
OF_FIELD: Final = frozenset(COLUMNS) - {"profileID", "shapeID", "profileLabel", "extends", "abstract"}
"""The columns that mean something in a row of each kind."""

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def base_of(column: str) -> str | None:
    """The column of `COLUMNS` that a heading of a table is, without its language; None where it is none."""
    name, mark, language = column.partition("@")
    if name not in COLUMNS or (mark and (name not in TRANSLATED or not _LANGUAGE.fullmatch(language))):
        return None
    return name
