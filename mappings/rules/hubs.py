"""Hubs: how a uniform title, alone or with a name, becomes a node with title, language and `marcKey`, and back.

Used by uniform titles, added entries, subjects and series. Coming back the `marcKey` counts only where it agrees with
the title and the name; after an edit the field is made anew, its text split where the statements know the parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.agents import (
    authority_values,
    field_of_agent,
    in_two_scripts,
    keys_of,
    name_label,
    source_node,
    written_iri,
)
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.marc_keys import marc_key
from mappings.rules.punctuation import chop, chop_parens
from mappings.text import heading_key

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_NO_TITLE: Final = frozenset("ivwxyz0123456789")
"""Subfields that are no part of a uniform title."""
_FURTHER: Final = frozenset("dfhlmnoprsx2350")
_NAMES: Final = frozenset({"00", "10", "11"})
_LITERALS: Final = {"f": "bf:originDate", "r": "bf:musicKey", "s": "bf:version"}
_NODES: Final = {"l": ("bf:language", "bf:Language"), "m": ("bf:musicMedium", "bf:MusicMedium")}


# ---- going forward --------------------------------------------------------------------------------------------------


def title_part(field: DataField, tag: str) -> Sequence[Subfield]:
    """The subfields of the title: from `$t` on (or `$k` of a name without `$t`), or all of a field that has no name."""
    if tag[1:] not in _NAMES:
        return field.subfields
    for begin in "tk":
        for index, (code, _) in enumerate(field.subfields):
            if code == begin:
                return field.subfields[index:]
    return ()


def title_words(field: DataField, tag: str) -> str:
    """The subfields of the uniform title as they stand, joined by spaces."""
    return " ".join([text for code, text in title_part(field, tag) if code not in _NO_TITLE])


def title_label(field: DataField, tag: str) -> str:
    """The uniform title as one text, final punctuation taken off."""
    return chop(title_words(field, tag))


def hub_iri(run: Run, field: DataField, tag: str, label: str, name: str = "") -> str:
    """The name of the hub: what `$0`, `$1` or `$w` after the title say, or our own. `name`: the label of its agent."""
    part = title_part(field, tag)
    ones = [text for code, text in part if code == "1" and "/rwo/agents/" not in text and text.startswith("http")]
    found = next((one for one in ones if iris.valid(one)), None)
    if found is None:
        numbers = [text for code, text in part if code in "0w"]
        fast = [text for text in numbers if text.startswith("(OCoLC)fst")]
        found = next((iri for text in (*fast, *numbers) if (iri := iris.known(text))), None)
    if found is not None:
        return found
    return run.heading("hubs", heading_key("bf:Hub", f"{name}. {label}" if name else label), "Hub", field)


def describe_hub(run: Run, node: Node, field: DataField, language: str | None, tag: str) -> None:
    """Put title, parts, further elements, numbers and `marcKey` of a uniform title on `node`."""
    if any(code == "o" for code, _ in field.subfields):
        node["@type"].append("bf:Arrangement")
    twin = run.twin()
    node["bf:title"] = [_title(field, language, tag, twin)]
    for code, text in field.subfields:
        if code in _FURTHER:
            _further(node, code, text, language, tag)
    part = title_part(field, tag)
    if any(code in "023" for code, _ in part):
        _control(node, part, language)
    node["bflc:marcKey"] = [marc_key(field)]
    if twin is not None:
        node["bflc:marcKey"].append(literal(marc_key(twin[0]), twin[1]))


def _title(field: DataField, language: str | None, tag: str, twin: tuple[DataField, str | None] | None) -> Node:
    title: Node = {"@type": ["bf:Title"]}
    count = field.ind1 if tag in {"130", "630", "730"} else field.ind2 if tag in {"240", "830"} else "0"
    if count.isdigit() and count != "0":
        title["bflc:nonSortNum"] = [literal(count, language)]
    title["bf:mainTitle"] = [literal(title_label(field, tag), language)]
    if twin is not None:
        title["bf:mainTitle"].append(literal(title_label(twin[0], tag), twin[1]))
    numbered = title_part(field, tag) if tag[1:] == "11" else field.subfields
    for code, text in numbered:
        if code == "n":
            add(title, "bf:partNumber", literal(chop(text), language))
        elif code == "p":
            add(title, "bf:partName", literal(chop(text), language))
    return title


def _further(node: Node, code: str, text: str, language: str | None, tag: str) -> None:
    if code in _LITERALS:
        add(node, _LITERALS[code], literal(chop(text), language))
    elif code in _NODES:
        prop, type_ = _NODES[code]
        add(node, prop, {"@type": [type_], "rdfs:label": [literal(chop(text), language)]})
    elif code == "d" and tag[1:] in {"30", "40"}:
        add(node, "bf:legalDate", literal(chop_parens(text), language))
    elif code == "x" and tag[0] in "78":
        add(node, "bf:identifiedBy", {"@type": ["bf:Issn"], "rdf:value": [chop(text)]})


def _control(node: Node, part: Sequence[Subfield], language: str | None) -> None:
    for prop, value in authority_values([sub for sub in part if sub.code == "0"]):
        if value.get("@id") != node.get("@id"):
            add(node, prop, value)
    for code, text in part:
        if code == "2" and "bf:source" not in node:
            add(node, "bf:source", source_node(text))
        elif code == "3":
            add(node, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [literal(chop(text), language)]})


# ---- coming back ----------------------------------------------------------------------------------------------------


def field_of_hub(node: Node, prefix: str) -> tuple[DataField, DataField | None, str]:
    """(field, twin, language) of a hub: its `marcKey` where that agrees with title and name, else made from both.

    `prefix`: the first character of the tag. A hub known in another script only has its language and no twin.
    """
    titles = [value for title in node.get("bf:title", ()) for value in title.get("bf:mainTitle", ())]
    if not titles and (agent := _agent(node)) is not None:
        return field_of_agent(agent, prefix)
    (label, other_label), language = in_two_scripts(titles)
    plain, other = keys_of(node)
    if plain is None or not _agrees(plain, node, label or other_label):
        plain = _made(node, prefix, label or other_label)
    if other is not None and title_label(other, plain.tag) != other_label:
        other = None
    return plain._replace(tag=prefix + plain.tag[1:]), other, language


def _agrees(field: DataField, node: Node, label: str) -> bool:
    return title_label(field, field.tag) == label and (
        field.tag[1:] not in _NAMES or name_label(field, field.tag) == _name_of(node)
    )


def _name_of(node: Node) -> str:
    agent = _agent(node)
    return text_of(next(iter(agent.get("rdfs:label", [""]))))[0] if agent else ""


def _agent(node: Node) -> Node | None:
    return next((agent for made in node.get("bf:contribution", ()) for agent in made.get("bf:agent", ())), None)


def _made(node: Node, prefix: str, label: str) -> DataField:
    """The field of a hub without a key that holds: its name, its title split at the parts the statements know."""
    agent = _agent(node)
    if agent is None:
        number = next((text_of(v)[0] for title in node.get("bf:title", ()) for v in title.get("bflc:nonSortNum", ())),
                      "0")  # fmt: skip
        inds = (" ", number) if prefix == "8" else (number, " ")
        return DataField(prefix + "30", *inds, tuple(title_subfields(node, "a", label)))
    field, _, _ = field_of_agent(agent, prefix)
    name = [sub for sub in field.subfields if sub.code in "abcdnqg"]
    if name and name[-1].value[-1:] not in {".", "-", ")", "?"}:
        name[-1] = Subfield(name[-1].code, name[-1].value.rstrip(",") + ".")
    return field._replace(subfields=(*name, *title_subfields(node, "t", label)))


def title_subfields(node: Node, first: str, label: str) -> list[Subfield]:
    """The text of a uniform title cut where the statements say that a part, a language or a version begins."""
    title: Node = next(iter(node.get("bf:title", ())), {})
    known = [("n", text) for text in _texts(title, "bf:partNumber")]
    known += [("p", text) for text in _texts(title, "bf:partName")]
    known += [(code, text) for code, prop in _LITERALS.items() for text in _texts(node, prop)]
    for code, (prop, _) in _NODES.items():
        known += [(code, text) for value in node.get(prop, ()) for text in _texts(value, "rdfs:label")]
    cuts = sorted((at, code) for code, text in known if text and (at := label.rfind(text)) > 0)
    out: list[Subfield] = []
    begin, code = 0, first
    for at, following in cuts:
        out.append(Subfield(code, label[begin:at].rstrip()))
        begin, code = at, following
    out.append(Subfield(code, label[begin:]))
    if (numbered := written_iri(node.get("@id", ""))) is not None:
        out.append(numbered)
    return [sub for sub in out if sub.value]


def _texts(node: Any, prop: str) -> list[str]:
    values = node.get(prop, ()) if isinstance(node, dict) else ()
    return [text for text, language in map(text_of, values) if not language]


def write(out: Back, field: DataField, twin: DataField | None, language: str) -> None:
    """Make the field, with its twin in another script; a field known in that script only becomes an unpaired 880."""
    own = [sub for sub in field.subfields if sub.code != "6"]
    other = [sub for sub in twin.subfields if sub.code != "6"] if twin is not None else []
    if language and not other:
        own, other = [], own
    out.field(field.tag, field.ind1, field.ind2, own, twin=other, language=language)
