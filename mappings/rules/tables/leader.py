"""The leader: class of the Work, content, mode of issuance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.codes.fixed_fields import CONTENT_BY_RECORD_TYPE, WORK_CLASS_BY_RECORD_TYPE
from mappings.rules.forward import add
from mappings.rules.model import INSTANCE, WORK, Claim, Example, Rule, Step

if TYPE_CHECKING:
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
_ISSUANCE: Final = _VOCABULARY + "issuance/"
_LEVELS: Final = {
    "a": ("bf:Monograph", "mono"), "b": ("bf:Serial", "serl"), "c": ("bf:Collection", "mulm"),
    "d": ("bf:Collection", "mono"), "m": ("bf:Monograph", "mono"), "i": ("bf:Integrating", "intg"),
    "s": ("bf:Serial", "serl"),
}  # fmt: skip
"""Leader/07: the further class of the Work and the mode of issuance."""
_MANUSCRIPT: Final = "dft"


def _forward_leader(run: Run, field: DataField, language: str | None) -> None:
    kind, level = field.ind1[6:7], field.ind1[7:8]
    if (type_ := WORK_CLASS_BY_RECORD_TYPE.get(kind)) is not None:
        run.work["@type"].append(type_)
        if kind in _MANUSCRIPT:
            run.work["@type"].append("bf:Manuscript")
        content = CONTENT_BY_RECORD_TYPE.get(kind)
        if content is not None and content.iri and kind != "q" and not run.has("336"):
            add(run.work, "bf:content", {"@id": content.iri, "@type": ["bf:Content"], "rdfs:label": [content.label]})
    if (found := _LEVELS.get(level)) is not None:
        if found[0] not in run.work["@type"]:
            run.work["@type"].append(found[0])
        if not run.has("334"):
            add(run.instance, "bf:issuance", {"@id": _ISSUANCE + found[1]})
    del language


_KIND_OF: Final = {
    "bf:Text": "a", "bf:NotatedMusic": "c", "bf:Cartography": "e", "bf:MovingImage": "g", "bf:NonMusicAudio": "i",
    "bf:MusicAudio": "j", "bf:StillImage": "k", "bf:Multimedia": "m", "bf:MixedMaterial": "p", "bf:Object": "r",
}  # fmt: skip
_LEVEL_OF: Final = {"bf:Monograph": "m", "bf:Serial": "s", "bf:Collection": "c", "bf:Integrating": "i"}


def kind_and_level(out: Back) -> tuple[str, str]:
    """Leader/06 and /07 that the classes of the Work stand for."""
    types = out.work.get("@type", ())
    kind = next((_KIND_OF[each] for each in types if each in _KIND_OF), "a")
    if "bf:Manuscript" in types:
        kind = {"a": "t", "c": "d", "e": "f"}.get(kind, kind)
    return kind, next((_LEVEL_OF[each] for each in types if each in _LEVEL_OF), "m")


def _back_leader(out: Back) -> None:
    out.put("LDR", 6, "".join(kind_and_level(out)))


LEADER: Final = Step(
    "leader",
    tags="LDR",
    forward=_forward_leader,
    claims=(
        Claim(WORK, "bf:content", "bf:Content", order=9),
        Claim(INSTANCE, "bf:issuance", pattern=_ISSUANCE, order=9),
    ),
    back_finish=_back_leader,
    examples=(
        Example(
            "245 00 $a Map",
            work={"@type": ["bf:Work", "bf:Cartography", "bf:Monograph"]},
            instance={"bf:issuance": {"@id": "http://id.loc.gov/vocabulary/issuance/mono"}},
            leader="00000cem a2200000 i 4500",
            back="LDR 00000cem#a2200000#i#4500",
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (LEADER,)
