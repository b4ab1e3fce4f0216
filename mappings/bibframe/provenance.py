"""Who said something, when, and from which source: in the words of PROV-O, with the source in those of Dublin Core."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from mappings.bibframe.node import Node, Value

PROV: Final = "http://www.w3.org/ns/prov#"
DC: Final = "http://purl.org/dc/elements/1.1/"
ENTITY: Final = PROV + "Entity"


def said(who: str, when: datetime, source: str | None) -> Node:
    """Whom something is attributed to, since when, and the declared source of the import that brought it."""
    found: Node = {
        PROV + "wasAttributedTo": [{"@id": who}],
        PROV + "generatedAtTime": [moment(when)],
    }
    return found if source is None else {**found, DC + "source": [source]}


def moment(when: datetime) -> Value:
    """A moment as a literal."""
    return {"@value": when.astimezone(UTC).isoformat().replace("+00:00", "Z"), "@type": "xsd:dateTime"}
