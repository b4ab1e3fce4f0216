"""An explanation at a terminal: colours and wrapping where there are some, plain text in a pipe."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.explain.words import came_from, groups, heading, marc_parts, no_rule, root_name, totals, why
from mappings.bibframe.conversion_report import notation_of
from mappings.bibframe.explain import ExplainedField, Explanation
from mappings.rules.trace import Use
from mappings.rules.words import spoken

_COLOURS: Final = {"lossless": "green", "normalised": "yellow", "residue": "magenta"}


def show(explanation: Explanation, console: Console) -> None:
    """Every field with its rules and statements, then what looked at the whole record."""
    record = explanation.record
    console.print(Text(f"Record {record.control_number or 'without a control number'}", style="bold"))
    figures = Text()
    for name, count in totals(explanation.fields):
        figures.append(f"{count} {name}  ", style=_COLOURS[name])
    console.print(figures)
    for field in explanation.fields:
        _show_field(field, console)
    if explanation.whole:
        console.print(Text("\nMade of the whole record", style="bold"))
        for use in explanation.whole:
            _show_use(use, console)


def show_back(explanation: Explanation, console: Console) -> None:
    """Every field that statements alone give, with the rule that gives it, then what no rule reads."""
    for each in explanation.given:
        console.print(Text(f"\n{notation_of(each.field)}", style="bold"))
        for gift in each.gifts:
            name, place, _ = heading(gift)
            _indented(Text.assemble(f"{name}, {came_from(gift)}  ", (place, "dim")), 2, console)
        if not each.gifts:
            _indented(Text("as every record has it", style="dim"), 2, console)
    if explanation.unclaimed:
        console.print(Text("\nStatements that no rule reads coming back", style="bold"))
        for root, prop, value in explanation.unclaimed:
            label = value if isinstance(value, str) else next(iter(value.get("rdfs:label", ())), value.get("@id", ""))
            _indented(Text.assemble(f"{root_name(root.value.title())}: {spoken(prop)}  ", str(label)), 2, console)


def _show_field(field: ExplainedField, console: Console) -> None:
    tag, indicators, parts = marc_parts(field)
    line = Text.assemble("\n", (tag, "bold cyan"), f" {indicators} " if indicators else " ")
    for code, text in parts:
        line.append(f"${code} " if code else "", style="bold blue")
        line.append(f"{text} ")
    console.print(line)
    _indented(Text(why(field), style=_COLOURS[field.outcome.outcome]), 2, console)
    if note := no_rule(field):
        _indented(Text(note, style="dim"), 2, console)
    for use in field.uses:
        _show_use(use, console)
    for gift in field.gifts:
        name, place, _ = heading(gift)
        _indented(Text.assemble("← ", name, f", {came_from(gift)}  ", (place, "dim")), 2, console)


def _show_use(use: Use, console: Console) -> None:
    name, place, sentence = heading(use)
    together = " (of all fields it reads together)" if use.position is None else ""
    _indented(Text.assemble("→ ", (name, "bold"), f"{together}  ", (place, "dim")), 2, console)
    _indented(Text(sentence, style="dim"), 4, console)
    for group in groups(use):
        _indented(Text(group.root, style="underline"), 4, console)
        for line in group.lines:
            shown = Text.assemble(f"{line.label}  ", (line.classes, "italic"), line.text)
            if line.language:
                shown.append(f" @{line.language}", style="dim")
            if line.iri and line.iri != line.text:
                shown.append(f" <{line.iri}>", style="dim")
            _indented(shown, 6 + 2 * line.depth, console)


def _indented(text: Text, width: int, console: Console) -> None:
    console.print(Padding(text, (0, 0, 0, width)))
