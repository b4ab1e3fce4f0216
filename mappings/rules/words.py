"""A rule in words: what it is called, where it stands, and what it does, for people who don't program."""

from __future__ import annotations

import importlib
import re
from functools import cache
from pathlib import Path
from typing import Final

from mappings.rules.load import AUTHORITY_MODULES, MODULES
from mappings.rules.model import Field, Root, Rule, Sub

_ROOT: Final = Path(__file__).parents[2]
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ROOTS: Final = {each: each.value for each in Root} | {Root.ADMIN: "admin metadata"}


def spoken(term: str) -> str:
    """A term of a vocabulary as words: `bf:mainTitle` → “main title”; an IRI by its last part."""
    local = term.rpartition("/")[2] if "//" in term else term.partition(":")[2]
    return _CAPITAL.sub(" ", local.rpartition("#")[2] or term).lower()


def place(rule: Rule) -> str:
    """File and line of a rule, from the project's root: `mappings/rules/tables/titles.py:12`."""
    file, _, line = rule.at.rpartition(":")
    path = Path(file)
    return f"{path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name}:{line}"


def name(rule: Rule) -> str:
    """What the rule is called: a step by its own name, a row by its name in its table, or by its tag there."""
    if not isinstance(rule, Field):
        return rule.name
    module = Path(rule.at.rpartition(":")[0]).stem
    return _row_names().get(id(rule)) or f"{rule.tags} in {module}"


@cache
def _row_names() -> dict[int, str]:
    found = {}
    tables = "mappings.rules.tables"
    for module in (*MODULES, *(f"authorities.{each}" for each in AUTHORITY_MODULES)):
        for called, value in vars(importlib.import_module(f"{tables}.{module}")).items():
            if isinstance(value, Field):
                found[id(value)] = called.strip("_").replace("_", " ").lower()
    return found


def sentence(rule: Rule) -> str:
    """What a rule does, in one sentence."""
    if not isinstance(rule, Field):
        tags = rule.tags.split()
        read = f"reads {', '.join(tags)}" if 0 < len(tags) <= 8 else f"reads {len(tags)} tags" if tags else ""
        return f"a step that {read or 'looks at the whole record'}"
    about = _ROOTS[rule.on]
    made = _made(spoken(rule.makes.prop), spoken(rule.makes.type)) if rule.makes else "statements"
    parts = [_of(sub) for sub in rule.subfields]
    condition = _when(rule)
    return f"{rule.tags.replace(' ', ', ')}{condition} makes {made} of the {about}: {'; '.join(filter(None, parts))}"


def _made(prop: str, type: str) -> str:
    article = "an" if prop[:1] in "aeio" else "a"
    return f"{article} {prop}" + (f" ({type})" if type != prop else "")


def _of(sub: Sub) -> str:
    codes = "".join(f"${code}" for code in sub.codes)
    into = spoken(sub.prop) if sub.prop else ""
    if sub.part is not None and sub.part.prop != sub.prop:
        into = spoken(sub.part.prop) + (f" ({into})" if into and into != "label" else "")
    where = f" of the {_ROOTS[sub.on]}" if sub.on is not None else ""
    if not into and sub.iri:
        into = "its IRI"
    return f"{codes} {into or 'the node itself'}{where}"


def _when(rule: Field) -> str:
    when, said = rule.when, []
    if when.ind1:
        said.append(f"first indicator {_any(when.ind1)}")
    if when.ind2:
        said.append(f"second indicator {_any(when.ind2)}")
    if when.has:
        said.append("with " + "".join(f"${code}" for code in when.has))
    if when.lacks:
        said.append("without " + "".join(f"${code}" for code in when.lacks))
    if when.source:
        said.append(f"$2 {' or '.join(when.source[:4])}{' …' if len(when.source) > 4 else ''}")
    if when.test is not None:
        said.append("under a further condition")
    return f" ({', '.join(said)})" if said else ""


def _any(values: str) -> str:
    return " or ".join("blank" if each == "#" else each for each in values)
