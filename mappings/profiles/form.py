"""A profile as the form of the cataloguer's client: plain JSON with everything the client needs to draw and fill it."""

from __future__ import annotations

from typing import Any, TypeAlias

from mappings.profiles import groups, vocabularies
from mappings.profiles.edtf import are_dates
from mappings.profiles.model import Field, Kind, Profile, Rule, Shape

Json: TypeAlias = dict[str, Any]


def form_of(profile: Profile) -> Json:
    """The form: the shapes of whole descriptions in `roots`, those and the shapes of parts in `shapes` by id.

    A value goes to the first field of its property that takes one of its classes; what no field takes is shown apart.
    """
    return {
        "id": profile.id,
        "label": dict(profile.label),
        "help": dict(profile.help),
        "own": profile.own,
        "roots": [{"describes": str(each.describes), "shape": each.id} for each in profile.roots],
        "groups": _groups(profile),
        "shapes": {each.id: _shape(each) for each in profile.shapes.values()},
    }


def _groups(profile: Profile) -> list[Json]:
    used = {field.group for shape in profile.roots for field in shape.fields if field.group}
    known = [each for each in groups.GROUPS if each in used]
    further = sorted(used - set(known))
    return [{"id": each, "label": dict(groups.label_of(each))} for each in (*known, *further)]


def _shape(shape: Shape) -> Json:
    return {
        "id": shape.id,
        "label": dict(shape.label),
        "help": dict(shape.help),
        "describes": None if shape.describes is None else str(shape.describes),
        "classes": list(shape.targets),
        "types": list(shape.types),
        "fields": [_field(each) for each in shape.fields],
    }


def _field(field: Field) -> Json:
    return {
        "key": field.key,
        "property": field.property,
        "label": dict(field.label),
        "help": dict(field.help),
        "group": field.group or None,
        "marc": field.marc or None,
        "kind": value_kind(field),
        "required": field.mandatory,
        "severity": str(field.absent) if field.mandatory else None,
        "repeatable": field.repeatable,
        "ordered": field.ordered,
        "hidden": field.hidden,
        "datatype": None if "xsd:string" in field.datatypes else next(iter(field.datatypes), None),
        "shapes": list(field.shapes),
        "classes": list(field.targets),
        "types": list(field.types),
        "vocabulary": field.vocabulary or None,
        "choices": _choices(field),
        "pattern": field.constraint.values[0] if _is(field, Rule.PATTERN) and field.constraint else None,
        "languages": list(field.constraint.values) if _is(field, Rule.LANGUAGES) and field.constraint else None,
        "stems": list(field.constraint.values) if _is(field, Rule.STEM) and field.constraint else None,
        "constraintSeverity": None if field.constraint is None else str(field.broken),
        "default": default_of(field),
        "example": field.example or None,
    }


def value_kind(field: Field) -> str:
    """How a value is written: `text`, `date` (EDTF), `choice`, `lookup` (in a vocabulary, or a part made inside),
    `part` (nested fields) or `link` (an IRI).
    """
    if _is(field, Rule.PICKLIST):
        return "choice"
    if field.kind is Kind.LITERAL:
        return "date" if are_dates(field.datatypes) else "text"
    if field.vocabulary:
        return "lookup"
    return "part" if field.shapes else "link"


def default_of(field: Field) -> Any:
    """The default as a value of a description."""
    if not field.default:
        return None
    if field.kind is Kind.IRI:
        return {"@id": field.default}
    typed = next((each for each in field.datatypes if each not in {"xsd:string", "rdf:langString"}), None)
    return {"@value": field.default, "@type": typed} if typed else field.default


def _is(field: Field, rule: Rule) -> bool:
    return field.constraint is not None and field.constraint.rule is rule


def _choices(field: Field) -> list[Json] | None:
    """The values of a picklist, each with its label where a code list has one."""
    if not _is(field, Rule.PICKLIST) or field.constraint is None:
        return None
    return [{"value": each, "label": dict(vocabularies.term_labels(each))} for each in field.constraint.values]
