"""Titles: the title proper with its parts, its forms in other scripts, parallel and variant titles.

BIBFRAME: `bf:title` holds `bf:Title`, `bf:VariantTitle`, `bf:ParallelTitle`, `bf:KeyTitle`, `bf:AbbreviatedTitle` and
`bf:TranscribedTitle` nodes. A form in another script (MARC 880) is a tagged literal in the same node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import Text, nodes, plain, preferred, texts, types

_OTHER: Final = frozenset({"bf:VariantTitle", "bf:ParallelTitle", "bf:KeyTitle", "bf:AbbreviatedTitle"})


@dataclass(frozen=True, slots=True)
class Title:
    """One title. `full` reads as a person writes it; `mains` and `subtitles` hold every script's form.

    `parallel` holds the same title in other scripts and, for the title proper, the parallel titles. `skip` is how many
    characters sorting leaves out at the start of `main`. `types` tells a variant's kind.
    """

    main: str
    main_lang: str | None = None
    subtitle: str | None = None
    part_number: str | None = None
    part_name: str | None = None
    parallel: tuple[Text, ...] = ()
    full: str = ""
    skip: int = 0
    mains: tuple[Text, ...] = ()
    subtitles: tuple[Text, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def sorting(self) -> str:
        """The title as it files: without its leading article."""
        return self.full[self.skip :].lstrip()


def title(node: Node) -> Title | None:
    """The title proper of a Work, Instance, Hub or series; None where it has none. Its parallel titles come along."""
    proper: Node | None = None
    parallel: list[Text] = []
    other: Node | None = None
    for each in nodes(node, "bf:title"):
        kinds = each.get("@type", ())
        if "bf:ParallelTitle" in kinds:
            parallel.extend(texts(each, "bf:mainTitle"))
        elif _OTHER.isdisjoint(kinds):
            proper = proper or each
        else:
            other = other or each
    if proper is None or (read := _read(proper, tuple(parallel))) is None:
        return None if other is None else _read(other, tuple(parallel))
    return read


def variant_titles(node: Node) -> tuple[Title, ...]:
    """Every other title in order: variant, parallel, key and abbreviated titles, and further titles proper."""
    found = []
    proper = True
    for each in nodes(node, "bf:title"):
        if proper and _OTHER.isdisjoint(each.get("@type", ())):
            proper = False
        elif (read := _read(each, ())) is not None:
            found.append(read)
    return tuple(found)


def title_texts(node: Node) -> list[str]:
    """Every word of every title as texts, for an index: cheaper than reading titles one by one."""
    found: list[str] = []
    for each in nodes(node, "bf:title"):
        for name in ("bf:mainTitle", "bf:subtitle", "bf:partNumber", "bf:partName", "rdfs:label"):
            if name in each:
                found.extend(text.value for text in texts(each, name))
    return found


def _read(node: Node, parallel: tuple[Text, ...]) -> Title | None:
    mains = texts(node, "bf:mainTitle") or texts(node, "rdfs:label")
    if not mains:
        return None
    main = preferred(mains)
    subtitles = texts(node, "bf:subtitle")
    number, name = _matching(node, "bf:partNumber", main.lang), _matching(node, "bf:partName", main.lang)
    subtitle = next((each.value for each in subtitles if each.lang == main.lang), None)
    full = main.value
    if subtitle:
        full = f"{full} : {subtitle}"
    for part in (number, name):
        if part:
            full = f"{full}. {part}"
    skip = plain(node, "bflc:nonSortNum")
    return Title(
        main=main.value,
        main_lang=main.lang,
        subtitle=subtitle,
        part_number=number,
        part_name=name,
        parallel=tuple(each for each in mains if each is not main) + parallel,
        full=full,
        skip=int(skip) if skip is not None and skip.isdecimal() and len(skip) < 3 else 0,
        mains=mains,
        subtitles=subtitles,
        types=types(node),
    )


def _matching(node: Node, name: str, lang: str | None) -> str | None:
    """All values of a part in one language, as MARC repeats numbers and names."""
    if name not in node:
        return None
    return ", ".join(each.value for each in texts(node, name) if each.lang == lang) or None
