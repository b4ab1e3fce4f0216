"""The lines of an explanation, the same for the terminal and the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from mappings.bibframe.conversion_report import lost_name, notation_of
from mappings.bibframe.explain import ExplainedField
from mappings.bibframe.node import expand
from mappings.bibframe.outcomes import REASONS
from mappings.rules.trace import Gift, Said, Use
from mappings.rules.words import name, place, sentence, spoken

ROOTS: Final = {"Work": "Work", "AdminMetadata": "Admin metadata", "Instance": "Instance", "Item": "Item"}


class Line(NamedTuple):
    """One statement as it is shown: `depth` below its root, the property in words and as a term, its classes in words,
    and its text with its language; `iri` where it points somewhere.
    """

    depth: int
    label: str
    term: str
    classes: str
    text: str
    language: str
    iri: str


class Group(NamedTuple):
    """The statements of one rule under one root."""

    root: str
    lines: tuple[Line, ...]


def groups(use: Use) -> list[Group]:
    """What a rule said, root by root, as an indented list."""
    found: dict[str, list[Line]] = {}
    for said in use.statements:
        found.setdefault(said.root, []).append(_line(said))
    return [Group(root_name(root), tuple(lines)) for root, lines in found.items()]


def root_name(root: str) -> str:
    """A root as people call it: `Instance2` → “Instance 2”."""
    stem = root.rstrip("0123456789")
    return f"{ROOTS.get(stem, stem)} {root[len(stem) :]}".strip()


def _line(said: Said) -> Line:
    term = said.path[-1][0]
    pointing = said.text if said.text.startswith(("http://", "https://")) else ""
    if term == "rdf:type":
        return Line(0, "is a", term, spoken(said.text), "", "", expand(said.text))
    if not said.types:
        return Line(len(said.path) - 1, spoken(term), term, "", said.text, said.language, pointing)
    classes = ", ".join(each for each in map(spoken, said.types) if each != spoken(term))
    return Line(len(said.path) - 1, spoken(term), term, classes, "", "", pointing)


def heading(use: Use | Gift) -> tuple[str, str, str]:
    """A rule's name, place and sentence."""
    return name(use.rule), place(use.rule), sentence(use.rule)


def why(field: ExplainedField) -> str:
    """What became of a field, in words."""
    outcome = field.outcome
    said = {
        "lossless": "Comes back as it is",
        "normalised": "Comes back in its canonical form",
        "residue": "Kept as residue",
    }[outcome.outcome]
    reasons = "; ".join(REASONS[each] for each in outcome.reasons)
    lost = f" (not {', '.join(map(lost_name, outcome.lost))})" if outcome.lost else ""
    instead = f": {'; '.join(map(notation_of, outcome.instead))}" if outcome.instead else ""
    return said + (f": {reasons}{lost}{instead}" if reasons else "")


def no_rule(field: ExplainedField) -> str:
    """What to say of a field that no rule made statements of on its own; empty where one did."""
    if field.uses:
        return ""
    if field.outcome.field.tag == "880" and field.outcome.outcome != "residue":
        return f"Its statements are made with the {field.outcome.tag[4:]} it is linked to by $6."
    if field.outcome.outcome == "residue":
        return "No rule made a statement of it."
    return "Nothing is said of it that another field doesn't say."


def came_from(gift: Gift) -> str:
    """The property a field comes back from, in words: “title” of the instance."""
    root, _, prop = gift.origin.partition("/")
    part = f" ({', '.join(gift.fixed)})" if gift.fixed else ""
    about = "admin metadata" if root == "admin" else root
    return (f"from “{spoken(prop)}” of the {about}" if prop else "from what was left at the end") + part


def marc_parts(field: ExplainedField) -> tuple[str, str, Sequence[tuple[str, str]]]:
    """The tag, the indicators with # for blank, and (code, text) pairs; of a control field one pair without a code."""
    own = field.outcome.field
    if not own.subfields:
        return own.tag, "", [("", own.ind1.replace(" ", "#"))]
    return own.tag, (own.ind1 + own.ind2).replace(" ", "#"), list(own.subfields)


def totals(fields: Sequence[ExplainedField]) -> Iterator[tuple[str, int]]:
    """How many fields have each outcome."""
    for each in ("lossless", "normalised", "residue"):
        yield each, sum(field.outcome.outcome == each for field in fields)
