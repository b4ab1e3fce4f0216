"""Where, by whom and when it was issued.

BIBFRAME: `bf:provisionActivity` with the transcribed `bflc:simplePlace`, `bflc:simpleAgent`, `bflc:simpleDate` and
the coded `bf:place` and `bf:date` (EDTF).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import Text, iri_of, label, labels, nodes, plain, texts

_YEAR: Final = re.compile(r"(?<!\d)(\d{4}|\d{3}[Xux]|\d{2}[Xux]{2})(?!\d)")
_KINDS: Final = {
    "bf:Publication": "publication",
    "bf:Production": "production",
    "bf:Distribution": "distribution",
    "bf:Manufacture": "manufacture",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """One provision activity. `kind` is publication, production, distribution or manufacture; `date` an EDTF string as
    coded, `date_text` as transcribed; `countries` are IRIs.
    """

    places: tuple[Text, ...] = ()
    publishers: tuple[Text, ...] = ()
    date: str | None = None
    date_text: str | None = None
    kind: str = "publication"
    countries: tuple[str, ...] = ()


def publications(node: Node) -> list[Publication]:
    """The provision activities of an Instance in order."""
    return [_publication(each) for each in nodes(node, "bf:provisionActivity")]


def _publication(node: Node) -> Publication:
    places, countries = list(texts(node, "bflc:simplePlace")), []
    for place in nodes(node, "bf:place"):
        if (iri := iri_of(place)) is not None:
            countries.append(iri)
        elif not places:
            places.extend(labels(place))
    coded, written = _dates(node)
    return Publication(
        tuple(places),
        _publishers(node),
        coded,
        plain(node, "bflc:simpleDate") or written,
        next((_KINDS[type_] for type_ in node.get("@type", ()) if type_ in _KINDS), "publication"),
        tuple(countries),
    )


def publishers(node: Node) -> list[Text]:
    """Who issued an Instance, in every provision activity in order: cheaper than reading all of these."""
    return [text for each in nodes(node, "bf:provisionActivity") for text in _publishers(each)]


def _publishers(node: Node) -> tuple[Text, ...]:
    shown = texts(node, "bflc:simpleAgent")
    return shown or tuple(name for agent in nodes(node, "bf:agent") for name in labels(agent))


def _dates(node: Node) -> tuple[str | None, str | None]:
    """The coded date (typed as EDTF) and one without a datatype."""
    coded = written = None
    for value in node.get("bf:date", ()):
        if isinstance(value, str):
            written = written or value
        elif "@value" in value:
            coded = coded or str(value["@value"])
    return coded or written, written


def origin_date(node: Node) -> str | None:
    """When a Work came to be, as its description says."""
    return plain(node, "bf:originDate")


def year(text: str) -> int | None:
    """The first year in an EDTF or transcribed date, unspecified digits as 0; None where there is none.

    >>> year("[ca. 1748]"), year("198X"), year("1999/2004")
    (1748, 1980, 1999)
    """
    found = _YEAR.search(text)
    return int(re.sub("[Xux]", "0", found[1])) if found is not None else None


def first_year(node: Node) -> int | None:
    """The year of the first provision activity that has one, else of the copyright or origin date."""
    for activity in nodes(node, "bf:provisionActivity"):
        for name in ("bf:date", "bflc:simpleDate"):
            if (found := _year_of(node=activity, name=name)) is not None:
                return found
    for name in ("bf:copyrightDate", "bf:originDate"):
        if name in node and (found := _year_of(node=node, name=name)) is not None:
            return found
    return None


def _year_of(node: Node, name: str) -> int | None:
    for value in texts(node, name):
        if (found := year(value.value)) is not None:
            return found
    return None


def decade(node: Node) -> int | None:
    """The decade (1980) of an Instance's publication or a Work's origin."""
    found = first_year(node)
    return None if found is None else found // 10 * 10


def place_names(node: Node) -> list[str]:
    """Every place of publication as text."""
    return [text.value for each in publications(node) for text in each.places] or [
        name for each in nodes(node, "bf:place") if (name := label(each))
    ]
