"""`catalograph rules`: lending rules as a file that a librarian writes, checks, asks and puts in force."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Final

import orjson
import typer

from app.cli import publishing
from app.cli.publishing import text_in
from app.cli.simulating import SIMULATE, simulate_rules
from app.cli.terminal import Exit, Told, note, say, stop
from mappings.errors import CatalographError

if TYPE_CHECKING:
    from graph.circulation.calendar import Calendar
    from graph.circulation.rules.model import Case, RuleSet
    from graph.circulation.rules.resolver import Resolver
    from graph.circulation.rules.vocabulary import Vocabulary

_EXAMPLES: Final = """\b
Examples:
  catalograph rules preset university > lending.rules
  catalograph rules check lending.rules
  catalograph rules format lending.rules --write
  catalograph rules explain lending.rules --unit harbor/map-room --group student --type book --loan short

\b
How to write them: docs/how-to/lending-rules.md.
"""
_CHECK: Final = """\b
Examples:
  catalograph rules check lending.rules
  catalograph rules check harbor.rules lindenau.rules --vocabulary names.toml
  catalograph rules check lending.rules --to json

\b
Each file is a set of rules of its own. Every mistake is told with its line and column, then everything that can be
read but was hardly meant. Exit code 1 where there is anything to tell.
"""
_FORMAT: Final = """\b
Examples:
  catalograph rules format lending.rules
  catalograph rules format lending.rules --write
  catalograph rules format lending.rules --check
"""
_EXPLAIN: Final = """\b
Examples:
  catalograph rules explain lending.rules --unit harbor/map-room --group student --type book --loan short
  catalograph rules explain lending.rules --unit harbor --type book --opened 2026-03-01T10:00 --calendar hours.toml
  catalograph rules explain lending.rules --unit harbor --field period --to json
  catalograph rules explain lending.rules --network-rules rivers.rules --unit harbor

\b
With --opened and --calendar it says when the loan is due; the time is that of the unit's zone unless it has one.
"""
_PRESET: Final = """\b
Examples:
  catalograph rules preset
  catalograph rules preset school > lending.rules
"""

commands = typer.Typer(
    help="Write, check, ask and publish lending rules; only `publish`, `show`, `follow` and `simulate` need a store.",
    no_args_is_help=True,
    epilog=_EXAMPLES,
)


class NoSuchPreset(CatalographError):
    """There are no rules to begin with of this name."""

    code: ClassVar[str] = "NO_SUCH_PRESET"
    hint: ClassVar[str] = "`catalograph rules preset` lists them."


class InvalidMoment(CatalographError):
    """The moment a loan began is no date and time, or has years nobody lends in."""

    code: ClassVar[str] = "INVALID_MOMENT"
    hint: ClassVar[str] = "Write it as 2026-03-01T10:00, or with its zone as 2026-03-01T10:00+01:00."


ToOption = Annotated[Told, typer.Option("--to", help="How to tell.")]
NetworkOption = Annotated[
    str | None,
    typer.Option("--network-rules", metavar="FILE", help="The rules of the network it follows."),
]
FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="Lending rules, or - for standard input.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    commands.command("publish", epilog=publishing.PUBLISH_RULES)(publishing.publish_rules)
    commands.command("show", epilog=publishing.SHOW_RULES)(publishing.show_rules)
    commands.command("follow", epilog=publishing.FOLLOW_RULES)(publishing.follow_rules)
    commands.command("simulate", epilog=SIMULATE)(simulate_rules)
    app.add_typer(commands, name="rules")


@commands.command(epilog=_CHECK)
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Lending rules, or - for standard input.")],
    vocabulary: Annotated[
        Path | None,
        typer.Option("--vocabulary", metavar="FILE", help="The names the library has, in TOML: units, groups, …"),
    ] = None,
    network_rules: NetworkOption = None,
    to: ToOption = Told.TEXT,
) -> None:
    """Say what can't be understood in lending rules, and what was hardly meant."""
    from graph.circulation.rules.vocabulary import Vocabulary, read_vocabulary

    known = Vocabulary() if vocabulary is None else read_vocabulary(text_in(str(vocabulary)))
    behind = _behind(network_rules)
    counts = {"mistake": 0, "finding": 0}
    for file in files:
        for each in _said(file, known, behind):
            counts["mistake" if each.check == _MISTAKE else "finding"] += 1
            say(each.line_of_text() if to is Told.TEXT else orjson.dumps(each.as_json()).decode())
    note(f"{_counted(counts['mistake'], 'mistake')}, {_counted(counts['finding'], 'thing')} to look at")
    if any(counts.values()):
        stop(Exit.FAILED)


_MISTAKE: Final = "mistake"
_YEARS: Final = range(1900, 3000)


@dataclass(frozen=True, slots=True)
class _Said:
    """Something `check` tells; `column` is 0 where it speaks of a whole line."""

    file: str
    line: int
    column: int
    check: str
    message: str
    suggestion: str = ""

    def line_of_text(self) -> str:
        place = f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")
        meant = f"; did you mean “{self.suggestion}”?" if self.suggestion else ""
        return f"{place}: {self.message}{meant}" + ("" if self.check == _MISTAKE else f" [{self.check}]")

    def as_json(self) -> dict[str, object]:
        found = {"file": self.file, "line": self.line, "check": self.check, "message": self.message}
        return {**found, "column": self.column or None, "suggestion": self.suggestion or None}


def _said(file: str, known: Vocabulary, behind: Resolver | None) -> list[_Said]:
    from graph.circulation.rules.errors import InvalidRules
    from graph.circulation.rules.linter import lint
    from graph.circulation.rules.parser import parse

    try:
        rules = parse(text_in(file))
    except InvalidRules as error:
        return [_Said(file, x.line, x.column, _MISTAKE, x.message, x.suggestion) for x in error.problems]
    return [_Said(file, each.line, 0, each.check, each.message) for each in lint(rules, known, behind)]


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


@commands.command("format", epilog=_FORMAT)
def format_file(
    file: FileArgument,
    write: Annotated[bool, typer.Option("--write", help="Put it back into the file.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether it is written so; exit code 1 if not.")
    ] = False,
) -> None:
    """Write lending rules in their canonical form: aligned, in one order, comments kept."""
    from graph.circulation.rules.formatter import format_rules
    from graph.store.durable import replacing

    before = text_in(file)
    after = format_rules(_rules(file, before))
    if check:
        if before != after:
            note(f"{file} is not in canonical form")
            stop(Exit.FAILED)
    elif write and file != "-":
        if before != after:
            with replacing(Path(file).resolve()) as part:
                part.write_text(after, "utf-8")
                shutil.copymode(file, part)
        note(f"{file} {'was in canonical form' if before == after else 'written'}")
    else:
        sys.stdout.write(after)


@commands.command(epilog=_EXPLAIN)
def explain(
    file: FileArgument,
    unit: Annotated[
        str, typer.Option("--unit", metavar="PATH", help="Where the item is: harbor/map-room.")
    ] = "everywhere",
    group: Annotated[str | None, typer.Option("--group", help="The patron's group.")] = None,
    material_type: Annotated[str | None, typer.Option("--type", help="The material type.")] = None,
    loan_type: Annotated[str | None, typer.Option("--loan", help="The loan type.")] = None,
    field: Annotated[str | None, typer.Option("--field", metavar="FIELD", help="Only this field.")] = None,
    opened: Annotated[str | None, typer.Option("--opened", metavar="TIME", help="When the loan begins.")] = None,
    calendar: Annotated[Path | None, typer.Option("--calendar", metavar="FILE", help="Opening hours, in TOML.")] = None,
    network_rules: NetworkOption = None,
    to: ToOption = Told.TEXT,
) -> None:
    """Say for one case what applies, which line of the rules says so, and what it goes before."""
    from app.explain.lending import as_json, explain_due, show
    from graph.circulation.rules.model import Case, Field
    from graph.circulation.rules.resolver import Resolver
    from graph.circulation.units import EVERYWHERE

    if (opened is None) != (calendar is None):
        raise typer.BadParameter("--opened and --calendar go together: a due date needs the moment and the hours")
    if field is not None and field not in set(Field):
        raise typer.BadParameter(f"there is no field “{field}”; the fields are {', '.join(Field)}")
    path = "" if unit == EVERYWHERE else unit.strip("/")
    case = Case(path, group, material_type, loan_type)
    resolver = Resolver(_rules(file, text_in(file)), _behind(network_rules))
    explained = [each for each in resolver.explain(case) if field is None or each.field == field]
    due = None if opened is None or calendar is None else explain_due(resolver, case, *_moment(opened, calendar, case))
    if due is None and opened is not None:
        note("not loanable: there is no due date")
    if to is Told.JSON:
        say(orjson.dumps(as_json(explained, due), option=orjson.OPT_INDENT_2).decode())
    else:
        show(explained, due)


@commands.command(epilog=_PRESET)
def preset(name: Annotated[str | None, typer.Argument(help="Which; without, what there is.")] = None) -> None:
    """Print lending rules to begin with: for a public library, a university, a school."""
    from graph.circulation.rules.presets import PRESETS

    if name is None:
        for each in PRESETS.values():
            say(f"{each.name}\t{each.says}")
        return
    if name not in PRESETS:
        raise NoSuchPreset(f"There is no preset “{name}”.")
    sys.stdout.write(PRESETS[name].text())


def _moment(opened: str, file: Path, case: Case) -> tuple[datetime, Calendar]:
    from graph.circulation.calendar_file import read_calendars

    calendar = read_calendars(text_in(str(file))).at(case.unit)
    try:
        moment = datetime.fromisoformat(opened)
    except ValueError:
        raise InvalidMoment(f"“{opened}” is no moment.") from None
    if moment.year not in _YEARS:
        raise InvalidMoment(f"Nobody lends in {moment.year}.")
    return moment, calendar


def _behind(file: str | None) -> Resolver | None:
    """A network's rules, which are told by the name of their file."""
    from graph.circulation.rules.in_force import of_network, read_network

    return None if file is None else of_network(Path(file).stem, _rules(file, text_in(file), read_network))


def _rules(file: str, text: str, read: Callable[[str], RuleSet] | None = None) -> RuleSet:
    from graph.circulation.rules.errors import InvalidRules
    from graph.circulation.rules.parser import parse

    try:
        return (read or parse)(text)
    except InvalidRules as error:
        for each in error.problems:
            note(f"{file}:{each}")
        raise
