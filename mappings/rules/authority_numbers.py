"""What the numbers of an authority record stand for: IRIs that bibliographic records use for its heading.

A record of the Library of Congress file is known by its LCCN (`n79068416`) as id.loc.gov/authorities/names/n79068416
and, for an agent, as id.loc.gov/rwo/agents/n79068416; records of FAST and of the German authority file by theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mappings.marc.record import Subfield
from mappings.rules import iris
from mappings.text import lccn

if TYPE_CHECKING:
    from mappings.rules.forward import Run

AUTHORITIES: Final = "http://id.loc.gov/authorities/"
_FILES: Final = {
    "n": "names", "nb": "names", "nr": "names", "no": "names", "ns": "names",
    "sh": "subjects", "sj": "childrensSubjects", "gf": "genreForms", "mp": "performanceMediums",
    "dg": "demographicTerms",
}  # fmt: skip
"""Prefix of an LCCN → the file of the Library of Congress it belongs to."""
_THINGS: Final = {
    "viaf": "http://viaf.org/viaf/{}", "wikidata": "http://www.wikidata.org/entity/{}",
    "isni": "https://isni.org/isni/{}", "orcid": "https://orcid.org/{}",
}  # fmt: skip
"""Schemes of 024 that name the thing itself."""


def lc_iri(text: str) -> str | None:
    """The IRI of an authority of the Library of Congress by its LCCN; None for a number of another kind."""
    number = lccn(text)
    if number is None:
        return None
    file = _FILES.get(number.rstrip("0123456789"))
    return f"{AUTHORITIES}{file}/{number}" if file is not None else None


def published(run: Run) -> list[Subfield]:
    """The IRIs and numbers under which the authority is known elsewhere, as the `$0` and `$1` of a heading."""
    return list(dict.fromkeys(_published(run)))


def _published(run: Run) -> Iterator[Subfield]:
    yield from _own_numbers(run)
    for field in run.tagged("035"):
        for text in field.all("a"):
            if text.startswith(("(OCoLC)fst", "(DE-588)")):
                yield Subfield("0", text)
            elif text.startswith("(DLC)") and (iri := lc_iri(text[5:])):
                yield Subfield("0", iri)
    for field in run.tagged("024"):
        source, number = field.get("2"), field.get("a") or ""
        if source == "gnd":
            yield Subfield("0", f"(DE-588){number}")
        elif source == "uri" and iris.valid(number):
            yield Subfield("0", number)
        for code, text in field.subfields:
            if code in "01" and iris.known(text):
                yield Subfield(code, text)


def _own_numbers(run: Run) -> Iterator[Subfield]:
    """The number of the Library of Congress: 010, or 001 of its own records."""
    numbers = [text for field in run.tagged("010") for text in field.all("a")]
    if not run.has("010") and any(field.ind1 == "DLC" for field in run.tagged("003")):
        numbers = [field.ind1 for field in run.tagged("001")]
    for text in numbers:
        if iri := lc_iri(text):
            yield Subfield("0", iri)


def things(run: Run) -> list[str]:
    """IRIs of the thing itself that 024 gives by scheme and number: VIAF, Wikidata, ISNI, ORCID."""
    found = []
    for field in run.tagged("024"):
        pattern = _THINGS.get(field.get("2") or "")
        for text in field.all("a") if pattern is not None else ():
            tail = text if text.startswith("http") else str(pattern).format(text.replace(" ", ""))
            if iris.valid(tail):
                found.append(tail)
    return list(dict.fromkeys(found))


def others(numbers: list[Subfield], own: set[str]) -> list[str]:
    """The IRIs among these numbers, without our `own`."""
    found = [iris.known(text) or iris.gnd(text) for _, text in numbers]
    return [iri for iri in dict.fromkeys(found) if iri is not None and iri not in own]
