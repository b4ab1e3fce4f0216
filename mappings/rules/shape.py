"""What the way back may rely on: text where a property holds text, nodes where it holds nodes, lists of nodes.

People edit descriptions, and a value of the wrong kind, a node without a class, an IRI that is none or a character that
MARC can't carry mustn't keep a whole record from being written. `shaped` leaves such things out, so that no rule has to
look twice at what it reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.bibframe.terms import PROPERTIES
from mappings.marc.shapes import CONTROLS
from mappings.rules.iris import absolute
from mappings.rules.languages import canonical

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value

_LITERAL: Final = """
bf: acquisitionTerms ascensionAndDeclination awards changeDate classificationPortion code collectionOrganization
    coordinates copyrightDate count creationDate credits custodialHistory date degree dimensions distributionStatement
    duration edition editionStatement equinox exclusionGRing firstIssue generationDate hierarchicalLevel itemPortion
    lastIssue legalDate mainTitle manufactureStatement musicKey musicOpusNumber musicSerialNumber musicThematicNumber
    natureOfContent noteType originDate outerGRing part partName partNumber pattern physicalLocation preferredCitation
    productionStatement provisionActivityStatement publicationStatement qualifier responsibilityStatement
    seriesEnumeration seriesStatement subtitle temporalCoverage validDate variantType version
bflc: aap catalogerId citation consolidates marcKey name nonSortNum primaryContributorName procInfo profile
    projectedProvisionDate publicationStatement readMarc382 seriesTreatment simpleAgent simpleDate simplePlace target
    title titleSortKey
madsrdf: authoritativeLabel elementValue variantLabel
rdf: value
rdfs: comment label
"""


def _names(written: str) -> frozenset[str]:
    out: set[str] = set()
    prefix = ""
    for word in written.split():
        if word.endswith(":"):
            prefix = word
        else:
            out.add(prefix + word)
    return frozenset(out)


LITERAL: Final = _names(_LITERAL)
"""Properties whose values are text."""
LISTS: Final = frozenset({"madsrdf:componentList", "madsrdf:elementList"})
"""Properties whose values are ordered lists of nodes."""
RESOURCE: Final = (
    frozenset(name for name in PROPERTIES if name.startswith(("bf:", "bflc:", "madsrdf:has", "madsrdf:is")))
    | {"madsrdf:identifiesRWO"}
) - LITERAL
"""Properties whose values are nodes or references. Of properties in none of the three, anything is taken."""


TYPED: Final = frozenset({"bf:date", "bf:originDate", "bf:copyrightDate", "bf:duration"})
"""Properties whose text may have a datatype."""
PLAIN: Final = frozenset({"bf:code", "rdf:value"})
"""Properties whose text has no language."""


def shaped(node: Node) -> Node:
    """`node` without values of the wrong kind, a name and a list of classes in every node; itself where all is right.

    A node whose name is no IRI is named as a part; a reference that is none is empty.
    """
    changed: Node | None = None
    for prop, values in node.items():
        if prop[0] == "@":
            continue
        kept = [each for value in values if (each := _value(prop, value))]
        if len(kept) != len(values) or any(one is not other for one, other in zip(kept, values, strict=True)):
            changed = dict(node) if changed is None else changed
            changed[prop] = kept
    iri = node.get("@id", "")
    named = iri[:1] == "#" or absolute(iri)
    if len(node) == 1 and iri:
        return node if named else {}
    if not named or "@type" not in node:
        changed = {"@type": [], **(node if changed is None else changed)}
        changed["@id"] = iri if named else "#"
    if changed is None:
        return node
    return {prop: values for prop, values in changed.items() if prop[0] == "@" or values}


def _value(prop: str, value: Value) -> Any:
    """The value as the property may have it, or nothing."""
    if isinstance(value, str):
        return None if prop in RESOURCE or prop in LISTS else _clean(value)
    if "@value" in value:
        return None if prop in RESOURCE or prop in LISTS else _literal(prop, value)
    if "@list" in value:
        return _list(value) if prop not in RESOURCE and prop not in LITERAL else None
    return None if prop in LITERAL or prop in LISTS else shaped(value)


def _literal(prop: str, value: Node) -> Value:
    text = _clean(value["@value"])
    language = value.get("@language")
    if not text or prop in PLAIN or (prop not in TYPED if language is None else not canonical(language)):
        return text
    return value if text == value["@value"] else {**value, "@value": text}


def _clean(text: str) -> str:
    """The text as MARC can carry it."""
    return CONTROLS.sub("", text) if CONTROLS.search(text) else text


def _list(value: Node) -> Node | None:
    members = value["@list"]
    kept = [shaped(each) for each in members if isinstance(each, dict) and "@value" not in each and "@list" not in each]
    if len(kept) == len(members) and all(one is other for one, other in zip(kept, members, strict=True)):
        return value if kept else None
    return {"@list": kept} if kept else None
