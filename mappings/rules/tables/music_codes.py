"""Coded data of music: forms of composition (047) and medium of performance (048)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from mappings.codes.fixed_fields import FORMS_OF_COMPOSITION
from mappings.codes.medium_of_performance import MEDIA_OF_PERFORMANCE, SOURCE, Medium
from mappings.rules.agents import source_node
from mappings.rules.forward import add
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_SCHEMES: Final = "http://id.loc.gov/vocabulary/musiccompschemes/"

# ---- 047 ------------------------------------------------------------------------------------------------------------


def _forward_forms(run: Run, field: DataField, language: str | None) -> None:
    if field.ind2 == "7":
        for text in field.all("a"):
            node: Node = {"@type": ["bf:GenreForm"], "bf:code": [text]}
            for two in field.all("2")[:1]:
                node["bf:source"] = [source_node(two, _SCHEMES)]
            add(run.work, "bf:genreForm", node)
        return
    said = run.text008[18:20] if run.leader[6:7] in "cdij" else ""
    for text in field.all("a"):
        row = FORMS_OF_COMPOSITION.get(text.strip())
        if row is not None and row.iri and row.code != said:
            add(run.work, "bf:genreForm", {"@id": row.iri, "@type": ["bf:GenreForm"], "rdfs:label": [row.label]})
    del language


def _back_form(out: Back, _: Root, value: Any) -> None:
    codes = [("a", code) for code in value["bf:code"]]
    sources = [("2", code) for source in value.get("bf:source", ()) for code in source.get("bf:code", ())]
    out.field("047", " ", "7" if sources else " ", [*codes, *sources])


FORMS: Final = Step(
    "forms of composition",
    tags="047",
    takes={"047": "a2"},
    forward=_forward_forms,
    claims=(
        Claim(
            WORK, "bf:genreForm", "bf:GenreForm", order=-1,
            accepts=lambda node: "bf:code" in node and "rdfs:label" not in node,
        ),
    ),
    back=_back_form,
    examples=(
        Example(
            "047 ## $a ov $a op",
            work={"bf:genreForm": {"@type": "bf:GenreForm", "rdfs:label": "Overtures"}},
            leader="00000ccm a2200000 i 4500",
        ),
        Example(
            "047 #7 $a sinf $2 iamlmf",
            work={"bf:genreForm": {"bf:code": "sinf", "bf:source": {"bf:code": "iamlmf"}}},
        ),
    ),
)  # fmt: skip
"""The ones that the 008 and this field name by code come back in `fixed_008`, where both are known."""

# ---- 048 ------------------------------------------------------------------------------------------------------------

_SOLOIST: Final = "soloist"
_BY_NAME: Final = {(row.prop, row.kind, row.name): row.code for row in reversed(tuple(MEDIA_OF_PERFORMANCE.values()))}


def _forward_media(run: Run, field: DataField, language: str | None) -> None:
    if field.ind2 != " ":
        return
    for code, text in field.subfields:
        if code not in "ab" or (row := MEDIA_OF_PERFORMANCE.get(text[:2])) is None:
            continue
        node: Node = {"@type": [row.type], row.kind_prop: [row.kind]}
        if row.name:
            node["rdfs:label"] = [row.name]
        else:
            node["bf:code"] = [row.code]  # the kind alone doesn't tell unspecified, unknown and other ones apart
        if text[2:4].isdigit():
            node["bf:count"] = [str(int(text[2:4]))]
        if code == "b":
            node["bf:note"] = [{"@type": ["bf:Note"], "rdfs:label": [_SOLOIST]}]
        node["bf:source"] = [{"@id": SOURCE, "@type": ["bf:Source"]}]
        add(run.work, row.prop, node)
    del language


def _first(values: Iterable[Any]) -> str:
    return next((each for each in values if isinstance(each, str)), "")


def _back_medium(out: Back, _: Root, value: Any) -> None:
    prop = out.origin.rpartition("/")[2]
    kinds = [*value.get("bf:instrumentalType", ()), *value.get("bf:ensembleType", ()), *value.get("bf:voiceType", ())]
    name, sort = _first(value.get("rdfs:label", ())), _first(kinds)
    code = _first(value.get("bf:code", ())) or _BY_NAME.get((prop, sort, name), "")
    if code:
        count = next((f"{int(count):02d}" for count in value.get("bf:count", ()) if str(count).isdecimal()), "")
        solo = any(_SOLOIST in note.get("rdfs:label", ()) for note in value.get("bf:note", ()))
        out.notes.setdefault("048", []).append(("b" if solo else "a", code + count))


def _back_media(out: Back) -> None:
    out.origin = "work/bf:instrument"
    found: list[tuple[str, str]] = out.notes.get("048", [])
    out.field("048", " ", " ", sorted(found, key=lambda pair: pair[0] != "b"))


def _of_048(node: Node) -> bool:
    return any(isinstance(source, dict) and source.get("@id") == SOURCE for source in node.get("bf:source", ()))


def _claims(rows: tuple[Medium, ...]) -> tuple[Claim, ...]:
    return tuple(
        Claim(WORK, prop, type_, accepts=_of_048) for prop, type_ in sorted({(row.prop, row.type) for row in rows})
    )


MEDIUM: Final = Step(
    "number of instruments or voices",
    tags="048",
    takes={"048": "ab"},
    forward=_forward_media,
    claims=_claims(tuple(MEDIA_OF_PERFORMANCE.values())),
    back=_back_medium,
    back_finish=_back_media,
    examples=(
        Example(
            "048 ## $b wb01 $a ka01",
            work={
                "bf:instrument": [
                    {"bf:instrumentalType": "woodwind", "rdfs:label": "oboe", "bf:count": "1"},
                    {"bf:instrumentalType": "keyboard", "rdfs:label": "piano", "bf:source": {"@id": SOURCE}},
                ]
            },
        ),
        Example("048 ## $a vn04", work={"bf:voice": {"@type": "bf:MusicVoice", "bf:count": "4"}}),
    ),
)

RULES: Final[tuple[Rule, ...]] = (FORMS, MEDIUM)
