"""`$0` and `$1` of subject headings: the IRI a heading or component has, what else identifies it, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.agents import identifier_node, written_iri
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add

if TYPE_CHECKING:
    from mappings.bibframe.node import Node

NUMBERS: Final = "01w"


def plain_number(text: str) -> str:
    """A `$0`, `$1` or `$2` as it is written today: no space around it, no `(uri)` before an IRI."""
    text = text.strip()
    return text[5:].strip() if text.startswith("(uri)") else text


def plain(field: DataField) -> DataField:
    """`field` with its `$0` as they are written today."""
    if all(code != "0" or (text[:5] != "(uri)" and text == text.strip()) for code, text in field.subfields):
        return field
    return field._replace(
        subfields=tuple([Subfield(code, plain_number(text) if code == "0" else text) for code, text in field.subfields])
    )


def number_heading(node: Node, field: DataField, one: str | None) -> None:
    """`$0`, `$1` and `$w` of a whole heading beside those that name it."""
    known = {node["@id"], one}
    if one is not None and one != node["@id"]:
        add(node, "madsrdf:identifiesRWO", {"@id": one})
    for code, text in field.subfields:
        if code not in NUMBERS:
            continue
        iri = iris.known(text)
        if iri is None:
            if code != "1":
                add(node, "bf:identifiedBy", identifier_node(code, text))
        elif iri not in known:
            known.add(iri)
            add(node, "madsrdf:identifiesRWO" if code == "1" else "madsrdf:isIdentifiedByAuthority", {"@id": iri})


def number_component(node: Node, code: str, text: str) -> None:
    """A number behind one part of a string: the IRI of that component, or what else identifies it."""
    if code not in NUMBERS:
        return
    text = plain_number(text)
    iri = iris.known(text)
    if iri is None:
        if code != "1":
            add(node, "bf:identifiedBy", identifier_node(code, text))
    elif "@id" not in node and code != "1":
        node["@id"] = iri
    else:
        add(node, "madsrdf:identifiesRWO" if code == "1" else "madsrdf:isIdentifiedByAuthority", {"@id": iri})


def numbers_of(node: Node, home: str) -> list[Subfield]:
    """The `$0` and `$1` of a node. `home`: where our own names are, which are none."""
    named = [node.get("@id", ""), *(value["@id"] for value in node.get("madsrdf:isIdentifiedByAuthority", ()))]
    derived = {iri.replace("authorities/names/", "rwo/agents/") for iri in named if "authorities/names/" in iri}
    things = [iri for value in node.get("madsrdf:identifiesRWO", ()) if (iri := value["@id"]) not in derived]
    written = (written_iri(iri, home) for iri in named if iri not in derived)
    out = [*(sub for sub in written if sub is not None), *(Subfield("1", iri) for iri in things)]
    for number in node.get("bf:identifiedBy", ()):
        source: Node = next(iter(number.get("bf:source", ())), {})
        code = text_of(source["bf:code"][0])[0] if "bf:code" in source else ""
        text = text_of(number.get("rdf:value", [""])[0])[0]
        whole = f"({code}){text}" if code else text
        if not (whole.startswith("(DE-588)") and any(sub.value == whole for sub in out)):
            out.append(Subfield("0", whole))
    return out
