"""Headings coming back: the field of a heading, a variant or a related authority.

A `marcKey` counts where the label it gives is still the label; after an edit the field is made anew, split where the
components of the node still say how.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules.agents import field_of_agent, keys_of
from mappings.rules.authority_headings import CODE_OF_DIVISION, KINDS, heading
from mappings.rules.compile_back import text_of

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value

_ENDING: Final = {
    "madsrdf:FamilyName": "00",
    **{name: kind.ending for kind in reversed(KINDS.values()) for name in (kind.mads, kind.type) if name},
}
_SUBDIVISIONS: Final = {kind.mads: kind.ending for kind in KINDS.values() if kind.type == "lsp:Subdivision"}
_AGENT: Final = {"madsrdf:PersonalName": "bf:Person", "madsrdf:FamilyName": "bf:Family",
                 "madsrdf:CorporateName": "bf:Organization", "madsrdf:ConferenceName": "bf:Meeting",
                 **{name: name for name in ("bf:Person", "bf:Family", "bf:Organization", "bf:Meeting")},
                 "bf:Jurisdiction": "bf:Jurisdiction"}  # fmt: skip


def field_of(node: Node, labels: Sequence[Value], prefix: str) -> tuple[DataField, DataField | None, str]:
    """(field, its paired 880, language of that) of a heading with these labels; `prefix`: first character of the tag.

    A heading known in another script only has its language and no twin.
    """
    key, other = keys_of(node)
    read = list(dict.fromkeys(map(text_of, labels)))
    plain = [text for text, tongue in read if not tongue]
    tagged = [(text, tongue) for text, tongue in read if tongue]
    keyed, paired = _label(key, key), _label(other, key)
    label = next((text for text in plain if text not in {keyed, paired}), keyed if keyed in plain else "")
    twin, language = tagged[0] if tagged else (paired if paired in plain else "", "")
    if not label:
        label, twin = (plain[0] if plain else twin), (twin if plain else "")
    if key is None or keyed != label:
        key = made(node, label)
    if other is not None and paired != twin:
        other = None
    return key._replace(tag=prefix + key.tag[1:]), other, language


def _label(key: DataField | None, of: DataField | None) -> str:
    if key is None or of is None:
        return ""
    found = heading(key._replace(tag=of.tag))
    return found.label if found is not None else ""


def made(node: Node, label: str) -> DataField:
    """The field of a heading without a key that holds, from its label and its components."""
    types = node.get("@type", ())
    parts = _components(node)
    if "lsp:Subdivision" in types:
        return _subdivision(types, parts, label)
    if "--" in label and (parts or "madsrdf:ComplexSubject" in types):
        return _string(types, parts, label)
    if "madsrdf:NameTitle" in types and len(parts) == 2 and label.startswith(parts[0][1]):
        name = _simple([parts[0][0]], parts[0][1])
        title = label[len(parts[0][1]) :].removeprefix(".").strip()
        last = name.subfields[-1]
        if last.value[-1:] not in {".", "-"}:
            name = name._replace(subfields=(*name.subfields[:-1], Subfield(last.code, last.value + ".")))
        return name._replace(subfields=(*name.subfields, Subfield("t", title)))
    return _simple(types, label)


def _components(node: Node) -> list[tuple[str, str]]:
    """(MADS class, label) of each component."""
    found = []
    for each in node.get("madsrdf:componentList", ()):
        for member in each.get("@list", ()):
            text = text_of(next(iter(member.get("madsrdf:authoritativeLabel", [""]))))[0]
            found.append((next(iter(member.get("@type", ())), ""), text))
    return found


def _simple(types: Sequence[str], label: str) -> DataField:
    agent = next((_AGENT[each] for each in types if each in _AGENT), "")
    if agent and "madsrdf:NameTitle" not in types:
        jurisdiction = "bf:Jurisdiction" if "bf:Jurisdiction" in types else agent
        field, _, _ = field_of_agent({"@type": ["bf:Agent", jurisdiction], "rdfs:label": [label]}, "1")
        return field
    ending = next((_ENDING[each] for each in types if each in _ENDING), "")
    ending = ending or ("30" if "madsrdf:NameTitle" in types else "50")
    return DataField(f"1{ending}", " ", "0" if ending == "30" else " ", (Subfield("a", label),))


def _string(types: Sequence[str], parts: Sequence[tuple[str, str]], label: str) -> DataField:
    main, *divisions = label.split("--")
    codes = [CODE_OF_DIVISION.get(type_, "x") for type_, _ in parts[1:]]
    if len(codes) != len(divisions):
        codes = ["x"] * len(divisions)
    field = _simple([parts[0][0]] if parts else [each for each in types if each != "madsrdf:ComplexSubject"], main)
    return field._replace(subfields=(*field.subfields, *map(Subfield, codes, divisions)))


def _subdivision(types: Sequence[str], parts: Sequence[tuple[str, str]], label: str) -> DataField:
    texts = label.split("--")
    own = next((each for each in types if each in _SUBDIVISIONS), "madsrdf:Topic")
    classes = [type_ for type_, _ in parts] if len(parts) == len(texts) else [own] * len(texts)
    ending = _SUBDIVISIONS.get(classes[0], "80")
    codes = [CODE_OF_DIVISION.get(type_, "x") for type_ in classes]
    return DataField(f"1{ending}", " ", " ", tuple(map(Subfield, codes, texts)))


def typed(value: Any) -> bool:
    """Whether a value is a node that says what it is, not a mere reference."""
    return isinstance(value, dict) and "@type" in value
