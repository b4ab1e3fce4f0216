"""Templates of messages as a library writes them: a text with a section for each kind of notice and language.

    [overdue en]
    subject: Please bring back {item.title}

    Dear {patron.name},

    - {item.title}, due {due.date}

    {library.name}

A line that names something of a thing ({item.title}, {due.date} …), with its neighbours that do, is written once for
each thing the message is about; in the subject it is the first one's. A brace itself is written twice: {{ }}. Lines
that begin with # before the subject are remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from graph.circulation.errors import CirculationError
from graph.circulation.messages.places import PLACES, About, Addressed, Thing, one_line
from graph.circulation.rules.errors import Problem, nearest

_HEAD: Final = re.compile(r"\[\s*([a-z][a-z0-9-]*)\s+([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*\]\s*")
_LIKE_HEAD: Final = re.compile(r"\[[^\[\]{}]*\]\s*")
_SUBJECT: Final = re.compile(r"subject\s*:\s*(.*\S)\s*", re.IGNORECASE)
_BRACES: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_SUBJECT_LONGEST: Final = 200
_TEXT_LONGEST: Final = 20_000
REQUESTS: Final = frozenset({"ready", "not-fetched", "expired"})
"""The kinds of notices that are about requests; every other is about a loan."""


@dataclass(frozen=True, slots=True)
class Template:
    """The message for one kind of notice in one language. `line` is where its section begins; 0 for a preset."""

    kind: str
    language: str
    subject: str
    text: str
    line: int = 0


class InvalidTemplates(CirculationError):
    """A text of templates that can't be understood, or that names a place there is none of. Every problem is named."""

    code: ClassVar[str] = "INVALID_TEMPLATES"
    hint: ClassVar[str] = "docs/how-to/notices.md lists the places, and what a section looks like."

    def __init__(self, problems: Sequence[Problem]) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
        self.problems = tuple(problems)


def about(kind: str) -> About:
    """What notices of a kind are about."""
    return About.REQUEST if kind in REQUESTS else About.LOAN


def read_templates(text: str) -> tuple[Template, ...]:
    """The templates of a text, in order. Raises `InvalidTemplates` with every problem in it."""
    found: list[Template] = []
    problems: list[Problem] = []
    for first, lines in _sections(text.splitlines()):
        head = _HEAD.fullmatch(lines[0])
        if head is None:
            if first == 1 and not any(line.strip() and not line.startswith("#") for line in lines):
                continue
            problems.append(Problem(first, 1, "a section begins with its kind and language: [overdue en]"))
            continue
        template, wrong = _template(head[1], head[2], first, lines)
        if any((each.kind, each.language.lower()) == (head[1], head[2].lower()) for each in found):
            wrong.append(Problem(first, 1, f"there is a section [{head[1]} {head[2]}] already"))
        found.append(template)
        problems += wrong
    if problems:
        raise InvalidTemplates(sorted(problems, key=lambda each: (each.line, each.column)))
    return tuple(found)


def written(template: Template, to: Addressed, things: Sequence[Thing]) -> tuple[str, str]:
    """The subject and the text of a message about some things. There must be one at least."""
    subject = one_line(_filled(template.subject, to, things[0]))
    lines: list[str] = []
    for each, run in groupby(template.text.splitlines(), _is_of_each):
        together = list(run)
        for thing in things if each else things[:1]:
            lines += [_filled(line, to, thing) for line in together]
    return subject, "\n".join(lines).strip() + "\n"


def as_text(templates: Iterable[Template]) -> str:
    """Templates as a text that reads as them."""
    return "\n\n".join(f"[{x.kind} {x.language}]\nsubject: {x.subject}\n\n{x.text.strip()}" for x in templates) + "\n"


def _sections(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each section, with the number of its first; what stands before the first one, too."""
    starts = [number for number, line in enumerate(lines) if _LIKE_HEAD.fullmatch(line)]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        if start < end:
            yield start + 1, list(lines[start:end])


def _template(kind: str, language: str, first: int, lines: Sequence[str]) -> tuple[Template, list[Problem]]:
    at = next((n for n, line in enumerate(lines[1:], 1) if line.strip() and not line.startswith("#")), 0)
    subject = _SUBJECT.fullmatch(lines[at]) if at else None
    if subject is None:
        problem = Problem(first + at, 1, "after its heading, a section has its subject: subject: Please bring back …")
        return Template(kind, language, "", "", first), [problem]
    body = lines[at + 1 :]
    template = Template(kind, language, subject[1], "\n".join(body).strip("\n"), first)
    problems = [each for n, line in enumerate(lines[at:], first + at) for each in _wrong_in(line, n, about(kind))]
    if len(template.subject) > _SUBJECT_LONGEST:
        problems.append(Problem(first + at, 1, f"a subject has at most {_SUBJECT_LONGEST} characters"))
    if not template.text.strip() or len(template.text) > _TEXT_LONGEST:
        problems.append(Problem(first + at, 1, f"a section has a text, of at most {_TEXT_LONGEST:,} characters"))
    return template, problems


def _wrong_in(line: str, number: int, kind: About) -> Iterator[Problem]:
    for found in _BRACES.finditer(line):
        column, name = found.start() + 1, found[1]
        if name is None:
            if found[0] in {"{", "}"}:
                yield Problem(number, column, "a brace stands alone; write it twice where one is meant")
        elif name not in PLACES:
            yield Problem(number, column, f"there is no place {{{name}}}", nearest(name, PLACES))
        elif (only := PLACES[name].only) not in {None, kind}:
            yield Problem(number, column, f"{{{name}}} is of {only.value}; this notice is about {kind.value}")


def _is_of_each(line: str) -> bool:
    return any(found[1] in PLACES and PLACES[found[1]].each for found in _BRACES.finditer(line))


def _filled(line: str, to: Addressed, thing: Thing) -> str:
    def value(found: re.Match[str]) -> str:
        return found[0][0] if found[1] is None else one_line(PLACES[found[1]].value(to, thing))

    return _BRACES.sub(value, line)
