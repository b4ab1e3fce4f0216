"""A profile as SHACL, in Turtle: what others check descriptions with, and what the validator is held to.

Core SHACL but for the target of whole descriptions, which is a SPARQL target of SHACL's advanced features: a Work that
is only mentioned inside another description is no description of its own, and its IRI has a fragment. A part is held to
the shapes of its classes wherever it hangs. Error, warning and note are `sh:Violation`, `sh:Warning` and `sh:Info`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mappings.bibframe.node import PREFIXES, expand
from mappings.profiles import edtf, vocabularies
from mappings.profiles.compiled import begins_with, foreseen
from mappings.profiles.model import LONGEST_MATCHED, Constraint, Field, Kind, Level, Profile, Rule, Shape, Texts

BASE: Final = "https://catalograph.org/ns/profiles/"
"""Where the names of shapes begin."""

_SEVERITY: Final = {Level.ERROR: "sh:Violation", Level.WARNING: "sh:Warning", Level.NOTE: "sh:Info"}
_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_ESCAPED: Final = re.compile(r'["\\\n\r\t]')
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def shacl_of(profile: Profile) -> str:
    """The shapes of a profile as a Turtle document."""
    head = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    head.append("@prefix sh: <http://www.w3.org/ns/shacl#> .")
    blocks = ["\n".join(head), _ontology(profile)]
    blocks += [_shape(profile, each) for each in profile.shapes.values() if each.targets]
    return "\n\n".join(blocks) + "\n"


def _ontology(profile: Profile) -> str:
    lines = [f"<{BASE}{profile.id}> a owl:Ontology", *_labels("rdfs:label", profile.label)]
    return _statements([*lines, *_labels("rdfs:comment", profile.help)])


def _labels(predicate: str, texts: Texts) -> list[str]:
    return [f"{predicate} {_text(said)}@{language}" for language, said in texts.items()]


def _statements(lines: Sequence[str]) -> str:
    return " ;\n    ".join(lines) + " ."


def _shape(profile: Profile, shape: Shape) -> str:
    lines = [f"<{BASE}{profile.id}#{shape.id}> a sh:NodeShape", *_labels("rdfs:label", shape.label)]
    if shape.describes is None:
        lines.append("sh:targetClass " + ", ".join(_term(each) for each in shape.targets))
    else:
        lines.append(f"sh:target {_root_target(shape.targets)}")
    for name, fields in shape.by_property().items():
        lines += [f"sh:property {each}" for each in _property(name, fields)]
    return _statements(lines)


def _root_target(classes: Sequence[str]) -> str:
    listed = " ".join(f"<{expand(each)}>" for each in classes)
    whole = 'FILTER(!CONTAINS(STR(?this), "#"))'
    query = f"SELECT DISTINCT ?this WHERE {{ VALUES ?class {{ {listed} }} ?this a ?class . {whole} }}"
    return f"[ a sh:SPARQLTarget ; sh:select {_text(query)} ]"


def _property(name: str, fields: Sequence[Field]) -> Iterator[str]:
    """The shapes of one property: what its values are, how often each field is said, what no field foresees."""
    path, first, alone = f"sh:path {_term(name)}", fields[0], len(fields) == 1
    kind = "sh:Literal" if first.kind is Kind.LITERAL else "sh:IRI"
    yield _blank([path, f"sh:nodeKind {kind}", *(_datatypes(fields)), *_severity(Level.ERROR)])
    if alone:
        if edtf.are_dates(first.datatypes):
            yield _blank([path, f"sh:pattern {_text(edtf.PATTERN)}", *_severity(Level.ERROR)])
        if first.constraint is not None:
            yield _blank([path, _constraint(first.constraint), *_severity(first.broken)])
    for field in fields:
        yield from _counts(path, field, alone=alone)
    if (classes := foreseen(fields)) is not None:
        options = " ".join(f"[ sh:class {_term(each)} ]" for each in sorted(classes))
        yield _blank([path, f"sh:or ( {options} )", *_severity(Level.NOTE)])


def _datatypes(fields: Sequence[Field]) -> Iterator[str]:
    if not all(each.datatypes for each in fields):
        return
    found = list(dict.fromkeys(each for field in fields for each in field.datatypes))
    if len(found) == 1:
        yield f"sh:datatype {_term(found[0])}"
    else:
        yield "sh:or ( " + " ".join(f"[ sh:datatype {_term(each)} ]" for each in found) + " )"


def _counts(path: str, field: Field, *, alone: bool) -> Iterator[str]:
    name = _labels("sh:name", field.label)
    least, most = ("sh:minCount", "sh:maxCount") if alone else ("sh:qualifiedMinCount", "sh:qualifiedMaxCount")
    of = [] if alone else [f"sh:qualifiedValueShape {_one_of(field.targets)}"]
    if field.mandatory:
        yield _blank([path, *name, *of, f"{least} 1", *_severity(field.absent)])
    if not field.repeatable:
        yield _blank([path, *name, *of, f"{most} 1", *_severity(Level.ERROR)])
    if not field.mandatory and field.repeatable:
        yield _blank([path, *name])


def _one_of(classes: Iterable[str]) -> str:
    found = [f"[ sh:class {_term(each)} ]" for each in classes]
    return found[0] if len(found) == 1 else f"[ sh:or ( {' '.join(found)} ) ]"


def _constraint(constraint: Constraint) -> str:
    values = constraint.values
    match constraint.rule:
        case Rule.PATTERN:
            return f"sh:pattern {_text(values[0])} ; sh:maxLength {LONGEST_MATCHED}"
        case Rule.STEM:
            return f"sh:pattern {_text(begins_with(values))}"
        case Rule.LANGUAGES:
            return f"sh:languageIn ( {' '.join(map(_text, values))} )"
        case Rule.PICKLIST:
            return f"sh:in ( {' '.join(_value(each) for each in values)} )"
        case Rule.VOCABULARY:
            return f"sh:pattern {_text(_members(vocabularies.members(values[0])))}"


def _members(iris: Iterable[str]) -> str:
    """The terms of a code list as one regular expression, by what their IRIs begin with: shorter than a list of all."""
    stems: dict[str, list[str]] = {}
    for each in iris:
        stem, slash, code = each.rpartition("/")
        stems.setdefault(stem + slash, []).append(re.escape(code))
    return "^(" + "|".join(f"{re.escape(stem)}({'|'.join(codes)})" for stem, codes in stems.items()) + ")$"


def _value(value: str) -> str:
    return f"<{value}>" if value.startswith(("http://", "https://")) else _text(value)


def _severity(level: Level) -> list[str]:
    return [f"sh:severity {_SEVERITY[level]}"]


def _blank(statements: Iterable[str]) -> str:
    return "[ " + " ; ".join(statements) + " ]"


def _term(name: str) -> str:
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and _LOCAL.fullmatch(local):
        return name
    return f"<{expand(name)}>"


def _text(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text) + '"'
