"""Labels of controlled terms in the languages their sources offer them in.

Languages, countries and areas are named by Unicode CLDR (the `babel` package), terms for content, media, carriers and
the like by RDA (a module a language, `RDA`), roles and what our own lists call formats by ourselves (`OWN`). A language
is loaded when it is first asked for; English stands in the code lists themselves.

A row of a language's module: `carriers/nc | Band`, the first part being what follows `http://id.loc.gov/vocabulary/`;
our own lists are `format/book`, `class/Text`, `availability/online`.

RDA: RDA Registry (www.rdaregistry.info) of the RDA Steering Committee, version 5.4.13 of 2026-06-12, CC BY 4.0; chosen
and put into this form by us, unchanged in wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from mappings.codes.languages import LANGUAGES, SUPERSEDED, language_tag
from mappings.codes.territories import TERRITORIES

if TYPE_CHECKING:
    from babel import Locale

VOCABULARY: Final = "http://id.loc.gov/vocabulary/"

_ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {"nb": "no", "nn": "no", "iw": "he", "zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans"}
    | dict.fromkeys(("zh-tw", "zh-hk", "zh-mo"), "zh-hant")
)
_MODULES: Final = frozenset(
    "ar ca cs da de el es et fi fr he hu it lv nl no pl sv tr vi zh-hans zh-hant".split()  # noqa: SIM905 - a list to read
)
"""The languages that have a module here."""

_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LONGEST_TAG: Final = 35
"""RFC 5646, 4.4.1: what software must be able to take."""


def translated(iri: str, wanted: Sequence[str]) -> tuple[str, str] | None:
    """The label of a term in the first language wanted that there is one in, with the tag of that language.

    `wanted`: BCP 47 tags, most wanted first; English is answered by nobody here, so `en` ends the search. None where no
    language before it has the term.
    """
    path = iri.removeprefix(VOCABULARY)
    for tag in wanted:
        if tag.casefold().partition("-")[0] == "en":
            return None
        if (found := _label(path, tag)) is not None:
            return found, tag
    return None


@lru_cache(maxsize=4096)
def _label(path: str, tag: str) -> str | None:
    for name in _wider(tag):
        if (found := _terms(name).get(path)) is not None:
            return found
    if path.startswith(("languages/", "countries/", "geographicAreas/")):
        return _named_by_cldr(path, tag)
    return None


def _wider(tag: str) -> Iterator[str]:
    """The languages with a module that speak for `tag`: itself, then each tag it is a kind of."""
    parts = tag.casefold().split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        name = _ALIASES.get(name, name)
        if name in _MODULES:
            yield name


@cache
def _terms(name: str) -> Mapping[str, str]:
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    rows = [*getattr(module, "RDA", "").splitlines(), *getattr(module, "OWN", "").splitlines()]
    return dict(_row(name, line) for line in rows if line)


def _row(name: str, line: str) -> tuple[str, str]:
    path, _, label = line.partition(" | ")
    if not label or "/" not in path:
        raise ValueError(f"translations into {name}: can't read the row “{line}”")
    return path, label


# ---- languages and places -------------------------------------------------------------------------------------------


def _named_by_cldr(path: str, tag: str) -> str | None:
    locale = _locale(tag)
    if locale is None:
        return None
    if path.startswith("languages/"):
        code = path.removeprefix("languages/")
        code = SUPERSEDED.get(code, code)
        names, name = locale.languages, language_tag(code).replace("-", "_") if code in LANGUAGES else ""
    else:
        names, name = locale.territories, TERRITORIES.get(path, "")
    return str(names[name]) if name in names else None


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale | None:
    """The locale of the language in its script; regions differ too little to load a locale for each."""
    from babel import Locale, UnknownLocaleError

    if len(tag) > _LONGEST_TAG or not _TAG.fullmatch(tag):
        return None
    try:
        named = Locale.parse(tag.replace("-", "_"), resolve_likely_subtags=True)
        return Locale(named.language, script=named.script) if named.script else Locale(named.language)
    except (UnknownLocaleError, ValueError):
        return None
