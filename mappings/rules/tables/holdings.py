"""Electronic locations (856). Copies come by a tenant's own table: `mappings.rules.items`.

A link to the resource itself is an item of an online resource, and an electronic instance beside any other. A link to a
related resource (second indicator 2) is supplementary content; a link to contents is a table of contents.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.forward import add, literal
from mappings.rules.model import INSTANCE, WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import chop

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_ITSELF: Final = " 018"


def _contents(field: DataField) -> bool:
    return any("table of contents" in text.lower() for text in field.all("a3"))


def _online(run: Run) -> bool:
    return run.leader[6:7] == "m" or run.text008[23:24] in {"o", "s"}


def _notes(field: DataField, codes: str, language: str | None) -> list[Node]:
    return [
        {"@type": ["bf:Note"], "rdfs:label": [literal(label, language)]}
        for text in field.all(codes)
        if (label := chop(text))
    ]


def _forward(run: Run, field: DataField, language: str | None) -> None:
    links = [{"@id": link} for text in field.all("u") if (link := iris.mended(text))]
    if not links:
        return
    if _contents(field):
        for link in links:
            add(run.work, "bf:tableOfContents", link)
    elif field.ind2 == "2":
        for link in links:
            node: Node = {"@type": ["bf:SupplementaryContent"], "bf:electronicLocator": [link]}
            if notes := _notes(field, "3zy", language):
                node["bf:note"] = notes
            add(run.instance, "bf:supplementaryContent", node)
    elif field.ind2 in _ITSELF:
        target = run.item() if _online(run) else _electronic(run, field)
        target["bf:electronicLocator"] = links
        if notes := _notes(field, "zy", language):
            target["bf:note"] = notes * len(links) if len(links) == 1 else [deepcopy(n) for _ in links for n in notes]


def _electronic(run: Run, field: DataField) -> Node:
    node = run.secondary_instance()
    node["@type"].append("bf:Electronic")
    if part := field.get("3"):
        node["bf:title"] = [{"@type": ["bf:Title"], "bf:mainTitle": [part]}]
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


def _texts(node: Node) -> list[tuple[str, str]]:
    return [
        ("z", text) for note in node.get("bf:note", ()) for text in note.get("rdfs:label", ()) if isinstance(text, str)
    ]


def _links(node: Node) -> list[tuple[str, str]]:
    return [("u", value["@id"]) for value in node.get("bf:electronicLocator", ()) if "@id" in value]


def _back(out: Back, root: Root, value: Any) -> None:
    if root is WORK:
        out.field("856", "4", "1", [("3", "Table of contents"), ("u", value["@id"])])
    else:
        out.field("856", "4", "2", [*_links(value), *_texts(value)])


def _back_finish(out: Back) -> None:
    out.origin = "item/bf:electronicLocator"
    for node in out.items:
        if "bf:electronicLocator" in node:
            out.field("856", "4", "0", [*_links(node), *_texts(node)])
    for node in out.instances[1:]:
        if "bf:Electronic" in node.get("@type", ()):
            out.field("856", "4", "1", [*_links(node), *_texts(node)])


LINKS: Final = Step(
    "electronic location",
    tags="856",
    forward=_forward,
    finish=_finish,
    claims=(
        Claim(WORK, "bf:tableOfContents", pattern="http", order=5),
        Claim(INSTANCE, "bf:supplementaryContent", "bf:SupplementaryContent"),
    ),
    back=_back,
    back_finish=_back_finish,
    examples=(
        Example(
            """008 850101s1985####nyu#####o#####000#0#eng##
               856 40 $u https://example.org/book $z Open to all""",
            item={
                "bf:electronicLocator": {"@id": "https://example.org/book"},
                "bf:note": {"rdfs:label": "Open to all"},
            },
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
    ),
)

RULES: Final[tuple[Rule, ...]] = (LINKS,)
