"""Electronic locations (856) and web archives (857). Copies come by a tenant's own table: `mappings.rules.items`.

A link to the resource itself is an item of an online resource, and an electronic instance beside any other. A link to a
related resource (second indicator 2) is supplementary content; a link to contents is a table of contents. What else is
said of a link is a note; `bf:noteType` names it by the subfield's name, but for public notes.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.forward import add, literal
from mappings.rules.model import INSTANCE, WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import chop
from mappings.rules.tables.shared import ARCHIVE_NOTES, LINK_NOTES

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_ITSELF: Final = " 01348"
_RIGHTS: Final = "http://purl.org/coar/access_right/"
_CONTENTS: Final = "Table of contents"
_ACCESS: Final = {"0": _RIGHTS + "c_abf2", "1": _RIGHTS + "c_16ec"}
"""$7: open access, restricted access, as the vocabulary of open repositories names them."""


def _contents(field: DataField) -> bool:
    return any("table of contents" in text.lower() for text in field.all("a3"))


def _online(run: Run) -> bool:
    return run.leader[6:7] == "m" or run.text008[23:24] in {"o", "s"}


def _notes(field: DataField, language: str | None, further: str = "") -> list[Node]:
    """The notes of a link; `further`: `$3` where it has no other place."""
    types = {**LINK_NOTES, **ARCHIVE_NOTES} if field.tag == "857" else LINK_NOTES
    out: list[Node] = []
    for code, text in field.subfields:
        if (code in types or code in further) and (label := chop(text)):
            node: Node = {"@type": ["bf:Note"], "rdfs:label": [literal(label, language)]}
            if kind := types.get(code, "part"):
                node["bf:noteType"] = [kind]
            out.append(node)
    return out


def _forward(run: Run, field: DataField, language: str | None) -> None:
    links = [{"@id": link} for text in field.all("u") if (link := iris.mended(text))]
    if not links:
        return
    if _contents(field):
        for address in links:
            label = next((chop(text) for text in field.all("3")), "")
            named = {**address, "rdfs:label": [literal(label, language)]} if label not in {"", _CONTENTS} else address
            add(run.work, "bf:tableOfContents", named)
    elif field.ind2 == "2":
        for address in links:
            node: Node = {"@type": ["bf:SupplementaryContent"], "bf:electronicLocator": [address]}
            if notes := _notes(field, language, "3"):
                node["bf:note"] = notes
            if access := [{"@id": _ACCESS[text]} for text in field.all("7") if text in _ACCESS]:
                node["bf:usageAndAccessPolicy"] = access
            add(run.instance, "bf:supplementaryContent", node)
    elif field.ind2 in _ITSELF:
        online = _online(run)
        target = run.item() if online else _electronic(run, field)
        target["bf:electronicLocator"] = links
        if access := [{"@id": _ACCESS[text]} for text in field.all("7") if text in _ACCESS]:
            target["bf:usageAndAccessPolicy"] = access
        if online and (part := field.get("3")) and (label := chop(part)):
            target["bflc:appliesTo"] = [{"@type": ["bflc:AppliesTo"], "rdfs:label": [literal(label, language)]}]
        if notes := _notes(field, language):
            target["bf:note"] = notes * len(links) if len(links) == 1 else [deepcopy(n) for _ in links for n in notes]


def _electronic(run: Run, field: DataField) -> Node:
    node = run.secondary_instance()
    node["@type"].append("bf:Electronic")
    if chop(part := field.get("3") or ""):
        node["bf:title"] = [{"@type": ["bf:Title"], "bf:mainTitle": [chop(part)]}]
    else:
        run.notes.setdefault("titled like the main instance", []).append(node)  # type: ignore[attr-defined]
    return node


def _finish(run: Run) -> None:
    """Instances without a name of their own are called like the main one."""
    waiting: Any = run.notes.get("titled like the main instance", ())
    main = next((node for node in run.instance.get("bf:title", ()) if node["@type"] == ["bf:Title"]), None)
    for node in waiting:
        if main is not None:
            node["bf:title"] = [deepcopy(main)]


_CODES: Final = {"": "z", "part": "3"} | {kind: code for code, kind in {**LINK_NOTES, **ARCHIVE_NOTES}.items() if kind}


def _notes_of(node: Node) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for note in node.get("bf:note", ()):
        kind = next((text for text in note.get("bf:noteType", ()) if isinstance(text, str)), "")
        out += [(_CODES.get(kind, "z"), text) for text in note.get("rdfs:label", ()) if isinstance(text, str)]
    return sorted(out, key=lambda pair: pair[0] != "3")


def _tag(node: Node) -> str:
    kinds = {text for note in node.get("bf:note", ()) for text in note.get("bf:noteType", ()) if isinstance(text, str)}
    return "856" if kinds.isdisjoint(ARCHIVE_NOTES.values()) else "857"


def _links(node: Node) -> list[tuple[str, str]]:
    return [("u", value["@id"]) for value in node.get("bf:electronicLocator", ()) if "@id" in value]


def _access(node: Node) -> list[tuple[str, str]]:
    iris_ = [value.get("@id") for value in node.get("bf:usageAndAccessPolicy", ()) if isinstance(value, dict)]
    return [("7", code) for code, iri in _ACCESS.items() if iri in iris_]


def _labels(node: Node, prop: str, inner: str) -> list[str]:
    return [text for each in node.get(prop, ()) for text in each.get(inner, ()) if isinstance(text, str)]


def _back(out: Back, root: Root, value: Any) -> None:
    if root is WORK:
        part = next((text for text in value.get("rdfs:label", ()) if isinstance(text, str)), _CONTENTS)
        out.field("856", "4", "1", [("3", part), ("u", value["@id"])])
    else:
        out.field(_tag(value), "4", "2", [*_links(value), *_notes_of(value), *_access(value)])


def _back_finish(out: Back) -> None:
    out.origin = "item/bf:electronicLocator"
    for node in out.items:
        if "bf:electronicLocator" in node:
            parts = _labels(node, "bflc:appliesTo", "rdfs:label")[:1]
            head = [("3", part) for part in parts]
            out.field(_tag(node), "4", "0", [*head, *_links(node), *_notes_of(node), *_access(node)])
    out.origin = "instance/bf:electronicLocator"
    known = {*_labels(out.instance, "bf:title", "bf:mainTitle"), *_labels(out.work, "bf:title", "bf:mainTitle")}
    for node in out.instances[1:]:
        if "bf:Electronic" in node.get("@type", ()):
            title = _labels(node, "bf:title", "bf:mainTitle")[:1]
            head = [("3", part) for part in title if part not in known]
            out.field(_tag(node), "4", "1", [*head, *_links(node), *_notes_of(node), *_access(node)])


def _normal(field: DataField, _isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    """Notes and parts without final punctuation, links without spaces around them."""
    texts = [
        sub._replace(value=sub.value.strip() if sub.code in "ux7" else chop(sub.value) or sub.value)
        for sub in field.subfields
    ]
    return field._replace(subfields=tuple(texts))


LINKS: Final = Step(
    "electronic location",
    tags="856 857",
    takes={"856": "uyz73acdfghilmnopqrstv", "857": "uyz3bcdfghlmnqrst"},
    forward=_forward,
    finish=_finish,
    claims=(
        Claim(WORK, "bf:tableOfContents", pattern="http", order=5),
        Claim(INSTANCE, "bf:supplementaryContent", "bf:SupplementaryContent"),
    ),
    back=_back,
    back_finish=_back_finish,
    normalise=_normal,
    examples=(
        Example(
            """008 850101s1985####nyu#####o#####000#0#eng##
               856 40 $3 Part 1 $u https://example.org/book $z Open to all $7 0""",
            item={
                "bf:electronicLocator": {"@id": "https://example.org/book"},
                "bf:note": {"rdfs:label": "Open to all"},
                "bflc:appliesTo": {"rdfs:label": "Part 1"},
                "bf:usageAndAccessPolicy": {"@id": "http://purl.org/coar/access_right/c_abf2"},
            },
        ),
        Example(
            """008 850101s1985####nyu#####o#####000#0#eng##
               856 40 $u https://example.org/book $y Read it here $q application/pdf""",
            item={
                "bf:note": [
                    {"bf:noteType": "link text", "rdfs:label": "Read it here"},
                    {"bf:noteType": "format", "rdfs:label": "application/pdf"},
                ]
            },
        ),
        Example(
            "857 41 $u https://example.org/kept/book $b Harbor Library $d 2010-2015",
            back="857 41 $u https://example.org/kept/book $b Harbor Library $d 2010-2015",
        ),
        Example(
            "856 42 $u https://example.org/map $z Map of the harbour",
            instance={
                "bf:supplementaryContent": {
                    "@type": "bf:SupplementaryContent",
                    "bf:electronicLocator": {"@id": "https://example.org/map"},
                }
            },
        ),
        Example(
            "856 41 $3 Table of contents $u https://example.org/toc",
            work={"bf:tableOfContents": {"@id": "https://example.org/toc"}},
        ),
        Example(
            "856 41 $3 Table of contents only $u https://example.org/toc",
            work={"bf:tableOfContents": {"@id": "https://example.org/toc", "rdfs:label": "Table of contents only"}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (LINKS,)
