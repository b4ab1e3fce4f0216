"""Medium of performance (382), first and last issue of a serial (362), and how a copy was acquired (541)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules.forward import add, literal
from mappings.rules.marc_keys import marc_key, parsed_key
from mappings.rules.model import INSTANCE, WORK, Claim, Example, Field, Part, Root, Rule, Step, Sub, When
from mappings.rules.punctuation import chop, keep
from mappings.rules.tables.shared import APPLIES_TO, INSTITUTION, note_type, status

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

# ---- 382 ------------------------------------------------------------------------------------------------------------


def _forward_medium(run: Run, field: DataField, language: str | None) -> None:
    node: Node = {"@type": ["bf:MusicMedium"], "bflc:readMarc382": [literal(marc_key(field), language)]}
    if field.ind1 in "13":
        node["bf:status"] = [{"@id": _PARTIAL["@id"], "@type": ["bf:Status"], "rdfs:label": ["partial"]}]
    add(run.work, "bf:musicMedium", node)


_PARTIAL: Final = status("part", "partial")["bf:status"]


def _back_medium(out: Back, _: Root, value: Any) -> None:
    for key in value.get("bflc:readMarc382", ()):
        if isinstance(key, str) and (field := parsed_key(key)) is not None:
            out.field("382", field.ind1, field.ind2, field.subfields)


MEDIUM: Final = Step(
    "medium of performance",
    tags="382",
    takes={"382": "abdenprstv201378"},
    forward=_forward_medium,
    claims=(Claim(WORK, "bf:musicMedium", "bf:MusicMedium", accepts=lambda node: "bflc:readMarc382" in node),),
    back=_back_medium,
    examples=(
        Example(
            "382 01 $a guitar $n 1 $s 1 $2 lcmpt",
            work={"bf:musicMedium": {"bflc:readMarc382": "38201$aguitar$n1$s1$2lcmpt"}},
        ),
    ),
)

# ---- 362 ------------------------------------------------------------------------------------------------------------


def _forward_issues(run: Run, field: DataField, language: str | None) -> None:
    text = keep(field.get("a") or "")
    if field.ind1 != "0" or not text:
        return
    if ";" in text:  # several runs
        note: Node = {"@type": ["bf:Note", note_type("number")], "rdfs:label": [literal(text, language)]}
        add(run.instance, "bf:note", note)
        return
    first, _, last = text.partition("-")
    for prop, part in (("bf:firstIssue", chop(first)), ("bf:lastIssue", chop(last))):
        if part:
            add(run.instance, prop, literal(part, language))


def _back_issue(out: Back, _: Root, value: Any) -> None:
    prop = out.origin.rpartition("/")[2]
    if isinstance(value, str):
        out.notes.setdefault("362", {}).setdefault(prop, []).append(value)


def _back_issues(out: Back) -> None:
    found: dict[str, list[str]] = out.notes.get("362", {})
    firsts, lasts = found.get("bf:firstIssue", []), found.get("bf:lastIssue", [])
    out.origin = "instance/bf:firstIssue"
    for at in range(max(len(firsts), len(lasts))):
        first, last = (each[at] if at < len(each) else "" for each in (firsts, lasts))
        out.field("362", "0", " ", [("a", f"{first}-{last}")])


def _normal_issues(field: DataField, _isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    if field.ind1 != "0" or [code for code, _ in field.subfields] != ["a"]:
        return field
    if "-" not in field.subfields[0].value or ";" in field.subfields[0].value:
        return field
    first, _, last = keep(field.subfields[0].value).partition("-")
    text = f"{chop(first)}-{chop(last)}"
    return field if text == "-" else field._replace(subfields=(field.subfields[0]._replace(value=text),))


ISSUES: Final = Step(
    "first and last issue",
    tags="362",
    forward=_forward_issues,
    claims=(Claim(INSTANCE, "bf:firstIssue"), Claim(INSTANCE, "bf:lastIssue")),
    back=_back_issue,
    back_finish=_back_issues,
    normalise=_normal_issues,
    examples=(
        Example(
            "362 0# $a 1990-1992; 1995",
            instance={"bf:note": {"@type": note_type("number"), "rdfs:label": "1990-1992; 1995"}},
            back="362 1# $a 1990-1992; 1995",
        ),
        Example("362 0# $a Vol. 11 (1995)-", instance={"bf:firstIssue": "Vol. 11 (1995)"}),
        Example(
            "362 0# $a 1870-1877.",
            instance={"bf:firstIssue": "1870", "bf:lastIssue": "1877"},
            back="362 0# $a 1870-1877",
        ),
    ),
)

# ---- 541 ------------------------------------------------------------------------------------------------------------

ACQUISITION: Final = Field(
    "541",
    on=INSTANCE,
    makes=Part("bf:immediateAcquisition", "bf:ImmediateAcquisition"),
    subfields=(APPLIES_TO, Sub("acbdefhno", "rdfs:label", take=keep, join=" "), INSTITUTION),
    when=When(ind1="#123456789"),
    examples=(
        Example(
            "541 ## $c Gift of $a Alice Marshall $d 1991.",
            {"bf:immediateAcquisition": {"rdfs:label": "Gift of Alice Marshall 1991."}},
        ),
        Example("541 0# $a A donor who wants no thanks.", back=""),
    ),
)
"""A first indicator 0 says private: such a field stays with the source record."""

RULES: Final[tuple[Rule, ...]] = (MEDIUM, ISSUES, ACQUISITION)
