"""Agents: how a name field (X00, X10, X11) becomes a node with label and `marcKey`, and how the node becomes the field.

Used by main and added entries, subjects, series and hubs. Coming back the `marcKey` counts only where it agrees with
the label; after an edit the field is made anew from the label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.marc_keys import marc_key, parsed_key
from mappings.rules.punctuation import chop, keep
from mappings.text import heading_key

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value
    from mappings.rules.forward import Run

LABELLED: Final = {"00": "abcdjqk", "10": "abcdngk", "11": "acdengq"}
"""Subfields of a name that make its label, by the last two characters of the tag."""
RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"
ORGANIZATIONS: Final = "http://id.loc.gov/vocabulary/organizations/"


def name_part(field: DataField) -> Sequence[Subfield]:
    """The subfields of the name: all before `$t` (a title), or before `$k` of a main entry without a uniform title."""
    for index, (code, _) in enumerate(field.subfields):
        if code == "t":
            return field.subfields[:index]
    return field.subfields


def name_words(field: DataField, tag: str) -> str:
    """The name subfields as they stand, joined by spaces."""
    codes = LABELLED.get(tag[1:], "a")
    return " ".join([text for code, text in name_part(field) if code in codes])


def name_label(field: DataField, tag: str) -> str:
    """The label of the agent: its name subfields, joined by spaces, final punctuation taken off."""
    return chop(name_words(field, tag))


def agent_types(field: DataField, tag: str) -> list[str]:
    """The classes of the agent by tag and first indicator."""
    kind = tag[1:]
    if kind == "00":
        return ["bf:Agent", "bf:Family" if field.ind1 == "3" else "bf:Person"]
    if kind == "10":
        return ["bf:Agent", "bf:Jurisdiction" if field.ind1 == "1" else "bf:Organization"]
    if kind == "11":
        return ["bf:Agent", "bf:Meeting"]
    return ["bf:Agent", *(["bf:Person"] if field.ind1 == "1" else []), "bflc:Uncontrolled"]


# ---- names of agents ------------------------------------------------------------------------------------------------


def numbered(field: DataField) -> bool:
    """Whether the field has a number or an IRI of its heading at all: most have none."""
    for code, _ in field.subfields:  # noqa: SIM110 - a plain loop, at half the price of any()
        if code in "01w":
            return True
    return False


def real_world(field: DataField) -> str | None:
    """The IRI of the thing itself, from `$1` or derived from an LC name authority in `$0`."""
    if not numbered(field):
        return None
    ones = field.all("1")
    for one in ones:
        if "id.loc.gov/rwo/agents/" in one and iris.valid(one):
            return one
    for zero in field.all("0"):
        if "id.loc.gov/authorities/names/" in zero and (iri := iris.known(zero)):
            return iri.replace("authorities/names/", "rwo/agents/")
    for one in ones:
        if "isni.org/isni/" in one and iris.valid(one):
            return one.removesuffix(".")
    return next((one for one in ones if one.startswith("http") and iris.valid(one)), None)


def authority(field: DataField) -> str | None:
    """The IRI of the authority, from `$0` (or `$w`), or derived from an LC real-world IRI in `$1`."""
    if not numbered(field):
        return None
    zeros = field.all("0")
    for zero in zeros:
        if "id.loc.gov/authorities/" in zero and (iri := iris.known(zero)):
            return iri
    for one in field.all("1"):
        if "id.loc.gov/rwo/agents/" in one and iris.valid(one):
            return one.replace("rwo/agents/", "authorities/names/")
    ordered = [*(z for z in zeros if z.startswith("(OCoLC)fst")), *field.all("0w")]
    for zero in ordered:
        if iri := iris.known(zero):
            return iri
    for zero in zeros:
        if iri := iris.gnd(zero):
            return iri
    return next((one for one in field.all("1") if "homosaurus.org/v" in one and iris.valid(one)), None)


def agent_iri(run: Run, field: DataField, tag: str, label: str) -> str:
    """The name of the agent: the thing's, the authority's, or one of our own."""
    titled = any(code == "t" for code, _ in field.subfields)
    found = None
    codes = {code for code, _ in field.subfields}
    if not titled and not codes.isdisjoint("01"):
        lc_name = any("id.loc.gov/authorities/names/" in zero for zero in field.all("0"))
        found = real_world(field) if "1" in codes or lc_name else authority(field)
    elif titled:
        found = next((iri for code, text in name_part(field) if code in "0w" and (iri := iris.known(text))), None)
    if found:
        return found
    return run.heading("agents", heading_key(agent_types(field, tag)[-1], label), "Agent", field)


# ---- nodes ----------------------------------------------------------------------------------------------------------


def agent_node(run: Run, field: DataField, language: str | None, tag: str) -> Node:
    """The agent of a name field, with label and key, its twin in another script and its authorities."""
    label = name_label(field, tag)
    node: Node = {"@id": agent_iri(run, field, tag, label), "@type": agent_types(field, tag)}
    if label:
        node["rdfs:label"] = [literal(label, language)]
    keyed = tag[1:] in LABELLED
    if keyed:
        node["bflc:marcKey"] = [marc_key(field)]
    if (twin := run.twin()) is not None:
        other, tongue = twin
        if label:
            node["rdfs:label"].append(literal(name_label(other, tag), tongue))
        if keyed:
            node["bflc:marcKey"].append(literal(marc_key(other), tongue))
    if len(field.subfields) > 1:
        authorities(node, field, name_part(field))
        for code, text in field.subfields:
            if code == "2":
                add(node, "bf:source", source_node(text, "http://id.loc.gov/vocabulary/nameTitleSchemes/"))
            elif code == "3":
                add(
                    node, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [literal(chop(text), language)]}
                )
    return node


def authorities(node: Node, field: DataField, subfields: Sequence[Subfield]) -> None:
    """`$0` and `$w`: the first IRI as the authority, other numbers as identifiers with their source."""
    titled = len(subfields) < len(field.subfields)
    first = True
    for code, text in subfields:
        if code not in "0w":
            continue
        if text.startswith(("http", "(uri)")):
            # A titled field's first IRI names the agent itself.
            if first != titled and (iri := iris.known(text)):
                add(node, "madsrdf:isIdentifiedByAuthority", {"@id": iri})
            first = False
        elif iri := iris.known(text):
            add(node, "madsrdf:isIdentifiedByAuthority", {"@id": iri})
        else:
            add(node, "bf:identifiedBy", identifier_node(code, text))


def authority_values(subfields: Sequence[Subfield]) -> list[tuple[str, Node]]:
    """What `$0` and `$w` become, each with its property: an IRI as the authority, another number as an identifier."""
    out: list[tuple[str, Node]] = []
    for code, text in subfields:
        if iri := iris.known(text):
            out.append(("madsrdf:isIdentifiedByAuthority", {"@id": iri}))
        elif not text.startswith(("http", "(uri)")):
            out.append(("bf:identifiedBy", identifier_node(code, text)))
    return out


def identifier_node(code: str, text: str) -> Node:
    """A `$0` or `$w` that is no IRI: `(source)value` as an identifier with its source or assigner."""
    text = keep(text)
    source, _, value = text[1:].partition(")") if text.startswith("(") and ")" in text else ("", "", text)
    node: Node = {"@type": ["bf:Identifier"], "rdf:value": [value]}
    if source and source != "uri":
        named: Node = {"@type": ["bf:Agent" if code == "w" else "bf:Source"], "bf:code": [source]}
        if source == "DLC":
            named["@id"] = ORGANIZATIONS + "dlc"
        node["bf:assigner" if code == "w" else "bf:source"] = [named]
    return node


def source_node(text: str, stem: str = "") -> Node:
    """`$2`: the scheme, below its vocabulary where there is one."""
    bare = text.partition("%2F")[0].partition("/")[0]
    tail = iris.code(bare)
    if stem and tail.startswith("fast"):
        return {"@id": stem + tail}
    node: Node = {"@type": ["bf:Source"], "bf:code": [bare]}
    if stem and tail:
        node["@id"] = stem + tail
    return node


# ---- roles ----------------------------------------------------------------------------------------------------------


def roles(field: DataField, tag: str, language: str | None) -> list[Node]:
    """The roles a field states: `$4` codes and IRIs, else the words of `$e` (or `$j` of a meeting)."""
    fours = field.all("4")
    if fours and "rdaregistry.info" not in fours[0]:
        return [_coded(text) for index, text in enumerate(fours) if not _said_later(text, fours[index + 1 :])]
    words = field.all("j" if tag[1:] == "11" else "e")
    return [
        {"@type": ["bf:Role"], "rdfs:label": [literal(word, language if not at else None)]}
        for text in words
        for at, word in enumerate(_words(text))
    ]


def _coded(text: str) -> Node:
    if len(text) == 3:
        return {"@id": RELATORS + iris.encoded(text), "@type": ["bf:Role"]}
    if "://" in text and iris.valid(text):
        return {"@id": text, "@type": ["bf:Role"]}
    return {"@type": ["bf:Role"], "bf:code": [text]}


def _said_later(text: str, later: list[str]) -> bool:
    iri = RELATORS + iris.encoded(text) if len(text) == 3 else text
    return text in later or iri in later


def _words(text: str) -> list[str]:
    """`author, editor and translator` as three roles."""
    pieces = [word for piece in text.split(",") for word in piece.replace(" and", "&").split("&")]
    return [cleaned for word in pieces if (cleaned := chop(word))]


# ---- coming back ----------------------------------------------------------------------------------------------------


def field_of_agent(node: Node, tag: str) -> tuple[DataField, DataField | None, str]:
    """(field, twin, language) of an agent: its `marcKey` where that agrees with the label, else made from the label."""
    (label, twin_label), language = in_two_scripts(node.get("rdfs:label", ()))
    plain, other = keys_of(node)
    own_tag = plain.tag if plain is not None and plain.tag[1:] in LABELLED else tag + kind_of(node)
    if plain is None or name_label(plain, own_tag) != (label or twin_label):
        plain = _from_label(node, own_tag, label or twin_label)
    if other is not None and name_label(other, own_tag) != twin_label:
        other = None
    return plain._replace(tag=own_tag), other, language


def in_two_scripts(values: Iterable[Value]) -> tuple[tuple[str, str], str]:
    """((text, the same in another script), language of the latter): a second text is the twin, language told or not."""
    read = [text_of(value) for value in values]
    plain = [text for text, tongue in read if not tongue]
    tagged = [(text, tongue) for text, tongue in read if tongue]
    twin, language = tagged[0] if tagged else (plain[1] if len(plain) > 1 else "", "")
    return (plain[0] if plain else "", twin), language


def keys_of(node: Node) -> tuple[DataField | None, DataField | None]:
    """The fields that the keys of a node write: its own, and the one in another script (tagged, or written as 880)."""
    read = [text_of(value) for value in node.get("bflc:marcKey", ())]
    own = next((parsed_key(text) for text, tongue in read if not tongue and text[:3] != "880"), None)
    twin = next((parsed_key(text) for text, tongue in read if tongue or text[:3] == "880"), None)
    return own, twin


_REAL_WORLD: Final = ("id.loc.gov/rwo/", "id.loc.gov/resources/", "viaf.org/", "isni.org/", "wikidata.org/",
                      "id.oclc.org/", "orcid.org/", "homosaurus.org/")  # fmt: skip
_FAST: Final = "http://id.worldcat.org/fast/"
_AUTHORITIES: Final = ("id.loc.gov/", "d-nb.info/", "id.worldcat.org/", "vocab.getty.edu/", "geonames.org/",
                       "id.nlm.nih.gov/", "data.bnf.fr/", "id.kb.se/", "worldcat.org/")  # fmt: skip


def written_iri(iri: str, home: str = "") -> Subfield | None:
    """The `$0` or `$1` of an IRI that others coined; None for one of our own. FAST and GND are written by number.

    `home`: what our own names begin with; with it an IRI of a host nobody knows is an authority too.
    """
    if any(host in iri for host in _REAL_WORLD):
        return Subfield("1", iri)
    if iri.startswith(_FAST) and len(iri) == len(_FAST) + 8 and iri[-8:].isdigit():
        return Subfield("0", "(OCoLC)fst" + iri[-8:])
    if iri.startswith("https://d-nb.info/gnd/"):
        return Subfield("0", "(DE-588)" + iri.rpartition("/")[2])
    if any(host in iri for host in _AUTHORITIES):
        return Subfield("0", iri)
    return (
        Subfield("0", iri) if home and iri.startswith("http") and "#" not in iri and not iri.startswith(home) else None
    )


def kind_of(node: Node) -> str:
    """The last two characters of the tag by the classes of an agent."""
    types = node.get("@type", ())
    if "bf:Meeting" in types:
        return "11"
    return "10" if "bf:Organization" in types or "bf:Jurisdiction" in types else "00"


def _from_label(node: Node, tag: str, label: str) -> DataField:
    types = node.get("@type", ())
    first = {"00": "3" if "bf:Family" in types else "1" if "," in label else "0",
             "10": "1" if "bf:Jurisdiction" in types else "2", "11": "2"}[tag[1:]]  # fmt: skip
    subfields: list[Subfield] = []
    name, comma, dates = label.rpartition(", ")
    if tag[1:] == "00" and comma and dates[:4].isdigit():
        subfields = [Subfield("a", name + ","), Subfield("d", dates)]
    elif label:
        subfields = [Subfield("a", label)]
    if (numbered := written_iri(node.get("@id", ""))) is not None:
        subfields.append(numbered)
    return DataField(tag, first, " ", tuple(subfields))


def with_roles(field: DataField, stated: list[Any], defaults: set[str]) -> DataField:
    """`field` with the roles of its contribution: as they stand where they agree, else written anew."""
    now = [_role_key(node) for node in roles(field, field.tag, None)]
    wanted = [_role_key(node) for node in stated]
    if sorted(now) == sorted(wanted) or (not now and len(wanted) == 1 and wanted[0] in defaults):
        return field
    code = "j" if field.tag[1:] == "11" else "e"
    bare = [sub for sub in field.subfields if sub.code not in (code, "4")]
    spoken = [Subfield(code, text_of(node["rdfs:label"][0])[0]) for node in stated if "rdfs:label" in node]
    coded = [
        Subfield("4", key.removeprefix(RELATORS)) for node, key in zip(stated, wanted, strict=True)
        if "rdfs:label" not in node and key not in defaults
    ]  # fmt: skip
    at = next((i for i, sub in enumerate(bare) if sub.code in "0125"), len(bare))
    if spoken and at:
        last = bare[at - 1]
        bare[at - 1] = Subfield(last.code, chop(last.value) + ",")
    return field._replace(subfields=(*bare[:at], *spoken, *bare[at:], *coded))


def _role_key(node: Node) -> str:
    if "@id" in node and not node["@id"].startswith("#"):
        return str(node["@id"])
    return text_of(next(iter(node.get("rdfs:label") or node.get("bf:code") or [""])))[0]
